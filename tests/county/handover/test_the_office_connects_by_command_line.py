"""``connect`` and ``hand-over``: what a county's IT people type, and what they are told."""

import json
import signal
import subprocess
import sys

import pytest
from own_system import OwnSystem

from county.__main__ import main

SECONDS = 60
CHOSEN = ["--data-source", "133", "--satisfaction", "5-best"]


@pytest.fixture
def run(data, capsys):
    """One command; gives exit status, what it printed and its complaint."""

    def do(*line):
        capsys.readouterr()
        status = main(["--data", str(data), *line])
        told = capsys.readouterr()
        return status, told.out, told.err

    return do


@pytest.fixture
def front_url(tmp_path):
    return f"sqlite:///{tmp_path / 'front.db'}"


def test_connect_hand_over_and_look_at_it(run, front_url, tmp_path, filed):
    status, out, _ = run("connect", "front-database", "--url", front_url, *CHOSEN)
    assert (status, out.strip()) == (0, "接口 front-database 已建立；满意度 5 是非常满意。")
    number = filed()
    status, out, _ = run("hand-over")
    assert out.strip() == "front-database：答复 0 行，新移交 1 行，写出 1 行，对方取走 0 行。"
    own = OwnSystem(tmp_path / "front.db")
    assert own.rows("wd_pro_event")[0]["provisional_number"] == number
    guid = own.accept("99010120261127009990")
    own.close()
    run("hand-over")
    status, out, _ = run("connect", "status")
    assert out.splitlines() == [
        "front-database  front-database  移交 1 行，写出 1 行，对方取走 0 行",
        f"  答复 {guid} 办不了：平台没有办件 99010120261127009990。",
    ]
    status, out, _ = run("hand-over", "--set-aside", guid)
    assert status == 0
    _, out, _ = run("--json", "connect", "status")
    assert json.loads(out)["connectors"][0]["refused"] == []


def test_a_case_that_waits_is_left_out_by_a_persons_decision(run, front_url, registered):
    run("connect", "front-database", "--url", front_url, *CHOSEN)
    number, official = registered(item_version=5)
    run("accept", official)
    assert "1 个办件等着" in run("hand-over")[1]
    _, out, _ = run("connect", "status")
    assert f"办件 {number} 等着：发布的事项库里没有事项" in out
    assert "等着" not in run("hand-over", "--leave-out", official)[1]


@pytest.mark.parametrize(
    "line",
    [
        ["front-database", "--url", "sqlite://", "--data-source", "133"],
        ["front-database", "--url", "sqlite://", "--satisfaction", "5-best"],
        ["front-database", "--url", "sqlite://", "--data-source", "13", "--satisfaction", "5-best"],
        ["front-database", "--url", "sqlite://", "--data-source", "133", "--satisfaction", "best"],
        ["front-database", *CHOSEN],
        ["file-drop", "--out", "x", *CHOSEN],
        [],
    ],
)
def test_what_must_be_chosen_has_no_default(data, line, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--data", str(data), "connect", *line])
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_what_can_not_be_done_is_said_in_one_sentence(run, front_url, tmp_path):
    for line, told in (
        (["hand-over"], "还没有接口。请先用 connect 命令建立。"),
        (["connect", "remove", "x"], "没有接口 x。请先用 connect 命令建立。"),
        (["connect", "front-database", "--url", "postgresql+psycopg://127.0.0.1:1/x", *CHOSEN], "读写不了"),
        (["connect", "front-database", "--url", "mysql://127.0.0.1:1/x", *CHOSEN], "只能是 PostgreSQL"),
        (["connect", "front-database", "--url", "postgresql+none://x", *CHOSEN], "地址不对"),
        (["connect", "front-database", "--url", "front", *CHOSEN], "地址不对"),
    ):
        status, _, err = run(*line)
        assert status == 3
        assert told in err
        assert err.count("\n") == 1
    run("connect", "front-database", "--url", front_url, *CHOSEN)
    assert run("hand-over", "--set-aside", "x")[0] == 3
    assert run("hand-over", "--leave-out", "x")[2] == "没有办件 x。\n"
    again = ["connect", "front-database", "--url", front_url, "--data-source", "133", "--satisfaction", "1-best"]
    assert "另一个方向" in run(*again)[2]
    assert "另一种方式" in run(
        "connect", "file-drop", "--name", "front-database", "--out", str(tmp_path / "o"), "--reply",
        str(tmp_path / "r"), *CHOSEN,
    )[2]  # fmt: skip


def test_a_way_that_is_away_is_named_and_stops_no_other(run, front_url, tmp_path, filed):
    folders = ["--out", str(tmp_path / "out"), "--reply", str(tmp_path / "reply")]
    run("connect", "file-drop", "--name", "a", *folders, *CHOSEN)
    run("connect", "front-database", "--name", "b", "--url", front_url, *CHOSEN)
    filed()
    (tmp_path / "out").rename(tmp_path / "elsewhere")
    status, _, err = run("hand-over")
    assert (status, "现在不在" in err) == (3, True)
    own = OwnSystem(tmp_path / "front.db")
    assert len(own.rows("wd_pro_event")) == 1
    own.close()


def test_removed_is_removed_and_the_database_over_there_stays(run, front_url, tmp_path, filed):
    run("connect", "front-database", "--url", front_url, *CHOSEN)
    filed()
    run("hand-over")
    assert run("connect", "remove", "front-database")[0] == 0
    assert run("hand-over")[0] == 3
    own = OwnSystem(tmp_path / "front.db")
    assert len(own.rows("wd_pro_event")) == 1
    own.close()


def test_connected_anew_after_a_removal_the_same_rows_are_found_and_not_doubled(run, front_url, tmp_path, registered):
    run("connect", "front-database", "--url", front_url, *CHOSEN)
    registered()
    run("hand-over")
    run("connect", "remove", "front-database")
    run("connect", "front-database", "--url", front_url, *CHOSEN)
    run("hand-over")
    own = OwnSystem(tmp_path / "front.db")
    assert [len(own.rows(one)) for one in ("wd_pro_event", "up_pro_process", "up_pro_material")] == [1, 2, 2]
    own.close()


def test_the_loop_hands_over_what_comes_in_until_it_is_told_to_end(run, data, front_url, tmp_path, filed):
    run("connect", "front-database", "--url", front_url, *CHOSEN)
    command = [sys.executable, "-m", "county", "--data", str(data), "--json", "hand-over", "--every", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert json.loads(process.stdout.readline())["rounds"][0]["written"] == 0
        filed()
        for line in process.stdout:
            if json.loads(line)["rounds"][0]["written"] == 1:
                break
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=SECONDS)
    own = OwnSystem(tmp_path / "front.db")
    assert len(own.rows("wd_pro_event")) == 1
    own.close()


def test_lists_of_the_countys_own_are_used_there_and_back(run, front_url, tmp_path, registered):
    folder = tmp_path / "codes"
    folder.mkdir()
    codes = [
        {"ours": "granted", "theirs": "01", "words": "出证"},
        {"ours": "not_granted", "theirs": "02", "words": "不通过"},
    ]
    told = {"list": "result-type", "title": "办结结果", "way": "both", "codes": codes}
    (folder / "result-type.json").write_text(json.dumps(told), "utf-8")
    run("connect", "front-database", "--url", front_url, "--codes", str(folder), *CHOSEN)
    _, official = registered()
    run("accept", official)
    run("complete", official, "--result", "备案表")
    run("hand-over")
    own = OwnSystem(tmp_path / "front.db")
    assert own.rows("up_pro_result")[0]["result_type"] == "01"
    told["codes"] = [{**one, "theirs": "1"} for one in codes]
    (folder / "result-type.json").write_text(json.dumps(told), "utf-8")
    assert "分不清" in run("hand-over")[2]
    own.close()
