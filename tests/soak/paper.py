"""What came out of the printer, read from the bytes it put on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proof import NUMBER

from windowdesk.devices.escpos_operations import Text, operations

_REPRINT = re.compile(r"补打\s*第\s*(\d+)\s*次")


@dataclass(frozen=True)
class Slip:
    """One receipt on paper."""

    number: str
    """Empty: it broke off before."""
    copy: int
    """0: a first print; n: marked 补打 n."""
    whole: bool
    text: str


class Papers:
    """All slips of the day; each file is read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._slips: list[Slip] = []

    def look(self, told: Iterable[dict[str, Any]]) -> list[Slip]:
        """All slips among what the printer told, oldest first."""
        jobs = [one for one in told if "job" in one]
        for job in jobs[len(self._slips) :]:
            self._slips.append(read(self._folder / job["job"], whole=job["whole"]))
        return self._slips


def read(file: Path, *, whole: bool) -> Slip:
    """The slip of one job."""
    parts = [one.text for one in operations(file.read_bytes()) if isinstance(one, Text)]
    text = re.sub(r"\s", "", "".join(parts))
    found, again = NUMBER.search(text), _REPRINT.search(text)
    return Slip(found.group() if found else "", int(again.group(1)) if again else 0, whole, text)
