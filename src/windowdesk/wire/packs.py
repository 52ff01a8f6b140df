"""Signed indexes of what the county publishes: catalogue, calendar, settings, keys.

An index names its parts by digest and has a rising version. It is the only thing signed: a
part is true when its digest is the one the index names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from windowdesk import errors
from windowdesk.wire.canonical import canonical, sha256_hex
from windowdesk.wire.contract import check_answer
from windowdesk.wire.feed_json import check_signature

WHAT = ("keys", "calendar", "catalogue", "settings", "program")
"""Packs in the order they are fetched: keys first, for the others are signed with them."""


@dataclass(frozen=True, slots=True)
class PackPart:
    """One file of a pack."""

    code: str
    digest: str
    size: int
    """Bytes."""
    kind: str = ""
    """In a catalogue: ``item`` or ``package``."""
    name: str = ""
    """The file's name, where it matters."""


@dataclass(frozen=True, slots=True)
class PackIndex:
    """A signed index that was checked."""

    what: str
    version: int
    parts: tuple[PackPart, ...]
    text: str
    """The index as canonical JSON, signature and all."""


def read_index(what: str, index: Any, current: int, keys: Mapping[str, Ed25519PublicKey]) -> PackIndex:
    """Check an index against shape, signature and the version in use.

    ``current`` is the version in use, 0 for none; the same version again is allowed.

    Raises:
        CountyTrouble: ``COUNTY_SCHEMA``, ``COUNTY_SIGNATURE``.
        InputRefused: ``CATALOGUE_SIGNATURE``; ``CATALOGUE_OLD``: a lower version than the one in use.
    """
    check_answer("pack.index", index)
    if index["what"] != what:
        raise errors.CountyTrouble(errors.COUNTY_SCHEMA)
    _check_signature(what, index, keys)
    if index["version"] < current:
        raise errors.InputRefused(errors.CATALOGUE_OLD, offered=index["version"], current=current)
    parts = tuple(
        PackPart(one["code"], one["digest"], one["size"], one.get("kind", ""), one.get("name", ""))
        for one in index["items"]
    )
    if len({part.code for part in parts}) != len(parts):
        raise errors.CountyTrouble(errors.COUNTY_SCHEMA)
    return PackIndex(what, index["version"], parts, canonical(index).decode("utf-8"))


def _check_signature(what: str, index: Any, keys: Mapping[str, Ed25519PublicKey]) -> None:
    try:
        check_signature(index, keys)
    except errors.CountyTrouble as wrong:
        if what == "catalogue":
            raise errors.InputRefused(errors.CATALOGUE_SIGNATURE) from wrong
        raise


def is_part(part: PackPart, content: bytes) -> bool:
    """True when ``content`` is what the index named."""
    return len(content) == part.size and sha256_hex(content) == part.digest
