from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import indexer.errors
from indexer.documents import Document
from indexer.errors import BadParameterError, HoiNghiError
from indexer.facets import KINDS, LEVELS, extract
from indexer.messages import LANGUAGES, catalog, format_date, format_time, has_message, translate
from indexer.params import ACCEPTS, parse_params
from indexer.presenters import problem_body
from indexer.sources import complete
from tests.facets.rules import rules_in_code

ROOT = Path(__file__).parents[2]
SOURCES = [
    *(ROOT / "webapp").rglob("*.py"),
    *(ROOT / "webapp").rglob("*.html"),
    *(ROOT / "webapp").rglob("*.js"),
    *(ROOT / "indexer").rglob("*.py"),
]


def names_in(message: object) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", str(message)))


def test_both_languages_have_the_same_messages_in_the_same_order() -> None:
    assert list(catalog("vi")) == list(catalog("en"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_is_written_twice(lang: str) -> None:
    text = (ROOT / "indexer" / "messages" / f"{lang}.json").read_text(encoding="utf-8")
    keys = [key for key, _ in json.loads(text, object_pairs_hook=list)]
    assert sorted(keys) == sorted(catalog(lang))


def test_both_languages_fill_in_the_same_names() -> None:
    for key, message in catalog("vi").items():
        assert names_in(message) >= names_in(catalog("en")[key]), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_error_has_a_sentence_and_a_title(lang: str) -> None:
    errors = [each for each in vars(indexer.errors).values() if isinstance(each, type)]
    for code in {each.code for each in errors if issubclass(each, HoiNghiError)}:
        assert translate(lang, f"error.{code}")
        assert translate(lang, f"problem.{code}")


def test_every_kind_level_and_restricted_parameter_has_words() -> None:
    for kind in KINDS:
        assert translate("en", f"kind.{kind}")
    for level in LEVELS:
        assert translate("en", f"level.{level}")
    for parameter in ACCEPTS:
        assert translate("en", f"accepts.{parameter}")


def test_every_rule_that_reads_a_value_has_words() -> None:
    lines = (ROOT / "tests" / "facets" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line)["text"] for line in lines]
    articles += [path.read_text(encoding="utf-8") for path in (ROOT / "seeds").glob("*.txt")]
    found = [extract(complete(Document("x", text))).evidence for text in articles]
    rules = {each.rule for evidence in found for read in evidence.values() for each in read}
    assert {rule for rule in rules if not has_message(f"rule.{rule}")} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_named_in_the_code_has_words_and_no_other_has(lang: str) -> None:
    words = {key.removeprefix("rule.") for key in catalog(lang) if key.startswith("rule.")}
    assert words == rules_in_code()


def test_every_message_is_used_somewhere() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    named_by_data = ("kind", "level", "province", "note", "why", "rule")
    for key in catalog("vi"):
        family = key.split(".", 1)[0]
        used = [f'"{key}"', f"'{key}'", f"'{family}.'", f'"{family}.{{']
        assert family in named_by_data or any(each in text for each in used), key


@pytest.mark.parametrize(
    ("lang", "date", "shown"),
    [
        ("vi", "2023-07-06", "06/7/2023"),
        ("vi", "2023-02-16", "16/02/2023"),
        ("vi", "2023-12-31", "31/12/2023"),
        ("vi", "2020-10", "10/2020"),
        ("vi", "2020", "2020"),
        ("vi", "hôm qua", "hôm qua"),
        ("en", "2023-07-06", "6 July 2023"),
        ("en", "2020-10", "October 2020"),
    ],
)
def test_dates_look_as_people_write_them(lang: str, date: str, shown: str) -> None:
    assert format_date(lang, date) == shown


def test_moments_are_told_in_the_time_of_vietnam() -> None:
    assert format_time("vi", "2026-07-05T19:15:00+00:00") == "02:15 ngày 06/7/2026"


def test_the_command_line_takes_no_parameter_for_the_language() -> None:
    with pytest.raises(BadParameterError) as raised:
        parse_params([("colour", "red")])
    listed = str(problem_body(raised.value)["accepts"])
    assert "lang" not in listed
    assert str(problem_body(raised.value, beside=("lang",))["accepts"]) == f"{listed}, lang"


def test_numbers_are_grouped_and_plurals_chosen() -> None:
    assert translate("vi", "results.count", n=1234) == "Tìm thấy 1.234 tài liệu"
    assert translate("en", "results.count", n=1234) == "1,234 documents found"
    assert translate("en", "results.count", n=1) == "1 document found"
