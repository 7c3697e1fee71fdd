"""A .jsonl file holds one document a line: an object with ``id`` and ``text``."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from indexer.documents import Document, Scalar
from indexer.facets.given import contradict
from indexer.sources.problems import Problem
from indexer.sources.text import unreadable

GIVEN = ("province", "year", "conference", "date", "term")
"""Keys that are taken as facet values, as given."""

_KNOWN = {"id", "text", "title", "url", "published", *GIVEN}
_MOST_DIGITS = 6
_LARGEST_TERM = 39
_DIGITS = re.compile(r"\d+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


class _BadLineError(Exception):
    """Why a line is no document."""


def read_jsonl(path: Path, _base: Path, max_bytes: int) -> Iterator[Document | Problem]:
    """Reads the documents of a file, line by line.

    Args:
        path: The file.
        _base: Not used: ids are in the lines.
        max_bytes: A longer line is left out, without being held in memory.
    """
    with path.open("rb") as lines:
        number = 0
        while line := lines.readline(max_bytes + 1):
            number += 1
            where = f"{path}, line {number}"
            if len(line) > max_bytes and not line.endswith(b"\n"):
                size = len(line) + _skip_line(lines.readline)
                yield Problem(where, f"{size:,} bytes, more than the limit of {max_bytes:,}")
            elif line.strip(b"\xef\xbb\xbf \t\r\n"):
                yield from _read_line(line, where)


def _skip_line(readline: Any) -> int:
    skipped = 0
    while rest := readline(1 << 20):
        skipped += len(rest)
        if rest.endswith(b"\n"):
            break
    return skipped


def _read_line(line: bytes, where: str) -> Iterator[Document | Problem]:
    try:
        raw = _object(line)
        text = _string(raw, "text", required=True)
        doc_id = _id(raw)
        title = _string(raw, "title") or ""
        url = _string(raw, "url") or None
    except _BadLineError as error:
        yield Problem(where, str(error))
        return
    where = f"{where}, id {doc_id}"
    published = yield from _checked(raw, "published", where)
    given: dict[str, Scalar] = {}
    for key in GIVEN:
        value = yield from _checked(raw, key, where)
        if value is not None:
            given[key] = value
    yield from _without_contradiction(given, where)
    yield Document(
        id=doc_id,
        text=text,
        title=title.strip(),
        url=url,
        published=None if published is None else str(published),
        given=given,
        extra={key: value for key, value in raw.items() if key not in _KNOWN},
    )


def _without_contradiction(given: dict[str, Scalar], where: str) -> Iterator[Problem]:
    """Leaves a year out that is not that of the date given beside it."""
    year, day = given.get("year"), given.get("date")
    if contradict(day, year):
        del given["year"]
        yield Problem(
            where,
            f'has a "year" ({year}) that is not that of its "date" ({day}), which is taken',
            "dropped",
        )


def _object(line: bytes) -> dict[str, Any]:
    reason = unreadable(line)
    if reason:
        raise _BadLineError(reason)
    try:
        raw = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _BadLineError(f"is not JSON: {error}") from error
    if not isinstance(raw, dict):
        raise _BadLineError('is not a JSON object such as {"id": "1", "text": "…"}')
    cleaned: dict[str, Any] = _without_surrogates(raw)
    return cleaned


def _without_surrogates(value: Any) -> Any:
    """Lone surrogates can be written in JSON but in no file or answer; U+FFFD stands for them."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_without_surrogates(each) for each in value]
    if isinstance(value, dict):
        return {_without_surrogates(k): _without_surrogates(v) for k, v in value.items()}
    return value


def _id(raw: dict[str, Any]) -> str:
    value = raw.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value:
        raise _BadLineError('has no "id" (a string that names the document)')
    return value


def _string(raw: dict[str, Any], key: str, *, required: bool = False) -> str:
    value = raw.get(key)
    if value is None and not required:
        return ""
    if not isinstance(value, str):
        raise _BadLineError(f'has no "{key}" that is a string')
    if required and not value.strip():
        raise _BadLineError(f'has an empty "{key}"')
    return value


def _checked(raw: dict[str, Any], key: str, where: str) -> Generator[Problem, None, Any]:
    """Generator whose return value is the value of ``key``, or None; problems are yielded."""
    value = raw.get(key)
    if value is None or value == "":
        return None
    accepted = _ACCEPTED[key](value)
    if accepted is None:
        yield Problem(where, f'"{key}": {value!r} is not {_MEANING[key]}', "dropped")
    return accepted


def _iso_date(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    if _PARTIAL_DATE.fullmatch(value):
        return value
    try:
        return datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        return None


def _number(value: Any, least: int, most: int) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    digits = str(value).strip()
    number = (
        int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS else -1
    )
    return number if least <= number <= most else None


def _name(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _term(value: Any) -> Scalar | None:
    written = str(value) if isinstance(value, int) else value
    digits = _DIGITS.search(written) if isinstance(written, str) else None
    if digits and _number(digits[0], 1, _LARGEST_TERM) is None:
        return None
    return _number(value, 1, _LARGEST_TERM) or _name(value)


_ACCEPTED = {
    "published": _iso_date,
    "date": _iso_date,
    "year": lambda value: _number(value, 1900, 2200),
    "conference": lambda value: _number(value, 1, 99),
    "province": _name,
    "term": _term,
}
_MEANING = {
    "published": "an ISO date",
    "date": "an ISO date",
    "year": "a year",
    "conference": "a number from 1 to 99",
    "province": "a name",
    "term": "a term such as XII",
}
