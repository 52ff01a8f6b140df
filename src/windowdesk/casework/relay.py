"""Exchange by stick (优盘) as the window and the command line see it, and the slip that goes with it (交接单).

How bundles are made is handed in from above; here is what a person does and is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from windowdesk.casework.desk import Desk, Done
from windowdesk.casework.relay_words import asked_words, enrolled_words, taken_words, written_words
from windowdesk.domain.relay import Carried, Enrolled, Exported, HandOver, Import, Route
from windowdesk.errors import FIELD_MISSING, STICK_ABSENT, STICK_SEVERAL, DeviceTrouble, InputRefused
from windowdesk.events import Kind

if TYPE_CHECKING:
    from windowdesk.devices.ports import PrintOutcome, ReceiptPrinter


class Relay(Protocol):
    """Writes bundles and takes replies (`windowdesk.sync.relay`); leave its block when done."""

    def __enter__(self) -> Relay: ...

    def __exit__(self, *_: object) -> None: ...

    def write(self, folder: Path, actor: str) -> Exported:
        """Put what the county is not known to have into ``folder``."""
        ...

    def write_case(self, folder: Path, actor: str, case: str) -> Exported:
        """Put one case alone into ``folder``."""
        ...

    def take(self, place: Path) -> Import:
        """Take the reply, or the replies in that folder."""
        ...

    def ask_to_enrol(self, code: str, folder: Path, device_name: str = "") -> Carried:
        """Put a request to be enrolled into ``folder``."""
        ...

    def has_replies(self, place: Path) -> bool:
        """Are there replies to this station?"""
        ...

    def take_enrolment(self, place: Path) -> Enrolled:
        """Take the county's answer to the request."""
        ...


class Opened(Protocol):
    """What the window has open."""

    @property
    def desk(self) -> Desk:
        """The desk."""
        ...

    def enrol(self, county: str, code: str, name: str = "") -> Enrolled:
        """Enrol over the line. Any thread."""
        ...

    def relay(self) -> Relay:
        """The exchange by stick, for the calling thread."""
        ...

    def sticks(self) -> Sequence[Path]:
        """The sticks that are plugged in."""
        ...

    def printer(self) -> ReceiptPrinter:
        """The receipt printer; raises DeviceTrouble(PRINTER_ABSENT)."""
        ...


def write_plugged_in(opened: Opened) -> tuple[str, ...]:
    """Write to the one stick that is plugged in and print the slip; what to tell the clerk. Not for the desk's thread.

    Raises:
        DeviceTrouble: what is with the stick, by name.
        CountyTrouble: COUNTY_NO_SEAL.
        StoreTrouble: NOT_ENROLLED.
    """
    folder = the_stick(opened.sticks())
    with opened.relay() as relay:
        written = put_on_stick(opened.desk, relay, folder).value
    return (*written_words(written), *slip_words(opened, written.hand_over()))


def read_plugged_in(opened: Opened) -> tuple[str, ...]:
    """Take the replies on the one stick that is plugged in; what to tell the clerk. Not for the desk's thread.

    Raises:
        InputRefused: nothing was taken, and why.
        DeviceTrouble: what is with the stick, by name.
        StoreTrouble: NOT_ENROLLED.
    """
    folder = the_stick(opened.sticks())
    with opened.relay() as relay:
        return taken_words(take_from_stick(opened.desk, relay, folder).value)


def enrol_over_line(opened: Opened, county: str, code: str) -> tuple[Enrolled, tuple[str, ...]]:
    """Enrol over the line; what was found out, and what to tell the clerk. Not for the desk's thread.

    What was found out is for the caller to keep in the settings, on the desk's thread.

    Raises:
        InputRefused: no code, or no address.
        CountyTrouble: the line, or the code is not taken.
    """
    if not county:
        raise InputRefused(FIELD_MISSING, field="县平台地址")
    found = opened.enrol(county, code)
    return found, enrolled_words(found)


def ask_plugged_in(opened: Opened, code: str) -> tuple[str, ...]:
    """Write a request to be enrolled to the one stick that is plugged in. Not for the desk's thread.

    Raises:
        InputRefused: the code cannot be one.
        DeviceTrouble: what is with the stick, by name.
    """
    folder = the_stick(opened.sticks())
    with opened.relay() as relay:
        request = relay.ask_to_enrol(code, folder)
    return (*asked_words(request), *slip_words(opened, slip_of_request(opened.desk, request)))


def enrol_plugged_in(opened: Opened) -> tuple[Enrolled, tuple[str, ...]]:
    """Take the county's answer, and its first reply, from the stick. Not for the desk's thread.

    What was found out is for the caller to keep in the settings, on the desk's thread.

    Raises:
        InputRefused: nothing was taken, and why.
        DeviceTrouble: what is with the stick, by name.
    """
    folder = the_stick(opened.sticks())
    with opened.relay() as relay:
        found = relay.take_enrolment(folder)
        said = enrolled_words(found)
        if relay.has_replies(folder):
            said += taken_words(take_from_stick(opened.desk, relay, folder).value)
    return found, said


def put_on_stick(desk: Desk, relay: Relay, folder: Path) -> Done[Exported]:
    """Put everything the county is not known to have onto the stick.

    Raises:
        DeviceTrouble: what is with the stick, by name.
        CountyTrouble: COUNTY_NO_SEAL.
        StoreTrouble: NOT_ENROLLED.
    """
    return desk.done(relay.write(folder, actor_of(desk)), Kind.EXCHANGE)


def take_from_stick(desk: Desk, relay: Relay, place: Path) -> Done[Import]:
    """Take what the county sent back.

    Raises:
        InputRefused: nothing was taken, and why.
        DeviceTrouble: what is with the stick, by name.
        StoreTrouble: NOT_ENROLLED.
    """
    return desk.done(relay.take(place), Kind.EXCHANGE, Kind.CASES, Kind.INBOX)


def slip_of_request(desk: Desk, request: Carried) -> HandOver:
    """The slip that goes with a request to be enrolled."""
    return HandOver(Route.OWN_UP, desk.settings.site.name, "", (request,), 0, desk.clock.now(), actor_of(desk))


def actor_of(desk: Desk) -> str:
    """Who hands over."""
    return desk.actor or desk.settings.site.name


def the_stick(found: Sequence[Path]) -> Path:
    """The one stick that is plugged in.

    Raises:
        DeviceTrouble: STICK_ABSENT, STICK_SEVERAL.
    """
    if not found:
        raise DeviceTrouble(STICK_ABSENT, place="没有插优盘")
    if len(found) > 1:
        raise DeviceTrouble(STICK_SEVERAL, count=len(found))
    return found[0]


def slip_words(opened: Opened, hand_over: HandOver) -> tuple[str, ...]:
    """Print the slip; where that did not work for certain it is owed on A4, and that is what to tell the clerk.

    The stick is as it is whatever the printer does.
    """
    try:
        outcome = print_slip(hand_over, opened.printer())
    except DeviceTrouble as trouble:
        opened.desk.slips_owed.append(hand_over)
        return (f"交接单没有从凭条打印机打出来：{trouble.happened}请用 A4 纸打。",)
    if outcome.printed.value == "unknown":
        opened.desk.slips_owed.append(hand_over)
        return ("请看一眼凭条打印机：交接单没有出来的，用 A4 纸打。",)
    return ()


def print_slip(hand_over: HandOver, printer: ReceiptPrinter) -> PrintOutcome:
    """Print the hand-over slip.

    Raises:
        DeviceTrouble: certainly nothing was printed; the stick is as it was.
    """
    from windowdesk.documents import stick_slip

    return printer.print_bytes(stick_slip.render(hand_over, printer.profile))
