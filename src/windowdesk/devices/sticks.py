"""Which sticks (优盘) are plugged in: mounted removable drives that can be written to or read from."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")
BLOCK_DEVICES = Path("/sys/class/block")
_PLACES = ("/media/", "/run/media/")
"""Where desktops mount what a person plugs in (UKylin, UOS, Debian)."""
_BY_HAND = "/mnt/"
"""Where people mount sticks by hand, and also a second disk that stays in the PC: only what can be pulled counts."""
_REMOVABLE_DRIVE = 2
"""``DRIVE_REMOVABLE`` of the Windows API."""
_OCTAL = re.compile(rb"\\([0-3][0-7]{2})")
"""How the kernel writes blanks in the table of mounts."""


def plugged_in(mounts: Path = MOUNTS, block_devices: Path = BLOCK_DEVICES) -> tuple[Path, ...]:
    """The root folders of all sticks, sorted; none: nothing is plugged in."""
    return tuple(sorted(_windows_drives() if sys.platform == "win32" else _mounted(mounts, block_devices)))


def _mounted(mounts: Path, block_devices: Path) -> Iterator[Path]:
    if not mounts.exists():
        return
    for line in mounts.read_bytes().splitlines():
        device, place, *_ = [*line.split(b" "), b"", b""]
        folder = _OCTAL.sub(lambda found: bytes([int(found[1], 8)]), place).decode("utf-8", "surrogateescape")
        if not device.startswith(b"/dev/"):
            continue
        name = device.decode("utf-8", "surrogateescape").rpartition("/")[2]
        if folder.startswith(_PLACES) or (folder.startswith(_BY_HAND) and _can_be_pulled(block_devices / name)):
            yield Path(folder)


def _can_be_pulled(device: Path) -> bool:
    """Does it hang on USB, or does the kernel call its drive removable (card readers)?"""
    where = device.resolve()
    if any(part.startswith("usb") for part in where.parts):
        return True
    marks = (where / "removable", where.parent / "removable")  # a partition lies in the folder of its drive
    return any(mark.exists() and mark.read_text("ascii").strip() == "1" for mark in marks)


def _windows_drives() -> Iterator[Path]:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    drives = kernel.GetLogicalDrives()
    for number in range(26):
        root = f"{chr(ord('A') + number)}:\\"
        if drives >> number & 1 and kernel.GetDriveTypeW(root) == _REMOVABLE_DRIVE:
            yield Path(root)
