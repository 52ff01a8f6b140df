"""An evaluator on its true line: what it says is believed only when it is whole, timely and of one scale."""

import contextlib
import json
import threading
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.casework.evaluate import levels
from windowdesk.devices import evaluator, evaluator_words
from windowdesk.devices.evaluator_address import open_evaluator
from windowdesk.devices.simulated_evaluator import MODEL, Fault, SimulatedEvaluator
from windowdesk.domain.evaluation import LEVELS, Choice, Ending, Level
from windowdesk.errors import DeviceTrouble, InputRefused

BEST = levels()[0]


@pytest.fixture(params=["network", "serial"])
def device(request):
    with SimulatedEvaluator("5", terminal=request.param == "serial") as device:
        yield device


@pytest.fixture
def quick(monkeypatch):
    """What is waited for a device that says nothing more."""
    for name in ("HELLO_SECONDS", "GRACE_SECONDS", "CANCEL_SECONDS"):
        monkeypatch.setattr(evaluator, name, 0.3)
    monkeypatch.setattr(evaluator, "GAP_SECONDS", 0.2)


def ask(device, timeout=20.0, cancelled=None):
    return open_evaluator(device.address).ask(levels(), timeout, cancelled)


def code_of(act, *args):
    with pytest.raises(DeviceTrouble) as caught:
        act(*args)
    assert caught.value.to_do
    return caught.value.code


# the scale


@pytest.mark.parametrize(("number", "level"), list(zip((5, 4, 3, 2, 1), LEVELS, strict=True)))
def test_five_is_very_satisfied_on_the_device_in_both_directions(number, level):
    asked = evaluator_words.question("q", levels(), 60)["levels"]
    (there,) = [one for one in asked if one["level"] == number]
    assert there["name"] == next(one.words for one in levels() if one.level == level)
    told = {"result": "ok", "level": number, "name": there["name"], "options": there["options"][0]["code"], "text": ""}
    assert evaluator_words.rating_of(told, levels()).level == level


@pytest.mark.parametrize("number", [1, 2, 4, 5])
def test_a_device_that_counts_the_other_way_is_found_out(device, number):
    device.answer, device.fault = str(number), Fault.REVERSED
    assert code_of(ask, device) == "V906"


@pytest.mark.parametrize("number", [0, 6, -1, 5.0, "5", True, None, "非常满意"])
def test_what_is_no_level_is_refused(number):
    told = {"result": "ok", "level": number, "name": BEST.words, "options": "", "text": ""}
    assert code_of(evaluator_words.rating_of, told, levels()) == "V906"


# in good order


def test_the_device_gets_the_levels_with_their_option_codes_and_gives_them_back(device):
    rating = ask(device)
    asked = device.asked[0]
    assert [one["level"] for one in asked["levels"]] == [5, 4, 3, 2, 1]
    codes = tuple(one["code"] for one in asked["levels"][0]["options"][:2])
    assert (rating.ending, rating.level, rating.options) == (Ending.RATED, "very_satisfied", codes)
    assert rating.note == ""


@pytest.mark.parametrize(("answer", "ending"), [("skip", Ending.SKIPPED), ("timeout", Ending.TIMED_OUT)])
def test_nobody_has_to_rate(device, answer, ending):
    device.answer = answer
    assert ask(device).ending is ending


def test_it_tells_its_model_and_is_not_held_between_two_questions(device):
    driver = open_evaluator(device.address)
    assert driver.look() == MODEL
    assert driver.ask(levels(), 20).level == "very_satisfied"
    device.answer = "2"
    assert driver.ask(levels(), 20).level == "dissatisfied"
    assert len({one["id"] for one in device.asked}) == 2


def test_the_clerk_takes_the_question_back(device):
    device.answer = ""
    cancelled = threading.Event()
    found = []
    asking = threading.Thread(target=lambda: found.append(ask(device, 60, cancelled)))
    asking.start()
    while not device.asked:
        time.sleep(0.01)
    cancelled.set()
    asking.join(20)
    assert found[0].ending is Ending.TAKEN_BACK
    assert device.cancelled == [device.asked[0]["id"]]


def test_a_device_that_never_says_that_time_is_up_holds_nobody_up(device, quick):
    device.fault = Fault.IGNORES
    began = time.monotonic()
    assert ask(device, 0.2).ending is Ending.TIMED_OUT
    assert time.monotonic() - began < 10


def test_who_presses_in_the_moment_of_taking_back_has_answered():
    class Racing:
        """A device whose answer crosses the cancel on the line."""

        timeout, in_waiting = 0.0, 0

        def __init__(self):
            self.out, self.baudrate = b"", 0

        def write(self, data):
            words = json.loads(data)
            if words["cmd"] == "hello":
                self.out += evaluator_words.line_of({**words, "model": "PJQ-2"})
            if words["cmd"] == "cancel":
                head = {"id": words["id"], "cmd": "evaluate", "result": "ok", "level": 5, "name": BEST.words}
                self.out += evaluator_words.line_of(head) + evaluator_words.line_of({**words, "result": "ok"})

        def read(self, size=1):
            found, self.out = self.out[:size], self.out[size:]
            return found

        def close(self):
            self.out = b""

    stop = threading.Event()
    stop.set()
    assert evaluator.LineEvaluator("x", Racing).ask(levels(), 30, stop).level == "very_satisfied"


# in bad order


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault.SILENT, "V902"),
        (Fault.GARBAGE, "V904"),
        (Fault.HALF, "V905"),
        (Fault.BUSY, "V908"),
        (Fault.STRANGE_OPTION, "V907"),
    ],
)
def test_each_trouble_has_its_code_and_rates_nothing(device, quick, fault, code):
    device.fault = fault
    assert code_of(ask, device) == code


@pytest.mark.parametrize(("fault", "code"), [(Fault.UNPLUGGED, "V903"), (Fault.HALF_AND_GONE, "V905")])
def test_a_pulled_plug_is_told_from_a_villager_who_does_not_press(fault, code):
    with SimulatedEvaluator("5") as device:
        device.fault = fault
        assert code_of(ask, device) == code


def test_a_cable_pulled_while_the_villager_thinks_is_told(quick):
    device = SimulatedEvaluator(terminal=True)
    codes = []
    asking = threading.Thread(target=lambda: codes.append(code_of(ask, device, 60)))
    asking.start()
    while not device.asked:
        time.sleep(0.01)
    device.close()
    asking.join(20)
    assert codes == ["V903"]


def test_no_device_there_is_said_at_once(tmp_path):
    with SimulatedEvaluator("5") as device:
        address = device.address
    assert code_of(open_evaluator(address).look) == "V901"
    assert code_of(open_evaluator(f"serial:{tmp_path}/none").look) == "V901"


def test_an_answer_that_came_too_late_is_not_the_next_villagers(device):
    late = {"cmd": "evaluate", "id": "of-yesterday", "result": "ok", "level": 1, "name": "非常不满意", "options": ""}
    device.leftovers.append(late)
    rating = ask(device)
    assert (rating.level, rating.note) == ("very_satisfied", "V909")


def test_an_answer_sent_twice_counts_once(device):
    device.fault = Fault.TWICE
    driver = open_evaluator(device.address)
    assert driver.ask(levels(), 20).note == "V910"
    device.fault = Fault.NONE
    again = {**device.asked[0], "result": "ok", "level": 1, "name": "非常不满意"}
    device.leftovers.append(again)
    rating = driver.ask(levels(), 20)
    assert (rating.level, rating.note) == ("very_satisfied", "V910")


def test_what_a_device_says_while_it_starts_does_no_harm(device):
    device.fault = Fault.NOISY_START
    assert ask(device).ending is Ending.RATED


def test_a_line_without_end_is_not_collected_for_ever(monkeypatch):
    monkeypatch.setattr(evaluator, "LONGEST_LINE", 200)

    class Endless:
        timeout, in_waiting, baudrate = 0.0, 50, 0

        def write(self, data):
            return len(data)

        def read(self, size=1):
            return b"x" * size

        def close(self):
            pass

    assert code_of(evaluator.LineEvaluator("x", Endless).look) == "V904"


# whatever comes


@given(st.binary(max_size=300))
def test_no_bytes_do_more_than_be_refused(line):
    with contextlib.suppress(DeviceTrouble):
        rating = evaluator_words.rating_of(evaluator_words.words_of(line), levels())
        assert rating.ending in {Ending.SKIPPED, Ending.TIMED_OUT, Ending.RATED}


_values = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["ok", "510|517", BEST.words])
)


@given(st.dictionaries(st.sampled_from(["result", "level", "name", "options", "text"]), _values, max_size=5))
def test_whatever_is_taken_is_a_level_with_its_own_options(words):
    try:
        rating = evaluator_words.rating_of(words, levels())
    except DeviceTrouble:
        return
    if rating.ending is Ending.RATED:
        level = next(one for one in levels() if one.level == rating.level)
        assert evaluator_words.NUMBERS[rating.level] == words["level"]
        assert set(rating.options) <= {choice.code for choice in level.choices}


@given(st.lists(st.integers(0, 4), min_size=1, max_size=5, unique=True), st.data())
def test_any_answer_to_any_list_of_options_comes_back_as_it_was_given(places, data):
    texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=10)
    asked = tuple(
        Level(LEVELS[place], data.draw(texts), place > 2, tuple(
            Choice(f"{place}{number:02d}", data.draw(texts)) for number in range(data.draw(st.integers(0, 4)))))
        for place in sorted(places)
    )  # fmt: skip
    chosen = data.draw(st.sampled_from(asked))
    codes = [one.code for one in chosen.choices if data.draw(st.booleans())]
    there = json.loads(evaluator_words.line_of(evaluator_words.question("q", asked, 5)))
    (row,) = [one for one in there["levels"] if one["level"] == evaluator_words.NUMBERS[chosen.level]]
    told = {"result": "ok", "level": row["level"], "name": row["name"], "options": "|".join(codes), "text": ""}
    rating = evaluator_words.rating_of(evaluator_words.words_of(evaluator_words.line_of(told)), asked)
    assert (rating.level, rating.options) == (chosen.level, tuple(codes))


# addresses


@pytest.mark.parametrize(
    "address", ["usb:", "serial:", "tcp:", "tcp://:99", "tcp://h:x", "nonsense", "serial:/dev/x?baud=fast"]
)
def test_an_address_that_means_nothing_is_refused_with_an_example(address):
    with pytest.raises(InputRefused) as refused:
        open_evaluator(address)
    assert refused.value.code == "N790"


def test_the_simulated_one_speaks_over_a_true_port(monkeypatch):
    from windowdesk.devices import simulated_evaluator

    monkeypatch.setattr(simulated_evaluator, "SECONDS_TO_PRESS", 0.0)
    assert open_evaluator("simulated:").look() == MODEL
    assert open_evaluator("simulated:?answer=3").ask(levels(), 20).level == "basically_satisfied"
    assert open_evaluator("simulated:?answer=skip").ask(levels(), 20).ending is Ending.SKIPPED


def test_the_contract_takes_what_a_device_gives(device):
    from windowdesk.domain.case_events import CaseEvaluated
    from windowdesk.wire import case_json, contract

    device.answer = "1"
    rating = ask(device)
    event = CaseEvaluated(rating.level, rating.options, rating.text, datetime(2026, 3, 2, tzinfo=UTC))
    contract.check(event.TYPE, case_json.payload(event))
    assert event.level == "very_dissatisfied"
