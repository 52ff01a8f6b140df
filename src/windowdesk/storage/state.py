"""Small named values of the store: marks, cursors, packs, answers of the doctor."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from windowdesk.storage import codec, tables
from windowdesk.storage.engine import Prepared
from windowdesk.storage.work import Work

_S = tables.state.c


def _set_statement() -> Prepared:
    fresh = insert(tables.state).values({"name": bindparam("name"), "value": bindparam("value")})
    return Prepared(fresh.on_conflict_do_update(index_elements=["name"], set_={"value": fresh.excluded["value"]}))


_SET = _set_statement()
_GET = Prepared(select(_S.value).where(_S.name == bindparam("which")))
_DROP = Prepared(delete(tables.state).where(_S.name == bindparam("which")))


class State:
    """Named JSON values. Not part of the second copy: only what can be had again belongs here."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, name: str, default: Any = None) -> Any:
        """The value, or ``default``."""
        found = self._work.run(_GET, which=name).scalar()
        return default if found is None else json.loads(found)

    def set(self, name: str, value: Any) -> None:
        """Store a JSON value or a domain value."""
        self._work.run(_SET, name=name, value=codec.dumps(value))

    def drop(self, name: str) -> None:
        """Forget the value."""
        self._work.run(_DROP, which=name)
