"""The receipt 收件凭证 as a value: everything that stands on it, already masked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One received material."""

    name: str
    how: str
    """Words: 原件 1 份, 扫描 2 页 …"""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the villager takes home. The id and phone in it are masked (rule G05).

    ``number`` is the official or the provisional number; ``provisional`` says which.
    """

    title: str
    number: str
    provisional: bool
    item_name: str
    item_code: str
    applicant: str
    """Name in full: it is the applicant's own paper."""
    id_masked: str
    phone_masked: str
    mode: str
    site: str
    agency: str
    window: str
    clerk: str
    badge: str
    received_at: datetime
    materials: tuple[ReceiptLine, ...]
    missing: tuple[ReceiptLine, ...]
    next_step: str
    """What happens next and by when, one or two sentences."""
    legal_note: str
    """Not yet acceptance, or the deemed-acceptance sentence where the site receives for the agency."""
    promised: str
    due: date | None
    due_provisional: bool
    query_ways: str
    hotline: str
    entrance: str
    code: str
    """The signed text in the QR code."""
    provisional_number: str = ""
    """Also shown when an official number replaced it."""
    other_numbers: tuple[str, ...] = ()
    """Numbers of the other cases of the package, on the combined receipt."""
    reprint: int = 0
    """0: first print; n: marked 补打 n."""
    training: bool = False
    """演示 watermark."""
