from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from windowdesk.storage import engine, migrations, schema, tables


@pytest.fixture
def connection(tmp_path, vault):
    made = engine.make_engine(tmp_path / "x.db", vault)
    with closing(made.connect()) as opened:
        yield opened
    made.dispose()


def objects(connection):
    """Everything in the schema but what SQLite and full-text search make for themselves."""
    found = engine.run(connection, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").all()
    return {
        (kind, name, table): " ".join((sql or "").replace('"', "").split())
        for kind, name, table, sql in found
        if not table.startswith(("sqlite_", "case_words_"))
    }


def columns(connection):
    return {
        name: sorted(tuple(row[1:]) for row in engine.run(connection, f"PRAGMA table_info({name})").all())
        for name in tables.metadata.tables
    }


def test_all_steps_from_nothing_make_the_schema_of_a_fresh_store(connection, tmp_path, vault):
    with connection.begin():
        migrations.upgrade(connection, "")
        migrated, migrated_columns = objects(connection), columns(connection)
        found = schema.version_of(connection)
        migrated_ends = engine.run(connection, "SELECT * FROM heads").all()
    fresh = engine.make_engine(tmp_path / "fresh.db", vault)
    with closing(fresh.connect()) as other, other.begin():
        schema.create(other)
        assert set(migrated) == set(objects(other))
        assert migrated_columns == columns(other)
        indexes = {key: sql for key, sql in objects(other).items() if key[0] in ("index", "trigger")}
        assert {key: migrated[key] for key in indexes} == indexes
        ends = engine.run(other, "SELECT * FROM heads").all()
    assert ends == migrated_ends
    fresh.dispose()
    assert found == schema.VERSION == migrations.STEPS[-1].revision


def test_alembic_sees_no_difference_between_the_steps_and_the_tables(connection):
    with connection.begin():
        migrations.upgrade(connection, "")
        ours = {"include_name": lambda name, kind, _: kind != "table" or name in tables.metadata.tables}
        assert compare_metadata(MigrationContext.configure(connection, opts=ours), tables.metadata) == []


def test_all_steps_back_leave_nothing(connection):
    with connection.begin():
        migrations.upgrade(connection, "")
        migrations.downgrade(connection, schema.VERSION, "")
        assert set(objects(connection)) <= {
            ("table", "alembic_version", "alembic_version"),
            ("index", "sqlite_autoindex_alembic_version_1", "alembic_version"),
        }


def test_a_step_that_fails_leaves_the_file_as_it_was(connection, monkeypatch):
    with connection.begin():
        schema.create(connection)
    before = objects(connection)
    connection.rollback()

    class Broken:
        revision = "9999"
        down_revision = schema.VERSION

        @staticmethod
        def upgrade():
            from alembic import op

            op.execute("CREATE TABLE halfway (x)")
            raise RuntimeError("power")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, Broken))
    with pytest.raises(RuntimeError, match="power"), connection.begin():
        migrations.upgrade(connection, schema.VERSION)
    with connection.begin():
        assert objects(connection) == before
        assert schema.version_of(connection) == schema.VERSION


def test_alembic_is_not_imported_while_the_file_is_up_to_date(home):
    import subprocess
    import sys

    code = (
        "import sys; from datetime import *; from pathlib import Path\n"
        "from windowdesk.clock import SystemClock; from windowdesk.storage.store import Store\n"
        "from windowdesk.storage.vault import Vault\n"
        "Store.open(Path(sys.argv[1]), Vault(b'k' * 32, None), clock=SystemClock()).close()\n"
        "print(*(name for name in ('alembic', 'sqlalchemy.orm', 'keyring') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(home)], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""
