"""Tokens: a signed assertion (RFC 7523) buys a short-lived access token; each assertion works once."""

from __future__ import annotations

from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, RowMapping, delete, select, update
from starlette.types import Scope

from county.canonical import from_base64url
from county.database import insert_once, reading, writing
from county.epoch import current_epoch
from county.place import County
from county.problems import Problem
from county.tables import assertions, stations

ASSERTION_LIFE = 300
"""Longest time between ``iat`` and ``exp``, seconds."""
LEEWAY = 60
"""Clocks may differ by this many seconds."""
AUDIENCE = "/v1/token"
_UNCHECKED: Any = {"verify_exp": False, "verify_iat": False, "verify_nbf": False, "verify_aud": False}


def grant(county: County, assertion: str) -> dict[str, Any]:
    """A ``token.answer.json`` for a good assertion.

    Raises:
        Problem: ``assertion``, ``clock`` or ``station_revoked``.
    """
    number = _claimed_station(assertion)
    with writing(county.engine) as connection:
        station = connection.execute(select(stations).where(stations.c.number == number)).mappings().first()
        if station is None:
            raise Problem("assertion")
        claims = _checked(county, assertion, station)
        if station["status"] == "revoked":
            raise Problem("station_revoked")
        _use_once(connection, county, number, claims)
        connection.execute(update(stations).where(stations.c.number == number).values(last_seen=county.moment()))
        epoch = current_epoch(connection)
    now = int(county.now().timestamp())
    body = {"sub": number, "aud": "county", "iat": now, "exp": now + county.limits.token_life}
    token = jwt.encode(body, county.keys.secret, algorithm="HS256")
    return {"epoch": epoch, "access_token": token, "token_type": "Bearer", "expires_in": county.limits.token_life}


def caller(county: County, authorization: str) -> tuple[RowMapping, str]:
    """The station behind an Authorization header, and the epoch it is answered in.

    Raises:
        Problem: ``token`` or ``station_revoked``.
    """
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise _no_token("Bearer")
    try:
        claims = _read(county, token)
    except jwt.InvalidTokenError as error:
        raise _no_token('Bearer error="invalid_token"') from error
    if claims["exp"] <= county.now().timestamp():
        raise _no_token('Bearer error="invalid_token"')
    with reading(county.engine) as connection:
        found = connection.execute(select(stations).where(stations.c.number == claims["sub"])).mappings().first()
        epoch = current_epoch(connection)
    if found is None:
        raise _no_token('Bearer error="invalid_token"')  # enrolled after the backup that was restored
    if found["status"] == "revoked":
        raise Problem("station_revoked")
    return found, epoch


def claimed(county: County, scope: Scope) -> str:
    """The station whose good token a call bears, without a look at the database; empty: none."""
    token = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1").partition(" ")[2]
    try:
        return str(_read(county, token)["sub"])
    except jwt.InvalidTokenError:
        return ""


def _read(county: County, token: str) -> dict[str, Any]:
    options: Any = {**_UNCHECKED, "require": ["sub", "exp"], "verify_aud": True}
    claims: dict[str, Any] = jwt.decode(
        token, county.keys.secret, algorithms=["HS256"], audience="county", options=options
    )
    return claims


def _no_token(challenge: str) -> Problem:
    return Problem("token", headers={"WWW-Authenticate": challenge})


def _claimed_station(assertion: str) -> str:
    try:
        claims = jwt.decode(assertion, options=_UNCHECKED | {"verify_signature": False})
    except jwt.InvalidTokenError as error:
        raise Problem("assertion") from error
    number = str(claims.get("iss", ""))
    if not number.isprintable():
        raise Problem("assertion")
    return number


def _checked(county: County, assertion: str, station: RowMapping) -> dict[str, Any]:
    key = Ed25519PublicKey.from_public_bytes(from_base64url(station["public_key"]))
    options: Any = {**_UNCHECKED, "require": ["iss", "sub", "aud", "iat", "exp", "jti"]}
    try:
        claims: dict[str, Any] = jwt.decode(assertion, key, algorithms=["EdDSA"], options=options)
    except jwt.InvalidTokenError as error:
        raise Problem("assertion") from error
    times = (claims["iat"], claims["exp"])
    if claims["sub"] != claims["iss"] or not _for_us(county, claims["aud"]):
        raise Problem("assertion")
    if not all(isinstance(one, int | float) for one in times) or not 0 < times[1] - times[0] <= ASSERTION_LIFE:
        raise Problem("assertion")
    if not isinstance(claims["jti"], str) or not _is_short_text(claims["jti"]):
        raise Problem("assertion")
    now = county.now().timestamp()
    if times[0] > now + LEEWAY or times[1] < now - LEEWAY:
        raise Problem("clock", time=county.moment())
    return claims


def _is_short_text(value: str) -> bool:
    return 0 < len(value) <= 200 and value.isprintable()


def _for_us(county: County, audience: Any) -> bool:
    named = audience if isinstance(audience, list) else [audience]
    if county.limits.public_url:
        accepted = {AUDIENCE, county.limits.public_url.rstrip("/") + AUDIENCE}
        return any(one in accepted for one in named)
    return any(isinstance(one, str) and one.endswith(AUDIENCE) for one in named)


def _use_once(connection: Connection, county: County, station: str, claims: dict[str, Any]) -> None:
    now = int(county.now().timestamp())
    expired = assertions.c.expires_at < now - 2 * LEEWAY
    connection.execute(delete(assertions).where(assertions.c.station == station, expired))
    row = {"station": station, "jti": claims["jti"], "expires_at": int(claims["exp"])}
    if not insert_once(connection, assertions, row):
        raise Problem("assertion", detail="这份身份证明已经用过。")
