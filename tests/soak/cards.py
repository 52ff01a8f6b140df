"""Cards on the reader, and all that goes wrong with them."""

from __future__ import annotations

import time
from collections.abc import Callable

from hand import Stuck
from ledger import PERSON
from people import as_json
from room import Room

from windowdesk.domain.device_news import ReaderCondition
from windowdesk.domain.people import IdentityCard
from windowdesk.errors import CARD_OTHER_PERSON

FAULTS = ("unreadable", "lifted", "checksum", "silent", "half", "unplugged", "pulled while it reads")
READ_SECONDS = 15.0
SOON_SECONDS = 1.0
LOOK_SECONDS = 0.004


class Cards:
    """The reader's part of the day. A card event is a card laid down."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._reader = room.devices.reader

    def lay(self, card: IdentityCard, *, faults: float = 0.25) -> None:
        """Lay a card down until it has been read, whatever happens before, and take it off."""
        room = self._room
        if room.happens(faults):
            self._spoil(card, room.chance.choice(FAULTS))
        room.at(f"the card of {card.name} {card.number}", "cards")
        before = len(room.read)
        self._reader.order(place=as_json(card))
        self._wait(lambda: card.number in room.read[before:], "the card was never read", READ_SECONDS)
        self._reader.order(lift=True)

    def lay_for(self, card: IdentityCard) -> None:
        """Lay it down for the form in front, or the one it opens."""
        room = self._room
        self.lay(card)

        def taken() -> bool:
            draft = room.draft
            return room.window.front == "intake" and bool(draft) and draft.applicant.text("id_number") == card.number

        room.hand.until(taken, f"the card of {card.name} is not on the form")

    def intrude(self, stranger: IdentityCard) -> None:
        """Another person's card while a form is open: it is refused, and nothing of it is on the form."""
        room = self._room
        before = room.hand.do(lambda: room.draft.applicant)
        room.hand.do(room.window.place.banner.clear)
        self.lay(stranger)
        room.tally["other people's cards"] += 1
        code = CARD_OTHER_PERSON.code

        def answered() -> bool:
            return room.window.place.banner.code == code or room.draft.applicant != before

        room.hand.until(answered, f"{stranger.name} was not refused")
        if room.hand.do(lambda: room.draft.applicant) != before:
            room.wrong(PERSON, f"the card of {stranger.name} changed the form")

    def _spoil(self, card: IdentityCard, fault: str) -> None:
        room, reader = self._room, self._reader
        room.at(f"reader: {fault}", f"reader: {fault}")
        if fault in {"checksum", "silent", "half"}:
            reader.order(fail_next=fault, command=room.chance.choice(("20 01", "20 02", "30 01", "30 03")))
        elif fault in {"unreadable", "lifted"}:
            room.tally["cards"] += 1
            reader.order(place=as_json(card), unreadable=fault == "unreadable", lifted_while_read=fault == "lifted")
            self._soon(ReaderCondition.TROUBLE)
            reader.order(lift=True)
        else:
            if fault.startswith("pulled"):
                room.tally["cards"] += 1
                reader.order(place=as_json(card))
                time.sleep(room.chance.random() * 0.05)
            reader.order(unplug=True)
            self._soon(ReaderCondition.ABSENT)
            reader.order(lift=True)
            reader.order(plug=True)

    def _soon(self, condition: ReaderCondition) -> None:
        """Give the program time to notice; it need not say again what it said last."""
        states, deadline = self._room.states, time.monotonic() + SOON_SECONDS
        while time.monotonic() < deadline and not (states and states[-1].condition is condition):
            time.sleep(LOOK_SECONDS)

    @staticmethod
    def _wait(seen: Callable[[], bool], what: str, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not seen():
            if time.monotonic() > deadline:
                raise Stuck(what)
            time.sleep(LOOK_SECONDS)
