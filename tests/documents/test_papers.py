import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest
import zxingcpp

from windowdesk.documents import paper_values, papers, templates
from windowdesk.documents.paper_ink import HEIGHT, InkMark
from windowdesk.documents.paper_kinds import PaperKind
from windowdesk.documents.paper_values import NoticeLine, of_case, of_draft
from windowdesk.domain.case import Mode
from windowdesk.domain.case_events import CaseDelivered
from windowdesk.domain.draft import Draft, DraftPerson, Entry
from windowdesk.domain.handwriting import DatedInk, Ink, Point
from windowdesk.domain.news import CorrectionAsked, CorrectionLine, ResultIssued
from windowdesk.errors import InputRefused

DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
RARE = "䶮𫖯𬱖㛃𠅤"


@pytest.fixture(scope="module")
def values(slip, case, item, desk_settings):
    subject = of_case(case, item)
    asked = CorrectionAsked(
        "01",
        1,
        "示民补〔2026〕15号",
        (CorrectionLine("book", "户口簿", "第二页看不清", "全部页面清晰"),),
        date(2026, 12, 6),
        "",
        AT,
    )
    result = ResultIssued("01", True, "最低生活保障证", "示低保证第0001号", AT)
    delivered = CaseDelivered("direct", "张䶮𬱖", "", ("最低生活保障审核确认决定书",), AT, True)
    lines = [NoticeLine(material) for material in item.materials[:3]]
    desk = desk_settings
    return {
        PaperKind.RECEIPT: paper_values.receipt(slip),
        PaperKind.AUTHORITY: paper_values.authority(subject, desk, DAY),
        PaperKind.APPLICATION: paper_values.application(subject, desk, DAY),
        PaperKind.NOTICE: paper_values.notice(
            subject, desk, DAY, [*lines, NoticeLine(item.materials[3], "过期")], "不收费"
        ),
        PaperKind.CORRECTION: paper_values.correction(subject, desk, asked, reprint=1),
        PaperKind.DEFERRAL: paper_values.deferral(subject, desk, DAY),
        PaperKind.PICK_UP: paper_values.pick_up(
            subject, desk, DAY, result, receiver="买买提·𠅤㛃𫖯", relation="邻居", id_checked=True
        ),
        PaperKind.SERVICE: paper_values.service(subject, desk, delivered),
        PaperKind.WITHDRAWAL: paper_values.withdrawal(subject, desk, DAY, "家庭情况变化，不再需要。"),
        PaperKind.RETURNED: paper_values.returned(subject, desk, DAY),
        PaperKind.HAND_OVER: paper_values.hand_over(
            [case] * 25, desk, DAY, number="JJ990101001001-20261122-01", to_site="黄花镇便民服务中心"
        ),
    }


@pytest.fixture(scope="module")
def made(values):
    return {kind: papers.make(kind, given) for kind, given in values.items()}


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = []
        for page in document:
            layer = page.get_textpage()
            pages.append(layer.get_text_bounded().replace("\r\n", "\n"))
            layer.close()
            page.close()
        return pages
    finally:
        document.close()


def pictures_of(pdf, scale=1.0):
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for page in document:
            bitmap = page.render(scale=scale)
            found.append(bitmap.to_pil().copy())
            bitmap.close()
            page.close()
        return found
    finally:
        document.close()


@pytest.mark.parametrize("kind", PaperKind)
def test_the_text_is_as_committed(made, golden, kind):
    golden(f"{kind.value}.txt", "\f".join(text_of(made[kind])).encode())


@pytest.mark.parametrize("kind", PaperKind)
def test_the_page_looks_as_committed(made, golden_picture, kind):
    golden_picture(f"{kind.value}.png", pictures_of(made[kind])[0], 0.5)


@pytest.mark.parametrize("kind", PaperKind)
def test_the_common_block_stands_on_every_paper(made, values, kind):
    text = "".join(text_of(made[kind])).replace("\n", "").replace(" ", "")
    given = values[kind]
    must = [given["number"], given["query_ways"], given["hotline"], "2026年11月22日", "李秀英", "一式", "第1页共"]
    if kind is not PaperKind.HAND_OVER:
        must += [given["item_name"], given["item_code"], given["applicant"], given["id_masked"], given["agency"]]
    assert [words for words in must if words.replace(" ", "") not in text] == []


@pytest.mark.parametrize("kind", PaperKind)
def test_no_full_number_of_a_card_phone_or_bank_is_on_any_paper(made, kind):
    text = "".join(text_of(made[kind]))
    for number in ("99010119500101001X", "990101197001010028", "13800005678", "13900001234", "6222020000000000000"):
        assert number not in text


@pytest.mark.parametrize("kind", PaperKind)
def test_bar_code_and_qr_code_are_read_from_the_page(made, values, kind):
    codes = {one.format.name: one.text for one in zxingcpp.read_barcodes(pictures_of(made[kind], 3)[0])}
    assert codes["Code128"] == values[kind]["number"]
    assert codes["QRCode"] == (values[kind].get("code") or values[kind]["number"])


@pytest.mark.parametrize("kind", PaperKind)
def test_every_font_is_embedded_and_the_bytes_are_always_the_same(made, values, kind, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(made[kind])
    listed = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert listed
    assert all(line.split()[-5] == "yes" for line in listed)
    assert papers.make(kind, values[kind]) == made[kind]


def test_a_rare_name_copied_from_the_page_is_the_same_name(values, tmp_path):
    pdf = papers.make(PaperKind.WITHDRAWAL, {**values[PaperKind.WITHDRAWAL], "applicant": RARE})
    assert RARE in "".join(text_of(pdf))
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    copied = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    assert RARE in copied


def test_a_character_no_font_has_is_refused_and_named(values):
    with pytest.raises(InputRefused) as refused:
        papers.make(PaperKind.WITHDRAWAL, {**values[PaperKind.WITHDRAWAL], "applicant": "张\ue81e"})
    assert (refused.value.code, "U+E81E" in refused.value.happened) == ("D801", True)


def test_lines_of_a_typed_text_stay_and_control_characters_do_not(values):
    given = {**values[PaperKind.WITHDRAWAL], "reason": "一、搬家\r\n二、\t不需要\x07"}
    text = text_of(papers.make(PaperKind.WITHDRAWAL, given))[0]
    assert "一、搬家\n" in text
    assert "\x07" not in text


def test_a_missing_value_is_an_error_in_the_clerks_words(values):
    given = {**values[PaperKind.WITHDRAWAL], "reason": "  "}
    with pytest.raises(InputRefused) as refused:
        papers.make(PaperKind.WITHDRAWAL, given)
    assert refused.value.code == "D805"
    assert "撤回原因" in refused.value.happened


@pytest.mark.parametrize(("rows", "words"), [([], "材料名称"), ([{"name": "户口簿", "defect": ""}], "存在的问题")])
def test_an_empty_table_or_cell_is_an_error_too(values, rows, words):
    with pytest.raises(InputRefused) as refused:
        papers.make(PaperKind.CORRECTION, {**values[PaperKind.CORRECTION], "lines": rows})
    assert words in refused.value.happened


def test_a_value_the_paper_does_not_know_is_a_fault_of_the_program(values):
    with pytest.raises(ValueError, match="colour"):
        papers.make(PaperKind.WITHDRAWAL, {**values[PaperKind.WITHDRAWAL], "colour": "red"})


def test_a_reprint_is_marked_and_a_first_print_is_not(made, values):
    assert "补打 第 1 次" in text_of(made[PaperKind.CORRECTION])[0]
    first = papers.make(PaperKind.CORRECTION, {**values[PaperKind.CORRECTION], "reprint": 0})
    assert "补打" not in text_of(first)[0]


def test_training_puts_the_watermark_on_every_page(values):
    pages = text_of(papers.make(PaperKind.HAND_OVER, values[PaperKind.HAND_OVER], training=True))
    assert len(pages) > 1
    assert all("不作凭据" in page for page in pages)


def test_a_long_list_repeats_its_head_and_counts_its_pages(made):
    pages = text_of(made[PaperKind.HAND_OVER])
    assert len(pages) == 2
    assert all("编号、事项" in page for page in pages)
    assert "第 2 页 共 2 页" in pages[1]
    assert "接收人" in pages[1]


def test_the_document_number_and_title_are_in_the_files_own_data(made):
    document = pypdfium2.PdfDocument(made[PaperKind.CORRECTION])
    assert document.get_metadata_value("Title") == "补齐补正通知单"
    assert document.get_metadata_value("Subject") == "示民补〔2026〕15号"
    document.close()


def test_a_title_of_the_items_own_replaces_the_templates(case, item, desk_settings):
    own = replace(item, doc_titles={"withdrawal": "低保申请撤回书"})
    pdf = papers.make(PaperKind.WITHDRAWAL, paper_values.withdrawal(of_case(case, own), desk_settings, DAY, "不需要"))
    assert "低保申请撤回书" in text_of(pdf)[0]
    assert papers.title_of(PaperKind.WITHDRAWAL) == "撤回申请书"


def test_a_draft_has_papers_before_it_has_a_number(item, desk_settings):
    person = DraftPerson({"name": Entry("张䶮"), "id_number": Entry("99010119500101001X")}, no_mobile=True)
    draft = Draft("02", AT, mode=Mode.PROXY, item_code=item.code, applicant=person, agent=person)
    pdf = papers.make(PaperKind.AUTHORITY, paper_values.authority(of_draft(draft, item), desk_settings, DAY))
    text = text_of(pdf)[0]
    assert "收件时编号" in text
    assert "无手机" in text
    assert "文书编号" not in text


def test_an_authority_without_an_agent_is_refused(case, item, desk_settings):
    alone = of_case(replace(case, agent=None), item)
    with pytest.raises(InputRefused) as refused:
        papers.make(PaperKind.AUTHORITY, paper_values.authority(alone, desk_settings, DAY))
    assert "代办人" in refused.value.happened


def test_a_template_of_the_countys_own_is_used_as_it_is(values):
    own = replace(templates.shipped(PaperKind.WITHDRAWAL), title="撤件申请")
    pdf = papers.make(PaperKind.WITHDRAWAL, {**values[PaperKind.WITHDRAWAL], "title": ""}, template=own)
    assert "撤件申请" in text_of(pdf)[0]


# signed by hand on the screen


def ink_of(pressure=None):
    points = tuple(Point(300 + 40 * step, 300 + 25 * step, 10 * step, pressure) for step in range(40))
    return DatedInk(Ink(6000, 2000, (points,)), DAY)


@pytest.mark.parametrize("make", [paper_values.application, paper_values.authority], ids=["application", "authority"])
def test_a_name_written_on_the_screen_stands_on_its_line_with_its_day(case, item, desk_settings, make):
    kind = PaperKind(make.__name__)
    bare = of_case(case, item)
    plain = pictures_of(papers.make(kind, make(bare, desk_settings, DAY)))
    signed = papers.make(kind, make(replace(bare, inks={"applicant": ink_of(700)}), desk_settings, DAY))
    assert signed == papers.make(kind, make(replace(bare, inks={"applicant": ink_of(700)}), desk_settings, DAY))
    drawn = pictures_of(signed)
    assert len(drawn) == len(plain)
    assert any(one.tobytes() != other.tobytes() for one, other in zip(drawn, plain, strict=True))
    assert "2026.11.22" in "".join(text_of(signed))


def test_a_name_written_small_is_not_blown_up_and_a_long_one_keeps_to_its_line():
    room = 90.0
    small = InkMark(Ink(6000, 2000, ((Point(0, 0, 0), Point(60, 20, 5)),)), room)
    long = InkMark(Ink(6000, 2000, ((Point(0, 0, 0), Point(6000, 10, 5)),)), room)
    dot = InkMark(Ink(6000, 2000, ((Point(5, 5, 0),),)), room)
    assert small.width < room / 10
    assert long.width <= room + 0.01
    assert max(one.height for one in (small, long, dot)) <= HEIGHT
