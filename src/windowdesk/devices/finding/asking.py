"""What hangs on a serial port: three questions, each only to a device that did not know the one before.

Their order is that of the harm they do to a device they are not meant for:

1. The printer's DLE EOT 1, three bytes at each usual speed. A printer answers at once and prints nothing; a reader
   looks for its preamble and skips them, an evaluator waits for the end of a line that they do not bring.
2. The reader's status frame, ten bytes at each of five speeds. It ends no line either, so nothing of it is printed; what
   a mute printer keeps of it in its buffer, the ESC @ before each of our jobs throws away.
3. The evaluator's hello is a line of text, and a printer prints a line of text. It comes last, when neither a printer
   nor a reader has answered: only a printer that never answers anything, at that very speed, puts one line on paper,
   and nobody can tell such a printer from an evaluator without that. A line feed goes before it, so that an
   evaluator is done with the bytes of the other questions.

None of them changes anything in the device it is meant for.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from windowdesk.devices.escpos_status import Kind, StatusParser, ask_real_time
from windowdesk.domain.found_devices import DeviceKind, FoundDevice
from windowdesk.errors import PORT_SILENT, READER_SILENT, DeviceTrouble

if TYPE_CHECKING:
    from windowdesk.devices.escpos_line import PrinterLine

SCHEME = "serial:"
PRINTER_SPEEDS = (9600, 19200, 38400, 115200)
PRINTER_SECONDS = 0.3
"""How long each speed is waited for: an answer is one byte and comes within milliseconds."""
REST_SECONDS = 0.05
"""For what else a device has to say after its first byte: a printer has nothing."""
EVALUATOR_SPEEDS = (115_200, 9600)


def identify(found: FoundDevice) -> FoundDevice:
    """What answers at the port of ``found``. Takes up to 10 s.

    Raises:
        DeviceTrouble: the port is held, gone or forbidden (as a reader there would say it); PORT_SILENT: nothing
            answers, and it may be a printer that never does.
    """
    answered = _printer(found) or _reader(found) or _evaluator(found)
    if answered is None:
        device = _device(found)
        raise DeviceTrouble(PORT_SILENT, port=device, address=f"{SCHEME}{device}?baud={PRINTER_SPEEDS[0]}")
    return answered


def _device(found: FoundDevice) -> str:
    return found.address.removeprefix(SCHEME).partition("?")[0]


def _printer(found: FoundDevice) -> FoundDevice | None:
    """A receipt printer that tells its state; a port that cannot be opened is the reader's question to explain."""
    for speed in PRINTER_SPEEDS:
        try:
            answered = _tells_state(_device(found), speed)
        except OSError:
            return None
        if answered:
            words = f"在串口 {_device(found)} 上回答了。"
            return FoundDevice(DeviceKind.PRINTER, "凭条打印机", words, f"{SCHEME}{_device(found)}?baud={speed}")
    return None


def _tells_state(device: str, speed: int) -> bool:
    """Asked twice, one status byte each time and nothing else: text of another device holds such bytes too."""
    from windowdesk.devices.escpos_line import LineLost, open_serial

    line = open_serial(device, speed)
    try:
        return all(_is_state(_answer(line)) for _ in range(2))
    except LineLost as lost:
        raise OSError(str(lost)) from lost
    finally:
        line.close()


def _answer(line: PrinterLine) -> bytes:
    line.write(ask_real_time(1))
    heard, ends = b"", time.monotonic() + PRINTER_SECONDS
    while (left := ends - time.monotonic()) > 0:
        fresh = line.read(left)
        if fresh and not heard:
            ends = min(ends, time.monotonic() + REST_SECONDS)
        heard += fresh
    return heard


def _is_state(answer: bytes) -> bool:
    return [said.kind for said in StatusParser().feed(answer)] == [Kind.REAL_TIME]


def _reader(found: FoundDevice) -> FoundDevice | None:
    from windowdesk.devices.sam_line import SamLine, open_serial

    line = SamLine(found.address, lambda: open_serial(_device(found)))
    try:
        line.open()
    except DeviceTrouble as trouble:
        if trouble.code != READER_SILENT.code:
            raise
        return None
    finally:
        line.close()
    return FoundDevice(
        DeviceKind.READER, "身份证读卡器", f"在串口 {_device(found)} 上回答了。", SCHEME + _device(found)
    )


def _evaluator(found: FoundDevice) -> FoundDevice | None:
    from windowdesk.devices.evaluator import LineEvaluator
    from windowdesk.devices.evaluator_address import USUAL_BAUD
    from windowdesk.devices.evaluator_lines import open_after_noise

    for speed in EVALUATOR_SPEEDS:
        address = SCHEME + _device(found) + ("" if speed == USUAL_BAUD else f"?baud={speed}")
        driver = LineEvaluator(address, partial(open_after_noise, _device(found), speed))
        try:
            model = driver.look()
        except DeviceTrouble:
            # Silent or garbled at this speed: that is the answer of whatever is no evaluator.
            continue
        return FoundDevice(DeviceKind.EVALUATOR, f"评价器（{model}）", f"在串口 {_device(found)} 上回答了。", address)
    return None
