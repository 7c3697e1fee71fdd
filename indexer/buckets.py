"""Which buckets a facet shows, and in which order; and which values were chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from indexer.analysis.collation import collation_key
from indexer.analysis.keys import value_key
from indexer.documents import Scalar
from indexer.engine import NO_VALUE
from indexer.facets import gazetteer
from indexer.requests import SearchRequest
from indexer.results import Bucket, Facet
from indexer.schema import NUMBERS


def chosen_values(facet: str, request: SearchRequest) -> dict[str, str]:
    """The chosen values of a facet as the engine knows them, each to how it was typed."""
    return {_key(facet, typed, request): typed for typed in request.filters.get(facet, ())}


def shown_facet(name: str, counts: Mapping[Scalar | None, int], request: SearchRequest) -> Facet:
    """A facet with its buckets in order.

    Args:
        name: Which one.
        counts: Its values in the documents that were found.
        request: Which values were chosen.
    """
    chosen = chosen_values(name, request)
    if not chosen:
        return Facet(name, _in_order(name, list(map(Bucket, counts, counts.values()))))
    keys = {NO_VALUE if value is None else value_key(value): value for value in counts}
    buckets = [Bucket(value, counts[value], key in chosen) for key, value in keys.items()]
    buckets += [
        Bucket(_unseen(name, typed), 0, selected=True)
        for key, typed in chosen.items()
        if key not in keys
    ]
    return Facet(name, _in_order(name, buckets))


def _key(facet: str, typed: str, request: SearchRequest) -> str:
    """A chosen value as the engine knows it; another spelling of a province is the same."""
    key = value_key(typed)
    if facet != "province" or key == NO_VALUE:
        return key
    name = gazetteer.canonical(typed) or typed
    return value_key(gazetteer.today(name) if request.units == "today" else name)


def _unseen(name: str, typed: str) -> Scalar | None:
    """A chosen value that no document has, as it would be if one had it."""
    if typed == NO_VALUE:
        return None
    if name in NUMBERS and typed.isdecimal():
        return int(typed)
    return (gazetteer.canonical(typed) or typed) if name == "province" else typed


def _in_order(name: str, buckets: Iterable[Bucket]) -> tuple[Bucket, ...]:
    """Years newest first, numbers rising, names by count; "no value" always last."""
    known = [bucket for bucket in buckets if bucket.value is not None]
    unknown = [bucket for bucket in buckets if bucket.value is None]
    if name in NUMBERS:
        known.sort(key=_number, reverse=name == "year")
    else:
        known.sort(key=_frequency)
    return (*known, *unknown)


def _number(bucket: Bucket) -> int:
    return bucket.value if isinstance(bucket.value, int) else 0


def _frequency(bucket: Bucket) -> tuple[int, object]:
    return -bucket.count, collation_key(str(bucket.value))
