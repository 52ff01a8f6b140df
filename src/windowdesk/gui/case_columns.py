"""How cases and messages stand in a list."""

from __future__ import annotations

from windowdesk.casework.aside import AsideRow
from windowdesk.casework.exchange_log import LogRow
from windowdesk.casework.inbox import InboxRow
from windowdesk.casework.queue_view import QueueRow
from windowdesk.casework.rows import CaseRow
from windowdesk.clock import local_date_time
from windowdesk.gui.badge import MARK_ICONS, MARK_STATES
from windowdesk.gui.row_table import Column


def mark_icon(mark: str) -> tuple[str, str]:
    """Icon and colour of a traffic mark (B.4)."""
    return MARK_ICONS.get(mark, "none"), MARK_STATES.get(mark, "plain")


def _due_or_wait(row: CaseRow) -> str:
    """Short enough to stand in full at every text size; the case page says the rest."""
    if row.waiting:
        return row.waiting.partition("，")[0].rstrip("。")
    return row.due_words.partition("，")[0].removeprefix(f"{row.received_at.year}年")


CASE_COLUMNS = (
    Column("办到哪了", lambda row: row.state_words, lambda row: row.mark_words, lambda row: mark_icon(row.mark), 8),
    Column("申请人", lambda row: row.name_masked, lambda row: row.id_masked, width=10.5),
    Column("事项和号码", lambda row: row.item_name, lambda row: row.number),
    Column(
        "下一步",
        lambda row: row.next_step.partition("，")[0] or "不用处理",
        _due_or_wait,
        width=11,
        share=0.22,
    ),
)
"""A case in the worklist."""


INBOX_ICONS = {
    "rejected": ("bad", "bad"),
    "correction": ("note", "note"),
    "result": ("good", "good"),
    "deferral": ("wait", "note"),
    "print": ("print", "note"),
    "notice": ("info", "info"),
    "stop": ("bad", "bad"),
}


def _due(row: InboxRow) -> str:
    return f"{row.due.month}月{row.due.day}日前" if row.due else ""


INBOX_COLUMNS = (
    Column(
        "什么事",
        lambda row: row.title,
        lambda row: " · ".join(part for part in (row.name_masked, row.item_name) if part),
        lambda row: INBOX_ICONS.get(row.kind, ("info", "info")),
    ),
    Column("最晚哪天", lambda row: _due(row) or "不急", lambda row: row.mark_words, width=9),
)
"""A message in the inbox."""


def _next(row: QueueRow) -> str:
    return f"{local_date_time(row.next_at):%H:%M} 再试" if row.next_at else ""


def _queue_icon(row: QueueRow) -> tuple[str, str]:
    if row.needs_person:
        return ("bad", "bad")
    return ("note", "note") if row.mark else ("wait", "info")


QUEUE_COLUMNS = (
    Column(
        "要不要管",
        lambda row: "要处理" if row.needs_person else "加急" if row.urgent else "不用管",
        _next,
        _queue_icon,
        10,
    ),
    Column("哪一件", lambda row: row.name_masked, lambda row: row.what, width=11),
    Column("为什么等", lambda row: row.reason, lambda row: f"{row.item_name} {row.number}"),
)
"""What waits for the county."""


def _aside_icon(_: AsideRow) -> tuple[str, str]:
    return ("note", "plain")


ASIDE_COLUMNS = (
    Column("什么时候", lambda row: f"{local_date_time(row.at):%m月%d日 %H:%M}", lambda row: row.who, _aside_icon, 13),
    Column("哪一件", lambda row: row.name_masked, lambda row: row.what, width=11),
    Column("为什么不再处理", lambda row: row.reason, lambda row: f"{row.item_name} {row.number}"),
)
"""A rejected step that was put aside."""


def _log_icon(row: LogRow) -> tuple[str, str]:
    return ("good", "good") if row.went_well else ("note", "note")


LOG_COLUMNS = (
    Column(
        "什么时候",
        lambda row: f"{local_date_time(row.at):%m月%d日 %H:%M}",
        lambda row: row.way,
        _log_icon,
        13,
    ),
    Column("报了什么，收到什么", lambda row: row.moved or "没有内容", lambda row: row.size),
    Column("结果", lambda row: row.result, lambda row: f"县里的凭据 {row.proof}" if row.proof else ""),
)
"""The lasting log of exchanges (上报记录)."""
