"""Real pseudo-terminals, real TCP, real scanimage; nothing here is a mock."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from windowdesk.devices.sam_reader import SamReader, serial_reader
from windowdesk.devices.simulated_printer import SimulatedPrinter
from windowdesk.devices.simulated_sam import SimulatedSam


@pytest.fixture
def sam(tmp_path: Path) -> Iterator[SimulatedSam]:
    """A simulated reader, plugged in."""
    with SimulatedSam(tmp_path / "reader") as one:
        yield one


@pytest.fixture
def reader(sam: SimulatedSam) -> Iterator[SamReader]:
    """The serial driver at the simulated reader."""
    one = serial_reader(f"serial:{sam.device}", sam.device, poll_seconds=0.01)
    yield one
    one.close()


@pytest.fixture
def impatient_reader(sam: SimulatedSam, monkeypatch: pytest.MonkeyPatch) -> Iterator[SamReader]:
    """The same for tests in which an answer never comes."""
    monkeypatch.setattr("windowdesk.devices.sam_line.GAP_SECONDS", 0.15)
    one = serial_reader(f"serial:{sam.device}", sam.device, poll_seconds=0.01, answer_seconds=0.15)
    yield one
    one.close()


@pytest.fixture
def until() -> Callable[[Callable[[], object]], None]:
    """Wait for something that happens on another thread; fails after ten seconds."""

    def wait(happened: Callable[[], object]) -> None:
        deadline = time.monotonic() + 10
        while not happened():
            assert time.monotonic() < deadline, "waited ten seconds in vain"
            time.sleep(0.005)

    return wait


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[SimulatedPrinter]:
    """A simulated receipt printer at a free TCP port."""
    with SimulatedPrinter(tmp_path / "printed") as one:
        yield one
