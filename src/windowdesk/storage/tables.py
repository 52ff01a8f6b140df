"""The tables of the local store.

Values of the domain stand as JSON in ``body`` columns; beside them only what is looked up by.
Tables named in `CONFIRMED` hold what a villager's receipt rests on: each of their rows carries
the number of the unit of work that wrote it last and goes into the second copy.
"""

from __future__ import annotations

from sqlalchemy import Column, ColumnClause, Index, Integer, MetaData, Table, Text, literal_column, text

APPLICATION_ID = 0x5744534B
"""``WDSK`` in the header of the database file: this file is ours."""

metadata = MetaData()

HAS_OFFICIAL: ColumnClause[bool] = literal_column("official <> ''")
UNINDEXED: ColumnClause[bool] = literal_column("indexed = 0")
UNSETTLED: ColumnClause[bool] = literal_column("verdict IN ('', 'held')")
REJECTED: ColumnClause[bool] = literal_column("verdict = 'rejected'")
IN_INBOX: ColumnClause[bool] = literal_column("open = 1")
UNANSWERED: ColumnClause[bool] = literal_column("state IN ('begun', 'doubtful')")
TO_SEND: ColumnClause[bool] = literal_column("state = 'local' AND wanted IS NOT NULL")
HAS_ORIGINAL: ColumnClause[bool] = literal_column("original <> ''")
"""Conditions of partial indexes: SQLite uses such an index only for a query that says the very
same, with the values in its text."""


def _text(name: str, default: str = "", *, unique: bool = False) -> Column[str]:
    return Column(name, Text, nullable=False, server_default=text(f"'{default}'"), unique=unique)


def _number(name: str, default: int = 0) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text(str(default)))


cases = Table(
    "cases",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _number("unit"),
    Column("provisional", Text, nullable=False, unique=True),
    _text("official"),
    _text("person"),
    _text("name"),
    _text("id_number"),
    _text("mobile"),
    _text("item_code"),
    _text("item_name"),
    _text("state"),
    _text("received"),
    _text("due", "9999-12-31"),
    _number("indexed"),
    Column("body", Text, nullable=False),
)
Index("cases_official", cases.c.official, sqlite_where=HAS_OFFICIAL)
Index("cases_person", cases.c.person)
Index("cases_state_received", cases.c.state, cases.c.received)
Index("cases_state_due", cases.c.state, cases.c.due)
Index("cases_unindexed", cases.c.row, sqlite_where=UNINDEXED)

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Integer, primary_key=True),
    _number("unit"),
    Column("id", Text, nullable=False),
    _text("type"),
    _text("case_id"),
    _number("case_seq"),
    Column("text", Text),
    _text("digest"),
    _text("blobs", "[]"),
    _text("written"),
    _text("verdict"),
    _text("answer", "{}"),
    _number("done"),
    _text("aside"),
)
Index("outbox_case", outbox.c.case_id, outbox.c.case_seq, unique=True)
Index("outbox_open", outbox.c.seq, outbox.c.case_id, outbox.c.verdict, sqlite_where=UNSETTLED)
Index("outbox_rejected", outbox.c.seq, outbox.c.case_id, outbox.c.done, sqlite_where=REJECTED)

retries = Table(
    "retries",
    metadata,
    Column("key", Text, primary_key=True, nullable=False),
    _number("attempts"),
    _text("next_at"),
    _text("code"),
    _text("facts", "{}"),
    _text("since"),
)

exchanges = Table(
    "exchanges",
    metadata,
    Column("row", Integer, primary_key=True),
    _text("way"),
    _text("began"),
    _text("ended"),
    _text("outcome"),
    _text("code"),
    _text("facts", "{}"),
    *(_number(name) for name in ("times", "events", "accepted", "held", "rejected", "files", "news")),
    _text("packs", "[]"),
    _number("up"),
    _number("down"),
    _number("received_to"),
    _text("proof"),
)

traffic = Table(
    "traffic",
    metadata,
    Column("day", Text, primary_key=True, nullable=False),
    *(_number(name) for name in ("up", "down", "night_up", "night_down")),
)

feed = Table(
    "feed",
    metadata,
    Column("seq", Integer, primary_key=True),
    _text("case_id"),
    _text("type"),
    Column("body", Text, nullable=False),
    Column("raw", Text, nullable=False),
    _text("arrived"),
    _number("folded", 1),
    _number("open", 0),
)
Index("feed_case", feed.c.case_id, feed.c.seq)
Index("feed_open", feed.c.seq, sqlite_where=IN_INBOX)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    _number("unit"),
    _text("started"),
    _text("kept"),
    _text("case_id"),
    _text("number"),
    Column("body", Text),
)

supplements = Table(
    "supplements",
    metadata,
    Column("case_id", Text, primary_key=True, nullable=False),
    _text("kept"),
    Column("body", Text, nullable=False),
)

prints = Table(
    "prints",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    _number("unit"),
    _text("case_id"),
    _text("at"),
    _text("state"),
    Column("body", Text, nullable=False),
)
Index("prints_case", prints.c.case_id)
Index("prints_open", prints.c.at, sqlite_where=UNANSWERED)

serials = Table(
    "serials",
    metadata,
    Column("day", Text, primary_key=True, nullable=False),
    _number("unit"),
    _number("last"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    _number("unit"),
    _text("at"),
    _text("actor"),
    _text("action"),
    _text("object"),
    _text("detail", "{}"),
    _text("prev"),
    _text("digest"),
)

heads = Table(
    "heads",
    metadata,
    Column("id", Integer, primary_key=True),
    _number("unit"),
    _number("copy_offset"),
    _number("outbox_seq"),
    _text("outbox_digest", "0" * 64),
    _number("audit_seq"),
    _text("audit_digest", "0" * 64),
)

blobs = Table(
    "blobs",
    metadata,
    Column("digest", Text, primary_key=True, nullable=False),
    _text("media_type"),
    _number("size"),
    _text("state", "local"),
    _text("upload"),
    _number("sent"),
    _text("added"),
    Column("wanted", Integer),
    _text("original"),
)
Index("blobs_wanted", blobs.c.wanted, sqlite_where=TO_SEND)
Index("blobs_original", blobs.c.original, sqlite_where=HAS_ORIGINAL)

items = Table(
    "items",
    metadata,
    Column("code", Text, primary_key=True, nullable=False),
    Column("version", Integer, primary_key=True, nullable=False),
    _number("current"),
    _text("effective"),
    _text("name"),
    _text("theme"),
    _text("grouping"),
    _number("state", 1),
    _text("initials"),
    Column("body", Text, nullable=False),
)

packages = Table(
    "packages",
    metadata,
    Column("code", Text, primary_key=True, nullable=False),
    Column("version", Integer, primary_key=True, nullable=False),
    _number("current"),
    Column("body", Text, nullable=False),
)

state = Table(
    "state",
    metadata,
    Column("name", Text, primary_key=True, nullable=False),
    Column("value", Text, nullable=False),
)

CONFIRMED = {one.name: one for one in (cases, outbox, drafts, prints, serials, audit)}
"""What goes into the second copy, in the order in which it is put back."""

SEARCH_TABLE = (
    "CREATE VIRTUAL TABLE case_words USING fts5("
    "name, item, initials, numbers, content='', contentless_delete=1, tokenize='ascii')"
)
"""Words are cut before they are stored (see ``search_words``): the tokenizer only splits at
spaces. ``ascii`` keeps every character beyond ASCII, also those younger than Unicode 6.1 that
``unicode61`` drops from names."""

AUDIT_GUARDS = (
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
)

BEYOND_TABLES = (SEARCH_TABLE, *AUDIT_GUARDS, "INSERT INTO heads (id) VALUES (1)")
"""What a fresh store has beside the tables."""
