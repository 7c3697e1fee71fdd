"""Which spellings a typed syllable stands for."""

from __future__ import annotations

import pytest

from indexer.understanding.vocabulary import Vocabulary
from tests.search.test_matches import Lexicon


@pytest.mark.parametrize(("times", "found"), [(99, ["họi"]), (101, ["họi", "hội"])])
def test_a_slip_in_one_text_does_not_take_away_what_is_meant(times: int, found: list[str]) -> None:
    vocabulary = Vocabulary(Lexicon(["họi làng", *["hội làng"] * times]))
    slot = vocabulary.slot("họi", marked=True)
    agreeing = [one.term for one in slot if one.agreement in ("full", "forgiven")]
    assert agreeing == found


def test_a_word_that_is_often_written_is_meant_as_typed() -> None:
    vocabulary = Vocabulary(Lexicon([*["họp sáng nay"] * 5, *["phù hợp"] * 400]))
    slot = vocabulary.slot("họp", marked=True)
    assert "hợp" not in [one.term for one in slot]
