"""The hand-over slip of a stick (交接单) on A4, for where no receipt printer prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from windowdesk.casework.desk import Desk, Done
from windowdesk.casework.papers import Paper
from windowdesk.clock import local_date_time

if TYPE_CHECKING:
    from windowdesk.domain.relay import HandOver


def paper(desk: Desk, hand_over: HandOver) -> Done[Paper]:
    """Make the PDF; `windowdesk.casework.office_print` prints it or keeps it as a file, like any paper.

    Raises:
        InputRefused: TEMPLATE_WRONG, FONT_ABSENT.
    """
    from windowdesk.documents import stick_slip

    first = hand_over.carried[0]
    subject = f"{stick_slip.KIND} {hand_over.route.value} {first.name} {first.words}"
    with desk.store.reading() as view:
        copy = view.prints.next_copy(subject, stick_slip.KIND)
    title, day = stick_slip.title(), f"{local_date_time(hand_over.at):%Y%m%d-%H%M}"
    pdf = stick_slip.pdf(hand_over, training=desk.training)
    return Done(Paper(stick_slip.KIND, title, f"{title}-{day}.pdf", pdf, copy, subject, ""), frozenset())


def owed(desk: Desk) -> tuple[Paper, ...]:
    """The slips that no receipt printer printed since this was last asked, on A4."""
    found: list[HandOver] = []
    while desk.slips_owed:
        found.append(desk.slips_owed.pop(0))
    return tuple(paper(desk, one).value for one in found)
