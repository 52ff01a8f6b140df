"""A receipt on its way: written down on the desk's thread, sent on the printers' thread, settled on the desk's.

A printer may think for twenty seconds; what the clerk types meanwhile is saved all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from windowdesk.casework import receipts
from windowdesk.casework.desk import Desk
from windowdesk.gui.page import Page
from windowdesk.gui.work_thread import Failed, Then

if TYPE_CHECKING:
    from windowdesk.casework.receipts import Begun


def print_receipt(page: Page, case_id: str, *, again: bool, then: Then, failed: Failed | None = None) -> None:
    """Print the receipt of a case, ``again`` as 补打. ``then`` gets a ``Done[PrintJob]``; ``failed`` why nothing
    was printed.
    """
    opened = page.place.thread.open_desk

    def begin(desk: Desk) -> tuple[Begun, Any]:
        printer = opened.printer()
        return receipts.begin(desk, case_id, printer, again=again), printer

    def send(found: tuple[Begun, Any]) -> None:
        begun, printer = found

        def end(outcome: Any) -> None:
            page.ask(receipts.end, begun, outcome, then=then, failed=failed, keeps=True)

        def bug(trouble: BaseException) -> None:
            end(None)
            page.trouble(trouble)

        page.place.printers.put(lambda: receipts.sent(begun, printer), then=end, failed=bug)

    page.ask(begin, then=send, failed=failed)
