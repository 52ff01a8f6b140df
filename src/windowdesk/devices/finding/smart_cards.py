"""Readers of chip cards (社保卡): those that the PC's smart card service names, and those on USB that it does not."""

from __future__ import annotations

from typing import Any

from windowdesk.devices.finding import usb_bus
from windowdesk.domain.found_devices import DeviceKind, FoundDevice
from windowdesk.errors import CARD_SERVICE_ABSENT, DeviceTrouble

ADDRESS = "pcsc:"


def look(backend: Any = None) -> list[FoundDevice]:
    """One for each reader of the service. Where none is plugged in, a service that does not run is no trouble."""
    names = _names()
    if names:
        return [_reader(name) for name in names]
    plugged = [one for one in usb_bus.devices(backend) if usb_bus.CARD_CLASS in one.classes]
    trouble = DeviceTrouble(CARD_SERVICE_ABSENT)
    return [
        FoundDevice(
            DeviceKind.READER,
            f"社保卡读卡器（USB {one.number}）",
            "插在 USB 上，电脑的智能卡服务没有认出它。" if names is not None else trouble.happened,
            to_do=trouble.to_do,
            code=trouble.code,
        )
        for one in plugged
    ]


def _reader(name: str) -> FoundDevice:
    return FoundDevice(DeviceKind.READER, "社保卡读卡器", f"电脑认得它（{name}）。", f"{ADDRESS}{name}")


def _names() -> list[str] | None:
    """Names of all readers; None: the service does not run."""
    try:
        from smartcard import scard
    except ImportError:
        return None
    code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    if code != 0:
        return None
    try:
        code, names = scard.SCardListReaders(context, [])
        return list(names) if code == 0 else []
    finally:
        scard.SCardReleaseContext(context)
