"""Schemathesis asks a served county what ``openapi.yaml`` allows and what it does not, and finds nothing.

More of it by hand: ``WINDOWDESK_RANDOM_REQUESTS=500 pytest tests/conformance/test_random_requests_find_nothing.py``.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from county import tus
from county.enrolment import issue_code

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = "sync/contract/openapi.yaml"
SITE = {"name": "村", "region": "990101001001", "kind": "village", "agency": "镇", "receives_for": "applicant"}
EXAMPLES = int(os.environ.get("WINDOWDESK_RANDOM_REQUESTS", "30"))
"""Random requests to each operation, besides those for the edges of each parameter."""
CODES = 6
LONGEST = 600 + 30 * EXAMPLES
OPERATIONS = {
    f"{verb.upper()} {path}"
    for path, verbs in yaml.safe_load((ROOT / CONTRACT).read_text("utf-8"))["paths"].items()
    for verb in verbs
    if verb != "parameters"
}


@pytest.fixture
def ask(county, serve, tmp_path):
    """Let schemathesis ask the county; gives how it ended, what it said, and its report."""

    def asking(*more, examples=EXAMPLES):
        codes = ",".join(issue_code(county, SITE) for _ in range(CODES))
        report = tmp_path / "report.json"
        with serve(county) as url:
            done = subprocess.run(
                [
                    str(Path(sys.executable).with_name("schemathesis")),
                    "--config-file", "sync/conformance/schemathesis.toml",
                    "run", CONTRACT, "--url", url, "--seed", "1", "--max-examples", str(examples), "--no-color",
                    "--continue-on-failure", "--generation-database", "none",
                    "--report", "json", "--report-json-path", str(report), *more,
                ],
                capture_output=True, text=True, timeout=LONGEST, check=False, cwd=ROOT,
                env={**os.environ, "WINDOWDESK_CODES": codes},
            )  # fmt: skip
        return done.returncode, done.stdout[-8000:] + done.stderr[-2000:], json.loads(report.read_text("utf-8"))

    return asking


def test_random_requests_find_nothing_and_get_through_to_every_operation(ask):
    ended, said, report = ask()
    assert ended == 0, said
    accepted = {
        operation
        for operation, phases in report["valid_rates"].items()
        if sum(phase["accepted"] for phase in phases.values())
    }
    assert accepted == OPERATIONS
    assert {name for name, phase in report["phases"].items() if phase["status"] == "success"} == {
        "coverage",  # the edges of each parameter
        "fuzzing",  # anything
        "stateful",  # an upload from its beginning to its end
    }


def test_a_fault_behind_the_door_is_found(ask, monkeypatch):
    """Only who has really begun an upload, and sends its right bytes, comes to where this fault is."""

    def stumble(_county, _found, _content, _received):
        raise ZeroDivisionError

    monkeypatch.setattr(tus, "keep", stumble)
    ended, said, _ = ask("--include-operation-id", "uploadBytes", "--phases", "fuzzing", examples=10)
    assert ended == 1, said
    assert "Server error" in said
