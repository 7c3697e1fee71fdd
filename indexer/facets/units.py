"""The units of the gazetteer's file, one a line; a line that is none is named, not fatal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_EARLIEST = 1975
_LISTS = ("successors", "spellings", "codes", "hosts")


@dataclass(frozen=True, slots=True)
class Unit:
    """A province or centrally-run city during the years it had one name.

    Attributes:
        name: Its name, as the facet shows it.
        type: ``tỉnh``, ``thành phố`` or ``đặc khu``.
        first: First year; 1975 means 1975 or earlier.
        last: Last year, or None while it exists.
        successors: Names of the units that took over, the one with the old seat first.
        spellings: Other ways of writing the name, abbreviations included.
        codes: What its newspapers put at the head of an article ("BBK -").
        hosts: Parts of host names that mean it.
    """

    name: str
    type: str
    first: int
    last: int | None
    successors: tuple[str, ...]
    spellings: tuple[str, ...]
    codes: tuple[str, ...]
    hosts: tuple[str, ...]


class Units(NamedTuple):
    """What a file of units holds.

    Attributes:
        by_name: Every usable unit by its name.
        problems: Where a line cannot be used, and why.
    """

    by_name: Mapping[str, Unit]
    problems: tuple[tuple[str, str], ...]


def read_units(path: Path) -> Units:
    """Reads a file of units: JSON, with each unit on a line of its own."""
    found: dict[str, Unit] = {}
    problems: list[tuple[str, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        written = line.strip().removesuffix(",")
        if not written.startswith('{"'):
            continue  # what the file says of itself, and its brackets
        try:
            unit = _unit(json.loads(written), found)
        except ValueError as error:
            problems.append((f"{path}, line {number}", f"is no unit: {error}"))
        else:
            found[unit.name] = unit
    return Units(found, tuple(problems))


def _unit(entry: Mapping[str, object], others: Mapping[str, Unit]) -> Unit:
    name = _string(entry, "name")
    if name in others:
        raise ValueError(f"{name} stands there twice")
    first, last = entry.get("from", _EARLIEST), entry.get("until")
    if not isinstance(first, int) or not isinstance(last, int | None):
        raise ValueError("from and until are years")  # noqa: TRY004 -- as any other bad line
    lists = (_strings(entry, key) for key in _LISTS)
    return Unit(name, _string(entry, "type"), first, last, *lists)


def _string(entry: Mapping[str, object], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"it has no {key}")
    return value


def _strings(entry: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise ValueError(f"{key} is no list of names")
    return tuple(value)
