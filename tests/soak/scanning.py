"""Pages through the scanner, and all that goes wrong with it."""

from __future__ import annotations

from typing import Any

from ledger import PAGE
from room import Room

from windowdesk.domain.intake import Step
from windowdesk.domain.people import IdentityCard

GLASS_FAULTS = ("cover", "denied", "cut", "empty", "busy", "warming")
FEEDER_FAULTS = ("jam", "cover", "cut", "no paper", "unplugged", "stopped")
ONCE = frozenset({"busy", "warming"})
"""Troubles that pass while the program waits."""


class Scanning:
    """The scanner's part of the day. A scan is a press of its button."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def material(self, card: IdentityCard, key: str) -> None:
        """Scan until the material has a page, whatever happens before."""
        room = self._room
        feeder = room.happens(0.4)
        fault = room.chance.choice(FEEDER_FAULTS if feeder else GLASS_FAULTS) if room.happens(0.3) else ""
        pages = len(room.ledger.fed[card.number][key])
        if fault:
            room.tally[f"scanner: {fault}"] += 1
            self._scan(card, key, fault, feeder=feeder)
        if len(room.ledger.fed[card.number][key]) == pages:
            self._scan(card, key, "", feeder=feeder)

    def begin(self, card: IdentityCard, key: str, sheets: int) -> int:
        """Put a stack in and press the button; the pages given before it."""
        room = self._room
        room.at(f"a stack of {sheets} for {card.name}, {key}", "scans")
        before = len(room.devices.pages_given())
        room.devices.scanner.order(trouble="none", sheets=sheets)
        row = room.hand.do(lambda: self._row(key))
        room.hand.do(row.stack.click)
        return before

    def end(self, card: IdentityCard, key: str, before: int) -> None:
        """Wait until nothing is scanned any more; what came is owed to that person."""
        room = self._room
        room.hand.until(lambda: room.window.place.scans.goal is None, "the scan never ended")
        room.hand.quiet()
        room.ledger.fed[card.number][key] += room.devices.pages_given()[before:]

    def _scan(self, card: IdentityCard, key: str, fault: str, *, feeder: bool) -> None:
        room = self._room
        room.at(f"scan for {card.name}, {key}: {fault or 'well'}", "scans")
        sheets = room.chance.randint(1, 3)
        after = room.chance.randint(0, sheets - 1) if feeder else 0
        before = len(room.devices.pages_given())
        slow = fault in {"unplugged", "stopped"}
        trouble = "slow" if slow else "none" if fault in {"", "no paper"} else fault
        room.devices.scanner.order(trouble=trouble, sheets=0 if fault == "no paper" else sheets, after=after)
        row = room.hand.do(lambda: self._row(key))
        room.hand.do((row.stack if feeder else row.scan).click)
        if slow:
            room.hand.until(lambda: room.window.place.scans.pages == after, "pages before the trouble never came")
            self._interrupt(fault)
        elif fault in ONCE:
            room.devices.scanner.order(trouble="none")
        self.end(card, key, before)
        self._compare(card, key)
        room.devices.scanner.order(trouble="none", sheets=0)

    def _interrupt(self, fault: str) -> None:
        room = self._room
        if fault == "stopped":
            room.hand.do(room.window.place.scans.stop)
        else:
            room.devices.unplug_scanner()
            room.hand.until(lambda: room.window.place.scans.goal is None, "the scan never ended")
            room.devices.plug_scanner()

    def _compare(self, card: IdentityCard, key: str) -> None:
        """What the list shows is what was fed: a clerk counts the sheets in the hand."""
        room = self._room
        shown = room.hand.do(lambda: self._row(key).line.pages)
        fed = len(room.ledger.fed[card.number][key])
        if shown != fed:
            room.wrong(PAGE, f"{fed} pages fed for {card.name}, {key}, {shown} on the screen")

    def _row(self, key: str) -> Any:
        return self._room.flow.steps[Step.MATERIALS].ui.materials.row(key)
