"""``drafts``: list them, throw one away."""

from __future__ import annotations

import argparse

from windowdesk.casework import drafts as acts
from windowdesk.cli.output import OK, Output, moment, table
from windowdesk.cli.station import Station


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """``drafts`` and ``drafts --discard ID``."""
    parser.add_argument("--discard", metavar="ID", help="丢弃这份草稿")


def drafts(args: argparse.Namespace, station: Station, out: Output) -> int:
    """List the open drafts."""
    if args.discard:
        acts.discard(station.desk, args.discard)
    rows = acts.listing(station.desk)
    out.give({"drafts": rows})
    cells = [(one.id, moment(one.started_at), one.name_masked or "（没有姓名）", one.item_name) for one in rows]
    out.say(*(table(cells) or ["没有草稿。"]))
    return OK
