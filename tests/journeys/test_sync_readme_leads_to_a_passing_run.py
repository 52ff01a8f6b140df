"""Every command of sync/README.md, in its order, in an empty folder: as its reader would type them.

What the net would bring (the packages named by the two programs) is there already; the programs themselves are
built and installed as the paper says.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import sysconfig
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "sync" / "README.md").read_text("utf-8")
TRY = TEXT[TEXT.index("## See it work") : TEXT.index("## Connect your own platform")]
LINES = [line for block in re.findall(r"```\n(.*?)```", TRY, re.DOTALL) for line in block.splitlines()]
THE_DESK = re.search(r"`(pip install \.)` brings it", TRY).group(1)
ADDRESS = "http://127.0.0.1:8080"
ENDING = re.search(r"`(The platform conforms.*?)`", TRY).group(1)
IN_THE_ROOT = ("CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml", "resources", "src", "sync", "ui")
WITHOUT_A_NET = {
    "PYTHONPATH": sysconfig.get_paths()["purelib"],
    "PIP_NO_INDEX": "1",
    "PIP_NO_BUILD_ISOLATION": "0",  # as pip reads it: no isolation
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}


class Reader:
    """Types commands in the root of the repository, as far as anything of it is needed."""

    def __init__(self, folder):
        self.folder = folder
        for name in IN_THE_ROOT:
            (folder / name).symlink_to(ROOT / name)
        (folder / "stick").mkdir()
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"  # its python3 is one of those that are needed
        self.environment = {**os.environ, **WITHOUT_A_NET, "PATH": path, "WINDOWDESK_PASSPHRASE": "try it"}
        self.address = ADDRESS
        self.new_code = next(line for line in LINES if line.startswith("windowdesk-county") and " code " in line)

    def types(self, line):
        """One command; what it printed. A code is spent at once, so each mention of one gets a new one."""
        if "CODE" in line and not line.startswith("windowdesk-county"):
            line = line.replace("CODE", re.search(r"[A-Z2-9]{4}(-[A-Z2-9]{4})+", self.types(self.new_code)).group())
        typed = line.replace(ADDRESS, self.address)
        if line.startswith(". "):
            typed += " && env -0"
        done = subprocess.run(
            ["sh", "-c", typed],
            cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (line, done.stdout, done.stderr)
        if line.startswith(". "):
            self.environment = dict(one.split("=", 1) for one in done.stdout.split("\0") if "=" in one)
        return done.stdout

    @contextmanager
    def leaves_running(self, line):
        """A command that runs until Ctrl+C, at a port that is free here."""
        words = shlex.split(re.sub(r"--port \d+", "--port 0", line))
        program = self.folder / "try" / "bin" / words[0]
        with subprocess.Popen(
            [program, *words[1:]], cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, text=True
        ) as running:
            try:
                self.address = json.loads(running.stdout.readline())["url"]
                yield
            finally:
                running.terminate()


@pytest.fixture
def reader(tmp_path):
    return Reader(tmp_path)


def test_from_zero_to_a_passing_run_and_a_day_by_stick(reader):
    serve = next(line for line in LINES if " serve " in line)
    before, after = LINES[: LINES.index(serve)], LINES[LINES.index(serve) + 1 :]
    for line in [*before, THE_DESK]:
        reader.types(line)
    for program in {line.split()[0] for line in LINES if line.startswith("windowdesk")}:
        assert reader.types(f"command -v {program}").strip() == str(reader.folder / "try" / "bin" / program)
    with reader.leaves_running(serve):
        said = {line: reader.types(line) for line in after}
    (conforms,) = (text for line, text in said.items() if line.startswith("windowdesk-conformance"))
    assert conforms.rstrip().endswith(ENDING)
    assert len(said) >= 10, "the paper has lost its commands"
