"""Data version 0001: the first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ZEROS = "0" * 64


def text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=sa.text(f"'{default}'"))


def given(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def number(name: str, default: int = 0) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text(str(default)))


def key(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), primary_key=True, nullable=False)


def name_key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True, nullable=False)


def upgrade() -> None:
    confirmed_tables()
    exchange_tables()
    reference_tables()
    indexes()
    op.execute(
        "CREATE VIRTUAL TABLE case_words USING fts5("
        "name, item, initials, numbers, content='', contentless_delete=1, tokenize='ascii')"
    )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit"
            " BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
        )
    op.execute("INSERT INTO heads (id) VALUES (1)")
    op.execute("PRAGMA application_id = 1464095563")


def downgrade() -> None:
    op.execute("DROP TABLE case_words")
    for table in [
        "state",
        "packages",
        "items",
        "blobs",
        "heads",
        "audit",
        "serials",
        "prints",
        "drafts",
        "feed",
        "retries",
        "outbox",
        "cases",
    ]:
        op.drop_table(table)


def confirmed_tables() -> None:
    op.create_table(
        "cases",
        key("row"),
        given("id"),
        number("unit"),
        given("provisional"),
        *(text(name) for name in ("official", "person", "name", "id_number", "mobile", "item_code", "item_name")),
        *(text(name) for name in ("state", "received")),
        text("due", "9999-12-31"),
        number("indexed"),
        given("body"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("provisional"),
    )
    op.create_table(
        "outbox",
        key("seq"),
        number("unit"),
        given("id"),
        text("type"),
        text("case_id"),
        number("case_seq"),
        sa.Column("text", sa.Text()),
        text("digest"),
        text("blobs", "[]"),
        text("written"),
        text("verdict"),
        text("answer", "{}"),
        number("done"),
    )
    drafts = (text(name) for name in ("started", "kept", "case_id", "number"))
    op.create_table("drafts", name_key("id"), number("unit"), *drafts, sa.Column("body", sa.Text()))
    op.create_table("prints", name_key("id"), number("unit"), text("case_id"), text("at"), text("state"), given("body"))
    op.create_table("serials", name_key("day"), number("unit"), number("last"))
    sealed = (text(name) for name in ("at", "actor", "action", "object"))
    op.create_table("audit", key("seq"), number("unit"), *sealed, text("detail", "{}"), text("prev"), text("digest"))


def exchange_tables() -> None:
    op.create_table(
        "heads",
        key("id"),
        number("unit"),
        number("copy_offset"),
        number("outbox_seq"),
        text("outbox_digest", ZEROS),
        number("audit_seq"),
        text("audit_digest", ZEROS),
    )
    op.create_table("retries", name_key("key"), number("attempts"), text("next_at"), text("code"), text("facts", "{}"))
    op.create_table(
        "feed",
        key("seq"),
        text("case_id"),
        text("type"),
        given("body"),
        given("raw"),
        text("arrived"),
        number("folded", 1),
        number("open"),
    )
    op.create_table(
        "blobs",
        name_key("digest"),
        text("media_type"),
        number("size"),
        text("state", "local"),
        text("upload"),
        number("sent"),
        text("added"),
        sa.Column("wanted", sa.Integer()),
    )


def reference_tables() -> None:
    op.create_table(
        "items",
        name_key("code"),
        key("version"),
        number("current"),
        text("effective"),
        text("name"),
        text("theme"),
        text("grouping"),
        number("state", 1),
        text("initials"),
        given("body"),
    )
    op.create_table("packages", name_key("code"), key("version"), number("current"), given("body"))
    op.create_table("state", name_key("name"), given("value"))


def indexes() -> None:
    for name, table, columns, condition in (
        ("cases_official", "cases", ["official"], "official <> ''"),
        ("cases_person", "cases", ["person"], None),
        ("cases_state_received", "cases", ["state", "received"], None),
        ("cases_state_due", "cases", ["state", "due"], None),
        ("cases_unindexed", "cases", ["row"], "indexed = 0"),
        ("outbox_open", "outbox", ["seq", "case_id", "verdict"], "verdict IN ('', 'held')"),
        ("outbox_rejected", "outbox", ["seq", "case_id", "done"], "verdict = 'rejected'"),
        ("feed_case", "feed", ["case_id", "seq"], None),
        ("feed_open", "feed", ["seq"], "open = 1"),
        ("prints_case", "prints", ["case_id"], None),
        ("prints_open", "prints", ["at"], "state IN ('begun', 'doubtful')"),
        ("blobs_wanted", "blobs", ["wanted"], "state = 'local' AND wanted IS NOT NULL"),
    ):
        op.create_index(name, table, columns, sqlite_where=sa.text(condition) if condition else None)
    op.create_index("outbox_case", "outbox", ["case_id", "case_seq"], unique=True)
