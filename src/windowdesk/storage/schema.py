"""Which data version a file has; making a fresh one; bringing an older one up."""

from __future__ import annotations

from sqlalchemy import Connection

from windowdesk import errors
from windowdesk.storage import tables
from windowdesk.storage.engine import run

VERSION = "0004"
"""Data version this program writes: name of the newest migration."""


def version_of(connection: Connection) -> str:
    """The data version of an opened file; empty for a file without any content.

    Raises:
        StoreTrouble: FOREIGN_FILE.
        DamageFound, DatabaseError: it cannot be read.
    """
    objects = run(connection, "SELECT count(*) FROM sqlite_master").scalar_one()
    if not objects:
        return ""
    ours = run(connection, "PRAGMA application_id").scalar_one() == tables.APPLICATION_ID
    if not ours:
        raise errors.StoreTrouble(errors.FOREIGN_FILE, file="desk.db")
    return str(run(connection, "SELECT version_num FROM alembic_version").scalar_one())


def create(connection: Connection) -> None:
    """Make the newest schema in an empty file, in the transaction of the caller."""
    tables.metadata.create_all(connection)
    for statement in tables.BEYOND_TABLES:
        run(connection, statement)
    run(connection, "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    run(connection, "INSERT INTO alembic_version VALUES (?)", (VERSION,))
    run(connection, f"PRAGMA application_id = {tables.APPLICATION_ID}")


def bring_up(connection: Connection, found: str) -> None:
    """Bring an older file to `VERSION`, all steps or none.

    Raises:
        StoreTrouble: STORE_NEWER, with both numbers; the file is untouched.
    """
    if found == VERSION:
        return
    if not found.isdigit() or int(found) > int(VERSION):
        raise errors.StoreTrouble(errors.STORE_NEWER, found=found, known=VERSION)
    from windowdesk.storage import migrations

    migrations.upgrade(connection, found)
