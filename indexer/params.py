"""Query string ↔ SearchRequest: the one grammar of page, endpoint, widget and command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar, get_args

from indexer.analysis.keys import value_key
from indexer.documents import FACETS
from indexer.errors import BadParameterError
from indexer.requests import FACT_NAMES, MAX_SIZE, FactName, Match, SearchRequest, Sort, Units

T = TypeVar("T", bound=str)
Pairs = list[tuple[str, str]]

NONE = "none"
"""The filter value that means documents without a value."""

SORTS: tuple[Sort, ...] = get_args(Sort)
UNITS: tuple[Units, ...] = get_args(Units)
MATCHES: tuple[Match, ...] = get_args(Match)

_SINGLE = ("sort", "page", "size", "units", "match", "expand", "certain")
PARAMETERS = ("q", *FACETS, *_SINGLE, "plain")
"""Every parameter of a search; those in ``FACETS``, and ``plain``, may be repeated."""

ACCEPTS = {
    "year": f"four digits, or {NONE}",
    "conference": f"an integer from 1 to 999, or {NONE}",
    "sort": ", ".join(SORTS),
    "page": "an integer from 1",
    "size": f"an integer from 1 to {MAX_SIZE}",
    "units": ", ".join(UNITS),
    "match": ", ".join(MATCHES),
    "expand": "0 or 1",
    "certain": "0 or 1",
    "plain": ", ".join(FACT_NAMES),
}
"""What each parameter with a restricted value accepts, in English."""

_LAST_PAGE = 10**9


def parse_params(pairs: Iterable[tuple[str, str]]) -> SearchRequest:
    """Read a request from decoded query-string pairs.

    An empty value counts as not given, because plain HTML forms send their empty fields.

    Args:
        pairs: Names and values in order; ``lang`` is the web's own and must be gone.

    Raises:
        BadParameterError: For an unknown name, a wrong type or a value out of range.
    """
    single: dict[str, str] = {}
    chosen: dict[str, dict[str, str]] = {name: {} for name in FACETS}
    plain: set[FactName] = set()
    for name, value in pairs:
        if name not in PARAMETERS:
            raise _unknown(name, value)
        if name in FACETS:
            _add(chosen[name], _filter_value(name, value.strip()))
        elif name == "plain" and value:
            plain.add(_choice({name: value}, name, FACT_NAMES, FACT_NAMES[0]))
        elif value:
            _keep_one(single, name, value)
    return SearchRequest(
        q=single.get("q", ""),
        filters={name: tuple(values.values()) for name, values in chosen.items() if values},
        sort=_choice(single, "sort", SORTS, "relevance"),
        page=_integer(single, "page", 1, _LAST_PAGE),
        size=_integer(single, "size", SearchRequest().size, MAX_SIZE),
        match=_choice(single, "match", MATCHES, "most"),
        units=_choice(single, "units", UNITS, "written"),
        expand=_choice(single, "expand", ("0", "1"), "1") == "1",
        certain=_choice(single, "certain", ("0", "1"), "0") == "1",
        plain=tuple(name for name in FACT_NAMES if name in plain),
    )


def request_params(request: SearchRequest) -> Pairs:
    """The pairs that ``parse_params`` reads back as the same request, defaults left out."""
    default = SearchRequest()
    pairs = [("q", request.q)] if request.q else []
    for facet in FACETS:
        pairs += [(facet, value) for value in request.filters.get(facet, ())]
    for name in _SINGLE:
        value = getattr(request, name)
        if value != getattr(default, name):
            pairs.append((name, str(int(value)) if isinstance(value, bool) else str(value)))
    return [*pairs, *(("plain", name) for name in request.plain)]


def _unknown(name: str, value: str) -> BadParameterError:
    known = ", ".join(PARAMETERS)
    message = f"Unknown parameter {name!r}. Known parameters: {known}."
    return BadParameterError(message, name, value, code="unknown_parameter")


def _bad(name: str, value: str) -> BadParameterError:
    message = f"Bad value for {name}: {value[:60]!r}. It accepts: {ACCEPTS[name]}."
    return BadParameterError(message, name, value, code="bad_year" if name == "year" else None)


def _keep_one(single: dict[str, str], name: str, value: str) -> None:
    if single.setdefault(name, value) != value:
        message = f"The parameter {name} is given twice with different values."
        raise BadParameterError(message, name, value, code="repeated_parameter")


def _add(values: dict[str, str], value: str) -> None:
    if value:
        values.setdefault(value_key(value), value)


def _filter_value(facet: str, value: str) -> str:
    check = _CHECKS.get(facet)
    if not value or check is None:
        return value
    if value_key(value) == NONE:
        return NONE
    return check(value)


def _year(value: str) -> str:
    if not re.fullmatch(r"[0-9]{4}", value):
        raise _bad("year", value)
    return value


def _conference(value: str) -> str:
    return str(_integer({"conference": value}, "conference", 1, 999))


_CHECKS: dict[str, Callable[[str], str]] = {"year": _year, "conference": _conference}


def _integer(single: dict[str, str], name: str, default: int, maximum: int) -> int:
    value = single.get(name, "").strip()
    if not value:
        return default
    if not re.fullmatch(r"[0-9]{1,10}", value) or not 1 <= int(value) <= maximum:
        raise _bad(name, value)
    return int(value)


def _choice(single: dict[str, str], name: str, choices: tuple[T, ...], default: T) -> T:
    value = single.get(name, default).strip()
    for choice in choices:
        if choice == value:
            return choice
    raise _bad(name, value)
