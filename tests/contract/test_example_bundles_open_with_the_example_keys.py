"""The example bundles, opened by nothing but the words of the contract (section *Stick*)."""

import base64
import hashlib
import json

import pytest
import rfc8785
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PIECE = 65536 + 16


def raw(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def opened(content, seed, signer):
    head = content[: 12 + int.from_bytes(content[8:12], "big")]
    label = json.loads(head[12:])
    before, end = content[:-112], content[-112:]
    assert content[:8] + end[-8:] == b"WDBUNDLEWDBUNEND"
    assert end[:40] == len(before).to_bytes(8, "big") + hashlib.sha256(before).digest()
    Ed25519PublicKey.from_public_bytes(raw(signer)).verify(end[40:104], b"windowdesk/1/bundle-end" + end[:40])
    own = X25519PrivateKey.from_private_bytes(raw(seed))
    ephemeral = raw(label["ephemeral"])
    salt = ephemeral + own.public_key().public_bytes_raw()
    info = b"windowdesk/1/bundle" + hashlib.sha256(head).digest()
    shared = own.exchange(X25519PublicKey.from_public_bytes(ephemeral))
    cipher = AESGCM(HKDF(hashes.SHA256(), 32, salt=salt, info=info).derive(shared))
    sealed = before[len(head) :]
    pieces = [sealed[start : start + PIECE] for start in range(0, len(sealed), PIECE)]
    plain = b"".join(
        cipher.decrypt(number.to_bytes(11, "big") + bytes([number == len(pieces) - 1]), one, None)
        for number, one in enumerate(pieces)
    )
    return label, plain


def texts_of(plain):
    def one(at):
        size = int.from_bytes(plain[at : at + 4], "big")
        return plain[at + 4 : at + 4 + size], at + 4 + size

    first, at = one(0)
    manifest, texts = json.loads(first), []
    for section in manifest["texts"]:
        for _ in range(section["count"]):
            text, at = one(at)
            texts.append((section["name"], json.loads(text)))
    return manifest, texts, plain[at:]


@pytest.fixture
def open_example(contract, keys):
    sides = {"up": (keys["county"]["sealing_seed"], keys["station"]["public_key"])}
    sides["down"] = (keys["station"]["reply_seed"], keys["county"]["public_key"])
    names = {"up": "windowdesk-990101-0001-1.wdb", "down": "windowdesk-reply-990101-0001-1.wdb"}
    return lambda what: opened((contract / "examples" / "bundles" / names[what]).read_bytes(), *sides[what])


def test_the_bundle_of_the_station_holds_the_example_events_and_a_file(open_example, load, validator):
    label, plain = open_example("up")
    manifest, texts, files = texts_of(plain)
    assert label == load("examples", "valid", "bundle.label.up.json")
    assert manifest == load("examples", "valid", "bundle.up.json")
    assert [text for _, text in texts] == load("examples", "valid", "uplink.request.json")["events"]
    assert [hashlib.sha256(files).hexdigest()] == [one["digest"] for one in manifest["blobs"]]


def test_the_reply_holds_verdicts_feed_and_an_index(open_example, load, validator):
    label, plain = open_example("down")
    manifest, texts, files = texts_of(plain)
    assert label == load("examples", "valid", "bundle.label.down.json")
    assert manifest == load("examples", "valid", "bundle.down.json")
    schema = {"verdicts": "verdict.json", "feed": "feed.item.json", "packs": "pack.index.json"}
    assert {name for name, _ in texts} == set(schema)
    for name, text in texts:
        validator(schema[name]).validate(text)
        assert rfc8785.dumps(text)
    assert files == b""
