"""The calls about files: ask, upload by tus 1.0.0, download by range."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import tempfile
from collections.abc import AsyncIterator
from typing import IO

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import StreamingResponse

from county import blobs, tus
from county.answers import answer
from county.bodies import read_value
from county.callers import Place, Working
from county.files import blob_name
from county.judge import no_longer_awaited, settle, stations_waiting_for
from county.place import MEBIBYTE, County
from county.problems import Problem

router = APIRouter(prefix="/v1/blobs")

TUS = {"Tus-Resumable": tus.VERSION}
_STREAM_TYPE = "application/offset+octet-stream"
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def speaks_tus(request: Request) -> None:
    """Every tus call names the version.

    Raises:
        Problem: ``request_invalid`` with status 412.
    """
    if request.headers.get("tus-resumable") != tus.VERSION:
        raise Problem("request_invalid", status=412, detail="Tus-Resumable", headers={"Tus-Version": tus.VERSION})


SpeaksTus = Depends(speaks_tus)


@router.post("/query")
async def query(county: Place, station: Working, request: Request) -> Response:
    """Which of these files need not be sent."""
    body = await read_value(request, county.limits.body, "blobs.query.json")
    have = await run_in_threadpool(blobs.have, county, body["digests"])
    return answer({"epoch": request.state.epoch, "have": have})


@router.options("")
def options(county: Place) -> Response:
    """What this tus server can do."""
    able = {"Tus-Version": tus.VERSION, "Tus-Extension": tus.EXTENSIONS, "Tus-Checksum-Algorithm": "sha256"}
    return Response(status_code=204, headers={**TUS, **able, "Tus-Max-Size": str(county.limits.upload)})


@router.post("", dependencies=[SpeaksTus])
async def create(county: Place, station: Working, request: Request) -> Response:
    """Begin an upload or find the one begun before."""
    length = _number(request, "upload-length")
    if length < 1:
        raise Problem("request_invalid", detail="Upload-Length")
    digest, media_type = tus.read_metadata(request.headers.get("upload-metadata", ""))
    found = await run_in_threadpool(tus.create, county, station["number"], digest, media_type, length)
    if found.offset == found.length:
        await _settle_waiting(county, found.digest)
    headers = {**TUS, "Location": f"/v1/blobs/uploads/{found.id}", "Upload-Offset": str(found.offset)}
    return Response(status_code=201, headers=headers)


@router.head("/uploads/{upload}", dependencies=[SpeaksTus])
def offset(county: Place, station: Working, upload: str) -> Response:
    """How many bytes are here."""
    found = tus.standing(county, station["number"], upload)
    stands = {"Upload-Offset": str(found.offset), "Upload-Length": str(found.length), "Cache-Control": "no-store"}
    return Response(status_code=200, headers={**TUS, **stands})


@router.patch("/uploads/{upload}", dependencies=[SpeaksTus])
async def take_bytes(county: Place, station: Working, upload: str, request: Request) -> Response:
    """Bytes from the offset on."""
    if request.headers.get("content-type") != _STREAM_TYPE:
        raise Problem("request_invalid", status=415, detail="Content-Type")
    start, checksum = _number(request, "upload-offset"), _checksum(request.headers.get("upload-checksum"))
    found = await run_in_threadpool(tus.find, county, station["number"], upload)
    if start != found.offset:
        raise Problem("offset")
    with tempfile.SpooledTemporaryFile(tus.IN_MEMORY) as content:
        received, seen, cut = await _receive(found, request, content)
        if checksum is not None and (cut or seen != checksum):
            raise Problem("checksum")  # nothing is counted
        if received:
            found = await run_in_threadpool(tus.keep, county, found, content, received)
    if found.offset == found.length:
        await _settle_waiting(county, found.digest)
    return Response(status_code=204, headers={**TUS, "Upload-Offset": str(found.offset)})


@router.delete("/uploads/{upload}", dependencies=[SpeaksTus])
def give_up(county: Place, station: Working, upload: str) -> Response:
    """End an upload."""
    tus.drop(county, tus.standing(county, station["number"], upload))
    return Response(status_code=204, headers=TUS)


@router.get("/{digest}")
def read(county: Place, station: Working, digest: str, request: Request) -> Response:
    """The bytes of a file, or a range of them."""
    if digest == "query":  # an address of its own, to which one posts
        raise Problem("method", headers={"Allow": "POST"})
    size, media_type = blobs.readable(county, station["number"], digest)
    headers = {"Accept-Ranges": "bytes", "ETag": f'"{digest}"', "Content-Type": media_type}
    wanted = _wanted_range(request.headers.get("range", ""), size)
    if wanted is None:
        return _stream(county, digest, (0, size - 1), 200, headers)
    return _stream(county, digest, wanted, 206, {**headers, "Content-Range": f"bytes {wanted[0]}-{wanted[1]}/{size}"})


async def _receive(found: tus.Upload, request: Request, content: IO[bytes]) -> tuple[int, bytes, bool]:
    """Write what comes into ``content``; gives (bytes received, their SHA-256, was the line cut)."""
    received, seen, cut = 0, hashlib.sha256(), False
    try:
        async for piece in _pieces(request):
            if found.offset + received + len(piece) > found.length:
                raise Problem("too_large", limit=found.length - found.offset)
            await run_in_threadpool(content.write, piece)
            seen.update(piece)
            received += len(piece)
    except ClientDisconnect:
        cut = True
    return received, seen.digest(), cut


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    """The body in pieces of about a mebibyte; when the line is cut, what came before the cut first."""
    gathered = bytearray()
    try:
        async for chunk in request.stream():
            gathered += chunk
            if len(gathered) >= MEBIBYTE:
                yield bytes(gathered)
                gathered.clear()
    except ClientDisconnect:
        if gathered:
            yield bytes(gathered)
        raise
    if gathered:
        yield bytes(gathered)


async def _settle_waiting(county: County, digest: str) -> None:
    waiting = await run_in_threadpool(stations_waiting_for, county, digest)
    for number in waiting:
        await run_in_threadpool(settle, county, number)
    if waiting:
        await run_in_threadpool(no_longer_awaited, county, digest)


def _number(request: Request, header: str) -> int:
    text = request.headers.get(header, "")
    if not re.fullmatch(r"\d{1,15}", text, re.ASCII):
        raise Problem("request_invalid", detail=header)
    return int(text)


def _checksum(header: str | None) -> bytes | None:
    if header is None:
        return None
    algorithm, _, value = header.partition(" ")
    try:
        digest = base64.b64decode(value.strip(), validate=True)
    except binascii.Error as error:
        raise Problem("request_invalid", detail="Upload-Checksum") from error
    if algorithm != "sha256" or len(digest) != hashlib.sha256().digest_size:
        raise Problem("request_invalid", detail="Upload-Checksum")
    return digest


def _wanted_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a single range; None where there is none or it is of a kind to be ignored (RFC 9110)."""
    found = _RANGE.fullmatch(header.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first_text, last_text = found.groups()
    if not first_text:
        first, last = max(0, size - int(last_text)), size - 1
    else:
        first, last = int(first_text), min(int(last_text), size - 1) if last_text else size - 1
    if first > last or first >= size:
        raise Problem("range", headers={"Content-Range": f"bytes */{size}"})
    return first, last


def _stream(county: County, digest: str, part: tuple[int, int], status: int, headers: dict[str, str]) -> Response:
    length = {"Content-Length": str(part[1] - part[0] + 1)}
    return StreamingResponse(county.files.read(blob_name(digest), *part), status, {**headers, **length})
