"""``relay``: the exchange by stick, with no line at all."""

from __future__ import annotations

import argparse
from pathlib import Path

from windowdesk import errors
from windowdesk.casework import relay as stick
from windowdesk.casework.relay_words import taken_words, written_words
from windowdesk.cli.output import OK, WAITS_FOR_PERSON, Output
from windowdesk.cli.station import Station
from windowdesk.domain.relay import HandOver

_COUNTS = ("accepted", "held", "rejected", "files", "news")


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """Which way, and where."""
    parser.add_argument("way", choices=("export", "import"), help="export 写到优盘；import 导入县里的回执")
    parser.add_argument("place", nargs="?", type=Path, help="import：回执文件，或放回执的文件夹")
    parser.add_argument("--to", type=Path, metavar="DIR", help="export：写到这个文件夹（优盘）")
    parser.add_argument("--slip", action="store_true", help="export：打印交接单")


def relay(args: argparse.Namespace, station: Station, out: Output) -> int:
    """Write a bundle or take replies."""
    if args.way == "export":
        if args.to is None:
            raise errors.InputRefused(errors.FIELD_MISSING, field="--to")
        return _export(station, args.to, out, slip=args.slip)
    if args.place is None:
        raise errors.InputRefused(errors.FIELD_MISSING, field="回执文件")
    return _import(station, args.place, out)


def _export(station: Station, folder: Path, out: Output, *, slip: bool) -> int:
    with station.relay() as relay:
        written = stick.put_on_stick(station.desk, relay, folder).value
    trouble = print_slip(station, written.hand_over()) if slip else None
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


def print_slip(station: Station, hand_over: HandOver) -> errors.Known | None:
    """Print the slip; the stick is written whatever the printer does."""
    try:
        outcome = stick.print_slip(hand_over, station.printer())
    except errors.DeviceTrouble as trouble:
        return trouble
    return errors.DeviceTrouble(errors.PRINTER_SILENT) if outcome.printed.value == "unknown" else None


def told(trouble: errors.Known | None) -> dict[str, str] | None:
    """A trouble with the printer, for a program."""
    return {"code": trouble.code, "happened": trouble.happened, "to_do": trouble.to_do} if trouble else None


def trouble_words(trouble: errors.Known | None) -> list[str]:
    """The same for a person."""
    return [f"交接单：{trouble.happened}{trouble.to_do}"] if trouble else []


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
