"""Every abbreviation is found by what it stands for, and the other way round."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files

import pytest

from indexer import Searcher, SearchRequest, build_index
from indexer.analysis.filters import fold

SYLLABLES = {"TƯ", "TU"}
"""As syllables (thứ tư, tu sửa) they stand in too many texts to be looked for on their own."""

ENTRIES = [
    (entry["long"], entry["short"])
    for entry in json.loads(files("indexer").joinpath("abbreviations.json").read_text("utf-8"))
    if "short" in entry and "{n}" not in entry["long"]
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """A searcher over one document for each form."""
    folder = tmp_path_factory.mktemp("abbreviations")
    forms = dict.fromkeys(form for long, short in ENTRIES for form in (long, *short))
    lines = [json.dumps({"id": form, "text": f"Theo như {form} thì đã xong."}) for form in forms]
    (folder / "forms.jsonl").write_text("\n".join(lines), encoding="utf-8")
    build_index(folder / "forms.jsonl", folder / "index")
    with Searcher.open(folder / "index") as opened:
        yield opened


def found(searcher: Searcher, question: str) -> set[str]:
    request = SearchRequest(q=question, match="all", size=100)
    return set(searcher.ids(request))


@pytest.mark.parametrize(("long", "short"), ENTRIES, ids=[long for long, _ in ENTRIES])
def test_an_abbreviation_and_what_it_stands_for_find_each_other(
    long: str, short: list[str], searcher: Searcher
) -> None:
    sought = {long, *short} - SYLLABLES
    for question in (long, f'"{long}"', fold(long), f"theo như {long}", f'"như {long} thì"'):
        assert sought <= found(searcher, question), question
    for form in short:
        for question in (form, f'"{form}"', f"theo như {form}", f'"như {form} thì"'):
            assert {long, form} <= found(searcher, question), question
