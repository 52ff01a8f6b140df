"""Who calls: the station behind a token, as route dependencies."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import RowMapping
from starlette.concurrency import run_in_threadpool

from county.place import County
from county.problems import Problem
from county.tokens import caller


def the_county(request: Request) -> County:
    """The county this application serves."""
    county: County = request.app.state.county
    return county


Place = Annotated[County, Depends(the_county)]


async def listening(request: Request, county: Place) -> RowMapping:
    """The calling station, stopped or not.

    Raises:
        Problem: ``token`` or ``station_revoked``.
    """
    station, epoch = await run_in_threadpool(caller, county, request.headers.get("authorization", ""))
    request.state.epoch = epoch
    return station


async def working(station: Annotated[RowMapping, Depends(listening)]) -> RowMapping:
    """The calling station, which must not be stopped.

    Raises:
        Problem: ``station_stopped``.
    """
    if station["status"] == "stopped":
        raise Problem("station_stopped")
    return station


Listening = Annotated[RowMapping, Depends(listening)]
Working = Annotated[RowMapping, Depends(working)]
