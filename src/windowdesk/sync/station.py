"""Who this station is when it signs."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class Station:
    """The station's number and its private key."""

    number: str
    key: Ed25519PrivateKey
