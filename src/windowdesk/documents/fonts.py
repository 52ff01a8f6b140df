"""Fonts for paper: those shipped with the program first, then the PC's own, by coverage.

Which files, in which order, stands in ``resources/fonts/order.json``: a site that has a certified
GB 18030-2022 font puts its file name there. A character is drawn with the first font that has
it; a large font for rare characters is opened only when an earlier one lacks something.
"""

from __future__ import annotations

import functools
import json
import logging
import os
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from windowdesk import assets
from windowdesk.documents.font_cmap import Coverage, UnusableFont, read_coverage
from windowdesk.errors import FONT_ABSENT, InputRefused

_log = logging.getLogger(__name__)

ORDER_FILE = "order.json"
_NAMED_AT_MOST = 8
"""So many missing characters are named in a message; a page of them helps nobody."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font: a file, and which of its fonts where it is a collection."""

    path: Path
    index: int = 0

    @property
    def name(self) -> str:
        """A name of its own for the PDF writer, for example ``LXGWWenKai-Regular``."""
        return f"{self.path.stem}-{self.index}" if self.path.suffix.lower() == ".ttc" else self.path.stem

    def covers(self, character: str) -> bool:
        """Whether the font draws ``character``; False for a font that cannot be used at all."""
        coverage = _coverage(self.path, self.index)
        return coverage is not None and ord(character) in coverage


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one font."""

    face: Face
    text: str


class Fonts:
    """Fonts in order of preference, for text and for titles (which fall back to those for text)."""

    def __init__(self, text: Sequence[Face], title: Sequence[Face] = ()) -> None:
        self._text = tuple(text)
        self._title = (*title, *self._text)

    def face_for(self, character: str, *, title: bool = False) -> Face | None:
        """The first font that draws ``character``."""
        return next((face for face in (self._title if title else self._text) if face.covers(character)), None)

    def runs(self, text: str, *, title: bool = False) -> list[Run]:
        """``text`` cut where the font changes; a variation selector that no font knows is left out.

        Raises:
            InputRefused: D801 with the code points that no font draws.
        """
        runs: list[Run] = []
        missing: list[str] = []
        for character in text:
            face = self._near(character, runs) or self.face_for(character, title=title)
            if face is None:
                if not _is_variation(character):
                    missing.append(character)
            elif runs and runs[-1].face == face:
                runs[-1] = Run(face, runs[-1].text + character)
            else:
                runs.append(Run(face, character))
        if missing:
            raise InputRefused(FONT_ABSENT, characters=code_points(missing))
        return runs

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of ``text`` that no font draws, each once, in order."""
        absent = (c for c in text if self.face_for(c) is None and not _is_variation(c) and c != "\n")
        return tuple(dict.fromkeys(absent))

    def _near(self, character: str, runs: list[Run]) -> Face | None:
        """A space stays in the font it stands in: fewer runs, same look."""
        return runs[-1].face if runs and character == " " and runs[-1].face.covers(character) else None


def code_points(characters: Iterable[str]) -> str:
    """``U+20164 U+2B5AF`` … for a message: what cannot be drawn on paper may not draw on screen."""
    codes = list(dict.fromkeys(f"U+{ord(character):04X}" for character in characters))
    more = " …" if len(codes) > _NAMED_AT_MOST else ""
    return " ".join(codes[:_NAMED_AT_MOST]) + more


def folders() -> tuple[Path, ...]:
    """Where fonts may lie, the shipped folder first, then Debian, Kylin and UOS, then Windows."""
    home = Path.home()
    found = [assets.resource("fonts")]
    if os.name == "nt":
        windows = Path(os.environ.get("WINDIR", "C:/Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        return (*found, windows / "Fonts", local / "Microsoft/Windows/Fonts")
    return (
        *found,
        home / ".local/share/fonts",
        home / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
    )


def find(where: Sequence[Path], order: Path | None = None) -> Fonts:
    """The fonts of the order file that lie in or below the folders ``where``, earlier folders first."""
    wanted = json.loads((order or assets.resource("fonts", ORDER_FILE)).read_text("utf-8"))
    names = {entry.partition("#")[0].lower() for entries in wanted.values() for entry in entries}
    files: dict[str, Path] = {}
    for folder in where:
        for parent, _, found in os.walk(folder):
            for name in found:
                if name.lower() in names:
                    files.setdefault(name.lower(), Path(parent, name))
    return Fonts(_faces(wanted["text"], files), _faces(wanted["title"], files))


@functools.cache
def installed() -> Fonts:
    """The fonts of this PC, looked for once."""
    return find(folders())


def _faces(entries: Iterable[str], files: dict[str, Path]) -> list[Face]:
    split = (entry.partition("#") for entry in entries)
    return [Face(files[name.lower()], int(index or 0)) for name, _, index in split if name.lower() in files]


@functools.cache
def _coverage(path: Path, index: int) -> Coverage | None:
    try:
        return read_coverage(path, index)
    except (UnusableFont, OSError) as trouble:
        _log.warning("font %s is not used: %s", path.name, trouble)
        return None


def _is_variation(character: str) -> bool:
    return unicodedata.name(character, "").startswith("VARIATION SELECTOR")
