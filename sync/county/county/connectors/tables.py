"""What the platform remembers of the hand-over: a front database is cleaned by others and is nobody's memory."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, PrimaryKeyConstraint, String, Table, Text, UniqueConstraint

from county.tables import metadata

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

connectors = Table(
    "connectors",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("settings", Text, nullable=False),
    Column("batches", _NUMBER, nullable=False, default=0),
    Column("last_time", String(30), nullable=False, default=""),
    Column("epoch", String(64), nullable=False, default=""),
)
"""The ways out. ``last_time``: newest ``cd_time`` given, so that the next is later; ``epoch``: of the last answers."""

handed_facts = Table(
    "handed_facts",
    metadata,
    Column("connector", String(40), nullable=False),
    Column("source", String(5), nullable=False),
    Column("station", String(20), nullable=False),
    Column("seq", _NUMBER, nullable=False),
    Column("case_id", String(36), nullable=False, index=True),
    Column("whose", String(6), nullable=False),
    PrimaryKeyConstraint("connector", "source", "station", "seq"),
)
"""Events and feed items that were dealt with. ``whose``: ours; or theirs, what the county's own system said itself."""

handed_rows = Table(
    "handed_rows",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("connector", String(40), nullable=False),
    Column("table_name", String(40), nullable=False),
    Column("row_guid", String(50), nullable=False),
    Column("version", Integer, nullable=False),
    Column("operation", String(1), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("day", String(10), nullable=False),
    Column("batch", String(50), nullable=False),
    Column("cd_time", String(30), nullable=False),
    Column("content", Text, nullable=False),
    Column("written_at", String(30)),
    Column("fetched_at", String(30)),
    UniqueConstraint("connector", "table_name", "row_guid", "version"),
    Index("handed_rows_to_write", "connector", "written_at", "id"),
    Index("handed_rows_of_case", "connector", "case_id", "id"),
    Index("handed_rows_of_day", "connector", "day"),
)
"""Every row handed over, word for word; ``version`` 1 is its insertion, each change one more. ``day``: of ``cd_time``."""

handed_waiting = Table(
    "handed_waiting",
    metadata,
    Column("connector", String(40), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("reason", Text, nullable=False),
    Column("since", String(30), nullable=False),
    PrimaryKeyConstraint("connector", "case_id"),
)
"""Cases that cannot be handed over, and why; other cases go on."""

handed_answers = Table(
    "handed_answers",
    metadata,
    Column("connector", String(40), nullable=False),
    Column("table_name", String(40), nullable=False),
    Column("row_guid", String(50), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("state", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String(30), nullable=False),
    PrimaryKeyConstraint("connector", "table_name", "row_guid"),
)
"""Answers of the county's own system. ``state``: done, refused (tried again), gone (refused
and taken back over there), or aside (a person put it aside)."""

OWN = (connectors, handed_facts, handed_rows, handed_waiting, handed_answers)
"""All of the above."""
