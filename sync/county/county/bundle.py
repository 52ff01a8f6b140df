"""The sealed file that comes and goes by stick, as the contract's section *Stick* lays it out.

Read and written a piece at a time, so that a hundred megabytes of scans need no such memory.
"""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from county import contract
from county.canonical import NotCanonical, canonical, from_base64url, read_json, to_base64url

FORMAT = 1
SUITE = "X25519-HKDF-SHA256-AES-256-GCM"
_MAGIC, _END = b"WDBUNDLE", b"WDBUNEND"
_PIECE, _TAG = 65_536, 16
_LONGEST_LABEL = 16 * 1024
_SIGNED = b"windowdesk/1/bundle-end"
_END_SIZE = 8 + 32 + 64 + len(_END)


class NotABundle(Exception):
    """The file is no bundle, or not one as its writer left it; ``code`` is stable, the sentence for the office."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        super().__init__(sentence)


def write(
    stream: BinaryIO, label: Mapping[str, Any], plain: Iterable[bytes], to: X25519PublicKey, key: Ed25519PrivateKey
) -> None:
    """Write a bundle with what ``label`` says (all but format, suite and ephemeral key), sealed and signed."""
    ephemeral = X25519PrivateKey.generate()
    outside = {
        **label,
        "format": FORMAT,
        "suite": SUITE,
        "ephemeral": to_base64url(ephemeral.public_key().public_bytes_raw()),
    }
    head = _MAGIC + counted(canonical(outside))
    cipher = _cipher(ephemeral.exchange(to), ephemeral.public_key(), to, head)
    seen, length = hashlib.sha256(), 0
    for chunk in itertools.chain((head,), _sealed(cipher, plain)):
        stream.write(chunk)
        seen.update(chunk)
        length += len(chunk)
    claim = length.to_bytes(8, "big") + seen.digest()
    stream.write(claim + key.sign(_SIGNED + claim) + _END)


class Bundle:
    """A bundle that is whole.

    Raises:
        NotABundle: ``foreign``, ``newer`` or ``torn``.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        with file.open("rb") as stream:
            self._head = _read_head(stream)
            self.label = _label(self._head)
            self._length = os.fstat(stream.fileno()).st_size - _END_SIZE
            stream.seek(0)
            digest = _digest(stream, self._length)
            end = stream.read(_END_SIZE)
        self._claim = max(self._length, 0).to_bytes(8, "big") + digest
        if self._length < len(self._head) + _TAG or end[:40] != self._claim or end[-8:] != _END:
            raise _torn()
        self._signature = end[40:-8]
        self.digest = digest.hex()

    def is_signed(self, public_key: str) -> bool:
        """True when the key (raw Ed25519, base64url) signed it."""
        try:
            key = Ed25519PublicKey.from_public_bytes(from_base64url(public_key))
            key.verify(self._signature, _SIGNED + self._claim)
        except (InvalidSignature, ValueError):
            return False
        return True

    def unseal(self, key: X25519PrivateKey, schema: str) -> Unsealed:
        """What is inside; its manifest keeps ``schema``. Close it when done.

        Raises:
            NotABundle: ``torn``: not sealed to that key, or not as agreed.
        """
        sender = X25519PublicKey.from_public_bytes(from_base64url(self.label["ephemeral"]))
        try:
            shared = key.exchange(sender)
        except ValueError as weak:
            raise _torn() from weak
        cipher = _cipher(shared, sender, key.public_key(), self._head)
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
        self._cipher = cipher
        self._start = start
        self._count = -(-length // (_PIECE + _TAG))
        self.size = length - self._count * _TAG
        self._held: tuple[int, bytes] = (-1, b"")
        self.manifest: Mapping[str, Any] = {}
        self._texts_at = 0
        self._stream = file.open("rb")

    def __enter__(self) -> Unsealed:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()

    def read_manifest(self, schema: str) -> None:
        """Read the manifest and hold it against ``schema``."""
        raw, self._texts_at = self._text_at(0)
        try:
            self.manifest = read_json(raw)
        except NotCanonical as wrong:
            raise _torn() from wrong
        if contract.fault(schema, self.manifest) is not None or self._files_size() > self.size - self._texts_at:
            raise _torn()

    def texts(self) -> Iterator[Any]:
        """The texts as JSON values, in order.

        Raises:
            NotABundle: ``torn``.
        """
        at = self._texts_at
        for section in self.manifest["texts"]:
            for _ in range(section["count"]):
                raw, at = self._text_at(at)
                try:
                    yield read_json(raw)
                except NotCanonical as wrong:
                    raise _torn() from wrong

    def files(self) -> Iterator[tuple[Mapping[str, Any], int]]:
        """Each file of the manifest with the place of its first byte."""
        at = self.size - self._files_size()
        for one in self.manifest["blobs"]:
            yield one, at
            at += one["size"]

    def read(self, at: int, length: int) -> bytes:
        """Plain bytes from ``at`` on.

        Raises:
            NotABundle: ``torn``.
        """
        if at + length > self.size:
            raise _torn()
        parts = []
        while length:
            number, start = divmod(at, _PIECE)
            parts.append(self._piece(number)[start : start + length])
            at, length = at + len(parts[-1]), length - len(parts[-1])
        return b"".join(parts)

    def _files_size(self) -> int:
        return sum(int(one["size"]) for one in self.manifest["blobs"])

    def _text_at(self, at: int) -> tuple[bytes, int]:
        size = int.from_bytes(self.read(at, 4), "big")
        return self.read(at + 4, size), at + 4 + size

    def _piece(self, number: int) -> bytes:
        if self._held[0] != number:
            last = number == self._count - 1
            self._stream.seek(self._start + number * (_PIECE + _TAG))
            sealed = self._stream.read(self.size - number * _PIECE + _TAG if last else _PIECE + _TAG)
            try:
                self._held = (number, self._cipher.decrypt(_nonce(number, last=last), sealed, None))
            except (InvalidTag, ValueError) as wrong:
                raise _torn() from wrong
        return self._held[1]


def counted(text: bytes) -> bytes:
    """A text after its length."""
    return len(text).to_bytes(4, "big") + text


def _read_head(stream: BinaryIO) -> bytes:
    start = stream.read(len(_MAGIC) + 4)
    if start[: len(_MAGIC)] != _MAGIC[: len(start)]:
        raise NotABundle("foreign", "不是交换文件")
    size = int.from_bytes(start[len(_MAGIC) :], "big")
    text = stream.read(size) if size <= _LONGEST_LABEL else b""
    if len(start) < len(_MAGIC) + 4 or not text or len(text) != size:
        raise _torn()
    return start + text


def _label(head: bytes) -> Mapping[str, Any]:
    try:
        found = read_json(head[len(_MAGIC) + 4 :])
    except NotCanonical as wrong:
        raise _torn() from wrong
    if not isinstance(found, dict):
        raise _torn()
    if isinstance(found.get("format"), int) and found["format"] > FORMAT:
        raise NotABundle("newer", "是新版程序写的，请先升级县平台")
    if contract.fault("bundle.label.json", found) is not None:
        raise _torn()
    return found


def _cipher(shared: bytes, sender: X25519PublicKey, receiver: X25519PublicKey, head: bytes) -> AESGCM:
    salt = sender.public_bytes_raw() + receiver.public_bytes_raw()
    info = b"windowdesk/1/bundle" + hashlib.sha256(head).digest()
    return AESGCM(HKDF(hashes.SHA256(), 32, salt=salt, info=info).derive(shared))


def _sealed(cipher: AESGCM, plain: Iterable[bytes]) -> Iterator[bytes]:
    waiting, number = bytearray(), 0
    for chunk in plain:
        waiting += chunk
        while len(waiting) > _PIECE:
            yield cipher.encrypt(_nonce(number, last=False), bytes(waiting[:_PIECE]), None)
            del waiting[:_PIECE]
            number += 1
    yield cipher.encrypt(_nonce(number, last=True), bytes(waiting), None)


def _digest(stream: BinaryIO, length: int) -> bytes:
    seen = hashlib.sha256()
    while length > 0 and (block := stream.read(min(1 << 20, length))):
        seen.update(block)
        length -= len(block)
    return seen.digest()


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _torn() -> NotABundle:
    return NotABundle("torn", "不完整或被改动过，请重新拷贝")
