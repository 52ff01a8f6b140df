"""The right half of 设备体检: one device with its picture, its state, the steps and the buttons that help."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel

from windowdesk.casework import doctor_steps
from windowdesk.casework.doctor import DoctorRow, Health
from windowdesk.errors import ROLL_CHANGED
from windowdesk.gui.device_picture import SHOULD, picture_of
from windowdesk.gui.forms.ui_devices import Ui_DevicesPage
from windowdesk.gui.paragraph import Paragraph
from windowdesk.gui.row_card import fill

STATES = {Health.GOOD: "good", Health.NOTE: "note", Health.BAD: "bad", Health.ABSENT: "plain"}
REOPENED = frozenset({"reader", "scanner", "printer", "evaluator"})
"""Parts that can be opened anew; the others are opened for each use."""
TESTED = REOPENED | {"office", "screen"}
"""Parts that can be tested for good."""
FALLBACKS = {"reader": "改用手工输入", "scanner": "改用拍照", "printer": "改打 A4"}
"""What takes the place of a device that does not work."""


class DevicePanel:
    """Fills the panel of the form; which device is shown is its own."""

    def __init__(self, ui: Ui_DevicesPage) -> None:
        self._ui = ui
        self.row = DoctorRow("reader", "读卡器", Health.ABSENT, "")
        self.code = ""
        """The code whose steps stand there."""
        self._drawing = ""

    def show(self, row: DoctorRow, address: str) -> None:
        """Show a device as the last look found it."""
        ui, self.row = self._ui, row
        ui.panelTitle.setText(row.title)
        self._drawing = picture_of(row.part, address)
        ui.test.setVisible(row.part in TESTED)
        ui.test.setEnabled(row.health is not Health.ABSENT)
        ui.newRoll.setVisible(row.part == "printer" and row.health is not Health.ABSENT)
        ui.sameRoll.setVisible(row.code == ROLL_CHANGED.code)
        ui.reopen.setVisible(row.part in REOPENED and row.health is not Health.ABSENT)
        to_do = "" if doctor_steps.steps(row.code) else row.to_do
        self.say(STATES[row.health], row.health.words, f"{row.sentence}{to_do}", row.code)

    def say(self, state: str, word: str, sentence: str, code: str = "", icon: str = "") -> None:
        """The state of the device now: icon and word, a sentence, the steps of its code, and the way round it.

        The picture makes room where there are steps: they are what the clerk needs then.
        """
        ui, self.code = self._ui, code
        ui.panelState.say(state, word, icon)
        ui.sentence.setText(sentence + (f"（代码 {code}）" if code else ""))
        steps = doctor_steps.steps(code)
        ui.picture.show_drawing(self._drawing, small=bool(steps))
        ui.should.setText(SHOULD.get(self._drawing, ""))
        ui.should.setVisible(bool(self._drawing) and not steps)
        self._show_steps(steps)
        helps = state in {"bad", "plain"} and self.row.part in FALLBACKS
        ui.fallback.setVisible(helps)
        ui.fallback.setText(FALLBACKS.get(self.row.part, ""))

    def _show_steps(self, steps: Sequence[str]) -> None:
        labels: list[QLabel] = []
        for number, step in enumerate(steps, start=1):
            label = Paragraph()
            label.setProperty("role", "lead")
            label.setText(f"{number}．{step}")
            labels.append(label)
        fill(self._ui.steps, labels)
