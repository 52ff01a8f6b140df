"""Addresses of receipt printers.

==========================  =====================================================================
``tcp://host:port``         network, 9100 unless said
``usb:VID:PID[:SERIAL]``    USB printer class, four hexadecimal digits each, as ``lsusb`` shows them
``serial:/path?baud=9600``  serial line (``serial:COM3`` on Windows)
``file:/dev/usb/lp0``       a printer device of the kernel, or a plain file
``spooler:NAME``            a printer of Windows, raw
``cups:NAME``               a queue of CUPS, raw
``simulated:DIR``           a simulated printer inside this program, which draws its receipts into that folder
==========================  =====================================================================

Options: ``?model=MODEL`` names a profile in ``resources/printers``; ``?answers=no`` a printer that is
never asked for its state.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from windowdesk.devices.address_text import Address, host_and_port, made, needs_rest, number, parse
from windowdesk.devices.ports import ReceiptPrinter
from windowdesk.devices.printer_named import EXAMPLE, answers, profile_of
from windowdesk.domain import printer_profile
from windowdesk.domain.printer_profile import PrinterProfile
from windowdesk.errors import DEVICE_ADDRESS, InputRefused

_USB = re.compile(r"([0-9A-Fa-f]{4}):([0-9A-Fa-f]{4})(?::(.+))?")


def open_printer(address: str, model: str = printer_profile.USUAL) -> ReceiptPrinter:
    """The receipt printer at ``address``, of that ``model`` unless the address names one; reached anew for each job.

    Raises:
        InputRefused: N790 no such address, P310 no such model.
    """
    one = parse(address, EXAMPLE)
    profile = profile_of(one, model)
    makers: dict[str, Callable[[Address], ReceiptPrinter]] = {
        "tcp": lambda one: _network(one, profile),
        "usb": lambda one: _usb(one, profile),
        "serial": lambda one: _serial(one, profile),
        "file": lambda one: _file(one, profile),
        "spooler": lambda one: _spooler(one, profile),
        "cups": lambda one: _cups(one, profile),
        "simulated": lambda one: _simulated(one, profile),
    }
    return made(one, makers, EXAMPLE)


# What each needs is imported when one is opened.


def _network(one: Address, profile: PrinterProfile) -> ReceiptPrinter:
    from windowdesk.devices import escpos_line
    from windowdesk.devices.escpos_printer import EscposPrinter

    host, port = host_and_port(one, 9100, EXAMPLE)
    return EscposPrinter(one.text, lambda: escpos_line.open_network(host, port), profile, answers=answers(one))


def _serial(one: Address, profile: PrinterProfile) -> ReceiptPrinter:
    from windowdesk.devices import escpos_line
    from windowdesk.devices.escpos_printer import EscposPrinter

    path, baud = needs_rest(one, EXAMPLE), number(one, "baud", 9600, EXAMPLE)
    return EscposPrinter(one.text, lambda: escpos_line.open_serial(path, baud), profile, answers=answers(one))


def _file(one: Address, profile: PrinterProfile) -> ReceiptPrinter:
    from windowdesk.devices import escpos_line
    from windowdesk.devices.escpos_printer import EscposPrinter

    path = Path(needs_rest(one, EXAMPLE))
    return EscposPrinter(one.text, lambda: escpos_line.open_file(path), profile, answers=False)


def _usb(one: Address, profile: PrinterProfile) -> ReceiptPrinter:
    from windowdesk.devices import usb_printer
    from windowdesk.devices.escpos_printer import EscposPrinter

    named = _USB.fullmatch(one.rest)
    if named is None:
        raise InputRefused(DEVICE_ADDRESS, address=one.text, example="usb:0416:5011")
    vendor, product, serial = int(named[1], 16), int(named[2], 16), named[3] or ""
    return EscposPrinter(one.text, lambda: usb_printer.open_usb(vendor, product, serial), profile, answers=answers(one))


def _spooler(one: Address, profile: PrinterProfile) -> ReceiptPrinter:
    from windowdesk.devices.spooled_printer import SpooledPrinter
    from windowdesk.devices.windows_spooler import WindowsSpooler

    return SpooledPrinter(one.text, WindowsSpooler(needs_rest(one, "spooler:POS-80")), profile)


def _cups(one: Address, profile: PrinterProfile) -> ReceiptPrinter:
    from windowdesk.devices.cups_queue import CupsQueue
    from windowdesk.devices.spooled_printer import SpooledPrinter

    return SpooledPrinter(one.text, CupsQueue(needs_rest(one, "cups:receipt")), profile)


def _simulated(one: Address, profile: PrinterProfile) -> ReceiptPrinter:
    from windowdesk.devices.drawing_printer import DrawingPrinter

    return DrawingPrinter(one.text, Path(needs_rest(one, "simulated:DIR")), profile)
