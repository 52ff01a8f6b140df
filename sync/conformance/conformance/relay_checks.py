"""Bundles that one station carries for another: handed on over the line, answered by a reply only the other can read.

The bundle format is thereby tested without anybody plugging in a stick. The kit carries for itself.
"""

from __future__ import annotations

import json
import os
import re
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conformance import bundles, contract, sealing
from conformance.desk import SOFTWARE, Desk
from conformance.file_calls import has, upload
from conformance.findings import Chapter, Failed, Needs, NotTested, expect
from conformance.line import Answer
from conformance.sealing import sha256

RELAY = Chapter("Carried for others", Needs.SEALING)
PAGE = 20_000
SHORTEST_CODE = 16
PACKS = ("catalogue", "calendar", "settings", "keys", "program")


@RELAY.check("R1", "A bundle that is handed on is taken in as if its station had sent it")
def a_bundle_is_taken_in(desk: Desk) -> None:
    """Its event is accepted, its file is there."""
    page = os.urandom(PAGE)
    event = desk.received([page])
    told = hand_on(desk, desk.bundle([event], [page])).members()
    expect(told.get("station") == desk.number, f"station {desk.number}", told)
    verdict = desk.verdict_of(event)
    expect(verdict.get("verdict") == "accepted", "the event of the bundle accepted", verdict)
    expect(has(desk, sha256(page)) == [sha256(page)], "the file of the bundle is there", "it is not")


@RELAY.check("R4", "The reply is signed by the county, sealed to the station, and says what became of the bundle")
def the_reply_is_for_the_station(desk: Desk) -> None:
    """Marks, the verdict word for word, what it has of the files asked about."""
    here = upload(desk, os.urandom(PAGE))
    event = desk.received()
    opened = reply_to(desk, hand_on(desk, desk.bundle([event], [], asks=[here, "0" * 64])))
    for schema, value in (("bundle.label.json", opened.label), ("bundle.down.json", opened.manifest)):
        fault = contract.fault(schema, value)
        expect(not fault, f"a body by {schema}", fault)
    manifest = opened.manifest
    expect(manifest["have"] == [here], f"have: {here[:12]}… alone", manifest["have"])
    expect(manifest["marks"]["received_to"] == event["seq"], f"received_to {event['seq']}", manifest["marks"])
    stored = desk.verdict_of(event)
    expect(
        stored in opened.texts.get("verdicts", []), f"the verdict on event {event['seq']} word for word", "it is not"
    )


@RELAY.check("R2", "The same bundle again changes nothing and gets a new reply")
def a_bundle_may_come_twice(desk: Desk) -> None:
    """The township could not know whether it had arrived."""
    event = desk.received()
    bundle = desk.bundle([event], [])
    first = _if_it_opens(desk, hand_on(desk, bundle))
    again = _if_it_opens(desk, hand_on(desk, bundle))
    expect(again.manifest["marks"] == first.manifest["marks"], "the same marks", again.manifest["marks"])
    same = again.texts.get("verdicts") == first.texts.get("verdicts")
    expect(same, "the same verdicts, word for word", again.texts.get("verdicts"))
    expect(again.label["number"] > first.label["number"], "a reply with a higher number", again.label["number"])


@RELAY.check("R3", "What is torn or not truly signed is refused, and nothing of it is taken")
def what_is_wrong_is_refused(desk: Desk) -> None:
    """Cut short; one bit changed; signed by a stranger; no bundle at all."""
    bundle = desk.bundle([desk.received()], [])
    stands = desk.marks()["received_to"]
    changed = bytearray(bundle)
    changed[len(bundle) // 2] ^= 1
    stranger = desk.bundle([desk.received()], [], key=Ed25519PrivateKey.generate())
    for wrong in (bundle[:-1], bytes(changed), stranger, b"GIF89a" + os.urandom(50)):
        hand_on(desk, wrong).must_refuse(422, "bundle")
    expect(desk.marks()["received_to"] == stands, f"received_to {stands} still", desk.marks()["received_to"])
    desk.call("POST", "/v1/relay", json={"digest": sha256(os.urandom(8))}).must_refuse(404, "not_found")


@RELAY.check("Q1", "A request to enrol by stick is taken when the code proves it")
def a_request_is_taken(desk: Desk) -> None:
    """The kit's own code and key again: the same station."""
    told = hand_on(desk, _request(desk, desk.key)).members()
    expect(told.get("station") == desk.number, f"station {desk.number} again", told)
    expect(told.get("number") == 0, "number 0", told.get("number"))


@RELAY.check("Q2", "A request with a false proof or a false signature enrols nobody")
def a_false_request_is_refused(desk: Desk) -> None:
    """The proof and the signature are changed one at a time; that a code serves one key only is F1."""
    hand_on(desk, _request(desk, desk.key, code="ZZZZ-ZZZZ-ZZZZ-ZZZZ")).must_refuse(422, "bundle")
    good = _asked(desk, desk.key)
    unproved = sealing.seal({**good, "device_name": "另一台"}, desk.key)
    unsigned = {**good, "sig": sealing.seal(good, Ed25519PrivateKey.generate())["sig"]}
    for wrong in (unproved, unsigned):
        hand_on(desk, sealing.canonical(wrong)).must_refuse(422, "bundle")


@RELAY.check("Q3", "The answer to it is proved by the code, signed, and comes with a first reply")
def the_answer_is_proved(desk: Desk) -> None:
    """For the key that asked; the reply brings every pack that is published."""
    told = hand_on(desk, _request(desk, desk.key))
    answer = json.loads(fetched(desk, told, r"windowdesk-enrolled-[0-9a-f]{16}\.json").content)
    fault = contract.fault("enrol.stick.answer.json", answer)
    expect(not fault, "an answer by enrol.stick.answer.json", fault)
    proved = bundles.proof(desk.code, "answer", answer) == answer["proof"]
    expect(proved, "a proof made with the code", answer["proof"])
    keys = {one["kid"]: one["public_key"] for one in answer["answer"]["county_keys"]}
    signed = answer["kid"] in keys and sealing.is_signed(answer, keys[answer["kid"]])
    expect(signed, "a signature by one of county_keys", answer["kid"])
    expect(answer["public_key"] == sealing.public_key(desk.key), "the key that asked", answer["public_key"])
    opened = _if_it_opens(desk, told)
    began = (opened.manifest["answers"], opened.manifest["after"])
    expect(began == (0, 0), "a reply with `answers` 0 and `after` 0", began)
    published = {what for what in PACKS if desk.call("GET", f"/v1/packs/{what}/index").status == 200}
    brought = {one["what"] for one in opened.texts.get("packs", [])}
    expect(brought == published, f"the packs {sorted(published)}", sorted(brought))


def hand_on(desk: Desk, content: bytes) -> Answer:
    """Upload ``content`` and hand it on."""
    return desk.call("POST", "/v1/relay", json={"digest": upload(desk, content)})


def reply_to(desk: Desk, told: Answer) -> bundles.Opened:
    """The reply that was named, opened.

    Raises:
        Failed: there is none, or it is not as agreed.
    """
    content = fetched(desk, told, rf"windowdesk-reply-{desk.number}-\d+\.wdb").content
    return bundles.read(content, desk.reply_key, desk.county_keys)


def fetched(desk: Desk, told: Answer, name: str) -> Answer:
    """The file that goes by such a name.

    Raises:
        Failed: none was named, or it cannot be fetched.
    """
    named: list[dict[str, Any]] = told.members()["files"]
    digests = [one["digest"] for one in named if re.fullmatch(name, one["name"])]
    expect(len(digests) == 1, f"one file named {name}", [one["name"] for one in named])
    answer = desk.call("GET", f"/v1/blobs/{digests[0]}")
    expect(answer.status == 200 and sha256(answer.content) == digests[0], "the bytes of that file", answer)
    return answer


def _if_it_opens(desk: Desk, told: Answer) -> bundles.Opened:
    """The reply, where another clause is asked about than its sealing."""
    try:
        return reply_to(desk, told)
    except Failed as failed:
        raise NotTested(f"the reply cannot be read, see [R4]: expected {failed.expected}") from failed


def _request(desk: Desk, key: Ed25519PrivateKey, code: str = "") -> bytes:
    return sealing.canonical(_asked(desk, key, code))


def _asked(desk: Desk, key: Ed25519PrivateKey, code: str = "") -> dict[str, Any]:
    if len(bundles.letters(desk.code)) < SHORTEST_CODE:
        raise NotTested("the code has fewer than 16 characters: it may not go by stick")
    usual = {"device_name": "符合性测试", "software": SOFTWARE, "created": desk.moment()}
    return bundles.enrolment_request(code or desk.code, key, desk.reply_key, **usual)
