"""The county's own keys and the secret of its tokens, in the data folder, readable by their owner only."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from county.canonical import canonical_unsigned, digest, from_base64url, to_base64url


@dataclass(frozen=True, slots=True)
class CountyKeys:
    """What the county signs with and bundles are sealed to: ``kid`` names both, ``secret`` is for access tokens."""

    kid: str
    private: Ed25519PrivateKey
    secret: bytes
    sealing: X25519PrivateKey

    @property
    def public_key(self) -> str:
        """The raw public key in base64url."""
        return to_base64url(self.private.public_key().public_bytes_raw())

    @property
    def public(self) -> dict[str, str]:
        """What stations are told: name, signing key, sealing key."""
        sealing = to_base64url(self.sealing.public_key().public_bytes_raw())
        return {"kid": self.kid, "public_key": self.public_key, "sealing_key": sealing}

    def signed(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """``value`` with ``kid`` and ``sig``."""
        full = {**value, "kid": self.kid}
        return {**full, "sig": to_base64url(self.private.sign(canonical_unsigned(full)))}


def open_keys(folder: Path) -> CountyKeys:
    """The keys in ``folder``; made there at the first call."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = _kept(folder / "county-ed25519.pem", _new_pem)
    private = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError(f"{folder / 'county-ed25519.pem'} is not an Ed25519 key")
    kid = "county-" + digest(private.public_key().public_bytes_raw())[:16]
    sealing = X25519PrivateKey.from_private_bytes(_kept(folder / "county-x25519.raw", lambda: secrets.token_bytes(32)))
    return CountyKeys(kid, private, _kept(folder / "token.secret", lambda: secrets.token_bytes(32)), sealing)


def signature_holds(value: Mapping[str, Any], public_key: str) -> bool:
    """True when ``value['sig']`` is the signature of ``public_key`` over the rest of ``value``."""
    return "sig" in value and is_signature(str(value["sig"]), canonical_unsigned(value), public_key)


def is_signature(signature: str, content: bytes, public_key: str) -> bool:
    """True when ``signature`` is that of ``public_key`` over ``content``."""
    try:
        key = Ed25519PublicKey.from_public_bytes(from_base64url(public_key))
        key.verify(from_base64url(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _new_pem() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _kept(file: Path, make: Any) -> bytes:
    """The bytes of ``file``; when it is new, ``make()`` written whole before anybody can read half of it."""
    if not file.exists():
        fresh = file.with_name(f"{file.name}.{os.getpid()}.new")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(make())
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(fresh, file)  # fails where another process was first: its key counts
        except FileExistsError:
            return file.read_bytes()
        finally:
            fresh.unlink()
    return file.read_bytes()
