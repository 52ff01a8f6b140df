"""What to do about a device, step by step: ``resources/doctor/*.json``, by stable code. Words for the clerk, no rules."""

from __future__ import annotations

import functools
import json

from windowdesk import assets

FOLDER = "doctor"


def steps(code: str) -> tuple[str, ...]:
    """The plain steps for a code of a device; none for a code of anything else."""
    return all_steps().get(code, ())


@functools.cache
def all_steps() -> dict[str, tuple[str, ...]]:
    """Everything that is written, by code. A code stands in one file only."""
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted(assets.resource(FOLDER).glob("*.json")):
        for code, lines in json.loads(file.read_text("utf-8")).items():
            if code in found:
                raise ValueError(f"{file.name}: {code} stands in another file too")
            found[code] = tuple(lines)
    return found
