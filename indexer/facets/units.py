"""The units of the gazetteer's file, one a line; a line that is none is named, not fatal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

_EARLIEST = 1975
_LISTS = ("successors", "spellings", "codes", "hosts", "seats")
_KEYS = {"name", "type", "from", "until", "earlier", *_LISTS}
_UNITS_OPEN = re.compile(r'[{\s]*"units"\s*:\s*\[\s*')


@dataclass(frozen=True, slots=True)
class Unit:
    """A province or centrally-run city during the years it had one name.

    Attributes:
        name: Its name, as the facet shows it.
        type: ``tỉnh``, ``thành phố`` or ``đặc khu``.
        first: First year; 1975 means 1975 or earlier.
        last: Last year, or None while it exists.
        last_day: ISO date of its last day, where it ended within its last year.
        earlier: First and last years in which another unit had the name, long before.
        successors: Names of the units that took over, the one with the old seat first.
        spellings: Other ways of writing the name, abbreviations included.
        codes: What its newspapers put at the head of an article ("BBK -").
        hosts: Its names in the hosts of its newspapers and portals.
        seats: The cities where its committee sat, if they are called otherwise.
    """

    name: str
    type: str
    first: int
    last: int | None
    last_day: str | None
    earlier: tuple[tuple[int, int], ...]
    successors: tuple[str, ...]
    spellings: tuple[str, ...]
    codes: tuple[str, ...]
    hosts: tuple[str, ...]
    seats: tuple[str, ...]

    def existed(self, year: int, day: str | None = None) -> bool:
        """Whether a unit of that name existed in a year, or on an ISO date of it."""
        if self.last_day and day and self.first <= year:
            return day <= self.last_day  # a month without its day comes before its days
        now = self.first <= year and (self.last is None or year <= self.last)
        return now or any(first <= year <= last for first, last in self.earlier)


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
    try:
        content = path.read_bytes()
    except OSError as error:
        why = f"cannot be read, so no province is: {error.strerror or error}"
        return Units({}, ((str(path), why),))
    found: dict[str, Unit] = {}
    lines: dict[str, int] = {}
    problems: dict[int, str] = {}
    for number, line in _unit_lines(content):
        try:
            unit = _unit(line, found)
        except ValueError as error:
            problems[number] = f"is no unit: {error}"
        else:
            found[unit.name] = unit
            lines[unit.name] = number
    for name in list(found):
        wrong = _wrong_successors(name, found)
        if wrong:
            problems[lines[name]] = f"{wrong[0]} is no unit that could succeed {name}"
            left = tuple(one for one in found[name].successors if one not in wrong)
            found[name] = replace(found[name], successors=left)
    if not found:  # one complaint about the file, not one a line
        wanted = "has no line that is a unit; each needs a line of its own, so no province is read"
        problems = {1: wanted if problems else "has no line with units"}
    told = [(f"{path}, line {number}", problems[number]) for number in sorted(problems)]
    return Units(found, tuple(told))


def _unit_lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines between the brackets of the units, with their numbers."""
    inside = False
    for number, line in enumerate(content.splitlines(), 1):
        written = line.strip().removesuffix(b",")
        if not inside:
            inside = _UNITS_OPEN.fullmatch(line.decode("utf-8", "replace")) is not None
        elif written.startswith(b"]"):
            return
        elif written:
            yield number, written


def _unit(line: bytes, others: Mapping[str, Unit]) -> Unit:
    entry = json.loads(line.decode("utf-8"))
    if not isinstance(entry, dict):
        raise ValueError("it has no name and no years")  # noqa: TRY004 -- as any other bad line
    name = _string(entry, "name")
    if name in others:
        raise ValueError(f"{name} stands there twice")
    unknown = sorted(entry.keys() - _KEYS)
    if unknown:
        raise ValueError(f"{unknown[0]} is no key of a unit")
    first = _year(entry.get("from", _EARLIEST))
    last, last_day = _end(entry.get("until"))
    if last is not None and first > last:
        raise ValueError(f"it ends in {last}, before it begins in {first}")
    lists = (_strings(entry, key) for key in _LISTS)
    kind, earlier = _string(entry, "type"), tuple(_years(entry.get("earlier", []), first))
    return Unit(name, kind, first, last, last_day, earlier, *lists)


def _year(value: object) -> int:
    if type(value) is not int:  # true is an int too
        raise ValueError("from and until are years")
    return value


def _end(value: object) -> tuple[int | None, str | None]:
    """The last year, and the last day if that is said."""
    if value is None:
        return None, None
    if isinstance(value, str):
        return date.fromisoformat(value).year, value
    return _year(value), None


def _years(value: object, before: int) -> Iterator[tuple[int, int]]:
    for pair in value if isinstance(value, list) else [value]:
        first, last = map(_year, pair) if isinstance(pair, list) and len(pair) == 2 else (1, 0)  # noqa: PLR2004 -- a pair
        if not first <= last < before:
            raise ValueError("earlier is no list of first and last years before from")
        yield first, last


def _wrong_successors(name: str, units: Mapping[str, Unit]) -> list[str]:
    """The successors that are no units, or lead back to the unit itself."""
    return [one for one in units[name].successors if one not in units or name in _heirs(one, units)]


def _heirs(name: str, units: Mapping[str, Unit]) -> set[str]:
    """A unit, its successors, theirs, and so on."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += units[one].successors if one in units else ()
    return found


def _string(entry: Mapping[str, object], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"it has no {key}")
    return value


def _strings(entry: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(
        isinstance(one, str) and one.strip() for one in value
    ):
        raise ValueError(f"{key} is no list of names")
    return tuple(value)
