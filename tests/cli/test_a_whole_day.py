"""The whole walk by command: card, scan, receipt, upload, correction, result, delivery, evaluation."""

from windowdesk.devices import escpos_picture
from windowdesk.devices.simulated_people import PEOPLE

from .conftest import CARE


def test_from_the_card_to_the_evaluation(alone, county, reader, printer, page, papers_of, tmp_path):
    reader.place(PEOPLE[2])
    devices = ["--reader", f"serial:{reader.device}", "--printer", printer.address]
    started = alone(
        "intake", "--item", CARE, "--card", "--mobile", "13800001234", "--notice-read", "--fill-missing", "sample",
        "--material", f"id_card={page}", "--stop-before-save", *devices,
    )  # fmt: skip
    assert started.exit == 0, started.err
    draft = started.json["draft"]
    saved = alone("intake", "--draft", draft, *papers_of(draft), *devices)
    assert saved.exit == 0, saved.err
    number = saved.json["number"]
    assert saved.json["print"]["state"] == "confirmed"
    assert number in escpos_picture.read(printer.jobs[0].read_bytes()).text

    queue = alone("queue").json["queue"]
    assert [row["number"] for row in queue["rows"]] == [number]
    assert alone("sync", "--until-settled").exit == 0
    assert alone("queue").json["queue"]["waiting"] == 0

    county.does("register", number)
    official = next(
        one["official_number"] for one in county.does("cases")["cases"] if one["provisional_number"] == number
    )
    line = ["--line", "id_card", "身份证", "图片不清楚", "四角完整", "--due", "2030-01-10"]
    county.does("correct", official, *line)
    alone("sync", "--until-settled")
    assert [row["kind"] for row in alone("inbox").json["rows"]] == ["correction"]
    notice = tmp_path / "notice.pdf"
    assert alone("paper", official, "correction", "--pdf", str(notice)).exit == 0
    assert notice.read_bytes().startswith(b"%PDF-")
    brought = alone("supplement", number, "--material", f"id_card={page}")
    assert brought.exit == 0
    assert [(one["page"], "空白" in one["warning"]) for one in brought.json["warnings"]] == [(1, True)]
    assert alone("inbox").json["rows"] == []

    alone("sync", "--until-settled")
    county.does("accept", official)
    county.does("complete", official, "--result", "备案通知书")
    alone("sync", "--until-settled")
    assert alone("deliver", official, "--receiver", "王某").code == "N719"
    assert alone("deliver", official, "--receiver", "王某", "--id-checked").exit == 0
    assert alone("evaluate", official, "--level", "非常满意", "--option", "517").exit == 0
    assert alone("sync", "--until-settled").json["settled"]
    assert alone("show", number).json["row"]["state"] == "S88"


def test_nothing_personal_reaches_the_log(enrolled, filed):
    assert filed().exit == 0
    enrolled("show", "LS-unknown")
    enrolled("search", PEOPLE[2].name)
    enrolled("intake", "--id-number", PEOPLE[2].number, "--id-number-again", "1")
    enrolled("show", PEOPLE[2].number)
    logs = "".join(file.read_text("utf-8") for file in (enrolled.home / "logs").iterdir())
    assert logs
    for secret in (PEOPLE[2].name, PEOPLE[2].number, "13800001234"):
        assert secret not in logs


def test_no_plain_personal_data_lies_in_the_home(enrolled, filed):
    assert filed().exit == 0
    for file in enrolled.home.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert PEOPLE[2].number.encode() not in content, file
            assert PEOPLE[2].name.encode() not in content, file
