"""The arguments of ``intake``: one for each thing the window asks."""

from __future__ import annotations

import argparse

from windowdesk.domain.case import Mode
from windowdesk.domain.people import IdKind

PERSON_FIELDS = ("name", "id_number", "sex", "birth", "nation", "address", "present_address", "mobile")
"""Fields of a person that may be given with ``--person`` and ``--agent``."""


def add(parser: argparse.ArgumentParser) -> None:
    """All of them."""
    parser.add_argument("--draft", metavar="ID", help="接着办这份草稿")
    goal = parser.add_mutually_exclusive_group()
    goal.add_argument("--item", metavar="CODE", help="事项编码、名称或拼音首字母")
    goal.add_argument("--package", metavar="CODE", help="一件事编码")
    _person(parser)
    _mode(parser)
    _form(parser)
    _materials(parser)
    _confirm(parser)


def _person(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("申请人")
    group.add_argument("--card", action="store_true", help="从读卡器读身份证或社会保障卡")
    group.add_argument("--reader-timeout", type=float, default=30.0, metavar="S", help="最多等几秒")
    group.add_argument("--use-card", action="store_true", help="和手填的不一样时以证件为准")
    group.add_argument("--person-name", metavar="NAME")
    group.add_argument("--id-number", metavar="NUMBER")
    group.add_argument("--id-number-again", metavar="NUMBER", help="手填号码要输入两遍")
    group.add_argument(
        "--check-override-reason", default="", metavar="TEXT", help="旧档案号码校验位不对，仍要采用的原因（记入办件）"
    )
    group.add_argument("--id-kind", choices=[one.value for one in IdKind], help="证件种类代码，例如 111")
    group.add_argument("--no-card-reason", default="", help="为什么没有读卡")
    group.add_argument("--person", action="append", default=[], metavar="FIELD=VALUE", help="/".join(PERSON_FIELDS))
    phone = group.add_mutually_exclusive_group()
    phone.add_argument("--mobile", metavar="NUMBER")
    phone.add_argument("--no-mobile", action="store_true", help="无手机")


def _mode(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("收件方式")
    group.add_argument("--mode", choices=[one.value for one in Mode])
    group.add_argument("--agent", action="append", default=[], metavar="FIELD=VALUE", help="代办人，填法同 --person")
    group.add_argument("--agent-number-again", metavar="NUMBER", help="代办人号码再输一遍")
    group.add_argument("--agent-card", action="store_true", help="从读卡器读代办人的身份证或社会保障卡")
    group.add_argument("--agent-relation", default="", help="和申请人的关系")
    group.add_argument("--authority", action="append", default=[], metavar="FILE", help="签好的代办委托书")
    group.add_argument("--authority-signed", action="store_true", help="委托书已签字（纸质收取）")
    group.add_argument("--authority-until", metavar="DATE", help="委托到哪一天")
    group.add_argument("--visit-place", metavar="TEXT", help="上门地点")
    group.add_argument("--visit-staff", nargs=2, metavar=("A", "B"), help="上门的两个人")
    group.add_argument("--appointment", metavar="TEXT", help="预约号")


def _form(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("情形和表单")
    group.add_argument("--answer", action="append", default=[], metavar="QUESTION=OPTION")
    group.add_argument("--field", action="append", default=[], metavar="NAME=VALUE")
    group.add_argument("--form", metavar="FILE", help="表单内容（JSON 文件）")
    group.add_argument(
        "--fill-missing",
        choices=["none", "sample"],
        default="none",
        help="没填的情形和表单：none 不管，sample 填样例（只限演示区划 99）",
    )


def _materials(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("材料")
    group.add_argument("--material", action="append", default=[], metavar="ID=FILE", help="扫描件或照片")
    group.add_argument("--scan", action="append", default=[], metavar="ID", help="从扫描仪扫一页")
    group.add_argument("--paper", action="append", default=[], metavar="ID", help="收了纸质件")
    group.add_argument("--defer", action="append", default=[], metavar="ID=DATE", help="后补（承诺书已签字）")
    group.add_argument("--earlier", action="append", default=[], metavar="ID", help="用以前交过、仍有效的扫描件")


def _confirm(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("确认和打印")
    group.add_argument("--notice-read", action="store_true", help="已告知个人信息的用途")
    group.add_argument(
        "--signature",
        action="append",
        default=[],
        metavar="[WHERE=]FILE",
        help="手写签名文件；WHERE 写明签在哪里：application.applicant（申请表·申请人，不写就是它）、application.agent、"
        "authority.applicant（委托书·委托人）、authority.agent",
    )
    group.add_argument("--sign-on-paper", action="store_true", help="不用手写签名，都改在纸上签")
    group.add_argument("--duplicate-reason", metavar="TEXT", help="同一事项再办的原因")
    group.add_argument("--vertical-number", metavar="TEXT", help="上级专用系统里的编号")
    group.add_argument("--stop-before-save", action="store_true", help="只存草稿，先不收件")
    group.add_argument("--print", action=argparse.BooleanOptionalAction, default=True, dest="print_it", help="打印凭条")
