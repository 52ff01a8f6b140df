"""Items of the published catalogue, as the national tables need them: by code and version."""

from __future__ import annotations

from typing import Any

from county.canonical import read_json
from county.connectors.papers import content_of
from county.packs import newest_index
from county.place import County
from county.problems import Problem


class Items:
    """Looks items up in the newest published catalogue and keeps what it read."""

    def __init__(self, county: County) -> None:
        self._county = county
        self._digests = self._index()
        self._read: dict[str, dict[str, Any]] = {}

    def _index(self) -> dict[str, str]:
        try:
            index = newest_index(self._county, "catalogue")
        except Problem:
            return {}  # nothing published yet: no item is known, and each case says so
        return {part["code"]: part["digest"] for part in index["items"] if part["kind"] != "package"}

    def find(self, code: str, version: int) -> dict[str, Any] | None:
        """The item as it stood in that version; None: it was never published."""
        for name in (f"{code}@{version}", code):
            item = self._item(name)
            if item is not None and item["version"] == version:
                return item
        return None

    def _item(self, name: str) -> dict[str, Any] | None:
        if name not in self._digests:
            return None
        if name not in self._read:
            self._read[name] = read_json(content_of(self._county, self._digests[name]))
        return self._read[name]
