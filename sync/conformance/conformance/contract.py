"""The shipped contract: schemas to hold bodies against, clauses to name, codes and their statuses."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match
from referencing import Registry, Resource

VERSION = "1.0"
"""The version of the contract this kit tests."""

_FORMATS = FormatChecker(())
_MARK = re.compile(r"\[([A-Z]\d+)\]")
_BLOCK_START = re.compile(r"\s*(?:[-|#]|\d+\. )")
_CODE_ROW = re.compile(r"^\| (?:\[\w+\] )?(`[a-z_`, ]+) \| ([\d, ]+) \|", re.MULTILINE)


@_FORMATS.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


@_FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or bool(datetime.fromisoformat(value))


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the contract's README: its id, the chapter it stands in, its words."""

    id: str
    chapter: str
    words: str


def folder() -> Path:
    """The contract's files: the shipped copy first, the checkout otherwise.

    Raises:
        FileNotFoundError: neither is there.
    """
    here = Path(__file__).resolve().parent
    for place in (here / "_shipped" / "contract", here.parent.parent / "contract"):
        if (place / "openapi.yaml").is_file():
            return place
    raise FileNotFoundError("sync/contract")


def fault(schema: str, value: Any) -> str:
    """What is wrong with ``value`` by schema file ``schema``, in English; empty: nothing."""
    error = best_match(_validator(schema).iter_errors(value))
    if error is None:
        return ""
    where = "".join(f"/{part}" for part in error.absolute_path) or "the body"
    return f"{schema}: {where}: {error.message[:200]}"


def knows(schema: str) -> bool:
    """Is there a schema file of that name?"""
    return schema in _schemas()


@functools.cache
def clauses() -> dict[str, Clause]:
    """All clauses by id. The words of a clause run from its mark to the next mark or the end of its paragraph."""
    found: dict[str, Clause] = {}
    for chapter, block in _blocks(_readme()):
        parts = _MARK.split(block)
        for mark, words in zip(parts[1::2], parts[2::2], strict=True):
            plain = re.sub(r"\s*\|\s*", " | ", words).strip(" |;,(:")
            found[mark] = Clause(mark, chapter, re.sub(r"\s+", " ", plain.replace("**", "")))
    return found


@functools.cache
def statuses() -> dict[str, frozenset[int]]:
    """The HTTP statuses that belong to each problem code."""
    found: dict[str, frozenset[int]] = {}
    for codes, numbers in _CODE_ROW.findall(_readme()):
        allowed = frozenset(int(one) for one in numbers.split(","))
        found.update(dict.fromkeys(re.findall(r"`([a-z_]+)`", codes), allowed))
    return found


def _readme() -> str:
    return (folder() / "README.md").read_text("utf-8")


def _blocks(text: str) -> list[tuple[str, str]]:
    """(chapter, text) of every paragraph, list entry and table row."""
    chapter, blocks = "", [("", "")]
    for line in text.splitlines():
        if line.startswith("#"):
            chapter = line.lstrip("# ")
        if not line.strip() or _BLOCK_START.match(line):
            blocks.append((chapter, ""))
        blocks[-1] = (chapter, f"{blocks[-1][1]} {line.strip()}")
    return blocks


@functools.cache
def _schemas() -> dict[str, dict[str, Any]]:
    return {path.name: json.loads(path.read_text("utf-8")) for path in sorted((folder() / "schemas").glob("*.json"))}


@functools.cache
def _validator(name: str) -> Draft202012Validator:
    own = [one for one in _schemas().values() if "$id" in one]
    known: Registry[Any] = Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in own)
    return Draft202012Validator(_schemas()[name], registry=known, format_checker=_FORMATS)
