"""What every act on a case writes: the case, its sealed event and the audit row, in one unit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from windowdesk.casework.desk import Desk
from windowdesk.clock import new_id
from windowdesk.domain.case import Case, CaseState
from windowdesk.domain.case import move as move_case
from windowdesk.domain.case_events import CaseEvent
from windowdesk.domain.case_states import Role
from windowdesk.domain.exchange_news import OFFSET_NAME, SENT_NAME
from windowdesk.errors import CASE_UNKNOWN, NOT_ENROLLED, TEXT_TOO_LONG, InputRefused, StoreTrouble

if TYPE_CHECKING:
    from windowdesk.storage.unit import Unit

LONGEST_EVENT = 1_000_000
"""Bytes of one event that every county takes (clause U7); no form comes near it but by mistake."""


def case_of(view: Unit, case_id: str) -> Case:
    """The case with this id.

    Raises:
        InputRefused: CASE_UNKNOWN.
    """
    found = view.cases.find(case_id)
    if found is None:
        raise InputRefused(CASE_UNKNOWN, number=case_id)
    return found


def write(desk: Desk, unit: Unit, case: Case, event: CaseEvent, action: str) -> None:
    """Store the case as it stands after the act, seal the event, note the act.

    The event is held against the contract here, at the counter, not days later at the county.

    Raises:
        InputRefused: FIELD_MISSING, FIELD_WRONG: what was entered does not fit the contract; TEXT_TOO_LONG.
        StoreTrouble: NOT_ENROLLED.
    """
    from windowdesk.wire import case_json, contract, envelope

    station = desk.settings.station
    if not station or desk.station_key is None:
        raise StoreTrouble(NOT_ENROLLED)
    payload = case_json.payload(event)
    contract.check(event.TYPE, payload)
    seq, digest = unit.outbox.head()
    header = envelope.Header(
        seq=seq + 1,
        id=new_id(desk.clock.now()),
        case=case.id,
        case_seq=unit.outbox.next_case_seq(case.id),
        basis=case.status_seq,
        device_time=desk.clock.now(),
        offset_seconds=unit.state.get(OFFSET_NAME),
        actor=desk.actor,
        prev=digest,
    )
    sealed = envelope.seal(event.TYPE, payload, header, station, desk.station_key)
    size = len(sealed.text.encode())
    if size > LONGEST_EVENT:
        raise InputRefused(TEXT_TOO_LONG, size=-(-size // 1000), limit=LONGEST_EVENT // 1000)
    unit.cases.put(case)
    unit.outbox.append(sealed)
    unit.audit.write(action, case.provisional_number, {"seq": header.seq, "state": case.state.value})


def stripped(case: Case) -> Case:
    """The case as it travels when it is received: nothing in it that only the county decides."""
    return replace(case, official_number="", status_seq=0, status_note="", correction_round=0)


def move(case: Case, to: CaseState, *, left_machine: bool = True, role: Role = Role.CLERK) -> Case:
    """The case after an act of this desk, by the state table.

    Raises:
        InputRefused: MOVE_REFUSED.
    """
    return move_case(case, to, offline=True, role=role, left_machine=left_machine)


def before_county(case: Case) -> Case:
    """A case that went up but is not registered yet stands, for the desk, where it stood when queued."""
    return replace(case, state=CaseState.QUEUED) if case.state is CaseState.UPLOADED else case


def left_machine(unit: Unit, case: Case) -> bool:
    """Has anything of the case left this PC, or may it have? Only a mark of the county proves the contrary.

    An upload under way writes its batch down before it goes out, so that even a line that was cut
    after the county's commit counts as left.
    """
    first = min((event.seq for event, _ in unit.outbox.of_case(case.id)), default=0)
    return 0 < first <= max(unit.outbox.marks().received_to, int(unit.state.get(SENT_NAME, 0) or 0))


def put_away(unit: Unit, case_id: str) -> None:
    """Nothing the county said about the case so far asks for anything any more."""
    for arrived in unit.mirror.news_of(case_id):
        if arrived.open:
            unit.mirror.done(arrived.seq)
