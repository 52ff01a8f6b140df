"""A bundle is read as it was written, by the one it is for; any change to any byte is refused."""

import io
import os
import tracemalloc

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from windowdesk import errors
from windowdesk.wire import bundle
from windowdesk.wire.bundle import Label

STATION = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
COUNTY = X25519PrivateKey.from_private_bytes(b"\x02" * 32)
DIGEST = "{:064x}"


def label(**other):
    usual = {
        "what": bundle.UP, "station": "990101-0001", "number": 3, "first": 1, "last": 2, "texts": 2, "files": 1,
        "created": "2026-11-22T08:00:00Z", "kid": "county-1",
    }  # fmt: skip
    return Label(**{**usual, **other})


def manifest(texts, files):
    blobs = [
        {"digest": DIGEST.format(place), "media_type": "image/jpeg", "size": len(one)}
        for place, one in enumerate(files)
    ]
    return {
        "station": "990101-0001", "number": 3, "epoch": "", "cursor": 0, "open": [], "asks": [], "wants": [],
        "packs": {}, "reply_key": "A" * 43, "texts": [{"name": "events", "count": len(texts)}], "blobs": blobs,
    }  # fmt: skip


def written(texts=("one", "二"), files=(b"page",), **other):
    stream = io.BytesIO()
    plain = bundle.content(manifest(texts, files), texts, files)
    bundle.write(stream, label(**other), plain, to=COUNTY.public_key(), key=STATION)
    return stream.getvalue()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("stick") / "windowdesk-990101-0001-3.wdb"


def put(file, content):
    file.write_bytes(content)
    return file


def read(file):
    """Everything a receiver does: whole, signed, unsealed, every text and file."""
    found = bundle.open_bundle(file)
    if not found.is_signed(STATION.public_key()):
        raise errors.InputRefused(errors.BUNDLE_SIGNATURE, file=file.name)
    with found.unseal(COUNTY, "bundle.up") as inside:
        texts = [text for _, text in inside.texts()]
        return found.label, texts, [inside.read(at, size) for at, size in inside.files().values()]


def refused(file):
    with pytest.raises(errors.InputRefused) as caught:
        read(file)
    return caught.value.code


@settings(max_examples=60)
@given(
    texts=st.lists(st.text(max_size=300), max_size=8),
    files=st.lists(st.integers(1, 200_000), max_size=4),
)
def test_what_was_written_is_read(place, texts, files):
    pages = [bytes([number + 1]) * size for number, size in enumerate(files)]
    assert read(put(place, written(texts, pages))) == (label(), texts, pages)


@pytest.mark.parametrize("size", [65536 * n + more for n in (1, 2) for more in (-700, -1, 0, 1)])
def test_contents_at_the_edge_of_a_piece_are_read(place, size):
    _, _, (page,) = read(put(place, written(files=[b"x" * size])))
    assert len(page) == size


WHOLE = written(["event " * 30, "another"], [os.urandom(70_000)])


@settings(max_examples=400)
@given(at=st.integers(0, len(WHOLE) - 1), flip=st.integers(1, 255))
def test_any_flipped_byte_is_refused(place, at, flip):
    changed = bytearray(WHOLE)
    changed[at] ^= flip
    assert refused(put(place, bytes(changed))) in {
        errors.BUNDLE_TORN.code, errors.BUNDLE_FOREIGN.code, errors.BUNDLE_SIGNATURE.code, errors.BUNDLE_NEWER.code,
    }  # fmt: skip


@pytest.mark.parametrize("at", [*range(16), *range(len(WHOLE) - 120, len(WHOLE))])
def test_every_byte_of_the_two_ends_counts(place, at):
    changed = bytearray(WHOLE)
    changed[at] ^= 1
    assert refused(put(place, bytes(changed)))


@settings(max_examples=200)
@given(kept=st.integers(0, len(WHOLE) - 1))
def test_any_truncated_copy_is_refused(place, kept):
    assert refused(put(place, WHOLE[:kept])) in {errors.BUNDLE_TORN.code, errors.BUNDLE_FOREIGN.code}


@given(more=st.binary(min_size=1, max_size=300))
def test_anything_behind_the_end_is_refused(place, more):
    assert refused(put(place, WHOLE + more)) == errors.BUNDLE_TORN.code


@given(junk=st.binary(max_size=400))
def test_any_other_file_is_refused(place, junk):
    assert refused(put(place, junk)) in {errors.BUNDLE_TORN.code, errors.BUNDLE_FOREIGN.code}


def test_a_newer_format_is_named_as_such_even_though_nothing_else_of_it_is_known(place):
    newer = b'{"format":2,"else":true}'
    assert refused(put(place, b"WDBUNDLE" + len(newer).to_bytes(4, "big") + newer)) == errors.BUNDLE_NEWER.code


def test_only_the_one_it_is_sealed_to_can_read_it(place):
    found = bundle.open_bundle(put(place, WHOLE))
    with pytest.raises(errors.InputRefused):
        found.unseal(X25519PrivateKey.generate(), "bundle.up")
    assert b"event event" not in WHOLE


def test_another_signer_is_not_taken_for_the_station(place):
    found = bundle.open_bundle(put(place, WHOLE))
    assert found.is_signed(STATION.public_key())
    assert not found.is_signed(Ed25519PrivateKey.generate().public_key())


def test_the_content_cannot_be_put_under_another_label(place):
    """A thief who signs the sealed bytes as his own station opens nothing to himself or the county."""
    thief = Ed25519PrivateKey.generate()
    one, other = written(), written(station="990101-0002")
    size = int.from_bytes(one[8:12], "big") + 12
    end = 112
    body = other[: int.from_bytes(other[8:12], "big") + 12] + one[size:-end]
    import hashlib

    claim = len(body).to_bytes(8, "big") + hashlib.sha256(body).digest()
    forged = put(place, body + claim + thief.sign(b"windowdesk/1/bundle-end" + claim) + b"WDBUNEND")
    found = bundle.open_bundle(forged)
    assert found.label.station == "990101-0002"
    with pytest.raises(errors.InputRefused):
        found.unseal(COUNTY, "bundle.up")


def test_the_reply_key_follows_from_the_station_key():
    again = Ed25519PrivateKey.from_private_bytes(STATION.private_bytes_raw())
    raw = bundle.sealing_key(STATION).private_bytes_raw()
    assert raw == bundle.sealing_key(again).private_bytes_raw()
    assert raw != bundle.sealing_key(Ed25519PrivateKey.generate()).private_bytes_raw()


def test_a_hundred_megabytes_need_no_hundred_megabytes_of_memory(tmp_path):
    size, block = 100 * 1024 * 1024, b"x" * (1 << 20)
    listed = manifest([], [])
    listed["blobs"] = [{"digest": DIGEST.format(1), "media_type": "image/jpeg", "size": size}]
    file = tmp_path / "large.wdb"
    tracemalloc.start()
    with file.open("wb") as stream:
        plain = bundle.content(listed, [], (block for _ in range(100)))
        bundle.write(stream, label(), plain, to=COUNTY.public_key(), key=STATION)
    with bundle.open_bundle(file).unseal(COUNTY, "bundle.up") as inside:
        ((at, length),) = inside.files().values()
        seen = sum(len(inside.read(at + done, min(1 << 20, length - done))) for done in range(0, length, 1 << 20))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    file.unlink()
    assert seen == size
    assert peak < 12 * 1024 * 1024
