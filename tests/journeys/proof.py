"""What the paper says against what the county holds. Nothing here asks the client."""

import hashlib
import json
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import zxingcpp

from windowdesk.devices import escpos_picture

NUMBER = re.compile(r"LS[0-9]{12}[0-9]{6}[0-9A-Z]{7}")
COUNTY_DATABASE = "county.db"


def jobs(printed: Path) -> list[bytes]:
    """The raw bytes of every print job, in order."""
    return [file.read_bytes() for file in sorted(printed.glob("*.bin"))]


def numbers_on_paper(printed: Path) -> dict[str, int]:
    """Each provisional number on a receipt, and on how many first prints it stands.

    Numbers are read from the text as printed and from the picture of the barcode and QR code by
    an independent decoder; a receipt without any number is a failure.
    """
    found: Counter[str] = Counter()
    for job in jobs(printed):
        paper = escpos_picture.read(job)
        assert not paper.faults, paper.faults
        text = paper.text
        seen = set(NUMBER.findall(re.sub(r"\s", "", text)))
        seen |= {code.text for code in zxingcpp.read_barcodes(paper.picture) if NUMBER.fullmatch(code.text)}
        assert seen, "a receipt without a number came out"
        if "补打" not in text:
            found.update(seen)
        else:
            found.update(dict.fromkeys(seen, 0))
    return dict(found)


def save_pictures(printed: Path, into: Path) -> None:
    """The picture of every receipt, as a person would see it."""
    for file in sorted(printed.glob("*.bin")):
        escpos_picture.read(file.read_bytes()).picture.save(into / f"{file.stem}.png")


@dataclass(frozen=True)
class Proof:
    """Counts from the county's own database and files."""

    receipts: int
    at_county: int
    registered: int
    lost: int
    duplicated: int
    blobs_verified: int
    blobs_wrong: int


def prove(printed: Path, county: Path) -> Proof:
    """Hold the paper against the county's database; hash every file the county says it has."""
    on_paper = numbers_on_paper(printed)
    with sqlite3.connect(f"file:{county / COUNTY_DATABASE}?mode=ro", uri=True) as database:
        cases = database.execute("select provisional_number, official_number from cases").fetchall()
        received = [
            json.loads(text)["payload"]["case"]["provisional_number"]
            for (text,) in database.execute(
                "select e.text from events e join case_events c on c.event_id = e.id where e.type = 'case.received'"
            )
        ]
        named = {digest for (digest,) in database.execute("select digest from event_blobs")}
        whole = {digest for (digest,) in database.execute("select digest from blobs where complete")}
    database.close()
    held = Counter(number for number, _ in cases)
    applied = Counter(received)
    wrong = [digest for digest in named if not _is_whole(county, digest, whole)]
    doubled = sum(count - 1 for count in held.values()) + sum(count - 1 for count in applied.values())
    return Proof(
        receipts=len(on_paper),
        at_county=len(held),
        registered=sum(1 for _, official in cases if official),
        lost=len(set(on_paper) - set(held)),
        duplicated=doubled + len(set(held) - set(on_paper)) + sum(n - 1 for n in on_paper.values() if n > 1),
        blobs_verified=len(named) - len(wrong),
        blobs_wrong=len(wrong),
    )


def _is_whole(county: Path, digest: str, whole: set[str]) -> bool:
    if digest not in whole:
        return False
    files = [file for file in (county / "blobs").rglob(f"{digest}*") if file.is_file()]
    return len(files) == 1 and hashlib.sha256(files[0].read_bytes()).hexdigest() == digest
