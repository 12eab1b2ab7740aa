"""The colour around a poster."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it to the pictures."""
    op.add_column("pictures", sa.Column("matte", sa.String(), nullable=False, server_default=""))
