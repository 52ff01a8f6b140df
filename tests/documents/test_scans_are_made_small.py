"""A scan becomes small at the source and stays legible: straight, cut, as few colours as it has."""

import io
import random

import pages
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

from windowdesk.documents import page_geometry
from windowdesk.documents.page_reduce import Look, reduce_page

LOOKS = {
    "typed form": Look.TEXT,
    "handwriting": Look.MARKED,
    "stamped certificate": Look.MARKED,
    "identity card": Look.PICTURE,
    "household register": Look.MARKED,
}
LAID = {"typed form": -1.4, "handwriting": 2.1, "stamped certificate": -0.8, "household register": 0.0}


def jpeg(picture, quality=75, **more):
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, **more)
    return out.getvalue()


@pytest.fixture(scope="module")
def scans():
    return {name: jpeg(make(), dpi=(200, 200)) for name, make in pages.PAGES.items()}


@pytest.fixture(scope="module")
def small(scans):
    return {name: reduce_page(scan) for name, scan in scans.items()}


def opened(page):
    return Image.open(io.BytesIO(page.content))


@pytest.mark.parametrize("name", LOOKS)
def test_a_page_is_kept_as_what_is_on_it_in_a_fifth_of_the_bytes_at_most(scans, small, name):
    assert small[name].look is LOOKS[name]
    assert len(small[name].content) * 5 <= len(scans[name])


@pytest.mark.parametrize("name", LAID)
def test_a_page_laid_askew_is_straight_to_a_fifth_of_a_degree(small, name):
    assert small[name].turned == pytest.approx(LAID[name], abs=0.2)


def test_black_text_is_two_levels_and_the_strokes_stand_where_they_stood(scans, small):
    kept = opened(small["typed form"])
    assert kept.mode == "1"
    before = page_geometry.straightened(Image.open(io.BytesIO(scans["typed form"])).convert("RGB"), -1.4).convert("L")
    ink = before.point(lambda v: 255 if v < 110 else 0)
    found = ImageChops.invert(kept.convert("L"))
    near = found.filter(ImageFilter.MaxFilter(3))
    missed = ImageStat.Stat(ImageChops.subtract(ink, near)).sum[0]
    assert missed <= 0.01 * ImageStat.Stat(ink).sum[0]


def test_a_red_stamp_stays_red_and_the_text_under_it_black(small):
    kept = opened(small["stamped certificate"]).convert("RGB")
    stamp = kept.crop((1075, 1795, 1405, 2125))
    colours = {colour: count for count, colour in stamp.getcolors(16)}
    red = sum(count for (r, g, b), count in colours.items() if r > 150 and g < 100 and b < 100)
    black = colours.get((0, 0, 0), 0)
    assert red > 8000
    assert black > 2000


def test_a_blue_pen_stays_blue(small):
    kept = opened(small["handwriting"]).convert("RGB")
    blue = sum(count for count, (r, g, b) in kept.getcolors(16) if b > r + 30)
    black = sum(count for count, colour in kept.getcolors(16) if colour == (0, 0, 0))
    assert blue > 15_000
    assert black > 15_000  # the printed form


def test_a_card_on_the_glass_is_cut_out_and_keeps_its_dots(small):
    page = small["identity card"]
    assert page.media_type == "image/jpeg"
    assert 650 <= page.width <= 850
    assert page.height < 1300


@pytest.mark.parametrize("turned", [-1.2, 0.0, 2.0])
@pytest.mark.parametrize("fade", [0, 18, 36])
def test_a_card_is_found_on_the_glass_however_the_lamp_fades_to_one_side(fade, turned):
    glass = Image.linear_gradient("L").rotate(90).resize(pages.A4).point(lambda v: 244 - v * fade // 255)
    glass.paste(Image.linear_gradient("L").resize((674, 1145)).point(lambda v: 180 + v // 20), (500, 520))
    box = page_geometry.content_box(page_geometry.straightened(glass.convert("RGB"), turned))
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx((468, 488, 1206, 1697), abs=40)


def test_a_page_with_a_wide_dark_picture_stays_whole():
    page = Image.new("RGB", pages.A4, (60, 60, 70))
    page.paste((244, 244, 240), (0, 0, 1654, 700))
    assert page_geometry.content_box(page) == page_geometry.whole(page)


def test_the_dark_border_of_an_open_lid_is_cut_off(small):
    page = small["household register"]
    assert (page.width, page.height) == pytest.approx((pages.A4[0] - 60, pages.A4[1] - 90), abs=10)


def test_faint_pencil_keeps_its_greys():
    page = pages._paper()
    draw = ImageDraw.Draw(page)
    for row in range(20):
        draw.text((200, 200 + row * 90), "铅笔写的字很淡也要看得清楚", fill=(198, 198, 198), font=pages._font(50))
    kept = reduce_page(jpeg(pages._scanned(page, angle=0.0), dpi=(200, 200)))
    assert kept.look is Look.FAINT
    grey = opened(kept).convert("L")
    assert ImageStat.Stat(grey.crop((150, 150, 700, 700))).extrema[0][0] <= 225


def test_a_photograph_of_twelve_million_dots_becomes_a_page():
    page = pages.typed_form().resize((3000, 4243), Image.Resampling.BICUBIC)
    kept = reduce_page(jpeg(page, quality=92))
    assert max(kept.width, kept.height) <= 2345
    assert len(kept.content) < 120_000


def test_a_phone_held_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = pages.typed_form().transpose(Image.Transpose.ROTATE_90)
    kept = reduce_page(jpeg(lying, exif=exif))
    assert kept.height > kept.width


@pytest.mark.parametrize("size", [(300, 200), (599, 400)])
def test_a_small_picture_stays_as_it_is(size):
    assert reduce_page(jpeg(Image.new("RGB", size, "white"))) is None


def test_nothing_is_kept_that_is_no_smaller(small):
    for page in small.values():
        again = reduce_page(page.content)
        assert again is None or len(again.content) <= 0.9 * len(page.content)


def test_an_empty_page_and_a_page_of_grain_are_no_trouble():
    white = reduce_page(jpeg(Image.new("RGB", (1654, 2339), "white")))
    assert white is None or white.look is Look.TEXT
    noise = Image.frombytes("L", (1000, 1000), random.Random(1).randbytes(1_000_000))
    reduce_page(jpeg(noise.convert("RGB")))


@pytest.mark.parametrize("degrees", [-4.5, -2.0, -0.5, 0.7, 3.3])
def test_the_angle_is_found_at_any_lean(degrees):
    page = pages._paper()
    pages._form(page)
    leaning = pages._scanned(page, angle=degrees)
    assert page_geometry.skew_of(leaning) == pytest.approx(-degrees, abs=0.2)


def test_a_page_without_lines_is_not_turned():
    assert page_geometry.skew_of(Image.effect_noise((800, 1100), 40).convert("RGB")) == 0.0
