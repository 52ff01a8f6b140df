"""The floor: a bare QMainWindow with a table of 50 rows. Prints one JSON line at its first paint, then waits."""

import json
import sys
import time

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem


class Window(QMainWindow):
    """A main window that tells when its content was painted first."""

    def __init__(self) -> None:
        super().__init__()
        table = QTableWidget(50, 5)
        for row in range(50):
            for column in range(5):
                table.setItem(row, column, QTableWidgetItem(f"办件 {row} {column}"))
        self.setCentralWidget(table)
        self.resize(1366, 728)
        self._told = False
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self._told:
            self._told = True
            QTimer.singleShot(0, self._tell)
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        print(json.dumps({"painted": time.time()}), flush=True)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = Window()
    window.show()
    sys.exit(application.exec())
