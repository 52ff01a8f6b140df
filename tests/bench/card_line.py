"""Card to fields: from the first frame on a line of true speed to the merged draft. And what waiting costs."""

import statistics
import tempfile
import time
from pathlib import Path

from card_service import CardService, why_not
from windowdesk.clock import SystemClock
from windowdesk.devices.pcsc_reader import PcscReader
from windowdesk.devices.ports import CardReader
from windowdesk.devices.sam_reader import serial_reader
from windowdesk.devices.simulated_people import PEOPLE
from windowdesk.devices.simulated_sam import BITS_PER_BYTE, SimulatedSam
from windowdesk.domain.intake import Draft
from windowdesk.domain.intake_person import merge_card
from windowdesk.errors import DeviceTrouble

FRAMES = 4 * 10 + 15 + 19 + 1295 + 11
"""Bytes of find, select, read and added address, there and back (whole frames with preamble)."""
BAUD = 115_200


def card_to_fields(runs: int) -> tuple[float, float]:
    """Median seconds from asking to the merged draft, and the seconds the frames need on the line."""
    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder, SimulatedSam(Path(folder) / "reader", paced=True) as sam:
        reader = serial_reader("serial:bench", str(Path(folder) / "reader"))
        try:
            for index in range(runs + 1):
                sam.lift()
                sam.place(PEOPLE[index % 2])
                before = time.perf_counter()
                card = reader.read(10.0)
                merge_card(Draft("draft", SystemClock().now()), card)
                times.append(time.perf_counter() - before)
        finally:
            reader.close()
    return statistics.median(times[1:]), FRAMES * BITS_PER_BYTE / BAUD


def waiting_costs(seconds: float) -> dict[str, float]:
    """Part of a core that the thread of a reader needs while no card comes, by kind of reader."""
    costs: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with SimulatedSam(folder / "reader", paced=True):
            costs["serial"] = _cost(serial_reader("serial:bench", str(folder / "reader")), seconds)
        if not why_not():
            service = CardService(folder)
            service.start()
            try:
                costs["PC/SC"] = _cost(PcscReader("pcsc:"), seconds)
            finally:
                service.stop()
    return costs


def _cost(reader: CardReader, seconds: float) -> float:
    _wait_in_vain(reader, 0.5)
    before = time.thread_time(), time.perf_counter()
    _wait_in_vain(reader, seconds)
    used, passed = time.thread_time() - before[0], time.perf_counter() - before[1]
    reader.close()
    return used / passed


def _wait_in_vain(reader: CardReader, seconds: float) -> None:
    try:
        reader.read(seconds)
    except DeviceTrouble as nothing:
        if nothing.code != "R102":
            raise
