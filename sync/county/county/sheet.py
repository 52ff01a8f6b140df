"""What the events of one station are judged on, read at once, and what the judging leaves behind, written at once.

A batch costs the same few statements whether it holds one event or two hundred. Whoever reads a sheet holds the
lock on the station, so nothing on it changes meanwhile but the claims, which all stations share: those are kept
apart by their constraint, and who loses one judges again on a fresh sheet.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from county.blobs import missing
from county.database import insert_all_once
from county.tables import case_events, cases, claims, corrections, evaluations, event_blobs, events

FILES_LOST = "case.files_lost"
"""The event that names files which the station can give no more."""
NUMBER = "number"
"""Kind of the claims on provisional numbers."""
_SLICE = 400
_Result = TypeVar("_Result")


class Taken(Exception):
    """Another station claimed a number between reading and writing: nothing was written, judge again."""


@dataclass(frozen=True, slots=True)
class Past:
    """An event of a case as it was judged."""

    case_seq: int
    type: str
    verdict: str


@dataclass
class Sheet:
    """One station's cases, as far as some events of its log touch them."""

    station: str
    at: str
    """The county's time; everything written from this sheet bears it."""
    cases: dict[str, dict[str, Any]] = field(default_factory=dict)
    history: dict[str, dict[int, Past]] = field(default_factory=dict)
    """By case: the events of the log by their number, however they were judged."""
    ids: set[str] = field(default_factory=set)
    """Ids of accepted events."""
    numbers: set[str] = field(default_factory=set)
    """Provisional numbers that are claimed."""
    absent: set[str] = field(default_factory=set)
    """Files that are not here whole."""
    named: dict[str, dict[str, int]] = field(default_factory=dict)
    """By case: its files, each with the number of the first event that names it; only where files are said to be lost."""
    lost: dict[str, set[str]] = field(default_factory=dict)
    """By case: files for which no event of it waits any longer."""
    evaluated: set[tuple[str, int]] = field(default_factory=set)
    _new_cases: list[dict[str, Any]] = field(default_factory=list)
    _changed: dict[str, dict[str, Any]] = field(default_factory=dict)
    _accepted: list[dict[str, Any]] = field(default_factory=list)
    _evaluations: list[dict[str, Any]] = field(default_factory=list)
    _answered: list[dict[str, Any]] = field(default_factory=list)

    def earlier(self, event: Mapping[str, Any]) -> list[tuple[int, Past]]:
        """The events of the same case that stand before ``event`` in the log."""
        known = self.history.get(event["case"], {})
        return [(seq, past) for seq, past in known.items() if seq < event["seq"]]

    def note(self, event: Mapping[str, Any], verdict: str) -> None:
        """The event was judged; where it was accepted, it counts for its case."""
        case = event["case"]
        self.history.setdefault(case, {})[event["seq"]] = Past(event["case_seq"], event["type"], verdict)
        self.name(case, event["seq"], event["blobs"])
        if event["type"] == FILES_LOST and verdict != "rejected":
            self.lost.setdefault(case, set()).update(event["payload"]["digests"])

    def name(self, case: str, seq: int, digests: Iterable[str]) -> None:
        """Event ``seq`` of that case names these files."""
        known = self.named.setdefault(case, {})
        known.update({one: min(seq, known.get(one, seq)) for one in digests})

    def accept(self, event: Mapping[str, Any]) -> None:
        """The event has been applied to its case."""
        self.ids.add(event["id"])
        row = {"case_id": event["case"], "case_seq": event["case_seq"], "event_id": event["id"], "type": event["type"]}
        self._accepted.append({"station": self.station, "seq": event["seq"], **row})

    def add_case(self, row: Mapping[str, Any]) -> None:
        """A new case, with its provisional number claimed."""
        full = {"official_number": None, "correction_round": 0, **row, "station": self.station, "updated_at": self.at}
        self.numbers.add(full["provisional_number"])
        self.cases[full["id"]] = full
        self._new_cases.append(full)

    def change(self, case: str, **columns: Any) -> None:
        """The case changes; a new one is written as it then is."""
        columns = {**columns, "updated_at": self.at}
        self.cases[case].update(columns)
        if all(one["id"] != case for one in self._new_cases):
            self._changed.setdefault(case, {}).update(columns)

    def answer_correction(self, case: str, turn: int, at: str) -> None:
        """补正 of that round came in."""
        self._answered.append({"of_case": case, "of_round": turn, "answered_at": at})

    def add_evaluation(self, row: Mapping[str, Any]) -> None:
        """好差评."""
        self.evaluated.add((row["case_id"], row["number"]))
        self._evaluations.append({"station": self.station, **row})

    def write(self, connection: Connection) -> None:
        """Write what was judged.

        Raises:
            Taken: see there; the transaction must not be committed.
        """
        wanted = sorted(one["provisional_number"] for one in self._new_cases)
        rows = [{"value": f"{NUMBER} {number}", "station": self.station} for number in wanted]
        if insert_all_once(connection, claims, rows) != len(rows):
            raise Taken
        for table, new in (
            (cases, self._new_cases),
            (case_events, self._accepted),
            (evaluations, self._evaluations),
        ):
            if new:
                connection.execute(insert(table), new)
        for case, columns in self._changed.items():
            own = (cases.c.station == self.station) & (cases.c.id == case)
            connection.execute(update(cases).where(own).values(**columns))
        if self._answered:
            own = (corrections.c.station == self.station) & (corrections.c.case_id == bindparam("of_case"))
            this_round = own & (corrections.c.round == bindparam("of_round"))
            connection.execute(
                update(corrections).where(this_round).values(answered_at=bindparam("answered_at")), self._answered
            )


def read_sheet(connection: Connection, station: str, at: str, judged: Sequence[Mapping[str, Any]]) -> Sheet:
    """The sheet on which the events ``judged`` of ``station`` can be judged; the station is locked."""
    sheet = Sheet(station, at)
    named = sorted({one["case"] for one in judged} - {""})
    own = events.c.station == station
    past = select(events.c.case_id, events.c.seq, events.c.case_seq, events.c.type, events.c.verdict).where(own)
    for row in _in_slices(connection, past, events.c.case_id, named):
        sheet.history.setdefault(row.case_id, {})[row.seq] = Past(row.case_seq, row.type, row.verdict)
    whole = select(cases).where(cases.c.station == station).order_by(cases.c.id).with_for_update()
    for row in _in_slices(connection, whole, cases.c.id, named):
        sheet.cases[row.id] = dict(row._mapping)
    accepted = select(case_events.c.event_id).where(case_events.c.station == station)
    ids = [one["id"] for one in judged]
    sheet.ids.update(row.event_id for row in _in_slices(connection, accepted, case_events.c.event_id, ids))
    numbers = [f"{NUMBER} {number}" for number in _provisional_numbers(judged)]
    taken = _in_slices(connection, select(claims.c.value), claims.c.value, numbers)
    sheet.numbers.update(row.value.removeprefix(f"{NUMBER} ") for row in taken)
    sheet.absent.update(missing(connection, sorted({name for one in judged for name in one["blobs"]})))
    _read_lost(connection, sheet, [one["case"] for one in judged if one["type"] == FILES_LOST])
    rated = [one["case"] for one in judged if one["type"] == "case.evaluated"]
    known = select(evaluations.c.case_id, evaluations.c.number).where(evaluations.c.station == station)
    sheet.evaluated.update(
        (row.case_id, row.number) for row in _in_slices(connection, known, evaluations.c.case_id, rated)
    )
    return sheet


def _read_lost(connection: Connection, sheet: Sheet, told: Sequence[str]) -> None:
    """What is lost in the cases of the sheet; ``told``: cases of which something is about to be judged lost."""
    own = events.c.station == sheet.station
    before = [case for case, known in sheet.history.items() if any(one.type == FILES_LOST for one in known.values())]
    stands = own & (events.c.type == FILES_LOST) & (events.c.verdict != "rejected")
    wanted = select(events.c.case_id, events.c.text).where(stands)
    for row in _in_slices(connection, wanted, events.c.case_id, before):
        sheet.lost.setdefault(row.case_id, set()).update(json.loads(row.text)["payload"]["digests"])
    same = (event_blobs.c.station == events.c.station) & (event_blobs.c.seq == events.c.seq)
    files = select(events.c.case_id, events.c.seq, event_blobs.c.digest).join(event_blobs, same).where(own)
    for row in _in_slices(connection, files, events.c.case_id, told):
        sheet.name(row.case_id, row.seq, [row.digest])


def judged_afresh(attempt: Callable[[], _Result]) -> _Result:
    """What ``attempt``, one whole transaction, gives; again while a claim was lost to another station."""
    while True:
        try:
            return attempt()
        except Taken:
            continue  # the winner has committed: the next sheet shows its claim, so this ends


def _provisional_numbers(judged: Iterable[Mapping[str, Any]]) -> list[str]:
    found = []
    for one in judged:
        case = one["payload"].get("case") if one["type"] == "case.received" else None
        number = case.get("provisional_number") if isinstance(case, dict) else None
        if isinstance(number, str):
            found.append(number)
    return found


def _in_slices(connection: Connection, wanted: Any, column: Any, values: Sequence[str]) -> Iterable[Row[Any]]:
    narrowed = wanted.where(column.in_(bindparam("values", expanding=True)))
    for start in range(0, len(values), _SLICE):
        yield from connection.execute(narrowed, {"values": values[start : start + _SLICE]})
