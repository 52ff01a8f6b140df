"""Evaluation (好差评): voluntary, one service one evaluation; the options are data."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from windowdesk import assets
from windowdesk.casework import records
from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import Case, CaseState
from windowdesk.domain.case_events import CaseEvaluated
from windowdesk.domain.evaluation import Choice, Ending, Level, Rating
from windowdesk.errors import (
    ALREADY_EVALUATED,
    EVALUATOR_LATE,
    EVALUATOR_REPEATED,
    FIELD_WRONG,
    REASON_MISSING,
    InputRefused,
)
from windowdesk.events import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

OPTIONS = "options.json"
DEVICE_SECONDS = 60
"""How long a villager may take at the evaluator; then the case goes on without."""
NO_REASON = "（在评价器上没有选原因）"
"""Stands for the reason of a bad rating given by one press: better this than a rating that is lost."""
NOTES = {one.code: one for one in (EVALUATOR_LATE, EVALUATOR_REPEATED)}
"""What an evaluator may have done that did no harm."""


@cache
def levels() -> tuple[Level, ...]:
    """The levels from best to worst with their reasons, from ``resources/evaluation``."""
    data = json.loads(assets.resource("evaluation", OPTIONS).read_text("utf-8"))
    return tuple(
        Level(one["level"], one["words"], one["bad"], tuple(Choice(own["code"], own["text"]) for own in one["options"]))
        for one in data["levels"]
    )


def check_open(desk: Desk, case_id: str) -> tuple[Level, ...]:
    """Refuse before a villager is asked for nothing; gives the levels to be asked for.

    Raises:
        InputRefused: CASE_UNKNOWN, MOVE_REFUSED, ALREADY_EVALUATED.
    """
    with desk.store.reading() as view:
        _check(records.case_of(view, case_id))
    return levels()


def from_device(desk: Desk, case_id: str, rating: Rating) -> Done[Case] | None:
    """Record what an evaluator brought; None: there is no rating, and nothing is changed.

    Raises:
        InputRefused: as `evaluate`.
    """
    if rating.ending is not Ending.RATED:
        return None
    silent = _level(rating.level).bad and not rating.options and not rating.text
    return evaluate(desk, case_id, rating.level, rating.options, NO_REASON if silent else rating.text)


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
        _check(case)
        event = CaseEvaluated(level, tuple(options), text.strip(), desk.clock.now())
        moved = records.move(case, CaseState.EVALUATED)
        records.write(desk, unit, moved, event, "evaluate")
    return desk.done(moved, Kind.CASES, Kind.OUTBOX)


def _check(case: Case) -> None:
    if case.state is CaseState.EVALUATED:
        raise InputRefused(ALREADY_EVALUATED)
    records.move(case, CaseState.EVALUATED)


def _level(name: str) -> Level:
    for one in levels():
        if one.level == name:
            return one
    raise InputRefused(FIELD_WRONG, field="评价等级", reason=f"没有等级 {name}")
