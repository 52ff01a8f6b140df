"""Pages of a PDF painted on a printer through Qt, for Windows, which takes no PDF as it is."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from windowdesk.domain import page_range
from windowdesk.gui.page_pictures import page_picture, pages_of

DOTS_PER_INCH = 300


def paint(queue: str, title: str, pdf: bytes, pages: str) -> None:
    """Print pages (``1-2,4``; empty: all) on one side of A4, each as a picture that fills the sheet as it is.

    May run on any thread; one page is in memory at a time. Raises OSError when Qt or the system refuses.
    """
    printer = QPrinter(QPrinterInfo.printerInfo(queue), QPrinter.PrinterMode.HighResolution)
    paint_on(printer, title, pdf, pages)


def paint_on(printer: QPrinter, title: str, pdf: bytes, pages: str) -> None:
    """The same on a printer that is set up already."""
    printer.setDocName(title)
    printer.setResolution(DOTS_PER_INCH)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    printer.setFullPage(True)
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter()
    if not painter.begin(printer):
        raise OSError("the printer cannot be opened")
    try:
        for place, number in enumerate(page_range.numbers(pages, pages_of(pdf))):
            if place and not printer.newPage():
                raise OSError("the printer takes no further page")
            picture = page_picture(pdf, number, DOTS_PER_INCH)
            sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
            size = picture.size().scaled(sheet.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(0, 0, size.width(), size.height()), picture)
    finally:
        if not painter.end():
            raise OSError("the job was not handed over")
