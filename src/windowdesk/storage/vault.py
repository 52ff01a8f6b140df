"""The keys of a station: where they are kept, how they are opened, what is derived from them.

A vault holds two secrets: the data key (256 random bits, from which every other key of the
local store is derived) and the station's Ed25519 key (its name towards the county). They lie in
the system's secret store where there is a real one, otherwise in ``vault.json`` wrapped by a
passphrase with Argon2id. ``vault.json`` itself never holds a key in clear (rule G11).
"""

from __future__ import annotations

import base64
import json
import logging
import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import constant_time, hashes, hmac
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from windowdesk import errors
from windowdesk.storage.disk import make_folder, write_whole

log = logging.getLogger(__name__)

FILE_NAME = "vault.json"
SERVICE = "windowdesk"
REALM = "windowdesk/1"
TRAINING_REALM = "windowdesk/training/1"
"""Keys of training 演示 come from another realm: neither kind of program can open the other's store."""
_ARGON2_KIB = 64 * 1024
"""64 MiB, three passes: about 0.15 s at each start, bearable on a PC with 2 GB."""
_SCRYPT_N = 2**16


class Keyring(Protocol):
    """What is used of a backend of the ``keyring`` package."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, or None."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep the secret."""
        ...


@dataclass(frozen=True)
class Vault:
    """The opened secrets of one station."""

    data_key: bytes
    station_key: Ed25519PrivateKey | None
    realm: str = REALM

    def for_training(self) -> Vault:
        """The same secrets, from which only training's keys are derived."""
        return replace(self, realm=TRAINING_REALM)

    def derive(self, purpose: str, length: int = 32) -> bytes:
        """A key for one purpose only (HKDF-SHA256, RFC 5869)."""
        return HKDF(hashes.SHA256(), length, salt=None, info=f"{self.realm}/{purpose}".encode()).derive(self.data_key)


def open_vault(
    home: Path, *, passphrase: str | None = None, keyring: Keyring | None = None, second_copy: Path | None = None
) -> Vault:
    """The vault of ``home``; made on first use.

    Without ``keyring`` the system's own is looked for (Secret Service, Windows vault), unless a
    passphrase is given on first use. Never call this on the thread of the window: a secret
    store may ask its owner first.

    Args:
        home: folder of the station.
        passphrase: opens or makes a passphrase vault.
        keyring: a backend to use instead of the system's.
        second_copy: folder of the second copy; holds the wrapped vault too, so that a lost
            home folder alone does not lock the second copy for ever.

    Raises:
        StoreTrouble: KEY_MISSING, KEY_WRONG, FOREIGN_FILE.
    """
    record = _read(home / FILE_NAME)
    if record is None and second_copy is not None:
        record = _read(second_copy / FILE_NAME)
        if record is not None:
            _write(home, record)
    if record is None:
        record, vault = _make(passphrase, keyring)
        _write(home, record)
    else:
        vault = _unlock(record, passphrase, keyring)
    if second_copy is not None and second_copy.is_dir() and not (second_copy / FILE_NAME).exists():
        _write(second_copy, record)
    return vault


def _make(passphrase: str | None, keyring: Keyring | None) -> tuple[dict[str, Any], Vault]:
    station = Ed25519PrivateKey.generate()
    vault = Vault(secrets.token_bytes(32), station)
    record: dict[str, Any] = {"format": 1, "id": secrets.token_hex(16), "check": _check(vault.data_key)}
    if passphrase is not None:
        return {**record, "kind": "passphrase", "wrapped": _wrap(passphrase, vault, record["id"])}, vault
    backend = keyring or _system_keyring()
    if backend is None:
        raise errors.StoreTrouble(errors.KEY_MISSING)
    try:
        backend.set_password(SERVICE, f"{record['id']}/data", vault.data_key.hex())
        backend.set_password(SERVICE, f"{record['id']}/station", station.private_bytes_raw().hex())
    except _keyring_trouble() as trouble:
        raise errors.StoreTrouble(errors.KEY_MISSING) from trouble
    return {**record, "kind": "keyring"}, vault


def _unlock(record: dict[str, Any], passphrase: str | None, keyring: Keyring | None) -> Vault:
    if record["kind"] == "passphrase":
        if passphrase is None:
            raise errors.StoreTrouble(errors.KEY_MISSING)
        return _unwrap(passphrase, record)
    backend = keyring or _system_keyring()
    if backend is None:
        raise errors.StoreTrouble(errors.KEY_MISSING)
    try:
        data = backend.get_password(SERVICE, f"{record['id']}/data")
        station = backend.get_password(SERVICE, f"{record['id']}/station")
    except _keyring_trouble() as trouble:
        raise errors.StoreTrouble(errors.KEY_MISSING) from trouble
    if data is None:
        raise errors.StoreTrouble(errors.KEY_MISSING)
    key = bytes.fromhex(data)
    if not constant_time.bytes_eq(_check(key).encode(), str(record["check"]).encode()):
        raise errors.StoreTrouble(errors.KEY_WRONG)
    return Vault(key, Ed25519PrivateKey.from_private_bytes(bytes.fromhex(station)) if station else None)


def _wrap(passphrase: str, vault: Vault, identity: str) -> dict[str, Any]:
    assert vault.station_key is not None
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    method, cost = "argon2id", _ARGON2_KIB
    try:
        key = _stretch(method, passphrase, salt, cost)
    except UnsupportedAlgorithm:
        method, cost = "scrypt", _SCRYPT_N
        key = _stretch(method, passphrase, salt, cost)
    secret = vault.data_key + vault.station_key.private_bytes_raw()
    sealed = AESGCM(key).encrypt(nonce, secret, identity.encode())
    return {"method": method, "cost": cost, "salt": _text(salt), "nonce": _text(nonce), "secret": _text(sealed)}


def _unwrap(passphrase: str, record: dict[str, Any]) -> Vault:
    wrapped = record["wrapped"]
    key = _stretch(wrapped["method"], passphrase, _bytes(wrapped["salt"]), wrapped["cost"])
    try:
        secret = AESGCM(key).decrypt(_bytes(wrapped["nonce"]), _bytes(wrapped["secret"]), record["id"].encode())
    except InvalidTag:
        raise errors.StoreTrouble(errors.KEY_WRONG) from None
    return Vault(secret[:32], Ed25519PrivateKey.from_private_bytes(secret[32:]))


def _stretch(method: str, passphrase: str, salt: bytes, cost: int) -> bytes:
    """A key from the passphrase. The cost stands in the file, so that it can be raised for new vaults."""
    if method == "argon2id":
        return Argon2id(salt=salt, length=32, iterations=3, lanes=1, memory_cost=cost).derive(passphrase.encode())
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(passphrase.encode())


def _check(data_key: bytes) -> str:
    """Tells a wrong key before the database is touched; says nothing about the key itself."""
    mac = hmac.HMAC(data_key, hashes.SHA256())
    mac.update(b"windowdesk/1/check")
    return mac.finalize()[:8].hex()


def _system_keyring() -> Keyring | None:
    """The secret store of this system, chosen by name: priority order may pick a plain file."""
    try:
        if sys.platform == "win32":
            from keyring.backends.Windows import WinVaultKeyring as Backend
        else:
            if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
                return None
            from keyring.backends.SecretService import Keyring as Backend
        if not Backend.viable:
            return None
    except (ImportError, RuntimeError) as trouble:
        log.info("no system keyring: %s", type(trouble).__name__)
        return None
    make: Callable[[], Keyring] = Backend
    return make()


def _keyring_trouble() -> tuple[type[Exception], ...]:
    from keyring.errors import KeyringError

    return (KeyringError, OSError)


def _read(file: Path) -> dict[str, Any] | None:
    if not file.exists():
        return None
    try:
        record = json.loads(file.read_text("utf-8"))
        if record["format"] != 1 or record["kind"] not in ("keyring", "passphrase"):
            raise ValueError(record["kind"])
    except (ValueError, KeyError, TypeError):
        raise errors.StoreTrouble(errors.FOREIGN_FILE, file=file.name) from None
    return dict(record)


def _write(folder: Path, record: dict[str, Any]) -> None:
    make_folder(folder)
    write_whole(folder / FILE_NAME, json.dumps(record, indent=2).encode() + b"\n")


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
