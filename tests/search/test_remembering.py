"""What a question needs of an index is asked once, and of each index for itself."""

from __future__ import annotations

from indexer.questions import read_question
from indexer.understanding.readings import Reading, Rewritten
from indexer.understanding.recall import Recall
from indexer.understanding.rewriting import rewrite
from indexer.understanding.vocabulary import Vocabulary
from tests.search.test_matches import Lexicon


class Counting(Lexicon):
    """A lexicon that counts what it is asked."""

    asked = 0

    def contains(self, field: str, term: str) -> bool:
        self.asked += 1
        return super().contains(field, term)


def asking(lexicon: Counting, vocabulary: Vocabulary, q: str) -> tuple[Rewritten, int]:
    """What becomes of a question, and how much was asked for it."""
    before = lexicon.asked
    return rewrite(read_question(q), vocabulary), lexicon.asked - before


def test_a_question_asked_again_asks_the_index_nothing() -> None:
    lexicon = Counting(["hội nghị ban chấp hành"])
    vocabulary = Vocabulary(lexicon)
    first, asked = asking(lexicon, vocabulary, "hội nghị ban")
    again, nothing = asking(lexicon, vocabulary, "hội nghị ban")
    _, fewer = asking(lexicon, vocabulary, "nghị hội mới")

    assert again is first
    assert nothing == 0
    assert 0 < fewer < asked  # only of the other word


def test_what_is_remembered_is_of_one_index_and_of_one_reading() -> None:
    question = read_question("hội ban")
    one, other = (Vocabulary(Lexicon([text])) for text in ("hội bàn", "hội bán"))
    loose = Reading(loose=True)

    assert rewrite(question, one) != rewrite(question, other)
    assert rewrite(question, one, loose) != rewrite(question, one)
    assert rewrite(question, one) == rewrite(question, Vocabulary(Lexicon(["hội bàn"])))


def test_questions_that_differ_only_in_how_they_are_typed_are_shown_as_typed() -> None:
    vocabulary = Vocabulary(Lexicon(["hội nghị"]))
    texts = [rewrite(read_question(q), vocabulary).texts for q in ("Hội nghị", "hội NGHỊ")]
    assert texts == [("Hội", "nghị"), ("hội", "NGHỊ")]


def test_when_there_is_no_room_remembering_begins_anew() -> None:
    recall, made = Recall(2), []
    for key in (1, 2, 1, 3, 1):
        assert recall(key, lambda key=key: made.append(key) or str(key)) == str(key)
    assert made == [1, 2, 3, 1]
