"""The settings as far as a stranger may read them: what is chosen, never where, who, or by which name.

Everything is named here one by one: a setting added later stays out until somebody decides.
"""

from __future__ import annotations

import re
from typing import Any

from windowdesk.settings import Settings

_STATION = re.compile(r"[A-Za-z0-9-]{1,24}")
_KINDS = frozenset({"village", "township"})
_RECEIVERS = frozenset({"applicant", "agency"})
_SCANS = frozenset({"small", "original"})
_SIZES = frozenset({"standard", "large", "largest"})
_MODEL = re.compile(r"[a-z0-9-]{1,40}")
_SCHEME = re.compile(r"[a-z]{2,12}")
_PLAIN_PLACE = {
    "serial": re.compile(r"/dev/tty[A-Z]{1,5}\d{1,3}|COM\d{1,3}"),
    "usb": re.compile(r"[0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}"),
    "camera": re.compile(r"/dev/video\d{1,2}"),
    "file": re.compile(r"/dev/usb/lp\d{1,2}"),
}
"""Places that are the same on every PC, by scheme; all others are left out."""
_OPTIONS = {
    "baud": re.compile(r"\d{4,6}"),
    "resolution": re.compile(r"\d{2,4}"),
    "mode": re.compile(r"color|grey|lineart"),
    "size": re.compile(r"\d{3,4}x\d{3,4}"),
    "answers": re.compile(r"yes|no"),
    "model": _MODEL,
}
HIDDEN = "…"


def reduced(settings: Settings) -> dict[str, Any]:
    """The settings without names, places, addresses and secrets. The station number stays: help is for that station."""
    devices, budget, site = settings.devices, settings.budget, settings.site
    return {
        "station": _if(_STATION, settings.station),
        "site_kind": _of(_KINDS, site.kind),
        "receives_for": _of(_RECEIVERS, site.receives_for),
        "reader": [reduced_address(one) for one in devices.reader.replace("；", ";").split(";") if one.strip()],
        "scanner": reduced_address(devices.scanner),
        "printer": reduced_address(devices.printer),
        "printer_model": _if(_MODEL, devices.printer_model),
        "roll_m": devices.roll_m,
        "evaluator": reduced_address(devices.evaluator),
        "daily_mb": budget.daily_mb,
        "night": [budget.night_from, budget.night_to],
        "scans": _of(_SCANS, settings.scans),
        "text_size": _of(_SIZES, settings.text_size),
        "county": _scheme_of(settings.county),
        "county_certificate": bool(settings.county_certificate),
        "second_copy_elsewhere": bool(settings.second_copy),
    }


def reduced_address(address: str) -> str:
    """``tcp://192.0.2.7:9100?model=x`` → ``tcp:…?model=x``: the driver and its options, not the place."""
    scheme, colon, rest = address.strip().partition(":")
    if not colon or not _SCHEME.fullmatch(scheme):
        return HIDDEN if address.strip() else ""
    place, _, query = rest.partition("?")
    form = _PLAIN_PLACE.get(scheme)
    shown = place if not place or (form is not None and form.fullmatch(place)) else HIDDEN
    pairs = (one.partition("=") for one in query.split("&") if one)
    options = [f"{name}={value}" for name, _, value in pairs if name in _OPTIONS and _OPTIONS[name].fullmatch(value)]
    return f"{scheme}:{shown}" + (f"?{'&'.join(options)}" if options else "")


def _if(form: re.Pattern[str], text: str) -> str:
    return text if form.fullmatch(text) else HIDDEN if text else ""


def _of(known: frozenset[str], text: str) -> str:
    return text if text in known else HIDDEN


def _scheme_of(county: str) -> str:
    scheme = county.partition("://")[0]
    return scheme if scheme in {"http", "https"} else HIDDEN if county else ""
