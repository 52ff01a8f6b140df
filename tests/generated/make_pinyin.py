"""Make the table of pinyin initials: run this file; a test compares its text with the committed one.

Every character that pypinyin knows, with the first letter of each of its readings; readings of
surnames that it lacks come from ``resources/pinyin/surnames.txt``. Form of the table: one line a
letter: letter, tab, characters whose usual reading begins with it, tab, other characters.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "pinyin"
FILE, SURNAMES = FOLDER / "initials.txt", FOLDER / "surnames.txt"
HEAD = "# Made by tests/generated/make_pinyin.py from pypinyin 0.55.0 (MIT) and surnames.txt; do not edit.\n"


def letters(readings: str) -> list[str]:
    """First letters of the comma-separated readings, each once, the usual one first."""
    plain = (unicodedata.normalize("NFD", reading.strip())[:1].lower() for reading in readings.split(","))
    return list(dict.fromkeys(letter for letter in plain if "a" <= letter <= "z"))


def initials() -> dict[str, list[str]]:
    """Character to its initials, the usual one first."""
    found = {chr(code): letters(readings) for code, readings in sorted(pinyin_dict.items())}
    for line in SURNAMES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            characters, surname_letters = line.split("\t")
            for character, letter in zip(characters, surname_letters, strict=True):
                known = found.setdefault(character, [])
                if letter not in known:
                    known.append(letter)
    return {character: known for character, known in found.items() if known}


def text() -> str:
    """The whole file."""
    usual: dict[str, list[str]] = {chr(code): [] for code in range(ord("a"), ord("z") + 1)}
    other: dict[str, list[str]] = {letter: [] for letter in usual}
    for character, known in sorted(initials().items()):
        usual[known[0]].append(character)
        for letter in known[1:]:
            other[letter].append(character)
    lines = [f"{letter}\t{''.join(usual[letter])}\t{''.join(other[letter])}\n" for letter in usual]
    return HEAD + "".join(line for line in lines if len(line) > 4)


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
    sys.stdout.write(f"{FILE}\n")
