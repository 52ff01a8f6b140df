"""The calls of the contract, but for files: health, enrolment, token, uplink, verdicts, feed, packs."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from county import contract, enrolment, named_events, tokens, uplink
from county.answers import answer
from county.bell import Bell
from county.bodies import read_bytes, read_value
from county.callers import Listening, Place, Working
from county.database import reading
from county.epoch import current_epoch
from county.feed import items_after, last_given, last_number
from county.packs import newest_index
from county.place import County
from county.problems import Problem
from county.relay_line import hand_on

router = APIRouter(prefix="/v1")

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_LARGEST = 2**53 - 1
_SMALL_BODY = 64 * 1024


@router.get("/health")
def health(county: Place, request: Request) -> Response:
    """Is this the county, what time is it there, which epoch."""
    with reading(county.engine) as connection:
        epoch = current_epoch(connection)
    request.state.epoch = epoch
    return answer({"epoch": epoch, "time": county.moment(), "contract": contract.VERSION})


@router.post("/enrol")
async def enrol(county: Place, request: Request) -> Response:
    """Make a station known."""
    body = await read_value(request, _SMALL_BODY, "enrol.request.json")
    new, station = await run_in_threadpool(enrolment.enrol, county, body)
    request.state.epoch = station["epoch"]
    return answer(station, 201 if new else 200)


@router.post("/token")
async def token(county: Place, request: Request) -> Response:
    """An access token for a signed assertion."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise Problem("request_invalid", detail="Content-Type")
    form = parse_qs((await read_bytes(request, _SMALL_BODY)).decode("latin-1"))
    if form.get("grant_type") != [GRANT] or len(form.get("assertion", [])) != 1:
        raise Problem("request_invalid", detail="grant_type, assertion")
    granted = await run_in_threadpool(tokens.grant, county, form["assertion"][0])
    request.state.epoch = granted["epoch"]
    return answer(granted, headers={"Cache-Control": "no-store"})


@router.get("/uplink")
def marks(county: Place, station: Working, head: Annotated[int | None, Query(ge=0, le=_LARGEST)] = None) -> Response:
    """How far the station's log has got here; it may say how far it goes there."""
    return answer(uplink.marks(county, station["number"], head))


@router.post("/uplink")
async def take_events(county: Place, station: Working, request: Request) -> Response:
    """Store and judge a batch."""
    body = await read_value(request, county.limits.body, "uplink.request.json")
    batch = await run_in_threadpool(named_events.in_full, county, station["number"], body["events"])
    return answer(await run_in_threadpool(uplink.take_in, county, station, batch))


@router.get("/verdicts")
def verdicts(
    county: Place,
    station: Working,
    first: Annotated[int, Query(alias="from", ge=1, le=_LARGEST)] = 1,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Response:
    """The verdicts as they stand now."""
    return answer(uplink.verdicts_from(county, station["number"], first, limit))


@router.get("/feed")
async def feed(
    county: Place,
    station: Listening,
    request: Request,
    after: Annotated[int, Query(ge=0, le=_LARGEST)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    wait: Annotated[int, Query(ge=0, le=30)] = 0,
) -> Response:
    """Items after the cursor; waits up to ``wait`` seconds for the first."""
    bell: Bell = request.app.state.bell
    clock = asyncio.get_running_loop()
    deadline = clock.time() + wait
    while True:
        found, given = await run_in_threadpool(_feed_after, county, station["number"], after, limit)
        left = deadline - clock.time()
        if found["items"] or left <= 0 or bell.closing:
            request.state.epoch = found["epoch"]
            return answer(found)
        await bell.wait(station["number"], given, left)


@router.post("/relay")
async def relay(county: Place, station: Working, request: Request) -> Response:
    """Take in what the station carried for another."""
    body = await read_value(request, _SMALL_BODY, "relay.request.json")
    return answer(await run_in_threadpool(hand_on, county, station["number"], body["digest"]))


@router.get("/packs/{what}/index")
def pack_index(
    county: Place, station: Working, what: Literal["catalogue", "calendar", "settings", "keys", "program"]
) -> Response:
    """The signed index of a pack."""
    return answer(newest_index(county, what))


def _feed_after(county: County, station: str, after: int, limit: int) -> tuple[dict[str, Any], int]:
    """``feed.answer.json``, and the last number given out before it was read."""
    with reading(county.engine) as connection:
        given = last_given(connection, [station])[station]
        items = items_after(connection, station, after, limit)
        body = {"epoch": current_epoch(connection), "items": items, "last": last_number(connection, station)}
        return body, given
