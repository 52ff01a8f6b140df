"""The command ``windowdesk``: picks one command, loads what it needs and nothing else.

Exit codes: 0 done; 2 the command line is wrong; 3 input refused; 4 a device; 5 the line or the
county; 6 the store; 7 done, but something waits for a person; 70 a bug (logged in full).
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import logging
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, cast

from windowdesk import __version__, errors
from windowdesk.cli import log_file
from windowdesk.cli.options import Options, from_flags
from windowdesk.cli.output import Output
from windowdesk.cli.station import OpenStation, OpenWindow

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its group (a module of this package) and its line of help."""

    group: str
    help: str


COMMANDS = {
    "enrol": Command("exchange", "用登记码在县里登记这台电脑"),
    "sync": Command("exchange", "和县里交换一次"),
    "queue": Command("queue", "看还有什么没有上报，为什么；再试、导出、加急、上报记录"),
    "inbox": Command("exchange", "看县里发回了什么，今天要做什么"),
    "relay": Command("relay", "不用网络，用优盘和县里交换"),
    "guide": Command("look_up", "看办事指南"),
    "search": Command("look_up", "查办件和事项"),
    "worklist": Command("look_up", "办件列表"),
    "show": Command("look_up", "看一件办件"),
    "drafts": Command("drafts", "看草稿、丢弃草稿"),
    "intake": Command("intake", "收件"),
    "scan": Command("scan", "扫描一页或一叠"),
    "pages": Command("page_tools", "看和改一份材料的页：转正、扶正、裁剪、排序、去掉、重扫"),
    "supplement": Command("acts", "补正、补交材料"),
    "deliver": Command("acts", "送达结果"),
    "withdraw": Command("acts", "申请人撤回"),
    "void": Command("acts", "作废（还没有上报的办件）"),
    "evaluate": Command("acts", "好差评"),
    "receipt": Command("paper", "打印、补打、验证收件凭证"),
    "paper": Command("paper", "生成 A4 文书"),
    "doctor": Command("doctor", "设备体检"),
    "settings": Command("settings", "看设置、改设置"),
    "run": Command("run", "打开窗口"),
}

_WITH_VALUE = {"--home", "--county", "--passphrase-file", "--reader", "--scanner", "--printer", "--evaluator"}
_WITHOUT_STATION = {"settings", "run", "doctor"}


class Parser(argparse.ArgumentParser):
    """Says in Chinese what is wrong with a command line."""

    def error(self, message: str) -> NoReturn:
        """Usage and the fault on the error stream; exit 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"命令写得不对：{message}\n加 --help 看用法。\n")


@dataclass(frozen=True, slots=True)
class Openers:
    """How to open a station and a window; handed in from above, imported only when called."""

    station: OpenStation
    window: OpenWindow


def run(argv: Sequence[str], openers: Openers) -> int:
    """Run one command line; returns the exit code and never raises for a trouble of any kind."""
    try:
        flags = vars(_parser(_chosen(argv)).parse_args(list(argv)))
    except SystemExit as end:
        return int(end.code or 0) if not isinstance(end.code, str) else 2
    out = Output(sys.stdout, sys.stderr, as_json=bool(flags.get("json")))
    try:
        options = from_flags(flags)
        with _logging(options.home):
            return _act(flags, options, openers, out)
    except errors.Known as known:
        out.trouble(known)
        return known.exit_status
    except OSError as trouble:
        out.trouble(_store_trouble(trouble))
        return errors.StoreTrouble.exit_status


def _act(flags: dict[str, Any], options: Options, openers: Openers, out: Output) -> int:
    """Open what the command needs, run it, and tell known troubles from bugs."""
    try:
        return _run_command(flags, options, openers, out)
    except errors.Known as known:
        log.warning("%s ended with %s", flags["command"], known.code)
        out.trouble(known)
        return known.exit_status
    except KeyboardInterrupt:
        return 130
    except Exception:
        log.exception("a bug in %s", flags["command"])
        out.message(errors.BUG, errors.BUG.happened, errors.BUG.to_do)
        return errors.BUG_EXIT_STATUS


def _run_command(flags: dict[str, Any], options: Options, openers: Openers, out: Output) -> int:
    name = str(flags["command"])
    arguments = argparse.Namespace(**flags)
    act = getattr(importlib.import_module(f"windowdesk.cli.{COMMANDS[name].group}"), name)
    if name in _WITHOUT_STATION:
        return cast("int", act(arguments, options, openers, out))
    station = openers.station(options)
    with contextlib.closing(station):
        if station.desk.store.restored is not None:
            log.warning("the store was damaged and has been restored")
            out.warn(errors.STORE_DAMAGED)
        return cast("int", act(arguments, station, out))


@contextlib.contextmanager
def _logging(home: Path) -> Iterator[None]:
    handler = log_file.start(home)
    try:
        yield
    finally:
        log_file.stop(handler)


def _store_trouble(trouble: OSError) -> errors.StoreTrouble:
    """The home folder cannot be written, so not even the log can be begun."""
    import errno

    if trouble.errno in {errno.ENOSPC, errno.EDQUOT}:
        return errors.StoreTrouble(errors.DISK_FULL)
    return errors.StoreTrouble(errors.HOME_UNUSABLE, reason=trouble.strerror or "")


def _chosen(argv: Sequence[str]) -> str | None:
    """The command on the line, found before anything of it is loaded."""
    skip = False
    for word in argv:
        if skip:
            skip = False
        elif word in _WITH_VALUE:
            skip = True
        elif not word.startswith("-"):
            return word
    return None


def _parser(chosen: str | None) -> Parser:
    """The parser; only the chosen command's own arguments are loaded."""
    shared = _global_flags()
    parser = Parser(prog="windowdesk", description="便民服务窗口：断网也能收件。", parents=[shared])
    parser.add_argument("--version", action="version", version=f"windowdesk {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="命令", required=True)
    for name, command in COMMANDS.items():
        one = commands.add_parser(name, help=command.help, description=command.help, parents=[shared])
        if name == chosen:
            importlib.import_module(f"windowdesk.cli.{command.group}").arguments(name, one)
    return parser


def _global_flags() -> Parser:
    """Flags that work before and after the command; absent unless given, so neither place wins by default."""
    flags = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = flags.add_argument_group("到处可用")
    group.add_argument("--home", metavar="DIR", help="数据文件夹（也可用环境变量 WINDOWDESK_HOME）")
    group.add_argument("--county", metavar="URL", help="县平台地址")
    group.add_argument(
        "--training",
        action="store_true",
        help="演示：模拟的设备和数据，永远不会上报；读卡器上放着一张身份证，换一个人用 --reader simulated:?person=1",
    )
    group.add_argument("--json", action="store_true", help="输出一个 JSON 对象")
    group.add_argument("--passphrase-file", metavar="FILE", help="口令文件（也可用环境变量 WINDOWDESK_PASSPHRASE）")
    group.add_argument("--reader", metavar="ADDRESS", help="读卡器地址，几个之间用分号")
    group.add_argument("--scanner", metavar="ADDRESS", help="扫描仪地址")
    group.add_argument("--printer", metavar="ADDRESS", help="凭条打印机地址")
    group.add_argument("--evaluator", metavar="ADDRESS", help="评价器地址")
    return flags
