"""A simulated receipt printer inside the program, for training: what would be paper becomes a picture in a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from windowdesk.devices import escpos_line
from windowdesk.devices.escpos_printer import EscposPrinter
from windowdesk.devices.ports import PrinterState, PrintOutcome, ReceiptPrinter
from windowdesk.devices.simulated_printer import SimulatedPrinter, draw
from windowdesk.domain.printer_profile import PrinterProfile

Answer = TypeVar("Answer")


class DrawingPrinter:
    """Address ``simulated:DIR``: the true driver at a simulated printer that is switched on for each job."""

    def __init__(self, address: str, into: Path, profile: PrinterProfile) -> None:
        self._address = address
        self._into = into
        self.profile = profile
        """The model whose paper is drawn."""

    @property
    def address(self) -> str:
        """``simulated:DIR``."""
        return self._address

    def state(self) -> PrinterState:
        """As `ports.ReceiptPrinter.state`."""
        return self._switched_on(lambda printer: printer.state())

    def print_bytes(self, job: bytes) -> PrintOutcome:
        """As `ports.ReceiptPrinter.print_bytes`; the picture lies in the folder when it returns."""
        return self._switched_on(lambda printer: printer.print_bytes(job))

    def _switched_on(self, ask: Callable[[ReceiptPrinter], Answer]) -> Answer:
        with SimulatedPrinter(self._into, job_done=lambda file, _: draw(file, self.profile.width_dots)) as simulated:
            simulated.order(model=self.profile.model)
            port = simulated.port
            return ask(EscposPrinter(self._address, lambda: escpos_line.open_network("127.0.0.1", port), self.profile))


def last_picture(into: Path) -> Path | None:
    """The newest receipt that was drawn there."""
    return max(into.glob("job-*.png"), default=None)
