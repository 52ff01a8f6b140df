"""One case (办件): what happened, what it holds, its materials and papers, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLayout, QPushButton

from windowdesk.casework import case_view, papers, reveal, scans
from windowdesk.casework.case_view import CaseView, MaterialRow
from windowdesk.casework.desk import Done
from windowdesk.casework.papers import Paper, PaperOffer
from windowdesk.casework.print_job import PrintJob
from windowdesk.casework.reveal import Revealed
from windowdesk.domain.device_news import CardRead
from windowdesk.events import Kind
from windowdesk.gui.badge import say_mark
from windowdesk.gui.case_act import CaseAct
from windowdesk.gui.case_acts import ACTS
from windowdesk.gui.case_content import content
from windowdesk.gui.forms.ui_case import Ui_CasePage
from windowdesk.gui.laid_out import laid_out_once
from windowdesk.gui.page import Page
from windowdesk.gui.page_pictures import pictures
from windowdesk.gui.paper_dialog import save_paper, show_paper
from windowdesk.gui.place import Place
from windowdesk.gui.receipt_printing import print_receipt
from windowdesk.gui.row_card import RowCard, empty, fill

if TYPE_CHECKING:
    from windowdesk.domain.case import BlobRef

ACT_WORDS = {
    "print": "打印凭条",
    "reprint": "补打凭条",
    "supplement": "补正（补材料）",
    "deliver": "送达（交结果）",
    "withdraw": "撤回",
    "void": "作废",
    "evaluate": "请群众评价",
}
LEADING = ("supplement", "deliver", "evaluate", "print")
"""Which act is the primary button, the first that is possible."""


class CasePage(Page):
    """Four tabs, and one form at a time for the acts."""

    listens = frozenset({Kind.CASES, Kind.PRINTS, Kind.OUTBOX})

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.ui = Ui_CasePage()
        self.ui.setupUi(self)
        self.case_id = ""
        self.view: CaseView | None = None
        self.act: CaseAct | None = None
        self._paper: Paper | None = None
        self._unfilled: set[int] = set()
        """Tabs whose rows nobody has looked at yet."""
        self.ui.tabs.currentChanged.connect(self._fill_tab)
        self.hiding = QTimer(self, interval=reveal.SECONDS_SHOWN * 1000, singleShot=True)
        self.hiding.timeout.connect(self._hide_number)
        self.ui.back.clicked.connect(self.key_back)
        self.ui.primary.clicked.connect(self._primary)
        self.ui.reveal.clicked.connect(self._reveal)
        self.ui.printPaper.clicked.connect(self._print_paper)
        self.ui.savePaper.clicked.connect(self._save_paper)

    # coming and going

    def come(self, about: object = None) -> None:
        """``about``: the case's id."""
        if about != self.case_id:
            self._forget()
            self.case_id = str(about)
            self.ui.tabs.setCurrentIndex(0)
        self.refresh()
        self.later(lambda: self.ui.primary.setFocus() if self.act is None else self.act.begin())

    def leave(self) -> None:
        """Nobody else may see the full number."""
        self._hide_number()

    def refresh(self) -> None:
        """Read the case."""
        self.ask(case_view.view, self.case_id, then=self._show, topic="case")

    def primary(self) -> QPushButton | None:
        """What comes next for this case."""
        button: QPushButton = self.ui.primary
        return button

    def key_back(self) -> bool:
        """Esc closes the act's form, then goes to the list."""
        if self.act is not None:
            self.act.given_up()
            self._close_act()
        else:
            self.go.emit("worklist", None)
        return True

    def key_save(self) -> bool:
        """F9 saves the act's form."""
        if self.act is not None:
            self.act.save()
        return True

    def key_scan(self) -> bool:
        """F3 scans for the act's form."""
        return self.act.scan() if self.act is not None else False

    def key_scan_stack(self) -> bool:
        """Shift+F3 scans a whole feeder for the act's form."""
        return self.act.scan_stack() if self.act is not None else False

    def card_read(self, news: CardRead) -> bool:
        """A card shows who came to fetch the result."""
        return self.act.card_read(news.card) if self.act is not None else False

    # showing

    def _forget(self) -> None:
        self.view = None
        self._paper = None
        self._empty_tabs()
        self._close_act()
        self._hide_number()
        self.ui.materialPicture.say("点左边的“看”，扫描的材料显示在这里。")
        self.ui.paperPicture.say("点左边的“看”，文书显示在这里。")
        self._paper_buttons()

    def _show(self, view: CaseView) -> None:
        if view.case.id != self.case_id:
            return
        self.view = view
        with laid_out_once(self.ui.stack):
            self._say(view)
        if self.act is None:
            self._show_acts(view)
            wanted = str(self.place.held.pop("act", ""))
            if wanted in view.acts:
                self._open_act(wanted)

    def _say(self, view: CaseView) -> None:
        ui, row = self.ui, view.row
        ui.title.setText(f"{row.name_masked} · {row.item_name}")
        ui.state.say("info", row.state_words)
        say_mark(ui.mark, row.mark, row.mark_words)
        ui.stages.name(case_view.STAGES)
        ui.stages.here(view.stage)
        later = "演示里不换正式号" if self.place.training else "联网后换正式号"
        number = f"{row.number}（临时收件号，{later}）" if row.provisional else row.number
        parts = [f"下一步：{row.next_step}" if row.next_step else "", row.due_words, row.waiting.rstrip("。"), number]
        ui.hint.setText(" · ".join(part for part in parts if part))
        ui.timeline.show_entries(view.timeline, "演示不上报" if self.place.training else "等待上报")
        ui.content.setText(content(view))
        self._empty_tabs()
        self._fill_tab(ui.tabs.currentIndex())

    def _empty_tabs(self) -> None:
        ui = self.ui
        for rows in (ui.materialRows, ui.paperRows):
            empty(rows)
        self._unfilled = {ui.tabs.indexOf(ui.materialsTab), ui.tabs.indexOf(ui.papersTab)}

    def _fill_tab(self, index: int) -> None:
        """The rows of a tab are made when somebody looks at it: all at once they would be felt."""
        if self.view is None or index not in self._unfilled:
            return
        self._unfilled.discard(index)
        if index == self.ui.tabs.indexOf(self.ui.materialsTab):
            rows = [self._material(one) for one in self.view.materials]
            fill(self.ui.materialRows, rows or [RowCard("这一件没有材料。")])
        else:
            fill(self.ui.paperRows, [self._offer(one) for one in self.view.papers])

    def _material(self, row: MaterialRow) -> RowCard:
        text = "；".join(part for part in (row.how_words, row.note) if part)
        buttons = [
            ("看" if len(row.pages) == 1 else f"看第 {at} 页", partial(self._look, page))
            for at, page in enumerate(row.pages, 1)
        ]
        return RowCard(row.name, text, icon="paper", buttons=buttons[:6])

    def _look(self, page: BlobRef) -> None:
        self.ui.materialPicture.say("正在打开…")
        self.ask(scans.page, page, then=self._draw_material, topic="page")

    def _draw_material(self, data: bytes) -> None:
        self.place.devices.put(
            lambda: pictures(data), then=self.ui.materialPicture.show_pictures, failed=self.trouble, topic="page"
        )

    def _offer(self, offer: PaperOffer) -> RowCard:
        text = offer.why_not if not offer.allowed else f"打印过 {offer.printed} 次" if offer.printed else "还没有打印过"
        buttons = [("看", lambda: self._make_paper(offer.kind))] if offer.allowed else []
        return RowCard(offer.title, text, icon="paper", buttons=buttons)

    # papers

    def _make_paper(self, kind: str) -> None:
        self.ui.paperPicture.say("正在画出这份文书…")
        self.ask(papers.paper, self.case_id, kind, then=self._made, topic="paper")

    def _made(self, done: Done[Paper]) -> None:
        self._paper = done.value
        self._paper_buttons()
        pdf = done.value.pdf
        self.place.devices.put(
            lambda: pictures(pdf), then=self.ui.paperPicture.show_pictures, failed=self.trouble, topic="paper"
        )

    def _paper_buttons(self) -> None:
        for button in (self.ui.printPaper, self.ui.savePaper):
            button.setEnabled(self._paper is not None)

    def _print_paper(self) -> None:
        if self._paper is not None:
            self._anew(self._paper.kind, self._show_paper)

    def _show_paper(self, paper: Paper) -> None:
        show_paper(self, paper)

    def _save_paper(self) -> None:
        if self._paper is not None:
            self._anew(self._paper.kind, partial(save_paper, self))

    def _anew(self, kind: str, then: Callable[[Paper], None]) -> None:
        """What was looked at may have been printed meanwhile: the next one carries its own mark."""
        self.ask(papers.paper, self.case_id, kind, then=lambda done: then(done.value))

    # acts

    def _show_acts(self, view: CaseView) -> None:
        empty(self._act_buttons())
        leading = next((act for act in LEADING if act in view.acts), "")
        for act in view.acts:
            if act == leading or act not in ACT_WORDS:
                continue
            button = QPushButton(ACT_WORDS[act], self)
            if act in {"void", "withdraw"}:
                button.setProperty("role", "danger")
            button.clicked.connect(partial(self._do, act))
            self._act_buttons().addWidget(button)
        self.ui.back.setText("返回 Esc")
        self.ui.primary.setText(f"{ACT_WORDS[leading]} Enter" if leading else "回到办件列表 Enter")

    def _act_buttons(self) -> QLayout:
        layout: QLayout = self.ui.actButtons
        return layout

    def _primary(self) -> None:
        if self.act is not None:
            self.act.save()
            return
        acts = self.view.acts if self.view is not None else ()
        leading = next((act for act in LEADING if act in acts), "")
        if leading:
            self._do(leading)
        else:
            self.go.emit("worklist", None)

    def _do(self, act: str, _: bool = False) -> None:
        if act == "print":
            print_receipt(self, self.case_id, again=False, then=self._printed)
        elif act == "reprint":
            print_receipt(self, self.case_id, again=True, then=self._printed)
        else:
            self._open_act(act)

    def _printed(self, done: Done[PrintJob]) -> None:
        job = done.value
        if job.waits_for_person or job.detail:
            self.place.banner.note(f"凭条：{job.state.words}。", job.detail, job.code)
        else:
            self.place.banner.good(f"凭条：{job.state.words}。", "请交给群众。")

    def _open_act(self, act: str) -> None:
        if self.view is None:
            return
        self.act = ACTS[act](self, self.view)
        self.ui.stack.addWidget(self.act)
        self.ui.stack.setCurrentWidget(self.act)
        empty(self._act_buttons())
        self.ui.primary.setText(f"{self.act.saves} F9")
        self.ui.back.setText(f"{self.act.leaves} Esc")
        self.later(self.act.begin)

    def _close_act(self) -> None:
        act, self.act = self.act, None
        if act is not None:
            self.ui.stack.removeWidget(act)
            act.deleteLater()
        self.ui.stack.setCurrentIndex(0)
        if self.view is not None:
            self._show_acts(self.view)

    def act_done(self, words: str) -> None:
        """An act was saved: back to the timeline."""
        self._close_act()
        self.ui.tabs.setCurrentIndex(0)
        sent = "演示里的件不会上报。" if self.place.training else "一有网络就会上报县里。"
        self.place.banner.good(words, f"已存好；{sent}")
        self.refresh()
        self.ui.primary.setFocus()

    # the full number

    def _reveal(self) -> None:
        self.ask(reveal.reveal, self.case_id, then=self._revealed)

    def _revealed(self, done: Done[Revealed]) -> None:
        value = done.value
        self.ui.revealed.setText(f"{value.name}　{value.id_number}　{value.mobile}（{reveal.SECONDS_SHOWN} 秒后隐去）")
        self.hiding.start()

    def _hide_number(self) -> None:
        self.hiding.stop()
        self.ui.revealed.setText("")
