"""手写签名 as acts: kept with the draft, carried by the case, drawn on its papers, kept in both copies."""

import json
import shutil
from dataclasses import replace

import pytest

from windowdesk.casework import cards, filling, intake_view, papers, receive, scans, signing, supplement
from windowdesk.casework.supplement import Supplied
from windowdesk.domain import handwriting
from windowdesk.domain.case import Mode
from windowdesk.domain.handwriting import Ink, Point
from windowdesk.errors import InputRefused
from windowdesk.storage.blobs import Blobs
from windowdesk.storage.store import Store

from .conftest import Person

NAME = Ink(6000, 2000, (tuple(Point(500 + 100 * step, 700 + 37 * step % 400, 12 * step, 500) for step in range(30)),))


def sheet_of(desk, draft, document="application"):
    return next(one for one in intake_view.view(desk, draft).sheets if one.document == document)


@pytest.fixture
def signed(desk, filled):
    draft = filled()
    return signing.sign(desk, draft, "applicant", sheet_of(desk, draft), NAME).value


@pytest.fixture
def proxy(desk, filled):
    draft = filling.with_mode(filled(), Mode.PROXY)
    draft = cards.take_card(desk, draft, Person.RARE, "agent").value.draft
    draft = filling.with_entry(draft, "agent", "mobile", "13800009999")
    for row in intake_view.view(desk, draft).checklist:
        if row.state == "missing":
            draft = filling.with_paper(draft, row.material, True)
    return draft


def states(desk, draft):
    return {(one.document, one.signer): one.state for one in intake_view.view(desk, draft).places}


def refused(act, *args):
    with pytest.raises(InputRefused) as caught:
        act(*args)
    return caught.value.code


def test_a_signature_travels_with_the_case_as_a_file_of_its_event(desk, signed):
    case = receive.receive(desk, signed).value.case
    (one,) = case.signatures
    with desk.store.reading() as view:
        ((event, _),) = view.outbox.of_case(case.id)
        row = view.blobs.get(one.file.digest)
    assert json.loads(event.text)["payload"]["case"]["signatures"][0]["sheet"] == one.sheet
    assert one.file.digest in json.loads(event.text)["blobs"]
    assert (row.ref.media_type, row.wanted) == (handwriting.MEDIA_TYPE, event.seq)
    assert handwriting.decode(desk.blobs.read(one.file)).sheet.digest() == one.sheet


def test_nobody_has_to_sign_on_the_screen(desk, filled):
    draft = filled()
    assert states(desk, draft) == {("application", "applicant"): "open"}
    assert receive.receive(desk, draft).value.case.signatures == ()


def test_a_changed_form_voids_the_signature_and_holds_nothing_up(desk, signed):
    changed = filling.with_no_mobile(signed, "applicant", True)
    assert states(desk, changed) == {("application", "applicant"): "void"}
    place = intake_view.view(desk, changed).places[0]
    assert "作废" in place.words
    assert receive.receive(desk, changed).value.case.signatures == ()


def test_a_signature_given_under_another_sheet_is_not_taken(desk, signed):
    seen = sheet_of(desk, signed)
    changed = filling.with_no_mobile(signed, "applicant", True)
    assert refused(signing.sign, desk, changed, "applicant", seen, NAME) == "N742"


def test_signing_again_takes_the_place_of_the_first(desk, signed):
    again = signing.sign(desk, signed, "applicant", sheet_of(desk, signed), replace(NAME, width=7000)).value
    assert len(again.signatures) == 1
    assert again.signatures != signed.signatures
    assert signing.unsigned(again, "application", "applicant").signatures == ()


def test_nobody_signs_what_they_have_no_part_in(desk, filled):
    draft = filled()
    assert refused(signing.sign, desk, draft, "agent", sheet_of(desk, draft), NAME) == "N743"


def test_the_papers_show_the_signature_until_the_application_changes(desk, signed, county):
    bare = replace(signed, signatures=())
    assert len(papers.draft_paper(desk, signed, "application").value.pdf) > len(
        papers.draft_paper(desk, bare, "application").value.pdf
    )
    case = receive.receive(desk, signed).value.case
    with_ink = papers.paper(desk, case.id, "application").value.pdf
    county.registers(case.id)
    material = case.materials[0]
    county.asks(case.id, [(material.material, material.name, "看不清", "重交")])
    changed = supplement.supplement(desk, case.id, Supplied(paper=frozenset({material.material}))).value
    assert changed.signatures == ()
    assert len(papers.paper(desk, case.id, "application").value.pdf) < len(with_ink)


def test_an_authority_signed_on_the_screen_needs_no_scan(desk, proxy):
    assert refused(receive.receive, desk, proxy) == "N709"
    draft = signing.sign(desk, proxy, "applicant", sheet_of(desk, proxy, "authority"), NAME).value
    draft = signing.sign(desk, draft, "agent", sheet_of(desk, draft, "authority"), NAME).value
    assert papers.draft_paper(desk, draft, "authority").value.pdf.startswith(b"%PDF-")
    case = receive.receive(desk, draft).value.case
    assert case.authority.signed
    assert {(one.document, one.signer) for one in case.signatures} == {
        ("authority", "applicant"),
        ("authority", "agent"),
    }
    assert papers.paper(desk, case.id, "authority").value.pdf.startswith(b"%PDF-")


def test_an_authority_whose_terms_changed_after_signing_is_asked_for_again(desk, proxy, page_file):
    draft = signing.sign(desk, proxy, "applicant", sheet_of(desk, proxy, "authority"), NAME).value
    other = replace(draft, agent=replace(draft.agent, no_mobile=True, entries={
        name: one for name, one in draft.agent.entries.items() if name != "mobile"}))  # fmt: skip
    assert refused(receive.receive, desk, other) == "N709"
    assert receive.receive(desk, scans.attach_authority(desk, other, page_file()).value).value.case.authority.pages


def test_a_package_is_signed_once_and_each_case_carries_it(desk, filled, catalogue):
    package = catalogue[2][0].code
    draft = filled(package=package)
    draft = signing.sign(desk, draft, "applicant", sheet_of(desk, draft), NAME).value
    cases = receive.receive(desk, draft).value.cases
    assert len(cases) > 1
    assert len({one.signatures[0].file.digest for one in cases}) == 1


def test_a_signature_of_a_file_is_bound_to_the_sheet_as_it_stands(desk, filled, tmp_path):
    draft = filled()
    file = tmp_path / "name.json"
    sheet = handwriting.Sheet("application", (), "of another day")
    file.write_bytes(handwriting.encode(handwriting.Signed("applicant", sheet, NAME)))
    signed = signing.sign_from_file(desk, draft, "application", "applicant", file).value
    assert signed.signatures[0].sheet == sheet_of(desk, signed).digest()
    assert refused(signing.sign_from_file, desk, draft, "application", "applicant", tmp_path / "none") == "S220"
    file.write_text("{}")
    assert refused(signing.sign_from_file, desk, draft, "application", "applicant", file) == "N741"
    file.write_bytes(b" " * (signing.LARGEST_FILE + 1))
    assert refused(signing.sign_from_file, desk, draft, "application", "applicant", file) == "N741"


def test_the_second_copy_alone_still_has_the_signature(desk, signed, vault, clock, initials):
    case = receive.receive(desk, signed).value.case
    desk.store.close()
    home = desk.home
    for file in home.iterdir():
        if file.name != "second-copy":
            shutil.rmtree(file) if file.is_dir() else file.unlink()
    with_vault = Store.open(home, vault, clock=clock, initials=initials)
    try:
        with with_vault.reading() as view:
            again = view.cases.get(case.id)
            row = view.blobs.get(case.signatures[0].file.digest)
        assert again.signatures == case.signatures
        assert row.ref == case.signatures[0].file
        assert handwriting.decode(Blobs(home, vault).read(row.ref)).ink == NAME
    finally:
        with_vault.close()


def test_what_is_signed_is_written_down(desk, signed):
    with desk.store.reading() as view:
        last = next(one for one in view.audit.latest(10) if one.action == "sign")
    assert last.object == signed.id
    assert last.detail["sheet"] == signed.signatures[0].sheet
