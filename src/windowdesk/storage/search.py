"""Finding cases while somebody types: any part of a name, a number tail, pinyin initials.

Full-text search cuts words at spaces only, so what is to be found by any part is cut here:
names and item names into single characters, initials into single letters, numbers into
overlapping runs of three. What was typed is cut the same way and searched as a phrase.
(A trigram index does not find names of two characters; LIKE over it is silently empty on some
SQLite versions.)

Words of new cases are entered in batches, so that a save at the counter does not pay for them;
the few cases not entered yet are looked through one by one.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable

from windowdesk.storage.work import Work

BATCH = 64
"""So many cases may wait before their words are entered."""
SHORTEST_NUMBER = 3

_UNINDEXED = (
    "SELECT row, name, item_name, item_code, provisional, official, mobile, id_number"
    " FROM cases WHERE indexed = 0 ORDER BY row DESC"
)
_MATCH = "SELECT rowid FROM case_words WHERE case_words MATCH ? ORDER BY rowid DESC LIMIT ?"
_ENTER = "INSERT OR REPLACE INTO case_words(rowid, name, item, initials, numbers) VALUES (?, ?, ?, ?, ?)"
_DROPPED = dict.fromkeys(map(ord, string.punctuation + "·•‧・"))
_BREAK = " 0 "
"""Stands between readings and numbers, so that no phrase reaches across."""


def plain(text: str) -> str:
    """Text as it is compared: full-width made half-width, lower case, no dots, dashes or quotes."""
    return unicodedata.normalize("NFKC", text).lower().translate(_DROPPED)


def rows(work: Work, text: str, limit: int) -> list[int]:
    """Row numbers of the newest cases that hold every word of ``text``."""
    words = plain(text).split()
    phrases = [phrase for word in words for phrase in [_phrase(word)] if phrase]
    if not words or len(phrases) != len(words):
        return []
    found = {row for (row,) in work.sql(_MATCH, (" AND ".join(phrases), limit))}
    found.update(_in_waiting(work, words))
    return sorted(found, reverse=True)[:limit]


def enter_waiting(work: Work) -> int:
    """Enter the words of all cases that wait for it; returns how many."""
    waiting = _unindexed(work)
    for row, texts in waiting:
        work.sql("UPDATE cases SET indexed = 1 WHERE row = ?", (row,))
        work.sql(_ENTER, (row, *_document(work, *texts)))
    return len(waiting)


def _unindexed(work: Work) -> list[tuple[int, list[str]]]:
    return [(one[0], list(one[1:])) for one in work.sql(_UNINDEXED)]


def _document(
    work: Work, name: str, item_name: str, item_code: str, provisional: str, official: str, mobile: str, id_number: str
) -> tuple[str, str, str, str]:
    initials = [*work.surroundings.initials(name), *work.surroundings.initials(item_name)]
    numbers = (provisional, official, mobile, id_number, item_code)
    return (
        " ".join(plain(name).replace(" ", "")),
        " ".join(plain(item_name).replace(" ", "")),
        _BREAK.join(" ".join(plain(one)) for one in initials),
        _BREAK.join(_runs(plain(one)) for one in numbers if len(one) >= SHORTEST_NUMBER),
    )


def _runs(text: str) -> str:
    return " ".join(text[start : start + 3] for start in range(len(text) - 2))


def _phrase(word: str) -> str:
    """The search expression of one typed word; empty when it is too short to mean anything."""
    letters = f'{{name item initials}} : "{" ".join(word)}"'
    if not word.isascii():
        return f'{{name item}} : "{" ".join(word)}"'
    numbers = f'numbers : "{_runs(word)}"' if len(word) >= SHORTEST_NUMBER else ""
    if word.isalpha():
        return f"({letters} OR {numbers})" if numbers else f"({letters})"
    return numbers


def _in_waiting(work: Work, words: Iterable[str]) -> set[int]:
    found = set()
    for row, texts in _unindexed(work):
        name, item_name, *numbers = (plain(text) for text in texts)
        places = [name.replace(" ", ""), item_name.replace(" ", "")]
        initials = [*work.surroundings.initials(texts[0]), *work.surroundings.initials(texts[1])]
        if all(_holds(word, places, initials, numbers) for word in words):
            found.add(row)
    return found


def _holds(word: str, places: list[str], initials: list[str], numbers: list[str]) -> bool:
    if any(word in place for place in places) and (word.isalpha() or not word.isascii()):
        return True
    if not word.isascii():
        return False
    if word.isalpha() and any(word in plain(one) for one in initials):
        return True
    return len(word) >= SHORTEST_NUMBER and any(word in number for number in numbers)
