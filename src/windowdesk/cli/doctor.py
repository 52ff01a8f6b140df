"""``doctor``: look at every part of the desk; works even when the store does not open.

``--find`` finds what is plugged in, ``--use ADDRESS`` takes one of it into use after looking at it, ``--test``
tests one device for good, ``--reopen`` opens all devices anew, ``--new-roll`` says that the receipt printer has a new
roll, ``--bundle FILE`` writes what a technician needs.
"""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path

from windowdesk import errors
from windowdesk import settings as settings_file
from windowdesk.casework import doctor as looking
from windowdesk.casework.doctor import DoctorRow, Health
from windowdesk.cli.command import Openers
from windowdesk.cli.options import Options
from windowdesk.cli.output import OK, Output, table
from windowdesk.domain.found_devices import DeviceKind, FoundDevice, bare, in_use

_EXITS = {"reader": 4, "scanner": 4, "printer": 4, "office": 4, "screen": 4, "evaluator": 4, "county": 5}
_TESTS = {
    "reader": "请把证件平放到读卡器上……",
    "scanner": "正在扫一页……",
    "printer": "正在打一张试打条……",
    "office": "正在打一张 A4 测试页……",
    "screen": "请看副屏，上面应有“试一试”几个大字……",
    "evaluator": "请在评价器上按一下……",
}


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """One of several things to do; none: the report."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--find", action="store_true", help="找一找插着什么设备")
    what.add_argument("--use", metavar="ADDRESS", help="用上找到的这一个（先看看它好不好）")
    what.add_argument(
        "--test", choices=list(_TESTS), help="试一试：读证件、扫一页、打试打条、打一页 A4、副屏显示大字、评一次"
    )
    parser.add_argument(
        "--queue", metavar="NAME", default="", help="试 A4 打印机（office）用系统里的哪一台；不写用平时那台"
    )
    what.add_argument("--new-roll", dest="roll", action="store_const", const="new", help="凭条打印机已换新纸卷")
    what.add_argument("--same-roll", dest="roll", action="store_const", const="same", help="刚才没纸，还是原来那卷纸")
    what.add_argument("--bundle", metavar="FILE", help="写一份求助资料给技术人员：没有任何人的信息")
    what.add_argument("--reopen", action="store_true", help="放开所有设备，重新连接，再检查")
    parser.add_argument(
        "--ask-serial", action="store_true", help="找的时候向每个没有在用的串口发几个字节，问是读卡器、打印机还是评价器"
    )


def doctor(args: argparse.Namespace, options: Options, openers: Openers, out: Output) -> int:
    """Do what was asked; without anything asked, report every part."""
    if args.find:
        return _find(args, options, out)
    if args.bundle:
        return _bundle(Path(args.bundle), options, openers, out)
    if args.roll:
        return _roll(args.roll == "new", options, openers, out)
    if args.test:
        return _test(args.test, args.queue, options, openers, out)
    if args.use:
        return _use(args, options, openers, out)
    return _report(args, options, openers, out)


def _test(part: str, queue: str, options: Options, openers: Openers, out: Output) -> int:
    """Try one device for good; ``sure`` is false where only a person can say how it went."""
    out.say(_TESTS[part])
    with contextlib.closing(openers.station(options)) as station:
        ended = station.test_device(part, queue=queue)
    out.give({"sentence": ended.words, "sure": ended.sure})
    out.say(ended.words)
    return OK


def _use(args: argparse.Namespace, options: Options, openers: Openers, out: Output) -> int:
    """Look at a device that was found, then take it into use."""
    with contextlib.closing(openers.station(options)) as station:
        found = station.certain(_of_address(station.find(ask_serial=args.ask_serial), args.use))
        sentence = station.try_address(found)
        station.use(found)
    out.give({"sentence": sentence})
    out.say(sentence)
    return OK


def _roll(is_new: bool, options: Options, openers: Openers, out: Output) -> int:
    """Take in what is in the printer now, and say how long it lasts."""
    with contextlib.closing(openers.station(options)) as station:
        standing = station.settle_roll(is_new=is_new)
    out.give({"slips_left": standing.slips_left if standing is not None else None})
    out.say(f"已记下。{standing.words if standing is not None else ''}")
    return OK


def _report(args: argparse.Namespace, options: Options, openers: Openers, out: Output) -> int:
    """The exit code is that of the first part that is in trouble."""
    try:
        station = openers.station(options)
    except errors.StoreTrouble as trouble:
        rows: tuple[DoctorRow, ...] = (looking.trouble_row("store", "数据", trouble),)
    else:
        with contextlib.closing(station):
            if args.reopen:
                station.reopen()
            rows = looking.report(station.desk, station.probes())
    out.give({"rows": rows})
    out.say(*table([(one.title, one.health.words, one.code, f"{one.sentence}{one.to_do}") for one in rows]))
    bad = [one for one in rows if one.health is Health.BAD]
    return _EXITS.get(bad[0].part, errors.StoreTrouble.exit_status) if bad else OK


def _bundle(file: Path, options: Options, openers: Openers, out: Output) -> int:
    """Write the support bundle, also where the store does not open. What is inside is said before it is written."""
    from windowdesk.casework import support_bundle
    from windowdesk.devices.finding import around

    settings = settings_file.load(options.home)
    try:
        station = openers.station(options)
    except errors.StoreTrouble as trouble:
        rows: tuple[DoctorRow, ...] = (looking.trouble_row("store", "数据", trouble),)
        held = support_bundle.NO_STORE
    else:
        with contextlib.closing(station):
            rows = looking.report(station.desk, station.probes())
            held = support_bundle.inside(station.desk)
    whole = support_bundle.made(options.home, settings, rows, around.find(settings.devices), held)
    out.say(whole.readme())
    support_bundle.save(whole, file)
    out.give({"file": file, "parts": [part.name for part in whole.parts]})
    out.say(f"已存到 {file}。")
    return OK


def _find(args: argparse.Namespace, options: Options, out: Output) -> int:
    """What is plugged in; needs no store."""
    from windowdesk.devices.finding import around

    used = settings_file.load(options.home).devices
    found = around.find(used, ask_serial=args.ask_serial)
    out.give({"found": [{**_shown(one), "in_use": in_use(used, one)} for one in found]})
    rows = [(one.kind.words, one.title, _word(one, used), one.address, f"{one.sentence}{one.to_do}") for one in found]
    out.say(*(table(rows) or ["没有找到设备。请插好线、打开电源再找。"]))
    if not args.ask_serial and any(one.ask_first and one.kind is DeviceKind.READER for one in found):
        out.say("", "要问串口上接的是什么：windowdesk doctor --find --ask-serial")
    if any(one.usable and not in_use(used, one) for one in found):
        out.say("", "要用哪一个：windowdesk doctor --use 地址")
    return OK


def _shown(one: FoundDevice) -> dict[str, object]:
    return {
        "kind": one.kind,
        "title": one.title,
        "sentence": one.sentence,
        "address": one.address,
        "to_do": one.to_do,
        "code": one.code,
        "ask_first": one.ask_first,
    }


def _word(one: FoundDevice, used: settings_file.Devices) -> str:
    if one.code:
        return f"用不了 {one.code}"
    return "正在用" if in_use(used, one) else "要问一问" if one.ask_first else "可以用" if one.usable else "有"


def _of_address(found: tuple[FoundDevice, ...], address: str) -> FoundDevice:
    """The one at that address; of a port that was asked before, the port. Raises InputRefused(DEVICE_NOT_FOUND)."""
    for one in found:
        if one.usable and (one.address == address or (one.ask_first and one.address == bare(address))):
            return one
    raise errors.InputRefused(errors.DEVICE_NOT_FOUND, address=address)
