"""Evaluation (好差评): voluntary, one service one evaluation; the options are data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from windowdesk import assets
from windowdesk.casework import records
from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import Case, CaseState
from windowdesk.domain.case_events import CaseEvaluated
from windowdesk.errors import ALREADY_EVALUATED, FIELD_WRONG, REASON_MISSING, InputRefused
from windowdesk.events import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

OPTIONS = "options.json"


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


@cache
def levels() -> tuple[Level, ...]:
    """The levels from best to worst with their reasons, from ``resources/evaluation``."""
    data = json.loads(assets.resource("evaluation", OPTIONS).read_text("utf-8"))
    return tuple(
        Level(one["level"], one["words"], one["bad"], tuple(Choice(own["code"], own["text"]) for own in one["options"]))
        for one in data["levels"]
    )


def evaluate(desk: Desk, case_id: str, level: str, options: Sequence[str] = (), text: str = "") -> Done[Case]:
    """Record the evaluation of a delivered case.

    Raises:
        InputRefused: MOVE_REFUSED when no service was rendered yet, ALREADY_EVALUATED,
            FIELD_WRONG for an unknown level or option, REASON_MISSING for a bad level without any.
    """
    chosen = _level(level)
    known = {one.code for one in chosen.choices}
    for option in options:
        if option not in known:
            raise InputRefused(FIELD_WRONG, field="评价选项", reason=f"“{chosen.words}”没有选项 {option}")
    if chosen.bad and not options and not text.strip():
        raise InputRefused(REASON_MISSING)
    with desk.store.unit(desk.actor) as unit:
        case = unit.cases.get(case_id)
        if case.state is CaseState.EVALUATED:
            raise InputRefused(ALREADY_EVALUATED)
        event = CaseEvaluated(level, tuple(options), text.strip(), desk.clock.now())
        moved = records.move(case, CaseState.EVALUATED)
        records.write(desk, unit, moved, event, "evaluate")
    return desk.done(moved, Kind.CASES, Kind.OUTBOX)


def _level(name: str) -> Level:
    for one in levels():
        if one.level == name:
            return one
    raise InputRefused(FIELD_WRONG, field="评价等级", reason=f"没有等级 {name}")
