"""Provinces through time: names, spellings, codes, hosts, successors (data in provinces.json)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from indexer.analysis.filters import fold, lower
from indexer.analysis.normalizer import normalize
from indexer.documents import Span
from indexer.facets.units import Unit, Units, read_units

CENTRAL = "Trung ương"
"""The province value of what the central committee itself does."""

_DATA = Path(__file__).with_name("provinces.json")
_YEAR_OF_63 = 2024
_PREFIX = re.compile(r"^(?:tinh|thanh pho|tp\.?|t\.p\.?) ")
_UNIT = re.compile(r"(?:thành phố|thanh pho|t\.?p)[ .]{0,2}")
_UNIT_BEFORE = re.compile(r"(?i:thành phố|thanh pho|t\.?p\.?)\s{0,4}$")
_LONGEST_UNIT = 14
_NOTHING = "(?!)"  # matches nowhere; no words at all would match everywhere
_CODE = re.compile(r"[A-ZĐ]{3,6}(?:\.VN)?(?!\w)")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SEPARATORS = {" ": r"\s{1,3}", "-": r"\s?-\s?", ".": r"\.\s?"}

_BEFORE_HOST = (  # in a label of a host, before the province's name
    "bao|dai|ptth|truyenhinh|tin|nguoi|tinhuy|thanhuy|dangbo|tinhdoan|thanhdoan|doan|dang|hoi"
    "|(?:ban)?(?:tuyengiao|danvan|tochuc|noichinh)|(?:ub)?(?:mttq|kttu)|mattran|ubnd|hdnd|dbnd|dbqh"
    "|congan|ca|congdoan|nhabao|nongdan|phunu|lhpn|ccb|truongchinhtri|dulich|thuvien|vnpt|khuyennong"
    "|so(?:noivu|tuphap|taichinh|congthuong|gddt|yte|gtvt|xaydung|tnmt|khcn|ldtbxh|vhttdl|tttt|nnptnt)"
)
_AFTER_HOST = (
    "r?tv|ptth|24h|360|online|moi|city|lib|net|news|portal|media|info|cpv|gov|ubnd|tourism"
)

_HCMC = ("tphcm", "hcm", "hochiminh", "saigon")
_FALSE_FRIENDS = ("thái bình dương", "ninh bình dương", "hoà bình minh", "hà nam ninh bình")
# Names that begin or contain a province's; found first, they keep it from being found.


def units() -> Mapping[str, Unit]:
    """Every unit by its name."""
    return _read().by_name


def problems() -> tuple[tuple[str, str], ...]:
    """Where a line of the data cannot be used, and why; the others are used."""
    return _read().problems


@cache
def _read() -> Units:
    return read_units(_DATA)


def __getattr__(name: str) -> tuple[str, ...]:
    """Reads the data only when ``PROVINCE_NAMES_2024`` is asked for."""
    if name == "PROVINCE_NAMES_2024":
        return _names_2024()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


PROVINCE_NAMES_2024: tuple[str, ...]
"""The 63 provinces and centrally-run cities at the end of 2024."""


def today(name: str) -> str:
    """The unit that ``name`` belongs to since 2025-07-01; unknown names unchanged.

    A unit that was divided among several counts where its old seat is.
    """
    unit = units().get(name)
    while unit is not None and unit.successors:
        name = unit.successors[0]
        unit = units().get(name)
    return name


def canonical(typed: str) -> str | None:
    """The name that any known spelling means: ``bac-kan`` and ``BẮC KẠN`` are ``Bắc Kạn``."""
    folded = _key(_PREFIX.sub("", " ".join(fold(lower(normalize(typed).text)).split())))
    return _names_by_key().get(folded) or _names_by_key().get(_key(fold(lower(typed))))


@cache
def renamed(name: str) -> tuple[str, ...]:
    """What a unit was called before, if that held its name already: Thừa Thiên Huế of Huế."""
    return tuple(
        unit.name
        for unit in units().values()
        if unit.successors == (name,) and unit.name.endswith(f" {name}")
    )


def glued(syllable: str) -> str | None:
    """The province of two syllables or more that are written without a space: ``backan``."""
    return _glued().get(syllable)


def find_names(low: str) -> Iterator[tuple[str, Span]]:
    """Province names in a text in lower case, longest first at every place.

    A name is found with all its marks or with none; one whose marks conflict with the
    province's ("Hòa Bính") is none.
    """
    pattern, _, names, _ = _finder()
    for match in pattern.finditer(low):
        name = names.get(_key(match[0]))
        if name and _begins_a_word(low, match.start()):
            yield name, match.span()


def find_capitalised(text: str) -> Iterator[tuple[str, Span]]:
    """As ``find_names``, only those names of a text in any case that begin with a capital.

    The word for a unit that is part of a name need not: "thành phố Hồ Chí Minh".
    """
    _, pattern, names, after_unit = _finder()
    for match in pattern.finditer(text):
        start, key = match.start(), _key(match[0])
        name = names.get(key)
        if key in after_unit:
            unit = _UNIT_BEFORE.search(text, max(0, start - _LONGEST_UNIT), start)
            start, name = (unit.start(), after_unit[key]) if unit else (start, None)
        if name and _begins_a_word(text, start):
            yield name, (start, match.end())


def find_codes(text: str) -> Iterator[tuple[str, Span]]:
    """Newspaper codes that stand in a text ("BBK", "TTH.VN"), with the province of each."""
    codes = _names_by_code()
    for match in _CODE.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if match[0] in codes and not (before == "." or _is_letter(before)):
            yield codes[match[0]], match.span()


def code_at(text: str, place: int) -> tuple[str, Span] | None:
    """The newspaper code that begins at a place, as ``find_codes`` finds it."""
    match = _CODE.match(text, place)
    name = _names_by_code().get(match[0]) if match else None
    return (name, match.span()) if match and name else None


def find_host(host: str) -> tuple[str, Span] | None:
    """The province that a host name belongs to, with the span that says so.

    A label of the host is a province's when it is its name, alone or with what newspapers,
    committees and offices put before or after it; the label that stands last decides.
    """
    pattern, names = _hosts()
    found = None
    for match in pattern.finditer(host):
        found = names[match["name"]], match.span("name")
    return found


def slug_pattern() -> re.Pattern[str]:
    """Matches a province's name written as in addresses: ``-bac-kan-``."""
    return _slugs()[0]


def slug_name(slug: str) -> str | None:
    """The province of a match of ``slug_pattern``."""
    return _slugs()[1].get(_key(slug))


@cache
def _names_2024() -> tuple[str, ...]:
    return tuple(unit.name for unit in units().values() if unit.existed(_YEAR_OF_63))


def _begins_a_word(text: str, place: int) -> bool:
    return place == 0 or not _is_letter(text[place - 1])


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """Letters and digits only, so that spaces, hyphens and dots make no difference."""
    return "".join(letter for letter in lower(text) if letter.isalnum())


def _spellings() -> Iterator[tuple[str, str]]:
    """Every (name, spelling in lower case and normalised)."""
    for unit in units().values():
        for spelling in (unit.name, *unit.spellings):
            yield unit.name, lower(normalize(spelling).text)


@cache
def _names_by_key() -> Mapping[str, str]:
    names = {_key(fold(spelling)): name for name, spelling in _spellings()}
    names.update({_key(fold(lower(normalize(name).text))): name for name in units()})
    names[_key(fold(lower(CENTRAL)))] = CENTRAL
    names.update(dict.fromkeys(_HCMC, "Thành phố Hồ Chí Minh"))
    return names


@cache
def _glued() -> Mapping[str, str]:
    """Each name without its spaces, with its marks and without."""
    return {
        _key(written): name
        for name, spelling in _spellings()
        if len(spelling.split()) > 1
        for written in (spelling, fold(spelling))
    }


@cache
def _names_by_code() -> Mapping[str, str]:
    return {code: unit.name for unit in units().values() for code in unit.codes}


@cache
def _hosts() -> tuple[re.Pattern[str], Mapping[str, str]]:
    names = {host: unit.name for unit in units().values() for host in unit.hosts}
    any_name = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or _NOTHING
    label = rf"(?:{_BEFORE_HOST}){{0,3}}(?P<name>{any_name})(?:{_AFTER_HOST})?"
    return re.compile(rf"(?<![a-z0-9]){label}(?![a-z0-9])"), names


class _Finder(NamedTuple):
    """Patterns for every spelling, marked and bare, and the name that each of them means."""

    anywhere: re.Pattern[str]
    capitalised: re.Pattern[str]
    names: Mapping[str, str]
    after_unit: Mapping[str, str]


@cache
def _finder() -> _Finder:
    written = {lower(normalize(friend).text) for friend in _FALSE_FRIENDS}
    names: dict[str, str] = {}
    for name, spelling in _spellings():
        written.add(spelling)
        for form in (spelling, fold(spelling)):
            names.setdefault(_key(form), name)
    forms = {form for w in written for form in (w, fold(w))}
    after_unit = {form[unit.end() :]: form for form in forms if (unit := _UNIT.match(form))}
    anywhere = re.compile(rf"(?:{_trie(forms)})(?!\w)")
    capitalised = re.compile(rf"(?:{_capitalised({*forms, *after_unit})})(?!\w)")
    named = {_key(rest): names[_key(form)] for rest, form in after_unit.items()}
    return _Finder(anywhere, capitalised, names, named)


def _capitalised(forms: Collection[str]) -> str:
    """A pattern for any of the forms in any case, but for a capital at its beginning.

    The first two letters stand as they are: such branches are passed over fastest.
    """
    rests: dict[str, list[str]] = {}
    for form in sorted(forms):
        rests.setdefault(form[:2], []).append(form[2:])
    branches: dict[str, list[str]] = {}
    for start, tails in rests.items():
        initial, second, rest = start[0], start[1], f"(?i:{_trie(tails)})"
        for letter in dict.fromkeys((second, second.upper())):
            literal = _SEPARATORS.get(letter, re.escape(letter))
            branches.setdefault(initial.upper(), []).append(literal + rest)
    return "|".join(f"{initial}(?:{'|'.join(some)})" for initial, some in branches.items())


@cache
def _slugs() -> tuple[re.Pattern[str], Mapping[str, str]]:
    names = {
        _NOT_WORD.sub("-", fold(spelling)): name
        for name, spelling in _spellings()
        if " " in spelling
    }
    pattern = re.compile(rf"(?<![a-z0-9])(?:{_trie(names)})(?![a-z0-9])")
    return pattern, {_key(slug): name for slug, name in names.items()}


def _trie(words: Iterable[str]) -> str:
    """A pattern for any of the words, shared beginnings written once, longest first."""
    return _branch(sorted(set(words))) or _NOTHING


def _branch(words: list[str]) -> str:
    groups: dict[str, list[str]] = {}
    for word in words:
        if word:
            groups.setdefault(word[0], []).append(word[1:])
    branches = [
        _SEPARATORS.get(first, re.escape(first)) + _branch(rest) for first, rest in groups.items()
    ]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if "" in words else joined
