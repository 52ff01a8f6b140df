"""Serial ports, real ones and those on USB. What hangs behind one only a question tells."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from windowdesk.devices.finding.asking import SCHEME, identify
from windowdesk.devices.finding.known_numbers import table, text_of
from windowdesk.domain.found_devices import DeviceKind, FoundDevice
from windowdesk.errors import PORT_SILENT, READER_DENIED, DeviceTrouble

Ports = Callable[[], Iterable[Any]]
"""Gives values like those of ``serial.tools.list_ports``: ``device``, ``vid``, ``pid``."""


def look(ports: Ports | None = None) -> list[FoundDevice]:
    """Every serial port of this PC; none of them is opened. ``ports`` None: what pyserial lists."""
    if ports is None:
        from serial.tools.list_ports import comports

        ports = comports
    return [_seen(one) for one in ports()]


def ask(found: FoundDevice) -> FoundDevice:
    """Ask what hangs on a port (`asking.identify`); what cannot be told is a row too.

    Any device there gets some bytes: only where a person said so.
    """
    try:
        return identify(found)
    except DeviceTrouble as trouble:
        kind = DeviceKind.PRINTER if trouble.code == PORT_SILENT.code else found.kind
        return FoundDevice(kind, found.title, trouble.happened, to_do=trouble.to_do, code=trouble.code)


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
        to_do="点“问一问”会向它发几个字节，看是读卡器、凭条打印机还是评价器；接着别的设备就不要问。",
        ask_first=True,
    )
