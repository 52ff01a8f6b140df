"""The simulated reader as a process of its own, driven by JSON lines."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from windowdesk.devices.address import open_reader
from windowdesk.devices.simulated_people import PEOPLE
from windowdesk.errors import DeviceTrouble


class Process:
    def __init__(self, *arguments: str) -> None:
        self.child = subprocess.Popen(
            [sys.executable, "-m", "windowdesk.devices.simulated_sam", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def heard(self) -> dict[str, Any]:
        assert self.child.stdout
        answer: dict[str, Any] = json.loads(self.child.stdout.readline())
        return answer

    def tell(self, **order: object) -> dict[str, Any]:
        assert self.child.stdin
        self.child.stdin.write(json.dumps(order) + "\n")
        self.child.stdin.flush()
        return self.heard()


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    cards = tmp_path / "cards.json"
    cards.write_text(json.dumps([{"name": "甲"}, {"name": "乙"}]), "utf-8")
    one = Process("--link", str(tmp_path / "reader"), "--cards", str(cards))
    assert one.heard() == {"ready": str(tmp_path / "reader")}
    yield one
    one.child.communicate(json.dumps({"quit": True}) + "\n", timeout=10)
    assert one.child.returncode == 0
    assert not (tmp_path / "reader").exists()


def test_a_day_at_the_reader(process: Process, tmp_path: Path) -> None:
    reader = open_reader(f"serial:{tmp_path / 'reader'}")
    assert process.tell(place={"name": "赵六"}) == {"done": "place", "cards_read": 0}
    assert reader.read(5).name == "赵六"
    assert process.tell(lift=True) == {"done": "lift", "cards_read": 1}
    process.tell(fail_next="checksum", command="30 01")
    process.tell(next=True)
    assert reader.read(5).name == "甲"
    process.tell(place={}, flag="Q")
    with pytest.raises(DeviceTrouble, match="R105"):
        reader.read(5)
    process.tell(place={}, lifted_while_read=True)
    with pytest.raises(DeviceTrouble, match="R103"):
        reader.read(5)
    process.tell(unplug=True)
    with pytest.raises(DeviceTrouble, match="R101"):
        reader.read(5)
    process.tell(plug=True)
    process.tell(place={})
    assert reader.read(5).number == PEOPLE[0].number
    reader.close()


def test_orders_that_cannot_be_are_refused_and_the_process_goes_on(process: Process) -> None:
    assert "colour" in process.tell(place={"colour": "blue"})["error"]
    assert "no such command" in process.tell(dance=True)["error"]
    assert "error" in process.tell(fail_next="nonsense")
    assert process.tell(next=True)["done"] == "next"
    assert process.tell(next=True)["done"] == "next"
    assert process.tell(next=True) == {"error": "no cards left"}
