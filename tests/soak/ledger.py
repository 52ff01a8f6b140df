"""What must be true in the evening, held against the store and the paper. Nothing here asks the window."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from paper import Slip

from windowdesk.casework import receipts
from windowdesk.casework.desk import Desk
from windowdesk.casework.print_job import PrintJob, PrintState
from windowdesk.domain.case import Case
from windowdesk.domain.people import IdentityCard

PERSON, PAGE, PAPER, QUESTION = "wrong person", "lost or misplaced page", "double or missing print", "unasked question"
OUT = {PrintState.CONFIRMED, PrintState.CAME_OUT}


@dataclass(frozen=True)
class Complaint:
    """One broken promise."""

    promise: str
    what: str

    def __str__(self) -> str:
        return f"{self.promise}: {self.what}"


@dataclass
class Ledger:
    """What the clerk knows to have happened."""

    served: list[IdentityCard] = field(default_factory=list)
    """Everybody who got as far as the save."""
    fed: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    """Number of the person to material to the digests of the pages put into the scanner for it."""
    reprints: Counter[str] = field(default_factory=Counter)
    """Number of the person to how often a 补打 was asked for."""


def check(desk: Desk, ledger: Ledger, slips: Sequence[Slip]) -> list[Complaint]:
    """Everything that is not as it must be. On the desk's thread."""
    cases: dict[str, list[Case]] = {}
    with desk.store.reading() as view:
        for card in ledger.served:
            cases[card.number] = view.cases.whole_of_person(card.number)
        all_cases, drafts = view.cases.count(), view.drafts.list()
    found = [*_persons(ledger, cases, all_cases), *_pages(desk, ledger, cases), *_papers(desk, ledger, cases, slips)]
    found += [Complaint(PERSON, f"a draft is left over: {draft.applicant.text('name')}") for draft in drafts]
    found += [Complaint(QUESTION, f"{job.number} was never answered") for job in receipts.unanswered(desk)]
    return found


def cases_of(desk: Desk, number: str) -> list[Case]:
    """All cases of a person. On the desk's thread."""
    with desk.store.reading() as view:
        return view.cases.whole_of_person(number)


def _persons(ledger: Ledger, cases: dict[str, list[Case]], all_cases: int) -> Iterator[Complaint]:
    if all_cases != len(ledger.served):
        yield Complaint(PERSON, f"{all_cases} cases of {len(ledger.served)} people")
    for card in ledger.served:
        if len(cases[card.number]) != 1:
            yield Complaint(PERSON, f"{card.name} has {len(cases[card.number])} cases")
        for case in cases[card.number]:
            yield from _same_person(card, case)


def _same_person(card: IdentityCard, case: Case) -> Iterator[Complaint]:
    person = case.applicant
    for name in ("name", "sex", "birth", "nation", "address"):
        kept = getattr(person, name)
        if kept and kept != getattr(card, name):
            yield Complaint(PERSON, f"{card.name} {card.number}: {name} is {kept}")
    if person.id_number != card.number or not person.name:
        yield Complaint(PERSON, f"{card.name} {card.number}: kept as {person.name} {person.id_number}")


def _pages(desk: Desk, ledger: Ledger, cases: dict[str, list[Case]]) -> Iterator[Complaint]:
    with desk.store.reading() as view:
        for card in ledger.served:
            kept: dict[str, list[str]] = {}
            for material in (one for case in cases[card.number] for one in case.materials if one.pages):
                rows = [view.blobs.get(page.digest) for page in material.pages]
                kept[material.material] = [row.original or row.ref.digest if row else "no row" for row in rows]
            fed = {name: pages for name, pages in ledger.fed[card.number].items() if pages}
            for name in sorted(fed.keys() | kept.keys()):
                if fed.get(name, []) != kept.get(name, []):
                    told = f"{len(fed.get(name, []))} fed, {len(kept.get(name, []))} kept"
                    yield Complaint(PAGE, f"{card.name}, {name}: {told}, not the same in the same order")


def _papers(desk: Desk, ledger: Ledger, cases: dict[str, list[Case]], slips: Sequence[Slip]) -> Iterator[Complaint]:
    whole = Counter((slip.number, slip.copy) for slip in slips if slip.whole)
    names = {slip.number: slip.text for slip in slips if slip.whole}
    for card in ledger.served:
        for case in cases[card.number]:
            yield from _paper_of(case, receipts.jobs(desk, case.id), whole, ledger.reprints[card.number])
            if card.name not in names.get(case.provisional_number, card.name):
                yield Complaint(PERSON, f"the receipt {case.provisional_number} does not name {card.name}")
    known = {case.provisional_number for own in cases.values() for case in own}
    for number in sorted({number for number, _ in whole} - known):
        yield Complaint(PAPER, f"the receipt {number} is of no case")


def _paper_of(
    case: Case, jobs: Sequence[PrintJob], whole: Counter[tuple[str, int]], reprints: int
) -> Iterator[Complaint]:
    number = case.provisional_number
    if not whole[number, 0]:
        yield Complaint(PAPER, f"{number} never came out")
    for copy in range(max([job.copy for job in jobs], default=0) + 1):
        said = sum(1 for job in jobs if job.copy == copy and job.state in OUT)
        if whole[number, copy] > 1 or whole[number, copy] != said:
            yield Complaint(PAPER, f"{number} copy {copy}: {whole[number, copy]} on paper, {said} in the journal")
        if copy > reprints:
            yield Complaint(PAPER, f"{number} copy {copy}: nobody asked for it")
