"""``scan``: one page from the scanner into a file, onto a draft, or onto a case that waits for it."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from windowdesk import errors
from windowdesk.casework import case_view, drafts, scans, supplement
from windowdesk.cli.output import OK, Output
from windowdesk.cli.pages import TakenPages, feeder_pages, scanned_file
from windowdesk.cli.station import Station
from windowdesk.domain.case import BlobRef


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """Where the page goes."""
    goal = parser.add_mutually_exclusive_group(required=True)
    goal.add_argument("--to", metavar="FILE", help="存成文件")
    goal.add_argument("--draft", metavar="ID", help="放到草稿上")
    goal.add_argument("--case", metavar="NUMBER", help="补交到办件上")
    parser.add_argument("--material", metavar="ID", help="是哪一份材料；草稿的 @authority 是代办委托书")
    parser.add_argument("--feeder", action="store_true", help="把进纸器里的一叠都扫进来")
    parser.add_argument("--keep", action="store_true", help="补交的先存着，不报；以后用 supplement --kept 报")


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
        return _into_draft(args, station, out)
    case = case_view.find(desk, args.case)
    if args.keep:
        supplement.check_asked(desk, case.id, args.material)
        add = partial(supplement.add_kept, desk, case.id, args.material)
        return _one_by_one(args, station, out, add, {"case": case.id})
    if args.feeder:
        raise errors.InputRefused(errors.FIELD_WRONG, field="--feeder", reason="要和 --draft 或 --keep 一起用")
    taken = TakenPages(station, out)
    page = taken.scan(args.material, 1)
    supplement.supplement(desk, case.id, supplement.Supplied(pages={args.material: (page,)}))
    out.give({"number": case.number, "case": case.id, "material": args.material, "warnings": taken.warnings})
    out.say("已扫好一页。")
    return OK


def _into_draft(args: argparse.Namespace, station: Station, out: Output) -> int:
    desk = station.desk
    draft_id = drafts.resume(desk, args.draft).id
    add = partial(scans.add_kept, desk, draft_id, args.material)
    return _one_by_one(args, station, out, add, {"draft": draft_id})


def _one_by_one(
    args: argparse.Namespace, station: Station, out: Output, add: Callable[[BlobRef], object], whose: dict[str, str]
) -> int:
    """Each page is in its place as soon as it is there; a jam later costs none of them."""
    desk = station.desk
    warnings: list[str] = []

    def keep(file: Path) -> None:
        page = scans.make_ready(file, desk.settings.scans)
        add(scans.keep_ready(desk, page))
        warnings.append(page.warning)

    if args.feeder:
        feeder_pages(station, keep)
    else:
        with scanned_file(station) as file:
            keep(file)
    out.give({**whose, "material": args.material, "pages": len(warnings), "warnings": warnings})
    out.say(f"已扫好 {len(warnings)} 页。")
    for number, words in enumerate(warnings, start=1):
        if words:
            out.say(f"第 {number} 页：{words}请看一下，不行就重扫。")
    return OK
