"""Signing by hand (手写签名): take a signature for a document of a draft, take it back, say which hold.

The ink with the sheet is a file like a scan: encrypted, in both copies before anybody is told that it is
kept, and named by its digest in the event, so that it travels with the case. Nobody has to sign here:
a document without a signature has its line empty and is signed on paper.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from windowdesk.casework import choose, drafts
from windowdesk.casework.desk import Desk, Done
from windowdesk.clock import local_date_time
from windowdesk.domain import handwriting, signed_sheet
from windowdesk.domain.case import WrittenSignature
from windowdesk.domain.catalogue import Item
from windowdesk.domain.handwriting import DOCUMENTS, MEDIA_TYPE, SIGNERS, DatedInk, Ink, Sheet, Signed
from windowdesk.domain.intake import Draft
from windowdesk.errors import (
    FILE_UNREADABLE,
    SIGNATURE_NOT_ASKED,
    SIGNATURE_SHEET_CHANGED,
    SIGNATURE_UNREADABLE,
    InputRefused,
)

VOID_WORDS = "签名以后内容改过，原来的签名作废了。请重新签，或改在纸上签。"
LARGEST_FILE = 2_000_000
"""Bytes; a full signature has some ten thousand."""


@dataclass(frozen=True, slots=True)
class SigningPlace:
    """One place to sign: a document and a person."""

    document: str
    signer: str
    name: str
    """Of whoever signs."""
    state: str
    """``open`` not signed by hand, ``signed``, ``void`` the content changed afterwards."""

    @property
    def title(self) -> str:
        """What is signed by whom."""
        return f"{DOCUMENTS[self.document]}：{SIGNERS[self.signer]} {self.name}"

    @property
    def words(self) -> str:
        """How it stands, for the clerk."""
        return {"open": "没有手写签名，在纸上签", "signed": "已手写签名", "void": VOID_WORDS}[self.state]


def places(draft: Draft, item: Item) -> tuple[SigningPlace, ...]:
    """Who may sign what, in the order of the papers."""
    good = {(one.document, one.signer) for one in signed_sheet.holding(draft, item)}
    given = {(one.document, one.signer) for one in draft.signatures}
    people = {signed_sheet.APPLICANT: draft.applicant, signed_sheet.AGENT: draft.agent}

    def state(key: tuple[str, str]) -> str:
        return "signed" if key in good else "void" if key in given else "open"

    return tuple(
        SigningPlace(sheet.document, who, person.text("name") if person else "", state((sheet.document, who)))
        for sheet in signed_sheet.sheets(draft, item)
        for who in signed_sheet.signers(draft)
        for person in [people[who]]
    )


def sign(desk: Desk, draft: Draft, signer: str, seen: Sheet, ink: Ink) -> Done[Draft]:
    """Keep a signature under the sheet that was ``seen``; one given before for the same place goes.

    Raises:
        InputRefused: SIGNATURE_EMPTY; SIGNATURE_SHEET_CHANGED when the draft says something else by now;
            SIGNATURE_NOT_ASKED.
        StoreTrouble: DISK_FULL.
    """
    handwriting.check_written(ink)
    sheet = _sheet(desk, draft, seen.document, signer)
    if sheet.digest() != seen.digest():
        raise InputRefused(SIGNATURE_SHEET_CHANGED)
    file = desk.blobs.put(handwriting.encode(Signed(signer, sheet, ink)), MEDIA_TYPE)
    with desk.store.unit(desk.actor) as unit:
        unit.blobs.add(file)
        unit.audit.write("sign", draft.id, {"document": sheet.document, "signer": signer, "sheet": sheet.digest()})
    given = WrittenSignature(sheet.document, signer, sheet.digest(), desk.clock.now(), file)
    kept = unsigned(draft, sheet.document, signer)
    return drafts.keep(desk, replace(kept, signatures=(*kept.signatures, given)))


def sign_from_file(desk: Desk, draft: Draft, document: str, signer: str, file: Path) -> Done[Draft]:
    """The same with the ink of a file, for the sheet as it stands now: for the command line.

    Raises:
        InputRefused: FILE_UNREADABLE, SIGNATURE_UNREADABLE, and as `sign`.
    """
    ink = read_ink(file)
    return sign(desk, draft, signer, _sheet(desk, draft, document, signer), ink)


def unsigned(draft: Draft, document: str, signer: str) -> Draft:
    """The draft without that signature: it is given on paper. Saved as any other change."""
    kept = tuple(one for one in draft.signatures if (one.document, one.signer) != (document, signer))
    return replace(draft, signatures=kept)


def read_ink(file: Path) -> Ink:
    """The ink of a signature file.

    Raises:
        InputRefused: FILE_UNREADABLE, SIGNATURE_UNREADABLE.
    """
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise InputRefused(SIGNATURE_UNREADABLE, reason="文件太大")
        return handwriting.decode_ink(file.read_bytes())
    except OSError as trouble:
        raise InputRefused(FILE_UNREADABLE, file=file.name) from trouble


def on_paper(desk: Desk, signatures: tuple[WrittenSignature, ...], document: str) -> dict[str, DatedInk]:
    """The signatures to be drawn on a document, by signer.

    Raises:
        StoreTrouble: BLOB_DAMAGED.
        InputRefused: SIGNATURE_UNREADABLE.
    """
    found: dict[str, DatedInk] = {}
    for one in signatures:
        if one.document == document:
            ink = handwriting.decode(desk.blobs.read(one.file)).ink
            found[one.signer] = DatedInk(ink, local_date_time(one.signed_at).date())
    return found


def _sheet(desk: Desk, draft: Draft, document: str, signer: str) -> Sheet:
    with desk.store.reading() as view:
        item = choose.goal(desk, view, draft).item
    known = {sheet.document: sheet for sheet in signed_sheet.sheets(draft, item)} if item else {}
    if document not in known or signer not in signed_sheet.signers(draft):
        raise InputRefused(
            SIGNATURE_NOT_ASKED, document=DOCUMENTS.get(document, document), signer=SIGNERS.get(signer, signer)
        )
    return known[document]
