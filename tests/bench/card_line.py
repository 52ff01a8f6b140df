"""Card to fields: from the first frame on a line of true speed to the merged draft."""

import statistics
import tempfile
import time
from pathlib import Path

from windowdesk.clock import SystemClock
from windowdesk.devices.sam_reader import serial_reader
from windowdesk.devices.simulated_people import PEOPLE
from windowdesk.devices.simulated_sam import BITS_PER_BYTE, SimulatedSam
from windowdesk.domain.intake import Draft
from windowdesk.domain.intake_person import merge_card

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
