"""The hand-over slip (交接单) that goes with a stick: what is on it, and two places to sign at each change of hands.

The words are ``resources/documents/stick_slip.json``. Nothing of any case stands on it.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping

from windowdesk import assets
from windowdesk.clock import local_date_time
from windowdesk.documents import cells, receipt_bytes
from windowdesk.documents.fonts import Fonts
from windowdesk.documents.receipt_layout import Block, Line, Rule
from windowdesk.domain.printer_profile import PrinterProfile
from windowdesk.domain.relay import Exported
from windowdesk.errors import TEMPLATE_WRONG, InputRefused

FILE = "stick_slip.json"
HANDS = 2
"""Changes of hands with a place on the slip: village to township, township to county."""


def render(exported: Exported, paper: PrinterProfile, *, fonts: Fonts | None = None) -> bytes:
    """One print job.

    Raises:
        InputRefused: ``TEMPLATE_WRONG``: the words of the slip cannot be used.
    """
    return receipt_bytes.render_blocks(list(_blocks(exported, paper.columns)), paper, fonts)


def text(exported: Exported) -> tuple[str, ...]:
    """The lines that say what is on the stick, for the screen."""
    return tuple(_facts(exported, _words()))


def _blocks(exported: Exported, columns: int) -> Iterator[Block]:
    words = _words()
    yield Line(words["title"], (2, 2), bold=True, centred=True)
    yield Line(words["number"].format(number=exported.number), bold=True, centred=True)
    yield Rule()
    for fact in _facts(exported, words):
        for part in cells.wrap(fact, columns):
            yield Line(part)
    for _ in range(HANDS):
        yield Rule()
        for place in ("given", "taken", "day"):
            yield Line("")
            yield Line(words[place])


def _facts(exported: Exported, words: Mapping[str, str]) -> Iterator[str]:
    yield words["station"].format(site=exported.site)
    yield words["station_number"].format(station=exported.station)
    if exported.events:
        yield words["events"].format(first=exported.first, last=exported.last, count=exported.events)
    else:
        yield words["no_events"]
    yield words["files"].format(files=exported.files)
    if exported.left:
        yield words["left"].format(left=exported.left)
    yield words["file"].format(name=exported.name)
    yield words["at"].format(at=f"{local_date_time(exported.at):%Y-%m-%d %H:%M}")
    yield words["actor"].format(actor=exported.actor)
    yield words["sealed"]


@functools.cache
def _words() -> Mapping[str, str]:
    wanted = {
        "title", "number", "station", "station_number", "events", "no_events", "files", "left", "file", "at", "actor",
        "sealed", "given", "taken", "day",
    }  # fmt: skip
    try:
        found = json.loads(assets.resource("documents", FILE).read_text("utf-8"))
        wrong = set(found) ^ wanted
    except (ValueError, TypeError) as trouble:
        raise InputRefused(TEMPLATE_WRONG, document=FILE, detail=str(trouble)) from trouble
    if wrong:
        raise InputRefused(TEMPLATE_WRONG, document=FILE, detail=" ".join(sorted(wrong)))
    return dict(found)
