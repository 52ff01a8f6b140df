"""Verdicts: each event gets its own, no event stops another, a repeat gets the same words."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from conformance import sealing
from conformance.desk import Desk
from conformance.file_calls import upload
from conformance.findings import Chapter, Failed, Needs, NotTested, expect
from conformance.line import Answer, patiently

VERDICTS = Chapter("Verdicts", Needs.TOKEN)
LEAVING = Chapter("Leaving nothing behind", Needs.TOKEN)
PAGE = 30_000
"""Bytes of an invented scan."""
INK = "application/vnd.windowdesk.signature+json"
SIGNATURE: Mapping[str, Any] = {
    "format": "windowdesk/signature",
    "version": 1,
    "signer": "applicant",
    "sheet": {"document": "application", "lines": [["申请人", "张样例"]], "declaration": ""},
    "width": 6000,
    "height": 2000,
    "strokes": [[[600, 500, 0], [900, 900, 20, 700], [1500, 480, 41]]],
}
"""A name written on a screen, by `signature.json`."""


@VERDICTS.check("V1", "A good event is accepted with a proof of its own")
def a_good_event_is_accepted(desk: Desk) -> None:
    """Two cases, two proofs."""
    told = verdicts(desk.send(desk.received(), desk.received()))
    expect([one.get("verdict") for one in told] == ["accepted"] * 2, "accepted, accepted", in_short(told))
    proofs = {one.get("proof") for one in told}
    expect(len(proofs) == 2 and None not in proofs, "two different proofs", proofs)


@VERDICTS.check("V14", "A case with a signature by hand is taken like any other, with its file")
def a_signature_is_taken(desk: Desk) -> None:
    """The file as the contract shows it, and a case that names it; a stranger's signature is rejected."""
    signed = {**SIGNATURE["sheet"], "declaration": sealing.uuid7()}
    ink = sealing.canonical({**SIGNATURE, "sheet": signed})
    file = {"digest": upload(desk, ink, INK), "media_type": INK, "size": len(ink)}
    sheet = sealing.sha256(sealing.canonical(signed))
    for signer, wanted in (("applicant", "accepted"), ("mayor", "rejected")):
        one = {"document": "application", "signer": signer, "sheet": sheet, "signed_at": desk.moment(), "file": file}
        case = {**desk.case(), "signatures": [one]}
        (told,) = verdicts(desk.send(desk.event("case.received", case["id"], {"case": case}, blobs=[file["digest"]])))
        expect(told.get("verdict") == wanted, f"{wanted} for a signature of the {signer}", in_short([told]))


@VERDICTS.check("V3", "An event a person must look at is rejected with a problem, not refused")
def a_bad_payload_is_rejected(desk: Desk) -> None:
    """The log goes on: the event is stored."""
    event = desk.received(mode="phone")
    answer = desk.send(event)
    told = rejected(answer, "schema")
    expect(answer.body.get("received_to") == event["seq"], f"received_to {event['seq']}", answer.body)
    problem = told["problem"]
    expect(bool(problem.get("field") and problem.get("field_title")), "`field` and `field_title`", problem)


@VERDICTS.check("V13", "An unknown event type is stored and rejected; files and payload must name the same")
def payload_problems_are_verdicts(desk: Desk) -> None:
    """``unknown_type``, ``blobs_mismatch``, ``case_unknown``."""
    rejected(desk.send(desk.event("case.praised", sealing.uuid7(), {"stars": 5})), "unknown_type")
    case = desk.case()
    named = desk.event("case.received", case["id"], {"case": case}, blobs=[sealing.sha256(os.urandom(8))])
    rejected(desk.send(named), "blobs_mismatch")
    rejected(desk.send(desk.withdrawn(sealing.uuid7())), "case_unknown")


@VERDICTS.check("V4", "A rejected event does not stop the next one of its batch")
def a_rejected_event_stops_nothing(desk: Desk) -> None:
    """Bad, good, bad, good."""
    batch = [desk.received(mode="phone"), desk.received(), desk.received(item_version=0), desk.received()]
    told = [one.get("verdict") for one in verdicts(desk.send(*batch))]
    expect(told == ["rejected", "accepted"] * 2, "rejected, accepted, rejected, accepted", ", ".join(map(str, told)))


@VERDICTS.check("V8", "A repeat gets the stored verdicts, word for word, and moves nothing")
def a_repeat_gets_the_same_words(desk: Desk) -> None:
    """Accepted and rejected; alone, and together with a new event."""
    batch = [desk.received(), desk.received(mode="phone")]
    first = verdicts(desk.send(*batch))
    again = desk.send(*batch)
    expect(verdicts(again) == first, f"again {in_short(first)}", in_short(verdicts(again)))
    expect(again.body.get("received_to") == desk.received_to, f"received_to {desk.received_to}", again.body)
    longer = verdicts(desk.send(*batch, desk.received()))
    expect(longer[:2] == first, f"again {in_short(first)}", in_short(longer[:2]))
    asked = [desk.verdict_of(one) for one in batch]
    expect(asked == first, f"the same from GET /v1/verdicts: {in_short(first)}", in_short(asked))


@VERDICTS.check("V2", "An event whose files are not here is held and says which it waits for")
def an_event_waits_for_its_files(desk: Desk) -> None:
    """Two pages nobody sent."""
    pages = [os.urandom(64), os.urandom(64)]
    event = desk.received(pages)
    (told,) = verdicts(desk.send(event))
    expect(told.get("verdict") == "held", "held", in_short([told]))
    waits = told.get("waiting_for", {})
    expect(sorted(waits.get("blobs", [])) == event["blobs"], f"waiting_for.blobs {event['blobs']}", waits)


@VERDICTS.check("V5", "A later event of the same case waits for the held one; other cases go on")
def only_the_same_case_waits(desk: Desk) -> None:
    """Held, its withdrawal, another case."""
    first = desk.received([os.urandom(64)])
    told = verdicts(desk.send(first, desk.withdrawn(first["case"]), desk.received()))
    if told[0].get("verdict") != "held":
        raise NotTested("the platform holds no event for its files, see V2")
    kinds = [one.get("verdict") for one in told]
    expect(kinds == ["held", "held", "accepted"], "held, held, accepted", ", ".join(map(str, kinds)))
    event = told[1].get("waiting_for", {}).get("event")
    expect(event == first["seq"], f"waiting_for.event {first['seq']}", event)


@VERDICTS.check("V6", "A held event, and what waits for it, is accepted once its files have come")
def a_held_event_settles(desk: Desk) -> None:
    """The station asks for the verdict, nothing else."""
    page = os.urandom(PAGE)
    first = desk.received([page])
    second = desk.withdrawn(first["case"])
    told = verdicts(desk.send(first, second))
    if told[0].get("verdict") != "held":
        raise NotTested("the platform holds no event for its files, see V2")
    upload(desk, page)
    for _ in patiently(desk.patience):
        settled = [desk.verdict_of(first), desk.verdict_of(second)]
        if [one.get("verdict") for one in settled] == ["accepted"] * 2:
            return
    raise Failed(f"both accepted within {desk.patience:g} s after the upload", in_short(settled))


@VERDICTS.check(
    "B9", "A preview is a file like any other: named in `blobs`, and the page is still waited for when it is here"
)
def a_preview_comes_ahead(desk: Desk) -> None:
    """The preview first, then the page; and an event that leaves the preview out of `blobs`."""
    page, small = os.urandom(PAGE), os.urandom(64)
    case = desk.case([page])
    named = sorted([sealing.sha256(page), upload(desk, small)])
    preview = {"digest": sealing.sha256(small), "media_type": "image/jpeg", "size": len(small)}
    case["materials"][0]["pages"][0]["preview"] = preview
    plain = desk.received([os.urandom(64)])
    event = desk.event("case.received", case["id"], {"case": case}, blobs=named)
    without, told = verdicts(desk.send(plain, event))
    if without.get("verdict") != "held":
        raise NotTested("the platform holds no event for its files, see V2")
    _must_settle(desk)
    waits = told.get("waiting_for", {}).get("blobs")
    expect(waits == [sealing.sha256(page)], "held, waiting for the page alone", in_short([told]))
    upload(desk, page)
    kinds = _settled(desk, event)
    expect(kinds == ["accepted"], "accepted once the page has come", ", ".join(map(str, kinds)))
    other = {**desk.case([page]), "materials": case["materials"]}
    short = desk.event("case.received", other["id"], {"case": other}, blobs=[sealing.sha256(page)])
    rejected(desk.send(short), "blobs_mismatch")


@VERDICTS.check("V15", "What is said to be lost is waited for no longer, and what waited behind goes on")
def a_lost_file_is_not_waited_for(desk: Desk) -> None:
    """Held, its withdrawal, then the lost file; said of the one case only."""
    page = os.urandom(PAGE)
    first, other = desk.received([page]), desk.received([page])
    second = desk.withdrawn(first["case"])
    if verdicts(desk.send(first, other, second))[0].get("verdict") != "held":
        raise NotTested("the platform holds no event for its files, see V2")
    _must_settle(desk)
    lost = desk.files_lost(first["case"], page)
    expect(verdicts(desk.send(lost))[0].get("verdict") != "rejected", "held or accepted", "rejected")
    told = _settled(desk, first, second, lost)
    expect(told == ["accepted"] * 3, f"all accepted within {desk.patience:g} s", ", ".join(map(str, told)))
    kind = desk.verdict_of(other).get("verdict")
    expect(kind == "held", "the other case that names the same file is still held", kind)


@VERDICTS.check("V16", "Only a file that the case names can be lost; what is here is not, and what comes late is taken")
def only_what_is_named_can_be_lost(desk: Desk) -> None:
    """``file_unknown``; a file that is here; a file that comes all the same."""
    here, late = os.urandom(PAGE), os.urandom(PAGE)
    upload(desk, here)
    first = desk.received([here, late])
    desk.send(first).members()
    rejected(desk.send(desk.files_lost(first["case"], late, os.urandom(8))), "file_unknown")
    (told,) = verdicts(desk.send(desk.files_lost(first["case"], here)))
    expect(told.get("verdict") != "rejected", "not rejected for a file that is here", in_short([told]))
    desk.send(desk.files_lost(first["case"], late)).members()
    upload(desk, late)
    digest = sealing.sha256(late)
    have = desk.call("POST", "/v1/blobs/query", json={"digests": [digest]}).members().get("have")
    expect(have == [digest], "the late file is here", have)


def _must_settle(desk: Desk) -> None:
    """A held event settles here when its file comes.

    Raises:
        NotTested: it does not.
    """
    page = os.urandom(64)
    event = desk.received([page])
    desk.send(event).members()
    upload(desk, page)
    if _settled(desk, event) != ["accepted"]:
        raise NotTested("held events do not settle at all, see V6")


def _settled(desk: Desk, *events: Mapping[str, Any]) -> list[Any]:
    """The kinds of the verdicts once all are accepted, or as they stand when patience ends."""
    kinds: list[Any] = []
    for _ in patiently(desk.patience):
        kinds = [desk.verdict_of(one).get("verdict") for one in events]
        if set(kinds) == {"accepted"}:
            break
    return kinds


@VERDICTS.check("V7", "Accepted and rejected are final")
def final_is_final(desk: Desk) -> None:
    """What comes later for the case changes neither."""
    good, bad = desk.received(), desk.received(mode="phone")
    first = verdicts(desk.send(good, bad))
    desk.send(desk.withdrawn(good["case"]), desk.received()).members()
    asked = [desk.verdict_of(good), desk.verdict_of(bad)]
    expect(asked == first, f"still {in_short(first)}", in_short(asked))


@VERDICTS.check("V10", "The same case, or another case under the same number, is rejected, never merged")
def doubles_are_rejected(desk: Desk) -> None:
    """``case_exists``, ``number_taken``."""
    first = desk.received()
    case = first["payload"]["case"]
    desk.send(first).members()
    rejected(desk.send(desk.event("case.received", case["id"], {"case": case})), "case_exists")
    rejected(desk.send(desk.received(provisional_number=case["provisional_number"])), "number_taken")


@VERDICTS.check("V11", "A case whose receiving was rejected can be withdrawn")
def a_rejected_case_can_be_withdrawn(desk: Desk) -> None:
    """The clerk ends it; the platform has nothing to change."""
    bad = desk.received(mode="phone")
    rejected(desk.send(bad), "schema")
    (told,) = verdicts(desk.send(desk.withdrawn(bad["case"])))
    expect(told.get("verdict") == "accepted", "accepted", in_short([told]))


@VERDICTS.check("V12", "case_seq may leap; it may not fall")
def case_seq_rises(desk: Desk) -> None:
    """The event between may have been lost."""
    first = desk.received()
    desk.send(first).members()
    (told,) = verdicts(desk.send(desk.withdrawn(first["case"], case_seq=7)))
    expect(told.get("verdict") == "accepted", "accepted after a leap from 1 to 7", in_short([told]))
    rejected(desk.send(desk.withdrawn(first["case"], case_seq=3)), "case_order")


@VERDICTS.check("C1", "Verdicts come in order of seq, from the one asked for, as many as asked for")
def verdicts_come_in_pages(desk: Desk) -> None:
    """``from``, ``limit``, ``last``."""
    desk.send(*[desk.received() for _ in range(4)]).members()
    first = desk.received_to - 3
    body = desk.call("GET", "/v1/verdicts", params={"from": first, "limit": 3}).members()
    told = [one.get("seq") for one in body.get("verdicts", [])]
    expect(told == [first, first + 1, first + 2], f"verdicts {first}, {first + 1}, {first + 2}", told)
    expect(body.get("last") == desk.received_to, f"last {desk.received_to}", body.get("last"))
    desk.call("GET", "/v1/verdicts", params={"from": 0}).must_refuse(400, "request_invalid")


@LEAVING.check("V1", "The invented cases of this run are withdrawn")
def nothing_is_left_open(desk: Desk) -> None:
    """So that nobody at the county works on them. Held and rejected ones never became cases."""
    told = desk.call("GET", "/v1/verdicts", params={"limit": 1000}).members()["verdicts"]
    accepted = {one["id"] for one in told if one["verdict"] == "accepted"}
    ended = [desk.withdrawn(case) for case in desk.open_cases(accepted)]
    answered = verdicts(desk.send(*ended))
    expect(all(one.get("verdict") == "accepted" for one in answered), "all accepted", in_short(answered))


def verdicts(answer: Answer) -> list[dict[str, Any]]:
    """The verdicts of an uplink answer.

    Raises:
        Failed: it is none.
    """
    body = answer.members()
    expect(isinstance(body.get("verdicts"), list) and bool(body["verdicts"]), "verdicts", body)
    found: list[dict[str, Any]] = body["verdicts"]
    return found


def rejected(answer: Answer, code: str) -> dict[str, Any]:
    """The one verdict of an answer, which must be a rejection with ``code``.

    Raises:
        Failed: it is not.
    """
    (told, *_) = verdicts(answer)
    said = told.get("problem", {}).get("code")
    expect((told.get("verdict"), said) == ("rejected", code), f"rejected with code {code}", in_short([told]))
    return told


def in_short(told: list[Mapping[str, Any]] | list[dict[str, Any]]) -> str:
    """Verdicts in one line."""
    more = [one.get("proof") or one.get("problem", {}).get("code") or one.get("waiting_for") for one in told]
    return ", ".join(f"{one.get('verdict')} ({what})" for one, what in zip(told, more, strict=True))
