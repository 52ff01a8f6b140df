"""另选文件夹: where no stick was found, or several, the clerk points at the folder and the same is done there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton

from windowdesk.casework import carry
from windowdesk.casework.chosen_folder import ChosenFolder
from windowdesk.errors import STICK_ABSENT, STICK_SEVERAL, Known

_NO_STICK = frozenset({STICK_ABSENT.code, STICK_SEVERAL.code})


class OtherFolder:
    """Owns the button; it is seen only after a stick was not found, till something is done with one again."""

    def __init__(self, button: QPushButton) -> None:
        self._button = button
        self._again: Callable[[], None] | None = None
        self._folder = ""
        button.hide()
        button.clicked.connect(self._choose)

    def hide(self) -> None:
        """Nothing is to be found any more."""
        self._button.hide()

    def opened_for(self, step: Callable[[], None], opened: carry.Opened) -> carry.Opened:
        """What the window has open, with the folder just chosen as its stick; ``step`` is done again with another."""
        self._button.hide()
        self._again = step
        folder, self._folder = self._folder, ""
        return ChosenFolder(opened, Path(folder)) if folder else opened

    def failed(self, trouble: BaseException) -> None:
        """Something with a stick did not work."""
        self._button.setVisible(isinstance(trouble, Known) and trouble.code in _NO_STICK)

    def _choose(self) -> None:
        self._folder = QFileDialog.getExistingDirectory(self._button.window(), "优盘在哪个文件夹？")
        if self._folder and self._again is not None:
            self._again()
