"""Why a source could not be read, for the pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it to the sources."""
    op.add_column("sources", sa.Column("trouble", sa.String(), nullable=False, server_default=""))
