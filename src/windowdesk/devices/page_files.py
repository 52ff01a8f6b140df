"""Page files: neutral numbered names, and the one form in which every driver hands a page on."""

from __future__ import annotations

from pathlib import Path

from windowdesk.errors import IMAGE_TRUNCATED, DeviceTrouble

JPEG_QUALITY = 75
LEAST_PIXELS = 16
"""A side shorter than this is no page."""
_FORMATS = ("PPM", "JPEG", "PNG", "BMP", "TIFF")


def next_free(folder: Path, suffix: str) -> Path:
    """``page-0001.jpg`` or the first number after all that are there, whatever their ending."""
    taken = [file.stem[5:] for file in folder.glob("page-*.*")]
    number = 1 + max((int(text) for text in taken if text.isascii() and text.isdigit()), default=0)
    return folder / f"page-{number:04d}{suffix}"


def into_page(file: Path, into: Path, dpi: int) -> Path:
    """What a driver wrote as a page of a case below ``into``: PNG for two levels, else JPEG; ``file`` is gone.

    A JPEG of the device stays byte for byte what it was. The page appears under its name only when it is whole.

    Raises:
        DeviceTrouble: S210 the picture is not whole, or no page.
    """
    from PIL import Image

    try:
        with Image.open(file, formats=_FORMATS) as picture:
            if min(picture.size) < LEAST_PIXELS:
                raise DeviceTrouble(IMAGE_TRUNCATED)
            picture.load()
            two_level = picture.mode == "1"
            page = next_free(into, ".png" if two_level else ".jpg")
            half = page.with_name(f".{page.name}.part")
            if picture.format != "JPEG":
                _write(picture, half, dpi, two_level=two_level)
    except (OSError, ValueError, SyntaxError) as broken:
        raise DeviceTrouble(IMAGE_TRUNCATED) from broken
    if half.exists():
        file.unlink()
        return half.replace(page)
    return file.replace(page)


def _write(picture: object, half: Path, dpi: int, *, two_level: bool) -> None:
    from PIL import Image

    assert isinstance(picture, Image.Image)
    if two_level:
        picture.save(half, "PNG", dpi=(dpi, dpi))
        return
    depth = picture if picture.mode in {"L", "RGB"} else picture.convert("RGB" if "R" in picture.getbands() else "L")
    depth.save(half, "JPEG", quality=JPEG_QUALITY, dpi=(dpi, dpi))
