"""The shortest story that still breaks the same promise."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import replace

from hostile_world.broken import Broken
from hostile_world.stage import Theatre
from hostile_world.story import Step

TRIES = 250


def broken_by(theatre: Theatre, seed: int, steps: Sequence[Step]) -> Broken | None:
    """What the story breaks; None: nothing."""
    try:
        theatre.play(seed, steps)
    except Broken as broken:
        return broken
    except Exception as trouble:  # the program may say that it cannot; it may not fall over
        where = "".join(traceback.format_exception(trouble)[-3:])
        return Broken(f"the program fell over: {type(trouble).__name__}", where[-1200:])
    return None


def shortest(theatre: Theatre, seed: int, steps: Sequence[Step], promise: str) -> list[Step]:
    """Leave out steps, half of them first, then one by one, then their files, while ``promise`` stays broken."""
    tries = 0
    best = list(steps)

    def still(shorter: list[Step]) -> bool:
        nonlocal tries
        tries += 1
        broken = broken_by(theatre, seed, shorter)
        return broken is not None and broken.promise == promise

    size = max(1, len(best) // 2)
    while tries < TRIES:
        place, smaller = 0, False
        while place < len(best) and tries < TRIES:
            shorter = best[:place] + best[place + size :]
            if still(shorter):
                best, smaller = shorter, True
            else:
                place += size
        if size == 1 and not smaller:
            break
        size = max(1, size // 2)
    for place, step in enumerate(best):
        bare = replace(step, numbers=step.numbers[:1])
        if step.do == "file" and bare != step and tries < TRIES and still([*best[:place], bare, *best[place + 1 :]]):
            best[place] = bare
    return best
