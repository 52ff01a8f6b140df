"""Receipt printers on USB, by vendor and product number, through pyusb and the Usb class of python-escpos.

python-escpos opens with endpoints that are wrong for many clones, resets the printer (which cuts a
job short that it still prints) and waits for ever when the paper is out. So the printer interface is
looked for in the device's own descriptors here, opened without a reset, and handed to the class with
a finite time-out. Two printers of one kind are told apart by their serial number.

Linux: the seat's user needs access to the device (udev: ``TAG+="uaccess"``). Windows: the usual way is
``spooler:``; this one needs the WinUSB driver in place of the maker's.
"""

from __future__ import annotations

import errno
import logging
from typing import Any

from windowdesk.devices import escpos_line
from windowdesk.devices.escpos_line import PrinterLine
from windowdesk.devices.usb_backend import system_backend

log = logging.getLogger(__name__)

PRINTER_CLASS = 7
_BULK = 2
_READ_BYTES = 64


def open_usb(vendor: int, product: int, serial: str = "", backend: Any = None) -> PrinterLine:
    """Open and claim the printer. Raises OSError: ENOENT none there, EACCES not allowed, EBUSY in use.

    ``backend`` is pyusb's way to the bus; None: the system's.
    """
    import usb.core
    import usb.util

    device = _found(vendor, product, serial, backend or system_backend())
    interface = _printer_interface(device)
    number = interface.bInterfaceNumber
    lent = _take_from_kernel(device, number)
    try:
        usb.util.claim_interface(device, number)
        out, back = _endpoint(interface, out=True), _endpoint(interface, out=False)
        if out is None:
            raise OSError(errno.ENXIO, "the printer has no way in")
        milliseconds = round(escpos_line.WRITE_SECONDS * 1000)
        printer = escpos_line.printers().Usb(vendor, product, timeout=milliseconds, out_ep=out.bEndpointAddress)
        printer.device = device
    except BaseException:
        _let_go(device, number, lent=lent)
        raise

    def read(seconds: float) -> bytes:
        if back is None:
            return b""
        try:
            return bytes(device.read(back.bEndpointAddress, _READ_BYTES, max(1, round(seconds * 1000))))
        except usb.core.USBTimeoutError:
            return b""

    return PrinterLine(printer, read, after=lambda: _give_back(device, number, lent=lent))


def _found(vendor: int, product: int, serial: str, backend: Any) -> Any:
    import usb.core

    if backend is None:
        raise FileNotFoundError(errno.ENOENT, "this PC has no USB library")
    for device in usb.core.find(find_all=True, backend=backend, idVendor=vendor, idProduct=product):
        if not serial or device.serial_number == serial:
            return device
    raise FileNotFoundError(errno.ENOENT, "no such printer on USB")


def _printer_interface(device: Any) -> Any:
    """The interface of class printer; on clones that name another class, the first with a way in."""
    try:
        configuration = device.get_active_configuration()
    except OSError:
        device.set_configuration()
        configuration = device.get_active_configuration()
    interfaces = sorted(configuration, key=lambda one: one.bInterfaceClass != PRINTER_CLASS)
    for interface in interfaces:
        if _endpoint(interface, out=True) is not None:
            return interface
    raise OSError(errno.ENXIO, "no interface of this device takes bytes")


def _endpoint(interface: Any, *, out: bool) -> Any:
    for endpoint in interface:
        if endpoint.bmAttributes & 3 == _BULK and (endpoint.bEndpointAddress < 0x80) == out:
            return endpoint
    return None


def _take_from_kernel(device: Any, number: int) -> bool:
    """The kernel's own printer driver lends us the interface; True when it did."""
    try:
        if not device.is_kernel_driver_active(number):
            return False
        device.detach_kernel_driver(number)
    except NotImplementedError:
        return False
    return True


def _give_back(device: Any, number: int, *, lent: bool) -> None:
    """The kernel's driver gets the interface again; a printer pulled out meanwhile needs nothing."""
    if not lent:
        return
    try:
        device.attach_kernel_driver(number)
    except OSError as gone:
        log.info("the kernel's printer driver was not put back: %s", type(gone).__name__)


def _let_go(device: Any, number: int, *, lent: bool) -> None:
    import usb.util

    usb.util.dispose_resources(device)
    _give_back(device, number, lent=lent)
