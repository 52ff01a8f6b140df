"""好差评: the villager rates, on the second screen, at the evaluator, or with the clerk looking on."""

from __future__ import annotations

import contextlib
import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton

from windowdesk.casework import evaluate
from windowdesk.domain.evaluation import Ending, Level, Rating
from windowdesk.gui.case_act import CaseAct
from windowdesk.gui.errand import Errand
from windowdesk.gui.forms.ui_act_evaluate import Ui_EvaluateAct
from windowdesk.gui.row_card import empty

if TYPE_CHECKING:
    from windowdesk.casework.case_view import CaseView
    from windowdesk.gui.pages.case import CasePage


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
        villager = page.place.villager
        self.ui.push.setVisible(villager.is_there)
        self.ui.push.clicked.connect(lambda: page.place.thread.put(evaluate.levels, then=villager.ask_rating))
        villager.rated.connect(self._rated)
        self.destroyed.connect(villager.take_back)
        self._asking: threading.Event | None = None
        """Set to take back what the evaluator asks; None: it asks nothing."""
        self.ui.device.setVisible(bool(page.place.settings.devices.evaluator))
        self.ui.device.clicked.connect(self._device_pressed)
        page.place.thread.put(evaluate.levels, then=self._levels, failed=page.trouble)

    def _levels(self, levels: tuple[Level, ...]) -> None:
        for level in levels:
            button = QRadioButton(level.words, self)
            button.toggled.connect(partial(self._chosen, level))
            self._group.addButton(button)
            self.ui.levelRows.addWidget(button)
        self.begin()

    def begin(self) -> None:
        """The cursor stands where the villager is asked, not in the words that hardly anybody writes."""
        ways = [one for one in (self.ui.push, self.ui.device) if not one.isHidden()]
        for first in [*ways, *self._group.buttons()][:1]:
            self.page.focus(first)

    def _chosen(self, level: Level, on: bool) -> None:
        if not on:
            return
        self._level = level
        empty(self.ui.choiceRows)
        self._choices = {}
        for number, choice in enumerate(level.choices):
            box = QCheckBox(choice.text, self)
            self._choices[choice.code] = box
            self.ui.choiceRows.addWidget(box, number // 2, number % 2)

    def _rated(self, level: str, codes: tuple[str, ...]) -> None:
        """The villager chose on the second screen: that is the evaluation."""
        self.run(evaluate.evaluate, level, codes, "", done="谢谢，评价已记下。")

    def _device_pressed(self) -> None:
        """Ask at the evaluator, or take the question back."""
        if self._asking is not None:
            self._asking.set()
            return
        self.page.ask(evaluate.check_open, self.view.case.id, then=self._ask_device)

    def _ask_device(self, levels: tuple[Level, ...]) -> None:
        opened = self.page.place.thread.open_desk
        taken_back = self._asking = threading.Event()
        self.destroyed.connect(taken_back.set)

        def ask() -> Rating:
            with contextlib.closing(opened.evaluator()) as device:
                rating: Rating = device.ask(levels, evaluate.DEVICE_SECONDS, taken_back)
                return rating

        self.ui.device.setText("收回评价器上的提问")
        self.page.place.banner.note(
            "正在请群众在评价器上评价。", f"最多等 {evaluate.DEVICE_SECONDS} 秒；打开别的办件就收回。"
        )
        Errand(ask).run(self._device_rated, self._device_failed)

    def _device_failed(self, trouble: BaseException) -> None:
        self._device_free()
        self.page.trouble(trouble)

    def _device_free(self) -> None:
        self._asking = None
        self.ui.device.setText("请群众在评价器上选")

    def _device_rated(self, rating: Rating) -> None:
        self._device_free()
        note = evaluate.NOTES.get(rating.note)
        odd = f"{note.happened}（代码 {note.code}）" if note else ""
        if rating.ending is Ending.RATED:
            self.run(evaluate.from_device, rating, done=f"谢谢，评价已记下。{odd}")
        else:
            self.page.place.banner.note(rating.ending.words, f"不评价也可以，按 Esc 返回。{odd}")

    def save(self) -> None:
        """Record it."""
        if self._level is None:
            self.page.place.banner.note("还没有选评价。", "请群众自己选一个；不想评价就点“不办了”。")
            return
        options = tuple(code for code, box in self._choices.items() if box.isChecked())
        self.run(evaluate.evaluate, self._level.level, options, self.ui.text.text().strip(), done="谢谢，评价已记下。")
