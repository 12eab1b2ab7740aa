"""What is coming is found by its kind, without reading all that was ever said."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_items_kind", "items", ["kind", "state", "ends", "first_seen"], if_not_exists=True)
