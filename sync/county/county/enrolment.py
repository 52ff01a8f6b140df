"""Enrolment (登记): a one-time code from the office makes a station and its public key known."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from county.canonical import GENESIS, digest
from county.database import insert_all_once, writing
from county.epoch import current_epoch
from county.feed import tell
from county.numbering import device_characters, station_number
from county.packs import available_packs, renew_keys
from county.place import County
from county.problems import Problem
from county.tables import claims, codes, stations

CODE_DAYS = 30
"""A code not used by then is void."""

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read wrong over the phone


def issue_code(county: County, site: Mapping[str, Any], device: str = "") -> str:
    """A new enrolment code for ``site`` (members as in ``enrol.answer.json``), to be told to its clerk once.

    The database keeps its hash only. ``device`` fixes the two device characters; empty: the next free ones.
    """
    plain = "".join(secrets.choice(_LETTERS) for _ in range(16))
    expires = county.now() + timedelta(days=CODE_DAYS)
    with writing(county.engine) as connection:
        connection.execute(
            insert(codes).values(
                code_hash=_hash(plain),
                site=json.dumps(dict(site), ensure_ascii=False),
                device=device,
                created_at=county.moment(),
                expires_at=expires.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            )
        )
    return "-".join(plain[start : start + 4] for start in range(0, 16, 4))


def enrol(county: County, request: Mapping[str, Any]) -> tuple[bool, dict[str, Any]]:
    """Answer an ``enrol.request.json``: (is new, ``enrol.answer.json``).

    The same code with the same key again gives the same station: the first answer may have been lost.

    Raises:
        Problem: ``enrol_code`` or ``station_revoked``.
    """
    return enrol_with(county, bytes.fromhex(_hash(request["code"])), request)


def enrol_with(county: County, code_digest: bytes, request: Mapping[str, Any]) -> tuple[bool, dict[str, Any]]:
    """The same for a request whose code is known by its digest, as it is by stick.

    Raises:
        Problem: ``enrol_code`` or ``station_revoked``.
    """
    with writing(county.engine) as connection:
        wanted = select(codes).where(codes.c.code_hash == code_digest.hex()).with_for_update()
        code = connection.execute(wanted).mappings().first()
        if code is None:
            raise Problem("enrol_code")
        if code["station"] is not None:
            return False, _again(connection, county, code["station"], request["public_key"])
        if code["expires_at"] < county.moment():
            raise Problem("enrol_code")
        number = _new_station(connection, county, code, request)
        connection.execute(update(codes).where(codes.c.code_hash == code["code_hash"]).values(station=number))
        told = renew_keys(connection, county)
        for body in available_packs(connection):
            if not (told and body["what"] == "keys"):
                tell(connection, county, number, "available", body)
        return True, _answer(connection, county, _station(connection, number))


def _hash(code: str) -> str:
    return digest("".join(character for character in code.upper() if character.isalnum()).encode())


def _again(connection: Connection, county: County, number: str, public_key: str) -> dict[str, Any]:
    station = _station(connection, number)
    if station["public_key"] != public_key:
        raise Problem("enrol_code")
    if station["status"] == "revoked":
        raise Problem("station_revoked")
    return _answer(connection, county, station)


def _new_station(connection: Connection, county: County, code: RowMapping, request: Mapping[str, Any]) -> str:
    site = json.loads(code["site"])
    number = station_number(connection, site["region"])
    device = code["device"] or device_characters(connection, site["region"])
    owned = (f"key {request['public_key']}", f"device {site['region']} {device}")
    if insert_all_once(connection, claims, [{"value": one, "station": number} for one in sorted(owned)]) != len(owned):
        raise Problem("enrol_code", detail="这台电脑的密钥或设备号已经登记过，请联系县里技术人员。")
    connection.execute(
        insert(stations).values(
            number=number,
            region=site["region"],
            device=device,
            public_key=request["public_key"],
            site=code["site"],
            device_name=request["device_name"],
            software=request["software"],
            status="active",
            enrolled_at=county.moment(),
            head_digest=GENESIS,
        )
    )
    return number


def _station(connection: Connection, number: str) -> RowMapping:
    return connection.execute(select(stations).where(stations.c.number == number)).mappings().one()


def _answer(connection: Connection, county: County, station: RowMapping) -> dict[str, Any]:
    return {
        "epoch": current_epoch(connection),
        "station": station["number"],
        "device": station["device"],
        "county_keys": [county.keys.public],
        "site": json.loads(station["site"]),
    }
