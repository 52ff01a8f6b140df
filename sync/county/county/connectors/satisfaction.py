"""满意度: the two number scales run in opposite directions, so a number never travels without its scale.

Inside the platform a level is a word. A score is of class `OneIsBest` or `FiveIsBest`; neither can be made
from a number without saying which scale it is on, they never compare equal, and a column of a table takes
only its own class. Which code is best stands in the data file and is checked when it is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, ClassVar, Self

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

from county.connectors.codes import SHIPPED, BadCodeList, CodeList, read_list


class Level(Enum):
    """The levels as the contract says them, best first."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    BASICALLY_SATISFIED = "basically_satisfied"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"


@cache
def scale(name: str) -> CodeList:
    """The list ``satisfaction-<name>``, proved to run the way it says.

    Raises:
        BadCodeList: its best code is not the best level, its worst not the worst, or the codes jump between.
    """
    found = read_list(SHIPPED / f"satisfaction-{name}.json")
    codes = [found.out(level.value) for level in Level]
    ends = {"best": codes[0], "worst": codes[-1]}
    if dict(found.direction) != ends or codes not in (sorted(codes), sorted(codes, reverse=True)):
        raise BadCodeList(f"代码表 {found.name} 的方向和它自己说的不一致。")
    return found


@dataclass(frozen=True, slots=True)
class Score:
    """A level on one scale; use a subclass."""

    SCALE: ClassVar[str] = ""
    level: Level

    @property
    def code(self) -> str:
        """The number on this scale, as text."""
        return scale(self.SCALE).out(self.level.value)

    @classmethod
    def read(cls, code: str) -> Self:
        """The score that a code of this scale means.

        Raises:
            UnknownCode: the scale has no such code.
        """
        return cls(Level(scale(cls.SCALE).back(code)))


class OneIsBest(Score):
    """1 is 非常满意, 5 is 非常不满意."""

    __slots__ = ()
    SCALE: ClassVar[str] = "1-best"


class FiveIsBest(Score):
    """5 is 非常满意, 1 is 非常不满意."""

    __slots__ = ()
    SCALE: ClassVar[str] = "5-best"


SCALES: dict[str, type[Score]] = {one.SCALE: one for one in (OneIsBest, FiveIsBest)}
"""Scales by the name that a county chooses."""


class ScoreColumn(TypeDecorator[Score]):
    """A column that holds scores of one scale; anything else, a bare number first of all, is refused."""

    impl = String(2)
    cache_ok = True

    def __init__(self, scale_name: str) -> None:
        super().__init__()
        self.scale_name = scale_name

    def process_bind_param(self, value: Score | None, dialect: Dialect) -> str | None:
        """The code to store.

        Raises:
            TypeError: not a score of this column's scale.
        """
        if value is None:
            return None
        if type(value) is not SCALES[self.scale_name]:
            raise TypeError(f"column is {self.scale_name}, not {value!r}")
        return value.code

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Score | None:
        """The score that is stored."""
        return None if value is None else SCALES[self.scale_name].read(str(value).strip())
