"""The command line against a real county, a simulated reader on its terminal and a simulated printer on its port."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from windowdesk.__main__ import main
from windowdesk.devices.simulated_people import PEOPLE
from windowdesk.devices.simulated_printer import SimulatedPrinter
from windowdesk.devices.simulated_sam import SimulatedSam
from windowdesk.storage import vault

ROOT = Path(__file__).parents[2]
PASSPHRASE = "only for tests"
CARE = "11990000MB2000397Y599203900400001"


@dataclass
class Told:
    """What one command said."""

    exit: int
    json: dict
    out: str
    err: str

    @property
    def code(self):
        return self.json["error"]["code"]


@pytest.fixture(scope="session")
def county(tmp_path_factory):
    """The reference county as a process on a free port; commands of its office by `office`."""
    data = tmp_path_factory.mktemp("county")

    class Office:
        url = ""

        @staticmethod
        def does(*words):
            done = subprocess.run(
                [sys.executable, "-m", "county", "--data", str(data), "--json", *words],
                capture_output=True,
                text=True,
                check=True,
            )
            return json.loads(done.stdout.strip().splitlines()[-1])

        def code(self):
            return self.does(
                "code", "--name", "柳树村便民服务室", "--region", "990101001001", "--agency", "青溪镇便民服务中心"
            )["code"]

    Office.does("init")
    Office.does("publish-catalogue", str(ROOT / "resources" / "catalogue"))
    server = subprocess.Popen(
        [sys.executable, "-m", "county", "--data", str(data), "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    Office.url = f"http://127.0.0.1:{json.loads(server.stdout.readline())['port']}"
    yield Office()
    server.terminate()
    server.wait(20)
    server.stdout.close()


@pytest.fixture(scope="session", autouse=True)
def quick_keys():
    """The passphrase is stretched less: each command opens the vault, and some tests give ten commands."""
    patch = pytest.MonkeyPatch()
    patch.setattr(vault, "_ARGON2_KIB", 1024)
    yield
    patch.undo()


def run_at(home, capsys, words, as_json):
    capsys.readouterr()
    status = main(["--home", str(home), *(["--json"] if as_json else []), *words])
    said = capsys.readouterr()
    lines = [line for line in said.out.splitlines() if line.startswith("{")]
    return Told(status, json.loads(lines[-1]) if as_json and lines else {}, said.out, said.err)


@pytest.fixture
def windowdesk(tmp_path, capsys, monkeypatch):
    """Run one command in this process, in a home of its own."""
    monkeypatch.setenv("WINDOWDESK_PASSPHRASE", PASSPHRASE)

    def run(*words, as_json=True):
        return run_at(run.home, capsys, words, as_json)

    run.home = tmp_path / "home"
    return run


@pytest.fixture
def another(windowdesk, tmp_path, capsys):
    """The same at one more home, by its name."""

    def at(name):
        return lambda *words, as_json=True: run_at(tmp_path / name, capsys, words, as_json)

    return at


@pytest.fixture(scope="session")
def enrolled_home(county, tmp_path_factory):
    """A home that was enrolled and has the catalogue; copied for each test."""
    home = tmp_path_factory.mktemp("template") / "home"
    patch = pytest.MonkeyPatch()
    patch.setenv("WINDOWDESK_PASSPHRASE", PASSPHRASE)
    assert main(["--home", str(home), "enrol", "--county", county.url, "--code", county.code()]) == 0
    assert main(["--home", str(home), "sync", "--until-settled", "--timeout", "60"]) == 0
    patch.undo()
    return home


@pytest.fixture
def enrolled(windowdesk, enrolled_home):
    """The same, enrolled and with the catalogue. All copies are one station: only `alone` may send."""
    shutil.copytree(enrolled_home, windowdesk.home)
    return windowdesk


@pytest.fixture
def alone(windowdesk, county):
    """Enrolled as a station of its own."""
    assert windowdesk("enrol", "--county", county.url, "--code", county.code()).exit == 0
    assert windowdesk("sync", "--until-settled", "--timeout", "60").exit == 0
    return windowdesk


@pytest.fixture
def reader(tmp_path):
    with SimulatedSam(tmp_path / "reader") as sam:
        yield sam


@pytest.fixture
def printer(tmp_path):
    with SimulatedPrinter(tmp_path / "printed") as printer:
        yield printer


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "page.png"
    Image.new("L", (60, 80), 200).save(file)
    return file


@pytest.fixture
def typed():
    """Words that type a person twice."""
    person = PEOPLE[2]
    return [
        "--person-name", person.name, "--id-number", person.number, "--id-number-again", person.number,
        "--mobile", "13800001234", "--notice-read",
    ]  # fmt: skip


@pytest.fixture
def papers_of(windowdesk):
    """Words that hold every missing paper of a draft."""

    def words(draft):
        rows = windowdesk("intake", "--draft", draft, "--stop-before-save").json["checklist"]
        return [word for row in rows if row["state"] == "missing" for word in ("--paper", row["material"])]

    return words


@pytest.fixture
def filed(windowdesk, typed, papers_of):
    """Files a case without printing, at whatever home the test has."""

    def file(item=CARE, *more):
        started = windowdesk("intake", "--item", item, *typed, "--fill-missing", "sample", "--stop-before-save", *more)
        return windowdesk("intake", "--draft", started.json["draft"], *papers_of(started.json["draft"]), "--no-print")

    return file


@pytest.fixture
def as_process(tmp_path):
    """Run the real program."""

    def run(*words, **environment):
        return subprocess.run(  # noqa: PLW1510 - the exit code is what is looked at
            [sys.executable, "-m", "windowdesk", *words],
            capture_output=True,
            text=True,
            env={**os.environ, **environment},
            cwd=tmp_path,
        )

    return run
