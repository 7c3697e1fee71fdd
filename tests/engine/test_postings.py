"""Document numbers are kept as two bytes and the rest apart; all of them come back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.whoosh import merging
from indexer.engines.whoosh.container import Container, ContainerWriter
from indexer.engines.whoosh.merging import DOC_BITS, write_field
from indexer.engines.whoosh.runs import Run
from indexer.engines.whoosh.terms import InvertedField

ROUND = 1 << DOC_BITS
NUMBERS = st.builds(
    lambda upper, lower: upper * ROUND + lower,
    st.sampled_from((0, 1, 2, 3, 7, 255)),
    st.sampled_from((0, 1, 500, ROUND - 1)),
)
POSTINGS = st.lists(st.lists(NUMBERS, min_size=1, unique=True).map(sorted), min_size=1, max_size=5)


def run(postings: list[list[int]], first: int) -> Run:
    """A run with a list of documents for each term from a first number on."""
    docs = np.array([doc for one in postings for doc in one], np.uint32)
    return Run(
        terms=np.arange(first, first + len(postings), dtype=np.uint32),
        starts=np.cumsum([0, *map(len, postings)], dtype=np.int64),
        docs=docs,
        frequencies=np.ones(len(docs), np.uint8),
        positions=None,
    )


@given(POSTINGS, st.integers(1, 9))
def test_documents_are_those_that_were_written_however_many_there_are(
    postings: list[list[int]], at_once: int
) -> None:
    later = [[doc + 256 * ROUND for doc in docs] for docs in postings[1:]]
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(merging, "_AT_ONCE", at_once)
        writer = ContainerWriter(Path(folder) / "some.arrays")
        terms = [bytes([97 + number]) for number in range(len(postings))]
        write_field(writer, "body", terms, [run(postings, 0), run(later, 1)])
        writer.close({})
        field = InvertedField(Container(Path(folder) / "some.arrays"), "body")
        expected = [postings[0], *(a + b for a, b in zip(postings[1:], later, strict=True))]
        assert [field.docs(row).tolist() for row in range(len(terms))] == expected
        assert field.as_run().docs.tolist() == [doc for docs in expected for doc in docs]
        assert [field.info(row).max_id() for row in range(len(terms))] == [d[-1] for d in expected]
        del field  # and with it the map of the file
