"""The rulesets that come with the package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped() -> Path:
    """The directory of the shipped policy set, for `PolicyEngine.load(shipped(), "ours/")`.

    An installed package carries it; in a source checkout it is `rulesets/` at the top.
    """
    installed = _PACKAGE / "rulesets"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "rulesets"
