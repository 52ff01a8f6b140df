"""``guide``, ``search``, ``worklist``, ``show``: looking things up, nothing is changed."""

from __future__ import annotations

import argparse
from typing import Any

from windowdesk import errors
from windowdesk.casework import case_view, reveal
from windowdesk.casework import guide as guides
from windowdesk.casework import search as searching
from windowdesk.casework import worklist as lists
from windowdesk.casework.rows import CaseRow
from windowdesk.cli.output import OK, Output, moment, plain, table
from windowdesk.cli.station import Station
from windowdesk.domain.brought import Brought

MOST_ITEMS = 2000


def _counted(brought: Brought) -> dict[str, Any]:
    """What is being brought for a correction, without a value: only `--full` shows those, and leaves a trace."""
    return {
        "pages": {material: len(one.pages) for material, one in brought.pages.items()},
        "paper": sorted(brought.paper),
        "form": sorted(brought.form),
    }


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of one of the commands here."""
    if name == "guide":
        parser.add_argument("text", nargs="?", default="", help="事项编码、名称或拼音首字母；不写列出全部")
        parser.add_argument("--answer", action="append", default=[], metavar="情形=选项")
    elif name == "search":
        parser.add_argument("text", help="姓名、号码、手机尾号、事项或拼音首字母")
        parser.add_argument("--limit", type=int, default=20)
    elif name == "worklist":
        parser.add_argument("--filter", choices=[one.value for one in lists.Filter], default="all")
        parser.add_argument("--after", default="", help="接着上一页看")
        parser.add_argument("--limit", type=int, default=50)
    else:
        parser.add_argument("number", help="受理编号或临时收件号")
        parser.add_argument("--full", action="store_true", help="显示完整证件号（会留下查看记录）")


def pairs(texts: list[str]) -> dict[str, str]:
    """``a=b`` words as a mapping.

    Raises:
        InputRefused: FIELD_WRONG for a word without ``=``.
    """
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or not name:
            raise errors.InputRefused(errors.FIELD_WRONG, field=text, reason="要写成 名称=内容")
        found[name] = value
    return found


def guide(args: argparse.Namespace, station: Station, out: Output) -> int:
    """The guide of one item, or the items that fit the text."""
    found = searching.items(station.desk, args.text, MOST_ITEMS)
    exact = [one for one in found if args.text and args.text in {one.code, one.name}]
    items = [one for one in exact or found if one.kind == "item"]
    if len(items) != 1 or not args.text:
        if args.text and not found:
            raise errors.InputRefused(errors.ITEM_UNKNOWN, code=args.text)
        out.give({"items": found})
        out.say(*table([(one.code, one.name, one.group, one.state_words, one.limit_words) for one in found]))
        return OK
    view = guides.guide(station.desk, items[0].code, pairs(args.answer))
    out.give(plain(view))
    out.say(f"{view.item.name}（{view.item.code}）  {view.state_words}  第 {view.version} 版", "")
    for element in view.elements:
        out.say(f"【{element.title}】{element.text}")
    out.say("", "材料：")
    out.say(*table([(one.name, one.necessity, one.form, one.copies, one.standard) for one in view.materials]))
    for question in view.questions:
        out.say(f"情形 {question.id}：{question.text} " + "、".join(f"{one.id}={one.text}" for one in question.options))
    for one in view.faq:
        out.say("", f"问：{one.question}", f"答：{one.answer}")
    return OK


def say_rows(out: Output, rows: tuple[CaseRow, ...]) -> None:
    """Cases as a table."""
    cells = [
        (one.number, one.name_masked, one.item_name, one.state_words, one.mark_words, one.due_words) for one in rows
    ]
    out.say(*(table(cells) or ["没有办件。"]))


def search(args: argparse.Namespace, station: Station, out: Output) -> int:
    """Cases and items that fit the text."""
    cases = searching.cases(station.desk, args.text, args.limit)
    items = searching.items(station.desk, args.text, args.limit)
    out.give({"cases": cases, "items": items})
    say_rows(out, cases)
    if items:
        out.say("", "事项：", *table([(one.code, one.name, one.state_words) for one in items]))
    return OK


def worklist(args: argparse.Namespace, station: Station, out: Output) -> int:
    """One page of the worklist."""
    page = lists.page(station.desk, lists.Filter(args.filter), args.after, args.limit)
    out.give({"rows": page.rows, "more": page.more})
    say_rows(out, page.rows)
    if page.more:
        out.say("", f"还有，接着看：--after {page.more}")
    return OK


def show(args: argparse.Namespace, station: Station, out: Output) -> int:
    """One case; the full number only with ``--full``, and that look is audited."""
    desk = station.desk
    view = case_view.view(desk, case_view.find(desk, args.number).id)
    full = reveal.reveal(desk, view.case.id).value if args.full else None
    shown = plain(view)
    del shown["case"]
    shown["brought"] = _counted(view.brought)
    out.give(shown | ({"full": plain(full)} if full else {}))
    out.say(f"{view.row.number}  {view.row.item_name}  {view.row.state_words}  {view.row.mark_words}")
    out.say(*table([(one.label, one.value) for one in (*view.fields, *view.form, *view.deadlines)]))
    if full:
        out.say(f"完整：{full.name} {full.id_number} {full.mobile}（本次查看已留痕）")
    out.say("", "材料：", *table([(one.name, one.how_words, one.note) for one in view.materials]))
    out.say("", "经过：")
    for entry in view.timeline:
        out.say(f"{moment(entry.at)}  {entry.title}  {entry.detail}  {entry.waiting}".rstrip())
    if view.asked.lines:
        out.say(
            "", "要补的：", *table([(one.material, one.name, one.defect, one.standard) for one in view.asked.lines])
        )
    return OK
