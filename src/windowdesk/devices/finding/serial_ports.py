"""Serial ports, real ones and those on USB. What hangs behind one only a question tells."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from windowdesk.devices.finding.known_numbers import table, text_of
from windowdesk.domain.found_devices import DeviceKind, FoundDevice
from windowdesk.errors import READER_DENIED, READER_SILENT, DeviceTrouble

SCHEME = "serial:"
_MAY_BE_PRINTER = "?baud=9600"

Ports = Callable[[], Iterable[Any]]
"""Gives values like those of ``serial.tools.list_ports``: ``device``, ``vid``, ``pid``."""


def look(ports: Ports | None = None) -> list[FoundDevice]:
    """Every serial port of this PC; none of them is opened. ``ports`` None: what pyserial lists."""
    if ports is None:
        from serial.tools.list_ports import comports

        ports = comports
    return [_seen(one) for one in ports()]


def ask(found: FoundDevice) -> FoundDevice:
    """Ask the device behind a port whether it is a card reader, by eight bytes at each of five speeds (2 s).

    Any other device there gets these bytes too: only where a person said so.
    """
    from windowdesk.devices.sam_line import SamLine, open_serial

    device = found.address.removeprefix(SCHEME)
    line = SamLine(found.address, lambda: open_serial(device))
    try:
        line.open()
    except DeviceTrouble as trouble:
        if trouble.code != READER_SILENT.code:
            return FoundDevice(DeviceKind.READER, found.title, trouble.happened, to_do=trouble.to_do, code=trouble.code)
        return FoundDevice(
            DeviceKind.PRINTER,
            found.title,
            f"{device} 上的设备不是读卡器，可能是串口的凭条打印机。",
            found.address + _MAY_BE_PRINTER,
            to_do="确实是凭条打印机才用它。",
            ask_first=True,
        )
    finally:
        line.close()
    return FoundDevice(DeviceKind.READER, "身份证读卡器", f"在串口 {device} 上回答了。", found.address)


def _seen(port: Any) -> FoundDevice:
    title = "串口"
    if port.vid is not None and port.pid is not None:
        number = text_of(port.vid, port.pid)
        title = next((one.name for one in table().serial if one.id == number), "USB 串口线")
    if os.name == "posix" and not os.access(port.device, os.R_OK | os.W_OK):
        trouble = DeviceTrouble(READER_DENIED, address=port.device)
        return FoundDevice(DeviceKind.READER, title, trouble.happened, to_do=trouble.to_do, code=trouble.code)
    return FoundDevice(
        DeviceKind.READER,
        title,
        f"{port.device}，不问不知道上面接的是什么。",
        f"{SCHEME}{port.device}",
        to_do="点“问一问”会向它发几个字节，看是不是读卡器；接着别的设备就不要问。",
        ask_first=True,
    )
