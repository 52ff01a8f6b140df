"""ESC/POS commands as bytes, only those that every Chinese receipt printer knows.

Each function returns bytes and knows nothing of what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence

LINE_FEED = b"\n"


def start(*, kanji: bool, code_page: int | None) -> bytes:
    """ESC @ initialises (and may switch Hanzi off), FS & switches Hanzi on, ESC t names the single bytes."""
    job = b"\x1b\x40" + (b"\x1c\x26" if kanji else b"")
    return job if code_page is None else job + bytes((0x1B, 0x74, code_page))


def size(width: int, height: int) -> bytes:
    """GS !: characters ``width`` × ``height`` times as large, 1 to 8."""
    return bytes((0x1D, 0x21, 16 * (width - 1) + (height - 1)))


def bold(on: bool) -> bytes:
    """ESC E."""
    return bytes((0x1B, 0x45, int(on)))


def centred(on: bool) -> bytes:
    """ESC a: lines in the middle, or from the left."""
    return bytes((0x1B, 0x61, int(on)))


def line_spacing(dots: int) -> bytes:
    """ESC 3: from one base line to the next, in dots."""
    return bytes((0x1B, 0x33, dots))


def feed_dots(dots: int) -> bytes:
    """ESC J: white paper, at most 255 dots."""
    return bytes((0x1B, 0x4A, dots))


def feed_lines(lines: int) -> bytes:
    """ESC d."""
    return bytes((0x1B, 0x64, lines))


def cut(*, partly: bool, feeds: bool) -> bytes:
    """GS V: cut (0 whole, 1 leaving a bit), or feed to the blade first (65, 66)."""
    kind = int(partly)
    return bytes((0x1D, 0x56, 0x41 + kind, 0)) if feeds else bytes((0x1D, 0x56, kind))


def raster(row_bytes: int, rows: Sequence[bytes], band_rows: int) -> bytes:
    """GS v 0: a picture in bands of at most ``band_rows``, each row ``row_bytes`` long, a set bit is black."""
    job = bytearray()
    for top in range(0, len(rows), band_rows):
        band = rows[top : top + band_rows]
        job += b"\x1d\x76\x30\x00" + row_bytes.to_bytes(2, "little") + len(band).to_bytes(2, "little")
        job += b"".join(band)
    return bytes(job)


def qr(data: bytes, module_dots: int) -> bytes:
    """GS ( k: QR code model 2, error correction M, ``module_dots`` dots a module."""
    stored = (len(data) + 3).to_bytes(2, "little")
    return b"".join(
        (
            b"\x1d\x28\x6b\x04\x00\x31\x41\x32\x00",
            b"\x1d\x28\x6b\x03\x00\x31\x43" + bytes((module_dots,)),
            b"\x1d\x28\x6b\x03\x00\x31\x45\x31",
            b"\x1d\x28\x6b" + stored + b"\x31\x50\x30" + data,
            b"\x1d\x28\x6b\x03\x00\x31\x51\x30",
        )
    )
