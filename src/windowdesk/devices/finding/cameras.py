"""Document cameras (高拍仪) of the kernel's video devices."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from windowdesk.devices.camera import PROGRAM
from windowdesk.domain.found_devices import DeviceKind, FoundDevice
from windowdesk.errors import CAMERA_PROGRAM_ABSENT, SCANNER_DENIED, DeviceTrouble, Message

CLASS = Path("/sys/class/video4linux")
DEVICES = Path("/dev")
_PICTURES = "0"
"""A camera has several nodes; the one with this ``index`` gives pictures."""


def look(listed: Path = CLASS, devices: Path = DEVICES) -> list[FoundDevice]:
    """One for each camera; on Windows none is found (``camera:NAME`` is written by hand there)."""
    if not listed.is_dir():
        return []
    found = []
    for entry in sorted(listed.iterdir()):
        if _said(entry, "index") == _PICTURES:
            found.append(_camera(_said(entry, "name") or entry.name, devices / entry.name))
    return found


def _camera(name: str, device: Path) -> FoundDevice:
    title = f"高拍仪或摄像头（{name}）"
    stands_in_the_way: Message | None = None
    if not os.access(device, os.R_OK | os.W_OK):
        stands_in_the_way = SCANNER_DENIED
    elif shutil.which(PROGRAM) is None:
        stands_in_the_way = CAMERA_PROGRAM_ABSENT
    if stands_in_the_way is not None:
        trouble = DeviceTrouble(stands_in_the_way)
        return FoundDevice(DeviceKind.SCANNER, title, trouble.happened, to_do=trouble.to_do, code=trouble.code)
    return FoundDevice(DeviceKind.SCANNER, title, f"接在 {device}，可以代替扫描仪。", f"camera:{device}")


def _said(entry: Path, name: str) -> str:
    file = entry / name
    return file.read_text("utf-8", "replace").strip() if file.is_file() else ""
