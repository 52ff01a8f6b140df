"""Printers that the system's printing knows: for receipts by their raw queue or their name, for A4 all others."""

from __future__ import annotations

import os

from windowdesk.devices import cups_queue
from windowdesk.devices.finding.known_numbers import table
from windowdesk.devices.ports import NotTaken, QueueName
from windowdesk.domain.found_devices import DeviceKind, FoundDevice


def look() -> list[FoundDevice]:
    """All of them; none where there is no print system."""
    try:
        return _windows() if os.name == "nt" else _cups()
    except NotTaken:
        return []


def _cups() -> list[FoundDevice]:
    receipts = [
        FoundDevice(DeviceKind.PRINTER, f"凭条打印机 {one.title}", "在系统的打印队列里。", f"cups:{one.name}")
        for one in cups_queue.raw_queues()
    ]
    return receipts + [_office(one) for one in cups_queue.CupsPages().queues()]


def _windows() -> list[FoundDevice]:
    from windowdesk.devices.windows_spooler import names

    found = []
    for one in names():
        if any(word in one.name.lower() for word in table().receipt_queue_words):
            words = "在系统的打印机里，名字像打凭条的。"
            found.append(
                FoundDevice(
                    DeviceKind.PRINTER,
                    one.title,
                    words,
                    f"spooler:{one.name}",
                    to_do="确实是打凭条的才用它。",
                    ask_first=True,
                )
            )
        else:
            found.append(_office(one))
    return found


def _office(one: QueueName) -> FoundDevice:
    usual = "，平时用的就是它" if one.usual else ""
    return FoundDevice(DeviceKind.OFFICE, f"A4 打印机 {one.title}", f"系统已装好{usual}，打文书时可以选。")
