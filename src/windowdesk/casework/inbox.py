"""The inbox (收到的消息): what came back from the county, what to do about it and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.news import CorrectionLine


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One thing to look at or to do."""

    id: str
    kind: str
    """``rejected``, ``correction``, ``result``, ``pre_review``, ``status``, ``notice``, ``deferral``, ``print``, ``stop``."""
    case_id: str
    number: str
    name_masked: str
    item_name: str
    title: str
    text: str
    to_do: str
    due: date | None
    mark: str
    mark_words: str
    lines: tuple[CorrectionLine, ...]
    at: datetime
    needs_act: bool
    """False: reading it is enough, then it may be put away."""


def rows(desk: Desk) -> tuple[InboxRow, ...]:
    """Open rows, most pressing first."""
    raise NotImplementedError


def put_away(desk: Desk, row_id: str) -> Done[None]:
    """Read and done; only for rows that need no act.

    Raises:
        InputRefused: MOVE_REFUSED when something has to be done about it first.
    """
    raise NotImplementedError
