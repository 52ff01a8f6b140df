"""A page that stays large is kept with a preview, which goes wherever the page goes."""

from dataclasses import replace

import pytest

from windowdesk.casework import change_page, choose, drafts, filling, scans
from windowdesk.domain.data_budget import SMALL_FILE
from windowdesk.wire.case_json import blob_digests
from windowdesk.wire.values import to_json

from .conftest import CARE


@pytest.fixture
def keeps_scans(desk):
    """A desk that keeps scans as they come, as the setting may say."""
    desk.settings = replace(desk.settings, scans="original")
    return desk


@pytest.fixture
def large_file(tmp_path):
    import random

    from PIL import Image

    file = tmp_path / "large.jpg"
    size = (1200, 1700)
    Image.frombytes("RGB", size, random.Random(3).randbytes(size[0] * size[1] * 3)).save(file, quality=60)
    assert file.stat().st_size > SMALL_FILE
    return file


def with_page(desk, file):
    draft = choose.item(desk, drafts.start(desk).value, CARE).value
    return scans.attach(desk, draft, "id_card", file).value


def page_of(draft):
    (page,) = filling.material(draft, "id_card").pages
    return page


def test_its_preview_is_a_stored_file_of_its_own(keeps_scans, large_file):
    page = page_of(with_page(keeps_scans, large_file))
    assert page.size > SMALL_FILE
    assert page.preview.size < page.size / 4
    assert keeps_scans.blobs.read(page.preview.digest).startswith(b"\xff\xd8\xff")
    with keeps_scans.store.reading() as view:
        assert view.blobs.get(page.preview.digest).ref.size == page.preview.size


def test_a_small_page_has_none(keeps_scans, page_file):
    assert page_of(with_page(keeps_scans, page_file())).preview is None


def test_it_is_still_known_after_a_restart_and_named_by_the_event(keeps_scans, large_file):
    draft = with_page(keeps_scans, large_file)
    page = page_of(drafts.resume(keeps_scans, draft.id))
    assert page.preview == page_of(draft).preview
    assert set(blob_digests({"pages": [to_json(page)]})) == {page.digest, page.preview.digest}


def test_a_page_that_is_turned_has_a_preview_that_is_turned_too(keeps_scans, large_file):
    draft = with_page(keeps_scans, large_file)
    before = page_of(draft)
    pages = change_page.change(keeps_scans, filling.page_set(draft, "id_card"), before.digest, change_page.Tool.RIGHT)
    (turned,) = pages.pages
    assert turned.preview is not None
    assert turned.preview != before.preview
    restored = change_page.change(keeps_scans, pages, turned.digest, change_page.Tool.RESTORE)
    assert restored.pages[0].preview == before.preview
