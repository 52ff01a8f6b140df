"""What of a reason the lasting log of exchanges may keep: enough to say its sentence again, and nobody's data.

Kept are numbers, the county's stable code words, moments, and, within *试了 … 都没有传上去* and *已经 … 没有报上去*,
a sentence of our own that holds no more than these. Everything else may be somebody's words about somebody:
its place in the sentence says where to look instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from string import Formatter

from windowdesk import errors
from windowdesk.errors import Message

_SHAPES = (
    re.compile(r"-?\d{1,12}"),
    re.compile(r"[a-z][a-z0-9_]{0,39}"),
    re.compile(r"\d\d月\d\d日 \d\d:\d\d"),
)
"""Numbers; the ``code`` of a problem by the contract; moments as `windowdesk.domain.waiting_reasons` writes them."""
_OF_OTHERS = frozenset({errors.ITEM_STUCK.code, errors.LINE_STUCK.code})
"""Reasons whose ``reason`` is another one's sentence."""
ELSEWHERE = {errors.COUNTY_REJECTED.code: "原因见“来件”"}
NOT_KEPT = "详情见当天的程序日志"
"""What stands in the place of words that are not kept."""


def kept(reason: Message) -> dict[str, str]:
    """The facts of a reason whose sentences are filled, as far as the log keeps them: one for each place in them."""
    template = errors.all_messages().get(reason.code)
    if template is None:
        return {}
    found = _read_back(template.to_do, reason.to_do) | _read_back(template.happened, reason.happened)
    instead = ELSEWHERE.get(reason.code, NOT_KEPT)
    return {name: text if _may_be_kept(reason.code, name, text) else instead for name, text in found.items()}


def _may_be_kept(code: str, name: str, text: str) -> bool:
    if any(shape.fullmatch(text) for shape in _SHAPES):
        return True
    return code in _OF_OTHERS and name == "reason" and _is_our_own(text)


def _is_our_own(sentence: str) -> bool:
    """Is it the sentence of one of our messages, with nothing in its places but what is kept?"""
    for one in errors.all_messages().values():
        match = _pattern(one.happened.rstrip("。")).fullmatch(sentence)
        if match is not None and all(_may_be_kept(one.code, *fact) for fact in match.groupdict().items()):
            return True
    return False


def _read_back(template: str, filled: str) -> dict[str, str]:
    """What was filled into the template; where it was never filled, a blank for each place."""
    match = _pattern(template).fullmatch(filled)
    return match.groupdict() if match is not None and filled != template else dict.fromkeys(_names(template), "")


def _names(template: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(template) if name)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts: list[str] = []
    seen: set[str] = set()
    for text, name, _, _ in Formatter().parse(template):
        parts.append(re.escape(text))
        if name:
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>.*?)")
            seen.add(name)
    return re.compile("".join(parts), re.DOTALL)
