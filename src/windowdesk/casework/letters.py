"""Which characters (字) the words of the catalogue are written with."""

from __future__ import annotations

from collections import Counter

from windowdesk.casework.desk import Desk

HAN = ("\u4e00", "\u9fff")
"""The block in which the characters of everyday words stand."""
MOST = 1200
"""The sample catalogue has 800."""
LOOKED_AT = 40
"""Items; the others are written with much the same, and while they are read the desk does nothing else."""


def letters(desk: Desk) -> str:
    """Each once, the most frequent first."""
    with desk.store.reading() as view:
        items = [view.catalogue.item(row.code) for row in view.catalogue.items()[:LOOKED_AT]]
    first, last = HAN
    counted = Counter(letter for item in items for letter in str(item) if first <= letter <= last)
    return "".join(letter for letter, _ in counted.most_common(MOST))
