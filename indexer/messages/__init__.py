"""Every string a reader sees, in Vietnamese and in English, and how numbers and dates look."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib.resources import files

LANGUAGES = ("vi", "en")
"""The first one is the default."""

DEFAULT = LANGUAGES[0]

_VIETNAM = timezone(timedelta(hours=7))
_ISO_DATE = re.compile(r"(?:(\d{4})|-)(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")
_PADDED_MONTHS = ("01", "02", "10", "11", "12")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

Message = str | Mapping[str, str]


@cache
def catalog(lang: str) -> Mapping[str, Message]:
    """All messages of a language; a message with plural forms is a mapping."""
    text = files(__name__).joinpath(f"{lang}.json").read_text(encoding="utf-8")
    loaded: dict[str, Message] = json.loads(text)
    return loaded


def has_message(key: str) -> bool:
    """Whether ``key`` exists (both languages have the same keys)."""
    return key in catalog(DEFAULT)


def translate(lang: str, key: str, **args: str | int) -> str:
    """The sentence for ``key``, with its ``{names}`` filled in and integers grouped.

    A plural message chooses its form by the argument ``n``.
    """
    message = catalog(lang)[key]
    if not isinstance(message, str):
        message = message["one" if args.get("n") == 1 else "other"]
    shown = {name: _shown(lang, value) for name, value in args.items()}
    return message.format_map(shown) if shown else message


def format_number(lang: str, number: int) -> str:
    """1234 as ``1.234`` in Vietnamese and ``1,234`` in English."""
    grouped = f"{number:,}"
    return grouped.replace(",", ".") if lang == "vi" else grouped


def format_date(lang: str, date: str) -> str:
    """An ISO date, possibly only a year or a month, or of no year, as people write it.

    Vietnamese puts a zero before days under 10 and before months 1 and 2 only.
    """
    parts = _ISO_DATE.fullmatch(date)
    if parts is None:
        return date
    year, month, day = parts.groups()
    if lang == "vi":
        month = month and (month if month in _PADDED_MONTHS else month.lstrip("0"))
        return "/".join(part for part in (day, month, year) if part)
    name = month and _MONTHS[int(month) - 1]
    return " ".join(part for part in (day and day.lstrip("0"), name, year) if part)


def format_time(lang: str, moment: str) -> str:
    """An ISO moment in UTC as time and date in Vietnam: ``02:15 ngày 06/7/2026``."""
    local = datetime.fromisoformat(moment).astimezone(_VIETNAM)
    return translate(
        lang, "time", time=f"{local:%H:%M}", date=format_date(lang, f"{local:%Y-%m-%d}")
    )


def _shown(lang: str, value: str | int) -> str:
    return value if isinstance(value, str) else format_number(lang, value)
