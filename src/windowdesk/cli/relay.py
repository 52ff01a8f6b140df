"""``relay``: the exchange by stick, with no line at all."""

from __future__ import annotations

import argparse
from pathlib import Path

from windowdesk import errors
from windowdesk.casework import carry
from windowdesk.casework import relay as stick
from windowdesk.casework.relay_words import carried_words, taken_words, written_words
from windowdesk.cli.output import OK, WAITS_FOR_PERSON, Output
from windowdesk.cli.slips import make_slips, slip_arguments, slip_lines, told, trouble_words
from windowdesk.cli.station import Station
from windowdesk.domain.relay import Route

_COUNTS = ("accepted", "held", "rejected", "files", "news")


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """Which way, and where."""
    parser.add_argument(
        "way",
        choices=("export", "import", "carry"),
        help="export 写到优盘；import 导入县里的回执；carry 替村里代传（乡镇用）",
    )
    parser.add_argument("place", nargs="?", type=Path, help="import：回执文件，或放回执的文件夹")
    parser.add_argument("--to", type=Path, metavar="DIR", help="export：写到这个文件夹（优盘）")
    slip_arguments(parser)
    carry = parser.add_argument_group("carry（代传）")
    carry.add_argument("--village", type=Path, metavar="DIR", help="村里的优盘：收下上报，交还回执；有网就交到县里")
    carry.add_argument("--line", action="store_true", help="把收下的通过本机网络交到县里，取回回执")
    carry.add_argument("--up", type=Path, metavar="DIR", help="带到县里的优盘：写上收下的")
    carry.add_argument("--down", type=Path, metavar="DIR", help="县里交回的优盘：收下别的站点的回执")


def relay(args: argparse.Namespace, station: Station, out: Output) -> int:
    """Write a bundle or take replies."""
    if args.way == "export":
        if args.to is None:
            raise errors.InputRefused(errors.FIELD_MISSING, field="--to")
        return _export(args, station, out)
    if args.way == "carry":
        return _carry(args, station, out)
    if args.place is None:
        raise errors.InputRefused(errors.FIELD_MISSING, field="回执文件")
    return _import(station, args.place, out)


def _export(args: argparse.Namespace, station: Station, out: Output) -> int:
    with station.relay() as relay:
        written = stick.put_on_stick(station.desk, relay, args.to).value
    trouble = make_slips(args, station, [written.hand_over()])
    out.give(
        {
            "written": written,
            "files": [str(Path(written.folder) / one.name) for one in written.bundles],
            "events": written.events,
            "blobs": written.files,
            "print_trouble": told(trouble),
        }
    )
    out.say(*written_words(written), *trouble_words(trouble))
    return WAITS_FOR_PERSON if trouble else OK


def _carry(args: argparse.Namespace, station: Station, out: Output) -> int:
    trip = carry.Trip()
    if args.village is not None:
        trip = carry.with_village(station, args.village)
    elif args.line:
        trip = carry.by_line(station)
    elif args.up is not None:
        trip.passages[Route.TO_COUNTY] = carry.to_county(station, args.up)
    elif args.down is not None:
        trip.passages[Route.FROM_COUNTY] = carry.from_county(station, args.down)
    with station.carrying() as carrying:
        held = carrying.held()
    slips = trip.slips(station.desk)
    trouble = make_slips(args, station, slips)
    out.give(
        {
            "passages": trip.passages,
            "line": trip.brought,
            "line_trouble": told(trip.line_trouble),
            "held": held,
            "print_trouble": told(trouble),
        }
    )
    out.say(*[line for one in slips for line in slip_lines(one)])
    if args.village is not None or args.line:
        out.say(*carried_words(trip))
    out.say(f"本机现有代传的文件 {len(held)} 个。", *trouble_words(trouble))
    return WAITS_FOR_PERSON if trouble else OK


def _import(station: Station, place: Path, out: Output) -> int:
    with station.relay() as relay:
        found = stick.take_from_stick(station.desk, relay, place).value
    total = {name: sum(getattr(one, name) for one in found.taken) for name in _COUNTS}
    packs = [pack for one in found.taken for pack in one.packs]
    remarks = [remark for one in found.taken for remark in one.remarks]
    out.give(
        {
            "taken": found.taken,
            "refused": found.refused,
            "others": found.others,
            "packs": packs,
            "remarks": [{"code": one.code, "happened": one.happened, "to_do": one.to_do} for one in remarks],
        }
        | total
    )
    out.say(*taken_words(found))
    return WAITS_FOR_PERSON if total["rejected"] else OK
