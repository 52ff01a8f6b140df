"""A stick at the county's counter, by the office's own command: the slip, the exit status, a reader that has seen enough."""

import json
import re
import subprocess
import sys

import pytest

from county.__main__ import main

REFUSED = 3


@pytest.fixture
def stick(station, tmp_path):
    """A stick with one bundle of a station."""
    folder = tmp_path / "stick"
    folder.mkdir()
    station.file(b"page", applicant="王某某")
    with station.relay() as relay:
        relay.write(folder, "001")
    return folder


@pytest.fixture
def office(county, capsys):
    """One command of the office: exit status, and what it gave as JSON."""

    def run(*line):
        capsys.readouterr()
        status = main(["--data", str(county.data), "--json", *map(str, line)])
        return status, json.loads(capsys.readouterr().out)

    return run


def test_a_stick_that_is_taken_whole_ends_well_and_its_slip_names_both_hand_overs(office, stick, tmp_path):
    slip = tmp_path / "slip.html"
    status, told = office("relay", "import", stick, "--reply", stick, "--slip", slip)
    (came,), (back,) = told["bundles"], told["replies"]
    assert (status, came["code"]) == (0, "")
    page = slip.read_text("utf-8")
    for one in (came, back):
        assert one["words"] in page
    assert came["file"] in page
    assert back["name"] in page
    assert page.count("交出人签字") == page.count("接收人签字") == 2
    assert "收下 1 条，新材料 1 个" in page
    assert "王某某" not in page


def test_the_page_needs_nothing_beside_it_and_a_name_on_a_stick_is_only_a_name(office, stick, tmp_path):
    slip = tmp_path / "slip.html"
    (stick / "<b>x.wdb").write_bytes(b"WDBUNDLE")
    office("relay", "import", stick, "--reply", stick, "--slip", slip)
    page = slip.read_text("utf-8")
    assert "&lt;b&gt;x.wdb" in page
    assert not re.search(r"(src|href)=|<script|<b>", page)


def test_a_stick_whose_only_bundle_is_torn_does_not_end_well(office, stick, tmp_path):
    (bundle,) = stick.glob("*.wdb")
    bundle.write_bytes(bundle.read_bytes()[:-9])
    slip = tmp_path / "slip.html"
    status, told = office("relay", "import", stick, "--reply", stick, "--slip", slip)
    assert (status, told["bundles"][0]["code"], told["replies"]) == (REFUSED, "torn", [])
    assert "没有收下" in slip.read_text("utf-8")


def test_beside_a_good_bundle_a_torn_one_is_said_by_the_exit_status_and_the_good_one_is_taken(office, stick):
    (bundle,) = stick.glob("*.wdb")
    (stick / "windowdesk-torn-1.wdb").write_bytes(bundle.read_bytes()[:-9])
    status, told = office("relay", "import", stick, "--reply", stick)
    assert status == REFUSED
    assert {one["code"] for one in told["bundles"]} == {"", "torn"}
    assert len(told["replies"]) == 1


def test_the_county_s_own_replies_on_the_same_stick_are_nobody_s_mistake(office, stick):
    assert office("relay", "import", stick, "--reply", stick)[0] == 0
    assert office("relay", "import", stick, "--reply", stick)[0] == 0


def test_a_reader_that_has_seen_enough_is_no_failure(county):
    office = subprocess.Popen(
        [sys.executable, "-m", "county", "--data", str(county.data), "stations"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    office.stdout.close()
    assert office.stderr.read() == b""
    office.stderr.close()
    assert office.wait(60) == 0
