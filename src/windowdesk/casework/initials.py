"""Pinyin initials (拼音首字母) of a text by the shipped table, for the search index of the store."""

from __future__ import annotations

from collections.abc import Callable

from windowdesk import assets
from windowdesk.domain import pinyin


def shipped() -> Callable[[str], tuple[str, ...]]:
    """All readings of a text; the table is read at the first search, not at the start."""
    table: list[pinyin.InitialsTable] = []

    def initials(text: str) -> tuple[str, ...]:
        if not table:
            table.append(pinyin.initials_table(assets.resource("pinyin", "initials.txt").read_text("utf-8")))
        return pinyin.readings(text, table[0])

    return initials
