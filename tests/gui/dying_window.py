"""A window of its own process for the test that kills it: ``dying_window.py HOME``.

Types a name letter by letter into a draft and says after each field how far it got; never closes.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from windowdesk import settings as settings_file
from windowdesk.app import open_desk
from windowdesk.domain.intake import Step
from windowdesk.gui import application
from windowdesk.gui.start import make_window
from windowdesk.gui.style import TextSize

NAME, MOBILE = "Zhang San", "19900001111"
BETWEEN_KEYS_MS = 30
"""A very fast typist."""


def main(home: Path) -> int:
    """Open, type, tell, wait for the end."""
    app = application.make(["windowdesk"], TextSize.STANDARD)
    window = make_window(lambda _: open_desk(home, passphrase="dying"), settings_file.load(home))
    window.show()

    def type_all() -> None:
        if window.front != "home":
            QTimer.singleShot(20, type_all)
            return
        window.show_page("intake")
        flow = window.page("intake")
        wait(lambda: flow.draft is not None)
        person = flow.steps[Step.PERSON].ui
        QTest.keyClicks(person.applicantName, NAME, delay=BETWEEN_KEYS_MS)
        print("name", flush=True)
        QTest.keyClicks(person.applicantMobile.first, MOBILE, delay=BETWEEN_KEYS_MS)
        QTest.keyClicks(person.applicantMobile.second, MOBILE, delay=BETWEEN_KEYS_MS)
        print("mobile", flush=True)

    def wait(done) -> None:
        while not done():
            app.processEvents()
            time.sleep(0.005)

    QTimer.singleShot(0, type_all)
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
