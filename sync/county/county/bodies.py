"""Request bodies: read up to a limit, unpacked, strict JSON, held against the contract."""

from __future__ import annotations

import zlib
from typing import Any

from starlette.requests import Request

from county import contract
from county.canonical import NotCanonical, read_json
from county.problems import Problem

_GZIP = 16 + zlib.MAX_WBITS


async def read_bytes(request: Request, limit: int) -> bytes:
    """The body, at most ``limit`` bytes as sent and as unpacked.

    Raises:
        Problem: ``too_large``, or ``request_invalid`` for a damaged or unknown packing.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise Problem("too_large", limit=limit)
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > limit:
            raise Problem("too_large", limit=limit)
    packing = request.headers.get("content-encoding", "identity").strip().lower()
    if packing == "identity":
        return bytes(found)
    if packing != "gzip":
        raise Problem("request_invalid", detail="Content-Encoding")
    return _unpack(bytes(found), limit)


async def read_value(request: Request, limit: int, schema: str) -> Any:
    """The JSON body that fits schema file ``schema``.

    Raises:
        Problem: ``too_large`` or ``request_invalid`` (with the field where there is one).
    """
    data = await read_bytes(request, limit)
    try:
        value = read_json(data)
    except NotCanonical as error:
        raise Problem("request_invalid", detail=f"不是规范的 JSON：{error}") from error
    found = contract.fault(schema, value)
    if found is not None:
        sentence = f"“{found.title}”{found.reason}。"
        raise Problem("request_invalid", detail=sentence, field=found.field, field_title=found.title)
    return value


def _unpack(data: bytes, limit: int) -> bytes:
    unpacker = zlib.decompressobj(_GZIP)
    try:
        plain = unpacker.decompress(data, limit + 1)
    except zlib.error as error:
        raise Problem("request_invalid", detail="压缩内容损坏") from error
    if len(plain) > limit:
        raise Problem("too_large", limit=limit)
    if not unpacker.eof or unpacker.unused_data:
        raise Problem("request_invalid", detail="压缩内容不完整")
    return plain
