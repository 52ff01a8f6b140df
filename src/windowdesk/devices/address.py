"""Device addresses: the one way to name a reader, scanner or printer, in settings and on the command line.

Reader ``serial:/dev/ttyUSB0``, ``usb:``, ``pcsc:`` (social security cards), ``vendor:sdtapi?path=…``, ``vendor:termb?path=…``, ``simulated:``, several with a
semicolon between; scanner ``sane:NAME``, ``escl:http://host/eSCL``, ``wia:``, ``wia:NAME``, ``camera:``,
``camera:/dev/video0``, ``folder:DIR``, ``simulated:``, ``simulated:?by=escl``; printers stand in `printer_address`. Options stand behind a question mark:
``sane:test:0?mode=color&resolution=300``, ``serial:/dev/ttyS0?baud=19200``, ``tcp://…?answers=no``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from windowdesk.devices.address_text import Address, made, needs_rest, number, parse
from windowdesk.devices.ports import CardReader, PageCheck, Scanner
from windowdesk.errors import DEVICE_ADDRESS, InputRefused

if TYPE_CHECKING:
    from windowdesk.devices.camera import Camera

READER_EXAMPLE = "serial:/dev/ttyUSB0"
VENDOR_EXAMPLE = r"vendor:sdtapi?path=C:\读卡器\sdtapi.dll"
SCANNER_EXAMPLE = "folder:/home/desk/扫描"
ESCL_EXAMPLE = "escl:http://192.168.1.60/eSCL"
WIA_EXAMPLE = "wia:?resolution=200"


def open_readers(addresses: str) -> list[CardReader]:
    """The card readers at all ``addresses``, parted by semicolons. Raises InputRefused when there is none."""
    texts = [text.strip() for text in addresses.replace("；", ";").split(";") if text.strip()]
    if not texts:
        raise InputRefused(DEVICE_ADDRESS, address=addresses, example=READER_EXAMPLE)
    return [open_reader(text) for text in texts]


def open_reader(address: str) -> CardReader:
    """The card reader at ``address``; nothing is opened before the first read."""
    one = parse(address, READER_EXAMPLE)
    makers: dict[str, Callable[[Address], CardReader]] = {
        "serial": _serial_reader,
        "usb": _usb_reader,
        "pcsc": _pcsc_reader,
        "vendor": _vendor_reader,
        "simulated": _simulated_reader,
    }
    return made(one, makers, READER_EXAMPLE)


def open_scanner(address: str, check: PageCheck) -> Scanner:
    """The scanner at ``address``; each page passes ``check`` before it is handed on."""
    one = parse(address, SCANNER_EXAMPLE)
    makers: dict[str, Callable[[Address], Scanner]] = {
        "sane": lambda one: _sane_scanner(one, check),
        "escl": lambda one: _escl_scanner(one, check),
        "wia": lambda one: _wia_scanner(one, check),
        "camera": lambda one: _camera(one, check),
        "folder": lambda one: _folder_scanner(one, check),
        "simulated": lambda one: _simulated_scanner(one, check),
    }
    return made(one, makers, SCANNER_EXAMPLE)


# Drivers are imported when one is opened: a desk without a scanner never pays for Pillow here.


def _serial_reader(one: Address) -> CardReader:
    from windowdesk.devices.sam_reader import serial_reader

    return serial_reader(one.text, needs_rest(one, READER_EXAMPLE))


def _usb_reader(one: Address) -> CardReader:
    from windowdesk.devices.usb_sam import usb_reader

    if one.rest:
        raise InputRefused(DEVICE_ADDRESS, address=one.text, example="usb:")
    return usb_reader(one.text)


def _vendor_reader(one: Address) -> CardReader:
    from windowdesk.devices.sam_reader import SamReader
    from windowdesk.devices.vendor_line import BINDINGS, VendorLine, helper_command

    path = one.options.get("path", "")
    if one.rest not in BINDINGS or not Path(path).is_absolute():
        raise InputRefused(DEVICE_ADDRESS, address=one.text, example=VENDOR_EXAMPLE)
    command = helper_command(one.options.get("python", ""), one.options.get("helper", ""))
    port = number(one, "port", 0, VENDOR_EXAMPLE)
    arguments = ["--binding", one.rest, "--library", path, "--port", str(port)]
    return SamReader(one.text, VendorLine(one.text, [*command, *arguments]))


def _pcsc_reader(one: Address) -> CardReader:
    from windowdesk.devices.pcsc_reader import PcscReader

    return PcscReader(one.text, one.rest.strip())


def _simulated_reader(one: Address) -> CardReader:
    person = number(one, "person", 0, "simulated:?person=1")
    every = number(one, "every", 0, "simulated:?every=5")
    if one.options.get("card") == "social":
        from windowdesk.devices.simulated_social import SimulatedSocialReader

        return SimulatedSocialReader(one.text, person=person, every=every)
    from windowdesk.devices.simulated_sam import SimulatedReader

    return SimulatedReader(one.text, person=person, every=every, laid=one.options.get("laid", "yes") != "no")


def _sane_scanner(one: Address, check: PageCheck) -> Scanner:
    from windowdesk.devices.sane_scanner import SaneScanner

    return SaneScanner(one.text, needs_rest(one, "sane:NAME"), one.options, check)


def _escl_scanner(one: Address, check: PageCheck) -> Scanner:
    from windowdesk.devices.scan_child import ChildScanner
    from windowdesk.devices.scan_wish import wish_of

    parts = urlsplit(one.rest)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InputRefused(DEVICE_ADDRESS, address=one.text, example=ESCL_EXAMPLE)
    wish = wish_of(one.text, one.options, ESCL_EXAMPLE)
    return ChildScanner(one.text, "escl", {**one.options, "base": one.rest}, check, dpi=wish.resolution)


def _wia_scanner(one: Address, check: PageCheck) -> Scanner:
    from windowdesk.devices.scan_child import ChildScanner
    from windowdesk.devices.scan_wish import wish_of

    wish = wish_of(one.text, one.options, WIA_EXAMPLE)
    return ChildScanner(one.text, "wia", {**one.options, "name": one.rest}, check, dpi=wish.resolution)


def _simulated_scanner(one: Address, check: PageCheck) -> Scanner:
    from windowdesk.devices.simulated_scanner import SimulatedDriverless, SimulatedScanner

    kinds: dict[str, type[SimulatedDriverless | SimulatedScanner]] = {
        "folder": SimulatedScanner,
        "escl": SimulatedDriverless,
    }
    kind = kinds.get(one.options.get("by", "folder"))
    if kind is None:
        raise InputRefused(DEVICE_ADDRESS, address=one.text, example="simulated:?by=escl")
    return kind(one.text, check)


def open_camera(address: str, check: PageCheck) -> Camera | None:
    """The camera at ``address``, which also shows what it sees; None: it is another kind of scanner."""
    one = parse(address, SCANNER_EXAMPLE)
    return _camera(one, check) if one.scheme == "camera" else None


def _camera(one: Address, check: PageCheck) -> Camera:
    from windowdesk.devices.camera import Camera

    return Camera(one.text, one.rest, one.options, check)


def _folder_scanner(one: Address, check: PageCheck) -> Scanner:
    from windowdesk.devices.folder_scanner import FolderScanner

    return FolderScanner(one.text, Path(needs_rest(one, SCANNER_EXAMPLE)), check)
