"""A disk that is full at any step of a save: nothing half-done, nothing lost, and the save works once there is room."""

import shutil
import subprocess

import pytest
from PIL import Image

from .conftest import confirmed

resource = pytest.importorskip("resource", reason="limits of file size are a POSIX thing")
FULL = {"T504", "T508", "T516"}
"""Disk full; the second copy could not be written; the folder cannot be written at all."""


def largest_file(size):
    """To be called in the new process: no file may grow beyond ``size`` bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def saved(room, told, draft):
    """Either the whole case and its number, or nothing; True when it was saved."""
    if told.json.get("number"):
        assert room.numbers() == [told.json["number"]]
        return True
    assert told.code in FULL, (told.out, told.err)
    told.is_trouble(told.code, 6)
    assert room.drafts() == [draft]
    assert room.numbers() == []
    return False


@pytest.mark.slow
def test_whichever_file_cannot_grow_the_case_stands_whole_or_not_at_all(room):
    draft = room.draft()
    whole = room.folder / "whole"
    room.home.rename(whole)
    files = ("desk.db-wal", "desk.db", "second-copy/confirmed.copy", "logs/windowdesk.log")
    sizes = {(whole / name).stat().st_size if (whole / name).exists() else 0 for name in files}
    refused = 0
    for limit in sorted({0, 1, *(size + more for size in sizes for more in (1, 9_000))}):
        shutil.rmtree(room.home, ignore_errors=True)
        shutil.copytree(whole, room.home)
        told = room.does("intake", "--draft", draft, preexec_fn=largest_file(limit))
        if not saved(room, told, draft):
            refused += 1
            assert confirmed(room.prepares("intake", "--draft", draft))
    assert refused >= 3


@pytest.fixture
def small_disk(room):
    """The room's home on a file system of its own, with ballast that leaves no byte free."""
    place = room.folder / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("may not mount here")
    try:
        shutil.move(room.home, place / "home")
        room.home = room.stage.home = place / "home"
        yield place
        shutil.rmtree(room.folder / "home", ignore_errors=True)
        shutil.copytree(place / "home", room.folder / "home")
    finally:
        room.home = room.folder / "home"
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place, but):
    """Fill the disk up, leaving ``but`` bytes free."""
    ballast = place / "other people's files"
    ballast.unlink(missing_ok=True)
    free = shutil.disk_usage(place).free
    ballast.write_bytes(bytes(max(0, free - but)))
    return ballast


def test_on_a_disk_without_a_free_byte_a_scan_and_a_save_are_refused_and_work_after_it_was_cleared(room, small_disk):
    draft = room.draft()
    material = room.prepares("intake", "--draft", draft, "--stop-before-save").json["checklist"][0]["material"]
    page = room.folder / "large.png"
    Image.effect_noise((400, 400), 90).save(page)
    for words in (("--material", f"{material}={page}"), ()):
        ballast = fill(small_disk, 0)
        told = room.does("intake", "--draft", draft, *words)
        ballast.unlink()
        assert not saved(room, told, draft)
    number = confirmed(room.prepares("intake", "--draft", draft, "--material", f"{material}={page}"))
    assert room.on_paper() == {number: 1}


@pytest.mark.slow
def test_the_disk_may_run_full_at_any_step_of_the_save_or_between_the_save_and_the_receipt(room, small_disk):
    draft = room.draft()
    exits = []
    for free in range(16_384, 500_000, 40_960):
        ballast = fill(small_disk, free)
        told = room.does("intake", "--draft", draft)
        exits.append(told.exit)
        ballast.unlink()
        if saved(room, told, draft):
            break
    number = told.json["number"]
    assert exits[0] == 6
    if told.exit:
        told.is_trouble(told.code, told.exit)
        assert room.prepares("receipt", number, "--came-out", "no").exit == 0
        assert room.prepares("receipt", number).exit == 0
    assert set(room.on_paper()) == {number}
