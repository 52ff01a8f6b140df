"""The demo itself: a whole day with real processes, judged by its last line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

DEMO = Path(__file__).with_name("demo.py")
CASES = 13
PACKAGE_CASES = 3
"""The package of the day makes several cases of one; never more than this."""


@pytest.mark.slow
def test_a_day_with_the_line_cut_and_the_program_killed_loses_and_doubles_nothing(tmp_path):
    kept = tmp_path / "kept"
    done = subprocess.run(
        [sys.executable, str(DEMO), "--headless", "--cases", str(CASES), "--keep", str(kept)],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    proof = json.loads(done.stdout.splitlines()[-1])
    assert set(proof) == {
        "filed", "receipts", "at_county", "registered", "corrections_closed", "delivered", "lost", "duplicated",
        "blobs_verified", "seconds",
    }  # fmt: skip
    assert (proof["lost"], proof["duplicated"]) == (0, 0)
    assert (proof["corrections_closed"], proof["delivered"]) == (3, 5)
    assert CASES <= proof["filed"] <= CASES + PACKAGE_CASES
    assert proof["filed"] == proof["receipts"] == proof["at_county"] == proof["registered"]
    assert proof["blobs_verified"] >= CASES
    assert (kept / "county" / "county.db").stat().st_size
    for folder, pattern in (("printed", "*.bin"), ("papers", "*.pdf"), ("pictures", "*.png")):
        assert list((kept / folder).glob(pattern)), folder
