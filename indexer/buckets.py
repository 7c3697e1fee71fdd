"""Which buckets a facet shows, and in which order; and which values were chosen."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from indexer.analysis.collation import collation_key
from indexer.analysis.keys import value_key
from indexer.documents import Scalar
from indexer.engine import NO_VALUE
from indexer.facets import gazetteer
from indexer.requests import SearchRequest
from indexer.results import Bucket, Facet
from indexer.schema import NUMBERS

MOST = 1000
"""Values of a facet that are shown: to put more of them in order takes longer than searching."""


def chosen_values(facet: str, request: SearchRequest) -> dict[str, str]:
    """The chosen values of a facet as the engine knows them, each to how it was typed."""
    return {_key(facet, typed, request): typed for typed in request.filters.get(facet, ())}


def shown_facet(name: str, counts: Mapping[Scalar | None, int], request: SearchRequest) -> Facet:
    """A facet with its buckets in order: of its most frequent values, and of those chosen.

    Args:
        name: Which one.
        counts: Its values in the documents that were found.
        request: Which values were chosen.
    """
    chosen = chosen_values(name, request)
    if not chosen:
        return _facet(name, counts, frozenset())
    values = {key: _as_counted(name, typed) for key, typed in chosen.items()}
    if not counts.keys() >= set(values.values()):  # some are spelled otherwise there, or not there
        keys = {NO_VALUE if value is None else value_key(value): value for value in counts}
        values = {key: keys.get(key, value) for key, value in values.items()}
    selected = frozenset(values.values())
    return _facet(name, dict.fromkeys(selected, 0) | dict(counts), selected)


def _facet(
    name: str, counts: Mapping[Scalar | None, int], selected: AbstractSet[Scalar | None]
) -> Facet:
    values = _in_order(name, _most(counts, selected))
    rows = zip(values, map(counts.get, values), map(selected.__contains__, values), strict=True)
    return Facet(name, tuple(map(Bucket._make, rows)))


def _most(
    counts: Mapping[Scalar | None, int], selected: AbstractSet[Scalar | None]
) -> Mapping[Scalar | None, int]:
    """The most frequent values, "no value" and those chosen."""
    if len(counts) <= MOST:
        return counts
    shown = set(sorted(counts, key=counts.__getitem__, reverse=True)[:MOST])
    shown |= selected | ({None} & counts.keys())
    return {value: counts[value] for value in shown}


def _key(facet: str, typed: str, request: SearchRequest) -> str:
    """A chosen value as the engine knows it; another spelling of a province is the same."""
    key = value_key(typed)
    if facet != "province" or key == NO_VALUE:
        return key
    name = gazetteer.canonical(typed) or typed
    return value_key(gazetteer.today(name) if request.units == "today" else name)


def _as_counted(name: str, typed: str) -> Scalar | None:
    """A chosen value as it is counted, if it is spelled there as most write it."""
    if typed == NO_VALUE:
        return None
    if name in NUMBERS and typed.isdecimal():
        return int(typed)
    return (gazetteer.canonical(typed) or typed) if name == "province" else typed


def _in_order(name: str, counts: Mapping[Scalar | None, int]) -> list[Scalar | None]:
    """Years newest first, numbers rising, names by count; "no value" always last."""
    known: list[Scalar] = [value for value in counts if value is not None]
    if name in NUMBERS:
        known.sort(key=_number, reverse=name == "year")
    else:
        known.sort(key=collation_key)
        known.sort(key=counts.__getitem__, reverse=True)
    return [*known, *([None] if None in counts else [])]


def _number(value: Scalar) -> int:
    return value if isinstance(value, int) else 0
