"""The signed text in the receipt's QR code: any township PC proves a receipt with no network.

``WD1.`` and base64url of a JSON array (claims, in the order of `ReceiptClaims`) followed by the
64 bytes of an Ed25519 signature by the station's key. The signature covers ``WD1.`` too, so it
can never be taken for the signature of anything else. Where the county has an entrance for
applicants the text stands behind it: ``<entrance>#WD1.…``, and the part behind ``#`` is never
sent to a server by a phone.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from typing import TYPE_CHECKING

from windowdesk.domain.receipt import ReceiptLine
from windowdesk.errors import RECEIPT_CODE_WRONG, InputRefused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MARK = "WD1."
_SIGNATURE_BYTES = 64
_DIGEST_BYTES = 8


@dataclass(frozen=True, slots=True)
class ReceiptClaims:
    """What the code says: enough to hold the paper against the record, nothing more (rule G05)."""

    station: str
    """Number of the station whose key signed."""
    number: str
    """Official or provisional case number."""
    item_code: str
    received_on: date
    name_masked: str
    """Masked by rule G04."""
    materials: str
    """Short digest of the list of received materials, by `materials_digest`."""


def materials_digest(lines: Iterable[ReceiptLine]) -> str:
    """Sixteen hex digits over the names and words of the received materials, in order."""
    whole = hashlib.sha256()
    for line in lines:
        whole.update(f"{line.name}\x1f{line.how}\x1e".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()[: 2 * _DIGEST_BYTES]


def sign(claims: ReceiptClaims, key: Ed25519PrivateKey, *, entrance: str = "") -> str:
    """The text for the QR code. Half a character from a worn card (a lone surrogate) stays what it is."""
    fields = [one.strftime("%Y%m%d") if isinstance(one, date) else one for one in astuple(claims)]
    payload = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    sealed = payload + key.sign(MARK.encode() + payload)
    text = MARK + base64.urlsafe_b64encode(sealed).decode("ascii").rstrip("=")
    return f"{entrance}#{text}" if entrance else text


def verify(text: str, keys: Mapping[str, Ed25519PublicKey]) -> ReceiptClaims:
    """The claims of a scanned code.

    Raises:
        InputRefused: D803, the text was altered, is no receipt code, or its station is unknown.
    """
    payload, signature = _parts(text)
    claims = _claims(payload)
    key = keys.get(claims.station)
    if key is None:
        raise InputRefused(RECEIPT_CODE_WRONG)
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify(signature, MARK.encode() + payload)
    except InvalidSignature:
        raise InputRefused(RECEIPT_CODE_WRONG) from None
    return claims


def digest(text: str) -> str:
    """SHA-256 in hex of the signed text, kept with the case (``CaseReceived.receipt_digest``)."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _parts(text: str) -> tuple[bytes, bytes]:
    """Payload and signature. Only the one spelling that `sign` makes is taken."""
    code = text.strip().rpartition("#")[2]
    body = code.removeprefix(MARK)
    try:
        sealed = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise InputRefused(RECEIPT_CODE_WRONG) from None
    respelt = base64.urlsafe_b64encode(sealed).decode("ascii").rstrip("=")
    if body == code or respelt != body or len(sealed) <= _SIGNATURE_BYTES:
        raise InputRefused(RECEIPT_CODE_WRONG)
    return sealed[:-_SIGNATURE_BYTES], sealed[-_SIGNATURE_BYTES:]


def _claims(payload: bytes) -> ReceiptClaims:
    try:
        station, number, item_code, day, name, materials = json.loads(payload.decode("utf-8"))
        received_on = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except (ValueError, TypeError, RecursionError):
        raise InputRefused(RECEIPT_CODE_WRONG) from None
    if not all(isinstance(one, str) for one in (station, number, item_code, name, materials)):
        raise InputRefused(RECEIPT_CODE_WRONG)
    return ReceiptClaims(station, number, item_code, received_on, name, materials)
