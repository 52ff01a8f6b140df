"""Two blank sheets are two pages, however alike; one sheet taken in twice is one page."""

import shutil

import pytest
from PIL import Image

from windowdesk.casework import change_page, choose, drafts, filling, scans
from windowdesk.casework.change_page import Tool

CARE = "11990000MB2000397Y599203900400001"


@pytest.fixture
def draft(desk):
    return choose.item(desk, drafts.start(desk).value, CARE).value


@pytest.fixture(params=[("L", 255), ("L", 12), ("RGB", 180)], ids=["blank", "dark", "grey"])
def sheets(request, tmp_path):
    """Two scans that are the same to the last byte."""
    mode, tone = request.param
    first, second = tmp_path / "1.jpg", tmp_path / "2.jpg"
    Image.new("L", (700, 990), tone).convert(mode).save(first, dpi=(200, 200))
    shutil.copy(first, second)
    return first, second


def pages_of(draft):
    return filling.page_set(draft, "id_card")


def attached(desk, draft, files):
    for file in files:
        draft = scans.attach(desk, draft, "id_card", file).value
    return draft


def test_two_sheets_alike_to_the_last_byte_are_two_pages(desk, draft, sheets):
    assert len(pages_of(attached(desk, draft, sheets)).pages) == 2


def test_the_same_file_taken_in_twice_is_one_page(desk, draft, sheets):
    assert len(pages_of(attached(desk, draft, [sheets[0], sheets[0]])).pages) == 1


def test_they_are_two_pages_also_when_both_were_turned(desk, draft, sheets):
    pages = pages_of(attached(desk, draft, sheets))
    for page in pages.pages:
        pages = change_page.change(desk, pages, page.digest, Tool.HALF)
    assert len(pages.pages) == 2


def test_the_mark_names_nobody_and_no_file(desk, draft, sheets):
    page = pages_of(attached(desk, draft, sheets)).pages[0]
    content = scans.page(desk, page)
    assert sheets[0].name.encode() not in content
    assert str(sheets[0].parent).encode() not in content
