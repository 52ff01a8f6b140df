"""A test slip for a receipt printer: each part says what should be seen, so that a wrong profile is seen too.

The words are ``resources/documents/test_slip.json``.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping

from windowdesk import assets
from windowdesk.documents import cells, receipt_bytes
from windowdesk.documents.fonts import Fonts
from windowdesk.documents.receipt_layout import Block, Line, QrCode, Rule
from windowdesk.domain.printer_profile import Cutter, PrinterProfile
from windowdesk.errors import TEMPLATE_WRONG, InputRefused

FILE = "test_slip.json"
_WANTED = frozenset(
    {
        "title", "model", "ruler", "hanzi", "hanzi_line", "rare", "rare_line", "qr", "qr_text", "end_cut", "end_tear",
    }
)  # fmt: skip


def render(profile: PrinterProfile, *, fonts: Fonts | None = None) -> bytes:
    """One print job.

    Raises:
        InputRefused: D804, the words cannot be used.
    """
    return receipt_bytes.render_blocks(list(_blocks(profile, _words())), profile, fonts)


def _blocks(profile: PrinterProfile, words: Mapping[str, str]) -> Iterator[Block]:
    columns = profile.columns
    yield Line(words["title"], (2, 2), bold=True, centred=True)
    yield from _text(words["model"].format(name=profile.name, model=profile.model), columns)
    yield Rule()
    yield from _text(words["ruler"], columns)
    yield Line("".join(str(place % 10) for place in range(1, columns + 1)))
    yield from _text(words["hanzi"], columns)
    yield Line(words["hanzi_line"])
    yield from _text(words["rare"], columns)
    yield Line(words["rare_line"])
    yield from _text(words["qr"].format(text=words["qr_text"]), columns)
    yield QrCode(words["qr_text"])
    yield Rule()
    yield from _text(words["end_tear" if profile.cutter is Cutter.NONE else "end_cut"], columns)


def _text(text: str, columns: int) -> Iterator[Block]:
    yield from (Line(part) for part in cells.wrap(text, columns))


@functools.cache
def _words() -> Mapping[str, str]:
    try:
        found = json.loads(assets.resource("documents", FILE).read_text("utf-8"))
        wrong = set(found) ^ _WANTED
    except (ValueError, TypeError) as trouble:
        raise InputRefused(TEMPLATE_WRONG, document=FILE, detail=str(trouble)) from trouble
    if wrong:
        raise InputRefused(TEMPLATE_WRONG, document=FILE, detail=" ".join(sorted(wrong)))
    return dict(found)
