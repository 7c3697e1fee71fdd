"""The year facet as a small bar chart one can click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webapp.links import Links

WIDTH = 240
HEIGHT = 56
_LOWEST = 3
_WIDEST = 22
_MOST_YEARS = 120


@dataclass(frozen=True, slots=True)
class Bar:
    """One year; lengths are in units of the drawing.

    Attributes:
        year: The year.
        count: Documents of that year.
        selected: Whether it is chosen.
        href: The address that chooses it, or lets it go.
        x: Left edge of its column.
        width: Width of its column.
        height: Height of its bar.
    """

    year: int
    count: int
    selected: bool
    href: str
    x: float
    width: float
    height: float

    @property
    def bar_width(self) -> float:
        """Width of the bar itself: the column less a gap, and never clumsy."""
        return round(min(self.width * 0.8, _WIDEST), 2)

    @property
    def bar_x(self) -> float:
        """Left edge of the bar, in the middle of its column."""
        return round(self.x + (self.width - self.bar_width) / 2, 2)


def bars(buckets: Sequence[dict[str, Any]], links: Links) -> list[Bar]:
    """The years that have documents, placed on an axis without gaps.

    Nothing is drawn for a single year, nor for a span so wide that no bar could be hit.
    """
    counted = [each for each in buckets if isinstance(each["value"], int) and each["count"]]
    years = [each["value"] for each in counted]
    if not years or not 0 < max(years) - min(years) < _MOST_YEARS:
        return []
    column = WIDTH / (max(years) - min(years) + 1)
    highest = max(each["count"] for each in counted)
    return [
        Bar(
            year=each["value"],
            count=each["count"],
            selected=each["selected"],
            href=links.toggle("year", each["value"]),
            x=round((each["value"] - min(years)) * column, 2),
            width=round(column, 2),
            height=round(_LOWEST + (HEIGHT - _LOWEST) * each["count"] / highest, 2),
        )
        for each in sorted(counted, key=lambda each: each["value"])
    ]
