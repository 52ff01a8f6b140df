"""文件交换: each batch is a folder that appears whole, answers are folders that are picked up when whole.

``out/<batch>/`` holds ``manifest.json``, one ``<table>.jsonl`` for each table (a row a line, the columns of the
exchange tables) and ``files/`` with the scans by digest. The other side answers in ``reply/<any name>/`` with a
manifest of the same form, and says that it has a batch by ``reply/<batch>.ack.json``. A scan that a batch had to leave
out is owed (``out/.owed/<digest>``, there before the batch is) and follows as ``out/late/<digest>`` once it is here.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from county.connectors.codes import CodeList
from county.connectors.exchange_tables import DOWN, EVENTS, exchange_tables
from county.connectors.front import Answer, Handed, NotReachable, Put, Seen, answer_of, code_rows, plain, texts_of
from county.connectors.papers import content_of
from county.connectors.settings import NotConnected, Settings
from county.files import Folder, sync_folder
from county.place import County

FORMAT = 1
MANIFEST = "manifest.json"
CODES_FILE = "codes.json"
TAKEN = "taken.json"
OWED = ".owed"
LATE = "late"


class FileDrop:
    """One pair of folders."""

    def __init__(self, settings: Settings, county: County) -> None:
        self._settings = settings
        self._county = county
        self._out, self._reply = Path(settings.out), Path(settings.reply)
        self._tables = exchange_tables(settings.scale)
        self._folders: dict[Path, set[tuple[str, str]]] = {}
        self.troubles: list[str] = []

    def close(self) -> None:
        """Nothing is held open."""

    def prepare(self, lists: Mapping[str, CodeList]) -> None:
        """Make the folders and write down what the codes mean.

        Raises:
            NotConnected: another scale is in use there.
            NotReachable: the folders cannot be made.
        """
        told = self._told_codes(lists)
        before = self._codes_there()
        if before is not None and before.get("scale") != self._settings.scale:
            raise NotConnected(f"文件夹里的满意度用的是另一个方向，不能改成 {self._settings.scale}。")
        try:
            for folder in (self._out, self._reply):
                folder.mkdir(parents=True, exist_ok=True)
            fresh = self._out / f".{CODES_FILE}"
            _write(fresh, _json_bytes(told))
            fresh.replace(self._out / CODES_FILE)
            sync_folder(self._out)
        except OSError as error:
            raise NotReachable(f"文件夹 {self._out} 写不了（{error.strerror}）。") from error

    def check(self, lists: Mapping[str, CodeList]) -> None:
        """Prove that the folders are those that were connected.

        Raises:
            NotReachable: they are away (a share that is not mounted).
            NotConnected: the codes there are other ones.
        """
        there = self._codes_there()
        if there is None or not self._reply.is_dir():
            raise NotReachable(f"文件夹 {self._out} 或 {self._reply} 现在不在。")
        if there != self._told_codes(lists):
            raise NotConnected("文件夹里的代码说明（codes.json）和现在的代码表不一样，请核对后重新执行 connect。")

    def _told_codes(self, lists: Mapping[str, CodeList]) -> dict[str, Any]:
        return {"scale": self._settings.scale, "codes": list(code_rows(lists, self._settings.scale))}

    def _codes_there(self) -> dict[str, Any] | None:
        file = self._out / CODES_FILE
        found: dict[str, Any] | None = json.loads(file.read_text("utf-8")) if file.is_file() else None
        return found

    def put(self, rows: Sequence[Handed]) -> Put:
        """See `Front.put`. The batch is made beside its place and moved there in one step."""
        if not rows:
            return Put([], [])
        batch = rows[0].batch
        final, fresh = self._out / batch, self._out / f".{batch}.part"
        if not final.exists() and not self._ack_file(batch).exists():
            try:
                shutil.rmtree(fresh, ignore_errors=True)
                self._make(fresh, batch, rows)
                fresh.replace(final)
                sync_folder(self._out)
            except OSError as error:
                raise NotReachable(f"文件夹 {self._out} 写不了（{error.strerror}）。") from error
        return Put([one.id for one in rows], [])

    def _make(self, folder: Path, batch: str, rows: Sequence[Handed]) -> None:
        (folder / "files").mkdir(parents=True)
        parts = []
        for name in sorted({row.table for row in rows}):
            table = self._tables[name]
            texts = (
                texts_of(table, r, self._settings.scale, self._settings.data_source) for r in rows if r.table == name
            )
            lines = [json.dumps(one, ensure_ascii=False, sort_keys=True) for one in texts]
            content = "".join(f"{line}\n" for line in lines).encode()
            _write(folder / f"{name}.jsonl", content)
            parts.append({"table": name, "file": f"{name}.jsonl", "rows": len(lines), "sha256": _sha256(content)})
        files = [self._copy(folder, digest) for digest in sorted(set(_named_files(rows)))]
        manifest = {
            "format": FORMAT,
            "batch": batch,
            "data_source": self._settings.data_source,
            "satisfaction": self._settings.scale,
            "parts": parts,
            "files": files,
        }
        _write(folder / MANIFEST, _json_bytes(manifest))
        sync_folder(folder / "files")
        sync_folder(folder)

    def _copy(self, folder: Path, digest: str) -> dict[str, Any]:
        try:
            content = content_of(self._county, digest)
        except OSError:
            self.troubles.append(f"材料文件 {digest} 不在平台上，这一批没有带上。")
            Folder(self._out).put(f"{OWED}/{digest}", io.BytesIO())
            return {"file": f"files/{digest}", "missing": True}
        _write(folder / "files" / digest, content)
        return {"file": f"files/{digest}", "size": len(content), "sha256": digest}

    def bring_late(self) -> int:
        """See `Front.bring_late`."""
        folder, brought = Folder(self._out), 0
        try:
            for owed in folder.names(OWED):
                digest = Path(owed).name
                try:
                    content = content_of(self._county, digest)
                except OSError:
                    continue  # still not here
                folder.put(f"{LATE}/{digest}", io.BytesIO(content))
                folder.remove([owed])
                brought += 1
        except OSError as error:
            raise NotReachable(f"文件夹 {self._out} 写不了（{error.strerror}）。") from error
        return brought

    def fetched(self, rows: Sequence[Handed]) -> list[int]:
        """See `Front.fetched`: by the digest of the manifest, so that nobody confirms what he has not read."""
        batches = {row.batch for row in rows}
        confirmed = {batch for batch in batches if self._confirmed(batch)}
        return [row.id for row in rows if row.batch in confirmed]

    def _confirmed(self, batch: str) -> bool:
        ack, manifest = self._ack_file(batch), self._out / batch / MANIFEST
        if not ack.is_file() or not manifest.is_file():
            return False
        try:
            told = json.loads(ack.read_text("utf-8"))["manifest_sha256"]
        except (ValueError, KeyError, TypeError):
            told = ""
        if told != _sha256(manifest.read_bytes()):
            self.troubles.append(f"确认文件 {ack.name} 和这一批的清单对不上。")
            return False
        return True

    def _ack_file(self, batch: str) -> Path:
        return self._reply / f"{batch}.ack.json"

    def answers(self, *, all_again: bool) -> list[Answer]:
        """See `Front.answers`. A folder that is not whole yet is named and left for the next time."""
        found: list[tuple[str, int, Answer]] = []
        for folder in sorted(one for one in self._reply.iterdir() if (one / MANIFEST).is_file()):
            taken = (folder / TAKEN).is_file()
            if folder.name.startswith(".") or (taken and not all_again):
                continue
            try:
                answers = list(self._read(folder, taken=taken))
            except (OSError, ValueError, KeyError, TypeError) as error:
                self.troubles.append(f"答复 {folder.name} 不完整或者读不了（{error}），等它完整。")
                continue
            self._folders[folder] = {(one.table, one.guid) for one in answers}
            found += [(one.cd_time, DOWN.index(one.table), one) for one in answers]
        return [answer for _, _, answer in sorted(found, key=lambda one: (one[0], one[1], one[2].guid))]

    def _read(self, folder: Path, *, taken: bool) -> Iterator[Answer]:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        for part in manifest["parts"]:
            name, content = str(part["table"]), (folder / Path(part["file"]).name).read_bytes()
            if name not in DOWN:
                raise ValueError(f"不认识表 {name}")
            lines = content.decode().splitlines()
            if _sha256(content) != part["sha256"] or len(lines) != part["rows"]:
                raise ValueError(f"{part['file']} 和清单对不上")
            for line in lines:
                empty = dict.fromkeys(column.name for column in self._tables[name].columns)
                yield answer_of(name, empty | json.loads(line), taken=taken)

    def look(self, day: str, rows: Sequence[Handed]) -> list[Seen]:
        """See `Front.look`. A batch whose files are not those of its manifest is named as a trouble."""
        mark = f"WD{day.replace('-', '')}"
        named = {row.batch for row in rows} | {one.name for one in self._out.glob(f"{mark}*")}
        found: list[Seen] = []
        for batch in sorted(named):
            folder = self._out / batch
            if not folder.is_dir():
                continue
            try:
                found += self._seen(folder)
            except (OSError, ValueError, KeyError, TypeError) as error:
                self.troubles.append(f"批次 {batch} 读不了（{error}）。")
        return found

    def _seen(self, folder: Path) -> list[Seen]:
        found = []
        for part in json.loads((folder / MANIFEST).read_text("utf-8"))["parts"]:
            content = (folder / Path(part["file"]).name).read_bytes()
            if _sha256(content) != part["sha256"]:
                self.troubles.append(f"批次 {folder.name} 的 {part['file']} 和清单对不上。")
            for line in content.decode().splitlines():
                values = json.loads(line)
                found.append(Seen(part["table"], str(values["row_guid"]), plain(self._tables[part["table"]], values)))
        return found

    def mark(self, answers: Iterable[Answer]) -> None:
        """See `Front.mark`: a folder is taken when every row of it is."""
        done = {(one.table, one.guid) for one in answers}
        for folder, rows in self._folders.items():
            if rows <= done:
                _write(folder / TAKEN, _json_bytes({"taken_at": self._county.moment()}))
                sync_folder(folder)


def _named_files(rows: Sequence[Handed]) -> Iterator[str]:
    for row in rows:
        if row.table == EVENTS:
            yield from _digests(json.loads(row.content["content"]))


def _digests(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if {"digest", "media_type", "size"} <= set(node):
            yield node["digest"]
        for part in node.values():
            yield from _digests(part)
    elif isinstance(node, list):
        for part in node:
            yield from _digests(part)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _json_bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
