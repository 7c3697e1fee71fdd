"""Figures as one picture: a bar an engine for each kind of query, on a logarithmic scale.

Written with the standard library's ElementTree, which escapes and needs no package: three
groups of bars are not worth one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from benchmarks.asking import KINDS, Kind
from benchmarks.figures import NAMES, Figures, Times
from benchmarks.ours import BARE, FORGETFUL, OURS, SHOWN, UNSHOWN
from benchmarks.peers import PEERS

_ROWS = (BARE, FORGETFUL, *PEERS, UNSHOWN, SHOWN)
_WIDTH, _LEFT, _RIGHT = 860, 240, 130
_BAR, _STEP, _GAP, _TOP = 16, 21, 40, 62
_LEAST = 0.01
_OURS, _THEIRS, _INK = "#b3261e", "#8a8f98", "#1f2328"
_SVG = "http://www.w3.org/2000/svg"
_LOOK = {
    "role": "img",
    "font-family": "system-ui, 'Segoe UI', 'Noto Sans', Arial, sans-serif",
    "font-size": "13",
    "fill": _INK,
}


def chart(figures: Figures) -> str:
    """The picture as an SVG document."""
    height = _TOP + sum(_height(figures, kind) for kind in KINDS)
    title = f"Milliseconds a query, all facets counted, on {figures.documents:,} documents"
    root = ET.Element("svg", {"xmlns": _SVG, "viewBox": f"0 0 {_WIDTH} {height}", **_LOOK})
    ET.SubElement(root, "title").text = title
    ET.SubElement(root, "rect", width=str(_WIDTH), height=str(height), fill="#ffffff")
    _text(root, (16, 26), title, font_size="16")
    _text(root, (16, 45), "first asking; bar: median, line: 95th percentile; logarithmic scale")
    scale, top = _Scale(figures), _TOP
    for kind in KINDS:
        _group(root, figures, kind, (scale, top))
        top += _height(figures, kind)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


class _Scale:
    """Milliseconds to pixels."""

    def __init__(self, figures: Figures) -> None:
        most = max((times.p95 for kind in KINDS for _, times in _rows(figures, kind)), default=1)
        self._decades = math.log10(max(most, 1) / _LEAST)

    def __call__(self, milliseconds: float) -> float:
        share = math.log10(max(milliseconds, _LEAST) / _LEAST) / self._decades
        return round(share * (_WIDTH - _LEFT - _RIGHT), 1)


def _rows(figures: Figures, kind: Kind) -> Iterator[tuple[str, Times]]:
    for name in _ROWS:
        times = figures.times(name, kind, facets=True)
        if times is not None:
            yield name, times


def _height(figures: Figures, kind: Kind) -> int:
    return _GAP + _STEP * len(list(_rows(figures, kind)))


def _group(root: ET.Element, figures: Figures, kind: Kind, at: tuple[_Scale, int]) -> None:
    scale, top = at
    _text(root, (16, top + 20), NAMES[kind], font_weight="bold")
    for number, (name, times) in enumerate(_rows(figures, kind)):
        y = top + 30 + number * _STEP
        colour = _OURS if name in OURS else _THEIRS
        _text(root, (_LEFT - 8, y + 12), name, text_anchor="end")
        _line(root, y + _BAR / 2, (scale(times.median), scale(times.p95)), colour)
        ET.SubElement(
            root,
            "rect",
            x=str(_LEFT),
            y=str(y),
            width=str(max(scale(times.median), 1)),
            height=str(_BAR),
            fill=colour,
        )
        _text(root, (_LEFT + scale(times.p95) + 8, y + 12), f"{times.median:.2f} / {times.p95:.2f}")


def _line(root: ET.Element, y: float, ends: tuple[float, float], colour: str) -> None:
    start, end = (str(_LEFT + x) for x in ends)
    place = {"x1": start, "x2": end, "y1": str(y), "y2": str(y)}
    ET.SubElement(root, "line", place, stroke=colour, **{"stroke-width": "2"})


def _text(root: ET.Element, at: tuple[float, float], text: str, **look: str) -> None:
    kind = {name.replace("_", "-"): value for name, value in look.items()}
    ET.SubElement(root, "text", kind, x=str(at[0]), y=str(at[1])).text = text
