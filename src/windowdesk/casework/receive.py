"""Receive (收件): a checked draft becomes one case, or the cases of a package, durably."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from windowdesk.casework import choose, drafts, intake_view, receipt_value, records
from windowdesk.casework.choose import Goal
from windowdesk.casework.desk import Desk, Done
from windowdesk.clock import is_credible, local_date_time, new_id
from windowdesk.domain import intake, numbers, packages
from windowdesk.domain.calendar import Calendar
from windowdesk.domain.case import Case
from windowdesk.domain.case_events import CaseReceived
from windowdesk.domain.intake import Draft
from windowdesk.domain.packages import NewCase
from windowdesk.domain.receipt import Receipt
from windowdesk.domain.signed_sheet import with_holding_only
from windowdesk.errors import CLOCK_WRONG, NOT_ENROLLED, StoreTrouble
from windowdesk.events import Kind

if TYPE_CHECKING:
    from windowdesk.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Received:
    """What was saved: the cases, and the one receipt for all of them. Print it now, not before."""

    cases: tuple[Case, ...]
    receipt: Receipt

    @property
    def case(self) -> Case:
        """The case, or the first one of a package."""
        return self.cases[0]


def receive(desk: Desk, draft: Draft) -> Done[Received]:
    """Save the draft as case(s): case, sealed event, audit and both copies, in one transaction.

    When it returns, the record stands in the store and in the second copy; only then may the
    receipt be printed. Nothing is saved when it raises.

    Raises:
        InputRefused: every rule of intake (N7xx), K406 unknown or K407 paused item,
            DRAFT_SAVED_ELSEWHERE when it was saved before.
        StoreTrouble: NOT_ENROLLED, CLOCK_WRONG, DISK_FULL, SECOND_COPY_FAILED.
    """
    check_ready(desk)
    with desk.store.unit(desk.actor) as unit:
        drafts.refuse_saved(unit, draft.id)
        goal = choose.goal(desk, unit, draft)
        draft = with_holding_only(draft, goal.item)
        calendar = desk.calendar(unit)
        open_cases = intake_view.open_numbers(unit, draft, goal)
        found = intake_view.problems(desk, calendar, draft, goal, open_cases)
        if found:
            raise found[0].refusal()
        cases = _cases(desk, unit, draft, goal, calendar, open_cases)
        receipt = receipt_value.make(desk, cases, goal.items, goal.package)
        for case in cases:
            event = CaseReceived(case, receipt_value.digest(receipt))
            records.write(desk, unit, case, event, "receive")
        unit.drafts.close(draft.id, cases[0].id, cases[0].number)
    desk.unsaved.kept(draft.id)
    return desk.done(Received(cases, receipt), Kind.CASES, Kind.DRAFTS, Kind.OUTBOX)


def check_ready(desk: Desk) -> None:
    """May this station receive at all?

    Raises:
        StoreTrouble: NOT_ENROLLED, CLOCK_WRONG.
    """
    if not desk.settings.station or desk.station_key is None:
        raise StoreTrouble(NOT_ENROLLED)
    now = desk.clock.now()
    if not is_credible(now):
        raise StoreTrouble(CLOCK_WRONG, date=local_date_time(now).date().isoformat())


def _cases(
    desk: Desk, unit: Unit, draft: Draft, goal: Goal, calendar: Calendar, open_cases: dict[str, str]
) -> tuple[Case, ...]:
    now, settings = desk.clock.now(), desk.settings
    if goal.package is None:
        assert goal.item is not None
        new = _new_case(desk, unit)
        return (
            intake.to_case(
                draft,
                goal.item,
                case_id=new.case_id,
                provisional_number=new.provisional_number,
                received_at=now,
                site=settings.site,
                clerk=settings.clerk,
                badge=settings.badge,
                calendar=calendar,
                open_case=open_cases.get(goal.item.code, ""),
            ),
        )
    steps = packages.steps_taken(goal.package, draft.answers)
    return packages.to_cases(
        draft,
        goal.package,
        goal.items,
        run=new_id(now),
        new_cases=[_new_case(desk, unit) for _ in steps],
        received_at=now,
        site=settings.site,
        clerk=settings.clerk,
        badge=settings.badge,
        calendar=calendar,
        open_cases=open_cases,
    )


def _new_case(desk: Desk, unit: Unit) -> NewCase:
    """An id and a number that nobody ever had: unique without a network, never reused."""
    today = desk.today()
    serial = unit.serials.next(today)
    number = numbers.provisional_number(desk.settings.site.region, today, desk.settings.device, serial)
    return NewCase(new_id(desk.clock.now()), number)
