"""``run``: open the window."""

from __future__ import annotations

import argparse

from windowdesk.cli.command import Openers
from windowdesk.cli.options import Options
from windowdesk.cli.output import Output


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """Nothing beyond the flags that work everywhere."""


def run(args: argparse.Namespace, options: Options, openers: Openers, out: Output) -> int:
    """Open the window and stay until it is closed."""
    return openers.window(options)
