"""A signature by hand (手写签名) as a file: strokes with their timing, and the very sheet that was signed.

The file is JSON in UTF-8, keys in order, no white space; the same signature is always the same bytes::

    {"format": "windowdesk/signature", "version": 1, "signer": "applicant",
     "sheet": {"document": "application", "lines": [["申请人", "张三"], …], "declaration": "…"},
     "width": 6000, "height": 2000,
     "strokes": [[[x, y, t], [x, y, t, p], …], …]}

``x`` and ``y`` run from the upper left corner to ``width`` and ``height`` (no unit: only proportions count),
``t`` is milliseconds since the pen first came down, ``p`` the pressure from 0 to 1000 where the pen tells it.
The digest of a sheet is the SHA-256 of its own object written the same way. With the text beside the ink
anybody can prove, years later, what was signed: one changed letter is another digest (电子签名法 art. 13).
"""

from __future__ import annotations

import hashlib
import itertools
import json
import math
from dataclasses import dataclass
from datetime import date
from typing import Any

from windowdesk.errors import SIGNATURE_EMPTY, SIGNATURE_UNREADABLE, InputRefused

MEDIA_TYPE = "application/vnd.windowdesk.signature+json"
FORMAT = "windowdesk/signature"
VERSION = 1

LARGEST_SIDE = 65_535
MOST_STROKES = 500
MOST_POINTS = 20_000
LONGEST_MS = 3_600_000
FULL_PRESSURE = 1000
SIGNERS = {"applicant": "申请人", "agent": "代办人"}
DOCUMENTS = {"application": "申请表", "authority": "代办委托书"}
LEAST_INK = 0.1
"""Length of all strokes, in widths of the pad, below which nobody can have written a name."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where the pen was, when, and how hard it was pressed (0 to 1000; None: it does not tell)."""

    x: int
    y: int
    t: int
    pressure: int | None = None


Stroke = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Ink:
    """What was written on a pad of ``width`` by ``height``."""

    width: int
    height: int
    strokes: tuple[Stroke, ...]

    def length(self) -> float:
        """Length of all strokes, in widths of the pad."""
        steps = (
            math.hypot(there.x - here.x, there.y - here.y)
            for stroke in self.strokes
            for here, there in itertools.pairwise(stroke)
        )
        return sum(steps) / self.width


@dataclass(frozen=True, slots=True)
class DatedInk:
    """A signature to be drawn on a document, and the day it was given."""

    ink: Ink
    day: date


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet: ``value`` in full is what is signed, ``shown`` stands masked before the villager's eyes."""

    label: str
    value: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is signed: the lines of a document and the declaration below them."""

    document: str
    lines: tuple[Line, ...]
    declaration: str

    def digest(self) -> str:
        """SHA-256 in hex of what is signed; how it was masked does not count."""
        return hashlib.sha256(_bytes(_sheet_json(self))).hexdigest()


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature file: who signed which sheet, and the ink."""

    signer: str
    sheet: Sheet
    ink: Ink


def encode(signed: Signed) -> bytes:
    """The bytes of a signature file."""
    return _bytes({"signer": signed.signer, "sheet": _sheet_json(signed.sheet), **_ink_json(signed.ink)})


def decode(content: bytes) -> Signed:
    """The signature in a file.

    Raises:
        InputRefused: N741, it is no signature file, or one of a newer program.
    """
    data = _loaded(content)
    signer, sheet = data.get("signer"), data.get("sheet")
    if signer not in SIGNERS or not isinstance(sheet, dict):
        raise InputRefused(SIGNATURE_UNREADABLE, reason="没有写明谁签了什么")
    return Signed(str(signer), _sheet(sheet), _ink(data))


def decode_ink(content: bytes) -> Ink:
    """Only the ink of a file; who signed what need not stand in it. For pads that write files of their own.

    Raises:
        InputRefused: N741.
    """
    return _ink(_loaded(content))


def check_written(ink: Ink) -> None:
    """Refuse what cannot be a name.

    Raises:
        InputRefused: N740.
    """
    if ink.length() < LEAST_INK:
        raise InputRefused(SIGNATURE_EMPTY)


def _whole(text: str) -> str:
    """``text`` as UTF-8 can hold it: half a character from a faulty chip becomes U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _bytes(plain: dict[str, Any]) -> bytes:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _sheet_json(sheet: Sheet) -> dict[str, Any]:
    lines = [[_whole(one.label), _whole(one.value)] for one in sheet.lines]
    return {"document": sheet.document, "lines": lines, "declaration": sheet.declaration}


def _ink_json(ink: Ink) -> dict[str, Any]:
    def point(one: Point) -> list[int]:
        return [one.x, one.y, one.t, *([] if one.pressure is None else [one.pressure])]

    strokes = [[point(one) for one in stroke] for stroke in ink.strokes]
    return {"format": FORMAT, "version": VERSION, "width": ink.width, "height": ink.height, "strokes": strokes}


def _loaded(content: bytes) -> dict[str, Any]:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as wrong:
        raise InputRefused(SIGNATURE_UNREADABLE, reason="不是签名文件") from wrong
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputRefused(SIGNATURE_UNREADABLE, reason="不是签名文件")
    if data.get("version") != VERSION:
        raise InputRefused(SIGNATURE_UNREADABLE, reason="是新版程序写的")
    return data


def _sheet(data: dict[str, Any]) -> Sheet:
    document, lines, declaration = data.get("document"), data.get("lines"), data.get("declaration")
    if document not in DOCUMENTS or not isinstance(declaration, str) or not isinstance(lines, list):
        raise InputRefused(SIGNATURE_UNREADABLE, reason="没有写明谁签了什么")
    if not all(isinstance(one, list) and len(one) == 2 and all(isinstance(text, str) for text in one) for one in lines):
        raise InputRefused(SIGNATURE_UNREADABLE, reason="没有写明谁签了什么")
    return Sheet(str(document), tuple(Line(label, value) for label, value in lines), declaration)


def _ink(data: dict[str, Any]) -> Ink:
    width: Any = data.get("width")
    height: Any = data.get("height")
    strokes = data.get("strokes")
    if not _whole_number(width, 1, LARGEST_SIDE) or not _whole_number(height, 1, LARGEST_SIDE):
        raise InputRefused(SIGNATURE_UNREADABLE, reason="没有写字板的大小")
    if not isinstance(strokes, list) or not 1 <= len(strokes) <= MOST_STROKES:
        raise InputRefused(SIGNATURE_UNREADABLE, reason="没有笔画或笔画太多")
    ink = Ink(width, height, tuple(_stroke(one, width, height) for one in strokes))
    times = [point.t for stroke in ink.strokes for point in stroke]
    if len(times) > MOST_POINTS or times != sorted(times):
        raise InputRefused(SIGNATURE_UNREADABLE, reason="笔画的时间不对")
    return ink


def _stroke(data: Any, width: int, height: int) -> Stroke:
    if not isinstance(data, list) or not data:
        raise InputRefused(SIGNATURE_UNREADABLE, reason="有空的笔画")
    most = (width, height, LONGEST_MS, FULL_PRESSURE)
    for one in data:
        fits = isinstance(one, list) and len(one) in (3, 4)
        if not fits or not all(_whole_number(part, 0, top) for part, top in zip(one, most, strict=False)):
            raise InputRefused(SIGNATURE_UNREADABLE, reason="有不对的笔画")
    return tuple(Point(*one) for one in data)


def _whole_number(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
