"""Health, enrolment, signing in: who may talk to the platform at all."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conformance import sealing
from conformance.desk import Desk
from conformance.file_calls import creation_headers
from conformance.findings import Chapter, Needs, NotTested, expect

HOUR = 3600
TRUST = Chapter("Enrolling and signing in", Needs.STATION)
_READS = ("/v1/uplink", "/v1/verdicts", "/v1/feed", "/v1/blobs/" + "0" * 64, "/v1/packs/keys/index")


@TRUST.check("T5", "Health tells the platform's time without a token", needs=Needs.NOTHING)
def health_tells_the_time(desk: Desk) -> None:
    """The time is kept as offset for all that follows, as a station does."""
    told = desk.line.call("GET", "/v1/health").members().get("time", "")
    try:
        moment = datetime.fromisoformat(str(told))
    except ValueError:
        moment = None
    expect(moment is not None and moment.tzinfo is not None, "a moment like 2026-11-22T01:30:05Z", repr(told))
    assert moment is not None
    desk.clock_offset = round(moment.timestamp() - time.time())


@TRUST.check("C3", "Health names the contract version", needs=Needs.NOTHING)
def health_names_the_contract(desk: Desk) -> None:
    """Any minor version of 1 will do: it only adds."""
    told = str(desk.line.call("GET", "/v1/health").members().get("contract", ""))
    expect(told.startswith("1.") and told[2:].isdigit(), "contract 1.x", repr(told))


@TRUST.check("F2", "A code and a key make a station", needs=Needs.NOTHING)
def a_code_makes_a_station(desk: Desk) -> None:
    """The only check that uses the code up."""
    answer = desk.enrol(desk.code, desk.key)
    if answer.status == 403:
        raise NotTested("the platform refused the enrolment code: have a new one issued, each run needs its own")
    expect(answer.status == 201, "HTTP 201", answer)
    body = answer.members()
    absent = [name for name in ("station", "device", "site", "county_keys") if not body.get(name)]
    expect(not absent, "station, device, site and county_keys", f"an answer without {', '.join(absent)}")
    site: dict[str, Any] = body["site"]
    if not str(site["region"]).startswith("99"):
        raise NotTested(
            f"the code is for region {site['region']}, a real place: have one issued for the fictional region "
            "990101001001, so that no invented case stands among real ones"
        )
    desk.site, desk.device, desk.number = site, body["device"], body["station"]
    desk.county_keys = {one["kid"]: one["public_key"] for one in body["county_keys"]}
    desk.sealing_key = next(
        ((one["kid"], one["sealing_key"]) for one in reversed(body["county_keys"]) if "sealing_key" in one), None
    )


@TRUST.check("F3", "Enrolling again with the same code and key gives the same answer")
def enrolling_again_gives_the_same(desk: Desk) -> None:
    """The first answer may have been lost on the way."""
    again = desk.enrol(desk.code, desk.key).members()
    same = {name: again.get(name) for name in ("station", "device", "site")}
    wanted = {"station": desk.number, "device": desk.device, "site": dict(desk.site)}
    expect(same == wanted, f"station {desk.number} again", same)


@TRUST.check("F1", "A code that was used, or never issued, enrols nobody else")
def a_code_works_once(desk: Desk) -> None:
    """Another key with the same code; an invented code."""
    stranger = Ed25519PrivateKey.generate()
    desk.enrol(desk.code, stranger).must_refuse(403, "enrol_code")
    desk.enrol("ZZZZ-ZZZZ-ZZZZ-ZZZZ", stranger).must_refuse(403, "enrol_code")


@TRUST.check("T1", "A signed assertion buys an access token")
def an_assertion_buys_a_token(desk: Desk) -> None:
    """For both ways to name the audience."""
    desk.ask_token(desk.assertion(aud=desk.line.url + "/v1/token")).members()
    body = desk.sign_in().members()
    expect(bool(body.get("access_token")), "an access_token", body)
    desk.call("GET", "/v1/uplink").members()


@TRUST.check("T2", "Only an assertion of the station's own key, for this platform and this moment, is taken")
def other_assertions_are_refused(desk: Desk) -> None:
    """Another key, no key, a public key misused as a password, another audience, a life too long, nobody's number."""
    now = int(time.time()) + desk.clock_offset
    wrong = {
        "signed by another key": desk.assertion(Ed25519PrivateKey.generate()),
        "not signed (alg none)": jwt.encode(desk.claims(), "", algorithm="none"),
        "signed with the public key as HS256 secret": jwt.encode(desk.claims(), sealing.public_key(desk.key), "HS256"),
        "for another audience": desk.assertion(aud="https://elsewhere.invalid/v1/session"),
        "valid for an hour": desk.assertion(exp=now + HOUR),
        "without jti": desk.assertion(jti=None),
        "with sub unlike iss": desk.assertion(sub="990101-9999"),
        "of a station that does not exist": desk.assertion(iss="990101-9999", sub="990101-9999"),
    }
    for what, assertion in wrong.items():
        answer = desk.ask_token(assertion)
        expect(answer.status == 400, f"HTTP 400 assertion for an assertion {what}", answer)


@TRUST.check("T3", "An assertion works once")
def an_assertion_works_once(desk: Desk) -> None:
    """A replayed one is refused."""
    assertion = desk.assertion()
    desk.ask_token(assertion).members()
    desk.ask_token(assertion).must_refuse(400, "assertion")


@TRUST.check("X7", "A wrong clock is told apart from a wrong assertion, and the right time is told")
def a_wrong_clock_is_told(desk: Desk) -> None:
    """A PC whose battery is dead believes in the year 2000."""
    long_ago = 946_684_800
    answer = desk.ask_token(desk.assertion(iat=long_ago, exp=long_ago + 120))
    answer.must_refuse(400, "clock")
    if answer.code:
        expect("time" in answer.body, "a problem with `time`", answer.content.decode("utf-8", "replace")[:300])


@TRUST.check("X8", "Nothing is told or taken without a token")
def calls_need_a_token(desk: Desk) -> None:
    """No token, and one that nobody issued; everything else about the calls is right."""
    case = desk.case()
    event = desk.sketch("case.received", case["id"], {"case": case})
    upload: dict[str, Any] = {"headers": creation_headers(b"invented")}
    writes: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", "/v1/uplink", {"json": {"events": [event]}}),
        ("POST", "/v1/blobs/query", {"json": {"digests": []}}),
        ("POST", "/v1/blobs", upload),
    ]
    for verb, path, more in [*(("GET", path, {}) for path in _READS), *writes]:
        for token in ("", "bm90LWEtdG9rZW4"):
            desk.line.call(verb, path, token=token, **more).must_refuse(401, "token")


@TRUST.check("T4", "The token goes into Authorization: Bearer and lives 15 minutes", needs=Needs.TOKEN)
def a_token_lives_fifteen_minutes(desk: Desk) -> None:
    """``expires_in`` says so."""
    body = desk.ask_token(desk.assertion()).members()
    told = (body.get("token_type"), body.get("expires_in"))
    expect(told == ("Bearer", 15 * 60), "token_type Bearer, expires_in 900", told)
