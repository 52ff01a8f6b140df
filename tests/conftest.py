"""What every test is held to: it leaves no thread and no window behind."""

import sys
import threading
import time

import pytest

GRACE_SECONDS = 3.0


@pytest.fixture(autouse=True)
def nothing_is_left_behind():
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + GRACE_SECONDS
    left = set(threading.enumerate()) - before
    while left and time.monotonic() < deadline:
        time.sleep(0.01)
        left = {thread for thread in threading.enumerate() if thread not in before}
    assert not left, f"threads left running: {sorted(thread.name for thread in left)}"
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        shown = [w for w in widgets.QApplication.topLevelWidgets() if w.isVisible()]
        assert not shown, f"windows left open: {shown}"
