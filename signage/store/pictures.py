"""Which pictures were fetched, and what their bytes are. The bytes themselves are `media`'s."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, and_, delete, insert, select, update

from signage.core.decision import State, Trust
from signage.store import log, revision
from signage.store.schema import depictions, items, pictures
from signage.store.standings import restand


def keep(
    connection: Connection, url: str, sha256: str, *, width: int, height: int, now: datetime, matte: str = ""
) -> bool:
    """Note what the picture at `url` is. True where it is another one than before.

    An approval covers the picture: where its bytes changed, approved items of sources under review
    wait again.
    """
    before = connection.scalar(select(pictures.c.sha256).where(pictures.c.url == url))
    if before == sha256:
        return False
    connection.execute(delete(pictures).where(pictures.c.url == url))
    connection.execute(
        insert(pictures).values(url=url, sha256=sha256, width=width, height=height, at=now, matte=matte)
    )
    having = select(depictions.c.item).where(depictions.c.url == url)
    approved = and_(items.c.id.in_(having), items.c.state == State.APPROVED.value)
    if before is not None:
        reviewed = and_(approved, items.c.trust == Trust.REVIEW.value, items.c.ruling.is_not(None))
        doubted = connection.scalars(select(items.c.id).where(reviewed)).all()
        connection.execute(
            update(items)
            .where(items.c.id.in_(doubted))
            .values(ruling=None, stale=True, changed_after=log.last_id(connection))
        )
        restand(connection, doubted, now)
    revision.raise_it(connection)
    return True


def known(connection: Connection) -> dict[str, str]:
    """Every fetched picture: its hash by its address."""
    return {row.url: row.sha256 for row in connection.execute(select(pictures))}
