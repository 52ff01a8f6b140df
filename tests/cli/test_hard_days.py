"""What goes wrong at a counter, by command: bad cards, dead lines, a damaged disk, proxies and visits."""

import pytest

from windowdesk.devices.simulated_people import PEOPLE

from .conftest import CARE

PERSON = PEOPLE[2]


@pytest.mark.parametrize(
    ("how", "code"),
    [({"lifted_while_read": True}, "R103"), ({"unreadable": True}, "R104"), ({"flag": "Z"}, "R105")],
)
def test_a_card_that_cannot_be_read_says_why_and_the_draft_stays(enrolled, reader, how, code):
    reader.place(PERSON, **how)
    told = enrolled("intake", "--item", CARE, "--card", "--reader-timeout", "1", "--reader", f"serial:{reader.device}")
    assert (told.exit, told.code) == (4, code)
    assert len(enrolled("drafts").json["drafts"]) == 1


def test_a_reader_that_is_not_there_is_named(enrolled, tmp_path):
    told = enrolled("intake", "--card", "--reader-timeout", "0.2", "--reader", f"serial:{tmp_path / 'none'}")
    assert (told.exit, told.code) == (4, "R101")


def test_receiving_goes_on_with_the_cable_out(enrolled, filed):
    dead = ("--county", "http://127.0.0.1:9")
    told = enrolled("sync", *dead)
    assert told.exit == 5
    assert told.json["reason"]["code"].startswith("X60")
    assert filed().exit == 0
    queue = enrolled("queue").json["queue"]
    assert (queue["network"], queue["waiting"], queue["safe"]) == ("unknown", 1, True)


def test_a_damaged_database_is_put_right_and_nothing_confirmed_is_missing(alone, filed):
    numbers = [filed().json["number"], filed(CARE, "--duplicate-reason", "另一处").json["number"]]
    file = alone.home / "desk.db"
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 65536] = b"\xa5" * len(content[middle : middle + 65536])
    file.write_bytes(content)
    told = alone("worklist")
    assert told.exit == 0
    assert "T502" in told.err
    assert {row["number"] for row in told.json["rows"]} == set(numbers)
    assert alone("void", numbers[0], "--supervisor", "钱主任", "--reason", "录错").code == "N712"
    assert alone("sync").exit == 0  # an item of the catalogue that was lost with it comes again
    again = filed(CARE, "--duplicate-reason", "再一处").json["number"]
    assert again not in numbers


def test_a_proxy_brings_the_signed_authority(enrolled, typed, papers_of, page):
    agent = PEOPLE[0]
    started = enrolled(
        "intake", "--item", CARE, *typed, "--fill-missing", "sample", "--mode", "proxy", "--stop-before-save",
        "--agent", f"name={agent.name}", "--agent", f"id_number={agent.number}", "--agent-number-again", agent.number,
        "--agent", "mobile=13900001111", "--agent-relation", "邻居",
    )  # fmt: skip
    draft = started.json["draft"]
    words = papers_of(draft)
    assert enrolled("intake", "--draft", draft, *words, "--no-print").code == "N709"
    saved = enrolled("intake", "--draft", draft, "--authority", str(page), "--no-print")
    assert saved.exit == 0, saved.out
    shown = enrolled("show", saved.json["number"], as_json=False).out
    assert "代办" in shown
    assert agent.number not in shown


def test_a_home_visit_names_two_people(enrolled, typed, papers_of):
    started = enrolled(
        "intake", "--item", CARE, *typed, "--fill-missing", "sample", "--mode", "home_visit", "--visit-place",
        "柳树村3组", "--visit-staff", "赵小梅", "赵小梅", "--stop-before-save",
    )  # fmt: skip
    draft = started.json["draft"]
    words = papers_of(draft)
    assert enrolled("intake", "--draft", draft, *words, "--no-print").code == "N701"
    two = ("--visit-place", "柳树村3组", "--visit-staff", "赵小梅", "钱二")
    assert enrolled("intake", "--draft", draft, *two, "--no-print").exit == 0


def test_a_page_from_the_scanner_goes_onto_a_draft_and_onto_a_case(enrolled, filed, typed, page, tmp_path):
    folder = tmp_path / "arrives"
    folder.mkdir()
    scanner = ("--scanner", f"folder:{folder}")
    draft = enrolled("intake", "--item", CARE, *typed, "--stop-before-save").json["draft"]
    (folder / "one.png").write_bytes(page.read_bytes())
    assert enrolled("scan", "--draft", draft, "--material", "id_card", *scanner).exit == 0
    rows = enrolled("intake", "--draft", draft, "--stop-before-save").json["checklist"]
    assert next(row for row in rows if row["material"] == "id_card")["pages"] == 1
    number = filed(CARE, "--duplicate-reason", "另一处").json["number"]
    (folder / "two.png").write_bytes(page.read_bytes() + b"\0")
    assert enrolled("scan", "--case", number, "--material", "id_card", *scanner).code == "N712"


def test_an_unknown_draft_or_case_costs_no_page(enrolled, page, tmp_path):
    folder = tmp_path / "arrives"
    folder.mkdir()
    (folder / "one.png").write_bytes(page.read_bytes())
    scanner = ("--scanner", f"folder:{folder}")
    assert enrolled("scan", "--draft", "none", "--material", "id_card", *scanner).code == "T515"
    assert enrolled("scan", "--case", "none", "--material", "id_card", *scanner).code == "T513"
    assert (folder / "one.png").exists()


def test_a_case_the_county_sends_back_goes_up_again_under_its_number(alone, filed, county, page):
    number = filed().json["number"]
    alone("sync", "--until-settled")
    county.does("reject", number, "--note", "证件看不清")
    alone("sync", "--until-settled")
    (row,) = alone("inbox").json["rows"]
    assert (row["kind"], row["needs_act"]) == ("rejected", True)
    assert "证件看不清" in row["text"]
    assert alone("supplement", number, "--material", f"id_card={page}").exit == 0
    assert alone("inbox").json["rows"] == []
    assert alone("sync", "--until-settled").json["settled"]
    county.does("register", number)
    alone("sync", "--until-settled")
    assert alone("show", number).json["row"]["state"] == "S30"
    assert [one["provisional_number"] for one in county.does("cases")["cases"]].count(number) == 1
