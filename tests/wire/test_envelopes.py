"""A sealed event: canonical, signed, chained; any change shows."""

import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.wire.canonical import canonical, from_base64, is_signed, public_key_from, signed, to_base64
from windowdesk.wire.contract import check_answer
from windowdesk.wire.envelope import GENESIS, Header, digest, seal, tombstone, verify

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
AT = datetime(2026, 11, 22, 4, 5, 6, tzinfo=UTC)
ID = "01890a5d-ac96-774b-bcce-b302099a8057"


def header(seq=1, prev=GENESIS):
    return Header(seq, ID, ID, seq, 0, AT, None, "001", prev)


def sealed(seq=1, prev=GENESIS, **payload):
    return seal("case.withdrawn", payload or {"reason": "不办了"}, header(seq, prev), "990101-0001", KEY)


def test_it_is_what_the_contract_calls_an_event():
    event = sealed()
    check_answer("event", json.loads(event.text))
    assert verify(event.text, KEY.public_key())
    assert digest(event.text) == event.digest


def test_the_chain_names_the_event_before():
    first = sealed()
    second = sealed(2, first.digest)
    assert json.loads(second.text)["prev"] == first.digest
    assert json.loads(first.text)["prev"] == "0" * 64


@given(place=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_any_changed_byte_shows(place, byte):
    event = sealed()
    raw = bytearray(event.text.encode())
    place %= len(raw)
    changed = raw[place] != byte
    raw[place] = byte
    text = raw.decode("utf-8", "replace")
    assert verify(text, KEY.public_key()) is not changed


def test_another_key_s_signature_and_another_suite_are_refused():
    event = sealed()
    other = Ed25519PrivateKey.generate()
    assert not verify(event.text, other.public_key())
    values = json.loads(event.text)
    other_suite = canonical(signed({**values, "suite": "SM2-SM3"}, KEY)).decode()
    assert not verify(other_suite, KEY.public_key())


def test_text_that_is_signed_but_not_canonical_is_refused():
    loose = json.dumps(json.loads(sealed().text), indent=1)
    assert not verify(loose, KEY.public_key())
    assert not verify("not json", KEY.public_key())
    assert not verify("[]", KEY.public_key())


def test_a_tombstone_names_what_was_lost():
    lost = sealed()
    stone = tombstone(lost.digest, "读不出来", header(), "990101-0001", KEY)
    check_answer("event", json.loads(stone.text))
    assert json.loads(stone.text)["payload"]["digest"] == lost.digest


def test_files_of_the_payload_are_listed_once_and_sorted():
    page = {"digest": "b" * 64, "media_type": "image/jpeg", "size": 1}
    event = sealed(1, GENESIS, pages=[page, {**page, "digest": "a" * 64}, page])
    assert event.blobs == ("a" * 64, "b" * 64)
    assert json.loads(event.text)["blobs"] == list(event.blobs)


def test_numbers_outside_the_contract_are_refused_at_the_counter():
    with pytest.raises(ValueError, match="exceeds"):
        sealed(form={"x": 2**60})


@given(content=st.binary(max_size=80))
def test_base64url_there_and_back(content):
    text = to_base64(content)
    assert "=" not in text
    assert from_base64(text) == content


def test_the_signature_covers_everything_but_itself():
    value = signed({"a": 1, "b": [True, None]}, KEY)
    key = public_key_from(to_base64(KEY.public_key().public_bytes_raw()))
    assert is_signed(value, key)
    assert not is_signed({**value, "c": 1}, key)
    assert not is_signed({"a": 1, "b": [True, None]}, key)
    assert not is_signed({**value, "sig": "%%"}, key)
