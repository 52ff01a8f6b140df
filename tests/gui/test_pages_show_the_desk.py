"""Worklist, case, inbox, queue, guide and settings on a desk with an invented day."""

import re
from dataclasses import replace

import pytest
import sample_day
from PySide6.QtCore import Qt

from windowdesk.casework import case_view
from windowdesk.casework.rows import CaseRow
from windowdesk.casework.worklist import Filter, WorkPage
from windowdesk.domain.case import CaseState
from windowdesk.gui.pages import worklist as worklist_page
from windowdesk.gui.settings_cards import DevicesCard, DoctorCard, PeopleCard


@pytest.fixture
def day(window, on_desk, settled):
    ids = on_desk(window, sample_day.play)
    settled(window)
    return ids


@pytest.fixture
def page(window, settled):
    def bring(name, about=None):
        window.show_page(name, about)
        settled(window)
        return window.page(name)

    return bring


def test_home_counts_the_day(window, day, page):
    home = page("home")
    assert "今天已收 12 件" in home.ui.hint.plain()
    assert not home.ui.todayEmpty.isVisible()
    assert home.ui.draftRows.count() == 2
    assert home.ui.noticeCard.isVisible()


def test_worklist_finds_by_initials_as_one_types(window, day, page, settled, qtbot):
    work = page("worklist", "all")
    assert work.model.rowCount() == 12
    qtbot.keyClicks(work.ui.search, "zgl")
    settled(window)
    assert [row.name_masked for row in work.model.rows] == ["张*兰"]
    qtbot.keyClick(work.ui.search, Qt.Key.Key_Return)
    settled(window)
    assert window.front == "case"


def test_worklist_says_so_when_nothing_is_found(window, day, page, settled, qtbot):
    work = page("worklist", "all")
    qtbot.keyClicks(work.ui.search, "qqqq")
    settled(window)
    assert "没有找到" in work.ui.found.plain()
    assert not work.ui.open.isEnabled()


def test_worklist_filter_shows_what_it_counts(window, day, page, settled):
    work = page("worklist")
    assert work.filters[Filter.CORRECTIONS].text() == "待补正 2"
    work.filters[Filter.CORRECTIONS].click()
    settled(window)
    assert {row.id for row in work.model.rows} == {day["correction"], day["form"]}


def test_a_thousand_rows_change_by_difference(window, page, settled, monkeypatch, day):
    first = page("worklist", "all").model.rows[0]
    rows = [replace(first, id=str(number), name_masked=f"王*{number}") for number in range(1000)]

    def fake_page(desk, what, after, limit):
        start = int(after or 0)
        more = str(start + limit) if start + limit < len(rows) else ""
        return WorkPage(tuple(rows[start : start + limit]), more)

    monkeypatch.setattr(worklist_page.worklist, "page", fake_page)
    work = page("worklist", "all")
    while work._more:
        work._read_more()
        settled(window)
    assert work.model.rowCount() == 1000
    changes = []
    work.model.dataChanged.connect(lambda first, last: changes.append((first.row(), last.row())))
    work.model.rowsInserted.connect(lambda *_: changes.append("in"))
    work.model.modelReset.connect(lambda: changes.append("reset"))
    rows[3] = replace(rows[3], state=CaseState.REGISTERED, state_words="平台已登记")
    work.refresh()
    settled(window)
    assert changes == [(3, 3)] or changes[0] == (3, 3)
    assert "reset" not in changes
    assert isinstance(work.model.rows[3], CaseRow)


def test_a_correction_is_supplied_from_the_inbox(window, day, page, settled, on_desk):
    inbox = page("inbox")
    assert inbox.ui.what.plain().startswith("要求补正")
    assert "缺少本人页" in inbox.ui.lines.text()
    inbox.ui.act.click()
    settled(window)
    case = window.page("case")
    assert window.front == "case"
    assert case.act is not None
    for key in list(case.act.ui.materials._rows):
        case.act.ui.materials.row(key).paper.click()
    settled(window)
    case.key_save()
    settled(window)
    assert case.act is None
    assert "已存好" in window.ui.banner.happened.text()
    assert on_desk(window, case_view.view, day["correction"]).row.state is CaseState.CORRECTED


def test_a_result_is_handed_over_with_the_card(window, day, page, settled, counter, on_desk):
    case = page("case", day["ready"])
    assert case.ui.primary.text().startswith("送达")
    case.ui.primary.click()
    settled(window)
    case.key_save()
    settled(window)
    assert window.ui.banner.code
    assert case.act is not None
    counter.lay_card(sample_day.card(2))
    settled(window)
    assert case.act.ui.idChecked.isChecked()
    assert case.act.ui.relation.text() == "本人"
    case.key_save()
    settled(window)
    assert on_desk(window, case_view.view, day["ready"]).row.state is CaseState.DELIVERED


def test_a_strangers_card_at_delivery_is_told(window, day, page, settled, counter, make_card):
    case = page("case", day["ready"])
    case.ui.primary.click()
    settled(window)
    counter.lay_card(make_card(name="钱多多", first17="99010119500101001"))
    settled(window)
    assert "不是申请人本人" in window.ui.banner.happened.text()
    assert case.act.ui.relation.text() == ""


def test_a_case_is_voided_with_supervisor_and_reason_only(window, day, page, settled, on_desk):
    case = page("case", day["case"])
    case._do("void")
    settled(window)
    case.key_save()
    settled(window)
    assert window.ui.banner.code in {"N701", "N715"}
    case.act.ui.supervisor.setText("王主任")
    case.act.ui.reason.setText("重复收件")
    case.key_save()
    settled(window)
    assert on_desk(window, case_view.view, day["case"]).row.state is CaseState.VOID


def test_the_full_number_hides_again(window, day, page, settled):
    case = page("case", day["case"])
    number = sample_day.card(0).number
    assert number not in case.ui.content.text()
    case.ui.reveal.click()
    settled(window)
    assert number in case.ui.revealed.text()
    page("home")
    assert case.ui.revealed.text() == ""


def test_a_paper_is_shown_as_a_picture(window, day, page, settled):
    case = page("case", day["case"])
    case._make_paper("receipt")
    settled(window)
    assert case.ui.paperPicture.pages() >= 1
    assert case.ui.printPaper.isEnabled()


def test_queue_says_why_and_wakes_the_exchange(window, day, page, counter):
    queue = page("queue")
    assert queue.model.rowCount() == 12
    assert queue.ui.waiting.words() == "未上报 12 件"
    assert queue.ui.reason.plain()
    queue.ui.sync.click()
    assert counter.synced == 1


def test_guide_shows_materials_by_situation_and_begins_an_intake(window, day, page, settled, qtbot):
    guide = page("guide")
    qtbot.keyClicks(guide.ui.search, "gljtsq")
    settled(window)
    assert guide.ui.itemTitle.text() == "高龄津贴申请"
    before = guide.ui.materials.text()
    guide.ui.questions.choices("gl_pension")["yes"].click()
    settled(window)
    assert "退休待遇情况说明" in guide.ui.materials.text()
    assert guide.ui.materials.text() != before
    guide.ui.begin.click()
    settled(window)
    assert window.front == "intake"
    assert window.page("intake").draft.item_code == sample_day.code_of(sample_day.ELDER)


def test_settings_are_kept_and_devices_tested(window, page, settled, counter):
    settings = page("settings")
    settings.card(PeopleCard).ui.clerk.setText("张代办")
    settings.key_save()
    settled(window)
    assert counter.settings.clerk == "张代办"
    assert "张代办" in window.ui.clerk.text()
    devices = settings.card(DevicesCard).ui
    devices.readerTest.click()
    settled(window)
    assert devices.readerState.words() == "没有设置"
    settings.card(DoctorCard).ui.doctor.click()
    settled(window)
    assert window.front == "devices"


def test_notices_can_be_put_away(window, day, page, settled):
    inbox = page("inbox")
    notices = [row for row in inbox.model.rows if row.kind == "notice"]
    assert len(notices) == 1
    inbox.ui.rows.setCurrentIndex(inbox.model.index(inbox.model.rows.index(notices[0]), 0))
    inbox.ui.putAway.click()
    settled(window)
    assert not [row for row in inbox.model.rows if row.kind == "notice"]


def test_home_names_catalogue_calendar_and_what_the_county_announces(window, day, page):
    home = page("home")
    assert re.match(r"事项库第 1 版，\d+ 个事项，还没有和县里核对过。", home.ui.versions.plain())
    assert "工作日历到 2026 年" in home.ui.versions.plain()
    cards = [home.ui.noticeRows.itemAt(at).widget() for at in range(home.ui.noticeRows.count())]
    words = {card.title.plain(): card.text.plain() for card in cards}
    assert "22 点到 24 点" in words["周六晚上系统维护"]
    assert "只到 2026 年" in words["期限请留意"]


def test_home_says_when_the_store_was_put_right(window, day, page, monkeypatch):
    from windowdesk.casework import home as home_view

    monkeypatch.setattr(home_view, "warning", lambda desk: "数据损坏过，已从第二份恢复。")
    home = page("home")
    first = home.ui.noticeRows.itemAt(0).widget()
    assert first.title.plain() == "请注意"
    assert "第二份" in first.text.plain()


def test_guide_of_a_package_shows_its_steps_and_begins_it(window, day, page, settled, qtbot):
    guide = page("guide")
    qtbot.keyClicks(guide.ui.search, "P1")
    settled(window)
    assert guide.ui.itemTitle.text() == "新生儿出生一件事"
    assert "先后" in guide.ui.elements.text()
    before = guide.ui.elements.text().count("等“")
    guide.ui.questions.choices("p1_card")["yes"].click()
    settled(window)
    assert guide.ui.elements.text().count("等“") == before + 1
    guide.ui.begin.click()
    settled(window)
    assert window.front == "intake"
    assert window.page("intake").draft.package_code == "P1"


def test_a_villager_evaluates_the_service(window, day, page, settled, on_desk, qtbot, qapp):
    case = page("case", day["delivered"])
    assert case.ui.primary.text().startswith("请群众评价")
    case.ui.primary.click()
    settled(window)
    levels = [case.act.ui.levelRows.itemAt(at).widget() for at in range(case.act.ui.levelRows.count())]
    assert not any(button.isChecked() for button in levels), "nothing is chosen beforehand"
    case.key_save()
    settled(window)
    assert "还没有选评价" in window.ui.banner.happened.text()
    levels[-1].click()
    case.key_save()
    settled(window)
    assert case.act is not None, "a bad level wants a reason"
    levels[0].click()
    settled(window)
    first = case.act.ui.choiceRows.itemAt(0).widget()
    first.click()
    qtbot.keyClicks(case.act.ui.text, "hao")
    case.key_save()
    settled(window)
    assert case.act is None
    assert on_desk(window, case_view.view, day["delivered"]).case.state is CaseState.EVALUATED


def test_an_applicant_withdraws(window, day, page, settled, on_desk):
    case = page("case", day["case"])
    case._do("withdraw")
    settled(window)
    case.key_save()
    settled(window)
    assert window.ui.banner.code
    assert case.act is not None
    case.act.ui.reason.setText("不办了，搬去和儿子住")
    case.key_save()
    settled(window)
    assert on_desk(window, case_view.view, day["case"]).case.state is CaseState.WITHDRAWN


def test_the_full_number_hides_by_itself_after_its_time(window, day, page, settled):
    case = page("case", day["case"])
    case.ui.reveal.click()
    settled(window)
    assert case.hiding.interval() == 30_000
    assert case.hiding.isActive()
    case.hiding.timeout.emit()
    assert case.ui.revealed.text() == ""
    assert not case.hiding.isActive()


def test_the_rows_of_a_tab_are_made_when_somebody_looks_at_it(day, page):
    ui = page("case", day["case"]).ui
    assert ui.paperRows.count() == ui.materialRows.count() == 0
    ui.tabs.setCurrentWidget(ui.papersTab)
    assert ui.paperRows.count() > 0
    page("case", day["correction"])
    assert ui.paperRows.count() == 0, "nothing of the case before stays behind a tab"
