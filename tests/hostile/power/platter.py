"""Files and folders as programs see them, and as they stand on the platter when the power goes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

SECTOR = 512
LIAR, HONEST = "liar", "honest"
"""Two folders of the root, as if they were two disks; syncs in the first may be lies."""


@dataclass(eq=False)
class File:
    """Bytes as written, bytes as synced, and the writes between."""

    seen: bytearray = field(default_factory=bytearray)
    kept: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Offset and bytes, or the new length and None."""

    def change(self, offset: int, content: bytes | None) -> None:
        """Write, or cut to a length."""
        self.pending.append((offset, content))
        _change(self.seen, offset, content)

    def sync(self) -> None:
        """Everything so far is on the platter."""
        for offset, content in self.pending:
            _change(self.kept, offset, content)
        self.pending.clear()

    def lose(self, way: str, dice: random.Random) -> None:
        """The power is gone: what was not synced is dropped, kept up to somewhere, or kept in torn pieces."""
        pending = self.pending
        if way == "dropped":
            pending = []
        elif way == "prefix":
            pending = pending[: dice.randint(0, len(pending))]
        for offset, content in pending:
            if way != "torn" or content is None:
                if way != "torn" or dice.random() < 0.5:
                    _change(self.kept, offset, content)
                continue
            for start in range(0, len(content), SECTOR):
                if dice.random() < 0.5:
                    _change(self.kept, offset + start, content[start : start + SECTOR])
        self.pending, self.seen = [], bytearray(self.kept)


def _change(content: bytearray, offset: int, piece: bytes | None) -> None:
    if piece is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(piece)] = piece


@dataclass(eq=False)
class Folder:
    """Names as programs see them, and as they stand on the platter."""

    seen: dict[str, File | Folder] = field(default_factory=dict)
    kept: dict[str, File | Folder] = field(default_factory=dict)


@dataclass(frozen=True)
class Move:
    """A change of names that no folder's sync has made last."""

    folders: tuple[Folder, ...]
    names: frozenset[tuple[int, str]]
    make_last: Callable[[], None]


class Platter:
    """One tree of folders. A sync of a file says nothing about its name: that is the folder's."""

    def __init__(self) -> None:
        self.root = Folder()
        self._moves: list[Move] = []

    def put(self, folder: Folder, name: str, node: File | Folder) -> None:
        """A new name."""
        folder.seen[name] = node
        self._note((folder,), {(id(folder), name)}, lambda: folder.kept.__setitem__(name, node))

    def take(self, folder: Folder, name: str) -> None:
        """A name is gone."""
        del folder.seen[name]
        self._note((folder,), {(id(folder), name)}, lambda: folder.kept.pop(name, None) and None)

    def rename(self, source: Folder, old: str, target: Folder, new: str) -> None:
        """A name becomes another one, in one piece."""
        node = source.seen.pop(old)
        target.seen[new] = node

        def make_last() -> None:
            source.kept.pop(old, None)
            target.kept[new] = node

        self._note((source, target), {(id(source), old), (id(target), new)}, make_last)

    def sync_folder(self, folder: Folder) -> None:
        """The names in this folder are on the platter, with the earlier changes they came from."""
        names: set[tuple[int, str]] = set()
        for move in reversed(self._moves):
            if folder in move.folders or names & move.names:
                names |= move.names
        for move in [one for one in self._moves if folder in one.folders or names & one.names]:
            move.make_last()
            self._moves.remove(move)

    def lose_power(self, dice: random.Random) -> None:
        """Everything that was not synced is dropped, or a part of it, or torn."""
        way = dice.choice(["dropped", "prefix", "torn"])
        survive = dice.randint(0, len(self._moves)) if dice.random() < 0.5 else 0
        for move in self._moves[:survive]:
            move.make_last()
        self._moves.clear()
        for node in list(_everything(self.root)):
            if isinstance(node, File):
                node.lose(way, dice)
            else:
                node.seen = dict(node.kept)

    def _note(self, folders: tuple[Folder, ...], names: set[tuple[int, str]], make_last: Callable[[], None]) -> None:
        self._moves.append(Move(folders, frozenset(names), make_last))


def _everything(folder: Folder) -> Iterator[File | Folder]:
    """What is on the platter, below and with ``folder``."""
    yield folder
    for node in list(folder.kept.values()):
        if isinstance(node, Folder):
            yield from _everything(node)
        else:
            yield node
