"""The queue in plain words: what waits, why, what to do, and whether the PC may be switched off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from windowdesk.casework.desk import Desk


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case (or its scans) that waits."""

    case_id: str
    number: str
    name_masked: str
    item_name: str
    what: str
    """What waits: 收件, 补正, 材料图片 3 张 …"""
    reason: str
    """One plain sentence."""
    to_do: str
    code: str
    """Stable code of the reason; empty: simply its turn has not come."""
    next_at: datetime | None
    since: datetime
    mark: str
    """Age of the oldest: ``yellow`` over 1 working day, ``red`` over 3 (B.2 rule 3); empty: fresh."""
    needs_person: bool


@dataclass(frozen=True, slots=True)
class QueueView:
    """Two lights and a lamp, never mixed: the line, what waits, safe to switch off."""

    network: str
    """``up``, ``down``, ``unknown``."""
    network_words: str
    last_success: datetime | None
    waiting: int
    """Cases the county has not proved yet."""
    waiting_pages: int
    """Scans that are not at the county yet."""
    waiting_words: str
    """未上报 3 件 or 全部已上报."""
    safe: bool
    safe_words: str
    rows: tuple[QueueRow, ...]


def view(desk: Desk) -> QueueView:
    """Read the queue."""
    raise NotImplementedError


def safe_to_switch_off(desk: Desk) -> bool:
    """No draft field is unsaved, no unit of work is open, both copies agree. Cheap; any thread."""
    raise NotImplementedError
