"""What a check is, and the three ways it can end: passed, failed, not tested."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from conformance.contract import Clause, clauses

if TYPE_CHECKING:
    from conformance.desk import Desk


class Failed(Exception):
    """The platform did something else than its clause says."""

    def __init__(self, expected: str, came: str) -> None:
        self.expected = expected
        self.came = came
        super().__init__(f"expected {expected}, came {came}")


class NotTested(Exception):
    """The check could not be made; the sentence says why, or what the county must do first."""


class Outcome(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_TESTED = "not tested"


class Needs(StrEnum):
    """What must have worked before a check makes sense."""

    NOTHING = "nothing"
    STATION = "an enrolled station"
    TOKEN = "an access token"  # noqa: S105 - a sentence, not a secret
    SEALING = "a sealing key"
    """Without one a county takes no bundles, and nothing about them is asked."""


@dataclass(frozen=True, slots=True)
class Check:
    """One question to the platform about one clause. ``ask`` raises Failed or NotTested, or it passed."""

    clause: str
    title: str
    chapter: str
    needs: Needs
    ask: Callable[[Desk], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """A check and how it ended; ``expected`` and ``came`` where it failed, ``reason`` where it was not made."""

    check: Check
    outcome: Outcome
    expected: str = ""
    came: str = ""
    reason: str = ""

    @property
    def clause(self) -> Clause:
        """The clause the check is about."""
        return clauses()[self.check.clause]


class Chapter:
    """The checks of one subject, in the order in which they are defined."""

    def __init__(self, title: str, needs: Needs) -> None:
        self.title = title
        self.needs = needs
        self.checks: list[Check] = []

    def check(
        self, clause: str, title: str, *, needs: Needs | None = None
    ) -> Callable[[Callable[[Desk], None]], Callable[[Desk], None]]:
        """Makes a function the check of ``clause``; ``title`` says what is true when it passes."""

        def keep(ask: Callable[[Desk], None]) -> Callable[[Desk], None]:
            self.checks.append(Check(clause, title, self.title, needs or self.needs, ask))
            return ask

        return keep


def expect(condition: bool, expected: str, came: object) -> None:
    """Go on when ``condition`` holds.

    Raises:
        Failed: it does not.
    """
    if not condition:
        raise Failed(expected, str(came))
