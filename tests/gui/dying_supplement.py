"""A window of its own process for the test that kills it: ``dying_supplement.py HOME CASE FILE...``.

Opens 补正 of the case and takes the files as pages of one material; each time everything stands on
disk (the light says so) it prints the digests of the pages shown. It never closes.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from windowdesk import settings as settings_file
from windowdesk.app import open_desk
from windowdesk.gui import application
from windowdesk.gui.start import make_window
from windowdesk.gui.style import TextSize

MATERIAL = "household_register"


def main(home: Path, case: str, files: list[Path]) -> int:
    """Open, take the pages in one by one, tell, wait for the end."""
    app = application.make(["windowdesk"], TextSize.STANDARD)
    window = make_window(lambda _: open_desk(home, passphrase="dying"), settings_file.load(home))
    window.show()
    left = list(files)

    def go_on() -> None:
        if window.front == "home":
            window.place.held["act"] = "supplement"
            window.show_page("case", case)
        elif window.front == "case" and (act := window.page("case").act) is not None:
            pages = act._pages_of(MATERIAL)
            if not window.place.thread.unfinished:
                print(*(page.digest for page in pages.read().pages), flush=True)
            if window.place.scans.goal is None and left:
                window.place.scans.keep_files(pages.goal(), [left.pop(0)])

    timer = QTimer(interval=5)
    timer.timeout.connect(go_on)
    timer.start()
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2], [Path(one) for one in sys.argv[3:]]))
