"""The generator writes the same plausible articles every time."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.articles import LAST_DAY, articles, gold
from benchmarks.numerals import roman, words
from indexer.analysis.normalizer import normalize
from indexer.facets.gazetteer import PROVINCE_NAMES_2024


@pytest.fixture(scope="module")
def written() -> list[dict[str, str]]:
    return list(articles(3000))


def test_two_processes_write_the_same_bytes(root: Path, environment: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "benchmarks.articles", "--count", "40"]
    first, second = (
        subprocess.run(
            command,
            cwd=root,
            env={**environment, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )

    assert first == second
    assert [json.loads(line) for line in first.splitlines()] == list(articles(40))


def test_fewer_articles_are_a_prefix_of_more(written: list[dict[str, str]]) -> None:
    assert list(articles(25)) == written[:25]


def test_another_seed_writes_other_articles() -> None:
    assert next(articles(1, seed=1)) != next(articles(1, seed=2))


def test_ids_and_texts_all_differ(written: list[dict[str, str]]) -> None:
    assert len({article["id"] for article in written}) == 3000
    assert len({article["text"] for article in written}) == 3000


def test_no_slot_is_left_unfilled(written: list[dict[str, str]]) -> None:
    assert [a["id"] for a in written if "{" in a["text"] or "{" in a["title"]] == []


def test_an_article_has_between_60_and_600_syllables(written: list[dict[str, str]]) -> None:
    sizes = [len(article["text"].split()) for article in written]

    assert min(sizes) >= 60
    assert max(sizes) <= 600


def test_three_portals_and_no_real_address(written: list[dict[str, str]]) -> None:
    hosts = {article["url"].split("/")[2] for article in written}

    assert len(hosts) == 3
    assert all(host.endswith(".example") for host in hosts)


def test_the_gold_covers_every_province_year_and_number() -> None:
    said = gold(3000).values()

    assert {s.province for s in said} == {*PROVINCE_NAMES_2024, "Trung ương", None}
    assert {s.year for s in said} == {*range(1997, LAST_DAY.year + 1), None}
    assert {s.conference for s in said} == {*range(1, 46), None}


def test_the_gold_is_in_the_text(written: list[dict[str, str]]) -> None:
    said = gold(300)
    for article in written[:300]:
        text = normalize(f"{article['title']}\n{article['text']}").text
        if text.isascii():
            continue
        facts = said[article["id"]]
        short = normalize((facts.province or "").removeprefix("Thành phố ")).text
        assert short.casefold() in text.casefold()
        assert str(facts.year or "") in text
        if facts.conference:
            forms = (str(facts.conference), words(facts.conference))
            assert any(f"lần thứ {form}" in text for form in forms)


@pytest.mark.parametrize("form", ["NFD", "ascii", "capitals"])
def test_some_articles_are_typed_carelessly(written: list[dict[str, str]], form: str) -> None:
    tests = {
        "NFD": lambda a: not unicodedata.is_normalized("NFC", a["text"]),
        "ascii": lambda a: a["text"].isascii(),
        "capitals": lambda a: a["title"].isupper(),
    }
    count = sum(tests[form](article) for article in written)

    assert 30 <= count <= 300


def test_some_articles_are_undated(written: list[dict[str, str]]) -> None:
    undated = [article for article in written if "published" not in article]

    assert 300 <= len(undated) <= 700


@pytest.mark.parametrize(
    ("number", "spoken", "numeral"),
    [
        (1, "nhất", "I"),
        (4, "tư", "IV"),
        (5, "năm", "V"),
        (10, "mười", "X"),
        (14, "mười bốn", "XIV"),
        (15, "mười lăm", "XV"),
        (21, "hai mươi mốt", "XXI"),
        (24, "hai mươi tư", "XXIV"),
        (40, "bốn mươi", "XL"),
        (45, "bốn mươi lăm", "XLV"),
    ],
)
def test_numbers_are_written_as_articles_do(number: int, spoken: str, numeral: str) -> None:
    assert words(number) == spoken
    assert roman(number) == numeral


def test_articles_come_one_by_one() -> None:
    assert len(list(islice(articles(10**9), 3))) == 3
