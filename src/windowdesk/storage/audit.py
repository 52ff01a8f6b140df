"""The audit log (审计日志): append-only, each row sealed into the next with SM3 (rule G09)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from windowdesk.storage import codec, tables
from windowdesk.storage.engine import Prepared
from windowdesk.storage.work import Work

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditRow:
    """Who did what to which object, when."""

    seq: int
    at: datetime
    actor: str
    action: str
    object: str
    detail: Mapping[str, Any]
    digest: str


@dataclass(frozen=True, slots=True)
class AuditProof:
    """What checking the whole chain found; no faults: nothing was altered, added or taken out."""

    rows: int
    faults: tuple[str, ...]


_COLUMNS = ("seq", "unit", "at", "actor", "action", "object", "detail", "prev", "digest")
_ADD = Prepared(insert(tables.audit).values({name: bindparam(name) for name in _COLUMNS}))
_ALL = Prepared(select(tables.audit).order_by(tables.audit.c.seq))
_LATEST = Prepared(select(tables.audit).order_by(tables.audit.c.seq.desc()).limit(bindparam("limit")))


class Audit:
    """The audit log in one unit or reading."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def write(self, action: str, object_: str = "", detail: Mapping[str, Any] | None = None) -> None:
        """Add a row in the name of the unit's actor; part of the confirmed rows of the unit."""
        heads = self._work.heads
        values: dict[str, Any] = {
            "seq": heads.audit_seq + 1,
            "at": self._work.now(),
            "actor": self._work.actor,
            "action": action,
            "object": object_,
            "detail": codec.dumps(dict(detail or {})),
            "prev": heads.audit_digest,
        }
        values["digest"] = _digest(values)
        values["unit"] = self._work.unit
        self._work.value(_ADD, **values)
        heads.audit_seq, heads.audit_digest = values["seq"], values["digest"]
        self._work.confirm("audit", values)

    def latest(self, limit: int = 200) -> list[AuditRow]:
        """The newest rows, newest first."""
        return [_row(row) for row in self._work.run(_LATEST, limit=limit).mappings()]

    def verify(self) -> AuditProof:
        """Walk the whole chain, from its first row to the head kept beside it."""
        faults: list[str] = []
        prev, expected, count = GENESIS, 1, 0
        for row in self._work.run(_ALL).mappings():
            count += 1
            if row["seq"] != expected:
                faults.append(f"rows {expected} to {row['seq'] - 1} are missing")
            elif row["prev"] != prev:
                faults.append(f"row {row['seq']} does not follow from the one before")
            if _digest(row) != row["digest"]:
                faults.append(f"row {row['seq']} was altered")
            prev, expected = row["digest"], row["seq"] + 1
        heads = self._work.heads
        if (heads.audit_seq, heads.audit_digest) != (expected - 1, prev):
            faults.append(f"rows {expected} to {heads.audit_seq} are missing or the last one was replaced")
        return AuditProof(count, tuple(faults))


def sm3(content: bytes) -> str:
    """SM3 (GB/T 32905) in hex, from the system's OpenSSL or the bundled one."""
    if "sm3" in hashlib.algorithms_available:
        return hashlib.new("sm3", content).hexdigest()
    from cryptography.hazmat.primitives import hashes

    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()


def _digest(row: Mapping[str, Any] | RowMapping) -> str:
    sealed = [row[name] for name in ("seq", "at", "actor", "action", "object", "detail", "prev")]
    return sm3(json.dumps(sealed, ensure_ascii=True, separators=(",", ":")).encode())


def _row(row: RowMapping) -> AuditRow:
    return AuditRow(
        row["seq"],
        datetime.fromisoformat(row["at"]),
        row["actor"],
        row["action"],
        row["object"],
        json.loads(row["detail"]),
        row["digest"],
    )
