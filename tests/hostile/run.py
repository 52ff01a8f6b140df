"""Campaigns in a hostile world, longer than the tests; the last line of output is JSON::

./dev hostile --seeds 10000    stories of the simulation
./dev hostile --cuts 200       real power cuts on each of three disks
./dev hostile --kills 200      SIGKILL of a station and its county, as real processes
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import logging
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from hostile_world.shrink import broken_by, shortest
from hostile_world.stage import Theatre, theatre
from hostile_world.story import story
from kills import kill
from power.campaign import on_ext4, on_lossy_disk, on_lying_disk

COUNTED = ("kills", "cuts", "restores", "pulls", "neighbours")
"""Ends of programs, cuts of the line, restores of the county, sticks pulled out, other stations that came back."""


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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--seeds", type=int, default=300)
    what.add_argument("--cuts", type=int)
    what.add_argument("--kills", type=int)
    parser.add_argument("--first", type=int, default=1, help="first seed; also the seed of cuts and kills")
    parser.add_argument("--no-shrink", action="store_true")
    given = parser.parse_args()
    logging.getLogger().addHandler(logging.NullHandler())
    if given.cuts:
        return _said([campaign(given.cuts, given.first) for campaign in (on_lossy_disk, on_ext4, on_lying_disk)])
    if given.kills:
        return _said([kill(given.kills, given.first)])
    return _seeds(given)


def _said(results: Sequence[Any]) -> int:
    """The results of campaigns as JSON; exit code 1 when something was lost."""
    print(json.dumps([dataclasses.asdict(one) for one in results], ensure_ascii=False))
    return 1 if any(one.failures for one in results) else 0


def _seeds(given: argparse.Namespace) -> int:
    began = time.monotonic()
    with theatre() as made:
        seeds = range(given.first, given.first + given.seeds)
        failures = play(made, seeds, shrink=not given.no_shrink, tell=lambda one: print(told(one), flush=True))
        counts = {name: made.count[name] for name in COUNTED}
    seconds = round(time.monotonic() - began, 1)
    summary = {"seeds": given.seeds, "stories": given.seeds, **counts, "failures": failures, "seconds": seconds}
    print(json.dumps(summary, ensure_ascii=False))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
