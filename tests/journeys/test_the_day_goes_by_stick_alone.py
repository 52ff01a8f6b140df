"""The demo's day with no network at all, enrolment included: the same cases, the same proof, carried by stick."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CASES = 13
LONGEST = 900


@pytest.mark.slow
def test_the_day_goes_by_stick_alone(tmp_path):
    demo = Path(__file__).with_name("demo.py")
    done = subprocess.run(
        [
            sys.executable,
            str(demo),
            "--headless",
            "--no-network",
            "--cases",
            str(CASES),
            "--keep",
            str(tmp_path / "day"),
        ],
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    result = json.loads(done.stdout.strip().splitlines()[-1])
    assert result["filed"] >= CASES
    assert result["filed"] == result["receipts"] == result["at_county"] == result["registered"]
    assert (result["lost"], result["duplicated"]) == (0, 0)
    assert (result["corrections_closed"], result["delivered"]) == (3, 5)
    assert result["blobs_verified"] > 0
    carried = list((tmp_path / "day" / "messenger").glob("*.wdb"))
    assert len(carried) == 9  # the first reply, then four trips, there and back
    assert len(list((tmp_path / "day" / "messenger").glob("windowdesk-enrol*.json"))) == 2
    assert not (tmp_path / "day" / "logs" / "county.log").read_text("utf-8").count("POST /v1/")
