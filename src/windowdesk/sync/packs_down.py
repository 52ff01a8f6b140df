"""Phase *packs*: catalogue, calendar, settings and keys that the county publishes.

Only the signed index is believed; a part is true when its digest stands in it, so a delta is
the parts that are missing. A lower version is refused. A part that cannot stand is refused and
reported, the rest is taken.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from windowdesk import errors
from windowdesk.domain.calendar import check_replacement, read_calendar_pack
from windowdesk.domain.exchange_news import IN_USE_NAME, LOOKED_NAME, WANTED_NAME
from windowdesk.events import Kind
from windowdesk.sync import enrolment
from windowdesk.sync.answers import NO_USE
from windowdesk.sync.catalogue_down import put_catalogue
from windowdesk.sync.clocks import recalculate
from windowdesk.sync.incoming import Incoming
from windowdesk.sync.program_down import put_program
from windowdesk.sync.reasons import filled
from windowdesk.sync.run import ACTOR, Run
from windowdesk.sync.settings_down import concerns, put_settings
from windowdesk.sync.station_keys_down import STATIONS, put_station_keys
from windowdesk.wire.canonical import public_key_from
from windowdesk.wire.packs import WHAT, PackIndex, PackPart, read_index

LOOK_AGAIN = timedelta(days=1)
"""Without any announcement the indexes are looked at this often."""


def fetch(run: Run, only: Sequence[str] | None = None) -> None:
    """Fetch and put into use what is wanted; one pack that fails does not keep back the next.

    ``only``: packs to look at, wanted or not; None: the wanted ones.

    Raises:
        CountyTrouble, InputRefused, StoreTrouble: the first trouble, after all packs were tried.
    """
    first: errors.Known | None = None
    for what in _wanted(run) if only is None else only:
        try:
            _one(run, what)
        except errors.Known as trouble:
            if trouble.code in NO_USE:
                raise
            first = first or trouble
            if trouble.code != errors.COUNTY_ERROR.code:  # that one passes by itself
                run.report.refused.append(filled(trouble))
    if first is not None:
        raise first


def _wanted(run: Run) -> list[str]:
    with run.store.reading() as view:
        wanted = set(view.state.get(WANTED_NAME, []))
        looked = view.state.get(LOOKED_NAME)
    now = run.clock.now()
    if looked is None or not timedelta() <= now - datetime.fromisoformat(looked) < LOOK_AGAIN:
        wanted = set(WHAT)
        with run.store.unit(ACTOR) as unit:
            unit.state.set(WANTED_NAME, sorted(wanted))
            unit.state.set(LOOKED_NAME, now.isoformat())
    return [what for what in WHAT if what in wanted]


def _one(run: Run, what: str) -> None:
    try:
        if not _put_into_use(run, what):
            return  # more of it comes with the next run
    except errors.InputRefused as refused:
        if refused.code != errors.CATALOGUE_SIGNATURE.code:
            _no_longer_wanted(run, what)  # signed, so asking again brings the same: wait for the next version
        raise
    _no_longer_wanted(run, what)


def _put_into_use(run: Run, what: str) -> bool:
    """True: nothing more is to come."""
    raw = run.county.pack_index(what)
    if raw is None:
        return True
    used = run.state(IN_USE_NAME, {}).get(what, {"version": 0, "parts": {}})
    index = read_index(what, raw, used["version"], run.enrolment.keys())
    if index.version == used["version"]:
        return True
    if what == "program":
        ready = put_program(run, index)
        if ready is not None:
            _note_use(run, index, ready, whole=True)
        return ready is not None
    incoming = Incoming(run.home)
    held = used["parts"]
    parts: dict[PackPart, bytes | None] = {}
    spoilt: dict[str, errors.CountyTrouble] = {}
    for part in index.parts:
        if what == "settings" and not concerns(run, part):
            continue
        if held.get(part.code) == part.digest:
            parts[part] = None
            continue
        try:
            parts[part] = incoming.fetch(part, run.county.read_blob)
        except errors.CountyTrouble as trouble:
            if what != "catalogue" or trouble.code in NO_USE:
                raise
            parts[part], spoilt[part.code] = None, trouble  # one bad file must not hold up the others
    kept = _APPLY[what](run, index, parts)
    for code in spoilt:
        kept.pop(code, None)
    _note_use(run, index, kept, whole=not spoilt)
    for part in parts:
        incoming.done(part)
    if spoilt:
        raise next(iter(spoilt.values()))
    return True


def _note_use(run: Run, index: PackIndex, kept: dict[str, str], *, whole: bool) -> None:
    """Keep what is in use; a version that is not whole does not count yet, so that the rest is asked for again."""
    with run.store.unit(ACTOR) as unit:
        packs = unit.state.get(IN_USE_NAME, {})
        before = packs.get(index.what, {"version": 0})["version"]
        packs[index.what] = {"version": index.version if whole else before, "parts": kept}
        unit.state.set(IN_USE_NAME, packs)
        unit.audit.write("pack.used", index.what, {"version": index.version, "whole": whole})
    run.report.packs.append(f"{index.what} {index.version}")


def _no_longer_wanted(run: Run, what: str) -> None:
    with run.store.unit(ACTOR) as unit:
        wanted = [one for one in unit.state.get(WANTED_NAME, []) if one != what]
        unit.state.set(WANTED_NAME, wanted)


def _catalogue(run: Run, index: PackIndex, parts: dict[PackPart, bytes | None]) -> dict[str, str]:
    kept = put_catalogue(run, index, parts)
    run.changed.add(Kind.CATALOGUE)
    return kept


def _calendar(run: Run, index: PackIndex, parts: dict[PackPart, bytes | None]) -> dict[str, str]:
    for content in parts.values():
        if content is None:
            continue
        pack = _object(content, errors.CALENDAR_REFUSED)
        offered = read_calendar_pack(pack)
        with run.store.unit(ACTOR) as unit:
            current = unit.calendar.get()
            check_replacement(read_calendar_pack(current) if current else None, offered)
            unit.calendar.replace(pack)
        recalculate(run, offered)
    run.changed.add(Kind.CALENDAR)
    return {part.code: part.digest for part in parts}


def _settings(run: Run, index: PackIndex, parts: dict[PackPart, bytes | None]) -> dict[str, str]:
    return put_settings(
        run,
        {
            part: None if content is None else _object(content, errors.SETTINGS_REFUSED)
            for part, content in parts.items()
        },
    )


def _keys(run: Run, index: PackIndex, parts: dict[PackPart, bytes | None]) -> dict[str, str]:
    """The index is the whole list: a key that is not in it is no longer trusted."""
    keys: dict[str, str] = {}
    sealing: dict[str, str] = {}
    stations = {part.code: content for part, content in parts.items() if part.kind == STATIONS}
    for part, content in parts.items():
        if part.kind not in ("", "key"):
            continue
        if content is None:
            keys[part.code] = run.enrolment.county_keys[part.code]
            if part.code in run.enrolment.sealing_keys:
                sealing[part.code] = run.enrolment.sealing_keys[part.code]
            continue
        record = _object(content, errors.COUNTY_SCHEMA)
        try:
            public_key_from(str(record["public_key"]))
        except (KeyError, ValueError) as wrong:
            raise errors.CountyTrouble(errors.COUNTY_SCHEMA) from wrong
        keys[part.code] = str(record["public_key"])
        if "sealing_key" in record:
            sealing[part.code] = str(record["sealing_key"])
    if not keys:
        raise errors.CountyTrouble(errors.COUNTY_SCHEMA)
    run.enrolment = replace(run.enrolment, county_keys=keys, sealing_keys=sealing)
    enrolment.keep(run.store, run.home, run.enrolment)
    for listed in stations.values():
        if listed is not None:
            put_station_keys(run, _object(listed, errors.COUNTY_SCHEMA))
    if not stations:
        put_station_keys(run, {"stations": []})
    return {part.code: part.digest for part in parts}


_APPLY = {"catalogue": _catalogue, "calendar": _calendar, "settings": _settings, "keys": _keys}


def _object(content: bytes, message: errors.Message) -> dict[str, Any]:
    """The JSON object in a part; the index is signed, so anything else is the county's mistake."""
    try:
        found = json.loads(content)
    except ValueError as wrong:
        raise errors.InputRefused(message, reason="不是约定的格式") from wrong
    if not isinstance(found, dict):
        raise errors.InputRefused(message, reason="不是约定的格式")
    return found
