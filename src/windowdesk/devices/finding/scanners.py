"""Scanners that SANE knows, by ``scanimage`` in a child that can be killed; and folders that scans arrive in."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from windowdesk.devices.scan_program import LIST_SECONDS, ScanProgram
from windowdesk.domain.found_devices import DeviceKind, FoundDevice
from windowdesk.errors import DeviceTrouble

FOLDERS = ("扫描", "扫描文件夹", "扫描件", "Scans", "Scan")
"""Names that folders for scans have in a home or on its desktop."""
DESKTOPS = ("", "桌面", "Desktop", "文档", "Documents", "图片", "Pictures")
_CAMERAS = "v4l:"
"""SANE offers cameras too; they are found as cameras."""
_FORMAT = "%d\t%v\t%m%n"
"""Name, maker, model."""


def look(environment: Mapping[str, str] | None = None) -> list[FoundDevice]:
    """Every scanner SANE lists, network ones that it finds by itself among them. Takes seconds."""
    if os.name == "nt":
        return [
            FoundDevice(
                DeviceKind.SCANNER,
                "Windows 的扫描仪",
                "用 Windows 里装好的那一台，扫描时才知道在不在。",
                "wia:",
                to_do="还没有装的，请先在 Windows 里装好扫描仪。",
            )
        ]
    try:
        with ScanProgram(["-f", _FORMAT], environment or {}) as child:
            lines = list(child.lines(threading.Event(), LIST_SECONDS))
    except DeviceTrouble as trouble:
        return [FoundDevice(DeviceKind.SCANNER, "扫描程序", trouble.happened, to_do=trouble.to_do, code=trouble.code)]
    return [
        _scanner(*line.split("\t")[:3]) for line in lines if line.count("\t") >= 2 and not line.startswith(_CAMERAS)
    ]


def folders(home: Path | None = None, desktops: Sequence[str] = DESKTOPS) -> list[FoundDevice]:
    """Folders in this user's home whose names say that scans go there."""
    start = Path.home() if home is None else home
    places = (start / desktop / name for desktop in desktops for name in FOLDERS)
    return [_folder(place) for place in places if place.is_dir()]


def folder_at_hand(home: Path | None = None) -> FoundDevice:
    """A folder for scans; the first of `folders`, or a new one in the home."""
    for found in folders(home):
        return found
    place = (Path.home() if home is None else home) / FOLDERS[0]
    place.mkdir(parents=True)
    return _folder(place)


def _folder(place: Path) -> FoundDevice:
    return FoundDevice(DeviceKind.SCANNER, "扫描文件夹", f"{place}，放进去的图片会当作扫描件。", f"folder:{place}")


def _scanner(name: str, maker: str, model: str) -> FoundDevice:
    title = " ".join(word for word in (maker, model) if word and word != "Noname") or name
    return FoundDevice(DeviceKind.SCANNER, f"扫描仪 {title}", f"扫描程序找到了它（{name}）。", f"sane:{name}")
