"""A page of one tone, made small, is as blank or as dark as the scan was: a failed lamp is no blank page."""

import io
import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageStat

from windowdesk.documents import page_edits
from windowdesk.documents.page_reduce import Look, reduce_page

SIZE = (700, 990)
NO_PAPER = 128
"""Grey level from which on a page shows paper."""
NEAR = 6
"""What JPEG and a mean may be off."""


def scan(tone, grain=0, seed=0, mode="L"):
    """A sheet of one tone with the grain of a sensor around it."""
    page = Image.new("L", SIZE, tone)
    if grain:
        noise = Image.frombytes("L", SIZE, random.Random(seed).randbytes(SIZE[0] * SIZE[1]))
        span = 2 * grain + 1
        page = noise.point([min(255, max(0, tone - grain + value % span)) for value in range(256)])
    out = io.BytesIO()
    page.convert(mode).save(out, "JPEG", quality=80, dpi=(200, 200))
    return out.getvalue()


def mean(page):
    with Image.open(io.BytesIO(page)) as picture:
        return ImageStat.Stat(picture.convert("L")).mean[0]


def kept(page):
    small = reduce_page(page)
    return page if small is None else small.content


def askew(page):
    small = reduce_page(page)
    return small is not None and small.turned != 0


@example(tone=15, grain=8, seed=3, mode="L")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    tone=st.integers(0, 255),
    grain=st.integers(0, 24),
    seed=st.integers(0, 9),
    mode=st.sampled_from(["L", "RGB"]),
)
def test_whatever_tone_a_page_has_its_small_page_is_judged_as_the_scan_was(tone, grain, seed, mode):
    page = scan(tone, grain, seed, mode)
    small = kept(page)
    before, after = page_edits.faults(page), page_edits.faults(small)
    if tone + grain < NO_PAPER - NEAR:
        assert before.dark
        assert after.dark
        if not askew(page):  # else its corners are filled
            assert mean(small) == pytest.approx(mean(page), abs=NEAR)
    elif tone - grain > NO_PAPER + NEAR:
        assert before.blank
        assert after.blank
    else:
        assert before.words, "between them it is one or the other"


@pytest.mark.parametrize("tone", [0, 1, 40, 79, 80, 109, 110, 127, 128, 204, 205, 255])
def test_no_tone_is_neither_blank_nor_dark(tone):
    assert page_edits.faults(scan(tone)).words


def test_a_dark_page_and_a_blank_one_are_two_pages():
    assert kept(scan(10)) != kept(scan(250))


def test_a_black_field_on_a_page_stays_black():
    page = Image.new("L", (1654, 2339), 245)
    page.paste(12, (400, 600, 1200, 1400))
    out = io.BytesIO()
    page.save(out, "JPEG", quality=80, dpi=(200, 200))
    small = reduce_page(out.getvalue())
    assert small is not None
    assert small.look is Look.PICTURE
    with Image.open(io.BytesIO(small.content)) as found:
        grey = found.convert("L")
        assert grey.getpixel((grey.width // 2, grey.height * 1000 // 2339)) < 60
