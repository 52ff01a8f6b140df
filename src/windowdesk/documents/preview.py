"""Page pictures of PDFs: all of our own, for the preview in the window; the first of one that was brought."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from windowdesk.pdfium import PDFIUM

if TYPE_CHECKING:
    from PIL import Image

log = logging.getLogger(__name__)
_POINTS_PER_INCH = 72


def page_pictures(pdf: bytes, *, dpi: int = 96) -> list[bytes]:
    """Each page of ``pdf`` as PNG bytes at ``dpi`` dots an inch.

    Raises:
        ValueError: ``pdf`` is not one of ours: it cannot be opened.
    """
    import pypdfium2

    pictures = []
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as trouble:
            raise ValueError("not a PDF that can be shown") from trouble
        try:
            for page in document:
                bitmap = page.render(scale=dpi / _POINTS_PER_INCH)
                out = io.BytesIO()
                bitmap.to_pil().save(out, "PNG")
                pictures.append(out.getvalue())
                bitmap.close()
                page.close()
        finally:
            document.close()
    return pictures


def first_page(pdf: bytes, longest: int) -> Image.Image | None:
    """The first page in grey, its longer side ``longest`` pixels; None: it cannot be drawn."""
    import pypdfium2

    with PDFIUM:
        try:
            with pypdfium2.PdfDocument(pdf) as document:
                page = document[0]
                bitmap = page.render(scale=longest / max(page.get_size()), grayscale=True)
                picture: Image.Image = bitmap.to_pil().copy()
                bitmap.close()
                page.close()
        except pypdfium2.PdfiumError as trouble:
            log.info("a PDF whose first page cannot be drawn: %s", trouble)
            return None
    return picture


def pages_of(pdf: bytes) -> int:
    """How many pages one of our PDFs has."""
    import pypdfium2

    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return len(document)
