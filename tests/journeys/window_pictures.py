"""Pictures of the window as the clerk of a given home would see it: ``window_pictures.py HOME DIR``."""

import os
import sys
from pathlib import Path

from shots import SIZE, Photographer, wait_for

from windowdesk import settings as settings_file
from windowdesk.app import open_desk
from windowdesk.gui import application
from windowdesk.gui.start import make_window
from windowdesk.gui.style import TextSize

PAGES = ("home", "worklist", "inbox", "queue", "guide", "settings")


def main(home: Path, into: Path) -> None:
    """One picture of each page that needs no choice."""
    app = application.make(sys.argv[:1], TextSize.STANDARD)
    window = make_window(
        lambda _: open_desk(home, passphrase=os.environ["WINDOWDESK_PASSPHRASE"]), settings_file.load(home)
    )
    window.resize(*SIZE)
    window.show()
    try:
        wait_for(lambda: bool(window.front))
        camera = Photographer(window, into, "window")
        for page in PAGES:
            window.show_page(page)
            camera.take(page)
    finally:
        window.close()
    app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
