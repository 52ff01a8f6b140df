from dataclasses import replace

import pytest
import sample_day

from windowdesk.domain.case import Mode
from windowdesk.domain.draft import DraftPerson
from windowdesk.domain.intake import Step
from windowdesk.gui.style import TextSize

WIDTH, HEIGHT = 1366, 728


@pytest.mark.parametrize("size", TextSize)
def test_every_page_fits_at_every_text_size(window, settled, size):
    window.set_text_size(size)
    for name in ("home", "intake", "worklist", "inbox", "guide", "queue", "settings", "devices"):
        window.show_page(name)
        settled(window)
        hint = window.minimumSizeHint()
        assert (hint.width() <= WIDTH, hint.height() <= HEIGHT) == (True, True), (name, hint)
    assert (window.width(), window.height()) == (WIDTH, HEIGHT)


@pytest.mark.parametrize("size", TextSize)
def test_the_item_step_fits_with_a_proxy(window, settled, size, counter):
    window.set_text_size(size)
    flow = window.page("intake")
    window.show_page("intake")
    settled(window)
    flow.change(replace(flow.current(), mode=Mode.PROXY, agent=DraftPerson(), step=Step.ITEM))
    flow.go_to(Step.ITEM)
    flow.item_chosen(sample_day.code_of(sample_day.ELDER))
    settled(window)
    window.ui.banner.note("请打印代办委托书，请申请人签字后扫描。" * 2, "代办还没有委托书。", "N709")
    settled(window)
    assert flow.steps[Step.ITEM].ui.authorityCard.isVisible()
    flow.steps[Step.ITEM].ui.lookAuthority.show()
    hint = window.minimumSizeHint()
    assert (hint.width() <= WIDTH, hint.height() <= HEIGHT) == (True, True), hint


def test_the_action_bar_stands_below_what_scrolls(window, settled):
    window.set_text_size(TextSize.LARGEST)
    for name in ("home", "intake", "settings"):
        window.show_page(name)
        settled(window)
        page = window.page(name)
        bar = page.ui.actionBar
        assert bar.mapTo(page, bar.rect().bottomLeft()).y() == page.height() - 1
        assert page.primary().isVisible()


def test_text_size_changes_at_once_and_is_kept(window, settled, counter, qapp):
    window.show_page("settings")
    before = window.page("settings").ui.save.height()
    window.page("settings").sizes[TextSize.LARGEST].click()
    settled(window)
    assert qapp.font().pointSize() == 18
    assert window.page("settings").ui.save.height() > before
    assert counter.settings.text_size == "largest"


def test_the_light_of_a_scan_fits_beside_the_others(window, settled):
    window.set_text_size(TextSize.LARGEST)
    settled(window)
    window.ui.waiting.say("note", "未上报 999 件", "queue")
    window.ui.scanning.say("info", "正在扫描，已到 100 页", "wait")
    window.ui.safe.say("note", "正在保存，请不要关机", "save")
    settled(window)
    assert window.minimumSizeHint().width() <= WIDTH


def test_the_cards_of_the_queue_go_where_a_message_leaves_no_room_and_come_back(window, settled, on_desk):
    on_desk(window, sample_day.play)
    window.set_text_size(TextSize.LARGEST)
    window.show_page("queue")
    settled(window)
    ui = window.page("queue").ui
    assert ui.summary.isVisible()
    window.ui.banner.note("正在读写优盘。", "请等这里说好了再拔。")
    settled(window)
    assert ui.summary.isHidden()
    assert ui.open.geometry().bottom() < ui.detail.height()
    window.ui.banner.clear()
    settled(window)
    assert ui.summary.isVisible()
    assert window.height() == HEIGHT
