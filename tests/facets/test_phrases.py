"""Patterns are matched as written, though what they are looked for by is something quicker."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple

import pytest
from _pytest.mark import ParameterSet
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from indexer import facets
from indexer.facets.prose.phrases import MARKED, UNMARKED, Form, Phrase
from indexer.facets.prose.wordlists import quickened


class Rule(NamedTuple):
    """A pattern of a rule, as it is written and as it is looked for."""

    module: str
    written: str
    form: Form


def rules() -> Iterator[Rule]:
    """Every pattern of a rule, in both its forms."""
    for module in pkgutil.walk_packages(facets.__path__, f"{facets.__name__}."):
        for value in vars(import_module(module.name)).values():
            for each in found_in(value):
                for kind in (MARKED, UNMARKED):
                    yield Rule(module.name.rpartition(".")[2], each.written(kind), each.form(kind))


def found_in(value: object) -> Iterator[Phrase]:
    if isinstance(value, Phrase):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from found_in(each)


def params(rules: list[Rule]) -> list[ParameterSet]:
    return [pytest.param(one, id=f"{one.module}: {one.written[:40]}") for one in rules]


RULES = list(rules())
QUICKENED = [one for one in RULES if one.form.pattern.pattern != one.written]
CUED = [one for one in RULES if one.form.cues]
ENDED = [one for one in RULES if one.form.ends]
HARD_TO_DRAW = settings(max_examples=15, suppress_health_check=[HealthCheck.filter_too_much])


def drawn(rule: Rule, data: st.DataObject) -> str:
    """Something that a pattern probably matches."""
    # Without the places, which make most of what is drawn no match.
    return data.draw(st.from_regex(rule.written.replace(r"\b", ""), fullmatch=True))


def matched(rule: Rule, data: st.DataObject) -> str:
    """Something that a pattern matches."""
    found = rule.form.pattern.search(drawn(rule, data))
    assume(found)
    return found[0] if found else ""


@pytest.mark.parametrize("rule", params(CUED))
@HARD_TO_DRAW
@given(data=st.data())
def test_whatever_a_pattern_matches_holds_one_of_its_cues(rule: Rule, data: st.DataObject) -> None:
    found = matched(rule, data)
    assert any(cue in found for cue in rule.form.cues)


@pytest.mark.parametrize("rule", params(ENDED))
@HARD_TO_DRAW
@given(data=st.data())
def test_whatever_a_pattern_matches_ends_with_one_of_its_ends(
    rule: Rule, data: st.DataObject
) -> None:
    assert matched(rule, data).rstrip().endswith(rule.form.ends)


@pytest.mark.parametrize("rule", params(QUICKENED))
@HARD_TO_DRAW
@given(data=st.data())
def test_a_quickened_pattern_matches_what_is_written(rule: Rule, data: st.DataObject) -> None:
    between = st.sampled_from(["", " ", "\n", "a", "đ ", ", "])
    text = "".join(data.draw(between) + drawn(rule, data) for _ in range(2)) + data.draw(between)
    assert found(rule.form.pattern, text) == found(re.compile(rule.written), text)


WORDS = st.recursive(
    st.text("abc", min_size=1, max_size=3),
    lambda words: st.one_of(
        st.lists(words, min_size=1, max_size=3).map(lambda some: f"(?:{'|'.join(some)})"),
        words.map(lambda one: f"(?:{one} )?a"),
        words.map(lambda one: f"(?<!c\\s){one}"),
        st.tuples(words, words).map(lambda two: f"{two[0]} {two[1]}"),
    ),
    max_leaves=6,
)


@given(st.lists(WORDS, min_size=1, max_size=4), st.text("abc ", max_size=30))
def test_any_list_of_words_is_found_as_written(words: list[str], text: str) -> None:
    listed = "|".join(words)
    for pattern in (rf"\b(?:{listed})", rf"\b(?:{listed})(?P<more> ab?)?$", rf"b|\b(?:{listed})c"):
        assert found(re.compile(quickened(pattern)), text) == found(re.compile(pattern), text)


def test_a_boundary_moves_behind_the_first_letters_of_words() -> None:
    assert quickened(r"\b(?:bàn|(?:họp|mở) phiên|báo cáo) $") == (
        r"(?:b(?<!\wb)(?:àn|áo cáo)|h(?<!\wh)ọp phiên|m(?<!\wm)ở phiên) $"
    )


@pytest.mark.parametrize("pattern", [r"\b\d+ tỉnh", r"[.;] ?sau", r"\b(?:a|b)*c", r"a|\bab", ""])
def test_what_does_not_begin_with_a_letter_stays_as_it_is(pattern: str) -> None:
    assert quickened(pattern) == pattern


def found(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], dict[str, str]]]:
    return [(match.span(), match.groupdict()) for match in pattern.finditer(text)]


def test_there_are_such_rules() -> None:
    assert len(QUICKENED) > 100
    assert len(CUED) > 30
    assert len(ENDED) > 10
