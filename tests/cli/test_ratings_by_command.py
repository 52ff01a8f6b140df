"""``evaluate --on-device``: the evaluator at the counter, asked by command."""

import pytest

from windowdesk.devices.simulated_evaluator import Fault, SimulatedEvaluator


@pytest.fixture
def device():
    with SimulatedEvaluator("5") as device:
        yield device


def test_an_evaluator_is_set_and_looked_at(enrolled, device):
    assert enrolled("settings", "set", "devices.evaluator", device.address).exit == 0
    rows = {one["part"]: one for one in enrolled("doctor").json["rows"]}
    assert rows["evaluator"]["health"] == "good"
    rows = {one["part"]: one for one in enrolled("--evaluator", "tcp://127.0.0.1:1", "doctor").json["rows"]}
    assert rows["evaluator"]["code"] == "V901"


def test_nobody_is_asked_for_a_service_that_was_not_rendered(enrolled, filed, device):
    saved = filed()
    told = enrolled("--evaluator", device.address, "evaluate", saved.json["number"], "--on-device")
    assert (told.exit, told.code) == (3, "N712")
    assert device.asked == []


def test_without_a_device_it_says_so(enrolled, filed):
    saved = filed()
    assert enrolled("evaluate", saved.json["number"], "--on-device").exit in {3, 4}
    assert enrolled("evaluate", saved.json["number"]).exit == 2
    assert enrolled("evaluate", saved.json["number"], "--on-device", "--level", "满意").exit == 2


def test_a_delivered_case_is_rated_at_the_device_or_not_at_all(alone, filed, county, device):
    saved = filed()
    assert alone("sync", "--until-settled", "--timeout", "60").exit == 0
    number = saved.json["number"]
    county.does("register", number)
    number = next(
        one["official_number"] for one in county.does("cases")["cases"] if one["provisional_number"] == number
    )
    county.does("accept", number)
    county.does("complete", number, "--result", "备案通知书")
    assert alone("sync", "--until-settled", "--timeout", "60").exit == 0
    assert alone("deliver", number, "--receiver", "本人", "--id-checked", "--document", "备案通知书").exit == 0
    device.answer = "skip"
    told = alone("--evaluator", device.address, "evaluate", number, "--on-device")
    assert (told.exit, told.json["ending"], told.json["state"]) == (0, "skipped", "S86")
    device.answer, device.fault = "5", Fault.REVERSED
    told = alone("--evaluator", device.address, "evaluate", number, "--on-device")
    assert (told.exit, told.code) == (4, "V906")
    device.fault = Fault.NONE
    told = alone("--evaluator", device.address, "evaluate", number, "--on-device")
    assert (told.exit, told.json["level"], told.json["state"]) == (0, "very_satisfied", "S88")
    again = alone("--evaluator", device.address, "evaluate", number, "--on-device")
    assert (again.exit, again.code) == (3, "N730")
