"""Deliberately wrong platforms: the reference county with one flaw each, and the clause that flaw breaks."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, replace

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select, update
from starlette.responses import HTMLResponse

from county import (
    app,
    blob_routes,
    bundle,
    callers,
    contract,
    enrol_by_stick,
    enrolment,
    judge,
    named_events,
    relay,
    routes,
    tokens,
    tus,
    uplink,
)
from county.database import reading, writing
from county.problems import Problem
from county.tables import stations, uploads


@dataclass(frozen=True)
class Wrong:
    """``spoil(monkeypatch, county)`` makes the flaw; ``clause`` is the one it breaks."""

    name: str
    clause: str
    spoil: Callable


PLATFORMS: list[Wrong] = []


def breaks(clause):
    def keep(spoil):
        PLATFORMS.append(Wrong(spoil.__name__, clause, spoil))
        return spoil

    return keep


def before_take_in(monkeypatch, change):
    """``change(connection, row of the station, batch)`` runs before each batch is taken in."""
    real = uplink.take_in

    def take_in(county, station, batch):
        own = stations.c.number == station["number"]
        with writing(county.engine) as connection:
            row = connection.execute(select(stations).where(own)).mappings().one()
            fresh = [one for one in batch if one["seq"] > row["received_to"]]
            changed = change(row, fresh[0]) if fresh else None
            if changed:
                connection.execute(update(stations).where(own).values(**changed))
        return real(county, station, batch)

    monkeypatch.setattr(uplink, "take_in", take_in)


def around(monkeypatch, wrap):
    """``wrap(inner application)`` gives the ASGI application that is served."""
    real = app.EpochOnEveryAnswer
    monkeypatch.setattr(app, "EpochOnEveryAnswer", lambda inner, county: wrap(real(inner, county)))


# trust


@breaks("F1")
def an_enrolment_code_works_for_everybody(monkeypatch, _county):
    real = enrolment._again

    def again(connection, county, number, _public_key):
        return real(connection, county, number, enrolment._station(connection, number)["public_key"])

    monkeypatch.setattr(enrolment, "_again", again)


@breaks("T2")
def an_assertion_signed_by_anybody_is_accepted(monkeypatch, _county):
    real = tokens._checked

    def checked(county, assertion, station):
        try:
            return real(county, assertion, station)
        except Problem as problem:
            if problem.code == "clock":
                raise
        claims = jwt.decode(assertion, options={"verify_signature": False, "verify_aud": False})
        return {"jti": str(claims), **claims}

    monkeypatch.setattr(tokens, "_checked", checked)


@breaks("T3")
def an_assertion_works_for_ever(monkeypatch, _county):
    monkeypatch.setattr(tokens, "_use_once", lambda *_: None)


@breaks("X8")
def a_token_is_not_needed_once_somebody_had_one(monkeypatch, _county):
    real, last = tokens.caller, []

    def caller(county, authorization):
        try:
            last[:] = [real(county, authorization)]
        except Problem:
            with reading(county.engine) as connection:
                found = connection.execute(select(stations)).mappings().first()
            return last[0] if last else (found, "1")
        return last[0]

    monkeypatch.setattr(callers, "caller", caller)


# the log


@breaks("X4")
def a_gap_is_accepted(monkeypatch, _county):
    def jump(row, first):
        gap = first["seq"] > row["received_to"] + 1
        return {"received_to": first["seq"] - 1, "head_digest": first["prev"]} if gap else None

    before_take_in(monkeypatch, jump)


@breaks("S4")
def the_chain_is_not_checked(monkeypatch, _county):
    def relink(row, first):
        return {"head_digest": first["prev"]} if first["seq"] == row["received_to"] + 1 else None

    before_take_in(monkeypatch, relink)


@breaks("S2")
def signatures_are_not_checked(monkeypatch, _county):
    def checked(event, _station):
        text, _ = uplink.canonical_forms(event)
        return uplink.Incoming(event, text.decode(), uplink.digest(text))

    # the station's own number would trip over the database's keys
    real = uplink._checked
    monkeypatch.setattr(uplink, "_checked", lambda e, s: checked(e, s) if e["station"] == s["number"] else real(e, s))


# verdicts


@breaks("V8")
def the_verdict_changes_on_repeat(monkeypatch, _county):
    real = uplink._repeat

    def repeat(connection, stored, one):
        verdict = real(connection, stored, one)
        return {**verdict, "proof": verdict["proof"] + "'"} if verdict and "proof" in verdict else verdict

    monkeypatch.setattr(uplink, "_repeat", repeat)


@breaks("V4")
def a_rejected_event_blocks_the_rest_of_its_batch(monkeypatch, _county):
    real_judge, real_take_in, blocked = uplink.judge, uplink.take_in, []

    def take_in(county, station, batch):
        blocked.clear()
        return real_take_in(county, station, batch)

    def judging(sheet, event, digest):
        if blocked:
            return judge._verdict(event, "held", waiting_for={"blobs": [], "event": blocked[0]})
        verdict = real_judge(sheet, event, digest)
        if verdict.kind == "rejected":
            blocked.append(event["seq"])
        return verdict

    monkeypatch.setattr(uplink, "take_in", take_in)
    monkeypatch.setattr(uplink, "judge", judging)


@breaks("V13")
def an_unknown_event_type_fails_the_batch(monkeypatch, _county):
    real = uplink._checked

    def checked(event, station):
        if event["type"] == "case.praised":
            raise Problem("request_invalid", detail="type")
        return real(event, station)

    monkeypatch.setattr(uplink, "_checked", checked)


@breaks("V6")
def held_events_never_settle(monkeypatch, _county):
    monkeypatch.setattr(uplink, "settle", lambda *_: 0)
    monkeypatch.setattr(blob_routes, "settle", lambda *_: 0)


@breaks("V2")
def events_are_accepted_without_their_files(monkeypatch, _county):
    monkeypatch.setattr(judge, "_waiting_for", lambda *_: None)


@breaks("V15")
def a_lost_file_is_waited_for_all_the_same(monkeypatch, _county):
    real = judge._waiting_for

    def waiting_for(sheet, event):
        sheet.lost.clear()
        return real(sheet, event)

    monkeypatch.setattr(judge, "_waiting_for", waiting_for)


@breaks("V16")
def anything_may_be_said_to_be_lost(monkeypatch, _county):
    monkeypatch.setattr(judge, "_lost_fault", lambda *_: None)


# files


@breaks("B9")
def a_preview_counts_as_the_page(monkeypatch, _county):
    real = judge._waiting_for

    def waiting_for(sheet, event):
        pages = [page for one in event["payload"].get("case", {}).get("materials", ()) for page in one.get("pages", ())]
        seen = {
            page["digest"] for page in pages if page.get("preview", {}).get("digest", "") not in {"", *sheet.absent}
        }
        return real(sheet, {**event, "blobs": [one for one in event["blobs"] if one not in seen]})

    monkeypatch.setattr(judge, "_waiting_for", waiting_for)


@breaks("X5")
def the_offset_of_a_chunk_is_ignored(monkeypatch, county):
    def standing(path):
        with reading(county.engine) as connection:
            wanted = select(uploads.c.offset).where(uploads.c.id == path.rsplit("/", 1)[1])
            return connection.execute(wanted).scalar()

    def wrap(inner):
        async def serve(scope, receive, send):
            if scope.get("method") == "PATCH":
                others = [one for one in scope["headers"] if one[0] != b"upload-offset"]
                scope = {**scope, "headers": [*others, (b"upload-offset", str(standing(scope["path"])).encode())]}
            await inner(scope, receive, send)

        return serve

    around(monkeypatch, wrap)


@breaks("B4")
def the_checksum_of_a_chunk_is_ignored(monkeypatch, _county):
    monkeypatch.setattr(blob_routes, "_checksum", lambda _header: None)


@breaks("B5")
def what_came_before_a_cut_is_thrown_away(monkeypatch, _county):
    real = blob_routes._receive

    async def receive(found, request, content):
        received, seen, cut = await real(found, request, content)
        return (0, seen, cut) if cut else (received, seen, cut)

    monkeypatch.setattr(blob_routes, "_receive", receive)


@breaks("B6")
def the_digest_of_a_file_is_not_verified(monkeypatch, _county):
    monkeypatch.setattr(tus, "_is_declared", lambda *_: True)


@breaks("B8")
def range_is_ignored(monkeypatch, _county):
    monkeypatch.setattr(blob_routes, "_wanted_range", lambda _header, _size: None)


# feed and packs


@breaks("L2")
def feed_numbers_jump(monkeypatch, county):
    items, last = routes.items_after, routes.last_number

    def jumping(connection, station, after, limit):
        found = items(connection, station, after // 2, limit)
        return [county.keys.signed({**_unsigned(one), "seq": one["seq"] * 2}) for one in found]

    monkeypatch.setattr(routes, "items_after", jumping)
    monkeypatch.setattr(routes, "last_number", lambda *known: last(*known) * 2)


@breaks("S3")
def the_feed_is_signed_by_a_stranger(monkeypatch, county):
    items = routes.items_after
    stranger = replace(county.keys, private=Ed25519PrivateKey.generate())
    monkeypatch.setattr(
        routes, "items_after", lambda *known: [stranger.signed(_unsigned(one)) for one in items(*known)]
    )


@breaks("P2")
def pack_signatures_are_wrong(monkeypatch, _county):
    real = routes.newest_index

    def newest(county, what):
        index = real(county, what)
        raw = bytearray(base64.urlsafe_b64decode(index["sig"] + "=="))
        raw[7] ^= 1
        return {**index, "sig": base64.urlsafe_b64encode(raw).rstrip(b"=").decode()}

    monkeypatch.setattr(routes, "newest_index", newest)


# form


@breaks("R3")
def a_bundle_signed_by_anybody_is_taken(monkeypatch, _county):
    monkeypatch.setattr(bundle.Bundle, "is_signed", lambda *_: True)


@breaks("R1")
def the_files_of_a_bundle_are_left_out(monkeypatch, _county):
    monkeypatch.setattr(relay, "_take_files", lambda *_: None)


@breaks("R4")
def the_reply_is_sealed_to_somebody_else(monkeypatch, _county):
    """Then the carrier, or whoever, could read it, and the station could not."""
    write = bundle.write
    stranger = X25519PrivateKey.generate().public_key()
    monkeypatch.setattr(
        bundle, "write", lambda stream, label, plain, _to, key: write(stream, label, plain, stranger, key)
    )


@breaks("Q2")
def the_proof_of_a_request_is_not_looked_at(monkeypatch, _county):
    """Whoever delivers a request with a key of his own is let in by the name of the code alone."""

    class Careless:
        digest = staticmethod(enrol_by_stick.hmac.digest)
        compare_digest = staticmethod(lambda *_: True)

    monkeypatch.setattr(enrol_by_stick, "hmac", Careless)


@breaks("Q3")
def the_answer_is_not_proved_by_the_code(monkeypatch, _county):
    monkeypatch.setattr(enrol_by_stick, "_ANSWER", b"windowdesk/1/enrol-request")


@breaks("U7")
def events_by_name_are_unknown(monkeypatch, _county):
    def in_full(county, station, batch):
        if any(set(one) == {"digest"} for one in batch):
            raise Problem("request_invalid")
        return batch

    monkeypatch.setattr(named_events, "in_full", in_full)


@breaks("U8")
def a_head_that_is_told_is_taken_for_the_mark(monkeypatch, _county):
    real = uplink.marks

    def marks(county, station, head=None):
        found = real(county, station, head)
        return found if head is None else {**found, "received_to": head}

    monkeypatch.setattr(uplink, "marks", marks)


@breaks("E1")
def the_epoch_is_missing(monkeypatch, _county):
    monkeypatch.setattr(app, "EpochOnEveryAnswer", lambda inner, _county: inner)


@breaks("X1")
def errors_are_pages_of_html(monkeypatch, _county):
    def page(problem, _epoch=""):
        return HTMLResponse(f"<h1>{problem.status}</h1>", problem.status, problem.headers)

    monkeypatch.setattr(app, "problem_answer", page)


@breaks("C2")
def unknown_fields_are_dropped_in_silence(monkeypatch, _county):
    fault = contract.fault

    def lenient(name, value):
        found = fault(name, value)
        unknown_field = found is not None and found.reason == "有约定之外的内容"
        return None if unknown_field and not name.startswith("payload.") else found

    monkeypatch.setattr(contract, "fault", lenient)


def _unsigned(item):
    return {name: part for name, part in item.items() if name not in ("sig", "kid")}
