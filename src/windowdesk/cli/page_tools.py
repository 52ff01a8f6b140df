"""``pages``: the pages of one material of a draft or a supplement: look, turn, straighten, cut, order, take out, scan anew."""

from __future__ import annotations

import argparse

from windowdesk import errors
from windowdesk.casework import case_view, drafts, filling, look_at_pages, supplement
from windowdesk.casework.change_page import Tool, change
from windowdesk.cli.output import OK, Output
from windowdesk.cli.pages import page_from_scanner
from windowdesk.cli.station import Station
from windowdesk.domain.page_set import Box, PageSet


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """One thing at a time; without any the pages are only listed. Pages count from 1."""
    goal = parser.add_mutually_exclusive_group(required=True)
    goal.add_argument("--draft", metavar="ID", help="哪份草稿")
    goal.add_argument("--case", metavar="NUMBER", help="哪个办件补来还没报的（见 scan --case --keep）")
    parser.add_argument("--material", metavar="ID", required=True, help="哪份材料；@authority 是代办委托书")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--turn", nargs=2, metavar=("N", "left|right|half"), help="转第 N 页")
    one.add_argument("--straighten", metavar="N", help="扶正第 N 页")
    one.add_argument("--cut", nargs="+", metavar="N", help="裁第 N 页：自动，或写左 上 右 下（0 到 1）")
    one.add_argument("--restore", metavar="N", help="把第 N 页还原成刚扫的样子")
    one.add_argument("--move", nargs=2, metavar=("N", "M"), help="把第 N 页移到第 M 页")
    one.add_argument("--remove", metavar="N", help="去掉第 N 页")
    one.add_argument("--rescan", metavar="N", help="重扫第 N 页")


def pages(args: argparse.Namespace, station: Station, out: Output) -> int:
    """Change the pages, keep them, list them."""
    whose, after = _of_draft(args, station) if args.draft else _of_supplement(args, station)
    rows = look_at_pages.look(station.desk.blobs, after)
    out.give(
        {
            **whose,
            "material": args.material,
            "pages": [
                {"digest": row.ref.digest, "bytes": row.ref.size, "changed": row.changed, "warning": row.warning}
                for row in rows
            ],
        }
    )
    for number, row in enumerate(rows, start=1):
        words = "，改过" if row.changed else ""
        out.say(f"第 {number} 页，{row.ref.size // 1000} KB{words}。{row.warning}")
    if not rows:
        out.say("这份材料还没有页。")
    return OK


def _of_draft(args: argparse.Namespace, station: Station) -> tuple[dict[str, str], PageSet]:
    desk = station.desk
    draft = drafts.resume(desk, args.draft)
    before = filling.page_set(draft, args.material)
    after = _changed(args, station, before)
    if after != before:
        drafts.keep(desk, filling.with_page_set(draft, args.material, after))
    return {"draft": draft.id}, after


def _of_supplement(args: argparse.Namespace, station: Station) -> tuple[dict[str, str], PageSet]:
    desk = station.desk
    brought = supplement.kept(desk, case_view.find(desk, args.case).id)
    before = brought.page_set(args.material)
    after = _changed(args, station, before)
    if after != before:
        supplement.keep(desk, brought.with_pages(args.material, after))
    return {"case": brought.case}, after


def _changed(args: argparse.Namespace, station: Station, pages: PageSet) -> PageSet:
    desk = station.desk
    if args.turn:
        turns = {"left": Tool.LEFT, "right": Tool.RIGHT, "half": Tool.HALF}
        if args.turn[1] not in turns:
            raise errors.InputRefused(errors.FIELD_WRONG, field="--turn", reason="只能写 left、right 或 half")
        return change(desk, pages, _page(pages, args.turn[0]), turns[args.turn[1]])
    if args.straighten:
        return change(desk, pages, _page(pages, args.straighten), Tool.STRAIGHTEN)
    if args.cut:
        return change(desk, pages, _page(pages, args.cut[0]), Tool.CUT, _box(args.cut[1:]))
    if args.restore:
        return change(desk, pages, _page(pages, args.restore), Tool.RESTORE)
    if args.move:
        return pages.moved(_page(pages, args.move[0]), _number(args.move[1]) - 1)
    if args.remove:
        return pages.without(_page(pages, args.remove))
    if args.rescan:
        old = _page(pages, args.rescan)
        return pages.replaced(old, page_from_scanner(station))
    return pages


def _page(pages: PageSet, text: str) -> str:
    """Digest of page ``text``, counted from 1."""
    number = _number(text)
    if not 1 <= number <= len(pages.pages):
        raise errors.InputRefused(errors.PAGE_UNKNOWN)
    return pages.pages[number - 1].digest


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise errors.InputRefused(errors.FIELD_WRONG, field="页数", reason="要写一个数字")
    return int(text)


def _box(words: list[str]) -> Box | None:
    if not words:
        return None
    try:
        left, top, right, bottom = (float(word) for word in words)
    except ValueError as wrong:
        raise errors.InputRefused(errors.FIELD_WRONG, field="--cut", reason="要写四个 0 到 1 的数") from wrong
    return (left, top, right, bottom)
