"""QR codes: how large one becomes before it is drawn, and its modules. Error correction M throughout.

M (15 %) because a thermal slip fades and is folded. ISO/IEC 18004, table 7.
"""

from __future__ import annotations

from bisect import bisect_left

QUIET_MODULES = 4
_BYTES_AT_M = (
    14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779, 857, 911, 997,
)  # fmt: skip
"""Bytes that versions 1 to 25 hold."""


def modules_across(data: bytes) -> int:
    """Modules of one side, without the quiet zone, when ``data`` is stored byte by byte.

    A printer that packs digits and capitals more tightly may come out smaller, never larger.

    Raises:
        ValueError: more than version 25 holds: no phone reads that from a slip.
    """
    version = bisect_left(_BYTES_AT_M, len(data)) + 1
    if version > len(_BYTES_AT_M):
        raise ValueError(f"{len(data)} bytes are too many for a QR code on a receipt")
    return 17 + 4 * version


def matrix(text: str) -> list[list[bool]]:
    """The modules, row by row, without the quiet zone."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return [[bool(dark) for dark in row] for row in code.modules]
