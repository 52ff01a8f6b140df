"""Data version 0003: why a rejected step was put aside, by whom and when."""

from __future__ import annotations

from alembic import op

from windowdesk.storage.migrations.versions.v0001_first import text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("outbox", text("aside"))


def downgrade() -> None:
    op.drop_column("outbox", "aside")
