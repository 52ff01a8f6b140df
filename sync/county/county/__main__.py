"""The command line ``windowdesk-county``: run the platform, and do the office's work on it.

Every command works on the same database while the server runs. Exit status: 0 done, 2 wrong
line, 3 refused or unknown (one sentence on standard error; of a stick, what was not taken), 4 the reconciliation found differences.
"""

from __future__ import annotations

import argparse
import functools
import json
import logging
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.exc import OperationalError

from county.commands import COMMANDS, CORRECTION_DAYS, NotAllTaken
from county.connectors.commands import REFUSALS, Different
from county.connectors.line import add_lines
from county.office import Unknown
from county.packs import PackRefused, publish_keys
from county.place import MEBIBYTE, Limits, NewerDatabase, open_county
from county.problems import Problem
from county.whereabouts import DatabaseNotSaid, Whereabouts, settled

REFUSED = 3
DIFFERENT = 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; gives the exit status."""
    line = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        place = settled(Path(line.data), Whereabouts(line.database, line.files), keep=line.command in {"init", "serve"})
        line.database, line.files = place.database, place.files
        return _run(line)
    except (Problem, Unknown, PackRefused, NewerDatabase, DatabaseNotSaid, *REFUSALS) as error:
        said = f"{error.body['title']}{error.body['detail']}" if isinstance(error, Problem) else str(error)
        print(said, file=sys.stderr)
        return REFUSED
    except OperationalError as error:
        print(f"数据库现在用不了（{str(error.orig).splitlines()[0]}）。请检查地址和数据库服务。", file=sys.stderr)
        return REFUSED


def _run(line: argparse.Namespace) -> int:
    county = open_county(Path(line.data), line.database, files=line.files, limits=_limits(line))
    try:
        publish_keys(county)
        if line.command != "serve":
            status, (facts, sentences) = 0, COMMANDS[line.command](county, line)
    except Different as found:
        status, (facts, sentences) = DIFFERENT, found.said
    except NotAllTaken as found:
        status, (facts, sentences) = REFUSED, found.said
    finally:
        county.close()
    if line.command == "serve":
        return _serve(line)
    _say(json.dumps(facts, ensure_ascii=False) if line.json else "\n".join(sentences))
    return status


def _say(text: str) -> None:
    """Print it; who reads may have seen enough (``head``): the work is done all the same."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # At its end Python flushes what it still holds: that must not fail a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _serve(line: argparse.Namespace) -> int:
    from county.server import Address, Serving, serve  # the web framework takes half a second; the office needs none

    serving = Serving(
        data=Path(line.data),
        database=line.database,
        files=line.files,
        limits=_limits(line),
        address=Address(line.host, line.port, line.certificate, line.key),
        at_once=line.at_once,
        drop_every=line.drop_after_commit,
    )
    serve(serving, line.workers)
    return 0


def _limits(line: argparse.Namespace) -> Limits:
    if line.command != "serve":
        return Limits()
    return Limits(
        body=line.max_body * MEBIBYTE,
        upload=line.max_upload * MEBIBYTE,
        safe_lag=line.safe_lag,
        public_url=line.public_url,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("windowdesk-county", description="县平台参考实现：运行平台，办理县里的操作。")
    parser.add_argument("--data", default=os.environ.get("WINDOWDESK_COUNTY_DATA", "county-data"), help="数据目录")
    parser.add_argument(
        "--database",
        default=os.environ.get("WINDOWDESK_COUNTY_DATABASE", ""),
        help="数据库地址（默认用 init 或 serve 时写的，没有写过就用数据目录里的 SQLite）",
    )
    parser.add_argument(
        "--files",
        default=os.environ.get("WINDOWDESK_COUNTY_FILES", ""),
        help="材料存放处，如 s3://桶/前缀（默认用 init 或 serve 时写的，没有写过就在数据目录）",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    _serve_line(commands)
    _station_lines(commands)
    _case_lines(commands)
    _other_lines(commands)
    add_lines(functools.partial(_new, commands))
    return parser


_Commands = argparse._SubParsersAction


def _new(commands: _Commands[argparse.ArgumentParser], name: str, words: str) -> argparse.ArgumentParser:
    """A command that takes the common options after its name as well."""
    parser = commands.add_parser(name, help=words, description=words)
    for option in ("--data", "--database", "--files"):
        parser.add_argument(option, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="输出 JSON")
    return parser


def _serve_line(commands: _Commands[argparse.ArgumentParser]) -> None:
    _new(commands, "init", "建立数据目录、密钥和数据库")
    serving = _new(commands, "serve", "运行平台；先打印一行 JSON，内有端口")
    serving.add_argument("--host", default="127.0.0.1", help="监听地址")
    serving.add_argument("--port", type=int, default=8443, help="端口；0 为任意空闲端口")
    serving.add_argument("--workers", type=_count, default=1, metavar="N", help="服务进程数；多进程宜用 PostgreSQL")
    serving.add_argument("--certificate", default="", help="TLS 证书（PEM）")
    serving.add_argument("--key", default="", help="TLS 私钥（PEM）")
    serving.add_argument("--public-url", default="", help="站点看到的地址；登录凭证必须写明它")
    serving.add_argument("--max-body", type=_count, default=8, metavar="MB", help="一次上报的上限")
    serving.add_argument("--max-upload", type=_count, default=512, metavar="MB", help="单个文件的上限")
    serving.add_argument("--at-once", type=int, default=0, metavar="N", help="每个进程同时处理的请求数；不填为默认值")
    serving.add_argument("--safe-lag", type=int, default=0, metavar="秒", help="多久以后才算有了第二份（异步备库用）")
    serving.add_argument(
        "--drop-after-commit", type=int, default=0, metavar="N", help="演练：每第 N 次上报或传文件，提交后断线不回答"
    )


def _station_lines(commands: _Commands[argparse.ArgumentParser]) -> None:
    code = _new(commands, "code", "发登记码")
    code.add_argument("--name", required=True, help="站点名称")
    code.add_argument("--region", required=True, type=_region, help="12 位区划代码")
    code.add_argument("--kind", choices=("village", "township"), default="village", help="村室或乡镇中心")
    code.add_argument("--agency", required=True, help="机构名称")
    code.add_argument("--receives-for", choices=("applicant", "agency"), help="代申请人还是代机关收件")
    code.add_argument("--device", default="", help="两位设备号；不填自动给")
    code.add_argument("--window", default="1")
    code.add_argument("--hotline", default="12345")
    code.add_argument("--entrance", default="", help="统一入口地址")
    code.add_argument("--query-ways", default="到本窗口或拨打 12345 查询")
    _new(commands, "stations", "列出站点")
    stop = _new(commands, "stop", "停用站点的上报，或恢复")
    stop.add_argument("station")
    stop.add_argument("--reason", default="")
    stop.add_argument("--lift", action="store_true", help="恢复")
    _new(commands, "revoke", "注销站点").add_argument("station")


def _case_lines(commands: _Commands[argparse.ArgumentParser]) -> None:
    register = _new(commands, "register", "登记办件，给正式受理编号")
    which = register.add_mutually_exclusive_group(required=True)
    which.add_argument("--all", action="store_true", help="全部等待登记的")
    which.add_argument("number", nargs="*", default=[], help="办件号码")
    correct = _case(commands, "correct", "要求补正")
    correct.add_argument(
        "--line", nargs=4, action="append", required=True, metavar=("材料编号", "名称", "问题", "要求"), help="可写多次"
    )
    correct.add_argument("--due", type=_day, help=f"期限，默认 {CORRECTION_DAYS} 天后")
    correct.add_argument("--how", default="到原窗口补交")
    review = _case(commands, "prereview", "预审意见")
    review.add_argument("--failed", action="store_true", help="没有通过")
    review.add_argument("--opinion", default="")
    accept = _case(commands, "accept", "受理")
    accept.add_argument("--with-gaps", action="store_true", help="容缺受理")
    state = _case(commands, "status", "其他状态（S60 审查中，S70 特别程序，S75 延期，S92 终止 等）")
    state.add_argument("state")
    for parser in (accept, state):
        parser.add_argument("--due", type=_day, help="到期日")
        parser.add_argument("--note", default="", help="给申请人的说明")
    for name, words in (("refuse", "不予受理"), ("reject", "平台退回")):
        _case(commands, name, words).add_argument("--note", required=True, help="原因，给申请人看")
    complete = _case(commands, "complete", "办结")
    complete.add_argument("--result", required=True, help="结果名称")
    complete.add_argument("--result-number", default="", help="结果编号")
    complete.add_argument("--not-granted", action="store_true", help="不予许可")
    complete.add_argument("--note", default="")
    complete.add_argument("--page", action="append", default=[], metavar="文件", help="结果文件，可写多次")
    show = _case(commands, "show", "看一件的内容")
    show.add_argument("--into", metavar="文件夹", default="", help="扫描件写到这里，还没到的写预览图；自己保管好")
    _new(commands, "cases", "列出办件")
    _new(commands, "blobs", "列出文件")


def _other_lines(commands: _Commands[argparse.ArgumentParser]) -> None:
    notice = _new(commands, "notice", "发通知")
    notice.add_argument("--title", required=True)
    notice.add_argument("--text", required=True)
    notice.add_argument("--to", action="append", default=[], metavar="站点", help="可写多次；不写为全部站点")
    _new(commands, "publish-catalogue", "发布事项库目录").add_argument("folder")
    _new(commands, "publish-calendar", "发布工作日历").add_argument("file", nargs="+")
    relay = _new(commands, "relay", "优盘交换：收下各站点的上报文件，写出回执")
    relay.add_argument("act", choices=("import", "read"), help="import 收下；read 只看不收")
    relay.add_argument("file", nargs="+", help="上报文件，或放它们的文件夹")
    where = relay.add_mutually_exclusive_group(required=True)
    where.add_argument("--reply", metavar="文件夹", help="import：回执写到这里")
    where.add_argument("--into", metavar="文件夹", help="read：内容写到这里，自己保管好")
    relay.add_argument("--slip", metavar="文件", default="", help="import：把交接单写成网页文件，用浏览器打印")
    program = _new(commands, "publish-program", "发布程序本身，各平台一个文件")
    program.add_argument("--version", required=True, type=_count, help="版本号，只能变大")
    program.add_argument("file", nargs="+", metavar="平台=文件", help="例如 linux-x86_64=windowdesk.tar.gz")
    _new(commands, "publish-settings", "发布站点设置（热线、统一入口、查询方式等）").add_argument("file")
    epoch = _new(commands, "epoch", "看纪元；从备份恢复后换新纪元")
    epoch.add_argument("--restore", action="store_true", help="数据库刚从备份恢复")


def _case(commands: _Commands[argparse.ArgumentParser], name: str, words: str) -> argparse.ArgumentParser:
    parser = _new(commands, name, words)
    parser.add_argument("number", help="临时收件号、正式受理编号或办件标识")
    return parser


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("要填正整数")
    return int(text)


def _region(text: str) -> str:
    if len(text) != 12 or not text.isdigit():
        raise argparse.ArgumentTypeError("要填 12 位区划代码")
    return text


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


if __name__ == "__main__":
    sys.exit(main())
