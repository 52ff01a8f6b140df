"""好差评 as values: the levels with their reasons, and what a villager answered.

Levels are words, never numbers: the scales of China's systems run both ways (1 is the best for one, the
worst for the next). Each edge of the program translates for itself.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

LEVELS = ("very_satisfied", "satisfied", "basically_satisfied", "dissatisfied", "very_dissatisfied")
"""From best to worst."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One reason that may be ticked."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Level:
    """One level with its reasons; ``bad`` levels (差评) need a reason or a text."""

    level: str
    words: str
    bad: bool
    choices: tuple[Choice, ...]


class Ending(enum.Enum):
    """How asking for a rating ended; all but the first leave the case as it was."""

    RATED = "rated"
    SKIPPED = "skipped"
    """The villager would rather not: their right."""
    TIMED_OUT = "timed_out"
    TAKEN_BACK = "taken_back"
    """By the clerk."""

    @property
    def words(self) -> str:
        """What stands on the clerk's screen."""
        return {
            "rated": "群众评价过了。",
            "skipped": "群众选择不评价。",
            "timed_out": "等了一会儿，群众没有评价。",
            "taken_back": "已收回，没有评价。",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Rating:
    """What came back. ``note``: code of something odd that did no harm (an answer of before, one sent twice)."""

    ending: Ending
    level: str = ""
    options: tuple[str, ...] = ()
    text: str = ""
    note: str = ""
