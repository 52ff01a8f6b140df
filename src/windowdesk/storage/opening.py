"""What happens before the first unit: whose file is it, is it whole, which version is it."""

from __future__ import annotations

import logging
import os
from contextlib import closing
from pathlib import Path

from windowdesk import errors
from windowdesk.storage import restore, schema
from windowdesk.storage.engine import DamageFound, explained, go_durable, make_engine, salt_of
from windowdesk.storage.restore import Restored
from windowdesk.storage.second_copy import SecondCopy
from windowdesk.storage.vault import Vault
from windowdesk.storage.work import Surroundings

log = logging.getLogger(__name__)

INLINE_CHECK_BYTES = 64 * 1024 * 1024
"""A larger file that was closed well is not read through at the start, but in a quiet hour."""
_PLAIN_SQLITE = b"SQLite format 3\0"


def prepare(
    file: Path, vault: Vault, copy: SecondCopy, surroundings: Surroundings, *, closed_well: bool
) -> Restored | None:
    """Leave a whole database of the newest version at ``file``.

    Returns:
        What was restored, or None when nothing had to be.

    Raises:
        StoreTrouble: FOREIGN_FILE, STORE_NEWER, STORE_BEYOND_REPAIR, DISK_FULL.
    """
    restore.adopt_finished(file)
    if not file.exists() or not file.stat().st_size:
        if copy.exists():
            _refuse_foreign_copy(copy)
            return _rebuild(file, vault, copy, surroundings)
        _bring_up(file, vault, check=False, structure=False)
        return None
    _refuse_foreign(file, vault, copy)
    check = not closed_well or file.stat().st_size <= INLINE_CHECK_BYTES
    try:
        with explained():
            _bring_up(file, vault, check=check, structure=check)
    except DamageFound as damage:
        log.warning("the database is damaged: %s", damage)
        return _rebuild(file, vault, copy, surroundings)
    _mend_mark(file, vault)
    return None


def _mend_mark(file: Path, vault: Vault) -> None:
    """Our mark at the head of a file that opened well.

    The database is read without it; left damaged, the file would be a foreign one as soon as the second copy were lost.
    """
    with file.open("r+b") as stream:
        if stream.read(16) == salt_of(vault):
            return
        log.warning("the mark at the head of the database was damaged: written anew")
        stream.seek(0)
        stream.write(salt_of(vault))
        stream.flush()
        os.fsync(stream.fileno())


def _rebuild(file: Path, vault: Vault, copy: SecondCopy, surroundings: Surroundings) -> Restored:
    try:
        copy.open()
    except OSError as trouble:
        raise errors.StoreTrouble(errors.STORE_BEYOND_REPAIR) from trouble
    try:
        with explained(writing=True):
            return restore.rebuild(file, vault, copy, surroundings)
    except DamageFound as trouble:
        raise errors.StoreTrouble(errors.STORE_BEYOND_REPAIR) from trouble
    finally:
        copy.close()


def _refuse_foreign(file: Path, vault: Vault, copy: SecondCopy) -> None:
    """A file without our mark is foreign, unless the second copy says there should be one of ours."""
    with file.open("rb") as stream:
        head = stream.read(16)
    if head == salt_of(vault):
        return
    if head == _PLAIN_SQLITE or not copy.exists():
        raise errors.StoreTrouble(errors.FOREIGN_FILE, file=file.name)
    if not copy.survey().last_unit:
        raise errors.StoreTrouble(errors.KEY_WRONG)


def _refuse_foreign_copy(copy: SecondCopy) -> None:
    """Without a database, a copy none of whose frames we can open belongs to another station."""
    if not copy.survey().last_unit:
        raise errors.StoreTrouble(errors.FOREIGN_FILE, file=copy.file.name)


def _bring_up(file: Path, vault: Vault, *, check: bool, structure: bool) -> None:
    engine = make_engine(file, vault)
    try:
        with closing(engine.connect()) as connection:
            go_durable(connection)
            if check:
                restore.thorough_check(connection, structure=structure)
            with connection.begin():
                found = schema.version_of(connection)
                if found:
                    schema.bring_up(connection, found)
                else:
                    schema.create(connection)
    finally:
        engine.dispose()
