"""Search over cases and items, at each keystroke."""

from __future__ import annotations

from dataclasses import dataclass

from windowdesk.casework.desk import Desk
from windowdesk.casework.rows import CaseRow


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item or package in the list of items."""

    code: str
    name: str
    kind: str
    """``item`` or ``package`` (一件事)."""
    group: str
    state_words: str
    usable: bool
    """It can be filed here today."""
    limit_words: str
    proxy_words: str


def cases(desk: Desk, text: str, limit: int = 50) -> tuple[CaseRow, ...]:
    """Cases by any part of name, number, phone tail, item, or pinyin initials (all readings)."""
    raise NotImplementedError


def items(desk: Desk, text: str = "", limit: int = 50) -> tuple[ItemRow, ...]:
    """Items and packages by name part, code, pinyin initials or theme; empty text: all."""
    raise NotImplementedError
