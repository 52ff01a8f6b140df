"""The forms of what can be done with a case: supply, deliver, withdraw, void, evaluate."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from windowdesk.casework import deliver, evaluate, supplement, void, withdraw
from windowdesk.casework.deliver import WAYS, Delivery
from windowdesk.casework.evaluate import Level
from windowdesk.casework.supplement import AskedLine, Supplied
from windowdesk.domain.people import IdentityCard
from windowdesk.gui.forms.ui_act_deliver import Ui_DeliverAct
from windowdesk.gui.forms.ui_act_evaluate import Ui_EvaluateAct
from windowdesk.gui.forms.ui_act_reason import Ui_ReasonAct
from windowdesk.gui.forms.ui_act_supplement import Ui_SupplementAct
from windowdesk.gui.material_list import MaterialLine
from windowdesk.gui.row_card import empty
from windowdesk.gui.scanning import Scanning

if TYPE_CHECKING:
    from windowdesk.casework.case_view import CaseView
    from windowdesk.domain.case import BlobRef
    from windowdesk.gui.pages.case import CasePage


class CaseAct(QWidget):
    """A form below the head of the case page; the page's primary button saves it."""

    saves = "保存"
    """Words of the primary button."""

    def __init__(self, page: CasePage, view: CaseView) -> None:
        super().__init__()
        self.page = page
        self.view = view
        self._busy = False

    def begin(self) -> None:
        """The form is in front."""
        self.page.focus_first()

    def save(self) -> None:
        """Run the act."""

    def scan(self) -> bool:
        """F3."""
        return False

    def card_read(self, card: IdentityCard) -> bool:
        """A card was read."""
        return False

    def run(self, act: Callable[..., Any], *args: Any, done: str) -> None:
        """Ask the act once; troubles stand in the banner and the form stays."""
        if self._busy:
            return
        self._busy = True
        self.page.ask(
            act, self.view.case.id, *args, then=lambda _: self.page.act_done(done), failed=self._refused, keeps=True
        )

    def _refused(self, trouble: BaseException) -> None:
        self._busy = False
        self.page.trouble(trouble)


class DeliverAct(CaseAct):
    """交结果: the card of whoever fetches it ticks the identity check."""

    saves = "交好了，保存"

    def __init__(self, page: CasePage, view: CaseView) -> None:
        super().__init__(page, view)
        self.ui = Ui_DeliverAct()
        self.ui.setupUi(self)
        for way, words in WAYS.items():
            self.ui.way.addItem(words, way)
        self.ui.receiver.setText(view.case.applicant.name)
        self.ui.relation.setText("本人")
        self.ui.place.setText(page.place.settings.site.name)
        self.ui.documents.setText("请把结果文书交到领取人手里；身份证放到读卡器上会自动勾选。")
        self.ui.way.currentIndexChanged.connect(lambda _: self._way())
        self._way()

    def _way(self) -> None:
        mail = self.ui.way.currentData() == "mail"
        for widget in (self.ui.waybill, self.ui.waybillLabel):
            widget.setVisible(mail)

    def card_read(self, card: IdentityCard) -> bool:
        """Who holds the card fetches the result."""
        case = self.view.case
        known = {case.applicant.id_number: "本人"} | ({case.agent.id_number: "代办人"} if case.agent else {})
        self.ui.receiver.setText(card.name)
        self.ui.relation.setText(known.get(card.number, ""))
        self.ui.idChecked.setChecked(True)
        if card.number not in known:
            self.page.place.banner.note("来领的不是申请人本人，也不是代办人。", "请问清关系并填写；没有委托的不能领。")
            self.ui.relation.setFocus()
        return True

    def save(self) -> None:
        """Record the delivery."""
        delivery = Delivery(
            receiver=self.ui.receiver.text().strip(),
            relation=self.ui.relation.text().strip(),
            way=str(self.ui.way.currentData()),
            id_checked=self.ui.idChecked.isChecked(),
            place=self.ui.place.text().strip(),
            waybill=self.ui.waybill.text().strip(),
        )
        self.run(deliver.deliver, delivery, done="结果已交给群众。")


class WithdrawAct(CaseAct):
    """撤回: the applicant takes the application back."""

    saves = "确定撤回"

    def __init__(self, page: CasePage, view: CaseView) -> None:
        super().__init__(page, view)
        self.ui = Ui_ReasonAct()
        self.ui.setupUi(self)
        self.ui.actTitle.setText("申请人撤回这一件")
        self.ui.actHint.setText("请申请人在撤回申请书上签字；材料原件当面退还。")
        self.ui.supervisor.hide()
        self.ui.supervisorLabel.hide()
        self.ui.consequence.setText("撤回以后这一件就办结了，不能恢复；要再办须重新收件。")

    def save(self) -> None:
        """Record it; originals that were taken are named as handed back."""
        returned = tuple(one.name for one in self.view.case.materials if one.originals)
        self.run(withdraw.withdraw, self.ui.reason.text().strip(), returned, done="已撤回。")


class VoidAct(CaseAct):
    """作废: by a supervisor, only while nothing has left this machine."""

    saves = "确定作废"

    def __init__(self, page: CasePage, view: CaseView) -> None:
        super().__init__(page, view)
        self.ui = Ui_ReasonAct()
        self.ui.setupUi(self)
        self.ui.actTitle.setText("作废这一件")
        self.ui.actHint.setText("只有还没上报的件能作废，须由负责人决定。")
        self.ui.consequence.setText("作废以后不能恢复，收件号也不再使用；请收回已给群众的凭条。")

    def save(self) -> None:
        """Record it."""
        self.run(void.void, self.ui.supervisor.text().strip(), self.ui.reason.text().strip(), done="已作废。")


class EvaluateAct(CaseAct):
    """好差评: the villager chooses; nothing is chosen beforehand."""

    saves = "提交评价"

    def __init__(self, page: CasePage, view: CaseView) -> None:
        super().__init__(page, view)
        self.ui = Ui_EvaluateAct()
        self.ui.setupUi(self)
        self._level: Level | None = None
        self._choices: dict[str, QCheckBox] = {}
        self._group = QButtonGroup(self)
        page.place.thread.put(evaluate.levels, then=self._levels, failed=page.trouble)

    def _levels(self, levels: tuple[Level, ...]) -> None:
        for level in levels:
            button = QRadioButton(level.words, self)
            button.toggled.connect(partial(self._chosen, level))
            self._group.addButton(button)
            self.ui.levelRows.addWidget(button)
        self.begin()

    def _chosen(self, level: Level, on: bool) -> None:
        if not on:
            return
        self._level = level
        empty(self.ui.choiceRows)
        self._choices = {}
        for choice in level.choices:
            box = QCheckBox(choice.text, self)
            self._choices[choice.code] = box
            self.ui.choiceRows.addWidget(box)

    def save(self) -> None:
        """Record it."""
        if self._level is None:
            self.page.place.banner.note("还没有选评价。", "请群众自己选一个；不想评价就点“不办了”。")
            return
        options = tuple(code for code, box in self._choices.items() if box.isChecked())
        self.run(evaluate.evaluate, self._level.level, options, self.ui.text.text().strip(), done="谢谢，评价已记下。")


class SupplementAct(CaseAct):
    """补材料: everything the county asked for, in one list; partly is allowed."""

    saves = "保存补来的材料"

    def __init__(self, page: CasePage, view: CaseView) -> None:
        super().__init__(page, view)
        self.ui = Ui_SupplementAct()
        self.ui.setupUi(self)
        self._pages: dict[str, tuple[BlobRef, ...]] = {}
        self._paper: set[str] = set()
        self._form: dict[str, Any] = {}
        self._scanning = Scanning(page)
        asked = view.asked
        due = f"请在{asked.due.year}年{asked.due.month}月{asked.due.day}日前补齐。" if asked.due else ""
        self.ui.actHint.setText(f"{due}{asked.how}一次没带齐也可以先存已带来的。")
        rows = self.ui.materials
        rows.scan.connect(lambda key: self._scanning.scan(partial(self._page, key)))
        rows.add_file.connect(lambda key: self._scanning.choose_file(partial(self._page, key)))
        rows.drop_page.connect(self._drop)
        rows.paper.connect(self._held)
        self.ui.fields.filled.connect(self._filled)
        self.ui.fields.hide()
        self._show()

    def scan(self) -> bool:
        """F3 scans into the framed line."""
        key = self.ui.materials.here()
        if key:
            self._scanning.scan(partial(self._page, key))
        return True

    def save(self) -> None:
        """Save what was brought."""
        supplied = Supplied(dict(self._pages), frozenset(self._paper), dict(self._form))
        self.run(supplement.supplement, supplied, done="补来的材料已存好。")

    def _page(self, key: str, ref: BlobRef) -> None:
        self._pages[key] = (*self._pages.get(key, ()), ref)
        self._show()

    def _drop(self, key: str) -> None:
        self._pages.pop(key, None)
        self._show()

    def _held(self, key: str, held: bool) -> None:
        (self._paper.add if held else self._paper.discard)(key)
        self._show()

    def _filled(self, name: str, value: Any) -> None:
        if value is None:
            self._form.pop(name, None)
        else:
            self._form[name] = value

    def _show(self) -> None:
        self.ui.materials.show_lines([self._line(at, one) for at, one in enumerate(self.view.asked.lines)])

    def _line(self, position: int, asked: AskedLine) -> MaterialLine:
        key = asked.material or f"form {position}"
        pages, paper = len(self._pages.get(key, ())), key in self._paper
        words = f"已扫描 {pages} 页" if pages else "纸质已看" if paper else "还没补"
        return MaterialLine(
            id=key,
            name=asked.name,
            necessity="容缺后补" if asked.deferred else "县里要求补正",
            standard="；".join(part for part in (asked.defect, asked.standard) if part),
            state="done" if pages or paper else "missing",
            state_words=words,
            pages=pages,
            paper=paper,
        )


ACTS: dict[str, type[CaseAct]] = {
    "supplement": SupplementAct,
    "deliver": DeliverAct,
    "withdraw": WithdrawAct,
    "void": VoidAct,
    "evaluate": EvaluateAct,
}
"""The form of each act of `CaseView.acts` that needs one."""
