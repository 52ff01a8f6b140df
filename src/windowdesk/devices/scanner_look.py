"""How a scanner is, for the device doctor: one sentence, without scanning anything."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from windowdesk.devices.address import open_scanner
from windowdesk.devices.address_text import Address, parse
from windowdesk.devices.camera import FIRST_ON_LINUX, SIMULATED
from windowdesk.devices.camera import PROGRAM as CAMERA_PROGRAM
from windowdesk.devices.ports import Look
from windowdesk.errors import CAMERA_PROGRAM_ABSENT, SCANNER_ABSENT, SCANNER_DENIED, DeviceTrouble


def look(address: str) -> Look:
    """The scanner at ``address``, as far as it can be asked.

    Raises:
        InputRefused: DEVICE_ADDRESS.
        DeviceTrouble: it could not scan now.
    """
    open_scanner(address, lambda _: None)  # refuses what a scan would refuse; opens nothing
    one = parse(address)
    looks: dict[str, Callable[[Address], Look]] = {
        "folder": _folder,
        "sane": _sane,
        "escl": _escl,
        "camera": _camera,
        "wia": _wia,
        "simulated": lambda _: Look("模拟的扫描仪，一直在。"),
    }
    return looks[one.scheme](one)


def _folder(one: Address) -> Look:
    folder = Path(one.rest)
    if not folder.is_dir():
        raise DeviceTrouble(SCANNER_ABSENT, address=one.rest)
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):  # pages are moved away from there
        raise DeviceTrouble(SCANNER_DENIED)
    return Look("扫描文件夹在，等待图片。")


def _sane(one: Address) -> Look:
    from windowdesk.devices.sane_scanner import SaneScanner

    SaneScanner(one.text, one.rest, one.options, lambda _: None).look(threading.Event())
    return Look("扫描仪接好了，可以扫。")


def _camera(one: Address) -> Look:
    """A camera is opened by nobody but a scan: its lamp would light, and another program may hold it."""
    if shutil.which(CAMERA_PROGRAM) is None:
        raise DeviceTrouble(CAMERA_PROGRAM_ABSENT)
    if one.rest == SIMULATED:
        return Look("模拟的摄像头，一直在。")
    if sys.platform != "win32":
        device = Path(one.rest or FIRST_ON_LINUX)
        if not device.exists():
            raise DeviceTrouble(SCANNER_ABSENT, address=device)
        if not os.access(device, os.R_OK | os.W_OK):
            raise DeviceTrouble(SCANNER_DENIED)
        return Look("摄像头接着；拍得好不好，点“试一试”拍一张才知道。", sure=False)
    return Look("摄像头在不在，点“试一试”拍一张才知道。", sure=False)


def _escl(one: Address) -> Look:
    from windowdesk.devices import escl_scan

    escl_scan.look(one.rest)
    return Look("扫描仪正常。")


def _wia(_: Address) -> Look:
    from windowdesk.devices import wia_scan

    wia_scan.must_be_here()
    return Look("Windows 的扫描仪扫描时才回答，放一张纸点“试一试”才知道。", sure=False)
