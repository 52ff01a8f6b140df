"""A county and a station that is enrolled at it, made once for each process and copied for every story."""

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


@dataclass
class Template:
    """Where the two folders lie, and the keys of the station."""

    loop: asyncio.AbstractEventLoop

    @cached_property
    def folder(self) -> Path:
        """The folder with ``county`` and ``home``."""
        folder = fast_folder()
        time = Time()
        county = CountySide(folder / "county", folder / "none", time, Disk(folder), self.loop)
        store = Store.open(folder / "home", self.vault, clock=time.clock())
        with store.unit() as unit:
            unit.catalogue.replace(self._index, [self.item], [])
        self.number = enrol(
            issue_code(county.place, SITE),
            line=_Straight(county),
            key=self.vault.station_key,
            store=store,
            home=folder / "home",
            clock=time.clock(),
        ).station
        store.close()
        county.close()
        return folder

    @cached_property
    def vault(self) -> Vault:
        """The keys of the station."""
        return Vault(bytes(range(32)), Ed25519PrivateKey.from_private_bytes(bytes(range(32))))

    @cached_property
    def item(self) -> Any:
        """The one item of its catalogue."""
        folder = assets.resource("catalogue")
        (entry,) = [one for one in self._index["items"] if one["code"] == ITEM]
        return read_item(json.loads((folder / entry["file"]).read_text("utf-8")))

    @cached_property
    def _index(self) -> Any:
        return json.loads((assets.resource("catalogue") / "index.json").read_text("utf-8"))

    def copy_to(self, folder: Path) -> None:
        """A fresh world in ``folder``."""
        shutil.copytree(self.folder / "county", folder / "county")
        shutil.copytree(self.folder / "home", folder / "desks" / "first")

    def remove(self) -> None:
        """Give the room back."""
        with suppress(KeyError):
            shutil.rmtree(self.__dict__["folder"])
