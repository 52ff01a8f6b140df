"""A large page has a preview: small enough to go by day, sharp enough to be read; a small page needs none."""

import io
import random

import pages
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from windowdesk.documents import page_preview
from windowdesk.domain.data_budget import SMALL_FILE


def encoded(picture, kind="JPEG", **more):
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def pdf(*pictures):
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    for picture in pictures:
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def noise(size=(1654, 2339)):
    return Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3))


def blurred(picture):
    """What is left without single dots, from black to white."""
    return ImageOps.autocontrast(picture.reduce(3), cutoff=(1, 40))


def unlike(one, other):
    """Grey levels by which the two differ in the mean."""
    return ImageStat.Stat(ImageChops.difference(blurred(one), blurred(other))).mean[0]


def seen(preview):
    assert preview is not None
    assert len(preview) <= 40_000
    picture = Image.open(io.BytesIO(preview))
    assert (picture.format, picture.mode) == ("JPEG", "L")
    assert 800 <= max(picture.size) <= page_preview.LONGEST
    return picture


@pytest.mark.parametrize("name", pages.PAGES)
def test_a_large_scan_has_a_preview_of_40_kb_at_most_on_which_the_same_is_seen(name):
    page = pages.PAGES[name]()
    picture = seen(page_preview.made_of(encoded(page, quality=75), "image/jpeg"))
    same = page.convert("L").resize(picture.size, Image.Resampling.LANCZOS)
    assert unlike(picture, same) < 10
    assert unlike(picture, picture.rotate(180)) > 13


@pytest.mark.parametrize("size", [1, SMALL_FILE - 1])
def test_a_page_that_goes_by_day_itself_has_none(size):
    assert page_preview.made_of(b"x" * size, "image/jpeg") is None


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("TIFF", "image/tiff"), ("BMP", "image/bmp")])
def test_every_kind_of_picture_has_one(kind, media_type):
    assert seen(page_preview.made_of(encoded(pages.typed_form(), kind), media_type)).mode == "L"


def test_it_stands_upright_like_its_page():
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = pages.typed_form().rotate(90, expand=True)
    upright = seen(page_preview.made_of(encoded(lying, quality=75, exif=exif), "image/jpeg"))
    assert upright.height > upright.width


def test_a_pdf_is_seen_by_its_first_page():
    picture = seen(page_preview.made_of(pdf(pages.typed_form(), noise()), "application/pdf"))
    assert picture.width / picture.height == pytest.approx(595 / 842, rel=0.01)
    assert ImageStat.Stat(picture).mean[0] > 200


def test_a_pdf_that_cannot_be_drawn_has_none():
    assert page_preview.made_of(b"%PDF-1.7\n" + b"x" * SMALL_FILE, "application/pdf") is None


def test_one_that_would_not_be_less_than_a_quarter_is_none(monkeypatch):
    monkeypatch.setattr(page_preview, "_TRIES", ((2339, 95),))
    assert page_preview.made_of(encoded(noise(), quality=20), "image/jpeg") is None
