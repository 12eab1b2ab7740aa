"""An index in which the queue can be counted, and what is over passed by, without reading the items."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen the index."""
    op.drop_index("ix_items_state", "items")
    op.create_index("ix_items_state", "items", ["state", "first_seen", "id", "ends", "reasons"])
