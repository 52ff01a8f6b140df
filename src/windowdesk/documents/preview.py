"""Page pictures of our own PDFs, for the preview in the window."""

from __future__ import annotations

import io

_POINTS_PER_INCH = 72


def page_pictures(pdf: bytes, *, dpi: int = 96) -> list[bytes]:
    """Each page of ``pdf`` as PNG bytes at ``dpi`` dots an inch.

    Raises:
        ValueError: ``pdf`` is not one of ours: it cannot be opened.
    """
    import pypdfium2

    pictures = []
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


def pages_of(pdf: bytes) -> int:
    """How many pages one of our PDFs has."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
