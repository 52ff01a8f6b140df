"""The fixed words of the receipt slip, read from ``resources/documents/slip.json``.

A county changes them there; a missing, unknown or misspelt entry is refused when the file is read,
never printed as a blank.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import string
from dataclasses import dataclass
from pathlib import Path

from windowdesk import assets
from windowdesk.errors import TEMPLATE_WRONG, InputRefused

FILE = "slip.json"
_PLACEHOLDERS = {
    "reprint": {"count"},
    "earlier_number": {"number"},
    "materials": {"count"},
    "missing": {"count"},
    "due_provisional": {"date"},
    "clerk_value": {"clerk", "badge"},
    "place_value": {"site", "window"},
}


@dataclass(frozen=True, slots=True)
class SlipWords:
    """One field for each phrase; names in braces are filled in."""

    training: str
    reprint: str
    provisional_number: str
    official_number: str
    provisional_note: str
    earlier_number: str
    other_numbers: str
    item: str
    item_code: str
    applicant: str
    id: str
    phone: str
    mode: str
    materials: str
    no_materials: str
    missing: str
    next_step: str
    promised: str
    due: str
    due_provisional: str
    clerk: str
    clerk_value: str
    place: str
    place_value: str
    query: str
    entrance: str
    hotline: str
    scan_signed: str
    scan_plain: str
    seal: str
    keep: str


def read(file: Path) -> SlipWords:
    """The words of ``file``.

    Raises:
        InputRefused: D804, an entry is missing, unknown or holds a placeholder it may not.
    """
    try:
        entries = json.loads(file.read_text("utf-8"))
        wrong = set(entries) ^ {field.name for field in dataclasses.fields(SlipWords)}
        wrong |= {name for name, text in entries.items() if _placeholders(text) != _PLACEHOLDERS.get(name, set())}
    except (ValueError, TypeError, AttributeError) as trouble:
        raise InputRefused(TEMPLATE_WRONG, document=file.name, detail=str(trouble)) from trouble
    if wrong:
        raise InputRefused(TEMPLATE_WRONG, document=file.name, detail=" ".join(sorted(wrong)))
    return SlipWords(**entries)


@functools.cache
def shipped() -> SlipWords:
    """The words in use."""
    return read(assets.resource("documents", FILE))


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
