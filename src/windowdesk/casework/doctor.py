"""The device doctor (体检): each part of the desk, its state, and what to do."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass

from windowdesk.casework.desk import Desk


class Health(enum.Enum):
    """State of a part."""

    GOOD = "good"
    NOTE = "note"
    """Works, but somebody should look."""
    BAD = "bad"
    ABSENT = "absent"
    """Not set up; not a fault."""

    @property
    def words(self) -> str:
        """What stands on screen."""
        return {"good": "正常", "note": "注意", "bad": "有问题", "absent": "没有设置"}[self.value]


@dataclass(frozen=True, slots=True)
class DoctorRow:
    """One part of the desk."""

    part: str
    """Stable name: ``reader``, ``scanner``, ``printer``, ``second_copy``, ``store``, ``county``, ``disk``, ``clock``,
    ``fonts``, ``catalogue``, ``calendar``, ``audit``."""
    title: str
    health: Health
    sentence: str
    to_do: str = ""
    code: str = ""


Probe = Callable[[], str]
"""Looks at one part: returns one sentence when it is well, raises `Known` when not."""


@dataclass(frozen=True, slots=True)
class Probes:
    """What the doctor may ask of the world outside the store; None: not set up."""

    reader: Probe | None = None
    scanner: Probe | None = None
    printer: Probe | None = None
    county: Probe | None = None
    fonts: Probe | None = None


def report(desk: Desk, probes: Probes) -> tuple[DoctorRow, ...]:
    """Look at everything. Slow (devices answer in their own time): not on the thread of the window."""
    raise NotImplementedError
