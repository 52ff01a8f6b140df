"""Exit codes that mean something, plain Chinese or one JSON object, flags before and after the command."""

import json
import logging
import subprocess
import sys

import pytest

from windowdesk import __main__
from windowdesk.app import open_desk
from windowdesk.casework import case_view, supplement
from windowdesk.cli import command
from windowdesk.devices.printer_model import Condition
from windowdesk.devices.simulated_people import PEOPLE
from windowdesk.domain.brought import Brought
from windowdesk.domain.case import BlobRef
from windowdesk.domain.page_set import PageSet

from .conftest import CARE, PASSPHRASE


def test_a_wrong_command_line_is_2_and_says_so_in_chinese(windowdesk):
    told = windowdesk("nonsense", as_json=False)
    assert told.exit == 2
    assert "命令写得不对" in told.err


@pytest.mark.parametrize("name", sorted(command.COMMANDS))
def test_every_command_has_help(windowdesk, name):
    told = windowdesk(name, "--help", as_json=False)
    assert told.exit == 0
    assert "--home" in told.out


def test_flags_stand_before_or_after_the_command(windowdesk, tmp_path):
    for words in (
        ("--home", str(tmp_path / "a"), "settings", "show"),
        ("settings", "show", "--home", str(tmp_path / "a")),
    ):
        assert windowdesk(*words).json["settings"]["station"] == ""
    assert windowdesk("settings", "show", "--json", as_json=False).out.startswith("{")


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("scans", "banana", "N702"),
        ("text_size", "huge", "N702"),
        ("devices.printer_model", "nonsense", "N702"),
        ("site.kind", "castle", "N702"),
        ("site.receives_for", "nobody", "N702"),
        ("site.region", "990101", "N702"),
        ("device", "1", "N702"),
        ("county", "county.example", "N702"),
        ("county", "http://[", "N702"),
        ("budget.night_from", "24", "N702"),
        ("devices.reader", "nonsense", "N790"),
        ("devices.reader", "serial:/dev/ttyUSB0;nonsense:", "N790"),
        ("devices.scanner", "banana:", "N790"),
        ("devices.printer", "tcp:", "N790"),
        ("devices.evaluator", "usb:", "N790"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_and_nothing_changes(windowdesk, name, value, code):
    before = windowdesk("settings", "show").json
    assert windowdesk("settings", "set", name, value).code == code
    assert windowdesk("settings", "show").json == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scans", "original"),
        ("text_size", "largest"),
        ("devices.reader", "pcsc:;serial:/dev/ttyUSB0"),
        ("devices.scanner", "escl:http://192.0.2.8/eSCL"),
        ("devices.printer", ""),
        ("devices.evaluator", "simulated:"),
        ("county", "https://county.example/base"),
        ("county", ""),
        ("device", "0A"),
    ],
)
def test_a_setting_that_can_be_is_taken(windowdesk, name, value):
    found = windowdesk("settings", "set", name, value)
    assert found.exit == 0, found


def test_settings_are_set_by_name_and_kept(windowdesk):
    assert windowdesk("settings", "set", "devices.printer", "tcp://192.0.2.7:9100").exit == 0
    assert windowdesk("settings", "show").json["settings"]["devices"]["printer"] == "tcp://192.0.2.7:9100"
    assert windowdesk("settings", "set", "devices.colour", "red").code == "N702"
    told = windowdesk("settings", "set", "devices.printer_model", "generic-58").json
    assert told["settings"]["devices"]["printer_model"] == "generic-58"


def test_before_enrolment_receiving_and_exchange_are_6(windowdesk):
    assert windowdesk("sync").code == "T512"
    assert windowdesk("sync").exit == 6


def test_a_wrong_code_is_the_countys_no(windowdesk, county):
    told = windowdesk("enrol", "--county", county.url, "--code", "AAAA-BBBB-CCCC")
    assert (told.exit, told.code) == (5, "X613")


def test_no_county_at_that_address_is_5(windowdesk):
    told = windowdesk("enrol", "--county", "http://127.0.0.1:9", "--code", "AAAA-BBBB-CCCC")
    assert told.exit == 5


def test_no_key_is_6(windowdesk, monkeypatch):
    monkeypatch.delenv("WINDOWDESK_PASSPHRASE")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    told = windowdesk("queue")
    assert (told.exit, told.code) == (6, "T505")


def test_a_wrong_passphrase_is_6_and_a_file_may_hold_it(windowdesk, monkeypatch, tmp_path):
    assert windowdesk("queue").exit == 0
    file = tmp_path / "passphrase"
    file.write_text("only for tests\n", "utf-8")
    monkeypatch.setenv("WINDOWDESK_PASSPHRASE", "something else")
    assert windowdesk("queue").code == "T506"
    assert windowdesk("queue", "--passphrase-file", str(file)).exit == 0
    assert windowdesk("queue", "--passphrase-file", str(tmp_path / "gone")).code == "T505"


def test_a_second_instance_is_refused(windowdesk):
    from windowdesk.app import open_desk

    assert windowdesk("queue").exit == 0
    held = open_desk(windowdesk.home, passphrase="only for tests")
    try:
        assert windowdesk("queue").code == "T503"
    finally:
        held.close()


def test_a_home_that_cannot_be_written_is_6(windowdesk, tmp_path):
    file = tmp_path / "a-file"
    file.write_text("x")
    told = windowdesk("queue", "--home", str(file))
    assert (told.exit, told.code) == (6, "T516")


def test_a_bug_is_70_with_one_sentence_and_the_trace_only_in_the_log(windowdesk, monkeypatch):
    def broken(options):
        raise RuntimeError(f"no way with 王小明 {PEOPLE[0].number} 13812345678")

    monkeypatch.setattr(__main__, "_station", broken)
    told = windowdesk("queue")
    assert (told.exit, told.code) == (70, "Z000")
    assert "Traceback" not in told.err + told.out
    log = (windowdesk.home / "logs" / "windowdesk.log").read_text("utf-8")
    line = json.loads(log.splitlines()[-1])
    assert "Traceback" in line["trace"]
    for secret in ("王小明", PEOPLE[0].number, "13812345678"):
        assert secret not in log


def test_a_command_leaves_the_log_as_it_found_it(windowdesk):
    logger = logging.getLogger("windowdesk")
    before = (logger.level, list(logger.handlers))
    windowdesk("queue")
    assert (windowdesk.home / "logs" / "windowdesk.log").exists()
    assert (logger.level, list(logger.handlers)) == before


def test_a_refused_intake_keeps_the_draft_and_says_how_to_go_on(enrolled, typed):
    told = enrolled("intake", "--item", CARE, *typed, as_json=False)
    assert told.exit == 3
    draft = enrolled("drafts").json["drafts"][0]["id"]
    assert f"--draft {draft}" in told.out
    assert enrolled("drafts", "--discard", draft).json["drafts"] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--item", "no such item"], "K406"),
        (["--id-number", PEOPLE[2].number, "--id-number-again", PEOPLE[0].number], "N713"),
        (["--id-number", "990101198806150000", "--id-number-again", "990101198806150000"], "N703"),
        (["--item", CARE, "--material", "id_card=/nowhere.png"], "S220"),
        (["--item", CARE, "--field", "colour=red"], "N702"),
        (["--item", CARE, "--defer", "residence_permit=soon"], "N702"),
        (["--item", CARE, "--earlier", "id_card"], "N704"),
        (["--person", "height=180"], "N702"),
        (["--form", "/nowhere.json"], "N702"),
        (["--draft", "no-such-draft"], "T515"),
        (["--card"], "R101"),
        (["--item", CARE, "--scan", "id_card"], "S201"),
        (["--card", "--reader", "telepathy:"], None),
    ],
)
def test_bad_input_has_its_code(enrolled, words, code):
    told = enrolled("intake", *words)
    assert told.exit in {3, 4}
    assert code is None or told.code == code


def test_no_card_on_the_reader_is_4(enrolled, reader):
    told = enrolled("intake", "--card", "--reader-timeout", "0.2", "--reader", f"serial:{reader.device}")
    assert (told.exit, told.code) == (4, "R102")


def test_another_persons_card_over_what_was_typed(enrolled, reader, typed):
    reader.place(PEOPLE[3])
    words = ["intake", "--item", CARE, *typed, "--card", "--reader", f"serial:{reader.device}"]
    assert enrolled(*words).code in {"R110", "R120"}


def test_a_card_that_differs_names_the_field_as_the_screen_does(enrolled, reader):
    person = PEOPLE[3]
    reader.place(person)
    typed = ["--id-number", person.number, "--id-number-again", person.number, "--person-name", "王小明"]
    told = enrolled("intake", "--item", CARE, *typed, "--card", "--reader", f"serial:{reader.device}")
    assert told.code == "R120"
    assert "“姓名”" in told.json["error"]["happened"]


def test_saving_a_draft_twice_is_3_and_names_the_case(enrolled, filed):
    saved = filed()
    with_draft = enrolled("drafts").json["drafts"]
    assert with_draft == []
    assert enrolled("show", saved.json["number"]).exit == 0


def test_a_duplicate_needs_a_reason(enrolled, filed):
    assert filed().exit == 0
    assert filed().code == "N711"
    assert filed(CARE, "--duplicate-reason", "换了就医地").exit == 0


def test_a_number_of_an_old_archive_counts_with_a_reason_that_stands_in_the_case(alone, filed):
    number = PEOPLE[2].number
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    words = ["--id-number", wrong, "--id-number-again", wrong]
    assert alone("intake", *words).code == "N703"
    saved = filed(CARE, *words, "--check-override-reason", "1998 年档案如此")
    assert saved.exit == 0, saved.err
    shown = alone("show", saved.json["number"])
    assert {"label": "申请人号码校验不符", "value": "1998 年档案如此"} in shown.json["fields"]
    assert shown.json["fields"][3]["value"].endswith("（手工输入）")
    assert alone("sync", "--until-settled").json["settled"]


def test_an_unknown_case_is_3(enrolled):
    assert enrolled("show", "LS000").code == "T513"
    assert enrolled("receipt", "LS000", "--pdf", "x.pdf").exit == 3


def test_show_masks_unless_asked_and_that_is_audited(enrolled, filed):
    number = filed().json["number"]
    assert PEOPLE[2].number not in enrolled("show", number).out
    assert PEOPLE[2].number not in enrolled("show", number, as_json=False).out
    assert enrolled("show", number, "--full").json["full"]["id_number"] == PEOPLE[2].number


def test_show_names_what_is_being_brought_for_a_correction_and_gives_no_value_away(enrolled, filed):
    number = filed().json["number"]
    opened = open_desk(enrolled.home, passphrase=PASSPHRASE)
    case = case_view.find(opened.desk, number)
    page = BlobRef("a" * 64, "image/png", 7)
    brought = Brought(case.id).with_pages("photo", PageSet((page,))).with_paper("id_card", held=True)
    supplement.keep(opened.desk, brought.with_field("bank_account", "6222021234567890128"))
    opened.close()
    told = enrolled("show", number)
    assert told.json["brought"] == {"pages": {"photo": 1}, "paper": ["id_card"], "form": ["bank_account"]}
    assert "6222021234567890128" not in told.out


def test_a_package_gives_several_numbers(enrolled, typed, papers_of):
    started = enrolled("intake", "--package", "P4", *typed, "--fill-missing", "sample", "--stop-before-save")
    draft = started.json["draft"]
    saved = enrolled("intake", "--draft", draft, *papers_of(draft), "--no-print")
    assert saved.exit == 0, saved.out
    assert len(saved.json["cases"]) >= 2


def test_a_printer_without_paper_is_4_and_the_case_stands(enrolled, filed, printer):
    number = filed().json["number"]
    printer.become(Condition.PAPER_OUT)
    told = enrolled("receipt", number, "--printer", printer.address)
    assert told.exit == 4
    assert told.code == "P302"
    printer.become(Condition.READY)
    assert enrolled("receipt", number, "--printer", printer.address).exit == 0
    assert enrolled("receipt", number, "--printer", printer.address).code == "P307"
    assert enrolled("receipt", number, "--reprint", "--printer", printer.address).json["print"]["copy"] == 1


def test_a_printer_that_falls_silent_is_7_until_a_person_answers(enrolled, filed, printer):
    number = filed().json["number"]
    printer.become(Condition.SILENT)
    told = enrolled("receipt", number, "--printer", printer.address)
    assert told.exit in {4, 7}
    if told.exit == 7:
        assert enrolled("receipt", number, "--came-out", "no").json["answered"][0]["state"] == "did_not"
    printer.become(Condition.READY)
    assert enrolled("receipt", number, "--printer", printer.address).exit == 0


def test_intake_with_the_printer_gone_keeps_the_case(enrolled, typed, papers_of):
    started = enrolled("intake", "--item", CARE, *typed, "--fill-missing", "sample", "--stop-before-save")
    draft = started.json["draft"]
    told = enrolled("intake", "--draft", draft, *papers_of(draft), "--printer", "tcp://127.0.0.1:9")
    assert told.exit == 4
    assert enrolled("show", told.json["number"]).exit == 0


def test_the_receipt_as_pdf_and_its_code(enrolled, filed, tmp_path):
    number = filed().json["number"]
    file = tmp_path / "receipt.pdf"
    assert enrolled("receipt", number, "--pdf", str(file)).exit == 0
    assert file.read_bytes().startswith(b"%PDF-")
    assert enrolled("receipt", "--verify", "WD1.nothing").code == "D803"


def test_a_file_printer_takes_the_receipt(enrolled, filed, tmp_path):
    number = filed().json["number"]
    told = enrolled("receipt", number, "--printer", f"file:{tmp_path / 'slip.bin'}")
    assert told.exit == 0
    assert told.json["print"]["state"] == "sent"
    assert (tmp_path / "slip.bin").stat().st_size > 1000


def test_a_page_from_the_folder_scanner(enrolled, typed, page, tmp_path):
    folder = tmp_path / "arrives"
    folder.mkdir()
    (folder / "new.png").write_bytes(page.read_bytes())
    target = tmp_path / "out.png"
    told = enrolled("scan", "--to", str(target), "--scanner", f"folder:{folder}")
    assert told.exit == 0, told.err
    assert target.read_bytes().startswith(b"\x89PNG")


def test_guide_search_worklist_in_chinese(enrolled, filed):
    filed()
    assert "异地就医" in enrolled("guide", "ydjy", as_json=False).out
    assert enrolled("guide", CARE).json["item"]["code"] == CARE
    assert len(enrolled("guide").json["items"]) == 42
    assert enrolled("guide", "qwertz").code == "K406"
    assert enrolled("search", "王").json["cases"]
    assert "王*" in enrolled("worklist", as_json=False).out
    assert enrolled("worklist", "--filter", "waiting").json["rows"]
    assert "未上报 1 件" in enrolled("queue", as_json=False).out
    assert enrolled("inbox", as_json=False).out.strip() == "没有新消息。"


def test_withdraw_and_void(alone, filed):
    first = filed().json["number"]
    assert alone("void", first, "--supervisor", "钱主任", "--reason", "录错人").exit == 0
    second = filed().json["number"]
    assert alone("withdraw", second, "--reason", "不办了").exit == 0
    assert alone("sync", "--until-settled").exit == 0
    assert alone("void", second, "--supervisor", "钱主任", "--reason", "录错人").code == "N712"


def test_the_doctor_knows_every_part(enrolled, county):
    told = enrolled("doctor")
    parts = {row["part"]: row["health"] for row in told.json["rows"]}
    assert parts["county"] == "good"
    assert parts["station"] == "good"
    assert parts["audit"] == "good"
    assert told.exit == 0
    assert enrolled("doctor", "--printer", "tcp://127.0.0.1:9").exit == 4


def test_the_real_program_by_module_name(as_process, tmp_path):
    home = str(tmp_path / "h")
    done = as_process("--home", home, "settings", "show", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["settings"]["device"] == "01"
    assert as_process("--version").stdout.startswith("windowdesk ")
    assert as_process("--home", home, "queue", WINDOWDESK_PASSPHRASE="x").returncode == 0


@pytest.mark.parametrize("words", [("--version",), ("settings", "show"), ("queue",)])
def test_a_small_command_loads_little(tmp_path, words):
    import os
    import subprocess
    import sys

    script = (
        "import sys\n"
        "from windowdesk.__main__ import main\n"
        f"main({['--home', str(tmp_path / 'h'), *words]!r})\n"
        "print(sorted(set(sys.modules) & {'PySide6', 'reportlab', 'requests', 'jsonschema', 'PIL', 'serial', 'escpos'}))"
    )
    done = subprocess.run(  # noqa: PLW1510 - what it says is looked at
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "WINDOWDESK_PASSPHRASE": "x"},
    )
    assert done.stdout.strip().splitlines()[-1] == "[]", done.stdout + done.stderr


def test_a_test_slip_is_printed_for_the_model_in_the_address(windowdesk, tmp_path):
    slip = tmp_path / "slip"
    told = windowdesk("--printer", f"file:{slip}?model=pos-5890", "receipt", "--test")
    assert (told.exit, told.json["printed"]) == (0, "sent")
    assert "pos-5890".encode("gbk") in slip.read_bytes()
    assert windowdesk("--printer", f"file:{slip}?model=none", "receipt", "--test").code == "P310"


@pytest.mark.parametrize("how", [(), ("--json",)], ids=["words", "json"])
def test_a_reader_that_has_seen_enough_is_no_failure(tmp_path, how):
    command = [sys.executable, "-m", "windowdesk", "--home", str(tmp_path / "home"), "settings", "show", *how]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(60) == 0
