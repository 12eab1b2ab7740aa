"""Which decision an edit was made with, so that both are taken back at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("edits", sa.Column("decision", sa.Integer(), nullable=True))
