"""``windowdesk-county``: the server as a process, and the office beside it on the same database."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from county.__main__ import main
from county.whereabouts import Whereabouts, settled

RUN = [sys.executable, "-m", "county"]
SECONDS = 30
SITE = ["--name", "石桥村便民服务室", "--region", "990101001001", "--agency", "石桥镇便民服务中心"]


@pytest.fixture
def serve(data):
    """Start ``serve`` as a process; gives its address."""
    started = []

    def start(*options):
        command = [*RUN, "--data", str(data), "serve", "--port", "0", *options]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        started.append(process)
        told = json.loads(process.stdout.readline())
        assert told["url"] == f"http://127.0.0.1:{told['port']}"
        return process, told["url"]

    yield start
    for process in started:
        process.kill()
        process.wait(SECONDS)
        process.stdout.close()


@pytest.fixture
def office(data, capsys):
    """One command of the office; gives what it printed as JSON."""

    def run(*line):
        capsys.readouterr()
        status = main(["--data", str(data), "--json", *line])
        told = capsys.readouterr()
        assert status == 0, told.err
        return json.loads(told.out)

    return run


@pytest.fixture
def refused(data, capsys):
    """One command that must not succeed; gives its sentence."""

    def run(*line):
        capsys.readouterr()
        assert main(["--data", str(data), *line]) == 3
        return capsys.readouterr().err.strip()

    return run


class TestWhereTheCountyKeepsItsThings:
    """Said once to ``init`` or ``serve``; a later command that says nothing goes to the same place."""

    def test_the_database_named_at_first_is_used_by_every_later_command(self, office, data, tmp_path):
        url = f"sqlite:///{tmp_path / 'elsewhere.db'}"
        office("init", "--database", url)
        office("code", *SITE)
        assert (tmp_path / "elsewhere.db").exists()
        assert not (data / "county.db").exists()

    def test_what_one_command_names_for_itself_is_not_remembered(self, office, data, tmp_path):
        office("init")
        office("cases", "--database", f"sqlite:///{tmp_path / 'once.db'}")
        assert settled(data, Whereabouts(), keep=False) == Whereabouts()

    def test_a_password_is_not_kept_and_must_be_said_again(self, data, refused):
        secret = Whereabouts("postgresql+psycopg://office:correct-horse@db/county")
        assert settled(data, secret, keep=True) == secret
        assert "correct-horse" not in (data / "whereabouts.json").read_text("utf-8")
        assert "--database" in refused("cases")
        assert not (data / "county.db").exists()

    def test_a_database_that_cannot_be_opened_is_said_in_one_sentence(self, refused, tmp_path):
        assert refused("cases", "--database", f"sqlite:///{tmp_path / 'no folder' / 'x.db'}").startswith(
            "数据库现在用不了"
        )

    def test_the_store_of_the_files_is_remembered(self, data):
        settled(data, Whereabouts(files="s3://bucket/one"), keep=True)
        assert settled(data, Whereabouts(), keep=False).files == "s3://bucket/one"
        assert settled(data, Whereabouts(files="s3://bucket/two"), keep=False).files == "s3://bucket/two"
        assert settled(data, Whereabouts(), keep=False).files == "s3://bucket/one"


def test_the_day_of_an_office_beside_a_running_server(serve, office, new_station, tmp_path):
    _process, url = serve()
    assert office("init")["epoch"].startswith("1-")
    code = office("code", *SITE)["code"]
    station = new_station(url, enrolled=False)
    assert station.enrol(code).status_code == 201
    station.sign_in()
    cases = [station.case() for _ in range(3)]
    station.send(*cases)
    numbers = [one["payload"]["case"]["provisional_number"] for one in cases]

    assert [one["provisional_number"] for one in office("register", "--all")["registered"]] == numbers
    line = ("--line", "M1", "身份证", "看不清", "重新扫描")
    asked = office("correct", numbers[0], *line, "--due", "2026-12-04")
    assert asked["document_number"].startswith("BZ9901012")
    office("prereview", numbers[1], "--opinion", "材料齐全")
    office("accept", numbers[1], "--due", "2026-12-24")
    slip = tmp_path / "证.pdf"
    slip.write_bytes(b"%PDF-1.7")
    office("complete", numbers[1], "--result", "示例证", "--result-number", "示1号", "--page", str(slip))
    office("refuse", numbers[2], "--note", "不属于本县")
    office("notice", "--title", "停电", "--text", "下午停电")

    states = {one["provisional_number"]: one["state"] for one in office("cases")["cases"]}
    assert [states[number] for number in numbers] == ["S40", "S80", "S55"]
    shown = office("show", numbers[0])
    assert [one["material"] for one in shown["received"]["materials"]] == ["M1"]
    assert [one["verdict"] for one in shown["events"]] == ["accepted"]
    (row,) = office("stations")["stations"]
    assert (row["number"], row["received_to"], row["safe_to"]) == (station.number, 3, 3)
    told = [item["type"] for item in station.feed()]
    assert told == [
        "available", "registered", "registered", "registered", "correction", "pre_review", "status", "result", "status",
        "notice",
    ]  # fmt: skip
    result = next(item for item in station.feed() if item["type"] == "result")
    (named,) = result["body"]["pages"]
    assert named["media_type"] == "application/pdf"
    assert station.call("GET", f"/v1/blobs/{named['digest']}").content == b"%PDF-1.7"
    assert {one["digest"]: one["complete"] for one in office("blobs")["blobs"]}[named["digest"]] is True


def test_stop_revoke_and_epoch(serve, office, new_station):
    _process, url = serve()
    station = new_station(url, enrolled=False)
    station.enrol(office("code", *SITE, "--kind", "township")["code"])
    station.sign_in()
    assert office("stop", station.number, "--reason", "遗失")["status"] == "stopped"
    assert station.call("GET", "/v1/uplink").status_code == 403
    assert office("stop", station.number, "--lift")["status"] == "active"
    assert station.call("GET", "/v1/uplink").status_code == 200
    before = office("epoch")["epoch"]
    after = office("epoch", "--restore")["epoch"]
    assert after != before
    assert station.call("GET", "/v1/uplink").json()["epoch"] == after
    assert office("revoke", station.number)["status"] == "revoked"
    assert station.call("GET", "/v1/uplink").status_code == 403


def test_the_server_ends_when_told(serve):
    process, _url = serve()
    process.send_signal(signal.SIGTERM)
    assert process.wait(SECONDS) in (0, -signal.SIGTERM)


def test_a_killed_server_has_kept_what_it_answered_for(serve, office, new_station):
    process, url = serve()
    station = new_station(url, enrolled=False)
    station.enrol(office("code", *SITE)["code"])
    station.sign_in()
    assert station.send(station.case()).json()["safe_to"] == 1
    os.kill(process.pid, signal.SIGKILL)
    process.wait(SECONDS)
    assert len(office("cases")["cases"]) == 1
    station.url = serve()[1]
    station.sign_in()
    assert station.call("GET", "/v1/uplink").json()["received_to"] == 1


def test_what_can_not_be_done_is_said_in_one_sentence(refused, tmp_path):
    assert refused("register", "LS000") == "没有办件 LS000。"
    assert refused("show", "LS000") == "没有办件 LS000。"
    assert refused("stop", "990101-0009") == "没有站点 990101-0009。"
    assert "index.json" in refused("publish-catalogue", str(tmp_path))


def test_wrong_lines_end_with_usage(data, capsys):
    for line in (
        ["register"],
        ["code", "--name", "x"],
        ["correct", "1"],
        ["fly"],
        ["code", *SITE[:3], "99", *SITE[4:]],
    ):
        with pytest.raises(SystemExit) as ended:
            main(["--data", str(data), *line])
        assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_without_json_the_office_reads_chinese_sentences(data, capsys):
    assert main(["--data", str(data), "cases"]) == 0
    assert capsys.readouterr().out.strip() == "还没有办件。"


def test_options_may_stand_before_or_after_the_command(data, capsys):
    assert main(["--data", str(data), "--json", "epoch"]) == 0
    assert main(["epoch", "--data", str(data), "--json"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second


def test_the_readme_names_every_command():
    readme = (Path(__file__).resolve().parents[2] / "sync" / "county" / "README.md").read_text("utf-8")
    from county.commands import COMMANDS

    assert [name for name in (*COMMANDS, "serve") if f"`{name}" not in readme] == []
