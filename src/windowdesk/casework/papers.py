"""A4 papers for a case or a draft: which may be printed now, and their PDF, counted.

Making one is only a look. `office_print` prints it or keeps it as a file; that is a line of the print
journal, and the next one of the kind is marked 补打.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from windowdesk.casework import case_facts, choose, item_words, receipt_value, records, signing
from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import Case, CaseState, Mode
from windowdesk.domain.catalogue import Item
from windowdesk.domain.intake import Draft, deferral_limits, missing_materials
from windowdesk.domain.signed_sheet import holding
from windowdesk.errors import DOCUMENT_NOT_ALLOWED, InputRefused

if TYPE_CHECKING:
    from windowdesk.documents.paper_values import Subject, Values
    from windowdesk.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class PaperOffer:
    """A paper that can be printed now, or why it can not."""

    kind: str
    """``receipt``, ``authority``, ``application``, ``notice``, ``correction``, ``deferral``, ``pick_up``,
    ``service``, ``withdrawal``, ``returned``."""
    title: str
    allowed: bool
    why_not: str = ""
    printed: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A made paper."""

    kind: str
    title: str
    file_name: str
    pdf: bytes
    copy: int
    """0: first print; n: 补打 n."""
    subject: str
    """Id of the case or draft."""
    number: str
    """Of the case; empty for a draft."""


CASE_PAPERS = (
    "receipt",
    "application",
    "authority",
    "deferral",
    "correction",
    "pick_up",
    "service",
    "withdrawal",
    "returned",
)
DRAFT_PAPERS = ("application", "authority", "notice", "deferral")


def offers(desk: Desk, case_id: str) -> tuple[PaperOffer, ...]:
    """The papers of a case in its present state."""
    with desk.store.reading() as view:
        return offers_of(view, records.case_of(view, case_id))


def offers_of(view: Unit, case: Case) -> tuple[PaperOffer, ...]:
    """The same inside a reading."""
    counts = [entry.document for entry in view.prints.of_case(case.id) if entry.state != "failed"]
    return tuple(
        PaperOffer(kind, title_of(kind), not why, why, counts.count(kind))
        for kind in CASE_PAPERS
        for why in [_why_not(view, case, kind)]
    )


def draft_offers(desk: Desk, draft: Draft) -> tuple[PaperOffer, ...]:
    """The papers of a draft: application, authority, one-off notice, undertaking."""
    with desk.store.reading() as view:
        item = choose.goal(desk, view, draft).item
    return tuple(PaperOffer(kind, title_of(kind), not why, why) for kind, why in _draft_reasons(draft, item))


def paper(desk: Desk, case_id: str, kind: str) -> Done[Paper]:
    """Make the PDF.

    Raises:
        InputRefused: DOCUMENT_NOT_ALLOWED, FONT_ABSENT, DOCUMENT_VALUE_MISSING.
    """
    with desk.store.reading() as view:
        case = records.case_of(view, case_id)
        if kind not in CASE_PAPERS or _why_not(view, case, kind):
            raise InputRefused(DOCUMENT_NOT_ALLOWED, document=title_of(kind))
        copy = view.prints.next_copy(case.id, kind)
        values = _VALUES[kind](desk, view, case, copy)
    return _made(desk, kind, values, case.id, case.number, copy)


def draft_paper(desk: Desk, draft: Draft, kind: str) -> Done[Paper]:
    """The same for a draft.

    Raises:
        InputRefused: DOCUMENT_NOT_ALLOWED, FONT_ABSENT, DOCUMENT_VALUE_MISSING.
    """
    with desk.store.reading() as view:
        item = choose.goal(desk, view, draft).item
        reasons = dict(_draft_reasons(draft, item))
        if item is None or reasons.get(kind, "no"):
            raise InputRefused(DOCUMENT_NOT_ALLOWED, document=title_of(kind))
        copy = view.prints.next_copy(draft.id, kind)
        limits = deferral_limits(item, desk.today(), desk.calendar(view))
    values = _draft_values(desk, draft, item, kind, copy, limits)
    return _made(desk, kind, values, draft.id, "", copy)


def _made(desk: Desk, kind: str, values: Values, subject_id: str, number: str, copy: int) -> Done[Paper]:
    from windowdesk.documents import papers
    from windowdesk.documents.paper_kinds import PaperKind

    pdf = papers.make(PaperKind(kind), values, training=desk.training)
    title = str(values.get("title") or title_of(kind))
    name = f"{title}-{number or desk.today().isoformat()}.pdf"
    return Done(Paper(kind, title, name, pdf, copy, subject_id, number), frozenset())


def title_of(kind: str) -> str:
    """What a kind of paper is called."""
    from windowdesk.documents import papers, stick_slip
    from windowdesk.documents.paper_kinds import PaperKind

    if kind == stick_slip.KIND:
        return stick_slip.title()
    known = {one.value for one in PaperKind}
    return papers.title_of(PaperKind(kind)) if kind in known else kind


def _why_not(view: Unit, case: Case, kind: str) -> str:
    """Why a paper cannot be printed in the present state; empty: it can."""
    if case.state is CaseState.VOID:
        return "办件已作废"
    if kind == "authority":
        return "" if case.agent is not None else "不是代办件"
    if kind == "deferral":
        return "" if any(one.how == "deferred" for one in case.materials) else "没有后补材料"
    if kind == "correction":
        return "" if case_facts.last_round(view, case.id) else "县里没有要求补正"
    if kind == "pick_up":
        return "" if case_facts.last_result(view, case.id) else "结果还没有到"
    if kind == "service":
        return "" if case_facts.delivery(view, case.id) else "还没有送达"
    if kind in {"withdrawal", "returned"}:
        return "" if case.state is CaseState.WITHDRAWN else "没有撤回"
    return ""


def _subject(view: Unit, case: Case) -> Subject:
    from windowdesk.documents import paper_values

    return paper_values.of_case(case, choose.item_of_case(view, case))


def _signed(desk: Desk, view: Unit, case: Case, document: str) -> Subject:
    """The subject of a paper that is signed: with what was signed by hand on the screen."""
    return replace(_subject(view, case), inks=signing.on_paper(desk, case.signatures, document))


def _receipt(desk: Desk, view: Unit, case: Case, copy: int) -> Values:
    from windowdesk.documents import paper_values

    return paper_values.receipt(receipt_value.of_case(desk, view, case, copy=copy))


def _application(desk: Desk, view: Unit, case: Case, copy: int) -> Values:
    from windowdesk.documents import paper_values

    return paper_values.application(
        _signed(desk, view, case, "application"), desk.settings, case_facts.day(case), reprint=copy
    )


def _authority(desk: Desk, view: Unit, case: Case, copy: int) -> Values:
    from windowdesk.documents import paper_values

    return paper_values.authority(
        _signed(desk, view, case, "authority"), desk.settings, case_facts.day(case), reprint=copy
    )


def _deferral(desk: Desk, view: Unit, case: Case, copy: int) -> Values:
    from windowdesk.documents import paper_values

    return paper_values.deferral(_subject(view, case), desk.settings, case_facts.day(case), reprint=copy)


def _correction(desk: Desk, view: Unit, case: Case, copy: int) -> Values:
    from windowdesk.documents import paper_values

    asked = case_facts.last_round(view, case.id)
    assert asked is not None
    return paper_values.correction(_subject(view, case), desk.settings, asked, reprint=copy)


def _pick_up(desk: Desk, view: Unit, case: Case, copy: int) -> Values:
    from windowdesk.documents import paper_values

    result, delivered = case_facts.last_result(view, case.id), case_facts.delivery(view, case.id)
    assert result is not None
    return paper_values.pick_up(
        _subject(view, case),
        desk.settings,
        desk.today(),
        result,
        receiver=delivered.receiver if delivered else case.applicant.name,
        relation=delivered.relation if delivered else "",
        id_checked=delivered.id_checked if delivered else False,
        reprint=copy,
    )


def _service(desk: Desk, view: Unit, case: Case, copy: int) -> Values:
    from windowdesk.documents import paper_values

    delivered = case_facts.delivery(view, case.id)
    assert delivered is not None
    return paper_values.service(_subject(view, case), desk.settings, delivered, reprint=copy)


def _withdrawal(desk: Desk, view: Unit, case: Case, copy: int) -> Values:
    from windowdesk.documents import paper_values

    reason = case_facts.withdrawal_reason(view, case.id)
    return paper_values.withdrawal(_subject(view, case), desk.settings, desk.today(), reason, reprint=copy)


def _returned(desk: Desk, view: Unit, case: Case, copy: int) -> Values:
    from windowdesk.documents import paper_values

    name = case.applicant.name
    return paper_values.returned(_subject(view, case), desk.settings, desk.today(), receiver=name, reprint=copy)


_VALUES: dict[str, Callable[[Desk, Unit, Case, int], dict[str, Any]]] = {
    "receipt": _receipt,
    "application": _application,
    "authority": _authority,
    "deferral": _deferral,
    "correction": _correction,
    "pick_up": _pick_up,
    "service": _service,
    "withdrawal": _withdrawal,
    "returned": _returned,
}


def _draft_reasons(draft: Draft, item: Item | None) -> Iterator[tuple[str, str]]:
    """Each paper of a draft and why it cannot be printed; empty: it can."""
    nothing = "" if item is not None else "还没有选事项"
    yield "application", nothing
    yield "authority", nothing or ("" if draft.mode is Mode.PROXY and draft.agent is not None else "不是代办")
    yield "notice", nothing or ("" if item is not None and missing_materials(draft, item) else "材料不缺")
    deferred = any(one.deferred_until for one in draft.materials)
    yield "deferral", nothing or ("" if deferred else "没有后补材料")


def _draft_values(desk: Desk, draft: Draft, item: Item, kind: str, copy: int, limits: dict[str, Any]) -> Values:
    from windowdesk.documents import paper_values

    subject = paper_values.of_draft(draft, item, case_facts.draft_materials(draft, item))
    subject = replace(subject, inks=signing.on_paper(desk, holding(draft, item), kind))
    day = desk.today()
    if kind == "notice":
        lines = [paper_values.NoticeLine(line.material) for line in missing_materials(draft, item, latest=limits)]
        return paper_values.notice(subject, desk.settings, day, lines, item_words.fees_words(item.fees), reprint=copy)
    make = {
        "application": paper_values.application,
        "authority": paper_values.authority,
        "deferral": paper_values.deferral,
    }[kind]
    return make(subject, desk.settings, day, reprint=copy)
