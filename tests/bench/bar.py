"""What a benchmark says at the end: each figure beside the most it may be."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

from tests.bench.sides import Measure


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


def judge(bars: Sequence[Bar]) -> int:
    """Print all bars; the exit code, 1 where one is missed."""
    print(f"\n{'bar':60} {'measured':>10} {'at most':>9}")
    for bar in bars:
        print(f"{bar.name:60} {bar.value:10.4f} {bar.most:9.4f} {'' if bar.reached else '  MISSED'}")
    return 0 if all(bar.reached for bar in bars) else 1


def median(measures: Sequence[Measure]) -> Measure:
    """The median of each figure by itself."""
    of: Callable[[str], float] = lambda name: statistics.median(getattr(m, name) for m in measures)  # noqa: E731
    return Measure(**{field.name: of(field.name) for field in fields(Measure)})  # type: ignore[arg-type]


def tell(title: str, columns: Mapping[str, Measure]) -> None:
    """Print the medians of one case, a line for each side."""
    print(f"\n{title}")
    for side, m in columns.items():
        still = "" if math.isnan(m.still) else f" ({m.still:.4f} while nothing moves)"
        print(
            f"  {side:11} {m.processor:6.3f} of a core{still}   "
            f"{m.memory_all:6.1f} MB ({m.memory:.1f} the display)   first frame {m.first_frame:5.2f} s "
            f"({m.first_frame_all:.2f} from the command)   {m.frames} presents   "
            f"{100 * m.late:.3f} % late, longest {m.longest:.1f} ms   machine {100 * m.idle:.0f} % idle",
            flush=True,
        )


def percentile(figures: Sequence[float], percent: int) -> float:
    """So many in a hundred of the figures are at most this."""
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def tell_times(what: str, seconds: Sequence[float]) -> None:
    """Print what is known of many times of the same thing."""
    print(
        f"{what:34} median {statistics.median(seconds):.3f} s   95 of 100 {percentile(seconds, 95):.3f} s   "
        f"longest {max(seconds):.3f} s   ({len(seconds)})",
        flush=True,
    )
