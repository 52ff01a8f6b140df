"""The uplink log: what is taken in, what is refused whole. Verdicts have checks of their own."""

from __future__ import annotations

import gzip
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conformance import file_calls, sealing
from conformance.desk import Desk
from conformance.findings import Chapter, Needs, NotTested, expect

LOG = Chapter("Reporting events", Needs.TOKEN)
LARGEST_BATCH = 500
_GZIP = {"Content-Encoding": "gzip"}


@LOG.check("U1", "A new station's log stands at zero")
def a_new_log_is_empty(desk: Desk) -> None:
    """Marks of a log nobody wrote yet."""
    marks = desk.marks()
    told = (marks.get("received_to"), marks.get("safe_to"), marks.get("head_digest"))
    expect(told == (0, 0, sealing.GENESIS), "received_to 0, safe_to 0, head_digest of 64 zeros", told)


@LOG.check("U4", "Events in order are stored and move received_to")
def events_in_order_are_stored(desk: Desk) -> None:
    """Three new cases."""
    batch = [desk.received() for _ in range(3)]
    body = desk.send(*batch).members()
    expect(body.get("received_to") == batch[-1]["seq"], f"received_to {batch[-1]['seq']}", body.get("received_to"))
    told = [(one.get("seq"), one.get("id")) for one in body.get("verdicts", [])]
    expect(told == [(one["seq"], one["id"]) for one in batch], "one verdict for each event, in order", told)
    expect(desk.marks().get("received_to") == batch[-1]["seq"], "the same mark from GET /v1/uplink", desk.marks())


@LOG.check("U6", "safe_to is never above received_to")
def safe_to_stays_below(desk: Desk) -> None:
    """How soon it follows is the platform's business."""
    desk.send(desk.received()).members()
    marks = desk.marks()
    expect(0 <= marks["safe_to"] <= marks["received_to"], "0 <= safe_to <= received_to", marks)


@LOG.check("S4", "head_digest is the digest of the last event; an event that does not go on from it is refused")
def the_chain_is_kept(desk: Desk) -> None:
    """``prev`` of another event, and of none."""
    event = desk.received()
    desk.send(event).members()
    told = desk.marks().get("head_digest")
    expect(told == sealing.digest(event), f"head_digest {sealing.digest(event)[:12]}…", told)
    for prev in (event["prev"], sealing.GENESIS):
        desk.send(desk.sketch("case.withdrawn", event["case"], desk.withdrawal(), prev=prev)).must_refuse(422, "chain")


@LOG.check("S2", "An event that this station did not sign as it stands is refused")
def signatures_are_checked(desk: Desk) -> None:
    """Another key, a change after signing, another station's number."""
    good = desk.sketch("case.received", (case := desk.case())["id"], {"case": case})
    other_key = sealing.seal({name: part for name, part in good.items() if name != "sig"}, Ed25519PrivateKey.generate())
    other_station = desk.sketch("case.received", case["id"], {"case": case}, station="990101-9999")
    for event in (other_key, {**good, "actor": "002"}, other_station):
        desk.send(event).must_refuse(422, "signature")


@LOG.check("S1", "The signature is over RFC 8785, whatever way the JSON travels")
def other_spellings_are_the_same_event(desk: Desk) -> None:
    """Members in another order, escaped characters, spaces: still the event that was signed."""
    event = desk.received(item_name="示例事项 €𠮷\u2028")
    text = json.dumps({"events": [dict(reversed(event.items()))]}, ensure_ascii=True, indent=3)
    body = desk.send_text(text.encode("ascii"), event).members()
    expect(body.get("received_to") == event["seq"], "the event is stored", body)
    told = desk.marks().get("head_digest")
    expect(told == sealing.digest(event), f"head_digest {sealing.digest(event)[:12]}…", told)


@LOG.check("X4", "A gap in the log is refused and the seq to go on from is told")
def a_gap_is_refused(desk: Desk) -> None:
    """An event that is one too far."""
    stands = desk.received_to
    desk.received()  # never sent
    answer = desk.send(desk.received())
    answer.must_refuse(409, "gap")
    if answer.code:
        expect(answer.body.get("expected") == stands + 1, f"expected {stands + 1}", answer.body.get("expected"))


@LOG.check("U5", "A batch with one event that cannot be taken is not stored at all")
def a_batch_is_taken_whole(desk: Desk) -> None:
    """A good event, then one behind a gap."""
    stands = desk.received_to
    good = desk.received()
    desk.received()  # never sent
    if (answer := desk.send(good, desk.received())).status == 200:
        raise NotTested("the platform takes events behind a gap, see X4")
    told = desk.marks()["received_to"]
    expect(told == stands, f"received_to stays {stands} after {answer}", told)


@LOG.check("U7", "An event handed over by name is taken when its text is here as a file, and not before")
def an_event_goes_by_name(desk: Desk) -> None:
    """As for an event too long for one body; the next event goes on from it."""
    event = desk.received()
    text = sealing.canonical(event)
    named = json.dumps({"events": [{"digest": sealing.sha256(text)}]}).encode()
    desk.send_text(named).must_refuse(404, "not_found")
    file_calls.upload(desk, text)
    body = desk.send_text(named, event).members()
    expect(body.get("received_to") == event["seq"], f"received_to {event['seq']}", body)
    desk.send(desk.received()).members()


@LOG.check("U8", "A station may say how far its own log goes, and no mark moves")
def a_head_that_is_told_moves_no_mark(desk: Desk) -> None:
    """A head far ahead of what was sent."""
    desk.send(desk.received()).members()
    stands = desk.marks()
    told = desk.call("GET", f"/v1/uplink?head={stands['received_to'] + 7}").members()
    expect(told.get("received_to") == stands["received_to"], f"received_to stays {stands['received_to']}", told)


@LOG.check("V9", "Another event at a number that is taken is a fork")
def a_fork_is_told(desk: Desk) -> None:
    """Two copies of one disk write different events."""
    prev, seq = desk.head, desk.received_to + 1
    first = desk.received()
    desk.send(first).members()
    desk.send(desk.sketch("case.withdrawn", first["case"], desk.withdrawal(), seq=seq, prev=prev)).must_refuse(
        409, "forked"
    )


@LOG.check("U2", "A body packed with gzip is taken")
def gzip_is_taken(desk: Desk) -> None:
    """And a damaged one refused."""
    event = desk.received()
    packed = gzip.compress(json.dumps({"events": [event]}).encode())
    body = desk.send_text(packed, event, **_GZIP).members()
    expect(body.get("received_to") == event["seq"], f"received_to {event['seq']}", body)
    desk.send_text(packed[:-9], **_GZIP).must_refuse(400, "request_invalid")


@LOG.check("U3", "A batch of more than 500 events, or of none, is refused")
def batches_are_limited(desk: Desk) -> None:
    """One stored event again and again, so that only the number is wrong."""
    event = desk.received()
    desk.send(event).members()
    answer = desk.send(*[event] * (LARGEST_BATCH + 1))
    expect(answer.status in (400, 413), "HTTP 400 request_invalid (or 413) for 501 events", answer)
    desk.send().must_refuse(400, "request_invalid")


@LOG.check("C2", "A request with a field the contract does not know is refused")
def requests_are_closed(desk: Desk) -> None:
    """In the batch, in an event, in an enrolment, in a question about files."""
    event = desk.sketch("case.received", (case := desk.case())["id"], {"case": case}, colour="red")
    refused: list[tuple[str, Any]] = [
        ("/v1/uplink", {"events": [event]}),
        ("/v1/uplink", {"events": [], "colour": "red"}),
        ("/v1/blobs/query", {"digests": [], "colour": "red"}),
    ]
    for path, body in refused:
        desk.call("POST", path, json=body).must_refuse(400, "request_invalid")
    desk.enrol(desk.code, desk.key, colour="red").must_refuse(400, "request_invalid")


@LOG.check("X6", "A body too large is refused, also one that is large only when unpacked")
def bodies_are_limited(desk: Desk) -> None:
    """32 MiB of spaces packed into 32 KiB; an upload of a hundred terabytes."""
    packed = gzip.compress(b" " * (32 << 20), 1)
    answer = desk.send_text(packed, **_GZIP)
    expect(answer.status in (413, 400), "HTTP 413 too_large (or 400, for it is no JSON)", answer)
    headers = {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": str(10**14),
        "Upload-Metadata": "digest " + "MDAw" * 21 + "MA==",
    }
    answers = [answer] if answer.status == 413 else []
    answers.append(desk.call("POST", "/v1/blobs", headers=headers))
    for one in answers:
        one.must_refuse(413, "too_large")
        if one.code:
            expect(isinstance(one.body.get("limit"), int), "a problem with `limit`", one.content.decode()[:300])


@LOG.check("S5", "A tombstone is taken at the place of a lost event, and the chain goes on from that event")
def a_tombstone_keeps_the_log_going(desk: Desk) -> None:
    """Also when no case is known any more."""
    lost = desk.received()
    desk.received_to = lost["seq"] - 1
    after_lost = desk.head
    desk.head = lost["prev"]
    tombstone = desk.event("tombstone", "", {"digest": after_lost, "reason": "符合性测试"})
    body = desk.send(tombstone).members()
    expect(body.get("received_to") == tombstone["seq"], f"received_to {tombstone['seq']}", body)
    told = desk.marks().get("head_digest")
    expect(told == after_lost, f"head_digest = payload.digest {after_lost[:12]}…", told)
    desk.send(desk.received()).members()


@LOG.check("S6", "A lost event that is found again takes the place of its tombstone")
def a_found_event_takes_its_place(desk: Desk) -> None:
    """The case it speaks of exists from then on."""
    lost = desk.received()
    after_lost = desk.head
    desk.received_to, desk.head = lost["seq"] - 1, lost["prev"]
    tombstone = desk.event("tombstone", "", {"digest": after_lost, "reason": "符合性测试"})
    answer = desk.send(tombstone, desk.received())
    if answer.status != 200:
        raise NotTested("the platform takes no tombstones, see S5")
    body = desk.send(lost).members()
    told = [(one.get("seq"), one.get("verdict")) for one in body.get("verdicts", [])]
    expect(told == [(lost["seq"], "accepted")], f"event {lost['seq']} accepted", told)
