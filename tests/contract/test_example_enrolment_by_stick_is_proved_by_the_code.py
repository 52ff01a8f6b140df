"""The two example files of an enrolment by stick, checked by nothing but the words of the contract."""

import base64
import hashlib
import hmac

import pytest
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FILES = {"request": "enrol.stick.request.json", "answer": "enrol.stick.answer.json"}


def raw(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def without(value, *names):
    return rfc8785.dumps({name: part for name, part in value.items() if name not in names})


def proof(code, what, value):
    digest = hashlib.sha256("".join(one for one in code.upper() if one.isalnum()).encode()).digest()
    content = b"windowdesk/1/enrol-" + what.encode() + without(value, "proof", "sig")
    return base64.urlsafe_b64encode(hmac.digest(digest, content, "sha256")).rstrip(b"=").decode()


@pytest.fixture
def example(load):
    return lambda what: load("examples", "valid", FILES[what])


@pytest.mark.parametrize("what", FILES)
def test_it_is_proved_by_the_code_and_by_no_other(what, example, keys):
    value = example(what)
    assert proof(keys["code"], what, value) == value["proof"]
    assert proof("AAAA-AAAA-AAAA-AAAA", what, value) != value["proof"]
    assert proof(keys["code"], "answer" if what == "request" else "request", value) != value["proof"]


def test_its_name_tells_which_code_without_telling_it(example, keys):
    digest = hashlib.sha256(keys["code"].replace("-", "").encode()).digest()
    name = hmac.digest(digest, b"windowdesk/1/enrol-name", "sha256").hex()[:16]
    assert {example(what)["name"] for what in FILES} == {name}


@pytest.mark.parametrize(("what", "owner"), [("request", "station"), ("answer", "county")])
def test_it_is_signed(what, owner, example, keys):
    value = example(what)
    key = Ed25519PublicKey.from_public_bytes(raw(keys[owner]["public_key"]))
    key.verify(raw(value["sig"]), without(value, "sig"))
    with pytest.raises(InvalidSignature):
        key.verify(raw(value["sig"]), without({**value, "name": "0" * 16}, "sig"))


def test_the_answer_is_for_the_key_that_asked_and_brings_the_key_that_signed(example):
    request, answer = example("request"), example("answer")
    assert answer["public_key"] == request["public_key"]
    assert answer["kid"] in {one["kid"] for one in answer["answer"]["county_keys"]}
