"""Code lists (代码表): words of the contract on one side, codes of the county's own system on the other.

Each list is a file in ``codes/``, or in a folder of the county's own that goes over it. Nothing is guessed:
a code that a list does not hold is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).resolve().parent / "codes"
"""The lists that come with the platform."""

FIXED = frozenset({"satisfaction-1-best", "satisfaction-5-best"})
"""Lists that no county may replace: choose the scale by its name instead."""


class UnknownCode(Exception):
    """A code that the list does not hold (Chinese, for the office)."""


class BadCodeList(Exception):
    """A file that is no code list, or one that means two things at once (Chinese, for the office)."""


@dataclass(frozen=True, slots=True)
class Code:
    """One line of a list."""

    ours: str
    theirs: str
    words: str


@dataclass(frozen=True, slots=True)
class CodeList:
    """One list. ``way``: ``both``, or ``out`` where several of ours have one code and nothing comes back."""

    name: str
    title: str
    way: str
    codes: tuple[Code, ...]
    left_out: frozenset[str] = frozenset()
    """Words of ours that have no code there, each for a reason that stands in the file."""
    contract: str = ""
    """Schema file and JSON pointer of the words of ours; empty: they are this platform's own."""
    direction: Mapping[str, str] = field(default_factory=dict)
    """Of a scale: its ``best`` and its ``worst`` code."""

    def out(self, ours: str) -> str:
        """The code for a word of ours.

        Raises:
            UnknownCode: the list has none.
        """
        for code in self.codes:
            if code.ours == ours:
                return code.theirs
        raise UnknownCode(f"代码表“{self.title}”里没有“{ours}”。")

    def back(self, theirs: str) -> str:
        """The word of ours for a code.

        Raises:
            UnknownCode: the list has none, or is not for this way.
        """
        if self.way == "both":
            for code in self.codes:
                if code.theirs == theirs:
                    return code.ours
        raise UnknownCode(f"代码表“{self.title}”里没有代码“{theirs}”。")


def read_list(file: Path) -> CodeList:
    """One file.

    Raises:
        BadCodeList: it is none.
    """
    try:
        told: dict[str, Any] = json.loads(file.read_text("utf-8"))
        found = CodeList(
            name=told["list"],
            title=told["title"],
            way=told["way"],
            codes=tuple(Code(str(one["ours"]), str(one["theirs"]), one["words"]) for one in told["codes"]),
            left_out=frozenset(one["ours"] for one in told.get("none", ())),
            contract=told.get("contract", ""),
            direction=told.get("direction", {}),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadCodeList(f"读不了代码表 {file.name}（{error!r}）。") from error
    _check(file, found)
    return found


def _check(file: Path, found: CodeList) -> None:
    ours = [one.ours for one in found.codes]
    theirs = [one.theirs for one in found.codes]
    if found.name != file.stem or found.way not in ("both", "out") or not found.codes:
        raise BadCodeList(f"代码表 {file.name} 的名称或方向不对。")
    if len(set(ours)) != len(ours) or found.left_out & set(ours):
        raise BadCodeList(f"代码表 {file.name} 里同一个词写了两次。")
    if found.way == "both" and len(set(theirs)) != len(theirs):
        raise BadCodeList(f"代码表 {file.name} 里同一个代码写了两次，回来时分不清。")


def load_lists(own: Path | None = None) -> dict[str, CodeList]:
    """All lists by name; those in ``own`` (the county's folder) go over the shipped ones.

    Raises:
        BadCodeList: a file is no list, replaces a fixed one or none, or leaves a word out.
    """
    lists = {file.stem: read_list(file) for file in sorted(SHIPPED.glob("*.json"))}
    for file in sorted(own.glob("*.json")) if own else ():
        if file.stem in FIXED or file.stem not in lists:
            raise BadCodeList(f"代码表 {file.name} 不能由县里改写。")
        changed = read_list(file)
        usual = lists[file.stem]
        if {one.ours for one in changed.codes} | changed.left_out != {one.ours for one in usual.codes} | usual.left_out:
            raise BadCodeList(f"代码表 {file.name} 里的词和平台的不一样。")
        if changed.way != usual.way:
            raise BadCodeList(f"代码表 {file.name} 的方向和平台的不一样。")
        lists[file.stem] = changed
    return lists
