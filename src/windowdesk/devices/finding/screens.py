"""Is there a second screen? Asked of the kernel, so that the command line knows it too."""

from __future__ import annotations

import sys
from pathlib import Path

from windowdesk.domain.found_devices import DeviceKind, FoundDevice

CLASS = Path("/sys/class/drm")
_SM_CMONITORS = 80
"""``GetSystemMetrics``: how many screens show the desktop."""


def look(listed: Path = CLASS) -> list[FoundDevice]:
    """The second screen, where there is one."""
    if count(listed) < 2:
        return []
    return [FoundDevice(DeviceKind.SCREEN, "副屏", "接着第二块屏幕，可以给群众看要保存的内容。")]


def count(listed: Path = CLASS) -> int:
    """How many screens are connected; 0 where nobody can say."""
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.user32.GetSystemMetrics(_SM_CMONITORS))
    if not listed.is_dir():
        return 0
    return sum(
        (entry / "status").read_text().strip() == "connected"
        for entry in listed.glob("*/")
        if (entry / "status").is_file()
    )
