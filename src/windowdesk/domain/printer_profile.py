"""What one model of receipt printer can do, read from ``resources/printers/MODEL.json``.

A new model is a new file, no code (``docs/add-a-device.md``). A file that cannot be right is
refused with its place when it is read, never found out on paper.
"""

from __future__ import annotations

import enum
import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from windowdesk import assets
from windowdesk.domain.from_json import Misfit, build
from windowdesk.errors import PRINTER_MODEL_UNKNOWN, PRINTER_PROFILE_WRONG, InputRefused

FOLDER = "printers"
USUAL = "generic-80"
"""The model while nobody has chosen one."""
DOTS_PER_CELL = 12
DOTS_PER_MM = 8
"""203 dpi, which all models have."""
_LONGEST_ROLL_M = 200
_CHARSETS = frozenset({"gbk", "gb2312"})
_QUESTIONS = frozenset({1, 2, 3, 4})
_PAPERS = {58: range(320, 433), 80: range(496, 641)}
"""Printable dots that paper of that width can have at 203 dpi."""


class Cutter(enum.Enum):
    """What stands at the end of the paper's way."""

    NONE = "none"
    """A tear edge."""
    PARTIAL = "partial"
    FULL = "full"


class QrBy(enum.Enum):
    """Who draws a QR code."""

    NATIVE = "native"
    """The printer (GS ( k)."""
    RASTER = "raster"
    """We; it is sent as a picture."""


class Proof(enum.Enum):
    """The question that a printer answers only when all before it was taken from its buffer."""

    GS_R = "GS r"
    ESC_V = "ESC v"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Status:
    """Which questions about its state the printer answers."""

    real_time: tuple[int, ...]
    """Numbers of DLE EOT, of 1 to 4."""
    proof: Proof
    automatic: bool
    """Sends its state by itself once asked to (GS a)."""
    near_end: bool
    """Has a sensor for the last metres of the roll; without it these bits mean nothing."""

    @property
    def any(self) -> bool:
        """It answers something."""
        return bool(self.real_time) or self.automatic or self.proof is not Proof.NONE


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """One model."""

    model: str
    """Name of the file and of the address option ``?model=``."""
    name: str
    """For the list on the settings page."""
    note: str
    """Where this comes from and whether it was ever tried on the real thing."""
    paper_mm: int
    roll_m: int
    """Metres of paper on a new roll, while the station has not set its own (`windowdesk.domain.paper_roll`)."""
    width_dots: int
    """Printable dots in a row, a multiple of 8."""
    charset: str
    """Double-byte set in the printer's own font: ``gbk``, or ``gb2312`` on the cheapest ones."""
    code_page: int | None
    """Argument of ESC t for what is not Hanzi; null: left as the printer starts."""
    kanji_on: bool
    """FS & is sent at the start of a job (ESC @ may have switched Hanzi off)."""
    cutter: Cutter
    cut_feeds: bool
    """The cut brings the text clear of the blade by itself (GS V 65/66); else it is only a cut (GS V 0/1)."""
    feed_lines: int
    """Lines of 7 mm fed at the end, before the cut or to the tear edge."""
    qr: QrBy
    band_rows: int
    """Rows of a picture in one command: small buffers lose taller ones."""
    status: Status

    @property
    def columns(self) -> int:
        """Half-width cells (12 dots) in a line: 32 or 48. A Hanzi takes two."""
        return self.width_dots // DOTS_PER_CELL


def read(file: Path) -> PrinterProfile:
    """The profile in ``file``.

    Raises:
        InputRefused: P311, something in it does not fit.
    """
    try:
        found = build(PrinterProfile, json.loads(file.read_text("utf-8")))
    except Misfit as wrong:
        raise InputRefused(PRINTER_PROFILE_WRONG, file=file.name, detail=str(wrong)) from wrong
    except ValueError as wrong:
        raise InputRefused(PRINTER_PROFILE_WRONG, file=file.name, detail="不是 JSON") from wrong
    faults = ", ".join(_faults(found, file.stem))
    if faults:
        raise InputRefused(PRINTER_PROFILE_WRONG, file=file.name, detail=faults)
    return found


def _faults(one: PrinterProfile, stem: str) -> Iterator[str]:
    """Places whose values do not fit each other or any printer."""
    if one.model != stem:
        yield "model: 应和文件名一样"
    if not one.name:
        yield "name: 不能为空"
    if one.width_dots % 8 or one.width_dots not in _PAPERS.get(one.paper_mm, range(0)):
        yield "width_dots: 和纸宽对不上，或不是 8 的倍数"
    if not 1 <= one.roll_m <= _LONGEST_ROLL_M:
        yield f"roll_m: 应为 1 到 {_LONGEST_ROLL_M} 米"
    if one.charset not in _CHARSETS:
        yield "charset: 只能是 gbk 或 gb2312"
    if one.code_page is not None and not 0 <= one.code_page <= 255:
        yield "code_page: 应为 0 到 255"
    if not 0 <= one.feed_lines <= 20:
        yield "feed_lines: 应为 0 到 20"
    if not 8 <= one.band_rows <= 255:
        yield "band_rows: 应为 8 到 255"
    if one.cutter is Cutter.NONE and one.cut_feeds:
        yield "cut_feeds: 没有切刀"
    if not set(one.status.real_time) <= _QUESTIONS:
        yield "status.real_time: 只能有 1 到 4"


@functools.cache
def shipped() -> dict[str, PrinterProfile]:
    """All models by name, the general ones first.

    Raises:
        InputRefused: P311, a file is wrong.
    """
    files = assets.resource(FOLDER).glob("*.json")
    found = [read(file) for file in files]
    return {one.model: one for one in sorted(found, key=lambda one: (not one.model.startswith("generic"), one.model))}


def of_model(model: str) -> PrinterProfile:
    """The profile of a model.

    Raises:
        InputRefused: P310, there is none of that name.
    """
    profile = shipped().get(model)
    if profile is None:
        raise InputRefused(PRINTER_MODEL_UNKNOWN, model=model, known="、".join(shipped()))
    return profile
