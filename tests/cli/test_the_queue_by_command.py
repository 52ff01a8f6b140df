"""``windowdesk queue``: every act of the queue page by command, and the log of exchanges."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from windowdesk.clock import CHINA, SystemClock
from windowdesk.devices import escpos_picture
from windowdesk.storage.outbox import Verdict
from windowdesk.storage.store import Store
from windowdesk.storage.vault import open_vault

from .conftest import PASSPHRASE

CARE = "11990000MB2000397Y599203900400001"


def numbers(told):
    return [row["number"] for row in told.json["queue"]["rows"]]


@pytest.fixture
def waiting(enrolled, filed):
    """A station with one received case that was not reported yet: (desk, number)."""
    return enrolled, filed().json["number"]


def test_a_case_is_marked_urgent_and_unmarked(waiting):
    desk, number = waiting
    (row,) = desk("queue", "--urgent", number).json["queue"]["rows"]
    assert row["urgent"]
    (row,) = desk("queue", "--not-urgent").json["queue"]["rows"]
    assert not row["urgent"]


def test_the_budget_is_said_in_plain_words_and_lifted_for_today(waiting):
    desk, _ = waiting
    hour = datetime.now(CHINA).hour
    desk("settings", "set", "budget.daily_mb", "20")
    desk("settings", "set", "budget.night_from", str((hour + 5) % 24))
    desk("settings", "set", "budget.night_to", str((hour + 6) % 24))
    words = desk("queue").json["queue"]["data_words"]
    assert "还能用" in words
    assert "20 MB" in words
    assert "今天不限流量" in desk("queue", "--lift-today").json["queue"]["data_words"]


def test_an_hour_that_does_not_exist_is_refused(enrolled):
    told = enrolled("settings", "set", "budget.night_from", "24")
    assert (told.exit, told.code) == (3, "N702")


def test_the_log_tells_what_was_reported_and_the_case_can_then_be_exported_alone(alone, filed, tmp_path):
    desk, number = alone, filed().json["number"]
    desk("sync")
    told = desk("queue", "--log")
    row = told.json["log"][0]
    assert row["way"] == "网络"
    assert "报上 1 条" in row["moved"]
    assert row["proof"]
    assert number not in str(told.json)
    folder = tmp_path / "stick"
    folder.mkdir()
    assert desk("queue", "--export", number, "--to", str(folder)).exit == 0
    assert len(list(folder.glob("*.wdb"))) == 1


def test_after_a_sync_the_queue_says_when_the_line_last_worked(alone):
    alone("sync")
    assert "网络：上次连通 " in alone("queue", as_json=False).out


def test_again_is_always_allowed_and_says_so(waiting):
    desk, number = waiting
    assert desk("queue", "--again", number).exit == 0
    assert desk("queue", "--again", "all").exit == 0


def test_what_was_never_reported_is_not_put_aside(waiting):
    desk, number = waiting
    assert desk("queue", "--aside", number, "--reason", "写错了").code == "X630"
    assert desk("queue", "--aside", number).code == "N715"


def test_what_was_never_reported_goes_alone_for_the_county_to_look_at_with_its_slip(waiting, county, tmp_path, printer):
    desk, number = waiting
    stick, seen = tmp_path / "stick", tmp_path / "seen"
    stick.mkdir()
    assert desk("queue", "--export", number).code == "N701"
    told = desk(
        "queue", "--export", number, "--to", str(stick), "--slip", "--printer", f"tcp://127.0.0.1:{printer.port}"
    )
    assert (told.exit, told.json["only_looked_at"]) == (0, True)
    slip = escpos_picture.read(printer.jobs[0].read_bytes()).text.replace(" ", "")
    assert "只供查看" in slip
    assert number not in slip
    words = desk("queue", "--export", number, "--to", str(stick), as_json=False).out
    assert "县里只能查看" in words
    imported = county.does("relay", "import", str(stick), "--reply", str(stick))
    assert {one["code"] for one in imported["bundles"]} == {"look"}
    assert imported["replies"] == []
    written = county.does("relay", "read", str(stick), "--into", str(seen))["written"]
    assert any(number in Path(one).read_text("utf-8") for one in written if one.endswith(".json"))
    assert numbers(desk("queue")) == [number], "it still waits for its turn"


def test_a_rejected_step_is_put_aside_listed_and_put_back(waiting):
    desk, number = waiting
    assert desk("queue", "--show-aside").json["aside"] == []
    assert desk("queue", "--put-back", number).code == "X632"
    assert desk("withdraw", number, "--reason", "不办了").exit == 0
    store = Store.open(desk.home, open_vault(desk.home, passphrase=PASSPHRASE), clock=SystemClock())
    with closing(store), store.unit("x") as unit:
        event = unit.outbox.after(0)[-1]
        unit.outbox.verdict(1, Verdict("accepted", proof="P1"))
        unit.outbox.verdict(event.seq, Verdict("rejected", "不合规定", "", "schema"))
    assert desk("queue", "--aside", number, "--reason", "重新办过了").json["queue"]["rows"] == []
    (row,) = desk("queue", "--show-aside").json["aside"]
    assert (row["number"], row["reason"], row["county"]) == (number, "重新办过了", "县平台退回：不合规定。")
    assert row["who"]
    assert row["at"]
    assert numbers(desk("queue", "--put-back", number)) == [number]
    assert desk("queue", "--show-aside").json["aside"] == []


def test_a_case_whose_scans_can_be_read_is_not_reported_lost(waiting):
    desk, number = waiting
    told = desk("queue", "--lost", number)
    assert (told.exit, told.code) == (3, "X631")


def test_a_case_whose_scan_is_damaged_in_both_copies_goes_on_once_it_is_reported(alone, typed, papers_of, tmp_path):
    folder = tmp_path / "arrives"
    folder.mkdir()
    Image.new("L", (800, 1100), 240).save(folder / "page.png")
    draft = alone("intake", "--item", CARE, *typed, "--fill-missing", "sample", "--stop-before-save").json["draft"]
    assert alone("scan", "--draft", draft, "--material", "id_card", "--scanner", f"folder:{folder}").exit == 0
    number = alone("intake", "--draft", draft, *papers_of(draft), "--no-print").json["number"]
    for place in ("blobs", "second-copy/blobs"):
        for file in (alone.home / place).rglob("*"):
            if file.is_file():
                file.write_bytes(b"not what it was")
    alone("sync")
    (row,) = alone("queue").json["queue"]["rows"]
    assert (row["may_report_lost"], row["needs_person"]) == (True, True)
    (row,) = alone("queue", "--lost", number).json["queue"]["rows"]
    assert not row["may_report_lost"]
    assert alone("sync", "--until-settled", "--timeout", "60").exit == 0
    assert alone("queue").json["queue"]["rows"] == []
