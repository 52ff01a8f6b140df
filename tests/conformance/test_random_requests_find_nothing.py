"""Schemathesis asks a served county what ``openapi.yaml`` allows and what it does not, and finds nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from conformance.desk import Desk
from conformance.line import Line
from county.enrolment import issue_code

ROOT = Path(__file__).resolve().parents[2]
SITE = {"name": "村", "region": "990101001001", "kind": "village", "agency": "镇", "receives_for": "applicant"}
EXAMPLES = 5
LONGEST = 600


def token_at(url, code):
    """An access token of a station that was enrolled a moment ago."""
    line = Line(url)
    try:
        desk = Desk(line, code, 0)
        desk.number = desk.enrol(code, desk.key).members()["station"]
        desk.sign_in()
        return desk.token
    finally:
        line.close()


@pytest.mark.parametrize("seed", [1])
def test_random_requests_find_nothing(county, serve, seed):
    with serve(county) as url:
        done = subprocess.run(
            [
                str(Path(sys.executable).with_name("schemathesis")),
                "--config-file", "sync/conformance/schemathesis.toml",
                "run", "sync/contract/openapi.yaml",
                "--url", url, "-H", f"Authorization: Bearer {token_at(url, issue_code(county, SITE))}",
                "--seed", str(seed), "--max-examples", str(EXAMPLES), "--no-color", "--continue-on-failure",
                "--generation-database", "none", "--workers", "1",
            ],
            capture_output=True, text=True, timeout=LONGEST, check=False, cwd=ROOT,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
