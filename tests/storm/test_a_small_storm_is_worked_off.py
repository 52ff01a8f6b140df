"""The storm in small: real county processes on PostgreSQL, stations with the real engine, in seconds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.usefixtures("cluster")
def test_everything_arrives_once_and_no_station_starves(tmp_path):
    where = os.pathsep.join(str(ROOT / "tests" / room) for room in ("servers", "bench"))
    command = [sys.executable, str(ROOT / "tests" / "storm" / "storm.py")]
    size = ["--stations", "16", "--cases", "12", "--workers", "2", "--into", str(tmp_path / "storm.json")]
    done = subprocess.run(
        [*command, *size], env={**os.environ, "PYTHONPATH": where}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    storms = json.loads((tmp_path / "storm.json").read_text())
    assert [one["workers"] for one in storms] == [2]
    for one in storms:
        assert one["whole"]
        assert one["slowest_to_median"] <= 3
        assert one["p50"] <= one["p95"] <= one["p99"] <= one["slowest"]
        assert one["raw_per_second"] > one["events_per_second"] > 0
        assert one["worker_mb"] > 20
        assert set(one["troubles"]) <= {"X607"}, "nothing but to be asked to come later"
