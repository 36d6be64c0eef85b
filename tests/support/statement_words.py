"""The shipped words of statements, for small policy sets."""

from __future__ import annotations

from policyengine import shipped

LOCALES = ("en", "ko")


def words(locale: str) -> str:
    """The text of the shipped file, without what small policy sets do not have."""
    lines: list[str] = []
    for line in (shipped() / "statements" / f"{locale}.yaml").read_text(encoding="utf-8").splitlines():
        if line.startswith(" ") and lines and _section(lines) in ("exceptions:", "account_measures:"):
            continue
        lines.append(line)
    return "\n".join(line for line in lines if line not in ("exceptions:", "account_measures:")) + "\n"


def _section(lines: list[str]) -> str:
    return next((line for line in reversed(lines) if line.endswith(":") and not line.startswith(" ")), "")


FILES = {f"statements/{locale}.yaml": words(locale) for locale in LOCALES}
