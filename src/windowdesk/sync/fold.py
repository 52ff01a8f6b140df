"""A case after a word of the county: pure, and the same word twice changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from windowdesk.clock import local_date_time
from windowdesk.domain import news
from windowdesk.domain.calendar import Calendar
from windowdesk.domain.case import Case, CaseState, Deadline, follow_county
from windowdesk.domain.case_states import COUNTY_SAYS, Exchange, shown_state
from windowdesk.domain.catalogue import Item
from windowdesk.domain.deadlines import deadlines_after, with_county_due
from windowdesk.domain.news import News


@dataclass(frozen=True, slots=True)
class Rules:
    """What the clocks of a case are reckoned by; None where this desk does not have it (yet)."""

    item: Item | None = None
    calendar: Calendar | None = None


def folded(case: Case, seq: int, word: News, exchange: Exchange, rules: Rules) -> Case:
    """``case`` after feed item ``seq``.

    ``exchange`` tells where the newest act of the desk on this case is: what the desk did and
    the county has not judged yet stays on top of an older state of the county.
    """
    case = _numbered(case, seq, word)
    said = state_of(word)
    if said is None or said not in COUNTY_SAYS:
        return case
    round_ = word.round if isinstance(word, news.CorrectionAsked) else 0
    after = follow_county(case, said, seq, note=_note_of(word), correction_round=round_)
    if after is case:
        return case
    deadlines = _deadlines(case, said, word, rules)
    return replace(after, state=shown_state(case.state, exchange, said), deadlines=deadlines)


def _numbered(case: Case, seq: int, word: News) -> Case:
    """The official number stands even where a newer state came first.

    A county that was restored may give another one: then the newest word holds.
    """
    if isinstance(word, news.Registered) and (not case.official_number or seq > case.status_seq):
        return replace(case, official_number=word.official_number)
    return case


def state_of(word: News) -> CaseState | None:
    """The state a word of the county puts its case into; None: it tells no state."""
    if isinstance(word, news.Registered):
        return CaseState.REGISTERED
    if isinstance(word, news.StatusChanged):
        return word.state
    if isinstance(word, news.CorrectionAsked):
        return CaseState.CORRECTION_ASKED
    if isinstance(word, news.PreReviewed):
        return CaseState.PRE_REVIEW
    if isinstance(word, news.ResultIssued):
        return CaseState.GRANTED if word.granted else CaseState.NOT_GRANTED
    return None


def _note_of(word: News) -> str:
    if isinstance(word, news.StatusChanged | news.ResultIssued):
        return word.note
    if isinstance(word, news.PreReviewed):
        return word.opinion
    return ""


def _deadlines(case: Case, said: CaseState, word: News, rules: Rules) -> tuple[Deadline, ...]:
    """The clocks by our own rules, then the dates the county itself named: those hold."""
    found = case.deadlines
    day = local_date_time(_moment(word)).date()
    if rules.item is not None and rules.calendar is not None:
        found = deadlines_after(case, rules.item, said, day, rules.calendar)
    if isinstance(word, news.CorrectionAsked):
        return with_county_due(found, "correction", word.due, day)
    if isinstance(word, news.StatusChanged) and word.due is not None:
        return with_county_due(found, "completion", word.due, day)
    return found


def _moment(word: News) -> datetime:
    if isinstance(word, news.Registered):
        return word.registered_at
    assert not isinstance(word, news.PackAvailable)  # it is about no case
    return word.at
