"""Pages of a draft are changed by acts; what was scanned stays where it is."""

import io

import pytest
from PIL import Image

from windowdesk.casework import change_page, choose, drafts, filling, look_at_pages, scans
from windowdesk.casework.change_page import Tool
from windowdesk.errors import InputRefused

CARE = "11990000MB2000397Y599203900400001"


@pytest.fixture
def draft(desk):
    return choose.item(desk, drafts.start(desk).value, CARE).value


@pytest.fixture
def scanned(desk, draft, tmp_path):
    """A draft with two pages on one material."""
    for number in (1, 2):
        picture = Image.new("RGB", (300, 420), "white")
        picture.paste("black", (0, 0, 30 * number, 60))
        file = tmp_path / f"{number}.jpg"
        picture.save(file)
        draft = scans.attach(desk, draft, "id_card", file).value
    return draft


def changed(desk, draft, number, tool, box=None):
    pages = filling.page_set(draft, "id_card")
    after = change_page.change(desk, pages, pages.pages[number].digest, tool, box)
    return drafts.keep(desk, filling.with_page_set(draft, "id_card", after)).value


def size_of(desk, draft, number):
    return Image.open(io.BytesIO(scans.page(desk, filling.page_set(draft, "id_card").pages[number]))).size


def test_a_turned_page_stands_in_its_place_and_the_scan_is_still_there(desk, scanned):
    before = filling.page_set(scanned, "id_card").pages
    after = changed(desk, scanned, 0, Tool.RIGHT)
    pages = filling.page_set(after, "id_card")
    assert size_of(desk, after, 0) == (420, 300)
    assert pages.pages[1] == before[1]
    assert pages.edit_of(pages.pages[0].digest).original == before[0]
    assert desk.blobs.has(before[0])


def test_it_is_restored_to_the_very_file_that_was_scanned_also_after_a_restart(desk, scanned):
    before = filling.page_set(scanned, "id_card").pages
    after = changed(desk, changed(desk, scanned, 1, Tool.HALF), 1, Tool.CUT, (0, 0, 0.5, 0.5))
    again = drafts.resume(desk, after.id)
    assert again == after
    restored = changed(desk, again, 1, Tool.RESTORE)
    assert filling.page_set(restored, "id_card").pages == before
    assert restored.edits == {}


def test_turning_to_and_fro_gives_the_scan_itself_not_a_copy(desk, scanned):
    assert changed(desk, changed(desk, scanned, 0, Tool.LEFT), 0, Tool.RIGHT) == scanned


def test_the_pages_of_the_authority_are_changed_alike(desk, draft, page_file):
    draft = scans.attach(desk, draft, filling.AUTHORITY, page_file()).value
    assert draft.authority.signed
    pages = filling.page_set(draft, filling.AUTHORITY)
    turned = change_page.change(desk, pages, pages.pages[0].digest, Tool.RIGHT)
    draft = filling.with_page_set(draft, filling.AUTHORITY, turned)
    assert draft.authority.pages == turned.pages
    assert not filling.with_page_set(draft, filling.AUTHORITY, turned.without(turned.pages[0].digest)).authority.signed


def test_blank_and_changed_pages_are_marked_in_the_list(desk, scanned, tmp_path):
    Image.new("L", (800, 1100), 240).save(tmp_path / "blank.png")
    draft = scans.attach(desk, scanned, "id_card", tmp_path / "blank.png").value
    draft = changed(desk, draft, 0, Tool.LEFT)
    rows = look_at_pages.look(desk.blobs, filling.page_set(draft, "id_card"))
    assert [row.changed for row in rows] == [True, False, False]
    assert [bool(row.warning) for row in rows] == [False, False, True]
    assert "空白" in rows[2].warning


def test_a_page_that_is_not_there(desk, scanned):
    with pytest.raises(InputRefused, match="S221"):
        change_page.change(desk, filling.page_set(scanned, "id_card"), "0" * 64, Tool.LEFT)


def test_a_page_that_comes_late_goes_to_the_draft_it_was_scanned_for(desk, draft, page_file):
    ref = scans.keep_page(desk, page_file())
    other = drafts.start(desk).value
    kept = scans.add_kept(desk, draft.id, "id_card", ref).value
    assert filling.material(kept, "id_card").pages == (ref,)
    assert drafts.resume(desk, other.id).materials == ()
