"""``queue``: what waits for the county and why; what a person may do about one case; the log of exchanges."""

from __future__ import annotations

import argparse
from pathlib import Path

from windowdesk import errors
from windowdesk.casework import aside, case_view, exchange_log, lost_files, queue_acts, queue_view, todays_data
from windowdesk.cli.output import OK, WAITS_FOR_PERSON, Output, moment, table
from windowdesk.cli.slips import make_slips, slip_arguments, told, trouble_words
from windowdesk.cli.station import Station

EVERYTHING = "all"


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """One act, or none: then the queue is shown."""
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--log", action="store_true", help="上报记录：每次交换的时间、内容、字节、结果")
    act.add_argument("--again", metavar="NUMBER", help=f"这一件现在再试（{EVERYTHING}：全部）")
    act.add_argument("--export", metavar="NUMBER", help="把这一件单独导出，密封给县里（和 --to 一起用）")
    act.add_argument("--aside", metavar="NUMBER", help="被退回的一步不再处理（和 --reason 一起用）")
    act.add_argument("--show-aside", action="store_true", help="列出不再处理的步骤：谁、什么时候、为什么")
    act.add_argument("--put-back", metavar="NUMBER", help="把不再处理的步骤放回，照常处理")
    act.add_argument("--lost", metavar="NUMBER", help="这一件的扫描件两份都坏了，报告县里，不再等它")
    act.add_argument("--urgent", metavar="NUMBER", help="加急：这一件的材料先传，不受流量限制")
    act.add_argument("--not-urgent", action="store_true", help="取消加急")
    act.add_argument("--lift-today", action="store_true", help="今天不限流量")
    parser.add_argument("--to", type=Path, metavar="DIR", help="导出到这个文件夹（优盘）")
    slip_arguments(parser.add_argument_group("单独导出的交接单"))
    parser.add_argument("--reason", default="", help="不再处理的原因")


def queue(args: argparse.Namespace, station: Station, out: Output) -> int:
    """What waits, and why; or one act upon it."""
    if args.log:
        return _log(station, out)
    if args.show_aside:
        return _aside(station, out)
    if args.export:
        return _export(args, station, out)
    _act(args, station, out)
    view = queue_view.view(station.desk)
    out.give({"queue": view})
    out.say(view.network_words, view.waiting_words, *([view.data_words] if view.data_words else []), view.safe_words)
    out.say(*table([_line(one) for one in view.rows]))
    return OK


def _act(args: argparse.Namespace, station: Station, out: Output) -> None:
    desk = station.desk
    if args.again:
        case = "" if args.again == EVERYTHING else case_view.find(desk, args.again).id
        queue_acts.try_again(desk, case)
        out.say("已放回，下一次上报就会再试。")
    elif args.aside:
        aside.put_aside(desk, case_view.find(desk, args.aside).id, args.reason)
        out.say(f"已不再处理，原因记下了。要放回请用 --put-back {args.aside}。")
    elif args.put_back:
        aside.put_back(desk, case_view.find(desk, args.put_back).id)
        out.say("已放回：请按县里说明改正后重新提交，它的材料马上再试。")
    elif args.lost:
        count = lost_files.report(desk, case_view.find(desk, args.lost).id).value
        out.say(f"已写下要报告县里：{count} 个扫描件找不回来。这一件不再等它们，县里会另外要这份材料。")
    elif args.urgent:
        todays_data.mark_urgent(desk, case_view.find(desk, args.urgent).id)
        out.say("已加急：这一件的材料先传。")
    elif args.not_urgent:
        todays_data.unmark_urgent(desk)
    elif args.lift_today:
        todays_data.lift_today(desk)
        out.say("今天不限流量，到夜里 12 点为止。")


def _export(args: argparse.Namespace, station: Station, out: Output) -> int:
    if args.to is None:
        raise errors.InputRefused(errors.FIELD_MISSING, field="--to")
    case = case_view.find(station.desk, args.export)
    with station.relay() as relay:
        written = queue_acts.export(station.desk, relay, case.id, args.to).value
    trouble = make_slips(args, station, [written.hand_over()])
    out.give({"exported": written, "only_looked_at": written.only_looked_at, "print_trouble": told(trouble)})
    out.say(*queue_acts.exported_words(written), *trouble_words(trouble))
    return WAITS_FOR_PERSON if trouble else OK


def _line(row: queue_view.QueueRow) -> tuple[str, ...]:
    mark = "要处理" if row.needs_person else "加急" if row.urgent else ""
    return (mark, row.number, row.name_masked, row.item_name, row.what, f"{row.reason}{row.to_do}")


def _log(station: Station, out: Output) -> int:
    rows = exchange_log.rows(station.desk, exchange_log.ALL_ROWS)
    out.give({"log": rows})
    out.say(*table([(moment(row.at), row.way, row.result, row.moved, row.size) for row in rows]))
    if not rows:
        out.say("还没有上报过。")
    return OK


def _aside(station: Station, out: Output) -> int:
    rows = aside.rows(station.desk)
    out.give({"aside": rows})
    out.say(*table([(row.number, row.name_masked, row.what, row.county, row.story) for row in rows]))
    if not rows:
        out.say("没有不再处理的步骤。")
    return OK
