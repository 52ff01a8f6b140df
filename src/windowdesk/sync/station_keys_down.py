"""The public keys of the county's stations: a receipt of any of them is proved here without a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from windowdesk import errors
from windowdesk.domain.exchange_news import STATION_KEYS_NAME
from windowdesk.sync.run import ACTOR, Run
from windowdesk.wire.canonical import public_key_from
from windowdesk.wire.contract import check_answer

STATIONS = "stations"
"""Kind of the part of pack ``keys`` that lists the stations."""


def put_station_keys(run: Run, values: Mapping[str, Any]) -> None:
    """Keep the list as it is now: station number to its key and whether it is revoked.

    Raises:
        CountyTrouble: ``COUNTY_SCHEMA``; the list before stays.
    """
    check_answer("pack.stations", values)
    try:
        for one in values["stations"]:
            public_key_from(one["public_key"])
    except ValueError as wrong:
        raise errors.CountyTrouble(errors.COUNTY_SCHEMA) from wrong
    known = {
        one["station"]: {"public_key": one["public_key"], "revoked": one["status"] == "revoked"}
        for one in values["stations"]
    }
    with run.store.unit(ACTOR) as unit:
        unit.state.set(STATION_KEYS_NAME, known)
