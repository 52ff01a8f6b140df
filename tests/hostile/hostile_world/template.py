"""A county and the stations that are enrolled at it, made once for each process and copied for every story."""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from county.enrolment import issue_code
from hostile_world.county import CountySide
from hostile_world.disk import Disk
from hostile_world.time import Time
from windowdesk import assets
from windowdesk.domain.catalogue_import import read_item
from windowdesk.storage.store import Store
from windowdesk.storage.vault import Vault
from windowdesk.sync.enrol import enrol

NAMES = ("first", "second", "third")
"""The station of the story, and its neighbours."""
ITEM = "11990000MB2000119H599051100700001"
SITE = {
    "name": "石桥村便民服务室",
    "region": "990101001001",
    "kind": "village",
    "agency": "石桥镇便民服务中心",
    "receives_for": "applicant",
    "window": "1",
    "hotline": "12345",
    "entrance": "",
    "query_ways": "到本窗口查询",
}


def fast_folder() -> Path:
    """A folder in memory where there is one: the promises do not depend on how fast a disk syncs."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="hostile-", dir=memory if memory.is_dir() else None))


class _Straight:
    """A line without trouble."""

    def __init__(self, county: CountySide) -> None:
        self.send = county.ask

    def close(self) -> None:
        """Nothing is held open."""

    def end(self) -> None:
        """Nothing is ever under way."""


@dataclass(frozen=True)
class Enrolled:
    """One station of the template: its keys, and what the county calls it."""

    vault: Vault
    number: str
    device: str


@dataclass
class Template:
    """Where the folders lie, and the keys of the stations."""

    loop: asyncio.AbstractEventLoop

    @cached_property
    def folder(self) -> Path:
        """The folder with ``county`` and a home for each station."""
        return fast_folder()

    @cached_property
    def stations(self) -> dict[str, Enrolled]:
        """The stations by name, enrolled one after the other."""
        time = Time()
        county = CountySide(self.folder / "county", self.folder / "none", time, Disk(self.folder), self.loop)
        made = {name: self._enrol(county, place, name, time) for place, name in enumerate(NAMES)}
        county.close()
        return made

    def _enrol(self, county: CountySide, place: int, name: str, time: Time) -> Enrolled:
        vault = Vault(
            bytes(range(place, place + 32)), Ed25519PrivateKey.from_private_bytes(bytes(range(place, place + 32)))
        )
        store = Store.open(self.folder / name, vault, clock=time.clock())
        with store.unit() as unit:
            unit.catalogue.replace(self._index, [self.item], [])
        found = enrol(
            issue_code(county.place, SITE),
            line=_Straight(county),
            key=vault.station_key,
            store=store,
            home=self.folder / name,
            clock=time.clock(),
        )
        store.close()
        return Enrolled(vault, found.station, found.device)

    @cached_property
    def item(self) -> Any:
        """The one item of their catalogue."""
        folder = assets.resource("catalogue")
        (entry,) = [one for one in self._index["items"] if one["code"] == ITEM]
        return read_item(json.loads((folder / entry["file"]).read_text("utf-8")))

    @cached_property
    def _index(self) -> Any:
        return json.loads((assets.resource("catalogue") / "index.json").read_text("utf-8"))

    def copy_county(self, folder: Path) -> None:
        """A fresh county in ``folder``."""
        assert self.stations
        shutil.copytree(self.folder / "county", folder)

    def copy_home(self, name: str, folder: Path) -> Enrolled:
        """A fresh home of that station in ``folder``."""
        shutil.copytree(self.folder / name, folder)
        return self.stations[name]

    def remove(self) -> None:
        """Give the room back."""
        with suppress(KeyError):
            shutil.rmtree(self.__dict__["folder"])
