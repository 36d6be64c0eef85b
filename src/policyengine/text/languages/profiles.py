"""The languages the matcher has a table for.

A language that is not here matches by the script its terms are written in; nothing else is needed.
"""

from __future__ import annotations

from collections.abc import Mapping

from policyengine.text.languages import korean
from policyengine.text.languages.endings import Endings, in_order

# Written from the grammars of these languages as they are spoken and typed. Endings that make another word are left
# out. A `2` doubles the word in Indonesian and Malay.
ENDINGS: Mapping[str, Endings] = {
    "en": in_order("s es ed er ers ing in y ery"),
    "hi": in_order("ों ो ें े ी ा ओं ओ iyon iyan iyo ein on en o e i"),
    "id": in_order("2 an", "nya mu ku nye", "lah kah pun tah"),
    "ko": korean.ENDINGS,
    "ms": in_order("2 an", "nya mu ku", "lah kah pun tah la"),
    "tl": in_order("ng g s"),
}
"""What may follow a term with the boundary `stem`, by the language of its ruleset."""
