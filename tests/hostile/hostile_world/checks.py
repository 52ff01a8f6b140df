"""What must hold: at every moment of a story what the screen claims, at its end everything."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from hostile_world.broken import Broken
from hostile_world.county import CountyEye
from hostile_world.desk import CHUNK, Station
from windowdesk import errors
from windowdesk.sync.run import Outcome, RunReport

NOT_YET = ("S10", "S20", "S95", "S15", "S90", "S28")
"""States of a case that claim nothing about the county; *withdrawn* is the clerk's own act."""
FORK = (errors.LOG_FORKED.code, errors.LOG_BEHIND.code, errors.LOG_REFUSED.code)


@dataclass
class Had:
    """What a county has: events by number and id, verdicts by event, whole files."""

    events: set[tuple[int, str]] = field(default_factory=set)
    verdicts: set[tuple[str, str]] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


class Proof:
    """What the county has now, and everything it ever had. A screen may claim that, and nothing else.

    A station that has agreed with the county on its epoch may claim only what is there now.
    """

    def __init__(self, county: CountyEye) -> None:
        self._county = county
        self.ever = Had()
        self.now = Had()
        self.epoch = ""

    def look(self) -> None:
        """Take in what the county has now."""
        rows = self._county.rows("SELECT seq, id, verdict FROM events")
        events, verdicts = {(row["seq"], row["id"]) for row in rows}, {(row["id"], row["verdict"]) for row in rows}
        self.now = Had(events, verdicts, self._county.whole_files())
        self.ever.events |= self.now.events
        self.ever.verdicts |= self.now.verdicts
        self.ever.files |= self.now.files
        self.epoch = epoch_of(self._county)

    def hold_against(self, station: Station) -> None:
        """*Sent* is never shown without proof.

        Raises:
            Broken: it is.
        """
        marks = _marks(station)
        had = self.now if marks["epoch"] == self.epoch else self.ever
        for seq, event_id, verdict in station.look("SELECT seq, id, verdict FROM outbox"):
            if verdict in ("accepted", "rejected") and (event_id, verdict) not in had.verdicts:
                raise Broken("shown without proof", f"{station.name}: event {seq} is shown {verdict}")
            if seq <= marks["received_to"] and (seq, event_id) not in had.events:
                raise Broken(
                    "shown without proof", f"{station.name}: event {seq} is below the mark {marks['received_to']}"
                )
        for (digest,) in station.look("SELECT digest FROM blobs WHERE state = 'at_county'"):
            if digest not in had.files:
                raise Broken("shown without proof", f"{station.name}: file {digest[:8]} is shown at the county")
        ids = {one for _, one in self.ever.events}
        first = "SELECT cases.id, json_extract(cases.body, '$.state'), outbox.id FROM cases JOIN outbox"
        for case, state, event_id in station.look(f"{first} ON outbox.case_id = cases.id AND outbox.case_seq = 1"):
            if state not in NOT_YET and event_id not in ids:
                raise Broken("shown without proof", f"{station.name}: case {case} is shown {state}")


def after_run(station: Station, county: CountyEye, report: RunReport) -> None:
    """A run that says *nothing waits* is right about it.

    Raises:
        Broken: something does.
    """
    if report.outcome is not Outcome.IDLE:
        return
    there = {
        (row["seq"], row["digest"]): row["verdict"]
        for row in county.rows("SELECT seq, digest, verdict FROM events WHERE station = ?", station.number)
    }
    for event in station.events():
        if there.get((event.seq, event.digest)) not in ("accepted", "rejected"):
            raise Broken("idle though something waits", f"event {event.seq} is {there.get((event.seq, event.digest))}")


def at_the_end(station: Station, county: CountyEye, files: dict[str, bytes], *, restored: bool) -> None:
    """Everything, of a station whose engine came to rest.

    Raises:
        Broken: the first thing that does not hold.
    """
    events = county.rows("SELECT * FROM events WHERE station = ? ORDER BY seq", station.number)
    _nothing_lost(station, events)
    _once_and_in_order(station, county, events)
    _files_whole(station, county, files)
    _marks_agree(station, county)
    _cases_agree(station, county, events)
    _news_complete(station, county, restored=restored)
    proof = station.desk.store.verify_audit()
    if proof.faults:
        raise Broken("the audit chain is broken", str(proof.faults))


def forked(station: Station, report: RunReport) -> bool:
    """The engine stopped because another PC writes this station's log."""
    return report.outcome is Outcome.NEEDS_PERSON and report.reason is not None and report.reason.code in FORK


def fork_is_harmless(station: Station, county: CountyEye) -> None:
    """What a forked PC could not hand over stands in its store, and is shown as not sent.

    Raises:
        Broken: it does not.
    """
    there = {
        (row["seq"], row["digest"])
        for row in county.rows("SELECT seq, digest FROM events WHERE station = ?", station.number)
    }
    for seq, digest, verdict in station.look("SELECT seq, digest, verdict FROM outbox"):
        if verdict and (seq, digest) not in there:
            raise Broken("shown without proof", f"{station.name}: event {seq} of a forked log is shown {verdict}")


def resent(station: Station, files: dict[str, bytes]) -> None:
    """A cut costs one chunk, not the file.

    Raises:
        Broken: more went over the line.
    """
    for digest, sent in station.line.sent.items():
        size, spoilt = len(files.get(digest, b"")), station.line.spoilt[digest]
        if digest in files and sent > size + spoilt * CHUNK:
            raise Broken("sent again and again", f"{sent} bytes for a file of {size}, {spoilt} troubles")


def _nothing_lost(station: Station, events: list[dict[str, Any]]) -> None:
    there = {row["seq"]: row for row in events}
    for event in station.confirmed.values():
        row = there.get(event.seq)
        if row is None or row["digest"] != event.digest:
            raise Broken("a confirmed event is not at the county", f"{event}")
    if len(events) != len(station.confirmed):
        raise Broken("the county has events nobody wrote", f"{len(events)} of {len(station.confirmed)}")
    if [row["seq"] for row in events] != list(range(1, len(events) + 1)):
        raise Broken("the county's log has gaps", str([row["seq"] for row in events]))
    for row in events:
        if row["type"] == "tombstone":
            raise Broken("a confirmed event is not at the county", f"{row['seq']} is a tombstone")
        if row["verdict"] == "held":
            raise Broken("an event is held for ever", row["answer"])


def _once_and_in_order(station: Station, county: CountyEye, events: list[dict[str, Any]]) -> None:
    accepted = {row["id"] for row in events if row["verdict"] == "accepted"}
    wanted = "SELECT case_id, case_seq, event_id FROM case_events WHERE station = ? ORDER BY rowid"
    applied = county.rows(wanted, station.number)
    twice = [one for one, times in Counter(row["event_id"] for row in applied).items() if times != 1]
    if twice or {row["event_id"] for row in applied} != accepted:
        raise Broken("not applied exactly once", f"twice {twice}, {len(applied)} applied, {len(accepted)} accepted")
    newest: dict[str, int] = {}
    for row in applied:
        if row["case_seq"] <= newest.get(row["case_id"], 0):
            raise Broken("applied out of order", str(row))
        newest[row["case_id"]] = row["case_seq"]
    cases = {row["id"] for row in county.rows("SELECT id FROM cases WHERE station = ?", station.number)}
    filed = {row["case_id"] for row in events if row["type"] == "case.received" and row["verdict"] == "accepted"}
    if cases != filed:
        raise Broken("not applied exactly once", f"{len(cases)} cases of {len(filed)}")


def _files_whole(station: Station, county: CountyEye, files: dict[str, bytes]) -> None:
    wanted = {digest for event in station.confirmed.values() for digest in event.files}
    wanted -= _reported_lost(station, county)
    for digest in sorted(wanted):
        file = county.file(digest)
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise Broken("a file is not whole at the county", digest[:8])
        if digest in files and file.read_bytes() != files[digest]:
            raise Broken("a file is not whole at the county", f"{digest[:8]} has other bytes")
    if wanted - county.whole_files():
        raise Broken("a file is not whole at the county", "the county does not know it has it")


def _reported_lost(station: Station, county: CountyEye) -> set[str]:
    """Files that the county was told to be lost, and that are: nothing else may be missing there."""
    told: dict[str, set[str]] = {}
    wanted = "SELECT case_id, text FROM events WHERE station = ? AND type = 'case.files_lost' AND verdict = 'accepted'"
    for row in county.rows(wanted, station.number):
        told.setdefault(row["case_id"], set()).update(json.loads(row["text"])["payload"]["digests"])
    named = set().union(*told.values())
    if named - station.lost:
        raise Broken("told to be lost, and is not", str(sorted(named - station.lost)))
    silent = {
        digest
        for event in station.confirmed.values()
        for digest in event.files
        if digest not in told.get(event.case, ())
    }
    return named - silent - county.whole_files()


def _marks_agree(station: Station, county: CountyEye) -> None:
    wanted = "SELECT received_to, safe_to, head_digest FROM stations WHERE number = ?"
    (row,) = county.rows(wanted, station.number)
    epoch = epoch_of(county)
    here = _marks(station)
    there = {"received_to": row["received_to"], "safe_to": row["safe_to"], "epoch": epoch}
    if here != there:
        raise Broken("the marks do not agree", f"{here} here, {there} there")
    head = station.look("SELECT seq, digest FROM outbox ORDER BY seq DESC LIMIT 1")
    if head and head[0] != (row["received_to"], row["head_digest"]):
        raise Broken("the marks do not agree", f"head {head[0]} here, {row} there")
    shown = dict(station.look("SELECT seq, verdict FROM outbox"))
    wanted = "SELECT seq, verdict FROM events WHERE station = ?"
    judged = {one["seq"]: one["verdict"] for one in county.rows(wanted, station.number)}
    if shown != judged:
        raise Broken("the verdicts do not agree", f"{shown} here, {judged} there")


def _cases_agree(station: Station, county: CountyEye, events: list[dict[str, Any]]) -> None:
    rejected = {row["case_id"] for row in events if row["verdict"] == "rejected"}
    there = {row["id"]: row for row in county.rows("SELECT id, state, official_number FROM cases")}
    for case, body in station.look("SELECT id, body FROM cases"):
        values = json.loads(body)
        if case in rejected:
            continue
        row = there[case]
        if values["state"] != row["state"]:
            raise Broken("the screen shows another state", f"{values['state']} here, {row['state']} at the county")
        if row["official_number"] and values["official_number"] != row["official_number"]:
            raise Broken("the screen shows another number", f"{values['official_number']}, {row['official_number']}")


def _news_complete(station: Station, county: CountyEye, *, restored: bool) -> None:
    there = {row["seq"] for row in county.rows("SELECT seq FROM feed WHERE station = ?", station.number)}
    here = {seq for (seq,) in station.look("SELECT seq FROM feed")}
    if there - here:
        raise Broken("news did not arrive", str(sorted(there - here)))
    if here - there and not restored:
        raise Broken("news nobody told", str(sorted(here - there)))


def epoch_of(county: CountyEye) -> str:
    """The epoch the county is in."""
    return str(county.rows("SELECT value FROM meta WHERE name = 'epoch'")[0]["value"])


def _marks(station: Station) -> dict[str, Any]:
    rows = station.look("SELECT value FROM state WHERE name = 'marks'")
    found = json.loads(rows[0][0]) if rows else {}
    return {"received_to": 0, "safe_to": 0, "epoch": ""} | found
