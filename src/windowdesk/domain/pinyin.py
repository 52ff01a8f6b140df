"""Search by the first letters of pinyin (拼音首字母): ``gljt`` finds 高龄津贴.

A character with several readings is found under each of them, in names too, where the rare
reading is often the right one (单 as shàn, 解 as xiè). The table comes from
``resources/pinyin/initials.txt``; whoever calls reads the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from windowdesk.domain.search_text import normalise

MOST_READINGS = 32


@dataclass(frozen=True, slots=True, eq=False)
class InitialsTable:
    """For each letter the characters whose usual reading begins with it, and the other ones.

    Searched as text: no dictionary of forty thousand entries is built for one search.
    """

    usual: tuple[tuple[str, str], ...]
    other: tuple[tuple[str, str], ...]

    def of(self, character: str) -> str:
        """The initials of one character, the usual one first; empty when it has none."""
        if character.isascii():
            return character if character.isalnum() else ""
        return _look_up(self, character)


def initials_table(text: str) -> InitialsTable:
    """The table in the text of ``initials.txt``: lines of letter, tab, usual, tab, other characters.

    Raises:
        ValueError: a line has another form.
    """
    usual: list[tuple[str, str]] = []
    other: list[tuple[str, str]] = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            letter, often, seldom = line.split("\t")
            usual.append((letter, often))
            other.append((letter, seldom))
    return InitialsTable(tuple(usual), tuple(other))


def readings(text: str, table: InitialsTable, most: int = MOST_READINGS) -> tuple[str, ...]:
    """Every way to write ``text`` in initials, the most usual first, at most ``most`` of them.

    Letters and digits stand for themselves; characters without a reading are left out.
    """
    found: list[tuple[int, str]] = [(0, "")]
    for character in normalise(text):
        letters = table.of(character)
        if letters:
            longer = [(rare + (n > 0), start + letter) for rare, start in found for n, letter in enumerate(letters)]
            found = sorted(longer, key=lambda pair: pair[0])[:most]
    return tuple(dict.fromkeys(start for _, start in found if start))


def matches(typed: str, text: str, table: InitialsTable) -> bool:
    """Do the typed letters stand in ``text`` one after the other, in any of the readings?"""
    letters = normalise(typed)
    columns = [column for column in map(table.of, normalise(text)) if column]
    starts = range(len(columns) - len(letters) + 1)
    return bool(letters) and any(
        all(letter in columns[start + n] for n, letter in enumerate(letters)) for start in starts
    )


@lru_cache(maxsize=8192)
def _look_up(table: InitialsTable, character: str) -> str:
    first = [letter for letter, characters in table.usual if character in characters]
    return "".join(first + [letter for letter, characters in table.other if character in characters])
