"""Situation questions (情形) as big choices: one press each, by mouse, arrow or number key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from windowdesk.domain.catalogue import Question
from windowdesk.gui.laid_out import laid_out_once
from windowdesk.gui.paragraph import Paragraph


class QuestionList(QWidget):
    """The questions asked under the answers given so far."""

    answered = Signal(str, str)
    """Question id, option id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._shown: dict[str, tuple[Question, QFrame, dict[str, QRadioButton]]] = {}

    def ask(self, questions: Sequence[Question], answers: Mapping[str, str]) -> None:
        """Show these questions; those that stay keep their focus."""
        wanted = {question.id: question for question in questions}
        for key in [key for key, (question, _, _) in self._shown.items() if wanted.get(key) != question]:
            frame = self._shown.pop(key)[1]
            frame.hide()
            frame.setParent(None)
            frame.deleteLater()
        with laid_out_once(self if wanted.keys() - self._shown.keys() else None):
            for position, question in enumerate(questions):
                if question.id not in self._shown:
                    self._shown[question.id] = self._make(position, question)
        for question in questions:
            for option, button in self._shown[question.id][2].items():
                if answers.get(question.id) == option and not button.isChecked():
                    button.blockSignals(True)
                    button.setChecked(True)
                    button.blockSignals(False)

    def choices(self, question: str) -> dict[str, QRadioButton]:
        """The buttons of one question by option id."""
        return self._shown[question][2]

    def first_open(self) -> QRadioButton | None:
        """The first choice of the first question without an answer; None when all are answered."""
        for _, _, buttons in self._shown.values():
            if not any(button.isChecked() for button in buttons.values()):
                return next(iter(buttons.values()))
        return None

    def _make(self, position: int, question: Question) -> tuple[Question, QFrame, dict[str, QRadioButton]]:
        frame = QFrame(self)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        text = Paragraph(frame)
        text.setProperty("role", "value")
        text.setText(question.text)
        column.addWidget(text)
        group = QButtonGroup(frame)
        buttons: dict[str, QRadioButton] = {}
        for option in question.options:
            button = QRadioButton(option.text, frame)
            button.setAccessibleDescription(question.text)
            button.toggled.connect(lambda on, chosen=option.id: self.answered.emit(question.id, chosen) if on else None)
            group.addButton(button)
            column.addWidget(button)
            buttons[option.id] = button
        self._column.insertWidget(position, frame)
        return question, frame, buttons
