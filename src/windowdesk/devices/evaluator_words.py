"""The words between this PC and an evaluator (评价器): one JSON object a line, UTF-8, ended by a line feed.

=======================================================================  =====================================
this PC                                                                   the device
=======================================================================  =====================================
``{"cmd": "hello", "id": "7f3a"}``                                        ``{"cmd": "hello", "id": "7f3a", "model": "PJQ-2"}``
``{"cmd": "evaluate", "id": "9c01", "timeout": 60, "levels": [            ``{"cmd": "evaluate", "id": "9c01", "result": "ok",
{"level": 5, "name": "非常满意", "options":                                "level": 5, "name": "非常满意",
[{"code": "510", "text": "…"}]}, …]}``                                     "options": "510|517", "text": "…"}``
``{"cmd": "cancel", "id": "9c01"}``                                       ``{"cmd": "cancel", "id": "9c01", "result": "ok"}``
=======================================================================  =====================================

``result`` is ``ok``, ``skip`` (the villager would rather not), ``timeout`` or ``busy``. The shape is that of
the vendors' libraries: levels with their option codes in; level, option codes joined by bars, free text out.
``id`` is new for each question, so that the answer of one villager is never taken for the next one's.

Devices count 5 for 非常满意 down to 1 for 非常不满意, GB/T 39046 counts the other way. The number alone is
therefore never believed: number, name and option codes of an answer must all belong to one level.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from windowdesk.domain.evaluation import Ending, Level, Rating
from windowdesk.errors import EVALUATOR_BUSY, EVALUATOR_GARBLED, EVALUATOR_LEVEL, EVALUATOR_OPTION, DeviceTrouble

NUMBERS: Mapping[str, int] = {
    "very_satisfied": 5,
    "satisfied": 4,
    "basically_satisfied": 3,
    "dissatisfied": 2,
    "very_dissatisfied": 1,
}
"""The scale of the devices: 5 is the best."""
LONGEST_LINE = 64 * 1024
LONGEST_TEXT = 1000
"""What the contract takes of a free text."""
BAR = "|"


def line_of(words: Mapping[str, Any]) -> bytes:
    """One line."""
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def words_of(line: bytes) -> dict[str, Any]:
    """What a line says.

    Raises:
        DeviceTrouble: EVALUATOR_GARBLED.
    """
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        raise DeviceTrouble(EVALUATOR_GARBLED) from wrong
    if not isinstance(found, dict):
        raise DeviceTrouble(EVALUATOR_GARBLED)
    return found


def question(mark: str, levels: Sequence[Level], seconds: float) -> dict[str, Any]:
    """The question to a villager."""
    asked = [
        {
            "level": NUMBERS[one.level],
            "name": one.words,
            "options": [{"code": choice.code, "text": choice.text} for choice in one.choices],
        }
        for one in levels
    ]
    return {"cmd": "evaluate", "id": mark, "timeout": round(seconds), "levels": asked}


def rating_of(words: Mapping[str, Any], levels: Sequence[Level]) -> Rating:
    """The answer, in the words of the program.

    Raises:
        DeviceTrouble: EVALUATOR_LEVEL when number and name are not of one level that was asked for,
            EVALUATOR_OPTION, EVALUATOR_BUSY, EVALUATOR_GARBLED.
    """
    result = words.get("result")
    if result == "busy":
        raise DeviceTrouble(EVALUATOR_BUSY)
    endings = {"skip": Ending.SKIPPED, "timeout": Ending.TIMED_OUT}
    if result in endings:
        return Rating(endings[result])
    options, text = words.get("options", ""), words.get("text", "")
    if result != "ok" or not isinstance(options, str) or not isinstance(text, str):
        raise DeviceTrouble(EVALUATOR_GARBLED)
    level = _level(words, levels)
    codes = tuple(dict.fromkeys(code for code in options.split(BAR) if code))
    known = {choice.code for choice in level.choices}
    for code in codes:
        if code not in known:
            raise DeviceTrouble(EVALUATOR_OPTION, level=level.words, option=code[:8])
    return Rating(Ending.RATED, level.level, codes, text.replace("\0", "").strip()[:LONGEST_TEXT])


def _level(words: Mapping[str, Any], levels: Sequence[Level]) -> Level:
    number, name = words.get("level"), words.get("name")
    for one in levels:
        if isinstance(number, int) and not isinstance(number, bool) and NUMBERS[one.level] == number:
            if one.words == name:
                return one
            break
    raise DeviceTrouble(EVALUATOR_LEVEL, number=str(number)[:8])
