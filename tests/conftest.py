"""What every test is held to: it leaves no thread and no window behind. And the PostgreSQL that some ask for."""

import shutil
import sys
import threading
import time

import pytest
from hypothesis import HealthCheck, settings

import postgres

GRACE_SECONDS = 3.0

# How fast an example runs says something of the machine only; speed is measured by the bench.
settings.register_profile("windowdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("windowdesk")


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


@pytest.fixture(scope="session")
def cluster():
    """A PostgreSQL of our own, as long as the tests run; its commits do not wait for the disk."""
    try:
        postgres.programs()
    except postgres.NoPostgres as missing:
        pytest.skip(str(missing))
    folder = postgres.temporary_folder()
    try:
        with postgres.Cluster(folder, durable=False) as running:
            yield running
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def postgres_url(cluster):
    """The address of an empty database."""
    url = cluster.new_database()
    yield url
    cluster.drop(url)
