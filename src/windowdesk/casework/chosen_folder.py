"""A folder that a clerk chose by hand (另选文件夹), in the place of the stick that was not found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from windowdesk.casework.carry import Carrying, Opened
from windowdesk.casework.desk import Desk
from windowdesk.casework.relay import Relay
from windowdesk.domain.relay import Enrolled

if TYPE_CHECKING:
    from windowdesk.devices.ports import ReceiptPrinter


class ChosenFolder:
    """What the window has open, with this one folder as the only stick."""

    def __init__(self, opened: Opened, folder: Path) -> None:
        self._opened = opened
        self._folder = folder

    @property
    def desk(self) -> Desk:
        """The desk."""
        return self._opened.desk

    def sticks(self) -> Sequence[Path]:
        """The folder."""
        return (self._folder,)

    def enrol(self, county: str, code: str, name: str = "") -> Enrolled:
        """Enrol over the line."""
        return self._opened.enrol(county, code, name)

    def relay(self) -> Relay:
        """The exchange by stick."""
        return self._opened.relay()

    def printer(self) -> ReceiptPrinter:
        """The receipt printer."""
        return self._opened.printer()

    def carrying(self) -> Carrying:
        """What is held for others."""
        return self._opened.carrying()
