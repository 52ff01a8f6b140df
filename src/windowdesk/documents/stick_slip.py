"""The hand-over slip (交接单) that goes with a stick: each file with its counts and check words, and places to sign.

On the paper of the receipt printer or on A4, with the same content. The words are ``resources/documents/stick_slip.json``. Nothing of any case stands on it.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping

from windowdesk import assets
from windowdesk.clock import local_date_time
from windowdesk.documents import cells, papers, receipt_bytes, templates
from windowdesk.documents.fonts import Fonts
from windowdesk.documents.paper_filling import FilledPaper, Part
from windowdesk.documents.paper_kinds import PaperKind
from windowdesk.documents.receipt_layout import Block, Line, Rule
from windowdesk.domain.printer_profile import PrinterProfile
from windowdesk.domain.relay import Carried, HandOver, Route
from windowdesk.errors import TEMPLATE_WRONG, InputRefused

KIND = "stick_slip"
"""Its name in the print journal, where it was printed on A4."""
FILE = f"{KIND}.json"
HANDS = {Route.OWN_UP: 2}
"""Changes of hands with a place on the slip; where a township only passes the stick on there are two, else one."""


def render(hand_over: HandOver, paper: PrinterProfile, *, fonts: Fonts | None = None) -> bytes:
    """One print job.

    Raises:
        InputRefused: ``TEMPLATE_WRONG``: the words of the slip cannot be used.
    """
    return receipt_bytes.render_blocks(list(_blocks(hand_over, paper.columns)), paper, fonts)


def pdf(hand_over: HandOver, *, fonts: Fonts | None = None, training: bool = False) -> bytes:
    """The same on A4.

    Raises:
        InputRefused: ``TEMPLATE_WRONG``; ``FONT_ABSENT``.
    """
    return papers.write(_filled(hand_over), fonts=fonts, training=training)


def title() -> str:
    """What stands above it."""
    return _words()["title"]


def text(hand_over: HandOver) -> tuple[str, ...]:
    """The lines that say what changes hands, for the screen."""
    words = _words()
    return tuple(line for part in _parts(hand_over, words) for line in part)


def _filled(hand_over: HandOver) -> FilledPaper:
    words = _words()
    parts = [Part("heading", words[hand_over.route.value])]
    for first, *more in _parts(hand_over, words):
        parts += [Part("heading", first), *(Part("note", line) for line in more)]
    places = tuple((words[name].rstrip("："), words["day"].rstrip("：")) for name in ("given", "taken"))
    parts += [Part("signatures", rows=places) for _ in range(HANDS.get(hand_over.route, 1))]
    return FilledPaper(
        title=words["title"],
        serial="",
        number="",
        code="",
        parts=tuple(parts),
        date="",
        copies="",
        foot="",
        reprint="",
        common=templates.shipped(PaperKind.HAND_OVER).common,
    )


def _blocks(hand_over: HandOver, columns: int) -> Iterator[Block]:
    words = _words()
    yield Line(words["title"], (2, 2), bold=True, centred=True)
    for part in cells.wrap(words[hand_over.route.value], columns):
        yield Line(part, bold=True, centred=True)
    for lines in _parts(hand_over, words):
        yield Rule()
        for line in lines:
            for part in cells.wrap(line, columns):
                yield Line(part)
    for _ in range(HANDS.get(hand_over.route, 1)):
        yield Rule()
        for place in ("given", "taken", "day"):
            yield Line("")
            yield Line(words[place])


def _parts(hand_over: HandOver, words: Mapping[str, str]) -> Iterator[list[str]]:
    """Who and how many; each file; when and by whom."""
    yield [
        words["place"].format(place=hand_over.place),
        *([words["station"].format(station=hand_over.station)] if hand_over.station else []),
        words["count"].format(count=len(hand_over.carried)),
    ]
    for one in hand_over.carried:
        yield list(_of_file(one, words))
    left = [words["left"].format(left=hand_over.left)] if hand_over.left else []
    yield [
        *left,
        words["at"].format(at=f"{local_date_time(hand_over.at):%Y-%m-%d %H:%M}"),
        words["actor"].format(actor=hand_over.actor),
        words["sealed"],
    ]


def _of_file(one: Carried, words: Mapping[str, str]) -> Iterator[str]:
    yield words[one.what].format(number=one.number, station=one.station)
    if one.what == "up" and not (one.events or one.files):
        yield words["up_nothing"]
    elif one.what in ("up", "look", "down"):
        yield words[f"{one.what}_content"].format(events=one.events, files=one.files)
    yield words["file"].format(name=one.name)
    yield words["words"].format(words=one.words)


@functools.cache
def _words() -> Mapping[str, str]:
    wanted = {
        "title", "place", "station", "count", "up", "up_content", "up_nothing", "look", "look_content", "down", "down_content", "enrol",
        "enrolled", "file", "words", "left", "at", "actor", "sealed", "given", "taken", "day",
        *(route.value for route in Route),
    }  # fmt: skip
    try:
        found = json.loads(assets.resource("documents", FILE).read_text("utf-8"))
        wrong = set(found) ^ wanted
    except (ValueError, TypeError) as trouble:
        raise InputRefused(TEMPLATE_WRONG, document=FILE, detail=str(trouble)) from trouble
    if wrong:
        raise InputRefused(TEMPLATE_WRONG, document=FILE, detail=" ".join(sorted(wrong)))
    return dict(found)
