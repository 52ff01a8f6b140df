"""The code of pages is read ahead of time: acts on the desk's thread, windows in the thread of the windows."""

from __future__ import annotations

import json
import subprocess
import sys

OPENED = """
import json, sys, threading, time
from pathlib import Path

read = {}

def heard(event, said):
    if event == "exec" and said[0].co_name == "<module>":
        read[said[0].co_filename.partition("/src/windowdesk/")[2]] = threading.current_thread().name

sys.addaudithook(heard)
from PySide6.QtWidgets import QApplication
from windowdesk.app import open_desk
from windowdesk.gui import application, start
from windowdesk.gui.style import TextSize
from windowdesk.settings import Settings

app = application.make(["windowdesk"], TextSize.STANDARD)
seen = set(read)
home = Path(sys.argv[1])
window = start.make_window(lambda _: open_desk(home, passphrase="demo-only-passphrase"), Settings())
window.show()
deadline = time.monotonic() + 60
wants = ["home", "settings", "devices"]
while time.monotonic() < deadline and (wants or not window.is_whole or window._idle_timer.isActive()):
    app.processEvents()
    time.sleep(0.005)
    if window.front and window.is_whole and wants:
        window.show_page(wants.pop(0))
window.close()
print(json.dumps({name: where for name, where in read.items() if name not in seen}))
"""


def test_no_window_is_read_on_another_thread_and_no_act_in_that_of_the_windows(tmp_path):
    ended = subprocess.run([sys.executable, "-c", OPENED, tmp_path], capture_output=True, text=True, check=True)
    read = json.loads(ended.stdout.splitlines()[-1])
    windows = {name: where for name, where in read.items() if name.startswith("gui/") and "__init__" not in name}
    acts = {name: where for name, where in read.items() if name.startswith("casework/")}
    assert {"gui/pages/intake.py", "gui/settings_cards.py"} <= windows.keys()
    assert {"casework/case_view.py", "casework/doctor.py"} <= acts.keys()
    assert {name for name, where in windows.items() if where != "MainThread"} == set()
    assert {name for name, where in acts.items() if where == "MainThread"} == set()
