"""Which sticks (优盘) are plugged in: mounted removable drives that can be written to or read from."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")
_PLACES = ("/media/", "/run/media/", "/mnt/")
"""Where desktops mount what a person plugs in (UKylin, UOS, Debian)."""
_REMOVABLE_DRIVE = 2
"""``DRIVE_REMOVABLE`` of the Windows API."""
_OCTAL = re.compile(rb"\\([0-3][0-7]{2})")
"""How the kernel writes blanks in the table of mounts."""


def plugged_in(mounts: Path = MOUNTS) -> tuple[Path, ...]:
    """The root folders of all sticks, sorted; none: nothing is plugged in."""
    return tuple(sorted(_windows_drives() if sys.platform == "win32" else _mounted(mounts)))


def _mounted(mounts: Path) -> Iterator[Path]:
    if not mounts.exists():
        return
    for line in mounts.read_bytes().splitlines():
        device, place, *_ = [*line.split(b" "), b"", b""]
        folder = _OCTAL.sub(lambda found: bytes([int(found[1], 8)]), place).decode("utf-8", "surrogateescape")
        if device.startswith(b"/dev/") and folder.startswith(_PLACES):
            yield Path(folder)


def _windows_drives() -> Iterator[Path]:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    drives = kernel.GetLogicalDrives()
    for number in range(26):
        root = f"{chr(ord('A') + number)}:\\"
        if drives >> number & 1 and kernel.GetDriveTypeW(root) == _REMOVABLE_DRIVE:
            yield Path(root)
