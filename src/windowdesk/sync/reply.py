"""A county's reply by stick, as the phases see it: the same questions, answered from the file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from windowdesk import errors
from windowdesk.sync.county import Upload
from windowdesk.wire.bundle import Unsealed
from windowdesk.wire.contract import check_answer


class Nobody:
    """A carrier at whose other end nobody is."""

    def sign_in(self) -> None:
        """No line."""
        raise _no_line()

    def marks(self, head: int) -> Mapping[str, Any]:
        """No line."""
        raise _no_line()

    def send_events(self, texts: Sequence[str]) -> Mapping[str, Any]:
        """No line."""
        raise _no_line()

    def verdicts(self, first: int, limit: int) -> Mapping[str, Any]:
        """No line."""
        raise _no_line()

    def feed(self, after: int, limit: int) -> Any:
        """No line."""
        raise _no_line()

    def have(self, digests: Sequence[str]) -> frozenset[str]:
        """No line."""
        raise _no_line()

    def begin_upload(self, digest: str, size: int, media_type: str) -> Upload:
        """No line."""
        raise _no_line()

    def send_bytes(self, upload: Upload, chunk: bytes) -> int:
        """No line."""
        raise _no_line()

    def read_blob(self, digest: str, start: int, length: int) -> bytes:
        """No line."""
        raise _no_line()

    def pack_index(self, what: str) -> Any | None:
        """No line."""
        raise _no_line()


class Reply(Nobody):
    """What the county wrote for this station; nothing can be sent through it."""

    def __init__(self, inside: Unsealed) -> None:
        """Read the texts; the files stay where they are.

        Raises:
            InputRefused: ``BUNDLE_TORN``.
            CountyTrouble: ``COUNTY_SCHEMA``: a text is not as agreed.
        """
        self._inside = inside
        self.manifest = inside.manifest
        self._verdicts: list[Mapping[str, Any]] = []
        self._feed: list[Mapping[str, Any]] = []
        self._packs: dict[str, Mapping[str, Any]] = {}
        for section, text in inside.texts():
            self._take(section, _object(text))
        self._verdicts.sort(key=lambda one: int(one["seq"]))
        self._files = inside.files()

    @property
    def packs(self) -> Mapping[str, Mapping[str, Any]]:
        """The indexes it brings, unchecked, by kind."""
        return self._packs

    @property
    def files(self) -> frozenset[str]:
        """Digests of the files it brings."""
        return frozenset(self._files)

    def marks(self, head: int = 0) -> Mapping[str, Any]:
        """How far the county had got when it wrote; it is told nothing."""
        found: Mapping[str, Any] = self.manifest["marks"]
        return found

    def verdicts(self, first: int, limit: int) -> Mapping[str, Any]:
        """Those of the verdicts it brings that are on event ``first`` or later."""
        found = [one for one in self._verdicts if one["seq"] >= first]
        return {"epoch": self.marks()["epoch"], "verdicts": found[:limit]}

    def feed(self, after: int, limit: int) -> Any:
        """The items behind the cursor."""
        found = [one for one in self._feed if one["seq"] > after]
        return {"epoch": self.marks()["epoch"], "items": found[:limit]}

    def have(self, digests: Sequence[str]) -> frozenset[str]:
        """Which of these files the county said it has."""
        return frozenset(digests) & frozenset(self.manifest["have"])

    def read_blob(self, digest: str, start: int, length: int) -> bytes:
        """Bytes of a file it brings.

        Raises:
            CountyTrouble: ``BUNDLE_PART_ABSENT``.
            InputRefused: ``BUNDLE_TORN``.
        """
        if digest not in self._files:
            raise errors.CountyTrouble(errors.BUNDLE_PART_ABSENT)
        at, size = self._files[digest]
        start = min(start, size)
        return self._inside.read(at + start, min(length, size - start))

    def pack_index(self, what: str) -> Any | None:
        """The index it brings of that kind, or None."""
        return self._packs.get(what)

    def _take(self, section: str, value: Mapping[str, Any]) -> None:
        if section == "verdicts":
            check_answer("verdict", value)
            self._verdicts.append(value)
        elif section == "feed":
            check_answer("feed.item", value)
            self._feed.append(value)
        elif section == "packs":
            check_answer("pack.index", value)
            self._packs[str(value["what"])] = value


def _object(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as wrong:
        raise errors.CountyTrouble(errors.COUNTY_SCHEMA) from wrong
    if not isinstance(found, dict):
        raise errors.CountyTrouble(errors.COUNTY_SCHEMA)
    return found


def _no_line() -> errors.CountyTrouble:
    return errors.CountyTrouble(errors.NO_NETWORK)
