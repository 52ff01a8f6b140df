"""Card readers and receipt printers on USB."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from windowdesk.devices.finding import usb_bus
from windowdesk.devices.finding.known_numbers import KnownReader, table
from windowdesk.devices.finding.usb_bus import PRINTER_CLASS, OnUsb
from windowdesk.domain.found_devices import DeviceKind, FoundDevice
from windowdesk.errors import PRINTER_DENIED, READER_DENIED, DeviceTrouble, Known

STANDARD_READER = "usb:"


def look(backend: Any = None) -> list[FoundDevice]:
    """What is known by its numbers, and every printer. ``backend`` None: the system's bus."""
    seen = usb_bus.devices(backend)
    several = {number for number, times in Counter(one.number for one in seen).items() if times > 1}
    return [found for one in seen for found in _named(one, alone=one.number not in several)]


def _named(one: OnUsb, *, alone: bool) -> Iterator[FoundDevice]:
    reader = next((known for known in table().readers if known.id == one.number), None)
    printer = next((known for known in table().receipt_printers if known.id == one.number), None)
    if reader is not None:
        yield _reader(one, reader)
    elif printer is not None or PRINTER_CLASS in one.classes:
        yield _printer(one, printer.name if printer else "", alone=alone)


def _reader(one: OnUsb, known: KnownReader) -> FoundDevice:
    where = f"USB {one.number}"
    if known.driver != "usb":
        return FoundDevice(
            DeviceKind.READER,
            known.name,
            f"插在 USB 上（{one.number}），这一种要用厂家的程序库才能读。",
            to_do="请技术人员装好厂家的程序库，在“设置”里把地址写成 vendor 开头的那一种。",
        )
    if one.denied:
        return _denied(DeviceKind.READER, known.name, DeviceTrouble(READER_DENIED, address=where))
    return FoundDevice(DeviceKind.READER, known.name, f"插在 USB 上（{one.number}）。", STANDARD_READER)


def _printer(one: OnUsb, name: str, *, alone: bool) -> FoundDevice:
    """One whose numbers nobody knows may print A4: a question for receipts would come out there as letters."""
    address = f"usb:{one.number}" + ("" if alone or not one.serial else f":{one.serial}")
    title = name or "USB 打印机"
    if one.denied:
        return _denied(DeviceKind.PRINTER, title, DeviceTrouble(PRINTER_DENIED, address=f"USB {one.number}"))
    if name:
        return FoundDevice(DeviceKind.PRINTER, title, f"插在 USB 上（{one.number}）。", address)
    return FoundDevice(
        DeviceKind.PRINTER,
        title,
        f"插在 USB 上（{one.number}），看不出是打凭条的还是打 A4 的。",
        address,
        to_do="打凭条的才在这里用；打 A4 的请在系统里添加打印机。",
        ask_first=True,
    )


def _denied(kind: DeviceKind, title: str, trouble: Known) -> FoundDevice:
    return FoundDevice(kind, title, trouble.happened, to_do=trouble.to_do, code=trouble.code)
