"""Canonical JSON, digests and base64url: what is signed, hashed and chained (RFC 8785, FIPS 180-4, RFC 4648)."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import rfc8785

GENESIS = "0" * 64
"""``prev`` of the first event of a log."""


class NotCanonical(ValueError):
    """The value has no canonical form: a number too large, a broken character, a repeated name."""


def canonical(value: Any) -> bytes:
    """``value`` as RFC 8785 bytes.

    Raises:
        NotCanonical: the value holds what RFC 8785 cannot write.
    """
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError) as error:
        raise NotCanonical(str(error)) from error


def canonical_unsigned(value: Mapping[str, Any]) -> bytes:
    """What a signature covers: ``value`` without its member ``sig``."""
    return canonical({name: part for name, part in value.items() if name != "sig"})


def digest(data: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def to_base64url(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """The bytes of base64url without padding.

    Raises:
        ValueError: not base64url.
    """
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def read_json(data: bytes) -> Any:
    """Strict JSON: UTF-8, no repeated names, no NaN or Infinity, nothing that has no canonical form.

    Raises:
        NotCanonical: the bytes are not such JSON.
    """

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise NotCanonical("a name stands twice in one object")
        return found

    def refuse(word: str) -> Any:
        raise NotCanonical(f"{word} is not JSON")

    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_constant=refuse)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError, ValueError) as error:
        raise NotCanonical(str(error)) from error
    canonical(value)
    return value
