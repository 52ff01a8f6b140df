"""手写签名: by pen, finger and mouse, on the second screen or in a dialog; never in the way of the clerk."""

from dataclasses import replace

import pytest
import sample_day
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from windowdesk.casework import case_view, papers
from windowdesk.domain.case import Mode
from windowdesk.domain.draft import Step
from windowdesk.domain.handwriting import decode
from windowdesk.domain.intake import merge_card
from windowdesk.gui import second_screen
from windowdesk.gui.ink_pad import UNITS, InkPad

NAME = ((40, 60), (60, 70), (90, 60), (120, 110), (180, 90), (260, 120))


@pytest.fixture
def pad(qtbot):
    pad = InkPad()
    qtbot.addWidget(pad)
    pad.resize(600, 200)
    pad.show()
    return pad


@pytest.fixture
def finger():
    return QTest.createTouchDevice()


@pytest.fixture
def pen():
    capabilities = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure
    return QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen, capabilities, 1, 1
    )


def by_mouse(widget, points=NAME):
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=QPoint(*points[0]))
    for point in points[1:-1]:
        QTest.mouseMove(widget, QPoint(*point))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=QPoint(*points[-1]))
    QApplication.processEvents()


def by_finger(widget, device, points=NAME, *, beside=False):
    QTest.touchEvent(widget, device).press(1, QPoint(*points[0]), widget).commit()
    for point in points[1:]:
        moved = QTest.touchEvent(widget, device).move(1, QPoint(*point), widget)
        if beside:
            (moved.press if point == points[1] else moved.move)(2, QPoint(5 + point[0], 190), widget)
        moved.commit()
    lifted = QTest.touchEvent(widget, device).release(1, QPoint(*points[-1]), widget)
    if beside:
        lifted.release(2, QPoint(5, 190), widget)
    lifted.commit()
    QApplication.processEvents()


def pen_event(widget, device, kind, at, pressure, when):
    down = Qt.MouseButton.NoButton if kind is QEvent.Type.TabletRelease else Qt.MouseButton.LeftButton
    event = QTabletEvent(
        kind, device, QPointF(*at), QPointF(widget.mapToGlobal(QPoint(*at))), pressure, 0, 0, 0, 0, 0,
        Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, down,
    )  # fmt: skip
    event.setTimestamp(when)
    QApplication.sendEvent(widget, event)
    return event


def by_pen(widget, device, points=NAME):
    pen_event(widget, device, QEvent.Type.TabletPress, points[0], 0.2, 1000)
    for place, point in enumerate(points[1:-1], start=1):
        pen_event(widget, device, QEvent.Type.TabletMove, point, 0.2 + place / 10, 1000 + 8 * place)
    pen_event(widget, device, QEvent.Type.TabletRelease, points[-1], 0.0, 1100)


def positions(ink):
    return tuple((point.x / UNITS, point.y / UNITS) for stroke in ink.strokes for point in stroke)


def test_the_mouse_writes_with_its_times(pad):
    by_mouse(pad)
    ink = pad.ink()
    assert positions(ink)[0] == NAME[0]
    assert positions(ink)[-1] == NAME[-1]
    assert set(NAME) == set(positions(ink))
    times = [point.t for point in ink.strokes[0]]
    assert times[0] == 0
    assert times == sorted(times)
    assert all(point.pressure is None for point in ink.strokes[0])


def test_a_finger_writes_and_the_hand_beside_it_does_not(pad, finger):
    by_finger(pad, finger, beside=True)
    (stroke,) = pad.ink().strokes
    assert tuple((one.x / UNITS, one.y / UNITS) for one in stroke) == NAME


def test_a_pen_writes_with_its_pressure_and_no_mouse_writes_beside_it(pad, pen):
    by_pen(pad, pen)
    (stroke,) = pad.ink().strokes
    assert [one.pressure for one in stroke][:3] == [200, 300, 400]
    assert [one.t for one in stroke][:3] == [0, 8, 16]
    assert stroke[-1].t == 100
    pen_event(pad, pen, QEvent.Type.TabletPress, (20, 20), 0.5, 2000)
    by_mouse(pad)
    pen_event(pad, pen, QEvent.Type.TabletRelease, (30, 20), 0.0, 2010)
    assert len(pad.ink().strokes) == 2


def test_a_pen_that_has_no_pressure_keeps_none(pad):
    capabilities = QInputDevice.Capability.Position
    plain = QPointingDevice(
        "pen", 8, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen, capabilities, 1, 1
    )
    by_pen(pad, plain)
    assert {one.pressure for one in pad.ink().strokes[0]} == {None}


def test_every_stroke_of_a_name_is_kept_and_can_be_taken_away(pad):
    by_mouse(pad)
    by_mouse(pad, ((300, 50), (320, 100), (350, 150)))
    ink = pad.ink()
    assert len(ink.strokes) == 2
    assert ink.strokes[1][0].t >= ink.strokes[0][-1].t
    pad.clear()
    assert pad.ink() is None


def test_writing_leaves_its_mark_at_once_and_only_there(pad):
    by_mouse(pad)
    picture = pad.grab().toImage()
    ratio = picture.devicePixelRatio()
    dark = [picture.pixelColor(QPoint(*point) * ratio).lightness() < 100 for point in NAME]
    assert all(dark)
    assert picture.pixelColor(QPoint(500, 30) * ratio).lightness() > 240


def test_what_runs_over_the_edge_stays_inside(pad):
    by_mouse(pad, ((10, 10), (-50, 500), (900, 50), (100, 100)))
    ink = pad.ink()
    assert all(0 <= point.x <= ink.width and 0 <= point.y <= ink.height for point in ink.strokes[0])


def test_a_field_that_grows_takes_the_name_along(pad):
    by_mouse(pad)
    pad.resize(1200, 400)
    QApplication.processEvents()
    assert positions(pad.ink())[0] == (80, 120)


# in the flow


@pytest.fixture
def screens(monkeypatch):
    """Where there is a second screen: the one of the tests stands for it."""
    found = [False]
    monkeypatch.setattr(
        second_screen.VillagerScreen.__init__,
        "__defaults__",
        (lambda: QGuiApplication.primaryScreen() if found[0] else None,),
    )
    return found


@pytest.fixture
def confirming(screens, window, settled, on_desk):
    draft = on_desk(window, sample_day.draft, 0)
    window.show_page("intake", draft.id)
    settled(window)
    flow = window.page("intake")
    assert flow.here() is Step.CONFIRM
    return flow


def row_button(layout, words, row=0):
    card = layout.itemAt(row).widget()
    return next(one for one in card.buttons if one.text() == words)


def rows(flow):
    return flow.steps[Step.CONFIRM].ui.signRows


def press(view, words):
    QApplication.processEvents()
    button = next(one for one in view.findChildren(QPushButton) if one.text() == words and one.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def sign(confirming, settled, window):
    """Write a name in the dialog on the clerk's own screen."""

    def write():
        layout = rows(confirming)
        words = {one.text() for one in layout.itemAt(0).widget().buttons}
        row_button(layout, "手写签名" if "手写签名" in words else "重新签").click()
        QApplication.processEvents()
        dialog = confirming.signing.dialog
        by_mouse(dialog.view.pad)
        press(dialog, "写好了")
        settled(window)

    return write


def test_without_a_second_screen_the_name_is_written_in_a_dialog(confirming, sign, window, on_desk):
    sign()
    (one,) = confirming.draft.signatures
    assert (one.document, one.signer) == ("application", "applicant")
    signed = decode(window.place.thread.open_desk.desk.blobs.read(one.file))
    assert signed.sheet.digest() == one.sheet
    assert rows(confirming).itemAt(0).widget().badge.words() == "已签"
    pdf = on_desk(window, papers.draft_paper, confirming.draft, "application").value.pdf
    assert pdf.startswith(b"%PDF-")


def test_the_dialog_shows_what_is_signed_with_numbers_masked(confirming):
    row_button(rows(confirming), "手写签名").click()
    QApplication.processEvents()
    dialog = confirming.signing.dialog
    shown = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert confirming.draft.applicant.text("name") in shown
    assert confirming.draft.applicant.text("id_number") not in shown
    assert "真实、有效" in shown
    dialog.reject()


def test_nothing_written_can_not_be_signed_with_and_leaving_is_as_easy(confirming, settled, window):
    row_button(rows(confirming), "手写签名").click()
    QApplication.processEvents()
    dialog = confirming.signing.dialog
    assert not dialog.view.done.isEnabled()
    assert dialog.view.leave.height() == dialog.view.done.height()
    press(dialog, "不在屏幕上签，改在纸上签")
    settled(window)
    assert confirming.draft.signatures == ()
    assert confirming.signing.dialog is None


def test_a_name_too_short_is_refused_in_words(confirming, settled, window):
    row_button(rows(confirming), "手写签名").click()
    QApplication.processEvents()
    dialog = confirming.signing.dialog
    by_mouse(dialog.view.pad, ((10, 10), (12, 10), (14, 10)))
    press(dialog, "写好了")
    settled(window)
    assert window.ui.banner.code == "N740"
    assert confirming.draft.signatures == ()


def test_a_change_after_signing_voids_it_and_it_is_signed_again(confirming, sign, settled, window):
    sign()
    confirming.steps[Step.PERSON].ui.noMobile.click()
    settled(window)
    card = rows(confirming).itemAt(0).widget()
    assert card.badge.words() == "已作废"
    assert "作废" in card.text.text()
    sign()
    assert rows(confirming).itemAt(0).widget().badge.words() == "已签"
    assert len(confirming.draft.signatures) == 1


def test_a_signature_is_given_back_for_one_on_paper(confirming, sign, settled, window):
    sign()
    row_button(rows(confirming), "改在纸上签").click()
    settled(window)
    assert confirming.draft.signatures == ()
    assert row_button(rows(confirming), "手写签名")


def test_the_case_is_saved_with_a_signature_and_without_one(confirming, sign, settled, window, on_desk):
    sign()
    confirming.onward()
    settled(window)
    case = confirming.saving.received.case
    assert [one.signer for one in case.signatures] == ["applicant"]
    assert on_desk(window, case_view.view, case.id).case.signatures == case.signatures
    other = on_desk(window, sample_day.draft, 1)
    window.show_page("intake", other.id)
    settled(window)
    confirming.onward()
    settled(window)
    assert confirming.saving.received.case.signatures == ()


def test_a_void_signature_holds_nothing_up_and_is_not_sent(confirming, sign, settled, window):
    sign()
    confirming.steps[Step.PERSON].ui.noMobile.click()
    settled(window)
    confirming.onward()
    settled(window)
    assert confirming.saving.received.case.signatures == ()


def test_on_the_second_screen_the_villager_writes_and_it_is_empty_again(screens, confirming, settled, window, finger):
    screens[0] = True
    window.place.villager.welcome("石桥村便民服务室")
    row_button(rows(confirming), "手写签名").click()
    view = window.place.villager.view
    QApplication.processEvents()
    assert view.pushed
    by_finger(view.findChild(InkPad), finger)
    press(view, "写好了")
    settled(window)
    assert [one.signer for one in confirming.draft.signatures] == ["applicant"]
    assert not view.pushed


def test_on_the_second_screen_leaving_it_to_paper_is_said_to_the_clerk(screens, confirming, settled, window):
    screens[0] = True
    window.place.villager.welcome("石桥村便民服务室")
    row_button(rows(confirming), "手写签名").click()
    view = window.place.villager.view
    press(view, "不在屏幕上签，改在纸上签")
    settled(window)
    assert confirming.draft.signatures == ()
    assert "纸上" in window.ui.banner.happened.text()
    assert not view.pushed


def test_what_changes_while_it_is_read_is_taken_back(screens, confirming, settled, window):
    screens[0] = True
    window.place.villager.welcome("石桥村便民服务室")
    row_button(rows(confirming), "手写签名").click()
    view = window.place.villager.view
    confirming.steps[Step.PERSON].ui.noMobile.click()
    settled(window)
    assert not view.pushed
    assert confirming.draft.signatures == ()


def test_an_authority_signed_by_hand_needs_no_scan(confirming, settled, window, on_desk, make_card):
    draft, _ = merge_card(replace(confirming.draft, mode=Mode.PROXY), make_card("李样例", "99010119800101001"), "agent")
    draft = replace(draft, agent=replace(draft.agent, no_mobile=True))
    confirming.change(draft)
    confirming.go_to(Step.ITEM)
    settled(window)
    assert any(one.message.code == "N709" for one in confirming.view.troubles)
    authority = confirming.steps[Step.ITEM].ui.signRows
    assert authority.count() == 2
    row_button(authority, "手写签名").click()
    QApplication.processEvents()
    dialog = confirming.signing.dialog
    by_mouse(dialog.view.pad)
    press(dialog, "写好了")
    settled(window)
    assert not any(one.message.code == "N709" for one in confirming.view.troubles)
    assert confirming.steps[Step.ITEM].ui.authority.words() == "已手写签名"
