"""How much paper a print job takes, told from its bytes: what the count of a roll is fed with.

Nothing is drawn and no font is needed; `escpos_picture` draws the same operations, and the tests hold one
against the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from windowdesk.devices.escpos_operations import Barcode, Command, Operation, Raster, Text, operations
from windowdesk.domain.printer_profile import DOTS_PER_MM, PrinterProfile

CELL = 24
"""Dots of a character, in height and of a Hanzi in width; others are half as wide."""
SPACING_AT_START = 30
BAR_HEIGHT_AT_START = 162
TO_THE_BLADE = 160
"""Dots that a cut feeds by itself, as GS V 65 and 66 do: 2 cm on the longest. Too much is safer than too little."""
_FEEDING_CUTS = frozenset({65, 66})
_LEVELS = "LMQH"


def millimetres(job: bytes, profile: PrinterProfile) -> int:
    """The paper that one whole job takes on that model, rounded up."""
    ruler = _Ruler(profile.width_dots)
    for operation in operations(job):
        ruler.take(operation)
    return -(-ruler.dots // DOTS_PER_MM)


@dataclass(slots=True)
class _Ruler:
    """Dots so far, and the settings of the printer that decide about the next ones."""

    width: int
    dots: int = 0
    spacing: int = SPACING_AT_START
    wide: int = 1
    high: int = 1
    bar_height: int = BAR_HEIGHT_AT_START
    row: int = 0
    """Dots used across the line that is being filled."""
    highest: int = 0
    """Its tallest character so far; 0: nothing stands in it."""
    module: int = 3
    level: str = "L"
    code: bytes = b""

    def take(self, operation: Operation) -> None:
        """Go on by one operation."""
        match operation:
            case Text(text):
                self._text(text)
            case Raster():
                self._end_text()
                self.dots += operation.rows * (2 if operation.mode & 2 else 1)
            case Barcode():
                self._end_text()
                self.dots += self.bar_height
            case Command(name, values):
                self._command(name, values)

    def _text(self, text: str) -> None:
        """A line that is full is printed by itself, as the printer does it."""
        for character in text:
            across = (CELL // 2 if character < "\x7f" else CELL) * self.wide
            if self.highest and self.row + across > self.width:
                self._end_line()
            self.row += across
            self.highest = max(self.highest, CELL * self.high)

    def _end_line(self) -> None:
        self.dots += max(self.spacing, self.highest)
        self.row = self.highest = 0

    def _end_text(self) -> None:
        if self.highest:
            self._end_line()

    def _command(self, name: str, values: bytes) -> None:
        match name:
            case "LF":
                self._end_line()
            case "ESC @":
                self.spacing, self.wide, self.high = SPACING_AT_START, 1, 1
                self.bar_height, self.row, self.highest = BAR_HEIGHT_AT_START, 0, 0
            case "ESC 2":
                self.spacing = SPACING_AT_START
            case "ESC 3":
                self.spacing = values[0]
            case "GS !":
                self.wide, self.high = (values[0] >> 4) + 1, (values[0] & 15) + 1
            case "GS h":
                self.bar_height = values[0]
            case "ESC d" | "ESC J":
                self._end_text()
                self.dots += values[0] * (self.spacing if name == "ESC d" else 1)
            case "GS V":
                self._end_text()
                self.dots += TO_THE_BLADE if values[0] in _FEEDING_CUTS else 0
            case "GS ( k":
                self._code(values[1], values[2:])

    def _code(self, function: int, arguments: bytes) -> None:
        """A QR code is measured when it is printed; its quiet zone is two modules above and below."""
        if function == 0x43:
            self.module = arguments[0]
        elif function == 0x45:
            self.level = _LEVELS[(arguments[0] - 0x30) % len(_LEVELS)]
        elif function == 0x50:
            self.code = arguments[1:]
        elif function == 0x51 and self.code:
            self.dots += (_modules(self.code, self.level) + 4) * self.module


def _modules(data: bytes, level: str) -> int:
    """How many modules across a QR code with that data is."""
    import qrcode

    corrections: Sequence[int] = (
        qrcode.constants.ERROR_CORRECT_L,
        qrcode.constants.ERROR_CORRECT_M,
        qrcode.constants.ERROR_CORRECT_Q,
        qrcode.constants.ERROR_CORRECT_H,
    )
    code = qrcode.QRCode(error_correction=corrections[_LEVELS.index(level)])
    code.add_data(data)
    return 17 + 4 * int(code.best_fit(start=1))
