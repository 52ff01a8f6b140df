"""Which pages of a paper to print, as a person types it: ``1-2,4``."""

from __future__ import annotations

import re

from windowdesk.errors import PAGES_WRONG, InputRefused

_FULL_WIDTH = str.maketrans("０１２３４５６７８９，、；－—～至到", "0123456789,,,-----")
_PART = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")


def pages(text: str, count: int) -> str:
    """The pages as a print system wants them, in order and each once; empty: all.

    Raises:
        InputRefused: P318, not such a list, or a page that the paper has not.
    """
    plain = text.translate(_FULL_WIDTH).replace(" ", "").replace("第", "").replace("页", "")
    if not plain:
        return ""
    wanted: set[int] = set()
    for part in plain.split(","):
        found = _PART.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last <= count:
            raise InputRefused(PAGES_WRONG, pages=text.strip(), count=count)
        wanted.update(range(first, last + 1))
    return "" if len(wanted) == count else ",".join(_runs(sorted(wanted)))


def numbers(text: str, count: int) -> list[int]:
    """The numbers in what `pages` gave; all when it is empty."""
    if not text:
        return list(range(1, count + 1))
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def _runs(ordered: list[int]) -> list[str]:
    runs: list[tuple[int, int]] = []
    for number in ordered:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return [str(first) if first == last else f"{first}-{last}" for first, last in runs]
