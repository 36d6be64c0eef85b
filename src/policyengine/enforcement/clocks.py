"""When a time that a law gives has run out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from policyengine.model.overlay import Calendar, Duty

LAST_SECOND = time(23, 59, 59, fold=1)
"""Of a day; where clocks are put back at midnight, the second time it comes."""
KNOWN_YEARS = range(2001, 2036)
"""The years whose public holidays are known for every country. Religious ones are not told further ahead."""


def due(duty: Duty, received_at: datetime, time_zone: str, calendar: Calendar | None) -> datetime | None:
    """The last moment in which a duty can be done in time, UTC; none where the law gives no number, or where it counts
    working days in years whose holidays are not known.

    Hours run on without a break. Days begin to count on the day after receipt, where the law is at home, and the last
    one counts in full; summer time is that of the zone. Working days skip weekends and public holidays.
    """
    if duty.within is not None:
        return received_at.astimezone(UTC) + duty.within
    zone = ZoneInfo(time_zone)
    day = received_at.astimezone(zone).date()
    last: date | None = None
    if duty.days is not None:
        last = day + timedelta(days=duty.days)
    elif duty.working_days is not None and calendar is not None:
        last = _working_day(day, duty.working_days, calendar)
    return None if last is None else datetime.combine(last, LAST_SECOND, zone).astimezone(UTC)


def stated(duty: Duty) -> str:
    """The time of a duty in words."""
    if duty.within is not None:
        minutes = int(duty.within.total_seconds() // 60)
        hours, rest = divmod(minutes, 60)
        return f"within {_counted(hours, 'hour')}" if not rest else f"within {_counted(minutes, 'minute')}"
    if duty.days is not None:
        return f"within {_counted(duty.days, 'day')} after the day of receipt"
    if duty.working_days is not None:
        return f"within {_counted(duty.working_days, 'working day')} after the day of receipt"
    return duty.stated or ""


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _working_day(day: date, number: int, calendar: Calendar) -> date | None:
    """So many working days after a day; none where the holidays of a year are not known."""
    while number:
        day += timedelta(days=1)
        if day.year not in KNOWN_YEARS:
            return None
        number -= day in _working_days(calendar.country, calendar.region, day.year)
    return day


@lru_cache(maxsize=256)
def _working_days(country: str, region: str | None, year: int) -> frozenset[date]:
    """Those of a year. A set of its own, because the calendars of the library change while they are read."""
    from holidays import country_holidays

    known = country_holidays(country, subdiv=region, years=year, expand=False)
    every = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    return frozenset(each for each in every if each.year == year and known.is_working_day(each))
