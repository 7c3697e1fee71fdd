"""Lists of words name their first letters; a letter left out would disable a word silently."""

from __future__ import annotations

import pkgutil
import re
import re._constants as sre
import re._parser as parser
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from indexer import facets
from indexer.facets.phrases import MARKED, UNMARKED, Form, Phrase

NOTHING = ""
"""Among the first letters of what may also match nothing."""


def phrases() -> Iterator[tuple[str, Form]]:
    """Every pattern of a rule, in both its forms, with the module that has it."""
    for module in pkgutil.iter_modules(facets.__path__):
        loaded = import_module(f"{facets.__name__}.{module.name}")
        for value in vars(loaded).values():
            for each in found_in(value):
                for form in (each.form(MARKED), each.form(UNMARKED)):
                    yield module.name, form


def found_in(value: object) -> Iterator[Phrase]:
    if isinstance(value, Phrase):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from found_in(each)


def first_letters(items: Any) -> set[str]:
    """The letters that a sequence may begin with; ``NOTHING`` if it may be empty."""
    found: set[str] = set()
    for kind, value in items:
        own = letters(kind, value)
        found |= own - {NOTHING}
        if NOTHING not in own:
            return found
    return found | {NOTHING}


def letters(kind: Any, value: Any) -> set[str]:
    if kind is sre.LITERAL:
        return {chr(value)}
    if kind is sre.IN:
        return set().union(*(members(*each) for each in value))
    if kind is sre.SUBPATTERN:
        return first_letters(value[-1])
    if kind is sre.BRANCH:
        return set().union(*(first_letters(branch) for branch in value[1]))
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return first_letters(value[2]) | ({NOTHING} if value[0] == 0 else set())
    return {NOTHING}  # a place, or a look around


def members(kind: Any, value: Any) -> set[str]:
    if kind is sre.RANGE:
        return {chr(code) for code in range(value[0], value[1] + 1)}
    return {chr(value) if kind is sre.LITERAL else str(value)}


def announced(items: Any) -> Iterator[tuple[set[str], set[str]]]:
    """For each list of words: the letters named before it, and those its words begin with."""
    items = list(items)
    for place, (kind, value) in enumerate(items):
        if kind is sre.ASSERT and place and items[place - 1][0] is sre.AT and value[0] == 1:
            yield first_letters(value[1]), first_letters(items[place + 1 :])
        branches = value[1] if kind is sre.BRANCH else ()
        for inner in (value[-1],) if kind is sre.SUBPATTERN else branches:
            yield from announced(inner)


LISTS = [
    pytest.param(named, begun, id=f"{module}: {form.pattern.pattern[:40]}")
    for module, form in phrases()
    for named, begun in announced(parser.parse(form.pattern.pattern))
]


@pytest.mark.parametrize(("named", "begun"), LISTS)
def test_a_list_of_words_names_the_letters_its_words_begin_with(
    named: set[str], begun: set[str]
) -> None:
    assert named == begun


CUED = [
    pytest.param(form, id=f"{module}: {form.pattern.pattern[:40]}")
    for module, form in phrases()
    if form.cues
]


ENDED = [
    pytest.param(form, id=f"{module}: {form.pattern.pattern[:40]}")
    for module, form in phrases()
    if form.ends
]
HARD_TO_DRAW = settings(max_examples=15, suppress_health_check=[HealthCheck.filter_too_much])


def matched(form: Form, data: st.DataObject) -> str:
    """Something that a pattern matches."""
    # Without the letters named first, which make most of what is drawn no match.
    drawn = re.sub(r"\\b\(\?=\[[^]]*\]\)|\\b", "", form.pattern.pattern)
    found = form.pattern.search(data.draw(st.from_regex(drawn, fullmatch=True)))
    assume(found)
    return found[0] if found else ""


@pytest.mark.parametrize("form", CUED)
@HARD_TO_DRAW
@given(data=st.data())
def test_whatever_a_pattern_matches_holds_one_of_its_cues(form: Form, data: st.DataObject) -> None:
    found = matched(form, data)
    assert any(cue in found for cue in form.cues)


@pytest.mark.parametrize("form", ENDED)
@HARD_TO_DRAW
@given(data=st.data())
def test_whatever_a_pattern_matches_ends_with_one_of_its_ends(
    form: Form, data: st.DataObject
) -> None:
    assert matched(form, data).rstrip().endswith(form.ends)


def test_there_are_such_lists_and_cues() -> None:
    assert len(LISTS) > 30
    assert len(CUED) > 30
    assert len(ENDED) > 10
