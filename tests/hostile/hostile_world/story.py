"""Stories: lists of small steps made from a seed. A step carries its own numbers, so that any may be left out."""

from __future__ import annotations

import random
from dataclasses import dataclass

from hostile_world.line import TROUBLES


@dataclass(frozen=True)
class Step:
    """One step: what happens, with a word and numbers that say exactly how."""

    do: str
    word: str = ""
    numbers: tuple[int, ...] = ()

    def __str__(self) -> str:
        return " ".join([self.do, *([self.word] if self.word else []), *map(str, self.numbers)])

    @classmethod
    def read(cls, line: str) -> Step:
        """The step that is printed as ``line``."""
        do, *rest = line.split()
        numbers = [one for one in rest if one.lstrip("-").isdecimal()]
        return cls(do, " ".join(rest[: len(rest) - len(numbers)]), tuple(map(int, numbers)))


OFFICE = ("register", "register", "correct", "review", "accept", "look", "pause", "send_back", "complete", "notice")
COURSES = (("register", "correct"), ("register", "accept", "look", "complete"), ("register", "complete"))
MANNERS = ("before", "after", "half")
DAMAGE = ("database", "database", "log", "copy", "file", "nothing left", "nothing left")
OFTEN = ("portal", "portal", "ok_nothing", "cut_after", "cut_after", "cut_body", "cut_body", "late", "double", "stale")
SPARED = (0, 0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 15, 16, 17, 18, 19, 20, 21, 22)
"""So many requests go well before a trouble begins."""
LARGEST_SCAN = 8000
"""Bytes; a few chunks."""

WEIGHTS = {
    "file": 16,
    "sync": 16,
    "alone": 5,
    "trouble": 14,
    "good": 3,
    "office": 8,
    "course": 18,
    "supplement": 4,
    "withdraw": 2,
    "deliver": 4,
    "evaluate": 2,
    "void": 2,
    "poison": 2,
    "kill": 9,
    "plug": 3,
    "restart": 2,
    "full": 4,
    "damage": 4,
    "back_up": 4,
    "restore": 4,
    "county_dies": 3,
    "time": 4,
    "clock_dead": 2,
    "clock_wrong": 1,
    "clock_right": 2,
    "clone": 1,
    "stick": 5,
    "spoil_stick": 2,
    "neighbours": 2,
}
"""How often a step comes, as a share."""


def story(seed: int) -> list[Step]:
    """The story of this seed: 3 to 30 turns; a third are short, so that a single fault shows as such."""
    dice = random.Random(f"hostile {seed}")
    names, weights = list(WEIGHTS), list(WEIGHTS.values())
    length = dice.randint(3, dice.choice([6, 12, 30]))
    steps = [_file(dice)]
    cloned = False
    for name in dice.choices(names, weights, k=length):
        if name == "clone":
            if cloned or dice.random() < 0.5:
                continue
            cloned = True
        steps += _made(name, dice)
    return _with_losses(_backed_up(steps, dice), dice)


def _with_losses(steps: list[Step], dice: random.Random) -> list[Step]:
    """Now and then a scan goes bad in both copies; some clerks tell the county before the queue offers it."""
    if dice.random() < 0.3:
        place = dice.randint(1, len(steps))
        steps.insert(place, Step("lose", "", (dice.randrange(1 << 16),)))
        if dice.random() < 0.5:
            steps.insert(dice.randint(place + 1, len(steps)), Step("report_lost", "", (dice.randrange(1 << 16),)))
    return steps


def _backed_up(steps: list[Step], dice: random.Random) -> list[Step]:
    """Somewhere before the first restore there is something to restore."""
    first = next((place for place, step in enumerate(steps) if step.do == "restore"), None)
    if first is not None and dice.random() < 0.9:
        steps.insert(dice.randint(0, first), Step("back_up"))
    return steps


def _file(dice: random.Random) -> Step:
    sizes = [dice.choice([1, 700, dice.randint(1, LARGEST_SCAN), LARGEST_SCAN]) for _ in range(dice.randint(0, 3))]
    number = dice.randrange(1 << 20)
    return Step("file", "previews" if number % 2 else "", (number, *sizes))


def _made(name: str, dice: random.Random) -> list[Step]:
    number = dice.randrange(1 << 16)
    if name == "file":
        return [_file(dice)]
    if name == "trouble":
        few = dice.choice([1, 1, 2, 4, 40])
        return [Step("trouble", dice.choice(TROUBLES + OFTEN), (dice.choice(SPARED), few, number)), _sync(dice)]
    if name == "kill":
        steps = dice.choice([1, 2, 3, 5, 8, 13, 21, 34, 55])
        then = dice.choice([_sync(dice), _sync(dice), _file(dice), Step("restart")])
        return [Step("kill", dice.choice(MANNERS), (steps, dice.randint(0, 1), number)), then]
    if name == "full":
        return [
            Step("full", "", (dice.randint(0, 12), dice.choice([1, 2, 5, 50]))),
            dice.choice([_sync(dice), _file(dice)]),
        ]
    if name == "county_dies":
        return [Step("county_dies", dice.choice(("before", "after")), (dice.randint(1, 12),)), _sync(dice)]
    if name == "office":
        return [Step("office", dice.choice(OFFICE), (number,)) for _ in range(dice.choice([1, 1, 2, 4]))]
    if name == "course":
        return _course(dice, number)
    if name == "damage":
        return [_damage(dice, number)]
    if name == "restore":
        return [Step("restore", "", (number, dice.randint(0, 1))), _sync(dice)]
    if name == "time":
        return [Step("time", "", (dice.choice([5, 60, 900, 3600, 90_000]),))]
    if name == "clock_wrong":
        return [Step("clock_wrong", "", (dice.choice([-90_000, -3600, 600, 90_000, 3_000_000]),))]
    if name == "plug":
        return [Step("plug", "", (dice.randint(0, 1), number))]
    if name == "stick":
        return _stick(dice)
    if name == "neighbours":
        return [Step("neighbours", "", (dice.randint(1, 3), dice.choice([2, 4, 9]), number)), _sync(dice)]
    if name == "sync":
        return [_sync(dice)]
    if name == "alone":
        return [Step("alone", "", (dice.randint(1, 3),))]
    if name in ("good", "restart", "back_up", "clock_dead", "clock_right", "clone"):
        return [Step(name)]
    return [Step(name, "", (number,))]


def _course(dice: random.Random, number: int) -> list[Step]:
    """A case goes its ordinary way for a while; anything may come between the steps of another story."""
    office = [Step("office", word, (number,)) for word in dice.choice(COURSES)]
    act = {"correct": "supplement", "complete": "deliver"}[office[-1].word]
    steps = [_sync(dice), *office, _sync(dice), Step(act, "", (number,))]
    if act == "deliver" and dice.random() < 0.5:
        steps.append(Step("evaluate", "", (number,)))
    if dice.random() < 0.4:
        when = dice.choice([1, 2, 3, 5, 8, 13, 21, 34])
        steps.insert(-2, Step("kill", dice.choice(MANNERS), (when, dice.randint(0, 1), number)))
    if dice.random() < 0.4:
        steps += [_sync(dice), _damage(dice, number)]
    return steps


def _stick(dice: random.Random) -> list[Step]:
    """A round of the stick, or a part of one: the rest comes later, or never."""
    legs = [Step("stick", leg, (_pull(dice), dice.randrange(1 << 16))) for leg in ("up", "county", "down")]
    if dice.random() < 0.3:
        when = dice.choice([1, 2, 3, 5, 8])
        legs.insert(dice.randint(0, 2), Step("kill", dice.choice(MANNERS), (when, dice.randint(0, 1), when)))
    return legs if dice.random() < 0.7 else [dice.choice(legs)]


def _pull(dice: random.Random) -> int:
    """In how many steps it is pulled out; 0: it is not."""
    return dice.choice([0, 0, 0, 1, 2, 3, 4, 6, 9])


def _damage(dice: random.Random, number: int) -> Step:
    return Step("damage", dice.choice(DAMAGE), (number, dice.randint(1, 5000), dice.randint(0, 2)))


def _sync(dice: random.Random) -> Step:
    return Step("sync", "", (int(dice.random() < 0.7),))
