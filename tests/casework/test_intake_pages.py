"""The pages of intake: cards, scans, what is missing, drafts that survive, papers before the save."""

from dataclasses import replace

import pytest
from PIL import Image, ImageDraw

from windowdesk.casework import cards, choose, drafts, filling, intake_view, office_print, papers, scans
from windowdesk.domain.case import Mode
from windowdesk.domain.people import Assurance
from windowdesk.errors import InputRefused, Known

from .conftest import CARE, DIBAO, Person


def code_of(call, *args):
    with pytest.raises(Known) as caught:
        call(*args)
    return caught.value.code


def test_a_card_fills_the_person_and_the_draft_is_kept(desk):
    draft = drafts.start(desk).value
    taken = cards.take_card(desk, draft, Person.RARE).value
    assert taken.draft.applicant.text("name") == "㛃䶮"
    assert taken.draft.applicant.assurance is Assurance.READ
    assert taken.conflicts == ()
    assert drafts.resume(desk, draft.id) == taken.draft


def test_what_was_typed_stays_until_a_person_decides(desk):
    draft = filling.with_entry(drafts.start(desk).value, "applicant", "name", "李建囯")
    taken = cards.take_card(desk, draft, Person.YOUNG).value
    assert [conflict.field for conflict in taken.conflicts] == ["name"]
    assert taken.draft.applicant.text("name") == "李建囯"
    decided = cards.resolve(desk, taken.draft, Person.YOUNG, taken.conflicts).value
    assert decided.applicant.text("name") == Person.YOUNG.name


def test_another_persons_card_is_refused(desk):
    draft = cards.take_card(desk, drafts.start(desk).value, Person.YOUNG).value.draft
    assert code_of(cards.take_card, desk, draft, Person.OLD) == "R110"


def test_a_card_shows_the_persons_earlier_cases(desk, received):
    case = received()
    taken = cards.take_card(desk, drafts.start(desk).value, Person.YOUNG).value
    assert [row.id for row in taken.earlier] == [case.id]


def test_a_scan_belongs_to_its_material_and_can_be_taken_out(desk, page_file):
    draft = choose.item(desk, drafts.start(desk).value, CARE).value
    draft = scans.attach(desk, draft, "id_card", page_file()).value
    draft = scans.attach(desk, draft, "id_card", page_file()).value
    pages = filling.material(draft, "id_card").pages
    assert len(pages) == 2
    assert scans.page(desk, pages[0]).startswith(b"\x89PNG")
    draft = filling.with_page_set(draft, "id_card", filling.page_set(draft, "id_card").without(pages[0].digest))
    assert filling.material(draft, "id_card").pages == pages[1:]


def test_the_same_page_twice_is_one_page(desk, page_file):
    draft = choose.item(desk, drafts.start(desk).value, CARE).value
    file = page_file()
    draft = scans.attach(desk, scans.attach(desk, draft, "id_card", file).value, "id_card", file).value
    assert len(filling.material(draft, "id_card").pages) == 1


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "S208"), (b"hello, no picture", "S207"), (b"\x89PNG\r\n\x1a\n" + b"x" * 40, "S210")]
)
def test_what_is_no_page_is_refused_and_the_draft_stays(desk, tmp_path, content, code):
    draft = choose.item(desk, drafts.start(desk).value, CARE).value
    file = tmp_path / "page.png"
    file.write_bytes(content)
    assert code_of(scans.attach, desk, draft, "id_card", file) == code
    assert drafts.resume(desk, draft.id) == draft


def test_a_file_of_200_megabytes_is_refused(desk, tmp_path):
    file = tmp_path / "huge.png"
    with file.open("wb") as stream:
        stream.write(b"\x89PNG\r\n\x1a\n")
        stream.truncate(200_000_000)
    assert code_of(scans.keep_page, desk, file) == "S209"


def test_a_file_that_is_not_there_is_named(desk, tmp_path):
    assert code_of(scans.keep_page, desk, tmp_path / "gone.png") == "S220"


def test_no_plain_page_stays_on_disk(desk, page_file):
    file = page_file()
    plain = file.read_bytes()
    scans.keep_page(desk, file)
    kept = [one for one in desk.home.rglob("*") if one.is_file()]
    assert not any(plain[8:40] in one.read_bytes() for one in kept)


def test_the_pages_show_what_is_still_missing_in_order(desk):
    draft = choose.item(desk, drafts.start(desk).value, CARE).value
    view = intake_view.view(desk, draft)
    steps = [trouble.step for trouble in view.troubles]
    assert steps[0] == "person"
    assert steps[-1] == "confirm"
    assert {row.state for row in view.checklist} <= {"missing", "optional", "exempt"}
    assert view.notice


def test_a_duplicate_is_told_before_the_save(desk, received, filled):
    case = received()
    assert intake_view.view(desk, filled()).duplicate_number == case.provisional_number


def test_a_ready_draft_has_no_troubles_and_says_when_it_is_due(desk, filled):
    view = intake_view.view(desk, filled(DIBAO))
    assert view.troubles == ()
    assert view.promised == "25 个工作日"
    assert view.due.isoformat() == "2026-04-07"


def test_drafts_are_listed_masked_and_can_be_thrown_away(desk, filled):
    draft = filled()
    (row,) = drafts.listing(desk)
    assert row.name_masked == "王*"
    assert row.item_name
    drafts.discard(desk, draft.id)
    assert drafts.listing(desk) == ()
    assert code_of(drafts.resume, desk, draft.id) == "T515"


def test_samples_only_in_the_fictional_region(desk, filled):
    desk.settings = replace(desk.settings, site=replace(desk.settings.site, region="110101001001"))
    with pytest.raises(InputRefused) as caught:
        filled()
    assert caught.value.code == "N731"


def test_the_one_off_notice_lists_everything_missing(desk, filled):
    draft = filled(papers=False)
    offers = {one.kind: one.allowed for one in papers.draft_offers(desk, draft)}
    assert offers == {"application": True, "authority": False, "notice": True, "deferral": False}
    made = papers.draft_paper(desk, draft, "notice").value
    assert made.pdf.startswith(b"%PDF-")
    assert made.copy == 0
    office_print.keep(desk, made)
    assert papers.draft_paper(desk, draft, "notice").value.copy == 1


def test_the_authority_is_printed_for_a_proxy(desk, filled):
    draft = filling.with_mode(filled(), Mode.PROXY)
    draft = cards.take_card(desk, draft, Person.RARE, "agent").value.draft
    draft = filling.with_entry(draft, "agent", "mobile", "13800009999")
    draft = filling.with_entry(draft, "agent", "address", "柳树村")
    assert papers.draft_paper(desk, draft, "authority").value.pdf.startswith(b"%PDF-")


def test_a_paper_that_is_not_its_time_is_refused(desk, received):
    assert code_of(papers.paper, desk, received().id, "correction") == "D802"
    assert code_of(papers.paper, desk, received(card=Person.OLD).id, "no_such_paper") == "D802"


def test_the_papers_of_a_case_follow_its_state(desk, received, county):
    case = received()
    county.registers(case.id)
    county.asks(case.id, [("id_card", "身份证", "不清楚", "清楚")])
    allowed = {one.kind for one in papers.offers(desk, case.id) if one.allowed}
    assert allowed == {"receipt", "application", "correction"}
    for kind in sorted(allowed):
        made = papers.paper(desk, case.id, kind).value
        assert made.pdf.startswith(b"%PDF-")
        if kind == "correction":
            office_print.keep(desk, made)
    counted = {one.kind: one.printed for one in papers.offers(desk, case.id)}
    assert counted["correction"] == 1


def test_a_proxy_case_needs_its_signed_authority(desk, filled, page_file):
    from windowdesk.casework import receive

    draft = filling.with_mode(filled(), Mode.PROXY)
    draft = cards.take_card(desk, draft, Person.RARE, "agent").value.draft
    draft = filling.with_entry(draft, "agent", "mobile", "13800009999")
    for row in intake_view.view(desk, draft).checklist:
        if row.state == "missing":
            draft = filling.with_paper(draft, row.material, True)
    assert code_of(receive.receive, desk, draft) == "N709"
    draft = scans.attach_authority(desk, draft, page_file()).value
    case = receive.receive(desk, draft).value.case
    assert case.agent.name == "㛃䶮"
    assert case.authority.signed


def scan_of_a_page(tmp_path):
    """A grey page of text as a scanner gives it, large enough to be made small."""
    picture = Image.effect_noise((1240, 1754), 8).point(lambda value: min(255, value + 110))
    draw = ImageDraw.Draw(picture)
    for row in range(40):
        draw.line((100, 100 + row * 40, 1100, 100 + row * 40), fill=30, width=6)
    file = tmp_path / "page.jpg"
    picture.save(file, quality=90, dpi=(150, 150))
    return file


def test_a_scan_is_kept_small_and_its_original_beside_it_until_proof(desk, tmp_path):
    file = scan_of_a_page(tmp_path)
    ref = scans.keep_page(desk, file)
    assert ref.media_type == "image/png"
    assert ref.size * 3 < file.stat().st_size
    with desk.store.reading() as view:
        original = view.blobs.get(ref.digest).original
    assert desk.blobs.read(original) == file.read_bytes()


def test_where_the_site_wants_originals_a_scan_stays_as_it_is(desk, tmp_path):
    desk.settings = replace(desk.settings, scans="original")
    file = scan_of_a_page(tmp_path)
    assert desk.blobs.read(scans.keep_page(desk, file)) == file.read_bytes()
