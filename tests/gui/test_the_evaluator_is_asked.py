"""评价器 at the case page: the villager presses there, the clerk works on, and no rating is no trouble."""

from dataclasses import replace

import pytest
import sample_day

from windowdesk.casework import case_view, evaluate
from windowdesk.devices import evaluator as driver
from windowdesk.devices.simulated_evaluator import Fault, SimulatedEvaluator
from windowdesk.domain.case import CaseState

PATIENCE = 20_000


@pytest.fixture
def device():
    with SimulatedEvaluator() as device:
        yield device


@pytest.fixture
def rating(window, counter, device, on_desk, settled):
    """A delivered case whose evaluation was begun by the clerk."""
    settings = replace(counter.settings, devices=replace(counter.settings.devices, evaluator=device.address))
    counter.settings = window.place.settings = settings
    ids = on_desk(window, sample_day.play)
    window.show_page("case", ids["delivered"])
    settled(window)
    page = window.page("case")
    page._do("evaluate")
    settled(window)
    return page


@pytest.fixture
def state(window, on_desk, rating):
    return lambda: on_desk(window, case_view.view, rating.case_id).case.state


@pytest.fixture
def asked(rating, device, qtbot):
    rating.act.ui.device.click()
    qtbot.waitUntil(lambda: bool(device.asked), timeout=PATIENCE)
    return rating.act


def ended(qtbot, act):
    qtbot.waitUntil(lambda: act._asking is None, timeout=PATIENCE)


def test_the_villager_presses_and_the_rating_is_kept(asked, device, qtbot, settled, window, state):
    assert "评价器" in window.ui.banner.happened.text()
    device.press("4")
    ended(qtbot, asked)
    settled(window)
    assert state() is CaseState.EVALUATED


@pytest.mark.parametrize("answer", ["skip", "timeout"])
def test_no_rating_leaves_the_case_and_the_form_as_they_were(asked, device, qtbot, settled, window, state, answer):
    device.press(answer)
    ended(qtbot, asked)
    settled(window)
    assert state() is CaseState.DELIVERED
    assert "不评价也可以" in window.ui.banner.to_do.text()
    assert asked.ui.device.text() == "请群众在评价器上选"


def test_the_clerk_takes_the_question_back(asked, device, qtbot, settled, window, state):
    asked.ui.device.click()
    ended(qtbot, asked)
    settled(window)
    assert device.cancelled
    assert state() is CaseState.DELIVERED


def test_leaving_the_form_takes_the_question_back(asked, device, rating, qtbot):
    rating.key_back()
    qtbot.waitUntil(lambda: bool(device.cancelled), timeout=PATIENCE)


def test_a_trouble_is_said_with_its_code_and_the_form_stays(rating, device, qtbot, settled, window, state):
    device.fault = Fault.UNPLUGGED
    rating.act.ui.device.click()
    qtbot.waitUntil(lambda: window.ui.banner.code == "V903", timeout=PATIENCE)
    assert state() is CaseState.DELIVERED
    assert rating.act.ui.device.isEnabled()


def test_the_window_works_on_while_the_villager_thinks(asked, window, settled, device):
    window.show_page("home")
    settled(window)
    assert window.front == "home"


def test_a_bad_rating_by_one_press_is_not_lost_for_want_of_a_reason(asked, qtbot, window, settled, state, on_desk):
    from windowdesk.domain.evaluation import Ending, Rating

    done = on_desk(window, evaluate.from_device, asked.view.case.id, Rating(Ending.RATED, "dissatisfied"))
    assert done.value.state is CaseState.EVALUATED


def test_a_case_that_is_rated_asks_nobody_again(asked, device, qtbot, settled, window, on_desk):
    on_desk(window, evaluate.evaluate, asked.view.case.id, "satisfied")
    device.press("1")
    ended(qtbot, asked)
    settled(window)
    assert window.ui.banner.code == "N730"


def test_without_an_evaluator_nothing_of_it_is_offered(rating, window, settled, counter):
    settings = replace(counter.settings, devices=replace(counter.settings.devices, evaluator=""))
    window.place.settings = settings
    rating.key_back()
    rating._do("evaluate")
    settled(window)
    assert not rating.act.ui.device.isVisible()


def test_the_doctor_says_hello_to_it(rating, window, settled, device, monkeypatch):
    from windowdesk.casework import probing
    from windowdesk.casework.doctor import Health, Probes, outside

    opens = window.place.thread.open_desk.evaluator
    rows = {one.part: one for one in outside(Probes(evaluator=probing.evaluator(opens)))}
    assert (rows["evaluator"].health, "PJQ-SIM" in rows["evaluator"].sentence) == (Health.GOOD, True)
    monkeypatch.setattr(driver, "HELLO_SECONDS", 0.2)
    device.fault = Fault.SILENT
    rows = {one.part: one for one in outside(Probes(evaluator=probing.evaluator(opens)))}
    assert rows["evaluator"].code == "V902"
