"""Training mode (演示): the whole desk with simulated devices, whose data can never reach a county.

Four walls, each of which holds alone:

1. Training has a folder of its own, and its keys come from another realm (`storage.vault`): the
   ordinary program cannot open its store, its second copy or its scans, nor the other way round.
2. The opened desk has no line, no stick and no enrolment; each of them refuses with T521.
3. Every event names the station 演示. No station of the contract can be called that, so that a county
   that keeps the contract refuses the event, whoever carries it there.
4. The key that signs them was never enrolled anywhere.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from windowdesk import assets
from windowdesk.settings import Devices, Settings, Site

if TYPE_CHECKING:
    from windowdesk.storage.store import Store

FOLDER = "training"
RECEIPTS = "receipts"
"""Folder in which the simulated printer draws what came out."""
STATION = "演示"
READER = "simulated:?laid=no"
READER_LAID = "simulated:"
"""For a command, which has no button to lay a card down: the first person's lies there."""
DEVICE = "YS"
"""Counties give out digits; a training number shows where it comes from."""
PASSPHRASE = "training"  # noqa: S105 - nothing here is worth a secret: people and numbers are invented
SITE = Site(
    name="演示便民服务室",
    region="990101001001",
    kind="village",
    agency="青溪镇便民服务中心",
    receives_for="applicant",
)


def home_of(home: Path) -> Path:
    """The folder of training beside the station's own data."""
    return home / FOLDER


def settings(home: Path) -> Settings:
    """What training begins with: an invented site and simulated devices. The text size is the clerk's own."""
    from windowdesk.settings import load

    return Settings(
        site=SITE,
        devices=Devices(
            reader=READER,
            scanner="simulated:",
            printer=f"simulated:{home / RECEIPTS}",
            evaluator="simulated:",
        ),
        station=STATION,
        device=DEVICE,
        clerk="学员",
        badge="000",
        text_size=load(home.parent).text_size,
    )


def put_catalogue(store: Store) -> None:
    """The sample catalogue that ships with the program, once."""
    from windowdesk.domain.catalogue_import import read_item, read_package

    folder = assets.resource("catalogue")
    index = json.loads((folder / "index.json").read_text("utf-8"))
    with store.reading() as view:
        if view.catalogue.version() == index["version"]:
            return

    def read(one: dict[str, str]) -> dict[str, object]:
        found: dict[str, object] = json.loads((folder / one["file"]).read_text("utf-8"))
        return found

    items = [read_item(read(one)) for one in index["items"]]
    packages = [read_package(read(one)) for one in index["packages"]]
    with store.unit("程序") as unit:
        unit.catalogue.replace(index, items, packages)
