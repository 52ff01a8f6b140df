"""Last step: it is saved; the receipt, whether it came out, and the next villager."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from windowdesk.casework.print_job import PrintState
from windowdesk.clock import local_date_time
from windowdesk.domain.receipt import Receipt
from windowdesk.gui import icons
from windowdesk.gui.forms.ui_intake_receipt import Ui_IntakeReceipt
from windowdesk.gui.intake_step import IntakeStep
from windowdesk.gui.paper_dialog import show_paper
from windowdesk.gui.style import LINE_HEIGHT_PERCENT

if TYPE_CHECKING:
    from windowdesk.casework.desk import Done
    from windowdesk.casework.intake_view import IntakeView
    from windowdesk.casework.papers import Paper
    from windowdesk.domain.intake import Draft
    from windowdesk.gui.pages.intake import IntakePage

STATES = {
    PrintState.QUEUED: "note",
    PrintState.SENT: "info",
    PrintState.CONFIRMED: "good",
    PrintState.UNKNOWN: "note",
    PrintState.FAILED: "bad",
    PrintState.FINISHED: "good",
    PrintState.SAVED: "good",
    PrintState.CAME_OUT: "good",
    PrintState.DID_NOT: "bad",
}
CAME = {PrintState.CONFIRMED, PrintState.FINISHED, PrintState.SAVED, PrintState.CAME_OUT}
ASKS = {PrintState.UNKNOWN, PrintState.QUEUED, PrintState.SENT}


class ReceiptStep(IntakeStep):
    """Print state in words, what to do, and the receipt as text."""

    hint = "把凭条交给群众，告诉他下一步；然后按 Enter 接待下一位。"

    def __init__(self, flow: IntakePage) -> None:
        super().__init__(flow)
        self.ui = Ui_IntakeReceipt()
        self.ui.setupUi(self)
        saving = flow.saving
        self.ui.cameOut.clicked.connect(lambda: saving.answer(True))
        self.ui.didNot.clicked.connect(lambda: saving.answer(False))
        self.ui.printNow.clicked.connect(saving.print_receipt)
        self.ui.reprint.clicked.connect(saving.reprint)
        self.ui.a4.clicked.connect(self._a4)

    def reset(self) -> None:
        """Nothing of the last villager stays (rule G24)."""
        self.ui.preview.clear()
        self.ui.doneText.setText("")

    def show_draft(self, draft: Draft, view: IntakeView | None) -> None:
        """Show what was saved and what became of the print."""
        saving = self.flow.saving
        if saving.received is None:
            return
        self.ui.doneSign.setPixmap(icons.picture("good", "good", 56))
        cases = saving.received.cases
        numbers = "、".join(case.number for case in cases)
        self.ui.doneText.setText(
            f"{'、'.join(case.item_name for case in cases)}\n收件号：{numbers}\n已经存好两份，现在断电也不会丢。"
        )
        self.ui.preview.setText(as_text(saving.received.receipt))
        self._show_print()

    def _show_print(self) -> None:
        saving, ui = self.flow.saving, self.ui
        job, trouble = saving.job, saving.trouble
        state = job.state if job is not None else None
        if trouble is not None:
            ui.printState.say("bad", "凭条没有打出来")
            ui.printDetail.setText(f"{trouble.happened}{trouble.to_do}（代码 {trouble.code}）")
        elif state is not None and job is not None:
            ui.printState.say(STATES[state], state.words)
            code = f"（代码 {job.code}）" if job.code else ""
            advice = _advice(state) if job.paper_low or not job.detail else ""
            ui.printDetail.setText(advice + (job.detail + code if job.detail else ""))
        else:
            ui.printState.say("info", "正在打印…", "print")
            ui.printDetail.setText("")
        ui.cameOut.setVisible(trouble is None and state in ASKS)
        ui.didNot.setVisible(trouble is None and state in ASKS)
        failed = trouble is not None or state in {PrintState.FAILED, PrintState.DID_NOT}
        ui.printNow.setVisible(failed)
        ui.reprint.setVisible(not failed and state in CAME)

    def _a4(self) -> None:
        received = self.flow.saving.received
        if received is not None:
            from windowdesk.casework import papers

            self.flow.ask(papers.paper, received.case.id, "receipt", then=self._made)

    def _made(self, done: Done[Paper]) -> None:
        show_paper(self.flow, done.value)


def _advice(state: PrintState) -> str:
    if state in CAME:
        return "请把凭条交给群众。"
    if state in ASKS:
        return "请看一眼纸：打出来了点“已打出”，没有就点“没打出，再打一张”。"
    return "请检查打印机，再点“打印凭条”；也可以打 A4 凭证。"


def as_text(receipt: Receipt) -> str:
    """The receipt as HTML text, in the order of the paper."""
    at = local_date_time(receipt.received_at)
    rows = [
        f"<b>{escape(receipt.title)}</b>",
        f"<b>{escape(receipt.number)}</b>{'（临时收件号）' if receipt.provisional else ''}",
        f"事项：{escape(receipt.item_name)}",
        f"申请人：{escape(receipt.applicant)}　{escape(receipt.id_masked)}",
        f"收件时间：{at:%Y年%m月%d日 %H:%M}",
        "收到的材料：" + escape("；".join(f"{one.name}（{one.how}）" for one in receipt.materials) or "无"),
    ]
    if receipt.missing:
        rows.append("<b>还要补的：" + escape("；".join(f"{one.name}（{one.how}）" for one in receipt.missing)) + "</b>")
    due = f"，{receipt.due:%Y年%m月%d日}前" if receipt.due else ""
    rows += [
        f"承诺时限：{escape(receipt.promised)}{due}{'（暂定）' if receipt.due_provisional else ''}",
        escape(receipt.next_step),
        escape(receipt.legal_note),
        f"经办：{escape(receipt.clerk)}（{escape(receipt.badge)}）　{escape(receipt.site)}",
        f"查询：{escape(receipt.query_ways)}　监督投诉：{escape(receipt.hotline)}",
    ]
    lines = "<br>".join(row for row in rows if row)
    return f'<p style="margin:0; line-height:{LINE_HEIGHT_PERCENT}%">{lines}</p>'
