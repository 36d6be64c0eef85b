"""The letters of Vietnamese, as the folded view has them."""

from __future__ import annotations

import re

_OWN = "ơớờởỡợưứừửữựấầẩẫậắằẳẵặếềểễệốồổỗộảẻỉỏủỷạỵ"
"""Letters that hardly any other language has: horned ones, those with two marks, and those with a hook."""
_SHARED = "ăđẹịọụĩũẽỹ"
"""Letters of Vietnamese that languages of Europe, Africa or America also have."""
_OTHERS = "àáâãèéêìíòóôõùúý"

_own = re.compile(f"[{_OWN}]")
_shared = re.compile(f"[{_SHARED}]")
_foreign = re.compile(f"(?![{_OWN}{_SHARED}{_OTHERS}])[\u00aa\u00ba\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff]")


def is_certain(folded: str) -> bool:
    """Whether a letter stands in the text that is Vietnamese wherever it is seen."""
    return _own.search(folded) is not None


def is_likely(folded: str) -> bool:
    """Whether a letter of Vietnamese stands in the text that ASCII and the Romance languages lack, and no letter
    with a mark that Vietnamese lacks."""
    return _shared.search(folded) is not None and _foreign.search(folded) is None
