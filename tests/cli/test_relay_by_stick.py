"""``relay``: the program's own words for a stick, with a real county and no line to it."""

import shutil

import pytest

from windowdesk.devices import escpos_picture

GONE = "http://127.0.0.1:1"


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def enrolled_only(windowdesk, county):
    assert windowdesk("enrol", "--county", county.url, "--code", county.code()).exit == 0
    return windowdesk


def test_a_station_that_only_ever_enrolled_gets_its_catalogue_by_stick(enrolled_only, county, stick):
    written = enrolled_only("relay", "export", "--to", str(stick), "--county", GONE)
    assert written.exit == 0
    assert (written.json["events"], written.json["written"]["bundles"][0]["number"]) == (0, 1)
    done = county.does("relay", "import", str(stick), "--reply", str(stick))
    assert [one["code"] for one in done["bundles"]] == [""]
    taken = enrolled_only("relay", "import", str(stick), "--county", GONE)
    assert taken.exit == 0
    assert any(one.startswith("catalogue ") for one in taken.json["packs"])
    assert enrolled_only("guide").json["items"]
    again = enrolled_only("relay", "import", str(stick), as_json=False)
    assert again.exit == 0
    assert "以前导入过" in again.out


def test_the_slip_is_printed_and_a_dead_printer_spoils_nothing(enrolled_only, printer, stick):
    address = f"tcp://127.0.0.1:{printer.port}"
    assert enrolled_only("relay", "export", "--to", str(stick), "--slip", "--printer", address).exit == 0
    (job,) = printer.jobs
    assert "优盘交接单" in escpos_picture.read(job.read_bytes()).text.replace(" ", "")
    dead = enrolled_only("relay", "export", "--to", str(stick), "--slip", "--printer", "tcp://127.0.0.1:1")
    assert dead.exit == 7
    assert dead.json["print_trouble"]["code"] == "P301"
    assert list(stick.glob("windowdesk-*.wdb"))


def test_the_slip_goes_onto_a4_where_there_is_no_receipt_printer(enrolled_only, stick, tmp_path):
    slip = tmp_path / "slip.pdf"
    assert enrolled_only("relay", "export", "--to", str(stick), "--slip-pdf", str(slip)).exit == 0
    assert slip.read_bytes().startswith(b"%PDF")


def test_a_request_to_be_enrolled_has_its_slip_too(windowdesk, county, printer, stick, tmp_path):
    address, slip = f"tcp://127.0.0.1:{printer.port}", tmp_path / "slip.pdf"
    asked = windowdesk(
        "enrol", "--code", county.code(), "--to", str(stick), "--slip", "--slip-pdf", str(slip), "--printer", address
    )
    assert (asked.exit, asked.json["print_trouble"]) == (0, None)
    assert "登记申请" in escpos_picture.read(printer.jobs[0].read_bytes()).text.replace(" ", "")
    assert slip.read_bytes().startswith(b"%PDF")
    dead = windowdesk("enrol", "--code", county.code(), "--to", str(stick), "--slip", "--printer", "tcp://127.0.0.1:1")
    assert (dead.exit, dead.json["print_trouble"]["code"]) == (7, "P301")


def test_each_trouble_has_its_code_and_exit(enrolled_only, stick, tmp_path):
    gone = enrolled_only("relay", "export", "--to", str(tmp_path / "gone"))
    assert (gone.exit, gone.code) == (4, "X640")
    empty = enrolled_only("relay", "import", str(stick))
    assert (empty.exit, empty.code) == (3, "X644")
    up = enrolled_only("relay", "export", "--to", str(stick)).json["files"][0]
    assert enrolled_only("relay", "import", up).code == "X649"
    torn = stick / "windowdesk-reply-x.wdb"
    shutil.copy(up, torn)
    torn.write_bytes(torn.read_bytes()[:-3])
    assert enrolled_only("relay", "import", str(torn)).code == "X645"
    assert enrolled_only("relay", "export").exit == 3
    assert enrolled_only("relay", "import").exit == 3


def test_before_enrolment_the_stick_is_of_no_use_and_that_is_said(windowdesk, stick):
    told = windowdesk("relay", "export", "--to", str(stick))
    assert (told.exit, told.code) == (6, "T512")


def test_a_pc_that_never_saw_a_network_is_enrolled_and_reports_by_stick_alone(windowdesk, county, stick, filed):
    asked = windowdesk("enrol", "--code", county.code(), "--name", "新电脑", "--to", str(stick))
    assert asked.exit == 0
    done = county.does("relay", "import", str(stick), "--reply", str(stick))
    (request,) = done["requests"]
    assert (request["code"], request["new"]) == ("", True)
    told = windowdesk("enrol", "--from", str(stick))
    assert told.exit == 0
    assert told.json["station"] == request["station"]
    assert any(one.startswith("catalogue ") for one in told.json["packs"])
    assert told.json["site"]["name"] == "柳树村便民服务室"
    assert filed().exit == 0
    assert windowdesk("relay", "export", "--to", str(stick)).json["events"] == 1
    county.does("relay", "import", str(stick), "--reply", str(stick))
    assert windowdesk("relay", "import", str(stick)).json["accepted"] == 1


def test_each_trouble_of_an_enrolment_by_stick_has_its_code(windowdesk, county, stick, tmp_path):
    assert windowdesk("enrol", "--to", str(stick)).exit == 3
    short = windowdesk("enrol", "--code", "ABCD-1234", "--to", str(stick))
    assert (short.exit, short.code) == (3, "X661")
    assert windowdesk("enrol", "--code", county.code(), "--to", str(tmp_path / "gone")).code == "X640"
    assert windowdesk("enrol", "--from", str(stick)).code == "X662"
    said = windowdesk("enrol", "--code", county.code(), "--to", str(stick), as_json=False)
    assert "核对字" in said.out


def test_a_township_carries_a_village_by_command_line(windowdesk, another, county, stick, tmp_path, filed):
    """Village by stick alone; township over its line; each its own home."""
    assert windowdesk("enrol", "--county", county.url, "--code", county.code()).exit == 0
    windowdesk("sync", "--until-settled", "--timeout", "60")
    assert filed().exit == 0
    assert windowdesk("relay", "export", "--to", str(stick)).exit == 0

    town = another("town")
    assert town("relay", "carry", "--village", str(stick)).code == "T512"
    assert town("enrol", "--county", county.url, "--code", county.code()).exit == 0
    done = town("relay", "carry", "--village", str(stick))
    assert done.exit == 0
    assert len(done.json["passages"]["from_village"]["picked_up"]) == 1
    assert len(done.json["passages"]["to_village"]["given"]) == 1
    assert windowdesk("relay", "import", str(stick)).json["accepted"] == 1
    to_county = tmp_path / "to county"
    to_county.mkdir()
    assert town("relay", "carry", "--up", str(to_county)).exit == 0
    assert town("relay", "carry", "--down", str(to_county)).exit == 0
    assert "代传" in town("relay", "carry", "--line", as_json=False).out
    assert town("relay", "carry", "--village", str(to_county)).code == "X666"
