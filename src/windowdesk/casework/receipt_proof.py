"""What the codes on a receipt say: the signed text proves the paper, the number leads to its case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from windowdesk.casework.desk import Desk
from windowdesk.domain.case_states import words_of
from windowdesk.domain.exchange_news import STATION_KEYS_NAME
from windowdesk.errors import CASE_UNKNOWN, RECEIPT_CODE_WRONG, RECEIPT_STATION_REVOKED, InputRefused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from windowdesk.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Claims:
    """What a verified receipt code says."""

    number: str
    item_code: str
    received_on: date
    station: str
    name_masked: str
    known_here: bool
    """The case stands in this store."""
    state_words: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a code led to."""

    case_id: str
    """Empty: the case stands in another station's store."""
    happened: str
    to_do: str


def verify_receipt(desk: Desk, text: str) -> Claims:
    """Check the signed code of a receipt of any station of the county, without any network.

    Raises:
        InputRefused: RECEIPT_CODE_WRONG; RECEIPT_STATION_REVOKED, the signature holds but the county
            has revoked the station since, so its key proves nothing by itself.
    """
    from windowdesk.documents import receipt_code

    with desk.store.reading() as view:
        claims = receipt_code.verify(text, _station_keys(desk, view))
        case = view.cases.by_number(claims.number)
        known = view.state.get(STATION_KEYS_NAME, {}).get(claims.station, {})
    if claims.station == desk.settings.station:
        if case is None:
            raise InputRefused(RECEIPT_CODE_WRONG)
    elif known["revoked"]:
        raise InputRefused(RECEIPT_STATION_REVOKED, station=claims.station)
    return Claims(
        number=claims.number,
        item_code=claims.item_code,
        received_on=claims.received_on,
        station=claims.station,
        name_masked=claims.name_masked,
        known_here=case is not None,
        state_words=words_of(case.state) if case else "",
    )


def find_by_code(desk: Desk, text: str) -> Found:
    """The case of a code that a barcode gun read: the bars of the number, or the signed text of the receipt.

    Raises:
        InputRefused: CASE_UNKNOWN; RECEIPT_CODE_WRONG, RECEIPT_STATION_REVOKED for a signed text.
    """
    from windowdesk.documents import receipt_code

    if receipt_code.MARK in text:
        claims = verify_receipt(desk, text)
        number, proved = claims.number, "凭条上的签名是真的。"
        if not claims.known_here:
            return Found(
                "", f"{proved}这一件是 {claims.station} 站点收的，不在这台电脑里。", "请到收件的站点或县里查询。"
            )
    else:
        number, proved = text, ""
    with desk.store.reading() as view:
        case = view.cases.by_number(number)
    if case is None:
        raise InputRefused(CASE_UNKNOWN, number=number)
    return Found(case.id, f"扫码找到 {case.number}。{proved}", "")


def _station_keys(desk: Desk, view: Unit) -> dict[str, Ed25519PublicKey]:
    """The keys of this station and of those the county told about."""
    from windowdesk.wire.canonical import public_key_from

    known = view.state.get(STATION_KEYS_NAME, {})
    keys = {station: public_key_from(one["public_key"]) for station, one in known.items()}
    if desk.station_key is not None:
        keys[desk.settings.station] = desk.station_key.public_key()
    return keys
