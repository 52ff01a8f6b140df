"""Data version 0002: the log of exchanges, bytes of each day, since when something fails, originals of scans."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from windowdesk.storage.migrations.versions.v0001_first import key, name_key, number, text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    counts = (number(name) for name in ("times", "events", "accepted", "held", "rejected", "files", "news"))
    op.create_table(
        "exchanges",
        key("row"),
        *(text(name) for name in ("way", "began", "ended", "outcome", "code")),
        text("facts", "{}"),
        *counts,
        text("packs", "[]"),
        number("up"),
        number("down"),
        number("received_to"),
        text("proof"),
    )
    op.create_table("traffic", name_key("day"), *(number(name) for name in ("up", "down", "night_up", "night_down")))
    op.add_column("retries", text("since"))
    op.add_column("blobs", text("original"))
    op.create_index("blobs_original", "blobs", ["original"], sqlite_where=sa.text("original <> ''"))


def downgrade() -> None:
    op.drop_index("blobs_original", "blobs")
    op.drop_column("blobs", "original")
    op.drop_column("retries", "since")
    op.drop_table("traffic")
    op.drop_table("exchanges")
