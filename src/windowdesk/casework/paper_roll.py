"""The roll in the receipt printer (纸卷): count what is printed, tell when it ends, take in that it was changed.

Everything that goes to a receipt printer goes through `counted`, so a receipt, a 补打, a test slip and the slip of
a stick all count, and only what was sent does. The count stands in the store's small values, for each printer by
its address. A printer with a sensor that can be heard is believed: nothing is reckoned beside it.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from windowdesk.domain import paper_roll as rules
from windowdesk.domain.found_devices import bare
from windowdesk.domain.from_json import build
from windowdesk.domain.paper_roll import Roll
from windowdesk.errors import (
    PAPER_OUT,
    ROLL_CHANGED,
    ROLL_NEAR_END,
    DeviceTrouble,
    InputRefused,
    Message,
    StoreTrouble,
)
from windowdesk.events import Changed, Kind

if TYPE_CHECKING:
    from windowdesk.casework.desk import Desk
    from windowdesk.devices.ports import PrinterState, PrintOutcome, ReceiptPrinter
    from windowdesk.domain.printer_profile import PrinterProfile
    from windowdesk.settings import Devices
    from windowdesk.storage.unit import Unit

log = logging.getLogger(__name__)

NAME = "printer.rolls"
"""Name in the store's small values: address without options to the fields of a `Roll`."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the roll stands, for a printer whose own sensor does not tell it."""

    slips_left: int
    near_end: bool
    asks: bool
    """A person should say whether a new roll was put in."""

    @property
    def message(self) -> Message | None:
        """What somebody should see to; None: nothing."""
        if self.asks:
            return ROLL_CHANGED
        return ROLL_NEAR_END if self.near_end else None

    @property
    def words(self) -> str:
        """One sentence for the page of the devices."""
        if self.asks:
            return ROLL_CHANGED.happened
        if not self.near_end:
            return f"纸卷还能打约 {self.slips_left} 张。"
        if not self.slips_left:
            return "按打过的长度算，纸卷该用完了，随时会没纸，请备好新纸卷。"
        return f"按打过的长度算，纸卷还能打约 {self.slips_left} 张，请备好新纸卷。"

    @property
    def light(self) -> str:
        """A few words for the foot of the window; empty: nothing to see to."""
        if self.asks:
            return "换新纸卷了吗？"
        if not self.near_end:
            return ""
        return f"纸卷还能打约 {self.slips_left} 张" if self.slips_left else "纸卷随时用完"


def standing(view: Unit, devices: Devices) -> Standing | None:
    """How the roll of the printer in use stands; None: there is none, or its own sensor tells."""
    from windowdesk.devices import printer_named

    address, model = devices.printer, devices.printer_model
    if not address:
        return None
    try:
        profile = printer_named.profile_at(address, model)
        has_sensor = printer_named.tells_near_end(address, model)
    except InputRefused:
        # No printer can be reached by what stands in the settings: who prints or looks at it is told so.
        return None
    roll, length = _of(view, address, profile), _length(devices, profile)
    if has_sensor and not roll.no_sensor:
        return Standing(roll.slips_left(length), near_end=False, asks=True) if roll.asks else None
    return Standing(roll.slips_left(length), roll.near_end(length), roll.asks)


def standing_now(desk: Desk, devices: Devices) -> Standing | None:
    """The same from any thread."""
    with closing(desk.store.sibling()) as store, store.reading() as view:
        return standing(view, devices)


def settle(desk: Desk, devices: Devices, *, is_new: bool) -> Standing | None:
    """已换新纸卷, or 还是原来那卷: take it in, from any thread; how the roll stands then.

    Raises:
        InputRefused: N790, P310, there is no such printer.
    """
    from windowdesk.devices import printer_named

    profile = printer_named.profile_at(devices.printer, devices.printer_model)
    _change(desk, devices.printer, profile, lambda roll: roll.new() if is_new else roll.same())
    return standing_now(desk, devices)


def counted(printer: ReceiptPrinter, desk: Desk, devices: Devices) -> ReceiptPrinter:
    """The printer, with the count of its roll kept."""
    return _Counted(printer, desk, devices)


class _Counted:
    """`ports.ReceiptPrinter`; keeps the roll from any thread, by a handle of its own on the store."""

    def __init__(self, printer: ReceiptPrinter, desk: Desk, devices: Devices) -> None:
        self._printer = printer
        self._desk = desk
        self._devices = dataclasses.replace(devices, printer=printer.address)
        self._length = _length(devices, printer.profile)

    @property
    def address(self) -> str:
        """As `ports.ReceiptPrinter.address`."""
        return self._printer.address

    @property
    def profile(self) -> PrinterProfile:
        """As `ports.ReceiptPrinter.profile`."""
        return self._printer.profile

    def state(self) -> PrinterState:
        """As `ports.ReceiptPrinter.state`; what it says of its paper is remembered."""
        state = self._printer.state()
        self._keep(lambda roll: self._heard(roll, state))
        return state

    def print_bytes(self, job: bytes) -> PrintOutcome:
        """As `ports.ReceiptPrinter.print_bytes`; a job that went out and left a roll near its end says so."""
        from windowdesk.devices import escpos_length
        from windowdesk.devices.ports import Printed

        try:
            outcome = self._printer.print_bytes(job)
        except DeviceTrouble as trouble:
            if trouble.code == PAPER_OUT.code:
                self._keep(Roll.without_paper)
            raise
        length = escpos_length.millimetres(job, self.profile)
        # Paper that came back before this job is a new roll before the job is counted.
        self._keep(lambda roll: self._heard(self._heard_before(roll, outcome).printed(length), outcome.state))
        if outcome.printed is Printed.UNKNOWN or outcome.detail or not self._is_near_end():
            return outcome
        return dataclasses.replace(outcome, detail=ROLL_NEAR_END.code)

    def _heard_before(self, roll: Roll, outcome: PrintOutcome) -> Roll:
        """Only a printer with paper proves a job, or has some left behind it."""
        from windowdesk.devices.ports import Printed, PrinterState

        has_paper = {PrinterState.READY, PrinterState.PAPER_LOW}
        proved = outcome.printed is Printed.CONFIRMED or outcome.state in has_paper
        return roll.with_paper(self._length) if proved else roll

    def _heard(self, roll: Roll, state: PrinterState) -> Roll:
        from windowdesk.devices.ports import PrinterState

        if state is PrinterState.PAPER_OUT:
            return roll.without_paper()
        if state is PrinterState.READY:
            return roll.with_paper(self._length)
        if state is PrinterState.PAPER_LOW:
            return roll.with_paper(self._length).told_low()
        return roll

    def _is_near_end(self) -> bool:
        try:
            now = standing_now(self._desk, self._devices)
        except StoreTrouble as trouble:
            log.warning("the roll was not looked at: %s", trouble.code)
            return False
        return now is not None and now.message is ROLL_NEAR_END

    def _keep(self, how: Callable[[Roll], Roll]) -> None:
        """A count that cannot be kept must not hide what became of the paper: that is what the journal waits for."""
        try:
            _change(self._desk, self.address, self.profile, how)
        except StoreTrouble as trouble:
            log.warning("the roll was not counted: %s", trouble.code)


def _change(desk: Desk, address: str, profile: PrinterProfile, how: Callable[[Roll], Roll]) -> None:
    """Write down what became of the roll, where it became anything."""
    with closing(desk.store.sibling()) as store:
        with store.reading() as view:
            before = _of(view, address, profile)
        if how(before) == before:
            return
        with store.unit(desk.actor) as unit:
            rolls = unit.state.get(NAME, {})
            rolls[bare(address)] = dataclasses.asdict(how(_of(unit, address, profile)))
            unit.state.set(NAME, rolls)
    desk.bus.publish(Changed(frozenset({Kind.PRINTS})))


def _of(view: Unit, address: str, profile: PrinterProfile) -> Roll:
    kept = view.state.get(NAME, {}).get(bare(address))
    return rules.unused(profile.paper_mm) if kept is None else build(Roll, kept)


def _length(devices: Devices, profile: PrinterProfile) -> int:
    """Millimetres of a new roll."""
    return 1000 * (devices.roll_m or profile.roll_m)
