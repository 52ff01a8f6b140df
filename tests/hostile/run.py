"""Many seeds of the hostile world: ``python tests/hostile/run.py --seeds 10000``; the last line is JSON."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from hostile_world.shrink import broken_by, shortest
from hostile_world.stage import Theatre, theatre
from hostile_world.story import story


def play(made: Theatre, seeds: Iterable[int], *, shrink: bool = True, tell: Any = None) -> list[dict[str, Any]]:
    """Play the stories of ``seeds``; the failures, each with the shortest story that breaks the promise."""
    failures = []
    for seed in seeds:
        steps = story(seed)
        broken = broken_by(made, seed, steps)
        if broken is None:
            continue
        short = shortest(made, seed, steps, broken.promise) if shrink else steps
        again = broken_by(made, seed, short) or broken
        failures.append(
            {"seed": seed, "promise": again.promise, "detail": again.detail, "story": [str(step) for step in short]}
        )
        if tell is not None:
            tell(failures[-1])
    return failures


def told(failure: dict[str, Any]) -> str:
    """A failure as a person reads it."""
    steps = "\n".join(f"    {step}" for step in failure["story"])
    return f"seed {failure['seed']}: {failure['promise']}: {failure['detail']}\n{steps}"


def main() -> int:
    """The command line; exit code 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=300)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--no-shrink", action="store_true")
    given = parser.parse_args()
    logging.getLogger().addHandler(logging.NullHandler())
    began = time.monotonic()
    with theatre() as made:
        seeds = range(given.first, given.first + given.seeds)
        failures = play(made, seeds, shrink=not given.no_shrink, tell=lambda one: print(told(one), flush=True))
        counts = {name: made.count[name] for name in ("kills", "cuts", "restores", "pulls", "neighbours")}
    seconds = round(time.monotonic() - began, 1)
    summary = {"seeds": given.seeds, "stories": given.seeds, **counts, "failures": failures, "seconds": seconds}
    print(json.dumps(summary, ensure_ascii=False))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
