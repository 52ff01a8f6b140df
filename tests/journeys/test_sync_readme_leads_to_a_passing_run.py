"""Every command of sync/README.md, in its order, in an empty folder: as its reader would type them."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from county_process import CountyProcess

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "sync" / "README.md").read_text("utf-8")
TRY = TEXT[TEXT.index("## See it work") : TEXT.index("## Connect your own platform")]
BLOCKS = [block.splitlines() for block in re.findall(r"```\n(.*?)```", TRY, re.DOTALL)]
SETTING_UP = ("python3 -m venv", ". try/bin/activate", "pip install")
ADDRESS = "http://127.0.0.1:8080"
ENDING = re.search(r"`(The platform conforms.*?)`", TRY).group(1)


class Reader:
    """Types commands in an empty folder."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "resources").symlink_to(ROOT / "resources")
        (folder / "stick").mkdir()
        own = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "WINDOWDESK_PASSPHRASE": "try it"}
        self.environment = {**os.environ, **own}
        self.address = ADDRESS
        self.new_code = []

    def types(self, line):
        """One command; what it printed. A code is spent at once, so each mention of one gets a new one."""
        if "CODE" in line and not line.startswith("windowdesk-county"):
            line = line.replace("CODE", re.search(r"[A-Z2-9]{4}(-[A-Z2-9]{4})+", self.types(self.new_code)).group())
        words = shlex.split(line.replace(ADDRESS, self.address))
        done = subprocess.run(
            words, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, (line, done.stdout, done.stderr)
        return done.stdout


@pytest.fixture
def reader(tmp_path):
    return Reader(tmp_path)


def test_from_zero_to_a_passing_run_and_a_day_by_stick(reader):
    lines = [line for block in BLOCKS for line in block if not line.startswith(SETTING_UP)]
    serve = next(line for line in lines if " serve " in line)
    reader.new_code = next(line for line in lines if line.startswith("windowdesk-county") and " code " in line)
    before, after = lines[: lines.index(serve)], lines[lines.index(serve) + 1 :]
    for line in before:
        reader.types(line)
    with CountyProcess(reader.folder / "demo") as county:
        reader.address = county.url
        said = {line: reader.types(line) for line in after}
    (conforms,) = (text for line, text in said.items() if line.startswith("windowdesk-conformance"))
    assert conforms.rstrip().endswith(ENDING)
    assert len(said) >= 10, "the paper has lost its commands"
