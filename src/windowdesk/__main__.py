"""The command line: ``windowdesk`` and ``python -m windowdesk`` are the same."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from windowdesk.app import OpenDesk
    from windowdesk.cli.options import Options


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    from windowdesk.cli.command import Openers, run

    return run(sys.argv[1:] if argv is None else argv, Openers(_station, _window))


def _station(options: Options) -> OpenDesk:
    from windowdesk import app

    return app.open_station(options)


def _window(options: Options) -> int:
    from windowdesk import app

    return app.run_window(options)


if __name__ == "__main__":
    sys.exit(main())
