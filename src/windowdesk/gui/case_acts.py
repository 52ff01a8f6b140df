"""The forms of what can be done with a case: deliver, withdraw, void; and the list of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from windowdesk.casework import deliver, void, withdraw
from windowdesk.casework.deliver import WAYS, Delivery
from windowdesk.domain.people import Card
from windowdesk.gui.case_act import CaseAct
from windowdesk.gui.evaluate_act import EvaluateAct
from windowdesk.gui.forms.ui_act_deliver import Ui_DeliverAct
from windowdesk.gui.forms.ui_act_reason import Ui_ReasonAct
from windowdesk.gui.supplement_act import SupplementAct

if TYPE_CHECKING:
    from windowdesk.casework.case_view import CaseView
    from windowdesk.gui.pages.case import CasePage


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

    def card_read(self, card: Card) -> bool:
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


ACTS: dict[str, type[CaseAct]] = {
    "supplement": SupplementAct,
    "deliver": DeliverAct,
    "withdraw": WithdrawAct,
    "void": VoidAct,
    "evaluate": EvaluateAct,
}
"""The form of each act of `CaseView.acts` that needs one."""
