"""The privacy notice that is read out before anything is written down (rule G02): text and version are data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from windowdesk import assets
from windowdesk.settings import Settings

FILE = "notice.json"


@dataclass(frozen=True, slots=True)
class Notice:
    """Who processes, what, why, how long, and the person's rights."""

    version: str
    text: str


@cache
def shipped() -> Notice:
    """The notice in use, with ``{agency}`` where the agency is named."""
    data = json.loads(assets.resource("counter", FILE).read_text("utf-8"))
    return Notice(data["version"], data["text"])


def words(settings: Settings) -> str:
    """The notice as it is read out at this site."""
    return shipped().text.format(agency=settings.site.agency)
