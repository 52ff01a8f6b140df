"""How the device doctor asks the world: each probe says one sentence or raises the known trouble."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from windowdesk.errors import (
    COVER_OPEN,
    FONT_ABSENT,
    NO_CARD,
    PAPER_NEAR_END,
    PAPER_OUT,
    PRINTER_ABSENT,
    PRINTER_ERROR,
    DeviceTrouble,
    InputRefused,
)

if TYPE_CHECKING:
    from windowdesk.casework.doctor import Probe
    from windowdesk.casework.paper_roll import Standing
    from windowdesk.devices.ports import CardReader, Evaluator, PagePrinter, ReceiptPrinter

RARE = "䶮𫖯𬱖㛃𠅤"
"""Characters of names that many PCs cannot draw (rule H17)."""


def reader(open_reader: Callable[[], CardReader]) -> Probe:
    """Opens the reader and looks for a card once; no card is well."""

    def probe() -> str:
        found = open_reader()
        try:
            found.read(0.0)
        except DeviceTrouble as trouble:
            if trouble.code != NO_CARD.code:
                raise
            return "读卡器正常，等待放证件。"
        finally:
            found.close()
        return "读卡器正常，刚读到一张证件。"

    return probe


def _no_count() -> None:
    return None


def printer(open_printer: Callable[[], ReceiptPrinter], roll: Callable[[], Standing | None] = _no_count) -> Probe:
    """Asks the printer for its state; one that cannot answer is called neither faulty nor well.

    ``roll`` tells how its roll stands where that is counted; asked after the printer, which may just have said
    that its paper is back.
    """

    def probe() -> str:
        from windowdesk.casework.doctor import CannotTell, SeeTo
        from windowdesk.devices.ports import PrinterState

        found = open_printer()
        state = found.state()
        troubles = {
            PrinterState.PAPER_OUT: DeviceTrouble(PAPER_OUT),
            PrinterState.COVER_OPEN: DeviceTrouble(COVER_OPEN),
            PrinterState.ERROR: DeviceTrouble(PRINTER_ERROR, detail="自检"),
            PrinterState.OFFLINE: DeviceTrouble(PRINTER_ABSENT, address=found.address),
        }
        if state in troubles:
            raise troubles[state]
        counted = roll()
        if counted is not None and counted.message is not None:
            raise SeeTo(counted.message, counted.words)
        if state is PrinterState.PAPER_LOW:
            raise SeeTo(PAPER_NEAR_END)
        left = counted.words if counted is not None else ""
        if state is not PrinterState.READY:
            raise CannotTell(f"打印机不会回答好不好，请打一张试试。{left}")
        return f"打印机正常。{left}"

    return probe


def office(open_pages: Callable[[], PagePrinter]) -> Probe:
    """Which A4 printers does the system have?"""

    def probe() -> str:
        from windowdesk.casework.doctor import NotThere
        from windowdesk.devices.ports import NotTaken

        try:
            queues = open_pages().queues()
        except NotTaken as absent:
            raise NotThere("系统里没有打印服务。") from absent
        if not queues:
            raise NotThere("系统里没有装 A4 打印机。")
        return f"系统里有 {len(queues)} 台：{'、'.join(one.title for one in queues)}。"

    return probe


def screen(count: Callable[[], int]) -> Probe:
    """Is there a second one?"""

    def probe() -> str:
        from windowdesk.casework.doctor import NotThere

        if count() < 2:
            raise NotThere("没有接副屏。")
        return "副屏接好了。"

    return probe


def evaluator(open_evaluator: Callable[[], Evaluator]) -> Probe:
    """Says hello to the evaluator."""

    def probe() -> str:
        found = open_evaluator()
        try:
            return f"评价器正常（{found.look()}）。"
        finally:
            found.close()

    return probe


def fonts(missing: Callable[[str], tuple[str, ...]]) -> Probe:
    """Can every rare character of a name be drawn on paper?"""

    def probe() -> str:
        absent = missing(RARE)
        if absent:
            raise InputRefused(FONT_ABSENT, characters="".join(absent))
        return "生僻字都能打印。"

    return probe
