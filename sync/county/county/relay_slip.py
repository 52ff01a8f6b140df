"""The county's hand-over slip (交接单): what was taken from a stick and what goes back on it, with places to sign.

A page of HTML with nothing beside it: every PC of an office opens and prints it, and it lays out tables and lines
to sign on, which plain text does not, without a PDF writer that this package would need for nothing else. It names
files, counts and check words; nothing of any case stands on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape

from county.place import CHINA
from county.relay_counter import Stick

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>优盘交接单（县里）</title>
<style>
@page {{ size: A4; margin: 20mm }}
body {{ font: 12pt/1.6 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #000 }}
h1 {{ text-align: center; font-size: 20pt }}
h2 {{ font-size: 13pt; margin: 8mm 0 2mm }}
table {{ width: 100%; border-collapse: collapse }}
td, th {{ border: 1px solid #000; padding: 1mm 2mm; text-align: left; font-size: 10.5pt; word-break: break-all }}
.words {{ white-space: nowrap }}
.sign span {{ display: inline-block; width: 45%; margin-top: 8mm; border-bottom: 1px solid #000 }}
section {{ break-inside: avoid }}
</style></head><body>
<h1>优盘交接单</h1>
<p>县里打印，{at}。内容已密封，路上谁也打不开。交接时核对件数和核对字。</p>
{sections}</body></html>
"""
_SIGN = '<p class="sign"><span>交出人签字：</span> <span>接收人签字：</span> <span>日期：</span></p>'
_NOT_TAKEN = {"look": "单独导出的一件，只供查看", "reply": "县里的回执"}
Row = tuple[str, str, str]
"""A file, what is in it or became of it, its check words."""


def page(stick: Stick, at: datetime) -> str:
    """The slip: one part to be signed for what came, one for what goes back; a part without files is left out."""
    parts = (("送来 → 县里", list(_came(stick))), ("县里 → 带回", list(_goes_back(stick))))
    sections = "".join(_section(title, rows) for title, rows in parts if rows)
    return _PAGE.format(at=f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}", sections=sections)


def _came(stick: Stick) -> Iterable[Row]:
    for one in stick.requests:
        what = f"登记申请，站点 {one['station']}" if not one["code"] else "登记申请，没有收下"
        yield one["file"], what, one["words"]
    for one in stick.bundles:
        if one["code"]:
            yield one["file"], _NOT_TAKEN.get(one["code"], "没有收下"), one["words"]
        else:
            yield (
                one["file"],
                f"站点 {one['station']} 第 {one['number']} 号，收下 {one['events']} 条，新材料 {one['files']} 个",
                one["words"],
            )


def _goes_back(stick: Stick) -> Iterable[Row]:
    for one in stick.replies:
        yield one["name"], f"{one['what']}，站点 {one['station']}", one["words"]


def _section(title: str, rows: list[Row]) -> str:
    lines = "".join(
        f'<tr><td>{place}</td><td>{escape(name)}</td><td>{escape(what)}</td><td class="words">{words}</td></tr>\n'
        for place, (name, what, words) in enumerate(rows, 1)
    )
    head = "<tr><th>序号</th><th>文件</th><th>内容</th><th>核对字</th></tr>\n"
    return f"<section><h2>{title}（共 {len(rows)} 个文件）</h2>\n<table>{head}{lines}</table>\n{_SIGN}</section>\n"
