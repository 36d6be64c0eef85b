"""Clocks: when a time that a law gives has run out. Every expectation is a moment on the clock of the place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.enforcement.clocks import KNOWN_YEARS, due, stated
from policyengine.model.overlay import Calendar, Duty

SYDNEY, BRUSSELS, SEOUL = "Australia/Sydney", "Europe/Brussels", "Asia/Seoul"
TOKYO, KOLKATA = "Asia/Tokyo", "Asia/Kolkata"
HOLIDAYS = {
    SYDNEY: Calendar(country="AU", region="NSW"),
    SEOUL: Calendar(country="KR"),
    TOKYO: Calendar(country="JP"),
    KOLKATA: Calendar(country="IN"),
}


def duty(**time: Any) -> Duty:
    return Duty.model_validate({"id": "a", "law": "act", "does": {"en": "do"}, "trigger": "order", **time})


def ends(received_at: str, zone: str, calendar: Calendar | None = None, **time: Any) -> str:
    """The moment on the clock of the place."""
    moment = due(duty(**time), datetime.fromisoformat(received_at), zone, calendar or HOLIDAYS.get(zone))
    assert moment is not None
    assert moment.tzinfo is UTC
    return moment.astimezone(ZoneInfo(zone)).isoformat()


@pytest.mark.parametrize(
    ("zone", "received", "within", "expected"),
    [
        pytest.param(SYDNEY, "2026-10-03T12:00:00+10:00", "24h", "2026-10-04T13:00:00+11:00", id="summer-begins"),
        pytest.param(SYDNEY, "2026-04-04T12:00:00+11:00", "24h", "2026-04-05T11:00:00+10:00", id="summer-ends"),
        pytest.param(BRUSSELS, "2026-03-29T01:30:00+01:00", "1h", "2026-03-29T03:30:00+02:00", id="hour-left-out"),
        pytest.param(BRUSSELS, "2026-10-25T02:30:00+02:00", "1h", "2026-10-25T02:30:00+01:00", id="hour-twice"),
        pytest.param(KOLKATA, "2026-12-31T22:30:00+05:30", "3h", "2027-01-01T01:30:00+05:30", id="year-end"),
        pytest.param(TOKYO, "2028-02-28T12:00:00+09:00", "24h", "2028-02-29T12:00:00+09:00", id="into-the-leap-day"),
        pytest.param(TOKYO, "2026-02-28T12:00:00+09:00", "24h", "2026-03-01T12:00:00+09:00", id="no-leap-day"),
        pytest.param(SEOUL, "2026-02-13T20:00:00+09:00", "36h", "2026-02-15T08:00:00+09:00", id="holidays-count"),
        pytest.param(SEOUL, "2026-03-01T00:00:00Z", "30m", "2026-03-01T09:30:00+09:00", id="told-in-another-zone"),
    ],
)
def test_hours_run_on_without_a_break(zone: str, received: str, within: str, expected: str) -> None:
    assert ends(received, zone, within=within) == expected


@pytest.mark.parametrize(
    ("zone", "received", "days", "expected"),
    [
        pytest.param(TOKYO, "2026-12-01T00:00:00+09:00", 7, "2026-12-08T23:59:59+09:00", id="first-second-of-a-day"),
        pytest.param(TOKYO, "2026-12-01T23:59:59+09:00", 7, "2026-12-08T23:59:59+09:00", id="last-second-of-it"),
        pytest.param(TOKYO, "2026-12-01T15:00:00Z", 7, "2026-12-09T23:59:59+09:00", id="already-the-next-day-there"),
        pytest.param(TOKYO, "2026-12-28T10:00:00+09:00", 7, "2027-01-04T23:59:59+09:00", id="year-end"),
        pytest.param(TOKYO, "2028-02-23T10:00:00+09:00", 7, "2028-03-01T23:59:59+09:00", id="leap-day"),
        pytest.param(TOKYO, "2026-04-28T10:00:00+09:00", 7, "2026-05-05T23:59:59+09:00", id="golden-week-counts"),
        pytest.param(SYDNEY, "2026-10-03T12:00:00+10:00", 1, "2026-10-04T23:59:59+11:00", id="summer-begins"),
        pytest.param(SYDNEY, "2026-04-04T12:00:00+11:00", 1, "2026-04-05T23:59:59+10:00", id="summer-ends"),
        pytest.param(BRUSSELS, "2026-10-24T12:00:00+02:00", 1, "2026-10-25T23:59:59+01:00", id="a-day-of-25-hours"),
        pytest.param(BRUSSELS, "2026-03-28T12:00:00+01:00", 1, "2026-03-29T23:59:59+02:00", id="a-day-of-23-hours"),
        pytest.param(
            "Asia/Beirut", "2026-10-23T12:00:00+03:00", 1, "2026-10-24T23:59:59+02:00", id="the-last-second-comes-twice"
        ),
    ],
)
def test_days_begin_after_receipt_and_the_last_counts_in_full(
    zone: str, received: str, days: int, expected: str
) -> None:
    assert ends(received, zone, days=days) == expected


@pytest.mark.parametrize(
    ("zone", "received", "number", "expected"),
    [
        pytest.param(SEOUL, "2026-03-06T10:00:00+09:00", 1, "2026-03-09T23:59:59+09:00", id="over-a-weekend"),
        pytest.param(SEOUL, "2026-03-07T10:00:00+09:00", 1, "2026-03-09T23:59:59+09:00", id="received-on-a-saturday"),
        pytest.param(SEOUL, "2026-02-13T10:00:00+09:00", 1, "2026-02-19T23:59:59+09:00", id="over-seollal"),
        pytest.param(SEOUL, "2026-09-23T10:00:00+09:00", 1, "2026-09-28T23:59:59+09:00", id="over-chuseok"),
        pytest.param(SEOUL, "2026-09-23T10:00:00+09:00", 3, "2026-09-30T23:59:59+09:00", id="and-on"),
        pytest.param(TOKYO, "2026-05-01T10:00:00+09:00", 1, "2026-05-07T23:59:59+09:00", id="over-golden-week"),
        pytest.param(TOKYO, "2026-04-28T10:00:00+09:00", 3, "2026-05-07T23:59:59+09:00", id="in-golden-week"),
        pytest.param(TOKYO, "2026-12-31T10:00:00+09:00", 1, "2027-01-04T23:59:59+09:00", id="over-new-year"),
        pytest.param(KOLKATA, "2026-01-23T10:00:00+05:30", 1, "2026-01-27T23:59:59+05:30", id="over-republic-day"),
        pytest.param(KOLKATA, "2026-10-01T10:00:00+05:30", 1, "2026-10-05T23:59:59+05:30", id="over-gandhi-jayanti"),
        pytest.param(SYDNEY, "2026-10-02T10:00:00+10:00", 1, "2026-10-06T23:59:59+11:00", id="labour-day-of-a-region"),
        pytest.param(SYDNEY, "2026-12-24T10:00:00+11:00", 1, "2026-12-29T23:59:59+11:00", id="boxing-day-moved"),
    ],
)
def test_working_days_skip_weekends_and_holidays(zone: str, received: str, number: int, expected: str) -> None:
    assert ends(received, zone, working_days=number) == expected


def test_holidays_are_those_of_the_region() -> None:
    everywhere = Calendar(country="AU")
    assert ends("2026-10-02T10:00:00+10:00", SYDNEY, everywhere, working_days=1) == "2026-10-05T23:59:59+11:00"


@pytest.mark.parametrize("received", ["1999-12-30T10:00:00+05:30", "2035-12-31T10:00:00+05:30", "8999-12-30T10:00:00Z"])
def test_in_years_whose_holidays_are_not_known_no_working_day_is_told(received: str) -> None:
    moment = datetime.fromisoformat(received)
    assert due(duty(working_days=1), moment, KOLKATA, HOLIDAYS[KOLKATA]) is None
    assert due(duty(days=1), moment, KOLKATA, None) is not None


@pytest.mark.parametrize("calendar", HOLIDAYS.values(), ids=lambda each: each.country)
def test_every_year_that_is_said_to_be_known_is(calendar: Calendar) -> None:
    for year in (KNOWN_YEARS[0], KNOWN_YEARS[-1]):
        assert due(duty(working_days=200), datetime(year, 1, 2, tzinfo=UTC), "UTC", calendar) is not None


def test_where_the_law_gives_no_number_there_is_no_moment() -> None:
    assert due(duty(stated="without delay"), datetime(2026, 3, 1, tzinfo=UTC), SEOUL, None) is None


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ({"within": "1h"}, "within 1 hour"),
        ({"within": "3h"}, "within 3 hours"),
        ({"within": "1d"}, "within 24 hours"),
        ({"within": "90m"}, "within 90 minutes"),
        ({"within": "1m"}, "within 1 minute"),
        ({"days": 1}, "within 1 day after the day of receipt"),
        ({"days": 7}, "within 7 days after the day of receipt"),
        ({"working_days": 1}, "within 1 working day after the day of receipt"),
        ({"working_days": 3}, "within 3 working days after the day of receipt"),
        ({"stated": "without delay"}, "without delay"),
    ],
)
def test_a_time_in_words(time: dict[str, Any], words: str) -> None:
    assert stated(duty(**time)) == words


times = st.one_of(
    st.integers(1, 99_999).map(lambda minutes: {"within": f"{minutes}m"}),
    st.integers(1, 400).map(lambda days: {"days": days}),
    st.integers(1, 60).map(lambda days: {"working_days": days}),
)
moments = st.datetimes(datetime(2002, 1, 1), datetime(2034, 1, 1), timezones=st.just(UTC))
zones = st.sampled_from(sorted(HOLIDAYS))


@given(times, moments, zones)
def test_a_deadline_is_never_before_its_trigger(time: dict[str, Any], received: datetime, zone: str) -> None:
    moment = due(duty(**time), received, zone, HOLIDAYS[zone])
    assert moment is not None
    assert moment > received


@given(st.integers(1, 60), moments, zones)
def test_working_days_end_no_earlier_than_days(number: int, received: datetime, zone: str) -> None:
    working = due(duty(working_days=number), received, zone, HOLIDAYS[zone])
    plain = due(duty(days=number), received, zone, HOLIDAYS[zone])
    assert working is not None
    assert plain is not None
    assert working >= plain


@given(times, moments, zones, st.integers(0, 72 * 60))
def test_what_comes_in_later_is_due_no_earlier(time: dict[str, Any], received: datetime, zone: str, after: int) -> None:
    first = due(duty(**time), received, zone, HOLIDAYS[zone])
    second = due(duty(**time), received + timedelta(minutes=after), zone, HOLIDAYS[zone])
    assert first is not None
    assert second is not None
    assert first <= second
