"""Testing a device for good (试一试): a card is read, a page is scanned and thrown away, a slip or a page is printed, a
rating is asked for, large words stand on the second screen.

Each takes as long as the device and the person at it; none of them keeps or tells anything of a card, a page or a
rating.
"""

from __future__ import annotations

import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from windowdesk.casework import evaluate, office_print, receipts
from windowdesk.domain.evaluation import Ending
from windowdesk.errors import OFFICE_PRINTER_ABSENT, PRINT_HELD, DeviceTrouble

if TYPE_CHECKING:
    from windowdesk.devices.ports import CardReader, Evaluator, PagePrinter, ReceiptPrinter, Scanner

CARD_SECONDS = 20.0
"""How long a person has to lay a card on the reader."""
RATING_SECONDS = 20.0
"""How long a person has to press on the evaluator."""


@dataclass(frozen=True, slots=True)
class TryOut:
    """How a test ended that no trouble ended."""

    words: str
    sure: bool = True
    """The device showed that it works. False: a person must look, or nobody pressed; never shown as well."""


PAGE_SECONDS = 60.0
"""How long a test page may stay in the print queue; then it is taken back."""
SCREEN_SECONDS = 6.0
"""How long the words stand on the second screen."""
CARD_READ = TryOut("读到一张证件，读卡器正常。")
SCREEN_SHOWN = TryOut("副屏上的大字已收起。看到了就是好的；没看到，请看副屏的电源和线。", sure=False)
PAGE_TITLE = "测试页"
"""In the queue."""


def read_a_card(reader: CardReader, seconds: float = CARD_SECONDS, cancelled: threading.Event | None = None) -> TryOut:
    """Wait for a card. Raises DeviceTrouble; NO_CARD when none was laid there in time."""
    try:
        reader.read(seconds, cancelled)
    finally:
        reader.close()
    return CARD_READ


def scan_a_page(scanner: Scanner, cancelled: threading.Event | None = None) -> TryOut:
    """Scan one page into a folder that is gone afterwards. Raises DeviceTrouble, InputRefused."""
    with tempfile.TemporaryDirectory(prefix="windowdesk-test-") as folder:
        pages = scanner.scan(Path(folder), cancelled=cancelled)
    return TryOut("扫到了一页，扫描仪正常。试扫的这一页没有留下。") if pages else TryOut("没有扫到。", sure=False)


def print_a_slip(printer: ReceiptPrinter) -> TryOut:
    """Print the test slip of the printer's model. Raises DeviceTrouble when certainly nothing was printed."""
    from windowdesk.devices.ports import Printed

    outcome = receipts.print_test(printer)
    if outcome.printed is Printed.CONFIRMED:
        return TryOut("试打条打好了，请看一眼：字清不清楚，切得对不对。")
    return TryOut("试打条发出去了，请看一眼打出来没有；没出来就看看电源、纸和线。", sure=False)


def print_a_page(
    printer: PagePrinter, pdf: bytes, entry: str, queue: str = "", cancelled: threading.Event | None = None
) -> TryOut:
    """Print the test page on ``queue``, else on the system's usual printer, and follow the job as a paper's.

    It belongs to no case, so the journal does not know it; ``entry`` is an id that no other job has.

    Raises:
        DeviceTrouble: P317 no such printer, P314 the job got nowhere and was taken back: nothing was printed.
    """
    from windowdesk.devices.ports import JobFate

    names = office_print.queues(printer)
    usual = next((one.name for one in names if one.usual), names[0].name if names else "")
    if not (chosen := queue or usual):
        raise DeviceTrouble(OFFICE_PRINTER_ABSENT, printer="没有")
    sent = office_print.hand_over(printer, entry, PAGE_TITLE, pdf, chosen)
    if isinstance(sent, DeviceTrouble):
        raise sent
    unclear = TryOut(f"“{chosen}”打出来没有不清楚，请看一眼纸；没出来就看看电源、纸和线。", sure=False)
    if sent is None:
        return unclear
    try:
        seen = office_print.follow(printer, sent, PAGE_SECONDS, cancelled)
    except OSError:
        return unclear
    if seen.fate is JobFate.DONE:
        return TryOut(f"系统报告“{chosen}”打完了一页，请照纸上写的看一眼。", sure=False)
    if not seen.begun:
        raise DeviceTrouble(PRINT_HELD)
    return unclear


def ask_for_a_rating(
    evaluator: Evaluator, cancelled: threading.Event | None = None, seconds: float = RATING_SECONDS
) -> TryOut:
    """Put the question that villagers get; what is pressed belongs to no case and is not kept. Raises DeviceTrouble."""
    levels = evaluate.levels()
    try:
        rating = evaluator.ask(levels, seconds, cancelled)
    finally:
        evaluator.close()
    if rating.ending in {Ending.RATED, Ending.SKIPPED}:
        pressed = next((one.words for one in levels if one.level == rating.level), "不评价")
        return TryOut(f"收到了“{pressed}”，评价器正常。试的这一次没有记下。")
    return TryOut("评价器会回答，只是没有人按。请再点“试一试”，在评价器上按一下。", sure=False)
