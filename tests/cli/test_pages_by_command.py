"""The page tools and the feeder on the command line."""

import pytest
from PIL import Image

from windowdesk.devices.simulated_escl import SimulatedEscl

CARE = "11990000MB2000397Y599203900400001"


@pytest.fixture
def device():
    with SimulatedEscl() as one:
        yield one


@pytest.fixture
def draft(enrolled, typed):
    """A draft with its item, nothing scanned yet."""
    told = enrolled("intake", *typed, "--item", CARE, "--stop-before-save")
    return told.json["draft"]


def test_a_stack_goes_into_a_draft_page_by_page_and_is_put_in_order(enrolled, draft, device):
    device.set(sheets=3)
    scanner = ("--scanner", f"{device.address}?resolution=75&width=60&height=80")
    told = enrolled("scan", "--draft", draft, "--material", "id_card", "--feeder", *scanner)
    assert told.exit == 0, told.err
    assert told.json["pages"] == 3
    where = ("pages", "--draft", draft, "--material", "id_card")
    first, second, third = (one["digest"] for one in enrolled(*where).json["pages"])
    moved = enrolled(*where, "--move", "3", "1").json["pages"]
    assert [one["digest"] for one in moved] == [third, first, second]
    assert len(enrolled(*where, "--remove", "2").json["pages"]) == 2
    again = enrolled(*where, "--rescan", "1", *scanner).json["pages"]
    assert again[0]["digest"] != third
    assert again[1]["digest"] == second


def test_a_jam_in_the_middle_costs_none_of_the_pages_before_it(enrolled, draft, device):
    device.set(sheets=5, trouble="jam", after=2)
    scanner = ("--scanner", f"{device.address}?resolution=75&width=60&height=80")
    told = enrolled("scan", "--draft", draft, "--material", "id_card", "--feeder", *scanner)
    assert (told.exit, told.code) == (4, "S203")
    assert len(enrolled("pages", "--draft", draft, "--material", "id_card").json["pages"]) == 2


def test_a_page_is_turned_cut_and_restored(enrolled, draft, tmp_path):
    folder = tmp_path / "arrives"
    folder.mkdir()
    picture = Image.new("L", (800, 1100), 240)
    picture.save(folder / "blank.png")
    told = enrolled("scan", "--draft", draft, "--material", "id_card", "--scanner", f"folder:{folder}")
    assert "空白" in told.json["warnings"][0]
    where = ("pages", "--draft", draft, "--material", "id_card")
    before = enrolled(*where).json["pages"][0]
    assert enrolled(*where, "--turn", "1", "right").json["pages"][0]["changed"]
    assert enrolled(*where, "--cut", "1", "0", "0", "0.5", "0.5").json["pages"][0]["changed"]
    assert enrolled(*where, "--straighten", "1").exit == 0
    assert enrolled(*where, "--restore", "1").json["pages"][0] == before
    assert "第 1 页" in enrolled(*where, as_json=False).out


@pytest.mark.parametrize(
    ("words", "code"),
    [(("--remove", "2"), "S221"), (("--turn", "1", "up"), "N702"), (("--remove", "x"), "N702")],
)
def test_what_cannot_be_done_is_said(enrolled, draft, words, code):
    assert enrolled("pages", "--draft", draft, "--material", "id_card", *words).code == code


@pytest.fixture
def bad_pages(tmp_path):
    """A page with nothing on it, and one that is nearly black."""
    blank, dark = tmp_path / "blank.png", tmp_path / "dark.png"
    Image.new("L", (600, 850), 255).save(blank)
    Image.new("L", (600, 850), 8).save(dark)
    return blank, dark


def words_of(warnings):
    return [(one["material"], one["page"], one["warning"][:6]) for one in warnings]


def test_a_blank_and_a_dark_page_are_told_whatever_command_takes_them_in(enrolled, typed, bad_pages, tmp_path):
    blank, dark = bad_pages
    files = ("--material", f"id_card={blank}", "--material", f"id_card={dark}")
    told = enrolled("intake", *typed, "--item", CARE, *files, "--stop-before-save")
    assert words_of(told.json["warnings"]) == [("id_card", 1, "这一页像是空"), ("id_card", 2, "这一页太暗，")]
    folder = tmp_path / "arrives"
    folder.mkdir()
    blank.replace(folder / "blank.png")
    again = ("intake", "--draft", told.json["draft"], "--scan", "id_card", "--stop-before-save")
    said = enrolled(*again, "--scanner", f"folder:{folder}", as_json=False)
    assert "页：这一页像是空白页。" in said.out


def test_the_papers_of_a_draft_are_listed_and_made_by_command(enrolled, draft, tmp_path):
    offered = {one["kind"]: one["allowed"] for one in enrolled("paper", draft).json["papers"]}
    assert (offered["notice"], offered["application"], offered["authority"]) == (True, True, False)
    file = tmp_path / "notice.pdf"
    made = enrolled("paper", draft, "notice", "--pdf", str(file))
    assert (made.exit, made.json["copy"]) == (0, 0)
    assert file.read_bytes().startswith(b"%PDF")
    assert enrolled("paper", draft, "notice", "--pdf", str(file)).json["copy"] == 1
    assert enrolled("paper", draft, "authority").code == "D802"
    assert enrolled("paper", "no-such-thing").code == "T513"


@pytest.fixture
def sent_back(alone, filed, county):
    """The number of a case that the county sent back."""
    number = filed().json["number"]
    alone("sync", "--until-settled")
    county.does("reject", number, "--note", "证件看不清")
    alone("sync", "--until-settled")
    return number


def test_a_stack_for_a_supplement_is_put_right_page_by_page_and_then_sent(alone, sent_back, device):
    device.set(sheets=3)
    scanner = ("--scanner", f"{device.address}?resolution=75&width=60&height=80")
    where = ("--case", sent_back, "--material", "id_card")
    assert alone("scan", *where, "--feeder", *scanner).code == "N702"
    told = alone("scan", *where, "--feeder", "--keep", *scanner)
    assert (told.exit, told.json["pages"]) == (0, 3)
    first, second, third = (one["digest"] for one in alone("pages", *where).json["pages"])
    moved = alone("pages", *where, "--move", "3", "1").json["pages"]
    assert [one["digest"] for one in moved] == [third, first, second]
    assert len(alone("pages", *where, "--remove", "2").json["pages"]) == 2
    turned = [one["digest"] for one in alone("pages", *where, "--turn", "1", "half").json["pages"]]
    assert alone("supplement", sent_back, "--kept").exit == 0
    assert alone("pages", *where).json["pages"] == []
    (shown,) = [one for one in alone("show", sent_back).json["materials"] if one["material"] == "id_card"]
    assert [one["digest"] for one in shown["pages"]] == turned


def test_a_material_nobody_asked_for_costs_no_page(alone, sent_back, filed, tmp_path):
    folder = tmp_path / "arrives"
    folder.mkdir()
    Image.new("L", (800, 1100), 240).save(folder / "page.png")
    scanner = ("--scanner", f"folder:{folder}")
    assert alone("scan", "--case", sent_back, "--material", "none", "--keep", *scanner).code == "N702"
    assert (folder / "page.png").exists()
