"""A PostgreSQL of one's own: Debian's programs, a cluster in a folder, reached by a socket in that folder only.

In a test::

    with Cluster(folder) as cluster:
        url = cluster.new_database()

As a command it keeps a cluster in a folder and runs another command with the database's address in place
of ``{url}``; ``./dev county --postgres …`` is this::

    python tests/servers/postgres.py --keep /var/tmp/windowdesk-postgres windowdesk-county --database {url} serve

The cluster is ended with the command that started it; a second command meanwhile uses it as it runs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import psycopg

OWNER = "postgres"
"""PostgreSQL refuses to run as root; Debian's package brings this user."""
SETTINGS = {"max_connections": "200", "shared_buffers": "256MB", "max_wal_size": "2GB"}
DEFAULT_DATABASE = "county"


class NoPostgres(RuntimeError):
    """Debian's package ``postgresql`` is not here."""


def programs() -> Path:
    """The folder with ``initdb`` and ``pg_ctl`` of the newest version.

    Raises:
        NoPostgres: there is none.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    if not found:
        raise NoPostgres("PostgreSQL is not installed: apt-get install postgresql")
    return found[-1].parent


class Cluster:
    """A cluster in ``folder``, made there when it is new; running between ``start`` and ``stop``.

    Commits are durable unless ``durable`` is False: tests need not wait for a disk that nobody unplugs.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder
        self._data = folder / "data"
        self._durable = durable
        self._started = False

    def start(self) -> Cluster:
        """Start it; one that another process runs in the same folder is used as it is."""
        if not (self._data / "PG_VERSION").exists():
            self._make()
        if self._does("pg_ctl", "status", "-D", self._data, check=False) == 0:
            return self
        settings = {**SETTINGS, "listen_addresses": "", "unix_socket_directories": str(self.folder)}
        if not self._durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = self.folder / "log"
        self._does("pg_ctl", "start", "-w", "-t", "60", "-D", self._data, "-l", log, "-o", options)
        self._started = True
        return self

    def stop(self) -> None:
        """End it, when it was started here."""
        if self._started:
            self._started = False
            self._does("pg_ctl", "stop", "-w", "-m", "fast", "-D", self._data)

    def url(self, database: str = DEFAULT_DATABASE) -> str:
        """The address of a database for SQLAlchemy."""
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}"

    def new_database(self, name: str = "", *, like: str = "template1") -> str:
        """Make a database under a new name or the one given, empty or a copy of ``like``; gives its address.

        One that is there stays.
        """
        name = name or f"t{uuid.uuid4().hex[:12]}"
        with self._administrator() as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
                connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove the database of ``url`` and whoever still holds it."""
        name = url.split("@/")[1].split("?")[0]
        with self._administrator() as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _administrator(self) -> psycopg.Connection[Any]:
        return psycopg.connect(host=str(self.folder), user=OWNER, dbname="postgres", autocommit=True)

    def _make(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(self.folder, OWNER, OWNER)
        self._does("initdb", "-D", self._data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")

    def _does(self, program: str, *arguments: object, check: bool = True) -> int:
        owner: dict[str, Any] = {}
        if os.geteuid() == 0:
            owner = {"user": OWNER, "group": OWNER, "extra_groups": []}
        said = self.folder / "said"
        with said.open("wb") as stream:  # not a pipe: the server inherits it and would hold it open
            done = subprocess.run(
                [str(programs() / program), *map(str, arguments)],
                stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, cwd="/", check=False, **owner,
            )  # fmt: skip
        if check and done.returncode != 0:
            raise RuntimeError(f"{program} did not work: {said.read_text('utf-8', 'replace')}")
        return done.returncode

    def __enter__(self) -> Cluster:
        return self.start()

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.stop()


def temporary_folder() -> Path:
    """A new folder that the owner of the cluster can reach, with a name short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="windowdesk-pg-"))
    folder.chmod(0o755)
    return folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command with a cluster beside it; gives the command's exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, required=True, metavar="DIR", help="where the cluster lies")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    line = parser.parse_args(arguments)
    with Cluster(line.keep) as cluster:
        url = cluster.new_database(DEFAULT_DATABASE)
        try:
            return subprocess.run([one.replace("{url}", url) for one in line.command], check=False).returncode
        except KeyboardInterrupt:
            return 130


if __name__ == "__main__":
    sys.exit(main())
