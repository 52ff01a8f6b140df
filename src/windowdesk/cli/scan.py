"""``scan``: one page from the scanner into a file, onto a draft, or onto a case that waits for it."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from windowdesk import errors
from windowdesk.casework import case_view, drafts, scans, supplement
from windowdesk.cli.output import OK, Output
from windowdesk.cli.pages import page_from_scanner, scanned_file
from windowdesk.cli.station import Station


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """Where the page goes."""
    goal = parser.add_mutually_exclusive_group(required=True)
    goal.add_argument("--to", metavar="FILE", help="存成文件")
    goal.add_argument("--draft", metavar="ID", help="放到草稿上")
    goal.add_argument("--case", metavar="NUMBER", help="补交到办件上")
    parser.add_argument("--material", metavar="ID", help="是哪一份材料")


def scan(args: argparse.Namespace, station: Station, out: Output) -> int:
    """Scan one page."""
    if args.to:
        with scanned_file(station) as file:
            target = Path(args.to)
            shutil.copyfile(file, target)
        out.give({"file": target, "bytes": target.stat().st_size})
        out.say(f"已存到 {target}")
        return OK
    if not args.material:
        raise errors.InputRefused(errors.FIELD_MISSING, field="--material")
    desk = station.desk
    if args.draft:
        draft = drafts.resume(desk, args.draft)
        with scanned_file(station) as file:
            scans.attach(desk, draft, args.material, file)
        out.give({"draft": draft.id, "material": args.material})
    else:
        case = case_view.find(desk, args.case)
        page = page_from_scanner(station)
        supplement.supplement(desk, case.id, supplement.Supplied(pages={args.material: (page,)}))
        out.give({"number": case.number, "case": case.id, "material": args.material})
    out.say("已扫好一页。")
    return OK
