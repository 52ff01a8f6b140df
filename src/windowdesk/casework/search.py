"""Search over cases and items, at each keystroke."""

from __future__ import annotations

from dataclasses import dataclass

from windowdesk.casework import item_words
from windowdesk.casework.desk import Desk
from windowdesk.casework.rows import CaseRow
from windowdesk.casework.worklist import full_rows
from windowdesk.domain.catalogue import Item, ItemState, Package, may_file_at, state_on
from windowdesk.domain.deadlines import limit_words
from windowdesk.domain.search_text import normalise


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
    with desk.store.reading() as view:
        return tuple(full_rows(desk, view, view.cases.search(text, limit)))


def items(desk: Desk, text: str = "", limit: int = 50) -> tuple[ItemRow, ...]:
    """Items and packages by name part, code, pinyin initials or theme; empty text: all."""
    with desk.store.reading() as view:
        found = [view.catalogue.item(row.code) for row in view.catalogue.search(text)]
        packages = [one for one in view.catalogue.packages() if _fits(one, text)]
    rows = [*(_package_row(one) for one in packages), *(_item_row(desk, one) for one in found if one is not None)]
    return tuple(rows[:limit])


def _fits(package: Package, text: str) -> bool:
    words = [normalise(word) for word in text.split()]
    place = normalise(f"{package.code}{package.name}一件事")
    return all(word in place for word in words)


def _package_row(package: Package) -> ItemRow:
    return ItemRow(package.code, package.name, "package", "一件事", "在用", True, limit_words(package.promised), "")


def _item_row(desk: Desk, item: Item) -> ItemRow:
    state = state_on(item, desk.today())
    here = may_file_at(item, desk.settings.site.region)
    usable = state is ItemState.ACTIVE and here and not item.vertical_system
    words = state.words if state is not ItemState.ACTIVE else ("在用" if here else "不在这里受理")
    return ItemRow(
        code=item.code,
        name=item.name,
        kind="item",
        group=item.group,
        state_words="在专用系统办理" if item.vertical_system and words == "在用" else words,
        usable=usable,
        limit_words=limit_words(item.promised),
        proxy_words=item_words.PROXY[item.proxy],
    )
