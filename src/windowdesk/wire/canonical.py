"""Canonical JSON (RFC 8785), digests and Ed25519 signatures: what both sides sign and compare."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def canonical(value: Any) -> bytes:
    """The one byte string of a JSON value (RFC 8785).

    Raises:
        ValueError: the value holds a number outside the contract (beyond ±2^53) or no JSON.
    """
    import rfc8785  # not needed to draw the first window

    found: bytes = rfc8785.dumps(value)
    return found


def sha256_hex(content: bytes) -> str:
    """SHA-256 in hex: the name of any content."""
    return hashlib.sha256(content).hexdigest()


def to_base64(content: bytes) -> str:
    """base64url without padding (RFC 7515 section 2)."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def from_base64(text: str) -> bytes:
    """The bytes of a base64url text with or without padding.

    Raises:
        ValueError: not base64url.
    """
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def public_key_from(text: str) -> Ed25519PublicKey:
    """The key whose 32 raw bytes are ``text`` in base64url.

    Raises:
        ValueError: not a key.
    """
    return Ed25519PublicKey.from_public_bytes(from_base64(text))


def signed(value: Mapping[str, Any], key: Ed25519PrivateKey) -> dict[str, Any]:
    """``value`` with ``sig``: the signature over everything else in it."""
    bare = {name: one for name, one in value.items() if name != "sig"}
    return {**bare, "sig": to_base64(key.sign(canonical(bare)))}


def is_signed(value: Mapping[str, Any], key: Ed25519PublicKey) -> bool:
    """True when ``sig`` in ``value`` is the signature of ``key`` over everything else in it."""
    bare = {name: one for name, one in value.items() if name != "sig"}
    try:
        key.verify(from_base64(str(value.get("sig", ""))), canonical(bare))
    except (InvalidSignature, ValueError):
        return False
    return True
