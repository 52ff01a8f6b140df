"""How the device doctor asks the world: each probe says one sentence or raises the known trouble."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    from windowdesk.devices.ports import CardReader, Evaluator, Look, PagePrinter, QueueName, ReceiptPrinter

RARE = "䶮𫖯𬱖㛃𠅤"
"""Characters of names that many PCs cannot draw (rule H17)."""


def readers(open_readers: Callable[[], Sequence[CardReader]]) -> Probe:
    """Opens each reader and looks for a card once; no card is well.

    Several are well when each of them is: one that is pulled out is told though another works.
    """

    def probe() -> str:
        return [_asked_for_card(one) for one in open_readers()][-1]

    return probe


def _asked_for_card(reader: CardReader) -> str:
    try:
        reader.read(0.0)
    except DeviceTrouble as trouble:
        if trouble.code != NO_CARD.code:
            raise
        return "读卡器正常，等待放证件。"
    finally:
        reader.close()
    return "读卡器正常，刚读到一张证件。"


def scanner(look: Callable[[], Look]) -> Probe:
    """Looks at the scanner; one that answers only while it scans is called neither faulty nor well."""

    def probe() -> str:
        from windowdesk.casework.doctor import CannotTell

        seen = look()
        if not seen.sure:
            raise CannotTell(seen.words)
        return seen.words

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
    """Which A4 printers does the system have? It is asked, not they: none is called well before a page came out."""

    def probe() -> str:
        from windowdesk.casework.doctor import CannotTell, NotThere
        from windowdesk.devices.ports import NotTaken

        try:
            queues = open_pages().queues()
        except NotTaken as absent:
            raise NotThere("系统里没有打印服务。") from absent
        if not queues:
            raise NotThere("系统里没有装 A4 打印机。")
        named = "、".join(f"{one.title}{_queue_words(one)}" for one in queues)
        raise CannotTell(f"系统里有 {len(queues)} 台：{named}。打得好不好，点“试一试”打一页才知道。")

    return probe


def _queue_words(one: QueueName) -> str:
    """What the system says against it."""
    from windowdesk.devices.ports import PrinterState

    troubles = {
        PrinterState.PAPER_OUT: "（没有纸）",
        PrinterState.COVER_OPEN: "（盖子没合上）",
        PrinterState.ERROR: "（有故障）",
        PrinterState.OFFLINE: "（没有连上或停用了）",
    }
    return troubles.get(one.state, "")


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
