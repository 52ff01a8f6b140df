"""Steps from one data version to the next, written with Alembic, proved both ways by tests.

Imported only when a file is behind: Alembic costs more to import than the database to open.
Every step runs in one transaction; one that fails leaves the file as it was.
"""

from __future__ import annotations

from types import ModuleType

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from windowdesk.storage.migrations.versions import v0001_first, v0002_lanes, v0003_asides, v0004_supplements

STEPS: tuple[ModuleType, ...] = (v0001_first, v0002_lanes, v0003_asides, v0004_supplements)
"""All steps, oldest first."""


def upgrade(connection: Connection, found: str) -> None:
    """Run every step newer than ``found`` (empty: all of them)."""
    with Operations.context(MigrationContext.configure(connection)):
        for step in STEPS:
            if step.revision > found:
                step.upgrade()
                _note(connection, step.revision)


def downgrade(connection: Connection, found: str, wanted: str) -> None:
    """Undo the steps between ``wanted`` (kept; empty: none) and ``found``."""
    with Operations.context(MigrationContext.configure(connection)):
        for step in reversed(STEPS):
            if wanted < step.revision <= found:
                step.downgrade()
                _note(connection, step.down_revision or "")


def _note(connection: Connection, revision: str) -> None:
    connection.execute(
        text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    )
    connection.execute(text("DELETE FROM alembic_version"))
    if revision:
        connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision})
