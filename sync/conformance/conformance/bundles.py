"""Bundles and enrolment files as the contract's chapters *Stick* and *Enrol by stick* lay them out; small ones, in memory."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from conformance import sealing
from conformance.findings import Failed, expect

PIECE, TAG = 65_536, 16
_MAGIC, _END, _SIGNED = b"WDBUNDLE", b"WDBUNEND", b"windowdesk/1/bundle-end"
_SUITE = "X25519-HKDF-SHA256-AES-256-GCM"
_END_SIZE = 112


@dataclass(frozen=True, slots=True)
class Opened:
    """What was inside a reply."""

    label: Mapping[str, Any]
    manifest: Mapping[str, Any]
    texts: Mapping[str, Sequence[Any]]
    """By the name of their section."""
    files: bytes


def write(
    label: Mapping[str, Any], manifest: Mapping[str, Any], texts: Sequence[Any], files: bytes, to: str,
    key: Ed25519PrivateKey,
) -> bytes:  # fmt: skip
    """A bundle sealed to ``to`` (X25519, base64url) and signed by ``key``."""
    ephemeral, receiver = X25519PrivateKey.generate(), X25519PublicKey.from_public_bytes(sealing.raw(to))
    own = ephemeral.public_key().public_bytes_raw()
    outside = {**label, "format": 1, "suite": _SUITE, "ephemeral": sealing.base64url(own)}
    head = _MAGIC + _counted(rfc8785.dumps(outside))
    cipher = _cipher(ephemeral.exchange(receiver), own, receiver.public_bytes_raw(), head)
    plain = b"".join(_counted(rfc8785.dumps(one)) for one in (manifest, *texts)) + files
    pieces = [plain[at : at + PIECE] for at in range(0, len(plain), PIECE)]
    sealed = (cipher.encrypt(_nonce(at, len(pieces)), one, None) for at, one in enumerate(pieces))
    before = head + b"".join(sealed)
    claim = len(before).to_bytes(8, "big") + hashlib.sha256(before).digest()
    return before + claim + key.sign(_SIGNED + claim) + _END


def read(content: bytes, key: X25519PrivateKey, signers: Mapping[str, str]) -> Opened:
    """Open a reply that is for ``key`` and must be signed by one of ``signers`` (by ``kid``).

    Raises:
        Failed: it is not laid out, signed or sealed as the contract says.
    """
    before, end = content[:-_END_SIZE], content[-_END_SIZE:]
    claim = len(before).to_bytes(8, "big") + hashlib.sha256(before).digest()
    whole = content[:8] == _MAGIC and end[:40] == claim and end[-8:] == _END
    expect(whole, "a bundle whose end names its length and SHA-256", f"{len(content)} bytes that do not")
    size = int.from_bytes(content[8:12], "big")
    head, label = content[: 12 + size], json.loads(content[12 : 12 + size])
    expect(label["kid"] in signers, f"a reply signed by {' or '.join(signers)}", label["kid"])
    try:
        Ed25519PublicKey.from_public_bytes(sealing.raw(signers[label["kid"]])).verify(end[40:104], _SIGNED + claim)
    except InvalidSignature as wrong:
        raise Failed(f"the signature of {label['kid']}", "another, or none") from wrong
    return _inside(label, head, before[len(head) :], key)


def _inside(label: Mapping[str, Any], head: bytes, sealed: bytes, key: X25519PrivateKey) -> Opened:
    sender = sealing.raw(label["ephemeral"])
    shared = key.exchange(X25519PublicKey.from_public_bytes(sender))
    cipher = _cipher(shared, sender, key.public_key().public_bytes_raw(), head)
    parts = [sealed[at : at + PIECE + TAG] for at in range(0, len(sealed), PIECE + TAG)]
    try:
        plain = b"".join(cipher.decrypt(_nonce(at, len(parts)), one, None) for at, one in enumerate(parts))
    except InvalidTag as wrong:
        raise Failed("a reply sealed to `reply_key`", "one that it does not open") from wrong
    first, rest = _text(plain)
    manifest: dict[str, Any] = json.loads(first)
    texts: dict[str, list[Any]] = {}
    for section in manifest["texts"]:
        for _ in range(section["count"]):
            one, rest = _text(rest)
            texts.setdefault(section["name"], []).append(json.loads(one))
    return Opened(label, manifest, texts, rest)


def enrolment_request(
    code: str, key: Ed25519PrivateKey, reply_key: X25519PrivateKey, **usual: str
) -> dict[str, Any]:  # fmt: skip
    """The request to enrol by stick with ``code``, proved and signed."""
    bare: dict[str, Any] = {
        "format": 1,
        "suite": "Ed25519-HMAC-SHA256",
        "name": hmac.digest(_code(code), b"windowdesk/1/enrol-name", "sha256").hex()[:16],
        "public_key": sealing.public_key(key),
        "reply_key": sealing.base64url(reply_key.public_key().public_bytes_raw()),
        **usual,
    }
    return sealing.seal({**bare, "proof": proof(code, "request", bare)}, key)


def proof(code: str, what: str, value: Mapping[str, Any]) -> str:
    """The proof over ``value`` that ``code`` makes; ``what``: ``request`` or ``answer``."""
    bare = rfc8785.dumps({name: one for name, one in value.items() if name not in ("proof", "sig")})
    return sealing.base64url(hmac.digest(_code(code), f"windowdesk/1/enrol-{what}".encode() + bare, "sha256"))


def letters(code: str) -> str:
    """What of a code counts."""
    return "".join(one for one in code.upper() if one.isalnum())


def _code(code: str) -> bytes:
    return hashlib.sha256(letters(code).encode()).digest()


def _cipher(shared: bytes, sender: bytes, receiver: bytes, head: bytes) -> AESGCM:
    info = b"windowdesk/1/bundle" + hashlib.sha256(head).digest()
    return AESGCM(HKDF(hashes.SHA256(), 32, salt=sender + receiver, info=info).derive(shared))


def _nonce(number: int, count: int) -> bytes:
    return number.to_bytes(11, "big") + bytes([number == count - 1])


def _counted(text: bytes) -> bytes:
    return len(text).to_bytes(4, "big") + text


def _text(plain: bytes) -> tuple[bytes, bytes]:
    size = int.from_bytes(plain[:4], "big")
    return plain[4 : 4 + size], plain[4 + size :]
