"""H12: a window process killed with SIGKILL while somebody types loses the field at hand at most."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from windowdesk import settings as settings_file
from windowdesk.app import open_desk
from windowdesk.casework import drafts
from windowdesk.settings import Settings

PROGRAM = Path(__file__).with_name("dying_window.py")
NAME, MOBILE = "Zhang San", "19900001111"


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    settings_file.save(home, Settings(station="ST01", device="Z1", clerk="李代办", badge="001"))
    open_desk(home, passphrase="dying").close()
    return home


def killed_after(home, word):
    """Run the window and kill it the moment it has said that word."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    window = subprocess.Popen(
        [sys.executable, PROGRAM, home], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    with window:
        said = []
        for line in window.stdout:
            said.append(line.strip())
            if line.strip() == word:
                break
        window.kill()
        errors = window.stderr.read()
    assert word in said, errors


def kept(home):
    desk = open_desk(home, passphrase="dying")
    try:
        rows = drafts.listing(desk.desk)
        return [drafts.resume(desk.desk, row.id) for row in rows]
    finally:
        desk.close()


@pytest.mark.slow
@pytest.mark.parametrize("word", ["name", "mobile"])
def test_killed_while_typing(home, word):
    killed_after(home, word)
    (draft,) = kept(home)
    name, mobile = draft.applicant.text("name"), draft.applicant.text("mobile")
    if word == "name":
        assert NAME.startswith(name), "what is there is what was typed, nothing else"
    else:
        assert name == NAME, "a field that was left is on disk"
        assert mobile in ("", MOBILE)
