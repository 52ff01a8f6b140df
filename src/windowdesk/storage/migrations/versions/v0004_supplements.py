"""Data version 0004: what was brought for a supplement is kept until it is sent."""

from __future__ import annotations

from alembic import op

from windowdesk.storage.migrations.versions.v0001_first import given, name_key, text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table("supplements", name_key("case_id"), text("kept"), given("body"))


def downgrade() -> None:
    op.drop_table("supplements")
