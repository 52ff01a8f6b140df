"""Document cameras (高拍仪, UVC) through the program ``ffmpeg``, in a child that can be killed.

Chosen instead of Qt Multimedia, which adds 430 MB and hangs inside the program when a camera does:
``ffmpeg`` speaks to cameras on Linux (V4L2) and Windows (DirectShow) alike, most desktops have it, and
where it is absent the rest of the desk does not miss it. The preview is small and the picture is
taken apart from it in full size, because many cameras hang when they change their size (lesson 74).
"""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from windowdesk.devices.page_files import into_page
from windowdesk.devices.ports import PageCheck
from windowdesk.devices.scan_child import kill
from windowdesk.errors import (
    CAMERA_PROGRAM_ABSENT,
    DEVICE_ADDRESS,
    SCAN_FAILED,
    SCANNER_ABSENT,
    SCANNER_BUSY,
    SCANNER_DENIED,
    DeviceTrouble,
    InputRefused,
    Message,
)

log = logging.getLogger(__name__)

PROGRAM = "ffmpeg"
EXAMPLE = "camera:/dev/video0?size=3264x2448"
SIMULATED = "simulated"
"""A camera that the program itself draws: for training, and where none is plugged in."""
FIRST_ON_LINUX = "/dev/video0"
"""The camera that an address without a name means."""
SIZES = ("3264x2448", "2592x1944", "1920x1080", "1280x720")
"""Asked for one after the other; a driver on Linux takes the nearest, one on Windows refuses."""
PREVIEW = "1280x720"
PREVIEW_RATE = 10
SETTLING_FRAMES = 8
"""Pictures that a camera needs to find its exposure."""
STALL_SECONDS = 12.0
DPI = 200
_LOOK_SECONDS = 0.05
_START, _END = b"\xff\xd8", b"\xff\xd9"
_PIECE = 1 << 16
_SAID: Mapping[str, Message] = {
    "No such file": SCANNER_ABSENT,
    "No such device": SCANNER_ABSENT,
    "Could not find video device": SCANNER_ABSENT,
    "Cannot find a proper format": SCANNER_ABSENT,
    "resource busy": SCANNER_BUSY,
    "already in use": SCANNER_BUSY,
    "Permission denied": SCANNER_DENIED,
}


class Camera:
    """`ports.Scanner` for a camera: one picture is one page; ``frames`` is what it sees."""

    def __init__(self, address: str, name: str, options: Mapping[str, str], check: PageCheck) -> None:
        self._address = address
        self._name = name
        self._check = check
        size = options.get("size", "")
        if set(options) - {"size"} or (size and not _is_size(size)):
            raise InputRefused(DEVICE_ADDRESS, address=address, example=EXAMPLE)
        self._sizes = (size,) if size else SIZES

    @property
    def address(self) -> str:
        """For example ``camera:/dev/video0``."""
        return self._address

    def scan(
        self,
        into: Path,
        *,
        feeder: bool = False,
        arrived: Callable[[Path], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> list[Path]:
        """Take one picture in full size; a camera has no feeder.

        Raises:
            DeviceTrouble: S201 absent, S202 other failure, S206 in use by another program, S210 picture
                not whole, S215 not allowed, S223 ``ffmpeg`` not installed.
        """
        stop = cancelled or threading.Event()
        with tempfile.TemporaryDirectory(prefix=".scan-", dir=into) as raw:
            file = Path(raw) / "p.jpg"
            self._take(file, stop)
            if stop.is_set():
                return []
            page = into_page(file, into, DPI)
        self._check(page)
        if arrived is not None:
            arrived(page)
        return [page]

    def frames(self, cancelled: threading.Event) -> Iterator[bytes]:
        """What the camera sees, as JPEG pictures of moderate size, till ``cancelled`` is set.

        Raises:
            DeviceTrouble: as `scan`; S202 when the pictures stop.
        """
        output = ["-vf", f"fps={PREVIEW_RATE}", "-q:v", "5", "-f", "mjpeg", "-"]
        with _Run([*self._input(PREVIEW), *output], cancelled) as run:
            held = b""
            while piece := run.read():
                held += piece
                *whole, held = _split(held)
                yield from whole
            if not cancelled.is_set():
                raise run.trouble(self._address)

    def _take(self, file: Path, stop: threading.Event) -> None:
        trouble: DeviceTrouble | None = None
        for size in self._sizes:
            chosen = f"select=gte(n\\,{SETTLING_FRAMES})"
            output = ["-vf", chosen, "-frames:v", "1", "-q:v", "2", "-update", "1", "-f", "image2", str(file)]
            with _Run([*self._input(size), *output], stop) as run:
                run.read()
                trouble = run.trouble(self._address)
                if stop.is_set() or (run.ended_well() and file.exists()):
                    return
            if trouble.message is not SCAN_FAILED:
                break  # another size would not help
        assert trouble is not None
        raise trouble

    def _input(self, size: str) -> list[str]:
        if self._name == SIMULATED:
            return ["-re", "-f", "lavfi", "-i", f"testsrc2=size={size}:rate=30"]
        if sys.platform == "win32":
            return ["-f", "dshow", "-video_size", size, "-i", f"video={self._name}"]
        device = self._name or FIRST_ON_LINUX
        return ["-f", "v4l2", "-input_format", "mjpeg", "-video_size", size, "-i", device]


class _Run:
    """One run of the program; ended when it is cancelled or says nothing for too long."""

    def __init__(self, arguments: Sequence[str], cancelled: threading.Event) -> None:
        if shutil.which(PROGRAM) is None:
            raise DeviceTrouble(CAMERA_PROGRAM_ABSENT)
        self._cancelled = cancelled
        self._heard = time.monotonic()
        self._stalled = False
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 closed with the run
        self._child = subprocess.Popen(  # noqa: S603 a list of arguments, no shell; the device name is a setting
            [PROGRAM, "-hide_banner", "-nostdin", "-loglevel", "error", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            start_new_session=True,
        )
        self._watch = threading.Thread(target=self._watch_over, name="camera watch", daemon=True)
        self._watch.start()

    def __enter__(self) -> _Run:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child.poll() is None:
            kill(self._child)
        self._child.wait()
        self._watch.join()
        assert self._child.stdout is not None
        self._child.stdout.close()
        self._stderr.close()

    def read(self) -> bytes:
        """Some bytes of its output; empty at its end."""
        assert self._child.stdout is not None
        piece = self._child.stdout.read1(_PIECE)  # type: ignore[attr-defined]
        self._heard = time.monotonic()
        return bytes(piece)

    def ended_well(self) -> bool:
        """It ended by itself and without complaint."""
        return self._child.wait(STALL_SECONDS) == 0

    def trouble(self, address: str) -> DeviceTrouble:
        """What its end means to the clerk."""
        self._child.wait(STALL_SECONDS)
        self._stderr.seek(0)
        said = self._stderr.read().decode("utf-8", "replace")
        known = next((message for words, message in _SAID.items() if words in said), None)
        if known is not None:
            return DeviceTrouble(known, address=address)
        reason = "摄像头很久没有反应" if self._stalled else "摄像头没有给出图像"
        return DeviceTrouble(SCAN_FAILED, reason=reason)

    def _watch_over(self) -> None:
        while self._child.poll() is None:
            self._stalled = time.monotonic() > self._heard + STALL_SECONDS
            if self._stalled or self._cancelled.is_set():
                kill(self._child)
                return
            time.sleep(_LOOK_SECONDS)


def _split(held: bytes) -> list[bytes]:
    """Whole pictures in ``held``, and what is left of it; a picture's own bytes never look like its end."""
    found: list[bytes] = []
    while (end := held.find(_END)) >= 0:
        start = held.find(_START)
        if 0 <= start < end:
            found.append(held[start : end + len(_END)])
        held = held[end + len(_END) :]
    return [*found, held]


def _is_size(text: str) -> bool:
    wide, _, high = text.partition("x")
    return all(part.isascii() and part.isdigit() and 0 < int(part) <= 10_000 for part in (wide, high))
