"""ESC/POS commands as bytes, only those that every Chinese receipt printer knows.

Each function returns bytes and knows nothing of what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence

START = b"\x1b\x40\x1c\x26"
"""ESC @ initialises (and may switch Hanzi off), FS & switches Hanzi on: safe start of a job."""
LINE_FEED = b"\n"
BAND_ROWS = 128
"""Raster is sent in bands: small buffers lose taller ones."""


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


def feed_and_cut() -> bytes:
    """GS V 66 0: to the blade, then cut."""
    return b"\x1d\x56\x42\x00"


def raster(row_bytes: int, rows: Sequence[bytes]) -> bytes:
    """GS v 0: a picture as bands, each row ``row_bytes`` long, a set bit is black."""
    job = bytearray()
    for top in range(0, len(rows), BAND_ROWS):
        band = rows[top : top + BAND_ROWS]
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
