"""``doctor``: look at every part of the desk; works even when the store does not open."""

from __future__ import annotations

import argparse
import contextlib

from windowdesk import errors
from windowdesk.casework import doctor as looking
from windowdesk.casework.doctor import DoctorRow, Health
from windowdesk.cli.command import Openers
from windowdesk.cli.options import Options
from windowdesk.cli.output import OK, Output, table

_EXITS = {"reader": 4, "scanner": 4, "printer": 4, "county": 5}


def arguments(name: str, parser: argparse.ArgumentParser) -> None:
    """Nothing beyond the flags that work everywhere."""


def doctor(args: argparse.Namespace, options: Options, openers: Openers, out: Output) -> int:
    """Report every part; the exit code is that of the first part that is in trouble."""
    try:
        station = openers.station(options)
    except errors.StoreTrouble as trouble:
        rows: tuple[DoctorRow, ...] = (looking.trouble_row("store", "数据", trouble),)
    else:
        with contextlib.closing(station):
            rows = looking.report(station.desk, station.probes())
    out.give({"rows": rows})
    out.say(*table([(one.title, one.health.words, one.code, f"{one.sentence}{one.to_do}") for one in rows]))
    bad = [one for one in rows if one.health is Health.BAD]
    return _EXITS.get(bad[0].part, errors.StoreTrouble.exit_status) if bad else OK
