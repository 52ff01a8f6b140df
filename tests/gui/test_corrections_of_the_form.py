"""A correction that means the form: the item's own fields, by keys, and only what changed goes up."""

import json

import pytest
import sample_day
from PySide6.QtCore import Qt

from windowdesk.casework import case_view
from windowdesk.domain.case import CaseState

ENTER, F9 = Qt.Key.Key_Return, Qt.Key.Key_F9


@pytest.fixture
def day(window, on_desk, settled, qtbot):
    ids = on_desk(window, sample_day.play)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settled(window)
    return ids


@pytest.fixture
def correcting(window, day, settled, press):
    """The case page with its form open, as Enter opens it."""

    def begin(which):
        window.show_page("case", day[which])
        settled(window)
        press(ENTER)
        settled(window)
        return window.page("case")

    return begin


def last_payload(desk, case_id):
    with desk.store.reading() as view:
        event, _ = view.outbox.of_case(case_id)[-1]
    return json.loads(event.text)["payload"]


def test_the_form_is_corrected_by_keys(window, day, correcting, settled, press, qapp, on_desk):
    case = correcting("form")
    act = case.act
    assert act.ui.formCard.isVisible()
    assert not act.ui.materialsCard.isVisible()
    bank = act.ui.fields.input("bank_name")
    for _ in range(10):
        if qapp.focusWidget() is bank:
            break
        press(ENTER)
    bank.selectAll()
    press("示例县农商银行石桥支行")
    press(F9)
    settled(window)
    assert case.act is None, window.ui.banner.happened.text()
    view = on_desk(window, case_view.view, day["form"])
    assert view.row.state is CaseState.CORRECTED
    assert view.case.form["bank_name"] == "示例县农商银行石桥支行"
    payload = on_desk(window, last_payload, day["form"])
    assert payload["form"] == {"bank_name": "示例县农商银行石桥支行"}
    assert (payload["round"], payload["complete"]) == (1, True)


def test_numbers_stay_masked_and_empty_means_unchanged(window, day, correcting, settled, on_desk):
    case = correcting("form")
    filed = on_desk(window, case_view.view, day["form"]).case.form["bank_account"]
    field = case.act.ui.fields.input("bank_account")
    assert field.value() == ""
    shown = case.act.ui.fields._notes["bank_account"].text()
    assert filed not in shown
    assert filed[-4:] in shown
    case.act.ui.fields.filled.emit("bank_account", None)
    assert case.act._brought.form == {}


def test_looking_at_the_form_leaves_a_trace(window, day, correcting, on_desk):
    def looks(desk):
        with desk.store.reading() as view:
            return [row for row in view.audit.latest() if row.action == "reveal"]

    before = len(on_desk(window, looks))
    correcting("form")
    assert len(on_desk(window, looks)) == before + 1


def test_a_field_that_is_wrong_is_told_and_gets_the_cursor(window, day, correcting, settled, press, qapp):
    case = correcting("form")
    bank = case.act.ui.fields.input("bank_name")
    bank.setFocus()
    bank.selectAll()
    press(Qt.Key.Key_Delete)
    press(F9)
    settled(window)
    assert case.act is not None
    assert "开户" in window.ui.banner.happened.text()
    assert qapp.focusWidget() is bank
    assert case.act.ui.fields._notes["bank_name"].text() == "✗ 请填写"


def test_a_case_sent_back_whole_shows_form_and_materials(window, day, correcting, settled, press, on_desk):
    def send_back(desk):
        with desk.store.unit("county") as unit:
            case = unit.cases.get(day["case"])
        from windowdesk.domain.news import StatusChanged

        word = StatusChanged(case.id, CaseState.BOUNCED, desk.clock.now(), "开户银行和卡号对不上")
        sample_day.county_says(desk, 20, case, word, CaseState.BOUNCED)

    on_desk(window, send_back)
    case = correcting("case")
    act = case.act
    assert act.ui.formCard.isVisible()
    assert act.ui.materialsCard.isVisible()
    bank = act.ui.fields.input("bank_name")
    bank.setFocus()
    bank.selectAll()
    press("示例农信社")
    press(F9)
    settled(window)
    assert case.act is None, window.ui.banner.happened.text()
    assert on_desk(window, case_view.view, day["case"]).case.state is CaseState.RECEIVED
