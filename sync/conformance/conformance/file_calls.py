"""Uploads by tus 1.0.0 as a station makes them."""

from __future__ import annotations

import base64
import hashlib

from conformance.desk import Desk
from conformance.findings import expect
from conformance.line import Answer
from conformance.sealing import sha256

TUS = {"Tus-Resumable": "1.0.0"}
STREAM = "application/offset+octet-stream"
JPEG = "image/jpeg"


def create(desk: Desk, content: bytes, *, digest: str = "", kind: str = JPEG) -> Answer:
    """``POST /v1/blobs`` for ``content``; ``digest``: a lie about it; ``kind``: its media type."""
    return desk.call("POST", "/v1/blobs", headers=creation_headers(content, digest=digest, kind=kind))


def creation_headers(content: bytes, *, digest: str = "", kind: str = JPEG) -> dict[str, str]:
    """The headers that declare ``content``, or ``digest`` instead."""
    named = base64.b64encode((digest or sha256(content)).encode()).decode()
    told = base64.b64encode(kind.encode()).decode()
    return {**TUS, "Upload-Length": str(len(content)), "Upload-Metadata": f"digest {named},media_type {told}"}


def begin(desk: Desk, content: bytes, *, digest: str = "", kind: str = JPEG) -> str:
    """The address of a new upload.

    Raises:
        Failed: the platform does not give one.
    """
    answer = create(desk, content, digest=digest, kind=kind)
    expect(answer.status == 201 and "Location" in answer.headers, "HTTP 201 with Location", answer)
    return desk.line.resolve(answer.headers["Location"])


def patch_headers(offset: int, checksum_of: bytes | None = None) -> dict[str, str]:
    """The headers of a chunk, with the checksum of ``checksum_of``."""
    headers = {**TUS, "Upload-Offset": str(offset), "Content-Type": STREAM}
    if checksum_of is not None:
        headers["Upload-Checksum"] = "sha256 " + base64.b64encode(hashlib.sha256(checksum_of).digest()).decode()
    return headers


def patch(desk: Desk, place: str, offset: int, data: bytes, checksum_of: bytes | None = None) -> Answer:
    """One chunk."""
    return desk.call("PATCH", place, headers=patch_headers(offset, checksum_of), data=data)


def kept(desk: Desk, place: str, offset: int, data: bytes, checksum_of: bytes | None = None) -> None:
    """One chunk that must be kept.

    Raises:
        Failed: it is not.
    """
    answer = patch(desk, place, offset, data, checksum_of)
    told = answer.headers.get("Upload-Offset")
    end = str(offset + len(data))
    expect(
        answer.status == 204 and told == end, f"HTTP 204 with Upload-Offset {end}", f"{answer}, Upload-Offset {told}"
    )


def offset_of(desk: Desk, place: str) -> int:
    """How many bytes the platform has.

    Raises:
        Failed: it does not tell.
    """
    answer = desk.call("HEAD", place, headers=TUS)
    told = answer.headers.get("Upload-Offset", "")
    expect(answer.status == 200 and told.isdigit(), "HTTP 200 with Upload-Offset", answer)
    return int(told)


def upload(desk: Desk, content: bytes, kind: str = JPEG) -> str:
    """Send a file in two chunks; gives its digest.

    Raises:
        Failed: the platform does not take it.
    """
    place, half = begin(desk, content, kind=kind), len(content) // 2
    kept(desk, place, 0, content[:half])
    kept(desk, place, half, content[half:])
    return sha256(content)


def has(desk: Desk, *digests: str) -> list[str]:
    """Which of these files the platform says it has."""
    body = desk.call("POST", "/v1/blobs/query", json={"digests": list(digests)}).members()
    return [str(one) for one in body.get("have", [])]
