"""Numbers in addresses: as large as the database can hold, so that no other one reaches it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

Number = Annotated[int, Field(ge=0, lt=2**63)]
