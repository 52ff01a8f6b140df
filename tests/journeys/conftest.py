"""A village room per test, on the stage of the demo: real county and line, real program, simulated devices.

County and line are processes and live as long as the tests of one run; each room has a home of its own
(a copy of one enrolled home: only a room that was enrolled by itself may send), a reader and a printer.
"""

import contextlib
import copy
import functools
import io
import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest
from PIL import Image
from proof import numbers_on_paper
from stage import PASSPHRASE, Stage
from villagers import villager

from windowdesk import errors
from windowdesk.__main__ import main
from windowdesk.devices.simulated_people import card_from_json
from windowdesk.devices.simulated_printer import SimulatedPrinter
from windowdesk.devices.simulated_sam import SimulatedSam
from windowdesk.storage import vault

CARE = "11990000MB2000397Y599203900400001"
"""异地就医备案."""
MOBILE = "1390000{:04d}"
SECONDS = 120


@dataclass(frozen=True)
class Told:
    """What one run of the program said."""

    exit: int
    json: dict
    out: str
    err: str

    @property
    def code(self):
        """Stable code of the trouble; empty when there was none."""
        trouble = self.json.get("error") or self.json.get("print_trouble") or self.json.get("reason") or {}
        return trouble.get("code", "")

    def is_trouble(self, code, exit_status):
        """Code, one sentence what happened, one what to do, and an exit code that means something."""
        assert (self.code, self.exit) == (code, exit_status), (self.out, self.err)
        trouble = self.json.get("error") or self.json.get("print_trouble") or self.json["reason"]
        for sentence in (trouble["happened"], trouble["to_do"]):
            assert re.fullmatch(r"[^。{}]+。", sentence), sentence
        assert errors.all_messages()[code]
        return self


class Room:
    """What a clerk does in one village room."""

    materials: ClassVar[list[str]] = []
    """Materials that the item always asks for; found out once."""

    def __init__(self, stage, folder, reader, printer):
        self.stage = copy.copy(stage)
        self.folder = folder
        self.reader = reader
        self.printer = printer
        self.home = self.stage.home = folder / "home"
        self.stage.reader_path = reader.device
        self.stage.printer_port = printer.port
        self.people = []

    def does(self, *words, **how):
        """Run the real program."""
        done = subprocess.run(
            self.stage.client_command(*words),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            env=self.stage.client_environment(),
            check=False,
            **how,
        )
        return self._told(done.returncode, done.stdout, done.stderr)

    def prepares(self, *words):
        """The same inside this process: quicker, for what is not the point of the test."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(self.stage.client_command(*words)[3:])
        return self._told(status, out.getvalue(), err.getvalue())

    @staticmethod
    def _told(status, out, err):
        assert "Traceback" not in out + err, err
        lines = [line for line in out.splitlines() if line.startswith("{")]
        return Told(status, json.loads(lines[-1]) if lines else {}, out, err)

    def person(self, index=0, age=40):
        """An invented villager whose data must never reach a log."""
        found = villager(index, age, date.today())  # noqa: DTZ011 - the calendar on the wall
        self.people.append(found)
        return found

    def lays_down(self, person, **wrong):
        """Put the person's card on the reader."""
        self.reader.place(card_from_json(person.card()), **wrong)

    def draft(self, index=0):
        """A draft that lacks nothing but the save."""
        self.lays_down(self.person(index))
        begin = (
            "intake", "--item", CARE, "--card", "--mobile", MOBILE.format(index), "--notice-read",
            "--fill-missing", "sample", "--stop-before-save",
        )  # fmt: skip
        if not self.materials:
            asked = self.prepares(*begin).json
            self.materials.extend(row["material"] for row in asked["checklist"] if row["state"] == "missing")
            self.prepares("drafts", "--discard", asked["draft"])
            self.lays_down(self.people[-1])
        page = self.page(f"page-{index}.png", index)
        papers = [word for one in self.materials for word in ("--paper", one)]
        ready = self.prepares(*begin, *papers, "--material", f"{self.materials[0]}={page}")
        assert ready.json["troubles"] == [], ready
        return ready.json["draft"]

    def page(self, name, shade=0):
        """A scan."""
        file = self.folder / name
        Image.new("L", (60, 80), shade % 256).save(file)
        return file

    def numbers(self):
        """Numbers of all cases, by the worklist."""
        return [row["number"] for row in self.prepares("worklist", "--limit", "500").json["rows"]]

    def drafts(self):
        """Identifiers of all open drafts."""
        return [row["id"] for row in self.prepares("drafts").json["drafts"]]

    def on_paper(self):
        """Numbers on printed receipts, each with how many first prints bear it."""
        return numbers_on_paper(self.folder / "printed")

    def log(self):
        """Everything the program wrote into its logs."""
        return "".join(file.read_text("utf-8") for file in sorted((self.home / "logs").glob("*")))

    def the_log_is_fit_to_send(self):
        """No personal data, no bug."""
        text = self.log()
        assert '"trace"' not in text, text
        for index, person in enumerate(self.people):
            for secret in (person.name, person.number, person.address, MOBILE.format(index)):
                assert secret not in text


@pytest.fixture(scope="session")
def passphrase():
    """The key of the unattended client; what runs inside this process stretches it once."""
    patch = pytest.MonkeyPatch()
    patch.setattr(vault, "_stretch", functools.cache(vault._stretch))
    patch.setenv("WINDOWDESK_PASSPHRASE", PASSPHRASE)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def stage(tmp_path_factory, passphrase):
    with Stage(tmp_path_factory.mktemp("stage"), drop_after_commit=0) as stage:
        yield stage


def enrol(room):
    """Enrol a home and pull the catalogue."""
    assert room.prepares("enrol", "--code", room.stage.new_code(), "--name", "示例村一号电脑").exit == 0
    assert room.prepares("sync", "--until-settled", "--timeout", "60").exit == 0


@pytest.fixture(scope="session")
def enrolled_home(stage, tmp_path_factory):
    """The home that rooms are copied from."""
    folder = tmp_path_factory.mktemp("template")
    with SimulatedSam(folder / "reader") as reader, SimulatedPrinter(folder / "printed") as printer:
        room = Room(stage, folder, reader, printer)
        enrol(room)
    return room.home


@pytest.fixture
def empty_room(stage, tmp_path):
    """A room whose PC is new."""
    with SimulatedSam(tmp_path / "reader") as reader, SimulatedPrinter(tmp_path / "printed") as printer:
        room = Room(stage, tmp_path, reader, printer)
        yield room
    if room.home.is_dir():
        room.the_log_is_fit_to_send()


@pytest.fixture
def room(empty_room, enrolled_home):
    """A room that was enrolled and has the catalogue; it never sends, for all copies are one station."""
    shutil.copytree(enrolled_home, empty_room.home)
    return empty_room


@pytest.fixture
def own_room(empty_room):
    """A room that is a station of its own at the county."""
    enrol(empty_room)
    return empty_room


def confirmed(told):
    """The number that a save handed out."""
    assert told.exit in (0, 4, 7), told
    return told.json["number"]


def overwrite(file: Path, place: int, content: bytes):
    """Damage a file on the disk."""
    with file.open("r+b") as stream:
        stream.seek(place)
        stream.write(content)
