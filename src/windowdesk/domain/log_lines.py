"""What stands on one line of the log, and what of it may leave the PC.

A line holds what happened as the program's own words (``event``, the text in the source before anything is
filled in), the class and places of a bug (``kind``, ``where``), and beside these the filled-in ``text`` and the
``trace`` for whoever sits at this PC. Long digit runs and Chinese text are taken out of those two, but a name in
Latin letters or in some encoding could still slip through an exception's text: so only the first three leave.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

FOLDER = "logs"
FILE_NAME = "windowdesk.log"

_NUMBERS = re.compile(r"(?<![0-9A-Za-z])\d{11,19}[0-9Xx]?(?![0-9A-Za-z])")
_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_CODE = re.compile(r"\b[A-Z]\d{3}\b")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*\+00:00")
_LOGGER = re.compile(r"windowdesk(\.[a-z_0-9]+)*")
_EVENT = re.compile(r"[ -~]{1,160}")
_KIND = re.compile(r"[A-Za-z_][A-Za-z_0-9.]{0,80}")
_PLACE = re.compile(r"[a-z_0-9.]{1,80}:\d{1,6} [A-Za-z_0-9<>]{1,60}")
_LEVELS = frozenset({"debug", "info", "warning", "error", "critical"})
_MOST_DIGITS = re.compile(r"\d{7}")
"""So many digits in a row stand in no words of the program."""
_MOST_PLACES = 40


def scrub(text: str) -> str:
    """``text`` without digit runs of 11 or more and without Chinese characters."""
    return _CHINESE.sub("…", _NUMBERS.sub("#", text))


def line_of(record: logging.LogRecord, trace: Callable[[Any], str]) -> str:
    """The line for one record; ``trace`` writes an exception out."""
    line: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": record.msg if isinstance(record.msg, str) else "",
        "text": scrub(record.getMessage()),
    }
    if record.exc_info and record.exc_info[0] is not None:
        line["kind"] = record.exc_info[0].__qualname__
        line["where"] = _places(record.exc_info[2])
        line["trace"] = scrub(trace(record.exc_info))
    return json.dumps(line, ensure_ascii=False)


def may_leave(text: str) -> dict[str, Any] | None:
    """What of a line may leave the PC; None for one that is no line of ours. Codes of troubles are kept."""
    try:
        line = json.loads(text)
    except ValueError:
        return None
    if not isinstance(line, Mapping) or not _fits(_TIME, line.get("time")) or line.get("level") not in _LEVELS:
        return None
    kept = {"time": line["time"], "level": line["level"]}
    for name, form in (("logger", _LOGGER), ("event", _EVENT), ("kind", _KIND)):
        if _fits(form, line.get(name)):
            kept[name] = line[name]
    where = line.get("where")
    if isinstance(where, list):
        kept["where"] = [place for place in where if _fits(_PLACE, place)][-_MOST_PLACES:]
    codes = sorted(set(_CODE.findall(str(line.get("text", "")))))
    return {**kept, "codes": codes} if codes else kept


def _fits(form: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None and not _MOST_DIGITS.search(value)


def _places(trace: TracebackType | None) -> list[str]:
    """Module, line and function of each step, the newest last: never a path, which may name a person."""
    return [
        f"{frame.f_globals.get('__name__', '?')}:{number} {frame.f_code.co_name}"
        for frame, number in traceback.walk_tb(trace)
    ]
