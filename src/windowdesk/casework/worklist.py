"""The worklist (办件列表): filters, marks, pages."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from windowdesk.casework.desk import Desk
from windowdesk.casework.rows import CaseRow


class Filter(enum.Enum):
    """What to list."""

    ALL = "all"
    TODAY = "today"
    """Received today."""
    DUE = "due"
    """Due today, overdue or within one working day."""
    WAITING = "waiting"
    """Not yet proved by the county."""
    CORRECTIONS = "corrections"
    READY = "ready"
    """The result can be handed out."""

    @property
    def words(self) -> str:
        """What stands on the screen."""
        return {
            "all": "全部",
            "today": "今天收的",
            "due": "快到期",
            "waiting": "未上报",
            "corrections": "待补正",
            "ready": "待领取",
        }[self.value]


@dataclass(frozen=True, slots=True)
class WorkPage:
    """A page of rows; ``more`` is handed back as ``after`` for the next one, empty: no more."""

    rows: tuple[CaseRow, ...]
    more: str


def page(desk: Desk, what: Filter = Filter.ALL, after: str = "", limit: int = 100) -> WorkPage:
    """Newest first."""
    raise NotImplementedError


def counts(desk: Desk) -> dict[Filter, int]:
    """How many cases each filter holds."""
    raise NotImplementedError
