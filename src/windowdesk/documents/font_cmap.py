"""Which characters a TrueType font file draws, read from its ``cmap`` table alone.

A 50 MB font is asked in milliseconds: the file is mapped, not read. OpenType specification,
tables cmap (formats 4 and 12), OS/2 and TTC headers.
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

_TRUETYPE = (0x00010000, 0x74727565)
_COLLECTION = 0x74746366
_RESTRICTED = 0x0002
"""fsType bit: the licence forbids embedding."""
_UNICODE_TABLES = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))
"""Platform and encoding of Unicode tables, the widest first."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The code points of a font as sorted ranges."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __contains__(self, code: int) -> bool:
        at = bisect_right(self.starts, code) - 1
        return at >= 0 and code <= self.ends[at]


class UnusableFont(Exception):
    """The file is no TrueType font that may stand in a document; the next font is tried."""


def read_coverage(file: Path, index: int = 0) -> Coverage:
    """The characters of the font at ``index`` of ``file`` (0 where it holds only one).

    Raises:
        UnusableFont: not a font, PostScript outlines (which the PDF writer refuses), no Unicode
            table, or embedding forbidden by its licence bits.
        OSError: the file cannot be read.
    """
    with file.open("rb") as stream:
        try:
            data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as empty:
            raise UnusableFont(f"{file.name} is empty") from empty
        with data:
            try:
                return _read(data, index)
            except struct.error as short:
                raise UnusableFont(f"{file.name} is cut off") from short


def _read(data: mmap.mmap, index: int) -> Coverage:
    tables = _tables(data, index)
    if "glyf" not in tables or "cmap" not in tables:
        raise UnusableFont("no TrueType outlines or no character table")
    if "OS/2" in tables and struct.unpack_from(">H", data, tables["OS/2"] + 8)[0] & 0x000F == _RESTRICTED:
        raise UnusableFont("its licence forbids embedding")
    at = _unicode_subtable(data, tables["cmap"])
    kind = struct.unpack_from(">H", data, at)[0]
    return _format_12(data, at) if kind == 12 else _format_4(data, at)


def _tables(data: mmap.mmap, index: int) -> dict[str, int]:
    """Table tag to its offset in the file."""
    start = 0
    if struct.unpack_from(">I", data, 0)[0] == _COLLECTION:
        count = struct.unpack_from(">I", data, 8)[0]
        if index >= count:
            raise UnusableFont(f"the collection holds {count} fonts")
        start = struct.unpack_from(">I", data, 12 + 4 * index)[0]
    version, number = struct.unpack_from(">IH", data, start)
    if version not in _TRUETYPE:
        raise UnusableFont("no TrueType font")
    found = {}
    for entry in range(number):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * entry)
        found[tag.decode("latin-1")] = offset
    return found


def _unicode_subtable(data: mmap.mmap, cmap: int) -> int:
    number = struct.unpack_from(">H", data, cmap + 2)[0]
    offered: dict[tuple[int, int], int] = {}
    for entry in range(number):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * entry)
        offered[platform, encoding] = cmap + offset
    for wanted in _UNICODE_TABLES:
        if wanted in offered and struct.unpack_from(">H", data, offered[wanted])[0] in (4, 12):
            return offered[wanted]
    raise UnusableFont("no Unicode character table")


def _format_12(data: mmap.mmap, at: int) -> Coverage:
    number = struct.unpack_from(">I", data, at + 12)[0]
    groups = struct.iter_unpack(">III", data[at + 16 : at + 16 + 12 * number])
    return _joined([(start + (glyph == 0), end) for start, end, glyph in groups])


def _format_4(data: mmap.mmap, at: int) -> Coverage:
    double = struct.unpack_from(">H", data, at + 6)[0]
    number = double // 2
    columns = [struct.unpack_from(f">{number}H", data, at + 14 + gap) for gap in (0, double + 2)]
    deltas = struct.unpack_from(f">{number}H", data, at + 16 + 2 * double)
    offsets_at = at + 16 + 3 * double
    offsets = struct.unpack_from(f">{number}H", data, offsets_at)
    ranges = []
    for segment, (end, start, delta, offset) in enumerate(zip(*columns, deltas, offsets, strict=True)):
        if offset == 0:
            hole = (0x10000 - delta) & 0xFFFF
            ranges += (
                [(start, min(end, hole - 1)), (max(start, hole + 1), end)] if start <= hole <= end else [(start, end)]
            )
            continue
        glyphs_at = offsets_at + 2 * segment + offset
        glyphs = struct.unpack_from(f">{end - start + 1}H", data, glyphs_at)
        ranges += [(start + i, start + i) for i, glyph in enumerate(glyphs) if glyph]
    return _joined(ranges)


def _joined(ranges: list[tuple[int, int]]) -> Coverage:
    """Sorted, touching ranges made one, empty ones and the end mark U+FFFF left out."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(ranges):
        if start > end or start == 0xFFFF:
            continue
        if ends and start <= ends[-1] + 1:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return Coverage(tuple(starts), tuple(ends))
