"""Training 演示 by command: a card lies on its reader, nothing is passed over in silence, nothing is ever sent."""

import pytest

from windowdesk.casework import training
from windowdesk.devices.simulated_people import PEOPLE
from windowdesk.storage import vault

CARE = "11990000MB2000397Y599203900400001"


@pytest.fixture
def practise(windowdesk, monkeypatch):
    """One command of training."""
    monkeypatch.setattr(vault, "_ARGON2_KIB", 1024)
    return lambda *words, **how: windowdesk("--training", *words, **how)


def test_a_card_lies_on_the_reader(practise):
    assert practise("doctor", "--test", "reader").exit == 0
    told = practise("intake", "--item", CARE, "--card", "--notice-read", "--stop-before-save")
    assert told.exit == 0, told
    (draft,) = practise("drafts").json["drafts"]
    assert draft["name_masked"].startswith(PEOPLE[0].name[0])


def test_another_persons_card_is_laid_by_an_option(practise):
    told = practise("intake", "--card", "--reader", "simulated:?person=2", "--stop-before-save")
    assert told.exit == 0, told
    (draft,) = practise("drafts").json["drafts"]
    assert draft["name_masked"].startswith(PEOPLE[2].name[0])


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--reader", "serial:/dev/ttyUSB0"),
        ("--reader", "simulated:;usb:"),
        ("--scanner", "folder:/srv/scans"),
        ("--printer", "tcp://192.0.2.7"),
        ("--evaluator", "serial:/dev/ttyS0"),
        ("--county", "https://county.example"),
        ("--passphrase-file", "words.txt"),
    ],
)
def test_an_option_that_training_would_pass_over_is_refused(practise, option, value):
    told = practise("queue", option, value)
    assert (told.exit, told.code) == (3, "T524")
    assert option in told.json["error"]["happened"]


def test_the_doctor_promises_no_upload(practise):
    rows = {row["part"]: row for row in practise("doctor").json["rows"]}
    assert (rows["county"]["sentence"], rows["county"]["to_do"]) == ("演示不连县平台。", "")


def test_its_settings_are_shown_and_cannot_be_changed(practise):
    assert practise("settings", "show").json["settings"]["site"]["name"] == training.SITE.name
    assert practise("settings", "set", "clerk", "张三").code == "T524"


def test_the_queue_says_that_nothing_is_ever_sent(practise):
    begun = ["intake", "--item", CARE, "--card", "--notice-read", "--fill-missing", "sample", "--mobile", "19900001111"]
    told = practise(*begun, "--stop-before-save").json
    papers = [word for row in told["checklist"] if row["state"] == "missing" for word in ("--paper", row["material"])]
    draft = practise("drafts").json["drafts"][0]["id"]
    saved = practise("intake", "--draft", draft, *papers)
    assert saved.exit == 0, saved
    said = practise("queue", as_json=False).out
    assert "演示里的件永远不会上报。" in said
    assert "联网后" not in said
    assert "网络：演示不联网" in said
