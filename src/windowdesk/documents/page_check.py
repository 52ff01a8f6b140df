"""Is this file a whole, usable page? Asked of every scan, photograph and PDF before it joins a case.

Reads the file once to its end: a picture that opens is not yet a picture that is all there. Sizes
are refused before anything is decoded, so that no file can eat the memory of a 2 GB desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from windowdesk.errors import (
    EMPTY_FILE,
    FILE_TOO_LARGE,
    IMAGE_TOO_LARGE,
    IMAGE_TRUNCATED,
    NOT_AN_IMAGE,
    PDF_LOCKED,
    TOO_MANY_PAGES,
    InputRefused,
)
from windowdesk.pdfium import PDFIUM

MEGABYTE = 1_000_000
LARGEST_FILE = 50 * MEGABYTE
MOST_PIXELS = 60_000_000
"""A4 at 600 dpi has 35 million; decoded in colour the limit takes 180 MB."""
MOST_PAGES = 200
_PDF_END = b"%%EOF"
_PDF_TAIL = 2048
_MAGIC = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
    b"BM": "image/bmp",
    b"%PDF-": "application/pdf",
}
_FORMATS = ("JPEG", "PNG", "TIFF", "BMP")
SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "application/pdf": ".pdf",
}


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a usable file is."""

    media_type: str
    size: int
    """Bytes."""
    pages: int
    width: int
    height: int
    """Pixels of the first page of a picture; points (1/72 inch) of the first page of a PDF."""

    @property
    def suffix(self) -> str:
        """The usual ending of such a file, with its dot."""
        return SUFFIXES[self.media_type]


def media_type_of(file: Path) -> str | None:
    """What the first bytes say the file is; None for anything we do not take."""
    with file.open("rb") as stream:
        start = stream.read(8)
    return next((kind for magic, kind in _MAGIC.items() if start.startswith(magic)), None)


def check(file: Path) -> PageFacts:
    """The facts of a usable page file.

    Raises:
        InputRefused: S208 empty; S209 more than 50 MB; S207 neither picture nor PDF; S210 not all
            there; S213 PDF with a password; S214 too many pixels; S217 too many pages.
        OSError: the file cannot be read at all.
    """
    size = file.stat().st_size
    if size == 0:
        raise InputRefused(EMPTY_FILE)
    if size > LARGEST_FILE:
        raise InputRefused(FILE_TOO_LARGE, size_mb=-(-size // MEGABYTE), limit_mb=LARGEST_FILE // MEGABYTE)
    media_type = media_type_of(file)
    if media_type is None:
        raise InputRefused(NOT_AN_IMAGE)
    if media_type == "application/pdf":
        return _check_pdf(file, size)
    return _check_picture(file, size, media_type)


def _check_pdf(file: Path, size: int) -> PageFacts:
    if _PDF_END not in _tail(file):
        raise InputRefused(IMAGE_TRUNCATED)
    with PDFIUM:
        sizes = _sizes_of_pages(file)
    width, height = sizes[0]
    return PageFacts("application/pdf", size, len(sizes), round(width), round(height))


def _sizes_of_pages(file: Path) -> list[tuple[float, float]]:
    """Of a PDF that is all there, in points."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as broken:
        locked = "password" in str(broken).lower()
        raise InputRefused(PDF_LOCKED if locked else IMAGE_TRUNCATED) from broken
    try:
        pages = len(document)
        if pages == 0:
            raise InputRefused(IMAGE_TRUNCATED)
        if pages > MOST_PAGES:
            raise InputRefused(TOO_MANY_PAGES, pages=pages, limit=MOST_PAGES)
        return [document.get_page_size(index) for index in range(pages)]
    except pypdfium2.PdfiumError as broken:
        raise InputRefused(IMAGE_TRUNCATED) from broken
    finally:
        document.close()


def _tail(file: Path) -> bytes:
    with file.open("rb") as stream:
        stream.seek(max(0, file.stat().st_size - _PDF_TAIL))
        return stream.read()


def _check_picture(file: Path, size: int, media_type: str) -> PageFacts:
    from PIL import Image

    try:
        with Image.open(file, formats=_FORMATS) as picture:
            width, height = picture.size
            frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            if frames > MOST_PAGES:
                raise InputRefused(TOO_MANY_PAGES, pages=frames, limit=MOST_PAGES)
            for frame in range(frames):
                picture.seek(frame)
                if picture.width * picture.height > MOST_PIXELS:
                    raise InputRefused(IMAGE_TOO_LARGE, limit=MOST_PIXELS // 10_000)
                # A JPEG is checked to its end at an eighth of its size: less memory, same bytes read.
                picture.draft(None, (picture.width // 8, picture.height // 8))
                picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise InputRefused(IMAGE_TOO_LARGE, limit=MOST_PIXELS // 10_000) from bomb
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as broken:
        # Pillow raises all of these for damaged files; the first bytes already said it is a picture.
        raise InputRefused(IMAGE_TRUNCATED) from broken
    return PageFacts(media_type, size, frames, width, height)
