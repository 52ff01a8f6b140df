"""The sealed file that goes by stick (优盘): written and read in pieces, whole or refused.

Laid out as ``sync/contract/README.md`` says under *Stick*::

    8 bytes   WDBUNDLE
    4 bytes   length of the label, then the label: canonical JSON that anybody may read
    pieces    64 KiB each, AES-256-GCM, the last one marked in its nonce
    112 bytes end: length and SHA-256 of all before, Ed25519 of both, WDBUNEND

Who carries the file can see from the end whether a copy is whole, and nothing more.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from windowdesk import errors
from windowdesk.wire.canonical import canonical, from_base64, to_base64
from windowdesk.wire.contract import check_answer

FORMAT = 1
SUITE = "X25519-HKDF-SHA256-AES-256-GCM"
UP, DOWN, LOOK = "up", "down", "look"
"""To the county, from it; to the county for its people to look at, outside the log."""
SUFFIX = ".wdb"

_MAGIC, _END = b"WDBUNDLE", b"WDBUNEND"
_PIECE = 64 * 1024
_TAG = 16
_LONGEST_LABEL = 16 * 1024
_SIGNED = b"windowdesk/1/bundle-end"
_END_SIZE = 8 + 32 + 64 + len(_END)


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on the outside: enough for a hand-over slip, nothing about anybody's case."""

    what: str
    """`UP`, `DOWN` or `LOOK`."""
    station: str
    number: int
    """Rises with every bundle of this station (up, look) or to it (down)."""
    first: int
    """Up, look: number of the first event in it; down: the feed items in it come after this number."""
    last: int
    """Number of the last event or feed item; below ``first`` (up) or equal to it (down): none."""
    texts: int
    files: int
    created: str
    """RFC 3339, UTC."""
    kid: str
    """Up, look: the county key it is sealed to; down: the county key that signed it."""


def station_name(station: str, number: int) -> str:
    """File name of a station's bundle."""
    return f"windowdesk-{station}-{number}{SUFFIX}"


def look_name(station: str, number: int) -> str:
    """File name of a station's bundle that is only looked at."""
    return f"windowdesk-look-{station}-{number}{SUFFIX}"


def reply_name(station: str, number: int) -> str:
    """File name of a reply."""
    return f"windowdesk-reply-{station}-{number}{SUFFIX}"


def sealing_key(station_key: Ed25519PrivateKey) -> X25519PrivateKey:
    """The key that replies to a station are sealed to; follows from its signing key, so it is kept with it."""
    secret = HKDF(hashes.SHA256(), 32, salt=None, info=b"windowdesk/1/relay").derive(station_key.private_bytes_raw())
    return X25519PrivateKey.from_private_bytes(secret)


def content(manifest: dict[str, Any], texts: Iterable[str], files: Iterable[bytes]) -> Iterator[bytes]:
    """What is sealed: manifest and texts, each after its length; then the bytes of the files, one behind the other."""
    yield _counted(canonical(manifest))
    for one in texts:
        yield _counted(one.encode("utf-8"))
    yield from files


def write(
    stream: BinaryIO, label: Label, plain: Iterable[bytes], *, to: X25519PublicKey, key: Ed25519PrivateKey
) -> None:
    """Write a bundle; memory holds a piece of it at a time.

    Raises:
        OSError: the stick.
    """
    ephemeral = X25519PrivateKey.generate()
    head = _head(label, ephemeral.public_key())
    cipher = AESGCM(_key(ephemeral.exchange(to), ephemeral.public_key(), to, head))
    digest, length = hashlib.sha256(), 0
    for chunk in itertools.chain((head,), _sealed(cipher, plain)):
        stream.write(chunk)
        digest.update(chunk)
        length += len(chunk)
    claim = length.to_bytes(8, "big") + digest.digest()
    stream.write(claim + key.sign(_SIGNED + claim) + _END)


def read_label(file: Path) -> Label:
    """The label of ``file``; says nothing about whether the rest is whole.

    Raises:
        InputRefused: ``BUNDLE_FOREIGN``, ``BUNDLE_NEWER``, ``BUNDLE_TORN``.
        OSError: the stick.
    """
    with file.open("rb") as stream:
        return _label(file.name, _read_head(file.name, stream))


def open_bundle(file: Path) -> Bundle:
    """Open ``file`` after reading it through once.

    Raises:
        InputRefused: ``BUNDLE_FOREIGN``, ``BUNDLE_NEWER``; ``BUNDLE_TORN``: not as its writer left it.
        OSError: the stick.
    """
    with file.open("rb") as stream:
        head = _read_head(file.name, stream)
        label = _label(file.name, head)
        stream.seek(0)
        length = os.fstat(stream.fileno()).st_size - _END_SIZE
        if length < len(head) + _TAG:
            raise _torn(file.name)
        digest = _digest(stream, length)
        end = stream.read(_END_SIZE)
    claim = length.to_bytes(8, "big") + digest
    if end[: len(claim)] != claim or end[-len(_END) :] != _END:
        raise _torn(file.name)
    return Bundle(file, label, head, length, claim, end[len(claim) : -len(_END)])


class Bundle:
    """A bundle that is whole."""

    def __init__(self, file: Path, label: Label, head: bytes, length: int, claim: bytes, signature: bytes) -> None:
        self.file = file
        self.label = label
        self.digest = claim[8:].hex()
        self._head = head
        self._length = length
        self._claim = claim
        self._signature = signature

    def is_signed(self, key: Ed25519PublicKey) -> bool:
        """True when ``key`` signed it."""
        try:
            key.verify(self._signature, _SIGNED + self._claim)
        except InvalidSignature:
            return False
        return True

    def unseal(self, key: X25519PrivateKey, schema: str) -> Unsealed:
        """What is inside, its manifest held against ``schema``. Close it when done.

        Raises:
            InputRefused: ``BUNDLE_TORN``: not sealed to that key, or not what was agreed.
            OSError: the stick.
        """
        sender = X25519PublicKey.from_public_bytes(from_base64(_label_object(self._head)["ephemeral"]))
        try:
            shared = key.exchange(sender)
        except ValueError as weak:
            raise _torn(self.file.name) from weak
        cipher = AESGCM(_key(shared, sender, key.public_key(), self._head))
        found = Unsealed(self.file, cipher, len(self._head), self._length - len(self._head))
        try:
            found.read_manifest(schema)
        except BaseException:
            found.close()
            raise
        return found


class Unsealed:
    """The inside of a bundle: read in any order, a piece at a time."""

    def __init__(self, file: Path, cipher: AESGCM, start: int, length: int) -> None:
        self._name = file.name
        self._cipher = cipher
        self._start = start
        self._count = -(-length // (_PIECE + _TAG))
        self.size = length - self._count * _TAG
        self._held: tuple[int, bytes] = (-1, b"")
        self.manifest: dict[str, Any] = {}
        self._texts_at = 0
        self._stream = file.open("rb")

    def read_manifest(self, schema: str) -> None:
        """Read and check the manifest.

        Raises:
            InputRefused: ``BUNDLE_TORN``.
        """
        raw, self._texts_at = self._text_at(0)
        try:
            self.manifest = json.loads(raw)
            check_answer(schema, self.manifest)
        except (ValueError, errors.CountyTrouble) as wrong:
            raise _torn(self._name) from wrong
        if self._texts_at + sum(one["size"] for one in self.manifest["blobs"]) > self.size:
            raise _torn(self._name)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text with the name of its section, in order.

        Raises:
            InputRefused: ``BUNDLE_TORN``.
        """
        at = self._texts_at
        for section in self.manifest["texts"]:
            for _ in range(section["count"]):
                raw, at = self._text_at(at)
                try:
                    yield section["name"], raw.decode("utf-8")
                except UnicodeDecodeError as wrong:
                    raise _torn(self._name) from wrong

    def files(self) -> dict[str, tuple[int, int]]:
        """Where each file lies: digest to (place, size)."""
        found: dict[str, tuple[int, int]] = {}
        at = self.size - sum(one["size"] for one in self.manifest["blobs"])
        for one in self.manifest["blobs"]:
            found[one["digest"]] = (at, one["size"])
            at += one["size"]
        return found

    def read(self, at: int, length: int) -> bytes:
        """Plain bytes from ``at`` on.

        Raises:
            InputRefused: ``BUNDLE_TORN``: fewer are there, or they changed since they were written.
            OSError: the stick.
        """
        parts: list[bytes] = []
        if at + length > self.size:
            raise _torn(self._name)
        while length:
            number, start = divmod(at, _PIECE)
            part = self._piece(number)[start : start + length]
            parts.append(part)
            at, length = at + len(part), length - len(part)
        return b"".join(parts)

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()

    def __enter__(self) -> Unsealed:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _text_at(self, at: int) -> tuple[bytes, int]:
        size = int.from_bytes(self.read(at, 4), "big")
        return self.read(at + 4, size), at + 4 + size

    def _piece(self, number: int) -> bytes:
        if self._held[0] != number:
            self._stream.seek(self._start + number * (_PIECE + _TAG))
            last = number == self._count - 1
            sealed = self._stream.read(self.size - number * _PIECE + _TAG if last else _PIECE + _TAG)
            try:
                self._held = (number, self._cipher.decrypt(_nonce(number, last=last), sealed, None))
            except (InvalidTag, ValueError) as wrong:
                raise _torn(self._name) from wrong
        return self._held[1]


def _head(label: Label, ephemeral: X25519PublicKey) -> bytes:
    text = canonical(
        {
            "format": FORMAT,
            "suite": SUITE,
            "what": label.what,
            "station": label.station,
            "number": label.number,
            "first": label.first,
            "last": label.last,
            "texts": label.texts,
            "files": label.files,
            "created": label.created,
            "kid": label.kid,
            "ephemeral": to_base64(ephemeral.public_bytes_raw()),
        }
    )
    return _MAGIC + _counted(text)


def _read_head(name: str, stream: BinaryIO) -> bytes:
    start = stream.read(len(_MAGIC) + 4)
    if start[: len(_MAGIC)] != _MAGIC[: len(start)]:
        raise errors.InputRefused(errors.BUNDLE_FOREIGN, file=name)
    size = int.from_bytes(start[len(_MAGIC) :], "big")
    text = stream.read(size) if size <= _LONGEST_LABEL else b""
    if len(start) < len(_MAGIC) + 4 or len(text) != size or not text:
        raise _torn(name)
    return start + text


def _label(name: str, head: bytes) -> Label:
    try:
        found = _label_object(head)
        is_newer = isinstance(found["format"], int) and found["format"] > FORMAT
    except (ValueError, TypeError, KeyError) as wrong:
        raise _torn(name) from wrong
    if is_newer:
        raise errors.InputRefused(errors.BUNDLE_NEWER, file=name)
    try:
        check_answer("bundle.label", found)
        X25519PublicKey.from_public_bytes(from_base64(found["ephemeral"]))
    except (ValueError, errors.CountyTrouble) as wrong:
        raise _torn(name) from wrong
    kept = ("what", "station", "number", "first", "last", "texts", "files", "created", "kid")
    return Label(**{field: found[field] for field in kept})


def _label_object(head: bytes) -> Any:
    return json.loads(head[len(_MAGIC) + 4 :])


def _key(shared: bytes, sender: X25519PublicKey, receiver: X25519PublicKey, head: bytes) -> bytes:
    """Bound to both sides and to the label: a sealed content cannot be put under another label."""
    salt = sender.public_bytes_raw() + receiver.public_bytes_raw()
    info = b"windowdesk/1/bundle" + hashlib.sha256(head).digest()
    return HKDF(hashes.SHA256(), 32, salt=salt, info=info).derive(shared)


def _sealed(cipher: AESGCM, plain: Iterable[bytes]) -> Iterator[bytes]:
    """The plain bytes in sealed pieces; the last one, full or not, is marked."""
    waiting, number = bytearray(), 0
    for chunk in plain:
        waiting += chunk
        while len(waiting) > _PIECE:
            yield cipher.encrypt(_nonce(number, last=False), bytes(waiting[:_PIECE]), None)
            del waiting[:_PIECE]
            number += 1
    yield cipher.encrypt(_nonce(number, last=True), bytes(waiting), None)


def _counted(text: bytes) -> bytes:
    return len(text).to_bytes(4, "big") + text


def _digest(stream: BinaryIO, length: int) -> bytes:
    found = hashlib.sha256()
    while length:
        block = stream.read(min(1 << 20, length))
        if not block:
            break
        found.update(block)
        length -= len(block)
    return found.digest()


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _torn(name: str) -> errors.InputRefused:
    return errors.InputRefused(errors.BUNDLE_TORN, file=name)
