"""Receipts out of the printer, and all that goes wrong with it. The clerk looks at the paper before answering."""

from __future__ import annotations

import threading
from typing import Any

from hand import PATIENCE_SECONDS, Stuck
from ledger import OUT, QUESTION, cases_of
from paper import Papers
from room import Room

from windowdesk.casework import inbox, receipts
from windowdesk.casework.print_job import PrintJob, PrintState
from windowdesk.domain.intake import Step
from windowdesk.domain.people import IdentityCard

FAULTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("near end", {"near_end_after": 300}),
    ("no paper", {"state": "paper_out"}),
    ("paper ends", {"paper_out_after": 250}),
    ("cover open", {"state": "cover_open"}),
    ("cutter", {"state": "cutter"}),
    ("silent", {"state": "silent"}),
    ("refuses", {"state": "off"}),
    ("unplugged", {"dies_after": 400}),
    ("slow", {"slow": 4000}),
)
ASKED = {PrintState.UNKNOWN, PrintState.QUEUED}
MOST_TRIES = 12


class Printing:
    """The printer's part of the day. A receipt is a job that was sent."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._printer = room.devices.printer
        self.papers = Papers(room.devices.printed)
        self._left: list[IdentityCard] = []

    def spoil(self) -> None:
        """Something will go wrong with the next receipt, now and then."""
        room = self._room
        if room.happens(room.printer_faults):
            name, order = room.chance.choice(FAULTS)
            room.tally[f"printer: {name}"] += 1
            self._printer.order(**order)

    def mend(self) -> None:
        """Paper in, cover shut, power on; what waits in its buffer comes out."""
        self._printer.order(state="ready", slow=0)
        self._printers_done()
        self._printer.heard_all()

    def receipt(self, card: IdentityCard) -> None:
        """The receipt page: until the receipt is out and, if asked, a second one."""
        room = self._room
        again = room.happens(0.1)
        for _ in range(MOST_TRIES):
            job = self._settled(card)
            if job is None or job.state in {PrintState.FAILED, PrintState.DID_NOT}:
                self.mend()
                self._press(card, "printNow", job)
            elif job.state in ASKED:
                self._answer(card, job)
            elif again:
                again = False
                room.ledger.reprints[card.number] += 1
                self._press(card, "reprint", job)
            else:
                return
        raise Stuck(f"the receipt of {card.name} does not come out")

    def left_behind(self, card: IdentityCard) -> None:
        """The villager does not wait for the paper."""
        self._room.tally["receipts not waited for"] += 1
        self._left.append(card)

    def answer_inbox(self) -> None:
        """Answer every print of which nobody knows, as the inbox asks; what failed unseen has been told."""
        self._answer_all()
        while self._left:
            self._look_after(self._left.pop())

    def _look_after(self, card: IdentityCard) -> None:
        room = self._room
        for case in room.hand.on_desk(cases_of, card.number):
            jobs = room.hand.on_desk(receipts.jobs, case.id)
            if any(job.state in OUT for job in jobs):
                continue
            if not any(case.number in words for words in room.told):
                room.wrong(QUESTION, f"nobody was told that the receipt {case.number} failed")
            self.make_good(case.id)

    def _answer_all(self) -> None:
        room = self._room
        self.mend()
        room.at("the inbox")
        room.hand.do(lambda: room.window.show_page("inbox"))
        room.hand.quiet()
        open_jobs = room.hand.on_desk(receipts.unanswered)
        rows = [row for row in room.hand.on_desk(inbox.rows) if row.kind == "print"]
        asked = {row.id.partition(":")[2] for row in rows}
        for job in open_jobs:
            if job.id not in asked:
                room.wrong(QUESTION, f"nobody is asked about {job.number}")
        for row in rows:
            self._answer_row(row)

    def make_good(self, case_id: str) -> None:
        """Print from the page of the case what did not come out."""
        room = self._room
        for _ in range(MOST_TRIES):
            jobs = room.hand.on_desk(receipts.jobs, case_id)
            if any(job.state in OUT for job in jobs):
                return
            if any(job.state in ASKED for job in jobs):
                self._answer_all()
                continue
            room.at(f"print from the case {jobs[0].number if jobs else case_id}", "receipts")
            self.mend()
            room.hand.do(lambda: room.window.show_page("case", case_id))
            room.hand.quiet()
            room.hand.do(lambda: room.window.page("case")._do("print"))
            room.hand.quiet()
            self._printers_done()
        raise Stuck(f"the receipt of case {case_id} does not come out")

    def is_out(self, number: str, copy: int) -> bool:
        """Whether that slip lies there whole."""
        slips = self.papers.look(self._printer.heard_all())
        return any(slip.whole and (slip.number, slip.copy) == (number, copy) for slip in slips)

    def _settled(self, card: IdentityCard) -> PrintJob | None:
        """What became of the job under way; None: certainly nothing came out."""
        room, saving = self._room, self._room.flow.saving
        self._printers_done()
        room.hand.until(lambda: saving.trouble or saving.job, f"nothing is said of the receipt of {card.name}")
        return room.hand.do(lambda: None if saving.trouble else saving.job)

    def _answer(self, card: IdentityCard, job: PrintJob) -> None:
        room = self._room
        room.at(f"did the receipt of {card.name} come out?", "questions")
        self.mend()
        if self.is_out(job.number, job.copy):
            self._press(card, "cameOut", job, sends=False)
        else:
            self._press(card, "didNot", job)

    def _answer_row(self, row: Any) -> None:
        room = self._room
        job_id = row.id.partition(":")[2]
        job = next(one for one in room.hand.on_desk(receipts.jobs, row.case_id) if one.id == job_id)
        came = self.is_out(job.number, job.copy)
        room.at(f"the inbox asks about {job.number}", "questions")
        page = room.hand.do(lambda: room.window.page("inbox"))
        room.hand.do(lambda: page.come(row.id))
        room.hand.quiet()
        room.hand.do((page.ui.cameOut if came else page.ui.didNot).click)
        room.hand.quiet()
        if not came and job.copy == 0:
            self.make_good(row.case_id)
            room.hand.do(lambda: room.window.show_page("inbox"))
            room.hand.quiet()

    def _press(self, card: IdentityCard, name: str, job: PrintJob | None, *, sends: bool = True) -> None:
        """Press a button of the receipt page, and wait until it has had its effect."""
        room, saving = self._room, self._room.flow.saving
        room.at(f"the receipt of {card.name}: {name}", "receipts" if sends else "")
        button = room.hand.do(lambda: getattr(self._buttons(), name))
        if not room.hand.do(button.isVisible):
            room.wrong(QUESTION, f"{name} is not offered for {card.name}")
        room.hand.do(button.click)
        room.hand.quiet()
        self._printers_done()
        room.hand.until(lambda: saving.trouble or saving.job != job, f"{name} has no effect")

    def _buttons(self) -> Any:
        return self._room.flow.steps[Step.RECEIPT].ui

    def _printers_done(self) -> None:
        """The printers' thread has nothing left to do, and the desk has heard of it."""
        room, heard = self._room, threading.Event()
        room.hand.quiet()
        room.hand.do(lambda: room.window.place.printers.put(lambda: None, then=lambda _: heard.set()))
        if not heard.wait(PATIENCE_SECONDS):
            raise Stuck("the printers' thread never answered")
        room.hand.quiet()
