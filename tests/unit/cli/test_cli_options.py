"""Values that options take."""

from __future__ import annotations

from datetime import UTC, datetime

import click
import pytest

from policyengine.cli.options import Moment
from policyengine.cli.summary import Summary


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01T09:00:00+09:00", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01T09:00:00Z", datetime(2026, 3, 1, 9, tzinfo=UTC)),
    ],
)
def test_moments_are_told_in_utc(text: str, moment: datetime) -> None:
    converted = Moment().convert(text, None, None)
    assert converted == moment
    assert converted.tzinfo == UTC


def test_a_moment_stays_what_it_is() -> None:
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    assert Moment().convert(moment, None, None) is moment


@pytest.mark.parametrize(
    "text", ["", "today", "3/1/2026", "2026-3-1", "2026-02-30", "2026-03-01T09:00", "0001-01-01", "9999-12-31"]
)
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(click.BadParameter, match="`"):
        Moment().convert(text, None, None)


def test_a_summary_starts_with_nothing() -> None:
    summary = Summary()
    assert (summary.items, summary.bad, summary.flagged, summary.review, summary.degraded) == (0, 0, 0, 0, 0)
