"""What a command says: plain Chinese lines, or one JSON object with ``--json``."""

from __future__ import annotations

import dataclasses
import enum
import json
import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from windowdesk.clock import CHINA
from windowdesk.errors import Known, Message

OK = 0
USAGE = 2
WAITS_FOR_PERSON = 7
"""Everything was saved, but a person must do something, for example look at the printer."""


class Output:
    """Collects what a command says. With ``--json`` nothing but one object reaches the output."""

    def __init__(self, stream: TextIO, trouble: TextIO, *, as_json: bool) -> None:
        self._stream = stream
        self._trouble = trouble
        self._as_json = as_json

    @property
    def as_json(self) -> bool:
        """JSON was asked for."""
        return self._as_json

    def say(self, *lines: str) -> None:
        """Lines for a person."""
        if not self._as_json:
            for line in lines:
                _put(line, self._stream)

    def give(self, value: Mapping[str, Any]) -> None:
        """The result for a program."""
        if self._as_json:
            _put(json.dumps(plain(value), ensure_ascii=False), self._stream)

    def trouble(self, known: Known) -> None:
        """A known trouble, for both."""
        self.message(known.message, known.happened, known.to_do)

    def warn(self, message: Message) -> None:
        """Something a person should know although the command goes on."""
        print(f"[{message.code}] {message.happened}{message.to_do}", file=self._trouble)

    def message(self, message: Message, happened: str, to_do: str) -> None:
        """Code, what happened, what to do."""
        self.give({"error": {"code": message.code, "happened": happened, "to_do": to_do}})
        print(f"[{message.code}] {happened}{to_do}", file=self._trouble)


def _put(text: str, stream: TextIO) -> None:
    """Print it at once; who reads may have seen enough (``head``): the act goes on all the same."""
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        # What is still to come, and what Python flushes at its end, goes nowhere instead of failing again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def plain(value: Any) -> Any:
    """``value`` as JSON: dataclasses by their fields, enums by their value, moments in local time."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(CHINA).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value


def moment(value: datetime) -> str:
    """A moment as the clock on the wall shows it."""
    return value.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def table(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Columns that line up, a Chinese character counted as two."""
    lines = [tuple(row) for row in rows]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)] if lines else []
    return [
        "  ".join(cell + " " * (size - _width(cell)) for cell, size in zip(row, widths, strict=True)).rstrip()
        for row in lines
    ]


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
