"""The two lights and the lamp at the foot of the window, never mixed: the line, what waits, safe to switch off;
and, when somebody should see to it, the paper of the receipt printer.

Read every few seconds, so everything here is counted by an index and no case is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from windowdesk.casework import paper_roll
from windowdesk.casework.desk import Desk
from windowdesk.clock import local_date_time
from windowdesk.domain.exchange_news import STATE_NAME, ExchangeState, Line, from_record

if TYPE_CHECKING:
    from windowdesk.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class DeskLights:
    """How things stand, in words."""

    network: str
    """``up``, ``down``, ``unknown``; ``training``: there is none."""
    network_words: str
    last_success: datetime | None
    waiting: int
    """Cases the county has not proved yet, or has rejected."""
    waiting_pages: int
    """Scans that are not at the county yet."""
    waiting_words: str
    """未上报 3 件 or 全部已上报; in training that nothing is."""
    safe: bool
    safe_words: str
    paper_words: str
    """纸卷还能打约 8 张; empty: the roll of the receipt printer needs nobody."""


def lights(desk: Desk) -> DeskLights:
    """Read them."""
    with desk.store.reading() as reading:
        return of(desk, reading)


def of(desk: Desk, reading: Unit) -> DeskLights:
    """The same in a reading that is open."""
    known = desk.exchange or from_record(reading.state.get(STATE_NAME))
    waiting, (files, _) = reading.outbox.cases_waiting(), reading.blobs.counts()
    rejected = len({one.case for one in reading.outbox.rejected()})
    safe = safe_to_switch_off(desk)
    roll = paper_roll.standing(reading, desk.settings.devices)
    return DeskLights(
        network="training" if desk.training else known.line.value,
        network_words="网络：演示不联网" if desk.training else _network_words(known),
        last_success=known.last_contact,
        waiting=waiting,
        waiting_pages=files,
        waiting_words="演示不上报" if desk.training else _waiting_words(waiting - rejected, rejected, files),
        safe=safe,
        safe_words="可以关机：屏幕上的内容都已存好两份。" if safe else "先别关机：正在保存。",
        paper_words=roll.light if roll is not None else "",
    )


def safe_to_switch_off(desk: Desk) -> bool:
    """No draft field is unsaved, no unit of work is open, both copies agree. Cheap; any thread."""
    return not (desk.unsaved or desk.store.busy()) and desk.store.copies_agree()


def _network_words(known: ExchangeState) -> str:
    if known.line is Line.DOWN and known.reason is not None:
        return f"网络：{known.line.words}。{known.reason.happened}"
    if known.line is Line.UNKNOWN and known.last_contact is not None:
        return f"网络：上次连通 {local_date_time(known.last_contact):%m月%d日 %H:%M}"
    return f"网络：{known.line.words}"


def _waiting_words(waiting: int, rejected: int, files: int) -> str:
    parts = [f"未上报 {waiting} 件"] if waiting > 0 else []
    parts += [f"被退回 {rejected} 件"] if rejected else []
    parts += [f"未传图片 {files} 张"] if files else []
    return "，".join(parts) or "全部已上报"
