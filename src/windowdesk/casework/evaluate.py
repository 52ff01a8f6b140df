"""Evaluation (好差评): voluntary, one service one evaluation; the options are data."""

from __future__ import annotations

from dataclasses import dataclass

from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import Case


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


def levels() -> tuple[Level, ...]:
    """The levels from best to worst with their reasons, from ``resources/evaluation``."""
    raise NotImplementedError


def evaluate(desk: Desk, case_id: str, level: str, options: tuple[str, ...] = (), text: str = "") -> Done[Case]:
    """Record the evaluation.

    Raises:
        InputRefused: MOVE_REFUSED when no service was rendered yet or it was evaluated before,
            FIELD_WRONG for an unknown level or option, REASON_MISSING for a bad level without any.
    """
    raise NotImplementedError
