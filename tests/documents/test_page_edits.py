"""Pictures of the page tools: what an edit makes, what a page asks for, what is wrong with it."""

import io

import pages
import pytest
from PIL import Image, ImageDraw

from windowdesk.documents import page_edits
from windowdesk.domain.case import BlobRef
from windowdesk.domain.page_set import PageEdit
from windowdesk.errors import InputRefused


def jpeg(picture, **more):
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=75, **more)
    return out.getvalue()


def png(picture):
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def edit_of(data, media_type="image/jpeg"):
    return PageEdit(BlobRef("0" * 64, media_type, len(data)))


def opened(drawn):
    return Image.open(io.BytesIO(drawn[0]))


def corner():
    """White, with a black corner on the upper left."""
    picture = Image.new("RGB", (400, 600), "white")
    picture.paste("black", (0, 0, 100, 100))
    return picture


@pytest.fixture(scope="module")
def form():
    return jpeg(pages.typed_form(), dpi=(200, 200))


@pytest.mark.parametrize(
    ("turns", "size", "dark"),
    [(1, (600, 400), (550, 50)), (2, (400, 600), (350, 550)), (3, (600, 400), (50, 350))],
)
def test_a_turn_is_clockwise(turns, size, dark):
    data = jpeg(corner())
    with opened(page_edits.drawn(data, edit_of(data).turned(turns))) as picture:
        assert picture.size == size
        assert picture.getpixel(dark)[0] < 60


def test_a_cut_is_what_the_edit_says_and_resolution_is_kept():
    data = jpeg(corner(), dpi=(200, 200))
    with opened(page_edits.drawn(data, edit_of(data).cut((0.0, 0.0, 0.5, 0.25)))) as picture:
        assert picture.size == (200, 150)
        assert picture.info["dpi"] == (200, 200)


def test_a_photograph_laid_on_its_side_by_its_camera_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = jpeg(corner(), exif=exif)
    with opened(page_edits.drawn(data, edit_of(data).cut((0, 0, 1, 0.5)))) as picture:
        assert picture.size == (600, 200)


@pytest.mark.parametrize("mode", ["1", "P"])
def test_a_page_kept_in_two_levels_or_few_colours_stays_one(mode):
    data = png(corner().quantize(4) if mode == "P" else corner().convert(mode))
    plain = edit_of(data, "image/png")
    for edit in (plain.turned(1), plain.straightened(1.0), plain.cut((0, 0, 0.5, 0.5))):
        drawn = page_edits.drawn(data, edit)
        assert drawn[1] == "image/png"
        with opened(drawn) as picture:
            assert picture.mode == mode


def test_a_page_that_lies_askew_is_set_straight_and_then_needs_nothing_more(form):
    edit = page_edits.straight(form, edit_of(form))
    assert edit.degrees == pytest.approx(-1.4, abs=0.3) or edit.degrees == pytest.approx(1.4, abs=0.3)
    assert page_edits.straight(form, edit) == edit


def test_a_straight_page_is_left_alone():
    data = jpeg(pages.household_register())
    assert page_edits.straight(data, edit_of(data)).is_plain


def test_a_card_on_the_glass_is_cut_out():
    data = jpeg(pages.identity_card())
    edit = page_edits.cut_to_page(data, edit_of(data))
    left, top, right, bottom = edit.box
    assert (right - left) * (bottom - top) < 0.6


def test_the_dark_border_of_an_open_lid_goes():
    sheet = Image.new("L", (800, 1000), 20)
    sheet.paste(245, (80, 40, 760, 960))
    for line in range(100, 900, 40):
        ImageDraw.Draw(sheet).line((110, line, 730, line), 20, 3)
    data = jpeg(sheet)
    left, top, right, bottom = page_edits.cut_to_page(data, edit_of(data)).box
    assert (left, top) == pytest.approx((0.1, 0.04), abs=0.02)
    assert (right, bottom) == pytest.approx((0.95, 0.96), abs=0.02)


@pytest.mark.parametrize("name", sorted(pages.PAGES))
def test_a_page_with_something_on_it_is_neither_blank_nor_dark(name):
    assert page_edits.faults(jpeg(pages.PAGES[name]())).words == ""


@pytest.mark.parametrize("grain", [0, 4])
def test_a_blank_page_is_found_also_with_the_grain_of_a_scanner_and_a_shadow_at_its_edge(grain):
    page = Image.effect_noise((1653, 2338), grain).point(lambda v: min(255, v + 112)) if grain else None
    page = page or Image.new("L", (1653, 2338), 240)
    page.paste(90, (0, 0, 20, 2338))
    assert page_edits.faults(jpeg(page)).blank


def test_one_short_line_is_enough_not_to_be_blank():
    page = Image.new("L", (1653, 2338), 240)
    draw = ImageDraw.Draw(page)
    for column in range(300, 700, 40):
        draw.rectangle((column, 400, column + 26, 430), outline=30, width=4)
    assert not page_edits.faults(jpeg(page)).blank


def test_a_page_too_dark_to_read_is_found():
    page = pages.typed_form().convert("L").point(lambda v: v // 3)
    assert page_edits.faults(jpeg(page)).dark
    assert page_edits.faults(jpeg(Image.new("L", (800, 1100), 0))).dark


def test_a_pdf_and_a_torn_picture_are_refused_by_name():
    with pytest.raises(InputRefused, match="S222"):
        page_edits.drawn(b"%PDF-1.7", edit_of(b"%PDF-1.7", "application/pdf").turned(1))
    data = jpeg(corner())
    with pytest.raises(InputRefused, match="S210"):
        page_edits.drawn(data[: len(data) // 3], edit_of(data).turned(1))
    with pytest.raises(InputRefused, match="S210"):
        page_edits.faults(b"no picture")


def test_several_pictures_in_one_file_are_not_edited():
    out = io.BytesIO()
    corner().save(out, "TIFF", save_all=True, append_images=[corner()])
    with pytest.raises(InputRefused, match="S222"):
        page_edits.drawn(out.getvalue(), edit_of(out.getvalue(), "image/tiff").turned(1))
