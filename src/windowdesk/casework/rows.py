"""One case in a list: masked (rule G04), with its mark and its light, ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from windowdesk.domain.case import CaseState


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A row of the worklist, of a search or of a person's earlier cases."""

    id: str
    number: str
    provisional: bool
    """The number is a 临时收件号: the county has not given its own yet."""
    name_masked: str
    id_masked: str
    item_name: str
    state: CaseState
    state_words: str
    received_at: datetime
    due: date | None
    due_words: str
    """For example 3月5日前办结, 还剩 2 个工作日."""
    mark: str
    """``green``, ``yellow``, ``red``, ``black``, ``grey`` or empty: none (B.4)."""
    mark_words: str
    waiting: str
    """Why it still waits for the county, one plain sentence; empty: nothing waits."""
    next_step: str
    """What the clerk does next, a few words; empty: nothing."""
