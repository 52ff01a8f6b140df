"""The file system over /dev/fuse: ``python lossy_disk.py MOUNTPOINT``; told what to do by an attribute of its root.

Everything below the folder ``liar`` may lie: a sync is answered with yes and not done.
"""

from __future__ import annotations

import errno
import json
import random
import stat
import sys
import time
from pathlib import PurePosixPath
from typing import Any

import mfusepy
from platter import LIAR, File, Folder, Platter

COMMAND = "user.power"
NEVER = 1 << 40
BLOCK = 4096


class LossyDisk(mfusepy.Operations):  # type: ignore[misc]
    """The calls of the kernel, answered from a `Platter`."""

    use_ns = True

    def __init__(self) -> None:
        self._platter = Platter()
        self._handles: dict[int, File] = {}
        self._next = 1
        self._off = False
        self._left = NEVER
        self._lies = 0.0
        self._dice = random.Random(0)
        self._steps = self._cuts = self._lied = 0

    # the hand at the switch

    def setxattr(self, path: str, name: str, value: bytes, options: int, position: int = 0) -> int:
        """``arm`` with steps, seed and share of lies; ``cut`` now; ``on`` again."""
        if name != COMMAND:
            raise mfusepy.FuseOSError(errno.ENOTSUP)
        told = json.loads(value)
        if told["do"] == "arm":
            self._left, self._lies, self._dice = told["steps"], told["lies"], random.Random(told["seed"])
        elif told["do"] == "cut" and not self._off:
            self._cut()
        elif told["do"] == "on":
            self._off, self._left, self._lies = False, NEVER, 0.0
        return 0

    def getxattr(self, path: str, name: str, position: int = 0) -> bytes:
        """How things stand."""
        if name != COMMAND:
            raise mfusepy.FuseOSError(errno.ENODATA)
        told = {"off": self._off, "steps": self._steps, "cuts": self._cuts, "lied": self._lied}
        return json.dumps(told).encode()

    def _cut(self) -> None:
        self._off = True
        self._cuts += 1
        self._handles.clear()
        self._platter.lose_power(self._dice)

    def _step(self) -> None:
        """One call that changes the disk; at the armed one the power goes."""
        self._powered()
        self._steps += 1
        self._left -= 1
        if self._left <= 0:
            self._cut()
            raise mfusepy.FuseOSError(errno.EIO)

    def _powered(self) -> None:
        if self._off:
            raise mfusepy.FuseOSError(errno.EIO)

    # names

    def getattr(self, path: str, fh: int | None = None) -> dict[str, Any]:
        """Kind and size."""
        if path != "/":
            self._powered()
        node = self._handles[fh] if fh in self._handles else self._find(path)
        now = time.time_ns()
        times = {"st_atime": now, "st_mtime": now, "st_ctime": now}
        if isinstance(node, Folder):
            return {"st_mode": stat.S_IFDIR | 0o755, "st_nlink": 2, "st_size": 0, **times}
        size = len(node.seen)
        return {"st_mode": stat.S_IFREG | 0o600, "st_nlink": 1, "st_size": size, "st_blocks": -(-size // 512), **times}

    def readdir(self, path: str, fh: int) -> list[str]:
        """Names in a folder."""
        self._powered()
        return [".", "..", *self._folder(path).seen]

    def mkdir(self, path: str, mode: int) -> int:
        """A new folder."""
        self._step()
        folder, name = self._place(path)
        self._platter.put(folder, name, Folder())
        return 0

    def rmdir(self, path: str) -> int:
        """An empty folder goes."""
        self._step()
        if self._folder(path).seen:
            raise mfusepy.FuseOSError(errno.ENOTEMPTY)
        self._platter.take(*self._place(path))
        return 0

    def unlink(self, path: str) -> int:
        """A file goes."""
        self._step()
        self._find(path)
        self._platter.take(*self._place(path))
        return 0

    def rename(self, old: str, new: str) -> int:
        """A file or folder gets another name, in the place of what had it."""
        self._step()
        self._find(old)
        self._platter.rename(*self._place(old), *self._place(new))
        return 0

    def fsyncdir(self, path: str, datasync: int, fh: int) -> int:
        """The names last."""
        self._step()
        if not self._lies_now(path):
            self._platter.sync_folder(self._folder(path))
        return 0

    # bytes

    def create(self, path: str, mode: int, fi: Any = None) -> int:
        """A new file, opened."""
        self._step()
        folder, name = self._place(path)
        file = File()
        self._platter.put(folder, name, file)
        return self._open(file)

    def open(self, path: str, flags: int) -> int:
        """A handle."""
        self._powered()
        return self._open(self._find(path))

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        """Bytes as they were written."""
        return bytes(self._file(fh).seen[offset : offset + size])

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:
        """Bytes; those of the last moment may be torn."""
        file = self._file(fh)
        file.change(offset, bytes(data))
        self._step()
        return len(data)

    def truncate(self, path: str, length: int, fh: int | None = None) -> int:
        """A new length."""
        self._powered()
        file = self._handles[fh] if fh in self._handles else self._find(path)
        assert isinstance(file, File)
        file.change(length, None)
        self._step()
        return 0

    def fsync(self, path: str, datasync: int, fh: int) -> int:
        """The bytes last."""
        file = self._file(fh)
        self._step()
        if not self._lies_now(path):
            file.sync()
        return 0

    def flush(self, path: str, fh: int) -> int:
        """Nothing waits here."""
        return 0

    def release(self, path: str, fh: int) -> int:
        """The handle is no longer used."""
        self._handles.pop(fh, None)
        return 0

    def chmod(self, path: str, mode: int) -> int:
        """Rights are not kept."""
        return 0

    def utimens(self, path: str, times: Any = None) -> int:
        """Times are not kept."""
        return 0

    def statfs(self, path: str) -> dict[str, int]:
        """There is always room."""
        much = 1 << 20
        return {"f_bsize": BLOCK, "f_frsize": BLOCK, "f_blocks": much, "f_bfree": much, "f_bavail": much}

    def _open(self, node: File | Folder) -> int:
        assert isinstance(node, File)
        self._next += 1
        self._handles[self._next] = node
        return self._next

    def _file(self, handle: int) -> File:
        self._powered()
        if handle not in self._handles:
            raise mfusepy.FuseOSError(errno.EIO)  # opened before the power went
        return self._handles[handle]

    def _lies_now(self, path: str) -> bool:
        lies = path.startswith(f"/{LIAR}") and self._dice.random() < self._lies
        self._lied += lies
        return lies

    def _find(self, path: str) -> File | Folder:
        node: File | Folder = self._platter.root
        for name in PurePosixPath(path).parts[1:]:
            if not isinstance(node, Folder) or name not in node.seen:
                raise mfusepy.FuseOSError(errno.ENOENT)
            node = node.seen[name]
        return node

    def _folder(self, path: str) -> Folder:
        node = self._find(path)
        if not isinstance(node, Folder):
            raise mfusepy.FuseOSError(errno.ENOTDIR)
        return node

    def _place(self, path: str) -> tuple[Folder, str]:
        pure = PurePosixPath(path)
        return self._folder(str(pure.parent)), pure.name


if __name__ == "__main__":
    at_once: dict[str, Any] = {"attr_timeout": 0, "entry_timeout": 0, "negative_timeout": 0, "hard_remove": True}
    mfusepy.FUSE(LossyDisk(), sys.argv[1], foreground=True, nothreads=True, **at_once)
