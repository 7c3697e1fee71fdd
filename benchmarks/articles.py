"""Writes plausible articles about party conferences, the same ones every time.

    python -m benchmarks.articles --count 3000 > articles.jsonl

The sentences come from ``sentences.json``; people, districts and portals are invented, only
the provinces are real. As on real portals some articles lack a date, a province or a number,
and some are typed without marks, in capitals, decomposed (NFD) or with old tone placement.
Article ``i`` depends on the seed and on ``i`` alone, so fewer articles are a prefix of more.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from unidecode import unidecode

from benchmarks.grammar import Writer, grammar
from benchmarks.numerals import roman, words
from indexer.facets.gazetteer import CENTRAL, PROVINCE_NAMES_2024, units

SEED = 1997
FIRST_DAY, LAST_DAY = date(1997, 2, 1), date(2025, 6, 20)
PORTALS = ("bao-vung-cao.example", "cong-tin-dang-bo.example", "tap-chi-hoi-nghi.example")

_NEW_TONES = re.compile(r"(?i)(?:[óòỏõọ][ae]|[úùủũụ]y)\b")
_KINDS = ("conference",) * 9 + ("other",) * 3 + ("congress", "meeting", "meeting", "plenum")
_EVENTS = {"congress": "Đại hội", "meeting": "cuộc họp"}
_PERIODS = ((1996, "1996-2000", 8), (2001, "2001-2005", 9), (2006, "2005-2010", 10),
            (2011, "2010-2015", 11), (2016, "2015-2020", 12), (2021, "2020-2025", 13))  # fmt: skip
_FULL_DATES = (
    "Ngày {0.day}/{0.month}/{0.year}",
    "Sáng {0:%d/%m/%Y}",
    "Chiều ngày {0.day}-{0.month}-{0.year}",
    "Ngày {0.day} tháng {0.month} năm {0.year}",
)
_BARE_DATES = ("Sáng {0:%d/%m}", "Ngày {0.day}/{0.month}", "Chiều {0.day}/{0.month}")


@dataclass(frozen=True, slots=True)
class Gold:
    """What an article says of itself; None where it does not say."""

    province: str | None
    year: int | None
    conference: int | None


def articles(count: int = 3000, seed: int = SEED) -> Iterator[dict[str, str]]:
    """The articles as objects of a JSONL source: id, title, text, url and mostly published."""
    for number in range(count):
        yield _article(number, seed)[0]


def gold(count: int = 3000, seed: int = SEED) -> dict[str, Gold]:
    """What each of the same articles says, by its id."""
    return {article["id"]: said for article, said in (_article(n, seed) for n in range(count))}


def _article(number: int, seed: int) -> tuple[dict[str, str], Gold]:
    rng = Random(f"{seed}:{number}")
    kind = rng.choice(_KINDS)
    day = FIRST_DAY + timedelta(days=rng.randrange((LAST_DAY - FIRST_DAY).days))
    province = CENTRAL if kind == "plenum" else rng.choice(_provinces_of(day.year))
    conference = _conference(rng, kind)
    told_province = kind == "plenum" or rng.random() > 0.08
    dated = rng.random() > 0.07
    when, half = _when(rng, day) if dated else ("Mới đây", "6 tháng đầu năm")
    facts = {
        **_place_facts(province if told_province else None, province),
        **_period_facts(rng, day.year),
        "event": _EVENTS.get(kind, "Hội nghị"),
        "number": _written(rng, conference) if conference else "",
        "half": half,
        "when": when.splitlines()[-1],
    }
    if kind == "plenum":
        facts["vice"] = rng.choice(grammar()["plenum_vice"])
    writer = Writer(rng, facts)
    title = writer.write(f"{kind}_title")
    title, text = _dressed(rng, title, "\n\n".join(_paragraphs(writer, kind, title, when)))
    said = Gold(province if told_province else None, day.year if dated else None, conference)
    return _record(rng, number, (title, text), day if dated else None), said


def _record(rng: Random, number: int, article: tuple[str, str], day: date | None) -> dict[str, str]:
    title, text = article
    slug = re.sub(r"[^a-z0-9]+", "-", unidecode(title).lower()).strip("-")
    url = f"https://{rng.choice(PORTALS)}/{slug}-{10_000 + number}.html"
    record = {"id": f"bai-{number:05}", "title": title, "text": text, "url": url}
    if day and rng.random() > 0.1:
        record["published"] = (day + timedelta(days=rng.randrange(3))).isoformat()
    return record


@cache
def _provinces_of(year: int) -> tuple[str, ...]:
    # Sorted, so that the order of the gazetteer's data does not matter.
    return tuple(sorted(name for name in PROVINCE_NAMES_2024 if units()[name].first <= year))


def _conference(rng: Random, kind: str) -> int | None:
    if kind == "conference":
        return rng.randint(1, 45)
    return rng.randint(1, 15) if kind == "plenum" else None


def _written(rng: Random, number: int) -> str:
    return words(number) if rng.random() < 0.3 else str(number)


def _place_facts(told: str | None, province: str) -> dict[str, str]:
    """What the area and its committee are called; without its name when that is not told."""
    if province == CENTRAL:
        return {"unit": "cả nước", "uy": "Trung ương"}
    city = units()[province].type == "thành phố"
    unit, committee = ("thành phố", "Thành ủy") if city else ("tỉnh", "Tỉnh ủy")
    name = f" {told}" if told else ""
    short = name.replace(" Thành phố", "")
    return {
        "unit": unit,
        "uy": committee,
        "of_province": f"{unit}{short}",
        "uy_of_province": f"{committee}{short}",
    }


def _period_facts(rng: Random, year: int) -> dict[str, str]:
    _, years, congress = next(period for period in reversed(_PERIODS) if period[0] <= year)
    return {
        "nhiem_ky": f"nhiệm kỳ {years}",
        "roman": roman(congress + rng.randint(0, 8)),
        "roman_party": roman(congress),
        "target": str(year // 10 * 10 + 20),
    }


def _when(rng: Random, day: date) -> tuple[str, str]:
    """How the lead dates the event, under a dateline or not, and the time it looks at."""
    if day.month < 3:  # a bare day beside last year's results would leave the year open
        return rng.choice(_FULL_DATES).format(day), "năm"
    half = {6: "6 tháng đầu năm", 7: "6 tháng đầu năm", 9: "9 tháng đầu năm"}.get(day.month, "năm")
    half = f"{half} {day.year}"
    form = rng.random()
    if form < 0.4:
        return rng.choice(_FULL_DATES).format(day), half
    bare = rng.choice(_BARE_DATES).format(day)
    if form < 0.7:
        clock = f"{rng.randint(6, 21):02}:{rng.randrange(60):02}"
        return f"{day:%d/%m/%Y} - {clock}\n{bare}", half
    return bare, half


def _paragraphs(writer: Writer, kind: str, title: str, when: str) -> Iterator[str]:
    rng = writer.rng
    furnished = rng.random() < 0.4
    if rng.random() < 0.5:
        yield title
    if "\n" in when:
        yield when.splitlines()[0]
    if furnished:
        yield writer.write("furniture")
    lead = writer.write(f"{kind}_lead")
    yield lead
    if furnished:
        caption = writer.write("caption")
        yield f"{caption}\n\n{caption}"
    guests = writer.write("plenum_guests" if kind == "plenum" else "guests")
    yield guests
    room = rng.randint(80, 440) - len(f"{title} {lead} {guests}".split())
    yield from _body(writer, kind, room)
    if rng.random() < 0.8:
        yield writer.write("speech")
    yield writer.write("close")
    yield writer.write("credit")


def _body(writer: Writer, kind: str, room: int) -> Iterator[str]:
    """Paragraphs of one to four sentences, none twice, until the room is used."""
    rng = writer.rng
    templates = [*grammar()["body"], *grammar()["decoys"]]
    if kind == "plenum":
        templates = [t for t in templates if "{unit" not in t and "{uy" not in t]
    rng.shuffle(templates)
    while room > 0 and templates:
        chosen = [templates.pop() for _ in range(min(rng.randint(1, 4), len(templates)))]
        paragraph = " ".join(writer.fill(template) for template in chosen)
        room -= len(paragraph.split())
        yield paragraph


def _dressed(rng: Random, title: str, text: str) -> tuple[str, str]:
    """The article as careless typing or old software would have left it."""
    if rng.random() < 0.15:
        title, text = (_NEW_TONES.sub(_old_tone, part) for part in (title, text))
    if rng.random() < 0.06:
        text = text.replace(title, title.upper())
        title = title.upper()
    dress = rng.random()
    if dress < 0.04:
        return unidecode(title), unidecode(text)
    if dress < 0.09:
        return unicodedata.normalize("NFD", title), unicodedata.normalize("NFD", text)
    return title, text


def _old_tone(pair: re.Match[str]) -> str:
    """``òa`` to ``oà``: the tone mark moves to the second vowel."""
    vowels = pair.group()
    marked = unicodedata.normalize("NFD", vowels[0])
    return marked[0] + unicodedata.normalize("NFC", vowels[1] + marked[1])


def main() -> None:
    """Prints the articles as JSON lines."""
    parser = argparse.ArgumentParser(prog="benchmarks.articles", description=main.__doc__)
    parser.add_argument("--count", type=int, default=3000, help="how many (3000)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"which set ({SEED})")
    options = parser.parse_args()
    for article in articles(options.count, options.seed):
        print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main()
