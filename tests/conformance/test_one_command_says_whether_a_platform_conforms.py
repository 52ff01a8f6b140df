"""The command line: plain words, JSON, exit status 0, 1 and 2."""

import socket

import pytest

from conformance.__main__ import main
from county import routes
from county.enrolment import issue_code
from county.listing import case_rows, station_rows
from county.place import open_county


@pytest.fixture
def url(county, serve):
    with serve(county) as address:
        yield address


def test_a_platform_that_conforms_is_told_so_in_plain_words(url, new_code, capsys):
    assert main(["--url", url + "/", "--code", new_code(), "--patience", "0.4"]) == 0
    said = capsys.readouterr().out
    assert "\n  passed      [V8] A repeat gets the stored verdicts, word for word, and moves nothing\n" in said
    assert said.endswith("0 failed, 0 not tested.\nThe platform conforms to contract 1.0.\n")


def test_a_failure_says_what_was_expected_what_came_and_quotes_the_clause(url, new_code, capsys, monkeypatch):
    monkeypatch.setattr(routes, "last_number", lambda *_: 99)
    assert main(["--url", url, "--code", new_code(), "--patience", "0.4"]) == 1
    said = capsys.readouterr().out
    failed = said[said.index("  FAILED") :].splitlines()[:4]
    assert failed == [
        "  FAILED      [L2] Feed numbers rise by one",
        "              expected: last 2",
        "              came:     99",
        (
            "              clause:   [L2] Feed numbers rise by one within an epoch and leap at a new one, so a cursor stays "
            "valid; never assume that there are no gaps. (contract/README.md, Epoch)"
        ),
    ]
    assert said.endswith("The platform does not conform to contract 1.0: clauses L2.\n")


def test_a_platform_that_does_not_answer_cannot_be_tested(capsys):
    with socket.create_server(("127.0.0.1", 0)) as reserved:
        port = reserved.getsockname()[1]
    assert main(["--url", f"http://127.0.0.1:{port}", "--code", "AAAA-AAAA-AAAA-AAAA", "--patience", "0"]) == 2
    assert "no connection" in capsys.readouterr().err


def test_an_address_that_is_none_cannot_be_tested(capsys):
    assert main(["--url", "county", "--code", "AAAA-AAAA-AAAA-AAAA", "--patience", "0"]) == 2
    assert "not an address" in capsys.readouterr().err


def test_a_code_that_is_not_taken_leaves_the_rest_untested(url, capsys):
    assert main(["--url", url, "--code", "AAAA-AAAA-AAAA-AAAA"]) == 2
    said = capsys.readouterr().out
    assert "have a new one issued" in said
    assert "0 failed" in said


def test_a_code_for_a_real_region_is_left_alone(county, url, new_code, capsys):
    assert main(["--url", url, "--code", new_code(region="110101001001")]) == 2
    assert "a real place" in capsys.readouterr().out
    assert case_rows(county) == []
    assert [row["received_to"] for row in station_rows(county)] == [0]


def test_a_platform_that_published_nothing_is_told_what_to_publish(tmp_path, serve, capsys):
    bare = open_county(tmp_path / "bare")
    site = {"name": "村", "region": "990101001001", "kind": "village", "agency": "镇", "receives_for": "applicant"}
    with serve(bare) as url:
        assert main(["--url", url, "--code", issue_code(bare, site), "--patience", "0.4"]) == 2
    bare.close()
    said = capsys.readouterr().out
    assert "publish two packs" in said
    assert "not everything could be tested" in said


def test_a_wrong_line_is_refused(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--url", "http://127.0.0.1", "--code", "X", "--certificate", "/nowhere.pem"])
    assert ended.value.code == 2
    assert "there is no file" in capsys.readouterr().err
