"""One scan in a process of its own: the side of the driver. See `scan_child` for the folder the two share."""

from __future__ import annotations

import importlib
import json
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from windowdesk.devices.scan_child import END, REQUEST, STOP
from windowdesk.errors import DeviceTrouble

WORKS = {"escl": "windowdesk.devices.escl_scan", "wia": "windowdesk.devices.wia_scan"}
"""Kind of scanner to the module whose ``scan`` does the work."""
_LOOK_SECONDS = 0.1


class Work:
    """What a driver is asked for, and where it puts the pages."""

    def __init__(self, folder: Path, options: Mapping[str, str], *, feeder: bool) -> None:
        self.options = options
        self.feeder = feeder
        self.delivered = 0
        """Pages handed over so far."""
        self.on_stop: Callable[[], None] | None = None
        """Tells the scanner to stop; called from another thread, then the process ends."""
        self._folder = folder

    @contextmanager
    def page(self, suffix: str) -> Iterator[Path]:
        """A file to write the next page to; it is handed over when the block ends without a trouble."""
        name = f"p{self.delivered + 1:04d}{suffix}"
        half = self._folder / f".{name}.part"
        yield half
        half.replace(self._folder / name)
        self.delivered += 1


def main(folder: Path) -> int:
    """Do the scan that ``folder`` asks for; a trouble is told there, too."""
    request = json.loads((folder / REQUEST).read_text("utf-8"))
    work = Work(folder, request["options"], feeder=request["feeder"])
    threading.Thread(target=_watch, args=(folder, work), daemon=True).start()
    said: dict[str, object] = {}
    try:
        importlib.import_module(WORKS[request["work"]]).scan(work)
    except DeviceTrouble as trouble:
        said = {"code": trouble.code, "facts": {name: str(fact) for name, fact in trouble.facts.items()}}
    except Exception as bug:  # told to the desk, which logs it
        said = {"bug": f"{type(bug).__name__}: {bug}"}
    half = folder / f".{END}"
    half.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    half.replace(folder / END)
    return 0


def _watch(folder: Path, work: Work) -> None:
    """End the process when it is asked to, or when the desk and its folder are gone."""
    while folder.exists() and not (folder / STOP).exists():
        time.sleep(_LOOK_SECONDS)
    try:
        if work.on_stop is not None:
            work.on_stop()
    finally:
        os._exit(1)
