"""Numbers only a county gives: 统一受理编号, document numbers, station numbers."""

from __future__ import annotations

from sqlalchemy import Connection, update

from county.database import insert_once
from county.tables import serials

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def check_character(text: str) -> str:
    """The check character of ``text`` by ISO 7064 MOD 37,36."""
    product = 36
    for character in text:
        total = (product + _ALPHABET.index(character)) % 36 or 36
        product = total * 2 % 37
    return _ALPHABET[(37 - product) % 36]


def next_serial(connection: Connection, kind: str) -> int:
    """The next number of that kind, from 1; two transactions never get the same."""
    insert_once(connection, serials, {"kind": kind, "last": 0})
    step = update(serials).where(serials.c.kind == kind).values(last=serials.c.last + 1).returning(serials.c.last)
    return int(connection.execute(step).scalar_one())


def official_number(connection: Connection, region: str, day: str) -> str:
    """统一受理编号: region 6 + yyyyMMdd + serial 5 + check character (20 characters). ``day`` is ISO 8601."""
    head = region[:6] + day.replace("-", "")
    body = f"{head}{next_serial(connection, f'official {head}'):05d}"
    return body + check_character(body)


def correction_number(connection: Connection, region: str, day: str) -> str:
    """文书编号 of a 补齐补正通知单: BZ + region 6 + year + serial 5."""
    head = f"BZ{region[:6]}{day[:4]}"
    return f"{head}{next_serial(connection, head):05d}"


def station_number(connection: Connection, region: str) -> str:
    """Number of a station: region 6, a dash, serial 4."""
    return f"{region[:6]}-{next_serial(connection, f'station {region[:6]}'):04d}"


def device_characters(connection: Connection, region: str) -> str:
    """Two characters that no other station of the 12-digit region has: 01 … 0Z, 10 … ZZ."""
    high, low = divmod(next_serial(connection, f"device {region}"), 36)
    return _ALPHABET[high] + _ALPHABET[low]
