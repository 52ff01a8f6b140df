"""One look around the counter: every way a device can be there, side by side, each with a finite time."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from windowdesk.devices.finding import (
    cameras,
    print_queues,
    scanners,
    screens,
    serial_ports,
    smart_cards,
    usb_devices,
)
from windowdesk.domain.found_devices import DeviceKind, FoundDevice, as_used, in_use
from windowdesk.errors import BUG, SEARCH_TOO_LONG, DeviceTrouble
from windowdesk.settings import Devices

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 45.0
"""Longest look: SANE alone may take 30 s for network scanners."""
SERIAL_SECONDS = 30.0
"""For asking all serial ports, side by side; three questions at all speeds take ten."""

Look = Callable[[], Sequence[FoundDevice]]
LOOKS: Mapping[str, tuple[DeviceKind, Look]] = {
    "USB 设备": (DeviceKind.READER, usb_devices.look),
    "串口": (DeviceKind.READER, serial_ports.look),
    "智能卡读卡器": (DeviceKind.READER, smart_cards.look),
    "扫描仪": (DeviceKind.SCANNER, scanners.look),
    "摄像头": (DeviceKind.SCANNER, cameras.look),
    "扫描文件夹": (DeviceKind.SCANNER, scanners.folders),
    "打印机": (DeviceKind.PRINTER, print_queues.look),
    "副屏": (DeviceKind.SCREEN, screens.look),
}
"""What is looked for, and the kind a look that fails is told under."""


def find(
    used: Devices,
    *,
    ask_serial: bool = False,
    looks: Mapping[str, tuple[DeviceKind, Look]] = LOOKS,
    patience: float = PATIENCE_SECONDS,
) -> tuple[FoundDevice, ...]:
    """All that is plugged in, readers first. A look that hangs or fails is one row, the others stay.

    ``ask_serial``: also ask what hangs on each serial port that is not ``used``; it writes to them.
    """
    running = [_Running(name, kind, look) for name, (kind, look) in looks.items()]
    found = [as_used(used, one) if _is_port(one) else one for one in _ended(running, patience)]
    if ask_serial:
        asked = [one for one in found if _is_port(one) and not in_use(used, one)]
        ports = [_Running(one.address, one.kind, partial(_asked, one)) for one in asked]
        found = [one for one in found if one not in asked] + _ended(ports, SERIAL_SECONDS)
    order = list(DeviceKind)
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def _asked(one: FoundDevice) -> Sequence[FoundDevice]:
    return [serial_ports.ask(one)]


def _is_port(one: FoundDevice) -> bool:
    return one.ask_first and one.kind is DeviceKind.READER


class _Running:
    """One look in a thread of its own, which nobody waits for longer than is said."""

    def __init__(self, name: str, kind: DeviceKind, look: Look) -> None:
        self.name = name
        self.kind = kind
        self._look = look
        self._found: Sequence[FoundDevice] = ()
        self._thread = threading.Thread(target=self._run, name=f"look {name}", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._found = self._look()
        except Exception:
            log.exception("looking for devices failed")
            self._found = [FoundDevice(self.kind, self.name, BUG.happened, to_do="其他设备不受影响。", code=BUG.code)]

    def end(self, deadline: float) -> Sequence[FoundDevice]:
        self._thread.join(max(0.0, deadline - time.monotonic()))
        if not self._thread.is_alive():
            return self._found
        late = DeviceTrouble(SEARCH_TOO_LONG, what=self.name)
        return [FoundDevice(self.kind, self.name, late.happened, to_do=late.to_do, code=late.code)]


def _ended(running: Sequence[_Running], patience: float) -> list[FoundDevice]:
    deadline = time.monotonic() + patience
    return [found for one in running for found in one.end(deadline)]
