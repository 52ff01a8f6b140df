"""Canonical JSON, digests, keys and numbers, as the contract has them (RFC 8785, RFC 8032, RFC 9562, ISO 7064)."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
import uuid
from collections.abc import Mapping
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

GENESIS = "0" * 64
"""``prev`` of the first event, and ``head_digest`` of an empty log."""

_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def sha256(data: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def base64url(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def public_key(key: Ed25519PrivateKey) -> str:
    """The raw public key in base64url."""
    return base64url(key.public_key().public_bytes_raw())


def digest(value: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of ``value``."""
    return sha256(rfc8785.dumps(dict(value)))


def seal(value: Mapping[str, Any], key: Ed25519PrivateKey) -> dict[str, Any]:
    """``value`` with its ``sig``; a ``sig`` it had is not covered and goes."""
    return {**value, "sig": base64url(key.sign(_unsigned(value)))}


def is_signed(value: Mapping[str, Any], by: str) -> bool:
    """Is ``value['sig']`` the signature of public key ``by`` (base64url) over the rest of ``value``?"""
    try:
        key = Ed25519PublicKey.from_public_bytes(raw(by))
        key.verify(raw(str(value.get("sig", ""))), _unsigned(value))
    except (InvalidSignature, ValueError, rfc8785.CanonicalizationError):
        return False
    return True


def uuid7() -> str:
    """A UUID of version 7."""
    value = int(time.time() * 1000) << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def check_character(text: str) -> str:
    """The check character of a provisional number without it (ISO 7064 MOD 37,36)."""
    rest = 36
    for character in text:
        rest = (rest + _CHARACTERS.index(character)) % 36 or 36
        rest = rest * 2 % 37
    return _CHARACTERS[(37 - rest) % 36]


def canonical(value: Mapping[str, Any]) -> bytes:
    """Canonical JSON (RFC 8785)."""
    return rfc8785.dumps(dict(value))


def raw(text: str) -> bytes:
    """The bytes of base64url without padding.

    Raises:
        ValueError: not base64url.
    """
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _unsigned(value: Mapping[str, Any]) -> bytes:
    return rfc8785.dumps({name: part for name, part in value.items() if name != "sig"})
