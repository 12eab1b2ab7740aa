"""A bar: one figure of the benchmark and the most it may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of the benchmark: a figure and the most it may be."""

    name: str
    value: float
    most: float

    @property
    def reached(self) -> bool:
        """Whether the figure is within its bar."""
        return self.value <= self.most
