"""What the office does with a stick: take in everything on it, write the answers, say so in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from county.bundle import Bundle, NotABundle
from county.canonical import digest
from county.check_words import check_words
from county.enrol_by_stick import PATTERN, Enrolled, answer_request, first_manifest, write_answer
from county.office import Unknown
from county.place import County
from county.relay import SUFFIX, Taken, take_bundle
from county.relay_reply import write_reply

_NOT_MEANT_TO_BE_TAKEN = frozenset({"", "reply", "look"})
"""Taken; one of our own replies; a case that is only there to be looked at."""


@dataclass
class Stick:
    """What was on the stick and what goes back on it."""

    bundles: list[dict[str, Any]] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    replies: list[dict[str, Any]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Something on it was not taken that should have been: torn, not of this county, out of order."""
        return any(one["code"] not in _NOT_MEANT_TO_BE_TAKEN for one in (*self.bundles, *self.requests))

    def facts(self) -> dict[str, Any]:
        """For a program."""
        return {"bundles": self.bundles, "requests": self.requests, "replies": self.replies}


def import_stick(county: County, named: list[Path], replies: Path) -> Stick:
    """Take in the files ``named``, and those in folders that are, and answer each station once, after all of them.

    Raises:
        Unknown: the answers cannot be written; what came is taken in.
    """
    stick = Stick()
    newest: dict[str, Taken] = {}
    try:
        for file in _files(named, PATTERN):
            enrolled = _enrol(county, file, stick)
            if enrolled is not None:
                _note_reply(stick, enrolled.station, write_answer(enrolled, replies), "登记回执")
                newest[enrolled.station] = Taken(file.name, enrolled.station, 0, first_manifest(enrolled))
        for file in _files(named, f"*{SUFFIX}"):
            taken = _take(county, file, stick, quiet=named[0].is_dir())
            if taken is not None and (taken.station not in newest or newest[taken.station].number <= taken.number):
                newest[taken.station] = taken
        for one in newest.values():
            _note_reply(stick, one.station, write_reply(county, one, replies), "回执")
    except OSError as error:
        raise Unknown(
            f"优盘上的内容已收下，但回执写不到 {replies}（{error.strerror}）。请插好优盘再导入一次。"
        ) from error
    return stick


def _files(named: Iterable[Path], pattern: str) -> list[Path]:
    """Of folders, every file of that name; a file that was named itself is a bundle unless its name is a request's."""
    found: list[Path] = []
    for one in named:
        if one.is_dir():
            found += sorted(one.glob(pattern))
        elif one.match(PATTERN) == (pattern == PATTERN):
            found.append(one)
    return found


def _enrol(county: County, file: Path, stick: Stick) -> Enrolled | None:
    try:
        enrolled = answer_request(county, file)
    except NotABundle as refused:
        stick.requests.append({"file": file.name, "code": refused.code, "station": "", "words": ""})
        stick.said.append(f"{file.name} {refused}。")
        return None
    seen = check_words(digest(file.read_bytes()))
    told = {"file": file.name, "code": "", "station": enrolled.station, "new": enrolled.is_new, "words": seen}
    stick.requests.append(told)
    words = "已登记为站点" if enrolled.is_new else "以前登记过，是站点"
    stick.said.append(f"{file.name} {words} {enrolled.station}，核对字 {seen}。")
    return enrolled


def _take(county: County, file: Path, stick: Stick, *, quiet: bool) -> Taken | None:
    """``quiet``: our own replies on the same stick are nobody's mistake."""
    try:
        taken = take_bundle(county, file)
    except NotABundle as refused:
        if refused.code != "reply" or not quiet:
            stick.bundles.append({"file": file.name, "code": refused.code, "words": ""})
            stick.said.append(f"{file.name} {refused}。")
        return None
    stick.bundles.append(_facts(taken))
    words = check_words(taken.digest)
    stick.said.append(f"{file.name} 收下 {len(taken.verdicts)} 条，新材料 {taken.files} 个，核对字 {words}。")
    if taken.problem:
        stick.said.append(f"  {taken.problem.body['title']}{taken.problem.body['detail']}")
    return taken


def _facts(taken: Taken) -> dict[str, Any]:
    counts = {kind: list(taken.verdicts.values()).count(kind) for kind in ("accepted", "held", "rejected")}
    code = taken.problem.code if taken.problem else ""
    whose = {"file": taken.file, "station": taken.station, "number": taken.number}
    words = check_words(taken.digest)
    return {**whose, "code": code, "events": len(taken.verdicts), **counts, "files": taken.files, "words": words}


def _note_reply(stick: Stick, station: str, file: Path, what: str) -> None:
    seen = Bundle(file).digest if file.suffix == SUFFIX else digest(file.read_bytes())
    told = {"station": station, "file": str(file), "name": file.name, "what": what, "words": check_words(seen)}
    stick.replies.append(told)
    stick.said.append(f"站点 {station} 的{what}：{file.name}，核对字 {check_words(seen)}")
