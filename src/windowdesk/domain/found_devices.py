"""What a look around the counter found: what it is in plain words, and the address a driver reaches it by."""

from __future__ import annotations

import dataclasses
import enum
from dataclasses import dataclass
from typing import Any

from windowdesk.settings import Devices

BETWEEN_READERS = ";"
SIMULATED = "simulated:"


class DeviceKind(enum.Enum):
    """What a device is for."""

    READER = "reader"
    SCANNER = "scanner"
    PRINTER = "printer"
    """Receipts."""
    EVALUATOR = "evaluator"
    OFFICE = "office"
    """A4 pages, through the system's printing: nothing has to be set."""
    SCREEN = "screen"
    """The second screen: nothing has to be set."""

    @property
    def words(self) -> str:
        """What stands on screen."""
        return {
            "reader": "读卡器",
            "scanner": "扫描仪",
            "printer": "凭条打印机",
            "evaluator": "评价器",
            "office": "A4 打印机",
            "screen": "副屏",
        }[self.value]


SETTABLE = frozenset({DeviceKind.READER, DeviceKind.SCANNER, DeviceKind.PRINTER, DeviceKind.EVALUATOR})
"""Kinds that are taken into use by an address in the settings."""


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """One thing that is plugged in, or one thing that keeps it from being used."""

    kind: DeviceKind
    title: str
    """What it is, in plain Chinese."""
    sentence: str
    address: str = ""
    """What the settings would hold; empty: there is nothing to set."""
    to_do: str = ""
    """The one thing to do where something is in the way."""
    code: str = ""
    """Stable code of what is in the way; empty: nothing is."""
    ask_first: bool = False
    """Nobody knows what it is before it is asked, and asking writes to it."""

    @property
    def usable(self) -> bool:
        """It may be taken into use by its address."""
        return bool(self.address) and not self.code and self.kind in SETTABLE


def in_use(devices: Devices, found: FoundDevice) -> bool:
    """Do the settings name it already? Options of an address do not make another device of it."""
    return bool(found.address) and bare(found.address) in {bare(one) for one in _addresses(devices, found.kind)}


def as_used(devices: Devices, found: FoundDevice) -> FoundDevice:
    """The same as the kind that the settings use it as: what a serial port is for, nobody sees from outside."""
    kinds = (dataclasses.replace(found, kind=kind) for kind in DeviceKind if kind in SETTABLE)
    return next((one for one in kinds if in_use(devices, one)), found)


def taken_into_use(devices: Devices, found: FoundDevice) -> Devices:
    """The devices with this one: a reader stands beside other readers, any other replaces what was set."""
    if found.kind not in SETTABLE or in_use(devices, found):
        return devices
    if found.kind is not DeviceKind.READER:
        one: dict[str, Any] = {found.kind.value: found.address}
        return dataclasses.replace(devices, **one)
    kept = [one for one in _addresses(devices, found.kind) if not one.startswith(SIMULATED)]
    return dataclasses.replace(devices, reader=BETWEEN_READERS.join([*kept, found.address]))


def _addresses(devices: Devices, kind: DeviceKind) -> list[str]:
    if kind not in SETTABLE:
        return []
    text: str = getattr(devices, kind.value)
    texts = text.replace("；", BETWEEN_READERS).split(BETWEEN_READERS) if kind is DeviceKind.READER else [text]
    return [one.strip() for one in texts if one.strip()]


def bare(address: str) -> str:
    """The address without its options: the same device, however it is spoken to."""
    return address.partition("?")[0].strip()
