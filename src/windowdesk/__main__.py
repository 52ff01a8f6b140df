"""The command line: ``windowdesk`` and ``python -m windowdesk`` are the same."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from windowdesk.app import OpenDesk
    from windowdesk.cli.options import Options


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["scan-child"]:
        return _scan_child(words[1])
    if words[:1] == ["reader-library"]:
        return _reader_library(words[1:])
    from windowdesk.cli.command import Openers, run

    return run(words, Openers(_station, _window))


def _scan_child(folder: str) -> int:
    """One scan, begun by this same program; not a command for people."""
    from windowdesk.devices.scan_work import main as work

    return work(Path(folder))


def _reader_library(words: list[str]) -> int:
    """A card reader vendor's library, begun by this same program; not a command for people."""
    from windowdesk.devices.vendor_helper import main as serve

    return serve(words)


def _station(options: Options) -> OpenDesk:
    from windowdesk import app

    return app.open_station(options)


def _window(options: Options) -> int:
    from windowdesk import app

    return app.run_window(options)


if __name__ == "__main__":
    sys.exit(main())
