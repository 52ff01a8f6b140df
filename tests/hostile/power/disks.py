"""Two disks whose power can be cut: our own over /dev/fuse, and a real ext4 that the kernel stops dead."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Protocol

HERE = Path(__file__).resolve().parent
COMMAND = "user.power"
SHUTDOWN = 0x8004587D
"""``EXT4_IOC_SHUTDOWN`` of the kernel's ``fs/ext4/ext4.h``, the same number for XFS and F2FS."""
NO_LOG_FLUSH = 2
IMAGE_BYTES = 96 * 1024 * 1024
SECONDS = 10.0


class PowerDisk(Protocol):
    """A disk whose power goes and comes back."""

    root: Path

    def arm(self, steps: int, seed: int, lies: float) -> None:
        """Let the power go so many steps of the disk from now, where the disk can count them."""

    @property
    def is_off(self) -> bool:
        """The power has gone."""

    def cut(self) -> None:
        """The power goes now."""

    def on(self) -> None:
        """It is back, with what reached the platter. Nobody may have a file open."""

    def close(self) -> None:
        """Give everything back."""


def why_no_fuse() -> str:
    """Why the disk over /dev/fuse cannot be had here; empty: it can."""
    if not Path("/dev/fuse").exists():
        return "there is no /dev/fuse here"
    if os.geteuid() and not shutil.which("fusermount3"):
        return "fusermount3 (package fuse3) is missing"
    try:
        import mfusepy  # noqa: F401
    except (ImportError, OSError, AttributeError) as trouble:
        return f"libfuse3 cannot be loaded: {trouble}"
    return ""


def why_no_ext4() -> str:
    """Why a real ext4 cannot be stopped here; empty: it can."""
    if os.geteuid():
        return "mounting an ext4 image needs root"
    if not Path("/dev/loop-control").exists() or not shutil.which("mkfs.ext4"):
        return "loop devices or mkfs.ext4 are missing"
    return ""


class LossyDisk:
    """The file system of ``lossy_disk.py`` in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "lossy"
        self.root.mkdir()
        self._process = subprocess.Popen([sys.executable, str(HERE / "lossy_disk.py"), str(self.root)])
        deadline = time.monotonic() + SECONDS
        while not os.path.ismount(self.root):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.kill()
                raise OSError("the file system over /dev/fuse could not be mounted")
            time.sleep(0.01)

    def arm(self, steps: int, seed: int, lies: float) -> None:
        """See `PowerDisk.arm`."""
        self._tell(do="arm", steps=steps, seed=seed, lies=lies)

    @property
    def is_off(self) -> bool:
        """See `PowerDisk.is_off`."""
        return bool(self.state()["off"])

    def state(self) -> dict[str, Any]:
        """Whether it is off; steps, cuts and lies so far."""
        found: dict[str, Any] = json.loads(os.getxattr(self.root, COMMAND))
        return found

    def cut(self) -> None:
        """See `PowerDisk.cut`."""
        self._tell(do="cut")

    def on(self) -> None:
        """See `PowerDisk.on`."""
        self._tell(do="on")

    def close(self) -> None:
        """See `PowerDisk.close`."""
        leave = ["fusermount3", "-uz"] if os.geteuid() else ["umount", "-l"]
        subprocess.run([*leave, str(self.root)], check=True)
        try:
            self._process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _tell(self, **words: Any) -> None:
        os.setxattr(self.root, COMMAND, json.dumps(words).encode())


class Ext4Disk:
    """An ext4 image on a loop device; the kernel's shutdown call is the hand at the switch."""

    def __init__(self, folder: Path) -> None:
        self._image = folder / "ext4.img"
        self.root = folder / "ext4"
        self.root.mkdir()
        with self._image.open("wb") as image:
            image.truncate(IMAGE_BYTES)
        subprocess.run(["mkfs.ext4", "-q", "-F", str(self._image)], check=True)
        self._mount()

    def arm(self, steps: int, seed: int, lies: float) -> None:
        """It counts no steps: see `cut`."""

    @property
    def is_off(self) -> bool:
        """See `PowerDisk.is_off`."""
        return self._off

    def cut(self) -> None:
        """Nothing reaches the device any more, not even the journal."""
        self._off = True
        handle = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(handle)

    def on(self) -> None:
        """Mount anew: the journal is replayed."""
        if self._off:
            subprocess.run(["umount", str(self.root)], check=True)
            self._mount()

    def close(self) -> None:
        """See `PowerDisk.close`."""
        subprocess.run(["umount", str(self.root)], check=True)

    def _mount(self) -> None:
        done = subprocess.run(
            ["mount", "-o", "loop", str(self._image), str(self.root)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise OSError(f"the ext4 image could not be mounted: {done.stderr.strip()}")
        self._off = False
