"""Driver for scanners on Windows (WIA 2.0 over COM): runs in the child of one scan.

COM objects belong to the thread that made them; here that is the child's only working thread, an
apartment of its own (STA). No dialog is ever shown. Never run on Windows yet: written from the
documentation of Microsoft, tested against a COM object of our own.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from windowdesk.devices.scan_wish import Wish, wish_of
from windowdesk.devices.scan_work import Work
from windowdesk.errors import (
    IMAGE_TRUNCATED,
    SCAN_FAILED,
    SCANNER_ABSENT,
    SCANNER_BUSY,
    SCANNER_COVER_OPEN,
    SCANNER_DENIED,
    SCANNER_JAMMED,
    SCANNER_NO_PAPER,
    SCANNER_NOT_HERE,
    DeviceTrouble,
    Message,
)

EXAMPLE = "wia:?resolution=200"
BITMAP = "{B96B3CAB-0728-11D3-9D7B-0000F81EF32E}"
"""The format every driver can give."""
SCANNER = 1
"""Kind of device."""
MOST_PAGES = 100
NAME, CAPABILITIES, SELECT, PAGES = 7, 3086, 3088, 3096
FEEDER, FLATBED = 1, 2
INTENT, DPI_X, DPI_Y, START_X, START_Y, EXTENT_X, EXTENT_Y = 6146, 6147, 6148, 6149, 6150, 6151, 6152
INTENTS = {"color": 1, "grey": 2, "lineart": 4}
RANGE, LIST = 1, 2
"""Kinds of limits of a property."""
_MM_PER_INCH = 25.4
_PAPER_EMPTY = 0x80210003
_MESSAGES: dict[int, Message] = {
    0x80210002: SCANNER_JAMMED,
    _PAPER_EMPTY: SCANNER_NO_PAPER,
    0x80210004: SCANNER_JAMMED,
    0x80210005: SCANNER_ABSENT,
    0x80210006: SCANNER_BUSY,
    0x80210007: SCANNER_BUSY,
    0x8021000D: SCANNER_BUSY,
    0x80210015: SCANNER_ABSENT,
    0x80210016: SCANNER_COVER_OPEN,
    0x80210020: SCANNER_JAMMED,
    0x80070005: SCANNER_DENIED,
}
_REASONS: dict[int, str] = {
    0x80210008: "请看扫描仪上的提示",
    0x8021000A: "和扫描仪的连接出错",
    0x8021000C: "扫描仪不接受这个设置",
    0x8021000E: "扫描驱动出错",
    0x80210017: "扫描仪的灯没有亮",
}


def scan(work: Work) -> None:
    """One page from the glass, or all from the feeder; raises DeviceTrouble."""
    wish = wish_of("wia:", work.options, EXAMPLE)
    must_be_here()
    with _told():
        device = _device(_manager(), work.options["name"])
        feeder = _choose_source(device, feeder=work.feeder)
        item = device.Items.Item[1]
        _ask_for(item.Properties, wish)
    while work.delivered < (MOST_PAGES if feeder else 1):
        try:
            with _told():
                image = item.Transfer(BITMAP)
        except DeviceTrouble as trouble:
            if trouble.message is SCANNER_NO_PAPER and work.delivered:
                return
            raise
        if image is None:
            raise DeviceTrouble(IMAGE_TRUNCATED)
        with work.page(".bmp") as file, _told():
            image.SaveFile(str(file))


def must_be_here() -> None:
    """Raises DeviceTrouble S218 on a system that has no WIA."""
    if importlib.util.find_spec("comtypes") is None:
        raise DeviceTrouble(SCANNER_NOT_HERE, address="wia:")


def _manager() -> Any:
    """The entry to WIA; fixes the apartment of this thread before COM is touched."""
    sys.coinit_flags = 2  # type: ignore[attr-defined]  # COINIT_APARTMENTTHREADED, read by comtypes at its import
    from comtypes.client import CreateObject

    return CreateObject("WIA.DeviceManager", dynamic=True)


def _device(manager: Any, name: str) -> Any:
    """The scanner whose name holds ``name``, or the first one."""
    for info in _each(manager.DeviceInfos):
        if info.Type != SCANNER:
            continue
        named = _property(info.Properties, NAME)
        if not name or (named is not None and name.lower() in str(named.Value).lower()):
            return info.Connect()
    raise DeviceTrouble(SCANNER_ABSENT, address=f"wia:{name}")


def _choose_source(device: Any, *, feeder: bool) -> bool:
    """Select feeder or glass; returns whether pages come from the feeder."""
    can = _property(device.Properties, CAPABILITIES)
    offered = int(can.Value) if can is not None else FLATBED
    from_feeder = bool(offered & FEEDER) and (feeder or not offered & FLATBED)
    _set(device.Properties, SELECT, FEEDER if from_feeder else FLATBED)
    if from_feeder:
        _set(device.Properties, PAGES, 1)
    return from_feeder


def _ask_for(properties: Any, wish: Wish) -> None:
    """Resolution first: the extents are counted in its pixels."""
    _set(properties, INTENT, INTENTS[wish.mode])
    _set(properties, DPI_X, wish.resolution)
    _set(properties, DPI_Y, wish.resolution)
    used = _property(properties, DPI_X)
    dpi = int(used.Value) if used is not None else wish.resolution
    for start, extent, length in ((START_X, EXTENT_X, wish.width), (START_Y, EXTENT_Y, wish.height)):
        _set(properties, start, 0)
        _set(properties, extent, round(length / _MM_PER_INCH * dpi))


def _set(properties: Any, number: int, value: int) -> None:
    """The nearest value the property takes; what the driver has not, or lets nobody set, stays."""
    one = _property(properties, number)
    if one is None or one.IsReadOnly:
        return
    if one.SubType == RANGE:
        value = min(max(value, int(one.SubTypeMin)), int(one.SubTypeMax))
    elif one.SubType == LIST:
        offered = [int(each) for each in _each(one.SubTypeValues)]
        value = min(offered, key=lambda each: (each < value, abs(each - value)), default=value)
    one.Value = value


def _property(properties: Any, number: int) -> Any:
    return next((one for one in _each(properties) if one.PropertyID == number), None)


def _each(collection: Any) -> Iterator[Any]:
    """The members; collections of COM count from one."""
    for index in range(1, int(collection.Count) + 1):
        yield collection.Item[index]


@contextmanager
def _told() -> Iterator[None]:
    """Troubles of COM in words for the clerk."""
    from comtypes import COMError

    try:
        yield
    except COMError as trouble:
        code = int(trouble.hresult) & 0xFFFFFFFF
        if code in _MESSAGES:
            raise DeviceTrouble(_MESSAGES[code], address="wia:") from trouble
        raise DeviceTrouble(SCAN_FAILED, reason=_REASONS.get(code, f"代码 {code:08X}")) from trouble
