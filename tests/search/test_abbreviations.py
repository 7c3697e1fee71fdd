"""Every listed abbreviation finds what it stands for, and the other way round."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files

import pytest

from indexer import Searcher, build_index, parse_params
from indexer.settings import BuildSettings

ORDINARY = {"TƯ", "TU"}
"""Syllables as well (thứ tư, tu bổ), and an index knows no capitals: they are found in the
number of a document, and in longer forms."""

LISTED = json.loads(files("indexer").joinpath("abbreviations.json").read_text(encoding="utf-8"))
PAIRS = [
    (entry["long"], short)
    for entry in LISTED
    if "{n}" not in entry["long"]
    for short in entry.get("short", ())
]
FORMS = list(dict.fromkeys(form for pair in PAIRS for form in pair))


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """A searcher over one document of each form."""
    folder = tmp_path_factory.mktemp("abbreviations")
    source = folder / "forms.jsonl"
    lines = [json.dumps({"id": form, "text": _text(form)}) + "\n" for form in FORMS]
    source.write_text("".join(lines), encoding="utf-8")
    build_index(source, folder / "index", BuildSettings(strict=True))
    with Searcher.open(folder / "index") as opened:
        yield opened


def _text(form: str) -> str:
    said = f"05-NQ/{form}" if form in ORDINARY else form
    return f"Tin sáng\nBạn đọc nhớ rằng {said} vẫn được nhắc nhiều lần."


@pytest.mark.parametrize(("long", "short"), PAIRS)
def test_each_form_finds_the_other(long: str, short: str, searcher: Searcher) -> None:
    for form in (long, short):
        for asked in (form, f'"{form}"', f"nhắc {form}"):
            request = parse_params([("q", asked), ("match", "all"), ("size", "100")])
            found = {hit.document.id for hit in searcher.search(request).hits}
            assert {long, short} <= found, asked


def test_what_is_a_syllable_as_well_is_said_to_be_an_abbreviation(searcher: Searcher) -> None:
    request = parse_params([("q", "Trung ương"), ("match", "all"), ("size", "100")])
    hit = next(hit for hit in searcher.search(request).hits if hit.document.id == "TƯ")
    assert [note.code for note in hit.why] == ["abbreviated"]
