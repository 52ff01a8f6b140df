"""The real ffmpeg with a camera it draws itself; a program of our own where a camera would have to misbehave."""

from __future__ import annotations

import io
import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from windowdesk.devices import address, camera, scanner_look
from windowdesk.devices.camera import Camera
from windowdesk.documents import page_check
from windowdesk.errors import DeviceTrouble, InputRefused

needs_ffmpeg = pytest.mark.skipif(
    shutil.which("ffmpeg") is None, reason="ffmpeg is not installed (Debian: apt-get install ffmpeg)"
)


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


def opened(text: str = "camera:simulated") -> Camera:
    found = address.open_camera(text, page_check.check)
    assert found is not None
    return found


@needs_ffmpeg
def test_a_picture_is_taken_in_full_size(into: Path) -> None:
    seen: list[Path] = []
    (page,) = opened("camera:simulated?size=1920x1080").scan(into, arrived=seen.append)
    assert seen == [page] == list(into.iterdir())
    with Image.open(page) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1920, 1080))


@needs_ffmpeg
def test_the_preview_is_small_pictures_till_it_is_not_wanted(into: Path) -> None:
    cancelled = threading.Event()
    sizes = []
    for frame in opened().frames(cancelled):
        with Image.open(io.BytesIO(frame)) as picture:
            picture.load()
            sizes.append(picture.size)
        if len(sizes) == 3:
            cancelled.set()
    assert set(sizes) == {(1280, 720)}


@needs_ffmpeg
def test_a_camera_that_is_not_there(into: Path) -> None:
    with pytest.raises(DeviceTrouble, match="S201"):
        opened("camera:/dev/video99").scan(into)
    with pytest.raises(DeviceTrouble, match="S201"):
        next(opened("camera:/dev/video99").frames(threading.Event()))
    assert list(into.iterdir()) == []


def test_a_pc_without_the_program(into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(DeviceTrouble, match="S223"):
        opened().scan(into)
    with pytest.raises(DeviceTrouble, match="S223"):
        scanner_look.look("camera:")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a program of our own in the place of ffmpeg."""

    def write(script: str) -> None:
        file = tmp_path / "bin" / "ffmpeg"
        file.parent.mkdir()
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        monkeypatch.setenv("PATH", f"{file.parent}:{os.environ['PATH']}")

    return write


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("/dev/video0: Device or resource busy", "S206"),
        ("/dev/video0: Permission denied", "S215"),
        ("/dev/video0: No such device", "S201"),
        ("something new", "S202"),
    ],
)
def test_what_the_program_complains_of_has_its_own_words(
    program: Callable[[str], None], into: Path, said: str, code: str
) -> None:
    program(f"echo '{said}' >&2; exit 1")
    with pytest.raises(DeviceTrouble, match=code):
        opened("camera:").scan(into)


def test_a_size_the_camera_refuses_is_followed_by_a_smaller_one(
    program: Callable[[str], None], into: Path, tmp_path: Path
) -> None:
    Image.new("RGB", (1920, 1080), "white").save(tmp_path / "given.jpg")
    program(
        f'for last; do :; done; case "$*" in *1920x1080*) cp {tmp_path}/given.jpg "$last";; '
        "*) echo 'Could not set video options' >&2; exit 1;; esac"
    )
    with Image.open(opened("camera:").scan(into)[0]) as picture:
        assert picture.size == (1920, 1080)


def test_a_camera_that_hangs_is_ended(
    program: Callable[[str], None], into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera, "STALL_SECONDS", 0.3)
    program("sleep 600 & wait")
    began = time.monotonic()
    with pytest.raises(DeviceTrouble, match=r"S202.*很久没有反应"):
        opened("camera:?size=640x480").scan(into)
    with pytest.raises(DeviceTrouble, match=r"S202.*很久没有反应"):
        list(opened("camera:").frames(threading.Event()))
    assert time.monotonic() - began < 10


def test_cancelled_nothing_is_left(program: Callable[[str], None], into: Path) -> None:
    program("exec sleep 600")
    cancelled = threading.Event()
    threading.Timer(0.2, cancelled.set).start()
    assert opened("camera:").scan(into, cancelled=cancelled) == []
    assert list(into.iterdir()) == []


def test_a_picture_cut_short_is_no_page(program: Callable[[str], None], into: Path) -> None:
    program("for last; do :; done; printf '\\377\\330\\377\\340' > \"$last\"")
    with pytest.raises(DeviceTrouble, match="S210"):
        opened("camera:?size=640x480").scan(into)


def test_frames_are_split_wherever_the_pipe_cuts_them() -> None:
    stream = b"noise" + b"\xff\xd8one\xff\xd9" + b"\xff\xd8two\xff\xd9" + b"\xff\xd8thr"
    for cut in range(len(stream)):
        *first, held = camera._split(stream[:cut])
        *second, left = camera._split(held + stream[cut:])
        assert [*first, *second] == [b"\xff\xd8one\xff\xd9", b"\xff\xd8two\xff\xd9"]
        assert left == b"\xff\xd8thr"


@pytest.mark.parametrize("wrong", ["camera:?size=big", "camera:?size=0x10", "camera:?colour=yes"])
def test_addresses_that_cannot_be(wrong: str) -> None:
    with pytest.raises(InputRefused, match="N790"):
        address.open_scanner(wrong, page_check.check)
