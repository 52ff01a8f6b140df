"""The queue page: the day's data in words, acts on the chosen row, the log of exchanges."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sample_day

from windowdesk.casework import records
from windowdesk.casework.aside import put_aside
from windowdesk.domain.case import CaseMaterial
from windowdesk.domain.case_events import CaseFilesLost, CaseSupplemented
from windowdesk.domain.exchange_log import LINE, Exchanged
from windowdesk.gui.style import TextSize
from windowdesk.settings import Budget
from windowdesk.storage.outbox import Retry, Verdict


@pytest.fixture
def on_desk(window, qtbot):
    """Do something in the desk's thread and wait for it."""

    def run(act):
        heard = []
        window.place.thread.ask(act, then=heard.append)
        qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
        return heard[0]

    return run


@pytest.fixture
def queue(window, on_desk, settled):
    on_desk(sample_day.play)

    def show():
        window.show_page("queue", None)
        settled(window)
        return window.page("queue")

    return show


def test_again_forgets_the_failures_and_wakes_the_exchange(queue, on_desk, settled, window):
    def fail(desk):
        with desk.store.unit("x") as unit:
            now = desk.clock.now()
            unit.outbox.set_retry("small files", Retry(9, now + timedelta(hours=1), "X606", {"status": 500}, now))

    on_desk(fail)
    page = queue()
    page.ui.again.click()
    settled(window)
    assert on_desk(lambda desk: desk.store.reading().__enter__().outbox.retries()) == {}


def test_one_case_is_marked_urgent_and_unmarked(queue, settled, window):
    page = queue()
    first = page.ui.rows.current()
    page.ui.urgent.click()
    settled(window)
    assert page.ui.rows.current().case_id == first.case_id
    assert page.ui.rows.current().urgent
    assert page.ui.urgent.text() == "取消加急"
    page.ui.urgent.click()
    settled(window)
    assert not page.ui.rows.current().urgent


def test_the_day_s_data_is_said_in_words(queue, on_desk):
    page = queue()
    assert "MB" not in page.ui.hint.plain()

    def limit(desk):
        desk.settings = replace(desk.settings, budget=Budget(20, 3, 4))

    on_desk(limit)
    assert "还能用 20 MB" in queue().ui.hint.plain()


def test_a_rejected_step_is_put_aside_with_a_reason_only(queue, on_desk, settled, window):
    def reject(desk):
        with desk.store.unit("x") as unit:
            later = next(one for one in unit.outbox.after(0, 500) if one.type != "case.received")
            unit.outbox.verdict(later.seq, Verdict("rejected", "不合规定", "", "schema"))

    on_desk(reject)
    page = queue()
    row = next(row for row in page.model.rows if row.may_put_aside)
    page.ui.rows.setCurrentIndex(page.model.index(list(page.model.rows).index(row), 0))
    assert page.ui.aside.isVisible()
    page.ui.aside.click()
    settled(window)
    assert window.place.banner.code == "N715"
    page.ui.asideReason.setText("同一步已经重新办过")
    page.ui.aside.click()
    settled(window)
    assert not any(row.may_put_aside for row in page.model.rows)


@pytest.fixture
def aside(queue, on_desk):
    """The queue, with one rejected step put aside; gives the page and the case's id."""

    def put(desk):
        with desk.store.unit("x") as unit:
            later = next(one for one in unit.outbox.after(0, 500) if one.type != "case.received")
            unit.outbox.verdict(later.seq, Verdict("rejected", "不合规定", "", "schema"))
        put_aside(desk, later.case, "同一步已经重新办过")
        return later.case

    case_id = on_desk(put)
    return queue(), case_id


def test_what_was_put_aside_is_listed_with_reason_and_who_and_goes_back_by_a_button(aside, settled, window):
    page, case_id = aside
    assert "1" in page.ui.showAside.text()
    page.ui.showAside.click()
    settled(window)
    assert page.ui.asideRows.isVisible()
    assert not page.ui.rows.isVisible()
    (row,) = page.put_aside.rows
    assert (row.case_id, row.reason) == (case_id, "同一步已经重新办过")
    assert "不合规定" in page.ui.reason.text()
    assert row.who in page.ui.toDo.text()
    assert row.reason in page.ui.toDo.text()
    assert page.ui.putBack.isVisible()
    assert not page.ui.again.isVisible()
    page.ui.putBack.click()
    settled(window)
    assert page.put_aside.rowCount() == 0
    page.ui.showAside.click()
    settled(window)
    assert next(row for row in page.model.rows if row.case_id == case_id).may_put_aside
    assert not page.ui.showAside.isVisible()


def test_the_list_of_what_was_put_aside_fits_the_old_screen_at_the_largest_text(aside, settled, window):
    page, _ = aside
    window.set_text_size(TextSize.LARGEST)
    page.ui.showAside.click()
    settled(window)
    assert page.ui.putBack.isVisible()
    assert window.minimumSizeHint().width() <= 1366


def test_the_log_takes_the_place_of_the_rows_and_gives_it_back(queue, on_desk, settled, window):
    def note(desk):
        now = desk.clock.now()
        with desk.store.unit("x") as unit:
            unit.exchanges.put(Exchanged(LINE, now, now, "idle", events=2, files=3, up=300_000, proof="P-7"))

    on_desk(note)
    page = queue()
    page.ui.showLog.click()
    settled(window)
    assert page.ui.log.isVisible()
    assert not page.ui.rows.isVisible()
    assert page.log.rowCount() == 1
    (row,) = page.log.rows
    assert row.moved == "报上 2 条，材料 3 个"
    assert row.proof == "P-7"
    page.ui.showLog.click()
    settled(window)
    assert page.ui.rows.isVisible()
    assert not page.ui.log.isVisible()


@pytest.fixture
def stuck(queue, on_desk):
    """The queue shows a case that the county holds, since neither copy of its scan can be read; gives its id."""

    def hold(desk):
        page = desk.blobs.put(b"a page", "image/jpeg")
        for place in desk.blobs._places(page.digest):
            place.write_bytes(b"not what it was")
        with desk.store.unit("x") as unit:
            now = desk.clock.now()
            case = unit.cases.get(unit.outbox.waiting()[0].case)
            unit.blobs.add(page)
            for event, _ in unit.outbox.of_case(case.id):
                unit.outbox.verdict(event.seq, Verdict("accepted", proof="P1"))
            material = CaseMaterial("M1", "身份证", (page,))
            event = CaseSupplemented(0, (material,), {}, now, complete=True)
            records.write(desk, unit, case, event, "supplement")
            seq, _ = unit.outbox.head()
            unit.outbox.verdict(seq, Verdict("held", waiting_for=(page.digest,)))
            unit.outbox.set_retry(f"blob:{page.digest}", Retry(1, now + timedelta(hours=1), "T514", {}, now))
        return case.id

    return on_desk(hold)


def choose(page, case_id):
    place = [row.case_id for row in page.model.rows].index(case_id)
    page.ui.rows.setCurrentIndex(page.model.index(place, 0))


def last_event(on_desk, case_id):
    def look(desk):
        with desk.store.reading() as view:
            return view.outbox.of_case(case_id)[-1][0].type

    return on_desk(look)


def test_a_scan_that_cannot_be_found_again_is_reported_after_one_question(
    queue, stuck, on_desk, settled, window, monkeypatch
):
    asked = []
    monkeypatch.setattr("windowdesk.gui.pages.queue.sure", lambda *words: asked.append(words[1:]) or len(asked) > 1)
    page = queue()
    choose(page, stuck)
    assert page.ui.lost.isVisible()
    page.ui.lost.click()
    settled(window)
    assert last_event(on_desk, stuck) != CaseFilesLost.TYPE, "the question was answered with no"
    page.ui.lost.click()
    settled(window)
    assert last_event(on_desk, stuck) == CaseFilesLost.TYPE
    assert "重扫" in asked[0][1]
    choose(page, stuck)
    assert not page.ui.lost.isVisible()


def test_the_page_with_the_offer_fits_the_old_screen_at_the_largest_text(queue, stuck, settled, window):
    window.set_text_size(TextSize.LARGEST)
    page = queue()
    choose(page, stuck)
    settled(window)
    assert page.ui.lost.isVisible()
    assert window.minimumSizeHint().width() <= 1366


def test_only_a_case_that_waits_for_a_damaged_scan_offers_it(queue, stuck, settled, window):
    page = queue()
    others = [row.case_id for row in page.model.rows if row.case_id != stuck]
    assert others
    choose(page, others[0])
    assert not page.ui.lost.isVisible()
