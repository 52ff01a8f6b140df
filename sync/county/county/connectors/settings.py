"""The connectors of a county: where each one goes, and what must be chosen because nobody may guess it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update

from county.connectors.codes import CodeList, load_lists
from county.connectors.tables import OWN, connectors, handed_answers, handed_facts, handed_rows, handed_waiting
from county.database import reading, writing
from county.place import County
from county.tables import metadata

FRONT_DATABASE = "front-database"
FILE_DROP = "file-drop"


class NotConnected(Exception):
    """A connector is missing, or its settings are not fit (Chinese, for the office)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One connector. A password belongs into PostgreSQL's own password file, not into ``url``."""

    name: str
    kind: str
    data_source: str
    """Three digits that mark the rows of this platform."""
    scale: str
    """Direction of the numbers for 满意度 over there: ``1-best`` or ``5-best``."""
    url: str = ""
    """Of the front database."""
    out: str = ""
    """Folder that files are dropped into."""
    reply: str = ""
    """Folder that answers are picked up from."""
    codes: str = ""
    """Folder with code lists of the county's own; empty: the shipped ones."""

    def lists(self) -> Mapping[str, CodeList]:
        """The code lists of this connector.

        Raises:
            BadCodeList: a list of the county's own is not fit.
        """
        return load_lists(Path(self.codes) if self.codes else None)


def ready(county: County) -> None:
    """Make the tables of the hand-over where they are missing."""
    with writing(county.engine) as connection:
        metadata.create_all(connection, tables=OWN)


def keep(county: County, settings: Settings) -> None:
    """Add a connector, or change where it goes; what was handed over stays known."""
    ready(county)
    told = json.dumps(asdict(settings), ensure_ascii=False, sort_keys=True)
    with writing(county.engine) as connection:
        known = connection.execute(select(connectors.c.kind).where(connectors.c.name == settings.name)).scalar()
        if known is None:
            connection.execute(insert(connectors).values(name=settings.name, kind=settings.kind, settings=told))
        elif known != settings.kind:
            raise NotConnected(f"接口 {settings.name} 已经用于另一种方式，请换个名字。")
        else:
            connection.execute(update(connectors).where(connectors.c.name == settings.name).values(settings=told))


def forget(county: County, name: str) -> None:
    """Remove a connector and what was remembered of it; what stands over there stays."""
    chosen(county, name)
    with writing(county.engine) as connection:
        connection.execute(delete(connectors).where(connectors.c.name == name))
        for table in (handed_facts, handed_rows, handed_waiting, handed_answers):
            connection.execute(delete(table).where(table.c.connector == name))


def chosen(county: County, name: str = "") -> list[Settings]:
    """The connector of that name, or all.

    Raises:
        NotConnected: there is none.
    """
    ready(county)
    with reading(county.engine) as connection:
        rows = connection.execute(select(connectors.c.name, connectors.c.settings).order_by(connectors.c.name)).all()
    found = [Settings(**json.loads(row.settings)) for row in rows if name in ("", row.name)]
    if not found:
        missing = f"没有接口 {name}。" if name else "还没有接口。"
        raise NotConnected(missing + "请先用 connect 命令建立。")
    return found


def lock(connection: Connection, name: str) -> None:
    """One process at a time plans or answers for a connector; the others wait until the transaction ends."""
    connection.execute(select(connectors.c.name).where(connectors.c.name == name).with_for_update())
