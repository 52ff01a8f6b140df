"""Where a county keeps its database and files: said to ``init`` or ``serve``, known to every command after that.

An office command that forgets ``--database`` would open an empty database of its own and give out numbers twice.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import make_url

from county.files import sync_folder

FILE = "whereabouts.json"
_HIDDEN = "***"


class DatabaseNotSaid(Exception):
    """The database of this county has a password, which is not kept here (Chinese, for the office)."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """``database``: an SQLAlchemy URL; ``files``: the address of an object store; empty: in the data folder."""

    database: str = ""
    files: str = ""


def settled(data: Path, said: Whereabouts, *, keep: bool) -> Whereabouts:
    """What holds for this command; what was not said holds as before. ``keep``: and is remembered.

    Raises:
        DatabaseNotSaid: the database must be named again.
    """
    before = _kept(data / FILE)
    found = Whereabouts(said.database or before.database, said.files or before.files)
    if _HIDDEN in found.database:
        raise DatabaseNotSaid(
            f"这个平台的数据在数据库 {found.database} 里。密码没有记下来，请用 --database 或环境变量 "
            "WINDOWDESK_COUNTY_DATABASE 写出完整地址。"
        )
    told = Whereabouts(_without_password(found.database), found.files)
    if keep and told != before:
        _keep(data / FILE, told)
    return found


def _kept(file: Path) -> Whereabouts:
    return Whereabouts(**json.loads(file.read_text("utf-8"))) if file.is_file() else Whereabouts()


def _keep(file: Path, told: Whereabouts) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}")
    fresh.write_text(json.dumps(asdict(told), ensure_ascii=False) + "\n", "utf-8")
    fresh.replace(file)
    sync_folder(file.parent)


def _without_password(url: str) -> str:
    return make_url(url).render_as_string(hide_password=True) if url else ""
