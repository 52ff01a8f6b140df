"""A clerk's day: villager after villager, with everything that happens at a counter, decided by a seed."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cards import Cards
from hand import Stuck
from ledger import PERSON, cases_of
from people import villager
from printing import Printing
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget
from room import Room
from sample_day import ELDER, PENSIONER, code_of
from scanning import Scanning

from windowdesk.casework import choose
from windowdesk.domain.intake import Step
from windowdesk.domain.people import IdentityCard

ITEMS = (ELDER, PENSIONER)
OTHER_PAGES = ("worklist", "case", "queue", "guide", "settings", "inbox", "help", "home")
STEPS_AT_MOST = 12
INBOX_EVERY = 20
TYPED_NAME = "王小红"


@dataclass(frozen=True)
class Wanted:
    """How much is to happen in the day."""

    cards: int
    scans: int
    receipts: int
    minutes: float
    """After so many the counter is closed, whatever has happened."""


class Clerk:
    """Plays the day. ``rested`` is called between villagers, with how many were served."""

    def __init__(self, room: Room, wanted: Wanted, rested: Callable[[int], None]) -> None:
        self._room, self._wanted, self._rested = room, wanted, rested
        self._people: Iterator[IdentityCard] = map(villager, itertools.count())
        self.cards, self.scanning, self.printing = Cards(room), Scanning(room), Printing(room)
        self._early: IdentityCard | None = None
        """Whose card was on the reader before the one before was done."""
        self._waiting = ""
        """The draft of that one, while the one before is called back."""
        self._codes = [code_of(name) for name in ITEMS]

    def day(self) -> None:
        """Until everything wanted has happened, or the time is over; then the inbox is empty, too."""
        room, closing = self._room, time.monotonic() + self._wanted.minutes * 60
        while time.monotonic() < closing and any(
            room.tally[name] < getattr(self._wanted, name) for name in ("cards", "scans", "receipts")
        ):
            self._loiter()
            self._serve(self._next_person())
            served = len(room.ledger.served)
            if served == 1:
                self._show_case(room.ledger.served[0])
            if served % INBOX_EVERY == 0:
                self.printing.answer_inbox()
            self._rested(served)
        if self._early is not None:
            self._serve(self._next_person())
        self.printing.answer_inbox()

    # who comes

    def _next_person(self) -> IdentityCard:
        person, self._early = self._early, None
        if person is None:
            return self._arrives()
        self._show("intake")
        return person

    def _arrives(self) -> IdentityCard:
        """The next villager: from the home page, on the receipt of the one before, or by the button for the next."""
        room, person = self._room, next(self._people)
        fresh = room.draft is None or room.window.front != "intake"
        way = "home" if fresh else room.chance.choice(("home", "next", "next", "card", "menu"))
        room.at(f"{person.name} comes: {way}", f"comes: {way}")
        if way in {"home", "menu"}:
            self._show("home")
        if way == "menu":
            self._show("intake")
            self._press_f2()
        elif way == "next":
            self._next()
        if way in {"menu", "next"} and room.happens(0.3):
            self._typed_before(person)
        else:
            self.cards.lay_for(person)
        return person

    def _next(self) -> None:
        room, before = self._room, self._room.draft.id
        room.hand.do(room.flow.ui.next.click)
        room.hand.until(lambda: room.draft.id != before and not room.flow.saving.done, "the next one is not begun")

    def _press_f2(self) -> None:
        """Nobody has laid a card down for this form: the key must not bring the last villager's."""
        room = self._room
        room.hand.until(lambda: room.flow.here() is Step.PERSON, "no new form")
        room.at("F2 on a new form")
        room.hand.do(room.flow.key_card)
        room.hand.quiet()
        name = room.hand.do(lambda: room.draft.applicant.text("name"))
        if name:
            room.wrong(PERSON, f"F2 put the card of {name} on a new form")

    def _typed_before(self, person: IdentityCard) -> None:
        """The name was typed, and wrong; the card says so, and the clerk believes the card."""
        room = self._room
        room.at(f"typed before the card of {person.name}", "typed before the card")
        step = room.hand.do(lambda: room.flow.steps[Step.PERSON])
        room.hand.do(lambda: type_into(step.ui.applicantName, TYPED_NAME))
        room.hand.quiet()
        self.cards.lay_for(person)
        room.hand.until(step.ui.conflictCard.isVisible, "nothing is said of the two names")
        if room.happens(0.5):
            self.cards.intrude(next(self._people))
        room.at(f"the card of {person.name} is right")
        room.hand.do(lambda: press_first(step.ui.conflictRows))
        room.hand.quiet()
        name = room.hand.do(lambda: room.draft.applicant.text("name"))
        if name != person.name:
            room.wrong(PERSON, f"{person.name} was put on the form as {name}")

    def _loiter(self) -> None:
        """People try their cards while another page is in front: nothing comes of it."""
        room, wanted = self._room, self._wanted
        part = max(room.tally["receipts"] / max(1, wanted.receipts), room.tally["scans"] / max(1, wanted.scans))
        due = int(wanted.cards * min(1.0, part))
        if self._early is None and room.tally["cards"] + 2 < due:
            self._show("worklist")
            for _ in range(min(6, due - room.tally["cards"])):
                self.cards.lay(next(self._people))
            room.tally["comes: loitered before"] += 1

    # what is done for them

    def _serve(self, person: IdentityCard) -> None:
        """From the card to the receipt in the hand."""
        room, flow = self._room, self._room.flow
        does = {
            Step.PERSON: self._person,
            Step.ITEM: self._item,
            Step.FORM: self._form,
            Step.MATERIALS: self._materials,
        }
        for _ in range(STEPS_AT_MOST):
            here = room.hand.do(flow.here)
            if here is Step.CONFIRM:
                break
            room.at(f"{person.name}: {here.value}")
            self._meanwhile()
            does[here](person)
            room.hand.quiet()
            room.hand.do(flow.onward)
            room.hand.until(lambda here=here: flow.here() is not here, f"no way on from {here.value}")
            room.hand.quiet()
        else:
            raise Stuck(f"{person.name} never comes to the check")
        self._save(person)

    def _meanwhile(self) -> None:
        """Somebody else's card; a look at another page."""
        room = self._room
        if room.happens(0.08):
            self.cards.intrude(next(self._people))
        if room.happens(0.1):
            before = room.hand.do(lambda: room.draft)
            self._look_elsewhere()
            self._show("intake")
            room.hand.until(lambda: room.draft is not None and room.draft.id == before.id, "the draft is another one")

    def _look_elsewhere(self) -> None:
        room, page = self._room, self._room.chance.choice(OTHER_PAGES)
        if page == "case":
            self._show_case(room.chance.choice(room.ledger.served) if room.ledger.served else None)
        else:
            self._show(page)

    def _show_case(self, person: IdentityCard | None) -> None:
        cases = self._room.hand.on_desk(cases_of, person.number) if person is not None else []
        for case in cases[:1]:
            self._show("case", case.id)

    def _person(self, person: IdentityCard) -> None:
        room = self._room
        ui = room.hand.do(lambda: room.flow.steps[Step.PERSON]).ui
        for box in (ui.told, ui.noMobile):
            if not room.hand.do(box.isChecked):
                room.hand.do(box.click)

    def _item(self, person: IdentityCard) -> None:
        room, code = self._room, self._room.chance.choice(self._codes)
        room.hand.do(lambda: room.flow.item_chosen(code))
        room.hand.until(lambda: room.draft.item_code == code, "the item is not chosen")

    def _form(self, person: IdentityCard) -> None:
        """What a clerk would type is filled with the samples of the form."""
        room = self._room
        filled = room.hand.on_desk(choose.with_samples, room.hand.do(lambda: room.draft))
        room.hand.do(lambda: room.flow.change(filled))

    def _materials(self, person: IdentityCard) -> None:
        room = self._room
        rows = room.hand.do(lambda: room.flow.steps[Step.MATERIALS]).ui.materials
        while True:
            room.hand.quiet()
            view = room.hand.do(lambda: room.flow.view)
            missing = [row.material for row in view.checklist if row.state == "missing"]
            if not missing:
                return
            key = missing[0]
            if not room.happens(self._part_scanned(len(missing))):
                room.hand.do(lambda key=key: rows.row(key).paper.click())
            elif room.happens(0.1) and self._early is None:
                self._scan_behind(person, key)
            else:
                self.scanning.material(person, key)

    def _part_scanned(self, missing: int) -> float:
        """So many of the materials that the scans are done when the receipts are."""
        room, wanted = self._room, self._wanted
        people = max(1.0, (wanted.receipts - room.tally["receipts"]) / 1.4)
        return max(0.0, wanted.scans - room.tally["scans"]) / people / max(3, missing)

    def _scan_behind(self, person: IdentityCard, key: str) -> None:
        """The stack runs on while the next villager's card is taken; then the first one is called back."""
        room = self._room
        room.tally["scanned behind the next one"] += 1
        first = room.hand.do(lambda: room.draft.id)
        before = self.scanning.begin(person, key, room.chance.randint(2, 5))
        self._show("home")
        next_one = next(self._people)
        self.cards.lay_for(next_one)
        self.scanning.end(person, key, before)
        room.at(f"{next_one.name} waits, back to {person.name}")
        second = room.hand.do(lambda: room.draft.id)
        self._call(first)
        self._early, self._waiting = next_one, second

    def _call(self, draft_id: str) -> None:
        room = self._room
        room.hand.do(lambda: room.window.show_page("intake", draft_id))
        room.hand.until(lambda: room.draft.id == draft_id, "the draft is not called back")
        room.hand.quiet()

    # the end of it

    def _save(self, person: IdentityCard) -> None:
        room, flow = self._room, self._room.flow
        self.printing.spoil()
        room.at(f"{person.name}: the villager agrees")
        agreed = room.hand.do(lambda: flow.steps[Step.CONFIRM].ui.agreed)
        room.hand.do(agreed.click)
        room.hand.quiet()
        room.ledger.served.append(person)
        room.at(f"{person.name}: saved", "receipts")
        room.hand.do(flow.onward)
        if self._early is None and room.happens(0.08):
            self._early_bird(person)
        else:
            room.hand.until(lambda: flow.saving.done, f"{person.name} is not saved")
        if self._early is None or self._waiting:
            self._receipt(person)
        else:
            self.printing.left_behind(person)
        if self._waiting:
            self._call(self._waiting)
            self._waiting = ""

    def _receipt(self, person: IdentityCard) -> None:
        """Mostly the clerk waits for the paper; who does not is asked in the inbox."""
        if self._room.happens(0.85):
            self.printing.receipt(person)
        else:
            self.printing.left_behind(person)

    def _early_bird(self, person: IdentityCard) -> None:
        """The next card comes with the save: either it is refused, or it opens the next form."""
        room, flow = self._room, self._room.flow
        bird = next(self._people)
        room.tally["card while saving"] += 1
        self.cards.lay(bird, faults=0.0)

        def number() -> str:
            return "" if room.draft is None or flow.saving.done else room.draft.applicant.text("id_number")

        room.hand.until(lambda: flow.saving.done or number() == bird.number, f"{person.name} is not saved")
        room.hand.quiet()
        if room.hand.do(number) == bird.number:
            self._early = bird

    def _show(self, name: str, about: object = None) -> None:
        room = self._room
        room.at(f"page {name}")
        room.hand.do(lambda: room.window.show_page(name, about))
        room.hand.quiet()


def press_first(rows: QLayout) -> None:
    """Press the first button of the first row."""
    first = rows.itemAt(0).widget()
    first.buttons[0].click()


def type_into(line: QWidget, text: str) -> None:
    """Type as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)
