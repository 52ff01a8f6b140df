"""What this PC is (电脑情况), for the support bundle: system, memory, disk, program, fonts. No name of PC or user."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import sys
from pathlib import Path
from typing import Any

import windowdesk

LIBRARIES = (
    "PySide6-Essentials", "sqlalchemy", "sqlcipher3", "cryptography", "requests", "reportlab", "pillow",
    "python-escpos", "pyserial", "pyscard", "pyusb", "pypdfium2", "keyring",
)  # fmt: skip
FONT_SAMPLES = {
    "URO": "\u4e00", "A": "\u3400", "B": "\U00020000", "C": "\U0002a700", "D": "\U0002b740", "E": "\U0002b820",
    "F": "\U0002ceb0", "G": "\U00030000", "H": "\U00031350", "I": "\U0002ebf0",
}  # fmt: skip
"""The first character of each block of Chinese characters."""
MEMORY = Path("/proc/meminfo")
_MEGABYTE = 1_000_000


def versions() -> dict[str, Any]:
    """The program and what it stands on; a library that is not there has an empty version."""
    return {
        "windowdesk": windowdesk.__version__,
        "python": platform.python_version(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "libraries": {name: _version(name) for name in LIBRARIES},
    }


def system(home: Path, screens: tuple[str, ...] = ()) -> dict[str, Any]:
    """The PC; ``screens`` are sizes such as ``1366x768``, as the window knows them."""
    disk = shutil.disk_usage(home)
    return {
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "distribution": _distribution(),
        "processors": os.cpu_count() or 0,
        "memory_mb": _memory(),
        "disk_mb": {"whole": disk.total // _MEGABYTE, "free": disk.free // _MEGABYTE},
        "screens": list(screens),
        "fonts": _fonts(),
    }


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _distribution() -> str:
    try:
        found = platform.freedesktop_os_release()
    except OSError:
        return platform.version()
    return f"{found.get('ID', '')} {found.get('VERSION_ID', '')}".strip()


def _memory() -> dict[str, int]:
    """Whole and available, in MB; empty where this system does not say."""
    if not MEMORY.exists():
        return {}
    lines = (line.split() for line in MEMORY.read_text("ascii").splitlines())
    kilobytes = {words[0].rstrip(":"): int(words[1]) for words in lines if len(words) >= 2}
    wanted = {"whole": "MemTotal", "available": "MemAvailable"}
    return {name: kilobytes[key] * 1024 // _MEGABYTE for name, key in wanted.items() if key in kilobytes}


def _fonts() -> dict[str, str]:
    """Which font draws each block of characters; empty: none does."""
    from windowdesk.documents import fonts

    installed = fonts.installed()
    found = {block: installed.face_for(sample) for block, sample in FONT_SAMPLES.items()}
    return {block: "" if face is None else face.name for block, face in found.items()}
