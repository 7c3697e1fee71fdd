"""Figures as tables to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.asking import KINDS, Kind
from benchmarks.figures import BUILD_GOALS, GOALS, MEMORY_GOAL, NAMES, SIZE_GOAL, Figures, Times
from benchmarks.ours import BARE, OURS, SHOWN, UNSHOWN
from benchmarks.peers import PEERS

_BUILT = {BARE: "Hội Nghị, facet values given", SHOWN: "Hội Nghị, whole build"}
_ASKING = {False: "first asking", True: "asked again"}
_MB = 1_000_000

Row = Sequence[str]


def report(figures: Figures) -> str:
    """All tables of one number of documents."""
    parts = [f"{figures.documents:,} documents, {figures.queries} queries of each kind"]
    for title, engines in (("Engine", _bare()), ("Product", (UNSHOWN, SHOWN, "tantivy"))):
        for again in figures.askings:
            parts.append(f"{title}, {_ASKING[again]}: processor milliseconds, median / p95")
            parts.append(layout(list(_searched(figures, engines, again=again))))
    parts += ["Ratios, all with facets: median / p95", layout(list(_ratios(figures)))]
    parts += [_about_building(figures), layout(list(_built(figures)))]
    parts += ["Memory while searching, MB", layout(list(_held(figures)))]
    return "\n\n".join(parts)


def _bare() -> tuple[str, ...]:
    return (*(name for name in OURS if name not in (SHOWN, UNSHOWN)), *PEERS)


def _searched(figures: Figures, engines: Sequence[str], *, again: bool) -> Iterator[Row]:
    columns: list[tuple[Kind, bool]] = [
        (kind, facets) for facets in (True, False) for kind in KINDS
    ]
    yield ("", *(NAMES[kind] + " + facets" * facets for kind, facets in columns))
    for name in engines:
        cells = [figures.times(name, k, facets=f, again=again) for k, f in columns]
        if any(cells):
            yield (name, *map(_pair, cells))


def _pair(times: Times | None) -> str:
    return f"{times.median:.2f} / {times.p95:.2f}" if times else "–"


def _ratios(figures: Figures) -> Iterator[Row]:
    yield "", *(_ASKING[again] for again in figures.askings), "goal"
    for goal in GOALS:
        cells = []
        for again in figures.askings:
            ours, peer = (
                figures.times(name, goal.kind, facets=True, again=again)
                # What is not asked again remembers nothing, so its first asking stands for it.
                or figures.times(name, goal.kind, facets=True)
                for name in (goal.ours, goal.peer)
            )
            cells.append(_ratio(ours, peer, inverted=goal.most < 1))
        if any(cells):
            most = f"≥ {1 / goal.most:.0f}×" if goal.most < 1 else f"≤ {goal.most:g}×"
            names = (goal.peer, goal.ours) if goal.most < 1 else (goal.ours, goal.peer)
            yield f"{NAMES[goal.kind]}: {' / '.join(names)}", *(c or "–" for c in cells), most


def _ratio(ours: Times | None, peer: Times | None, *, inverted: bool) -> str:
    if ours is None or peer is None:
        return ""
    pairs = ((ours.median, peer.median), (ours.p95, peer.p95))
    return " / ".join(f"{b / a if inverted else a / b:.2f}×" for a, b in pairs)


def _about_building(figures: Figures) -> str:
    return (
        "Building, one writer thread: raw text to searchable, processor seconds; pyvi's over "
        f"{figures.sample:,} of the documents,\nscaled up by characters. Only plain Whoosh "
        "indexes one text field and not eight. Of several processes the\nprocessor seconds add up."
    )


def _built(figures: Figures) -> Iterator[Row]:
    yield "", "seconds", "documents/s", "wall s", "peak MB", "index MB", "ours is", "goal"
    ours = figures.built[BARE]
    for name, built in figures.built.items():
        peer = name in PEERS
        seconds = built.seconds + figures.pyvi * peer
        yield (
            f"pyvi + {name}" if peer else _BUILT.get(name, name),
            f"{figures.pyvi:.1f} + {built.seconds:.1f}" if peer else f"{seconds:.1f}",
            f"{figures.documents / seconds:,.0f}",
            f"{built.wall:.1f}",
            f"{built.peak / _MB:,.0f}" if name in OURS or peer else "–",
            f"{built.size / _MB:,.1f}",
            f"{seconds / ours.seconds:.2f}× as fast",
            f"≥ {BUILD_GOALS[name]:g}×" if name in BUILD_GOALS else "",
        )
    if "tantivy" in figures.built:
        ratio = ours.size / figures.built["tantivy"].size
        yield "index: Hội Nghị / tantivy", *[""] * 4, f"{ratio:.2f}×", "", f"≤ {SIZE_GOAL:g}×"


def _held(figures: Figures) -> Iterator[Row]:
    yield "", "own", "peak, mapped files included", "goal"
    for name, held in figures.held.items():
        own = "–" if held.own is None else f"{held.own / _MB:,.0f}"
        goal = f"≤ {MEMORY_GOAL / _MB:,.0f}" if name == SHOWN else ""
        yield name, own, f"{held.peak / _MB:,.0f}", goal


def growth(all_figures: Sequence[Figures]) -> str:
    """Median milliseconds of the first asking, with facets, as documents grow."""
    header = ("", *(f"{each.documents:,}" for each in all_figures))
    rows: list[Row] = [header]
    for kind in KINDS:
        for name in (*OURS, *PEERS):
            found = [each.times(name, kind, facets=True) for each in all_figures]
            if any(found):
                cells = (f"{times.median:.2f}" if times else "–" for times in found)
                rows.append((f"{NAMES[kind]} + facets: {name}", *cells))
    title = "Growth: first asking, median milliseconds at so many documents"
    return f"{title}\n\n{layout(rows)}"


def layout(rows: Sequence[Row]) -> str:
    """Cells below each other, the first column to the left."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for first, *cells in rows:
        right = (f"{cell:>{width}}" for cell, width in zip(cells, widths[1:], strict=True))
        lines.append("  ".join([f"{first:<{widths[0]}}", *right]).rstrip())
    return "\n".join(lines)
