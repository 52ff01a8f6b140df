"""A case after a word of the county: pure, and the same word twice changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from windowdesk.domain import news
from windowdesk.domain.case import Case, CaseState, Deadline, follow_county
from windowdesk.domain.case_states import COUNTY_SAYS, Exchange, shown_state
from windowdesk.domain.news import News


def folded(case: Case, seq: int, word: News, exchange: Exchange) -> Case:
    """``case`` after feed item ``seq``.

    ``exchange`` tells where the newest act of the desk on this case is: what the desk did and
    the county has not judged yet stays on top of an older state of the county.
    """
    case = _numbered(case, word)
    said = _state_of(word)
    if said is None or said not in COUNTY_SAYS:
        return case
    round_ = word.round if isinstance(word, news.CorrectionAsked) else 0
    after = follow_county(case, said, seq, note=_note_of(word), correction_round=round_)
    if after is case:
        return case
    return _dated(replace(after, state=shown_state(case.state, exchange, said)), word)


def _numbered(case: Case, word: News) -> Case:
    """The official number stands whatever came before or after it."""
    if isinstance(word, news.Registered) and not case.official_number:
        return replace(case, official_number=word.official_number)
    return case


def _state_of(word: News) -> CaseState | None:
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


def _dated(case: Case, word: News) -> Case:
    """The county's dates take the place of those the desk had reckoned."""
    if isinstance(word, news.CorrectionAsked):
        return _with_deadline(case, "correction", word.due)
    if isinstance(word, news.StatusChanged) and word.due is not None:
        return _with_deadline(case, "completion", word.due)
    return case


def _with_deadline(case: Case, kind: str, due: date) -> Case:
    others = tuple(one for one in case.deadlines if one.kind != kind)
    return replace(case, deadlines=(*others, Deadline(kind, due)))
