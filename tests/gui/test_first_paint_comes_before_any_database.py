import os
import subprocess
import sys

HEAVY = ("sqlalchemy", "sqlcipher3", "requests", "reportlab", "PIL", "cryptography", "jsonschema", "escpos", "alembic")
ACTS = "windowdesk.casework."
"""What a clerk does brings the whole domain with it; before the first paint there is nothing to do yet."""

PROGRAM = f"""
import sys, threading
from PySide6.QtCore import QTimer
from windowdesk.gui import application, start
from windowdesk.gui.style import TextSize
from windowdesk.settings import Settings

app = application.make(["windowdesk"], TextSize.STANDARD)
opening = threading.Event()

def opener(passphrase):
    opening.set()
    raise RuntimeError("this desk stays closed")

window = start.make_window(opener, Settings())
seen = []

def painted():
    seen.append([name for name in {HEAVY!r} if name in sys.modules])
    seen.append([name for name in sys.modules if name.startswith({ACTS!r})])
    seen.append(opening.is_set())
    seen.append(window.isVisible())
    window.close()
    QTimer.singleShot(0, app.quit)

window.painted.connect(painted)
window.show()
app.exec()
print(seen)
assert threading.active_count() == 1, threading.enumerate()
"""


def test_nothing_heavy_and_no_act_is_imported_at_first_paint():
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    heavy, acts, was_opening, visible = eval(done.stdout.strip().splitlines()[-1])
    assert heavy == []
    assert acts == []
    assert visible is True
    assert was_opening in (True, False)
