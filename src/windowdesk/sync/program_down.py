"""A newer program that the county sends: fetched, held against its signature and digest, kept for a person to install.

Nothing is ever started from here. Over the line it comes a little with each run, so that nothing
else waits for it; by stick it comes whole.
"""

from __future__ import annotations

import re
from pathlib import Path

from windowdesk.domain.exchange_news import PROGRAM_NAME
from windowdesk.sync.incoming import Incoming
from windowdesk.sync.platform_name import platform_name
from windowdesk.sync.reply import Reply
from windowdesk.sync.run import ACTOR, Run
from windowdesk.wire.packs import PackIndex, PackPart

FOLDER = "program"
KIND = "program"
AT_ONCE = 4 * 1024 * 1024
"""Bytes over the line in one run."""
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def put_program(run: Run, index: PackIndex) -> dict[str, str] | None:
    """Keep the program for this platform; digests of what is in use, None: not all of it has come.

    Raises:
        CountyTrouble: the line, or bytes that are not what the index named.
        StoreTrouble: ``DISK_FULL``.
    """
    mine = [part for part in index.parts if part.kind == KIND and part.code == platform_name()]
    for part in mine:
        at_most = None if isinstance(run.county, Reply) else AT_ONCE
        file = Incoming(run.home).fetch_file(part, run.county.read_blob, at_most)
        if file is None:
            return None
        _keep(run, index, part, file)
    return {part.code: part.digest for part in mine}


def _keep(run: Run, index: PackIndex, part: PackPart, fetched: Path) -> None:
    """One program is kept: the newest."""
    folder = run.home / FOLDER
    folder.mkdir(exist_ok=True)
    name = part.name if _PLAIN_NAME.fullmatch(part.name) else f"windowdesk-{index.version}"
    final = folder / name
    fetched.replace(final)
    for other in folder.iterdir():
        if other != final:
            other.unlink()
    with run.store.unit(ACTOR) as unit:
        unit.state.set(PROGRAM_NAME, {"version": index.version, "file": str(final)})
