"""Times of the exchange tables: the county's wall clock, without a zone; one reader and one writer of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from county.place import CHINA


def wall(moment: str) -> str:
    """A moment of the contract (RFC 3339, UTC) as the county's wall shows it, ISO 8601 in whole seconds."""
    return datetime.fromisoformat(moment).astimezone(CHINA).replace(tzinfo=None, microsecond=0).isoformat()


def wall_of_day(day: str) -> str:
    """A day as a time column takes it: midnight, no hour is known."""
    return datetime.combine(date.fromisoformat(day), time()).isoformat()


def moment(value: datetime) -> str:
    """A wall time of the tables as the contract writes it."""
    zoned = value.replace(tzinfo=CHINA) if value.tzinfo is None else value
    return zoned.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def stamp(value: datetime) -> str:
    """``yyyy-MM-dd HH:mm:ss``, as files carry it."""
    return value.strftime("%Y-%m-%d %H:%M:%S")
