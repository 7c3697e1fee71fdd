"""Sources in, facet values out; nothing is indexed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.corrections import read_corrections
from indexer.documents import Document, FacetValues
from indexer.facets import extract, gazetteer
from indexer.settings import BuildSettings
from indexer.sources import complete, read_sources
from indexer.sources.problems import Problem


def read_facets(
    sources: Sequence[str], problems: list[Problem], corrections: str | None = None
) -> Iterator[tuple[Document, FacetValues]]:
    """Reads the facets of every document of the sources, corrected as in a build.

    Args:
        sources: Files and folders.
        problems: What could not be read, and corrections of nothing, are added here.
        corrections: A file of corrections, beside those in the sources.
    """
    corrected = read_corrections(sources, corrections)
    for item in read_sources(sources, BuildSettings().max_document_bytes):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            document = complete(item)
            corrected.meet(document.id)
            yield document, corrected.apply(document.id, extract(document))
    problems += [*corrected.problems, *corrected.unmatched()]
    problems += [Problem(*problem, "degraded") for problem in gazetteer.problems()]
