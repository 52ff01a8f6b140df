"""Look into a bundle without taking it in: what a station exported for the county's people to see (一件导出)."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterable, Iterator
from pathlib import Path

from county.bundle import Bundle, NotABundle
from county.files import CHUNK
from county.place import County
from county.relay import sender

LOOK_PATTERN = "windowdesk-look-*.wdb"
"""Cases that a station exported to be looked at."""


def bundles_in(named: Iterable[Path]) -> Iterator[Path]:
    """The files that are named, and of folders (sticks) the cases on them that are there to be looked at."""
    for one in named:
        yield from sorted(one.glob(LOOK_PATTERN)) if one.is_dir() else (one,)


def read_bundle(county: County, file: Path, into: Path) -> list[Path]:
    """Write the events (JSON) and files of the bundle into the folder ``into``; nothing of the platform changes.

    What is written is as readable as the papers it shows: the folder is the caller's to guard.

    Raises:
        NotABundle: it is torn, of another county, not signed by a station of this one, or cannot be read.
    """
    try:
        bundle = Bundle(file)
    except OSError as error:
        raise NotABundle("unreadable", f"读不出来（{error.strerror}），请重新插好优盘") from error
    return _read(county, bundle, into)


def _read(county: County, bundle: Bundle, into: Path) -> list[Path]:
    sender(county, bundle)
    if bundle.label["kid"] != county.keys.kid:
        raise NotABundle("unknown_key", "是用另一把县密钥密封的，请让站点重新导出")
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = []
    with bundle.unseal(county.keys.sealing, "bundle.up.json") as inside:
        for event in inside.texts():
            target = into / f"event-{event['seq']}.json"
            target.write_text(json.dumps(event, ensure_ascii=False, indent=1) + "\n", "utf-8")
            written.append(target)
        for one, at in inside.files():
            target = into / (one["digest"] + (mimetypes.guess_extension(one["media_type"]) or ""))
            with target.open("wb") as stream:
                for offset in range(0, one["size"], CHUNK):
                    stream.write(inside.read(at + offset, min(CHUNK, one["size"] - offset)))
            written.append(target)
    return written
