"""The lasting log of exchanges in plain words (上报记录): when, which way, how it ended, what moved, how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from windowdesk.casework.desk import Desk
from windowdesk.domain.data_budget import megabytes
from windowdesk.domain.exchange_log import LINE, STICK_DOWN, STICK_UP, WAY_WORDS, Exchanged
from windowdesk.domain.waiting_reasons import of_failure

MOST_ROWS = 1000
"""In the window; the command gives everything that is kept."""
ALL_ROWS = 100_000
_BY_STICK = {STICK_UP: "已写好，等县里回执。", STICK_DOWN: "回执读完了。"}


@dataclass(frozen=True, slots=True)
class LogRow:
    """One exchange, ready to be shown."""

    at: datetime
    ended: datetime | None
    way: str
    """网络, 写优盘, 读优盘."""
    result: str
    """How it ended, one sentence."""
    moved: str
    """What went up and came down; empty: nothing."""
    size: str
    """Bytes both ways in words."""
    proof: str
    """The county's proof number of the newest event it accepted; empty: none."""
    went_well: bool
    code: str
    times: int


def rows(desk: Desk, limit: int = MOST_ROWS) -> list[LogRow]:
    """Newest first."""
    with desk.store.reading() as view:
        newest = view.exchanges.newest(limit)
    return [_row(one) for one in newest]


def _row(one: Exchanged) -> LogRow:
    return LogRow(
        at=one.began,
        ended=one.ended,
        way=WAY_WORDS[one.way],
        result=_result(one),
        moved=_moved(one),
        size=f"上 {_size(one.up)}，下 {_size(one.down)}" if one.way == LINE else megabytes(one.up) if one.up else "",
        proof=one.proof,
        went_well=one.ended is not None and not one.code,
        code=one.code,
        times=one.times,
    )


def _result(one: Exchanged) -> str:
    if one.ended is None:
        return "没有做完。"
    if not one.code and one.way != LINE:
        return _BY_STICK[one.way]
    if not one.code:
        return "全部办完。" if one.outcome == "idle" else "还有在等的。"
    reason = of_failure(one.code, one.facts).happened
    return f"{reason}（连续 {one.times} 次）" if one.times > 1 else reason


def _moved(one: Exchanged) -> str:
    parts = (
        (one.events, "报上 {} 条"),
        (one.files, "材料 {} 个"),
        (one.accepted, "县里收下 {} 条"),
        (one.rejected, "退回 {} 条"),
        (one.news, "收到消息 {} 条"),
        (len(one.packs), "更新 {} 项"),
    )
    return "，".join(words.format(number) for number, words in parts if number)


def _size(size: int) -> str:
    return megabytes(size) if size >= 100_000 else f"{max(1, size // 1000)} KB"
