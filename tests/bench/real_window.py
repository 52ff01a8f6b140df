"""The window as ``windowdesk run`` opens it, telling in one JSON line when its content was painted first."""

import json
import sys
import time

from windowdesk import __main__
from windowdesk.gui import start


def tell() -> None:
    """The line the bench waits for."""
    print(json.dumps({"painted": time.time()}), flush=True)


def make_window(opener, settings, make=start.make_window):
    """The window as always, with one listener more."""
    window = make(opener, settings)
    window.painted.connect(tell)
    return window


if __name__ == "__main__":
    start.make_window = make_window
    sys.exit(__main__.main(["run", *sys.argv[1:]]))
