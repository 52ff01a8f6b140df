"""Pages of a PDF or a scan as pictures. Slow; asked on the devices' thread, never on the window's."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QImage

from windowdesk.errors import NOT_AN_IMAGE, InputRefused
from windowdesk.pdfium import PDFIUM

MOST_PAGES = 20


def pictures(data: bytes, dots_per_inch: int = 96) -> list[QImage]:
    """The pages of ``data``, a PDF or a picture.

    Raises:
        InputRefused: NOT_AN_IMAGE.
    """
    if data.startswith(b"%PDF"):
        return _of_pdf(data, dots_per_inch)
    picture = QImage.fromData(data)
    if picture.isNull():
        raise InputRefused(NOT_AN_IMAGE)
    return [picture]


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def page_picture(pdf: bytes, number: int, dots_per_inch: int) -> QImage:
    """One page, counted from 1."""
    import pypdfium2

    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return _drawn(document, number - 1, dots_per_inch)


def _of_pdf(data: bytes, dots_per_inch: int) -> list[QImage]:
    import pypdfium2

    with PDFIUM, pypdfium2.PdfDocument(data) as document:
        return [_drawn(document, number, dots_per_inch) for number in range(min(len(document), MOST_PAGES))]


def _drawn(document: Any, number: int, dots_per_inch: int) -> QImage:
    page = document[number]
    drawn = page.render(scale=dots_per_inch / 72, rev_byteorder=True, prefer_bgrx=True)
    image = QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGBX8888)
    copied = image.copy()
    drawn.close()
    page.close()
    return copied
