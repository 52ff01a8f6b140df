"""How a scanner is, for the device doctor: one sentence, without scanning anything."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from windowdesk.devices.address_text import Address, parse
from windowdesk.devices.camera import PROGRAM as CAMERA_PROGRAM
from windowdesk.errors import CAMERA_PROGRAM_ABSENT, SCANNER_ABSENT, DeviceTrouble


def look(address: str) -> str:
    """One sentence on the scanner at ``address``.

    Raises:
        InputRefused: DEVICE_ADDRESS.
        DeviceTrouble: it could not scan now.
    """
    one = parse(address)
    looks: dict[str, Callable[[Address], str]] = {"folder": _folder, "sane": _sane, "escl": _escl, "camera": _camera}
    found = looks.get(one.scheme)
    return found(one) if found is not None else "扫描仪扫描时才回答，请放一张纸试扫。"


def _folder(one: Address) -> str:
    if not Path(one.rest).is_dir():
        raise DeviceTrouble(SCANNER_ABSENT, address=one.rest)
    return "扫描文件夹在，等待图片。"


def _sane(one: Address) -> str:
    from windowdesk.devices.sane_scanner import SaneScanner

    SaneScanner(one.text, one.rest, one.options, lambda _: None).look(threading.Event())
    return "扫描仪接好了，可以扫。"


def _camera(one: Address) -> str:
    if shutil.which(CAMERA_PROGRAM) is None:
        raise DeviceTrouble(CAMERA_PROGRAM_ABSENT)
    if one.rest.startswith("/") and not Path(one.rest).exists():
        raise DeviceTrouble(SCANNER_ABSENT, address=one.rest)
    return "摄像头程序已装好，请点“扫描”看一下画面。"


def _escl(one: Address) -> str:
    from windowdesk.devices import escl_scan

    escl_scan.look(one.rest)
    return "扫描仪正常。"
