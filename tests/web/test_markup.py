from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from indexer.documents import Document, Evidence, FacetValues
from webapp.markup import heading, marked, paragraphs, places

TEXT = st.text("aỦ <>&\"'\n \u00a0😀/", max_size=60)


def spans_of(text: str, data: st.DataObject, *, disjoint: bool) -> list[tuple[int, int]]:
    edges = st.integers(0, len(text))
    if disjoint:
        cuts = sorted(data.draw(st.sets(edges, max_size=6)))
        return list(zip(cuts[::2], cuts[1::2], strict=False))
    pairs = data.draw(st.lists(st.tuples(edges, edges), max_size=4))
    return [(min(pair), max(pair)) for pair in pairs]


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@given(TEXT, st.data())
def test_a_snippet_holds_no_tag_but_mark_and_is_the_text_without_it(
    text: str, data: st.DataObject
) -> None:
    marks = spans_of(text, data, disjoint=True)
    shown = str(marked(text, marks))
    assert set(re.findall(r"<[^>]*>", shown)) <= {"<mark>", "</mark>"}
    assert plain(shown) == text


@given(TEXT, st.data())
def test_a_document_keeps_every_letter_and_each_place_is_marked_once(
    text: str, data: st.DataObject
) -> None:
    title = next(iter(spans_of(text, data, disjoint=True)), None)
    furniture = tuple(spans_of(text, data, disjoint=True))
    document = Document("x", text, title_span=title, boilerplate=furniture)
    evidence = tuple(
        Evidence("text", start, end, text[start:end], "rule", 1.0)
        for start, end in spans_of(text, data, disjoint=False)
    )
    found = places(FacetValues(evidence={"year": evidence}))
    shown = [str(heading(document, found)), *map(str, paragraphs(document, found))]
    kept = "".join(plain(part) for part in shown)
    assert sorted("".join(kept.split())) == sorted("".join(text.split()))
    ids = re.findall(r'id="([^"]+)"', "".join(shown))
    assert len(ids) == len(set(ids))
