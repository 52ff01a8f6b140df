"""What a site and its clerk may set; one JSON file in the home folder of the station."""

from __future__ import annotations

import dataclasses
import json
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILE_NAME = "settings.json"
FOR_ALL = "all"
"""What the county sets under this name is for every station; under a station number for that one."""
_ONE_AT_A_TIME = threading.RLock()


@dataclass(frozen=True, slots=True)
class Site:
    """The place where this desk stands (站点).

    ``receives_for`` decides the legal clock: a window receives for the ``agency``, a proxy
    point for the ``applicant`` (licensing law articles 29 and 32).
    """

    name: str = "未登记站点"
    region: str = "990000000000"
    """Division code, 12 digits; region 99 is fictional."""
    kind: str = "village"
    """``village`` 便民服务室 or ``township`` 便民服务中心."""
    agency: str = "便民服务中心"
    receives_for: str = "applicant"
    window: str = "1"
    hotline: str = "12345"
    entrance: str = ""
    """Address of the official entrance (统一入口) printed for applicants; empty: none printed."""
    query_ways: str = "到本窗口或拨打 12345 查询"


@dataclass(frozen=True, slots=True)
class Devices:
    """Device addresses; empty means none.

    Reader ``serial:/path``, ``usb:``, ``pcsc:``, ``vendor:NAME?path=…``, ``simulated:``, several with a semicolon
    between; scanner ``sane:NAME``, ``escl:http://host/eSCL``, ``wia:``,
    ``folder:DIR``;
    printer ``tcp://host:port``, ``usb:VID:PID``, ``serial:/path``, ``file:/path``, ``spooler:NAME``,
    ``cups:NAME``. ``printer_model`` names a file in ``resources/printers``; evaluator ``serial:/path``,
    ``tcp://host:port``, ``simulated:``.
    """

    reader: str = ""
    scanner: str = ""
    printer: str = ""
    printer_model: str = "generic-80"
    roll_m: int = 0
    """Metres of paper on a new roll of the receipt printer, 1 to 200; 0: what the file of the model says."""
    evaluator: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.roll_m <= 200:
            raise ValueError(f"no such roll: {self.roll_m} m")


@dataclass(frozen=True, slots=True)
class Budget:
    """How much data a day may cost (流量); the county may set it too."""

    daily_mb: int = 0
    """Megabytes (of 1,000,000 bytes) from morning to night; 0: no limit."""
    night_from: int = 22
    """Hour of the wall clock at which large files may go."""
    night_to: int = 6
    """Hour at which they stop; equal to ``night_from``: there is no such time."""

    def __post_init__(self) -> None:
        if not (0 <= self.night_from <= 23 and 0 <= self.night_to <= 23 and 0 <= self.daily_mb <= 100_000):
            raise ValueError(f"no such budget: {self}")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one station."""

    site: Site = field(default_factory=Site)
    devices: Devices = field(default_factory=Devices)
    budget: Budget = field(default_factory=Budget)
    scans: str = "small"
    """``small``: scans are made small and legible before they are sent; ``original``: as they come."""
    county: str = ""
    """Base address of the county platform; empty: none yet."""
    county_certificate: str = ""
    """File with the pinned certificate of the county, or empty for the system's."""
    station: str = ""
    """Station number given at enrolment."""
    device: str = "01"
    """Two characters that tell the stations of one region apart in provisional numbers."""
    clerk: str = "代办员"
    badge: str = "001"
    text_size: str = "standard"
    """``standard``, ``large`` or ``largest`` (12, 15, 18 pt)."""
    second_copy: str = ""
    """Folder of the second copy, best on another disk; empty: inside the home folder."""
    second_copy_hint: str = ""
    """Where the county wants the second copy, in words for a person; no path is ever taken from it."""


def load(home: Path) -> Settings:
    """The settings of ``home``; defaults where nothing is set. Unknown keys are kept out."""
    file = home / FILE_NAME
    if not file.exists():
        return Settings()
    settings: Settings = _read(Settings, json.loads(file.read_text("utf-8")))
    return settings


def save(home: Path, settings: Settings) -> None:
    """Write the settings so that a power cut leaves the old or the new file, never half."""
    with _ONE_AT_A_TIME:
        _write(home, settings)


def _write(home: Path, settings: Settings) -> None:
    home.mkdir(parents=True, exist_ok=True)
    text = json.dumps(dataclasses.asdict(settings), ensure_ascii=False, indent=2) + "\n"
    fresh = home / (FILE_NAME + ".new")
    with fresh.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(home / FILE_NAME)
    folder = os.open(home, os.O_RDONLY) if os.name == "posix" else None
    if folder is not None:
        os.fsync(folder)
        os.close(folder)


def change(home: Path, how: Callable[[Settings], Settings]) -> Settings:
    """Read, change and write in one go: the exchange does it beside the window. Returns what holds now."""
    with _ONE_AT_A_TIME:
        before = load(home)
        after = how(before)
        if after != before:
            save(home, after)
        return after


def with_county(settings: Settings, parts: Mapping[str, Mapping[str, Any]]) -> Settings:
    """The settings with what the county sets: its words for all stations, then those for this one.

    It may set the site and the data budget and say where the second copy should be; devices, clerk and keys are the
    station's own.
    """
    said: dict[str, Any] = {}
    for code in (FOR_ALL, settings.station):
        said |= parts.get(code, {})
    site = {one.name: said[one.name] for one in dataclasses.fields(Site) if one.name in said}
    budget = {one.name: int(said[one.name]) for one in dataclasses.fields(Budget) if one.name in said}
    hint = str(said.get("second_copy_hint", settings.second_copy_hint))
    return dataclasses.replace(
        settings,
        site=dataclasses.replace(settings.site, **site),
        budget=dataclasses.replace(settings.budget, **budget),
        second_copy_hint=hint,
    )


def _read(cls: Any, values: dict[str, Any]) -> Any:
    known: dict[str, Any] = {}
    nested = {"site": Site, "devices": Devices, "budget": Budget} if cls is Settings else {}
    for one in dataclasses.fields(cls):
        if one.name in values:
            value = values[one.name]
            known[one.name] = _read(nested[one.name], value) if one.name in nested else value
    return cls(**known)
