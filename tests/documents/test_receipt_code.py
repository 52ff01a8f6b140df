from dataclasses import replace
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.documents import receipt_code
from windowdesk.documents.receipt_code import MARK, ReceiptClaims, materials_digest, sign, verify
from windowdesk.domain.receipt import ReceiptLine
from windowdesk.errors import InputRefused

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEYS = {"990101001001-01": KEY.public_key()}
CLAIMS = ReceiptClaims("990101001001-01", "LS990101001001261122010001X", "1199", date(2026, 11, 22), "张*", "00ff")
TEXT = sign(CLAIMS, KEY)


def refused(text, keys=KEYS):
    with pytest.raises(InputRefused) as trouble:
        verify(text, keys)
    return trouble.value.code == "D803"


def test_what_was_signed_is_read_back():
    assert verify(TEXT, KEYS) == CLAIMS


def test_half_a_character_from_a_worn_card_is_read_back_too():
    worn = replace(CLAIMS, name_masked="\ud842*")
    assert verify(sign(worn, KEY), KEYS) == worn


def test_it_is_read_back_from_behind_the_entrance():
    text = sign(CLAIMS, KEY, entrance="https://desk.example.cn/p")
    assert text.startswith("https://desk.example.cn/p#WD1.")
    assert verify(text, KEYS) == CLAIMS
    assert verify(f"  {text}\n", KEYS) == CLAIMS


@given(st.integers(0, len(TEXT) - 1), st.characters(min_codepoint=33, max_codepoint=126))
def test_one_other_character_anywhere_is_refused(at, character):
    altered = TEXT[:at] + character + TEXT[at + 1 :]
    if altered == TEXT or "#" in character:
        return
    assert refused(altered)


@given(st.integers(0, len(TEXT) - 1))
def test_a_cut_off_code_is_refused(end):
    assert refused(TEXT[:end])


@given(st.text(max_size=80))
def test_any_other_text_is_refused(text):
    assert refused(text)
    assert refused(MARK + text)


def test_another_stations_signature_is_refused():
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    assert refused(sign(CLAIMS, other))
    assert refused(TEXT, {})
    assert refused(sign(replace(CLAIMS, station="990101001001-02"), KEY))


def test_padding_and_other_spellings_of_the_same_bytes_are_refused():
    assert refused(TEXT + "=")
    assert refused(TEXT + "\x00")


def test_a_signed_payload_of_another_shape_is_refused():
    import base64

    for payload in (b"{}", b"[]", b'["990101001001-01",1,"","20261122","",""]', b"[" * 3000):
        sealed = payload + KEY.sign(MARK.encode() + payload)
        assert refused(MARK + base64.urlsafe_b64encode(sealed).decode().rstrip("="))


def test_the_digest_of_the_materials_follows_names_words_and_order():
    one, two = ReceiptLine("身份证", "原件 1 份"), ReceiptLine("户口簿", "扫描 3 页")
    assert materials_digest([one, two]) != materials_digest([two, one])
    assert materials_digest([one]) != materials_digest([ReceiptLine("身份证原件 1 份", "")])
    assert len(materials_digest([])) == 16


def test_the_text_is_short_enough_for_a_58_mm_slip():
    long = replace(CLAIMS, item_code="1" * 50, number="L" * 50, name_masked="买" + "*" * 14 + "江")
    text = sign(long, KEY, entrance="https://" + "a" * 60)
    from windowdesk.documents import qr

    assert 384 // (qr.modules_across(text.encode()) + 2 * qr.QUIET_MODULES) >= 3


def test_the_digest_kept_with_the_case_is_sha_256_of_the_text():
    import hashlib

    assert receipt_code.digest(TEXT) == hashlib.sha256(TEXT.encode()).hexdigest()
