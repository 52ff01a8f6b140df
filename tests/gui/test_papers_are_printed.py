"""From the paper's dialog through a real cupsd: printers to choose, pages, what became of it, and never twice."""

import io
import os
import subprocess
import sys

import pypdfium2
import pytest
import sample_day
from cups_server import MISSING, CupsServer
from PIL import ImageChops, ImageFilter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from shiboken6 import delete

from windowdesk.casework import papers, receipts
from windowdesk.casework.print_job import PrintState
from windowdesk.gui import office_printing, qt_pages
from windowdesk.gui.paper_dialog import show_paper

pytestmark = pytest.mark.slow
needs_cups = pytest.mark.skipif(bool(MISSING), reason=f"CUPS is not installed here: {', '.join(MISSING)}")
PATIENCE = 20_000


@pytest.fixture(scope="module")
def server():
    with CupsServer() as one:
        yield one


@pytest.fixture
def cups(server, monkeypatch):
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(office_printing, "LOOK_EVERY_MS", 100)
    server.becomes()
    server.enable("office")
    for job in server.jobs:
        job.unlink()
    return server


@pytest.fixture
def case(window, on_desk, settled):
    """The case page of a case with a correction to print."""
    ids = on_desk(window, sample_day.play)
    window.show_page("case", ids["correction"])
    settled(window)
    return window.page("case")


@pytest.fixture
def dialog(window, case, on_desk, settled):
    def open_dialog():
        made = on_desk(window, papers.paper, case.case_id, "correction").value
        shown = show_paper(case, made)
        settled(window)
        return shown

    return open_dialog


def states(window, on_desk, case):
    jobs = on_desk(window, receipts.jobs, case.case_id)
    return [job.state for job in jobs if job.kind == "correction"]


@needs_cups
def test_a_paper_is_printed_followed_and_written_down(cups, window, case, dialog, on_desk, qtbot):
    shown = dialog()
    assert shown.ui.printer.currentText() == "office"
    shown.ui.print.click()
    qtbot.waitUntil(lambda: shown.ui.state.words() == "系统报告已打完", timeout=PATIENCE)
    assert states(window, on_desk, case) == [PrintState.FINISHED]
    assert len(cups.jobs) == 1
    assert not shown.ui.print.isEnabled()
    shown.close()


@needs_cups
def test_the_clerk_works_on_while_the_printer_has_no_paper(cups, window, case, dialog, on_desk, settled, qtbot):
    cups.becomes("paper_out")
    shown = dialog()
    shown.ui.print.click()
    qtbot.waitUntil(lambda: "没有纸" in shown.ui.state.words(), timeout=PATIENCE)
    assert shown.ui.takeBack.isVisible()
    shown.close()
    window.show_page("home")
    settled(window)
    assert window.front == "home"
    cups.becomes()
    qtbot.waitUntil(lambda: states(window, on_desk, case) == [PrintState.FINISHED], timeout=PATIENCE)


@needs_cups
def test_a_paper_taken_back_is_a_question_when_something_of_it_may_be_out(cups, window, case, dialog, on_desk, qtbot):
    cups.becomes("slow")
    shown = dialog()
    shown.ui.print.click()
    qtbot.waitUntil(lambda: "正在打印" in shown.ui.state.words(), timeout=PATIENCE)
    shown.ui.takeBack.click()
    qtbot.waitUntil(lambda: states(window, on_desk, case) == [PrintState.UNKNOWN], timeout=PATIENCE)
    assert cups.jobs == []
    shown.close()


@needs_cups
def test_a_page_that_is_not_there_is_told_in_the_dialog_and_nothing_is_printed(
    cups, window, case, dialog, on_desk, settled
):
    shown = dialog()
    shown.ui.range.setEnabled(True)
    shown.ui.range.setText("7")
    shown.ui.print.click()
    settled(window)
    assert "P318" in shown.ui.trouble.text()
    assert states(window, on_desk, case) == []
    shown.close()


def test_without_a_print_system_the_paper_can_still_be_kept(
    monkeypatch, tmp_path, window, case, dialog, on_desk, settled
):
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))
    shown = dialog()
    assert not shown.ui.print.isEnabled()
    assert "P317" in shown.ui.trouble.text()
    file = tmp_path / "文书.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    shown.ui.save.click()
    settled(window)
    assert file.read_bytes().startswith(b"%PDF-")
    assert states(window, on_desk, case) == [PrintState.SAVED]
    shown.close()


@needs_cups
def test_what_was_in_the_queue_when_the_program_ended_is_followed_at_the_next_start(
    cups, show, window, case, dialog, on_desk, qtbot, counter, settled
):
    cups.becomes("slow")
    shown = dialog()
    shown.ui.print.click()
    qtbot.waitUntil(lambda: "正在打印" in shown.ui.state.words(), timeout=PATIENCE)
    case_id = case.case_id
    shown.close()
    window.close()
    again = show()
    cups.becomes()

    def ended():
        jobs = on_desk(again, receipts.jobs, case_id)
        return [job.state for job in jobs if job.kind == "correction"] == [PrintState.FINISHED]

    qtbot.waitUntil(ended, timeout=PATIENCE)
    assert len(cups.jobs) == 1


# painting, as on Windows


def test_a_dialog_closed_before_its_paper_is_drawn_disturbs_nobody(window, case, on_desk, settled):
    paper = on_desk(window, papers.paper, case.case_id, "correction").value
    shown = show_paper(case, paper)
    shown.reject()
    delete(shown)
    settled(window)
    assert not window.ui.banner.isVisible()


@pytest.fixture(scope="module")
def three_pages():
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(1, 4):
        canvas.setFont("Helvetica", 60)
        canvas.drawString(100, 700, f"Page {number}")
        canvas.rect(5, 5, A4[0] - 10, A4[1] - 10)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pictures(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=1).to_pil().convert("L").resize((595, 842)) for page in document]


def alike(one, other):
    """Ink may stand a point beside, not elsewhere: another page differs ten times as much."""
    soft = [picture.filter(ImageFilter.GaussianBlur(4)) for picture in (one, other)]
    return ImageChops.difference(*soft).getextrema()[1] < 40


def test_painted_pages_are_the_pages_of_the_paper_at_their_size(qapp, tmp_path, three_pages):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    qt_pages.paint_on(printer, "申请表", three_pages, "1,3")
    came, wanted = pictures((tmp_path / "out.pdf").read_bytes()), pictures(three_pages)
    assert len(came) == 2
    assert alike(came[0], wanted[0])
    assert alike(came[1], wanted[2])
    assert not alike(came[0], wanted[1])


PAINTING = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from windowdesk.gui import qt_pages
app = QGuiApplication([])
qt_pages.paint("office", "申请表 0001", Path(sys.argv[1]).read_bytes(), "")
"""


@needs_cups
def test_painted_pages_go_through_a_real_print_system(cups, qapp, three_pages, qtbot, tmp_path):
    # In a process of its own: the print library keeps the first server it ever met.
    (tmp_path / "three.pdf").write_bytes(three_pages)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", PAINTING, tmp_path / "three.pdf"], env=environment, check=True, timeout=60)
    qtbot.waitUntil(lambda: len(cups.jobs) == 1, timeout=PATIENCE)
    came = pictures(cups.jobs[0].read_bytes())
    assert [alike(*pair) for pair in zip(came, pictures(three_pages), strict=True)] == [True] * 3
    assert "Duplex=None" in cups.jobs[0].with_suffix(".options").read_text()
