"""Names of countries, lists and days in a locale. The extra `statements` brings `babel`, which knows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from policyengine.errors import StatementError

if TYPE_CHECKING:
    from babel import Locale


def countries(codes: Sequence[str], locale: str) -> str:
    """The names of countries and regions by ISO 3166-1 alpha-2, listed in alphabetical order of their codes."""
    from_babel = _locale(locale)
    from babel.lists import format_list

    return format_list([from_babel.territories.get(code, code) for code in sorted(codes)], locale=from_babel)


def day(value: date, locale: str) -> str:
    """The day, written out."""
    from_babel = _locale(locale)
    from babel.dates import format_date

    return format_date(value, "long", locale=from_babel)


def _locale(tag: str) -> Locale:
    try:
        from babel import Locale, UnknownLocaleError
    except ImportError:
        raise StatementError(
            "statements need `babel` for the names of countries: pip install 'content-policyengine[statements]'"
        ) from None
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        raise StatementError(f"nothing is known of how countries and days are written in `{tag}`") from None
