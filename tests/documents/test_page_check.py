"""A page that reaches a case is whole; everything else is refused with its own code."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from windowdesk.documents import page_check
from windowdesk.errors import InputRefused


def picture_bytes(kind: str, mode: str = "RGB", size: tuple[int, int] = (300, 400)) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(stream, kind)
    return stream.getvalue()


def pdf_bytes(pages: int = 2, password: str | None = None) -> bytes:
    stream = io.BytesIO()
    encrypt = pdfencrypt.StandardEncryption(password) if password else None
    canvas = Canvas(stream, pagesize=(595, 842), encrypt=encrypt)
    for page in range(pages):
        canvas.drawString(72, 700, f"page {page}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def code_of_refusal(file: Path) -> str:
    with pytest.raises(InputRefused) as refusal:
        page_check.check(file)
    assert refusal.value.happened
    assert refusal.value.to_do
    return refusal.value.code


@pytest.mark.parametrize(
    ("kind", "mode", "media_type", "suffix"),
    [
        ("JPEG", "RGB", "image/jpeg", ".jpg"),
        ("JPEG", "L", "image/jpeg", ".jpg"),
        ("PNG", "1", "image/png", ".png"),
        ("TIFF", "L", "image/tiff", ".tif"),
        ("BMP", "RGB", "image/bmp", ".bmp"),
    ],
)
def test_whole_pictures_pass(tmp_path: Path, kind: str, mode: str, media_type: str, suffix: str) -> None:
    file = tmp_path / "whatever.dat"
    file.write_bytes(picture_bytes(kind, mode))
    facts = page_check.check(file)
    assert (facts.media_type, facts.suffix) == (media_type, suffix)
    assert (facts.width, facts.height, facts.pages) == (300, 400, 1)
    assert facts.size == file.stat().st_size


def test_whole_pdf_passes(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_bytes(3))
    facts = page_check.check(file)
    assert (facts.media_type, facts.pages, facts.width, facts.height) == ("application/pdf", 3, 595, 842)


def test_every_page_of_a_tiff_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "a.tif"
    first, *others = (Image.effect_noise((200, 200), 50) for _ in range(3))
    first.save(file, save_all=True, append_images=others)
    assert page_check.check(file).pages == 3


def test_empty_file(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.touch()
    assert code_of_refusal(file) == "S208"


@pytest.mark.parametrize("content", [b"MZ\x90\0 program", b"PK\x03\x04 zip", "不是图片".encode(), b"<svg/>", b"\0"])
def test_not_an_image(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(content)
    assert code_of_refusal(file) == "S207"


def test_two_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    with file.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(InputRefused, match=r"S209 .*200 MB.*50 MB"):
        page_check.check(file)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
@pytest.mark.parametrize("kept", [0.02, 0.3, 0.7, 0.99])
def test_pictures_cut_off_anywhere(tmp_path: Path, kind: str, kept: float) -> None:
    whole = picture_bytes(kind)
    file = tmp_path / "a"
    file.write_bytes(whole[: max(20, int(len(whole) * kept))])
    assert code_of_refusal(file) == "S210"


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_pdfs_cut_off_anywhere(tmp_path: Path, kept: float) -> None:
    whole = pdf_bytes()
    file = tmp_path / "a.pdf"
    file.write_bytes(whole[: int(len(whole) * kept)])
    assert code_of_refusal(file) == "S210"


def test_pdf_with_a_password(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_bytes(password="secret"))
    assert code_of_refusal(file) == "S213"


def test_pdf_with_too_many_pages(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_bytes(page_check.MOST_PAGES + 1))
    assert code_of_refusal(file) == "S217"


@pytest.mark.parametrize("side", [9_000, 12_000, 60_000])
def test_decompression_bombs_are_refused_before_they_unfold(tmp_path: Path, side: int) -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + bytes((8, 0, 0, 0, 0))
    file = tmp_path / "bomb.png"
    file.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
        + chunk(b"IEND", b"")
    )
    assert code_of_refusal(file) == "S214"


def test_a_file_that_is_gone_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        page_check.check(tmp_path / "gone")
