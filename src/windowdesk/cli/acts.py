"""``supplement``, ``deliver``, ``withdraw``, ``void``, ``evaluate``: acts on a case that exists."""

from __future__ import annotations

import argparse
import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from windowdesk import errors
from windowdesk.casework import case_view, scans
from windowdesk.casework import deliver as delivering
from windowdesk.casework import evaluate as evaluating
from windowdesk.casework import supplement as supplementing
from windowdesk.casework import void as voiding
from windowdesk.casework import withdraw as withdrawing
from windowdesk.casework.desk import Done
from windowdesk.cli.look_up import pairs
from windowdesk.cli.output import OK, Output
from windowdesk.cli.pages import TakenPages
from windowdesk.cli.station import Station
from windowdesk.domain.brought import Brought
from windowdesk.domain.case import BlobRef, Case


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of one of the commands here."""
    parser.add_argument("number", help="受理编号或临时收件号")
    _ARGUMENTS[name](parser)


def _supplement_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--material", action="append", default=[], metavar="ID=FILE", help="补交的材料文件")
    parser.add_argument("--scan", action="append", default=[], metavar="ID", help="从扫描仪扫一页作为这份材料")
    parser.add_argument("--paper", action="append", default=[], metavar="ID", help="收了纸质件")
    parser.add_argument("--field", action="append", default=[], metavar="NAME=VALUE", help="改正的表单项")
    parser.add_argument("--form", metavar="FILE", help="改正的表单项（JSON 文件）")
    parser.add_argument("--kept", action="store_true", help="连同先存着的一起报")


def _deliver_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--receiver", required=True, help="领取人姓名")
    parser.add_argument("--relation", default="本人", help="和申请人的关系")
    parser.add_argument("--way", choices=list(delivering.WAYS), default="direct")
    parser.add_argument("--document", action="append", default=[], help="交付的文书名称")
    parser.add_argument("--id-checked", action="store_true", help="已核对领取人的身份证件")
    parser.add_argument("--place", default="")
    parser.add_argument("--waybill", default="", help="快递单号")
    parser.add_argument("--page", action="append", default=[], metavar="FILE", help="签收回证的扫描件")


def _withdraw_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reason", default="", help="撤回的原因")
    parser.add_argument("--returned", action="append", default=[], help="退还的原件")


def _void_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--supervisor", default="", help="值班长姓名")
    parser.add_argument("--reason", default="", help="作废的原因")


def _evaluate_arguments(parser: argparse.ArgumentParser) -> None:
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--level", help="very_satisfied … very_dissatisfied，或中文等级")
    way.add_argument("--on-device", action="store_true", help="请群众在评价器上评")
    seconds = evaluating.DEVICE_SECONDS
    parser.add_argument(
        "--timeout", type=float, default=seconds, metavar="S", help=f"在评价器上最多等几秒（{seconds}）"
    )
    parser.add_argument("--option", action="append", default=[], metavar="CODE")
    parser.add_argument("--text", default="")


_ARGUMENTS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "supplement": _supplement_arguments,
    "deliver": _deliver_arguments,
    "withdraw": _withdraw_arguments,
    "void": _void_arguments,
    "evaluate": _evaluate_arguments,
}


def _told(done: Done[Case], out: Output, what: str, **more: object) -> int:
    case = done.value
    out.give({"number": case.number, "case": case.id, "state": case.state.value, **more})
    out.say(f"{what}：{case.number}")
    return OK


def supplement(args: argparse.Namespace, station: Station, out: Output) -> int:
    """Answer a correction round or a deferral."""
    desk = station.desk
    case = case_view.find(desk, args.number)
    kept = supplementing.kept(desk, case.id) if args.kept else Brought(case.id)
    pages: dict[str, tuple[BlobRef, ...]] = {material: one.pages for material, one in kept.pages.items()}
    taken = TakenPages(station, out)
    for text in args.material:
        material, file = next(iter(pairs([text]).items()))
        before = pages.get(material, ())
        pages[material] = (*before, taken.file(material, Path(file), len(before) + 1))
    for material in args.scan:
        before = pages.get(material, ())
        pages[material] = (*before, taken.scan(material, len(before) + 1))
    form = {**kept.form, **read_form(args.form), **dict(pairs(args.field))}
    supplied = supplementing.Supplied(pages, kept.paper | frozenset(args.paper), form)
    return _told(supplementing.supplement(desk, case.id, supplied), out, "已补交", warnings=taken.warnings)


def read_form(file: str | None) -> dict[str, Any]:
    """The fields of an item's form from a JSON file; empty without a file.

    Raises:
        InputRefused: FIELD_WRONG when the file cannot be read or is no JSON object.
    """
    if file is None:
        return {}
    try:
        found = json.loads(Path(file).read_text("utf-8"))
    except (OSError, ValueError) as trouble:
        raise errors.InputRefused(errors.FIELD_WRONG, field=Path(file).name, reason="文件读不出来") from trouble
    if not isinstance(found, dict):
        raise errors.InputRefused(errors.FIELD_WRONG, field=Path(file).name, reason="要是一个 JSON 对象")
    return found


def deliver(args: argparse.Namespace, station: Station, out: Output) -> int:
    """Hand the result over."""
    desk = station.desk
    case = case_view.find(desk, args.number)
    delivery = delivering.Delivery(
        receiver=args.receiver,
        relation=args.relation,
        way=args.way,
        documents=tuple(args.document),
        id_checked=args.id_checked,
        place=args.place,
        waybill=args.waybill,
        pages=tuple(scans.keep_page(desk, Path(one)) for one in args.page),
    )
    return _told(delivering.deliver(desk, case.id, delivery), out, "已送达")


def withdraw(args: argparse.Namespace, station: Station, out: Output) -> int:
    """The applicant takes it back."""
    case = case_view.find(station.desk, args.number)
    return _told(withdrawing.withdraw(station.desk, case.id, args.reason, tuple(args.returned)), out, "已撤回")


def void(args: argparse.Namespace, station: Station, out: Output) -> int:
    """Void it before anything left the machine."""
    case = case_view.find(station.desk, args.number)
    return _told(voiding.void(station.desk, case.id, args.supervisor, args.reason), out, "已作废")


def evaluate(args: argparse.Namespace, station: Station, out: Output) -> int:
    """Record an evaluation; the level may be given in Chinese."""
    words = {one.words: one.level for one in evaluating.levels()}
    case = case_view.find(station.desk, args.number)
    if args.on_device:
        return _evaluate_on_device(station, case, args.timeout, out)
    level = words.get(args.level, args.level)
    return _told(evaluating.evaluate(station.desk, case.id, level, tuple(args.option), args.text), out, "已评价")


def _evaluate_on_device(station: Station, case: Case, timeout: float, out: Output) -> int:
    """No rating is no trouble: the villager need not."""
    levels = evaluating.check_open(station.desk, case.id)
    with contextlib.closing(station.evaluator()) as evaluator:
        rating = evaluator.ask(levels, timeout)
    done = evaluating.from_device(station.desk, case.id, rating)
    now = done.value if done is not None else case
    told = {"number": now.number, "case": now.id, "state": now.state.value}
    out.give(told | {"ending": rating.ending.value, "level": rating.level, "note": rating.note})
    out.say(f"{rating.ending.words}{case.number}")
    if rating.note:
        out.say(evaluating.NOTES[rating.note].happened)
    return OK
