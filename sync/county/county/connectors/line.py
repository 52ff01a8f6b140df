"""The command line of the hand-over."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from county.connectors.satisfaction import SCALES
from county.connectors.settings import FILE_DROP, FRONT_DATABASE

New = Callable[[str, str], argparse.ArgumentParser]
"""Makes a command with the common options, by name and words."""


def add_lines(new: New) -> None:
    """Add the three commands."""
    _connect(new("connect", "接通县里自己的系统（前置库或文件交换），看状态，取消"))
    handing = new("hand-over", "向县里自己的系统移交，取回答复；一次，或每隔一会儿")
    handing.add_argument("--name", default="", help="只办这个接口")
    handing.add_argument("--every", type=_seconds, default=0, metavar="秒", help="一直运行，每隔多少秒一次")
    handing.add_argument("--leave-out", default="", metavar="办件", help="这个办件填不出的内容这次不移交，后面的照常")
    handing.add_argument("--set-aside", default="", metavar="答复", help="这行答复办不了，不再办")
    checking = new("reconcile", "日对账：站点、平台、前置库三方")
    checking.add_argument("--name", default="", help="只对这个接口")
    checking.add_argument("--day", type=_day, metavar="日期", help="哪一天，默认昨天")


def _connect(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="做什么")
    database = acts.add_parser(FRONT_DATABASE, help="前置库")
    database.add_argument("--url", required=True, help="数据库地址，例如 sqlite:////srv/front.db")
    drop = acts.add_parser(FILE_DROP, help="文件交换")
    drop.add_argument("--out", required=True, metavar="文件夹", help="平台写到这里")
    drop.add_argument("--reply", required=True, metavar="文件夹", help="对方写到这里")
    for one in (database, drop):
        one.add_argument("--name", default="", help="接口名称，默认同方式")
        one.add_argument("--data-source", required=True, type=_digits, help="数据来源，三位数字，由上级分配")
        one.add_argument(
            "--satisfaction", required=True, choices=sorted(SCALES), help="对方满意度的方向：1 最好，还是 5 最好"
        )
        one.add_argument("--codes", default="", metavar="文件夹", help="县里自己的代码表")
    acts.add_parser("status", help="每个接口移交到哪里，什么在等，为什么")
    acts.add_parser("remove", help="取消").add_argument("name")


def _seconds(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("要填正整数")
    return int(text)


def _digits(text: str) -> str:
    if len(text) != 3 or not text.isdigit():
        raise argparse.ArgumentTypeError("要填三位数字")
    return text


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()
