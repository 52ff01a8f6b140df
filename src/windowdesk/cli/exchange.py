"""``enrol``, ``sync``, ``inbox``: the line to the county and what waits on it."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from windowdesk import errors
from windowdesk.casework import inbox as news
from windowdesk.casework import queue_view, relay_words
from windowdesk.casework import relay as stick
from windowdesk.cli.output import OK, WAITS_FOR_PERSON, Output, moment
from windowdesk.cli.slips import make_slips, slip_arguments, told, trouble_words
from windowdesk.cli.station import Station
from windowdesk.clock import Clock

if TYPE_CHECKING:
    from windowdesk.sync.run import RunReport


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of one of the commands here."""
    if name == "enrol":
        parser.add_argument("--code", default="", help="县里给的登记码")
        parser.add_argument("--name", default="", help="这台电脑的名称")
        stick = parser.add_mutually_exclusive_group()
        stick.add_argument("--to", type=Path, metavar="DIR", help="没有网络：把登记申请写到这个文件夹（优盘）")
        slip_arguments(parser)
        stick.add_argument("--from", dest="answer", type=Path, metavar="DIR", help="没有网络：读县里交回的登记回执")
    elif name == "sync":
        parser.add_argument("--until-settled", action="store_true", help="一直做到全部有了结果")
        parser.add_argument("--timeout", type=float, default=300.0, metavar="S", help="最多几秒")
    elif name == "inbox":
        parser.add_argument("--put-away", metavar="ID", help="看过了，收起这一条")


def enrol(args: argparse.Namespace, station: Station, out: Output) -> int:
    """Enrol this station, over the line or, in two steps, by stick."""
    if args.answer is not None:
        return _take_enrolment(station, args.answer, out)
    if not args.code:
        raise errors.InputRefused(errors.FIELD_MISSING, field="--code")
    if args.to is not None:
        return _ask_by_stick(args, station, out)
    county = station.desk.settings.county
    if not county:
        raise errors.InputRefused(errors.FIELD_MISSING, field="--county")
    found = station.enrol(county, args.code, args.name)
    station.enrolled(found, county)
    out.give({"station": found.station, "site": station.desk.settings.site, "again": found.again})
    out.say(*relay_words.enrolled_words(found))
    return OK


def _ask_by_stick(args: argparse.Namespace, station: Station, out: Output) -> int:
    with station.relay() as relay:
        request = relay.ask_to_enrol(args.code, args.to, args.name)
    trouble = make_slips(args, station, [stick.slip_of_request(station.desk, request)])
    out.give({"request": request, "file": str(args.to / request.name), "print_trouble": told(trouble)})
    out.say(*relay_words.asked_words(request), *trouble_words(trouble))
    return WAITS_FOR_PERSON if trouble else OK


def _take_enrolment(station: Station, place: Path, out: Output) -> int:
    with station.relay() as relay:
        found = relay.take_enrolment(place)
        station.enrolled(found)
        replies = stick.take_from_stick(station.desk, relay, place).value if relay.has_replies(place) else None
    packs = [pack for one in replies.taken for pack in one.packs] if replies else []
    out.give({"station": found.station, "site": station.desk.settings.site, "again": found.again, "packs": packs})
    out.say(*relay_words.enrolled_words(found), *(relay_words.taken_words(replies) if replies else ()))
    return OK


def inbox(args: argparse.Namespace, station: Station, out: Output) -> int:
    """What came back, and what to do about it by when."""
    if args.put_away:
        news.put_away(station.desk, args.put_away)
    rows = news.rows(station.desk)
    out.give({"rows": rows})
    if not rows:
        out.say("没有新消息。")
    for row in rows:
        due = f"（{row.due} 前）" if row.due else ""
        out.say(f"{moment(row.at)}  {row.number}  {row.name_masked}  {row.title}{due}  {row.mark_words}")
        out.say(*(f"    {line.name}：{line.defect}。{line.standard}" for line in row.lines), f"    {row.to_do}")
    return OK


def sync(args: argparse.Namespace, station: Station, out: Output) -> int:
    """Exchange once, or until everything has its verdict or the time is over."""
    clock = station.desk.clock
    end = clock.monotonic() + args.timeout
    report = station.run_exchange()
    total, refused, offered_again = _counted(report), list(report.refused), report.offered_again
    while args.until_settled and not _is_over(report) and clock.monotonic() < end:
        time.sleep(min(_pause(report, clock), max(end - clock.monotonic(), 0.0)))
        report = station.run_exchange()
        total = {name: total[name] + number for name, number in _counted(report).items()}
        offered_again |= report.offered_again
        refused += [one for one in report.refused if one not in refused]
    view = queue_view.view(station.desk)
    settled = report.outcome.value == IDLE and not view.waiting
    reason = report.reason
    out.give(
        {
            "outcome": report.outcome.value,
            "settled": settled,
            "reason": reason,
            "refused": refused,
            "offered_again": offered_again,
            "waiting": view.waiting,
        }
        | total
    )
    out.say(f"{view.network_words}；{view.waiting_words}。", *([f"{reason.happened}{reason.to_do}"] if reason else []))
    for one in (*refused, *([errors.EPOCH_CHANGED] if offered_again else [])):
        out.warn(one)
    return WAITS_FOR_PERSON if refused else _status(report, view, settled=settled or not args.until_settled)


IDLE, NEEDS_PERSON = "idle", "needs_person"
_ENDS = frozenset({IDLE, NEEDS_PERSON})
"""Outcomes of a run after which trying again is of no use."""
_COUNTS = ("events_sent", "accepted", "held", "rejected", "blobs_sent", "bytes_sent", "news")
_SHORTEST_PAUSE = 0.2


def _is_over(report: RunReport) -> bool:
    """Trying again within minutes is of no use: all is done, a person must act, or it waits for the night's data."""
    return report.outcome.value in _ENDS or (report.held_for_data > 0 and not report.troubles)


def _counted(report: RunReport) -> dict[str, int]:
    return {name: int(getattr(report, name)) for name in _COUNTS}


def _pause(report: RunReport, clock: Clock) -> float:
    """Seconds until trying again: a person waits, so the back-off counts at most two seconds."""
    if report.next_try is None:
        return _SHORTEST_PAUSE
    until = (report.next_try - clock.now()).total_seconds()
    return min(max(until, _SHORTEST_PAUSE), 2.0)


def _status(report: RunReport, view: queue_view.QueueView, *, settled: bool) -> int:
    """0 all done; 5 the line or the county; 7 a person must act, for example on a rejected case."""
    if report.outcome.value == NEEDS_PERSON or any(row.needs_person for row in view.rows):
        return WAITS_FOR_PERSON
    if report.troubles or not settled or not report.rounds:  # no round: held back by an earlier trouble
        return errors.CountyTrouble.exit_status
    return OK
