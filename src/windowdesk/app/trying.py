"""How a device that was just found is, before anybody takes it into use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from windowdesk import errors
from windowdesk.domain.found_devices import DeviceKind

if TYPE_CHECKING:
    from windowdesk.domain.found_devices import FoundDevice


def certain(found: FoundDevice) -> FoundDevice:
    """The same, once it is known what it is: what hangs on a serial port is asked.

    Raises:
        DeviceTrouble: the port cannot be opened, or PORT_SILENT.
    """
    if not (found.ask_first and found.kind is DeviceKind.READER and found.usable):
        return found
    from windowdesk.devices.finding import asking

    return asking.identify(found)


def look_at(found: FoundDevice, printer_model: str) -> str:
    """Open it, ask how it is, let go of it. One that cannot say how it is may be taken into use.

    Raises:
        Known: what keeps it from being used.
    """
    from windowdesk.casework import probing
    from windowdesk.casework.doctor import CannotTell
    from windowdesk.devices import scanner_look
    from windowdesk.devices.address import open_reader
    from windowdesk.devices.evaluator_address import open_evaluator
    from windowdesk.devices.printer_address import open_printer

    if not found.usable:
        raise errors.InputRefused(errors.DEVICE_NOT_FOUND, address=found.address or found.title)
    if found.kind is DeviceKind.READER:
        return probing.readers(lambda: [open_reader(found.address)])()
    if found.kind is DeviceKind.PRINTER:
        try:
            return probing.printer(lambda: open_printer(found.address, printer_model))()
        except CannotTell as silent:
            return str(silent)
    if found.kind is DeviceKind.EVALUATOR:
        return probing.evaluator(lambda: open_evaluator(found.address))()
    return scanner_look.look(found.address).words
