"""手写签名 by command: a file of a pad goes with the case to the county."""

import json
from pathlib import Path

import pytest

CARE = "11990000MB2000397Y599203900400001"


@pytest.fixture
def name(tmp_path):
    file = tmp_path / "name.json"
    stroke = [[400 + 90 * step, 500 + 31 * step % 300, 11 * step] for step in range(30)]
    ink = {"format": "windowdesk/signature", "version": 1, "width": 6000, "height": 2000, "strokes": [stroke]}
    file.write_text(json.dumps(ink))
    return file


@pytest.fixture
def started(typed, windowdesk):
    def start():
        words = ("intake", "--item", CARE, *typed, "--fill-missing", "sample", "--stop-before-save")
        return windowdesk(*words).json["draft"]

    return start


def test_a_signature_file_goes_with_the_case_to_the_county(alone, started, papers_of, name, tmp_path):
    draft = started()
    held = papers_of(draft)
    saved = alone("intake", "--draft", draft, *held, "--signature", str(name), "--no-print")
    assert saved.exit == 0
    settled = alone("sync", "--until-settled", "--timeout", "60")
    assert settled.exit == 0
    assert "申请表（申请人）" in alone("show", saved.json["number"], as_json=False).out
    pdf = tmp_path / "application.pdf"
    assert alone("paper", saved.json["number"], "application", "--pdf", str(pdf)).exit == 0
    assert Path(pdf).read_bytes().startswith(b"%PDF-")


def test_what_is_filled_in_after_signing_voids_it_in_words(enrolled, started, papers_of, name):
    draft = started()
    held = papers_of(draft)
    signed = enrolled("intake", "--draft", draft, *held, "--signature", str(name), "--stop-before-save")
    assert [one["state"] for one in signed.json["signatures"]] == ["signed"]
    paper = enrolled("intake", "--draft", draft, "--sign-on-paper", "--stop-before-save")
    assert [one["state"] for one in paper.json["signatures"]] == ["open"]
    enrolled("intake", "--draft", draft, "--signature", str(name), "--stop-before-save")
    changed = enrolled("intake", "--draft", draft, "--mobile", "13800005678", "--stop-before-save", as_json=False)
    assert "作废" in changed.out
    saved = enrolled("intake", "--draft", draft, "--no-print")
    assert saved.exit == 0
    assert "手写签名" not in enrolled("show", saved.json["number"], as_json=False).out


def test_a_file_that_is_no_signature_is_refused(enrolled, started, page):
    draft = started()
    told = enrolled("intake", "--draft", draft, "--signature", str(page), "--no-print")
    assert (told.exit, told.code) == (3, "N741")
    told = enrolled("intake", "--draft", draft, "--signature", f"authority.applicant={page}", "--no-print")
    assert (told.exit, told.code) == (3, "N741")


def test_only_who_has_a_part_in_it_signs(enrolled, started, name):
    draft = started()
    told = enrolled("intake", "--draft", draft, "--signature", f"authority.agent={name}", "--no-print")
    assert (told.exit, told.code) == (3, "N743")
