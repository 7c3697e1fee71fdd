"""Document → facet values with their evidence.

``extract`` reads every rule's candidates and lets ``decisions`` choose; what the source
itself states wins. Provinces are data: ``provinces.json``, read by ``gazetteer``.
"""

from __future__ import annotations

from indexer.documents import Document, FacetValues
from indexer.facets.committees.levels import LEVELS
from indexer.facets.decisions import decide
from indexer.facets.explanations import Explanation, explain
from indexer.facets.given import with_given
from indexer.facets.meetings.kinds import KINDS

__all__ = ["KINDS", "LEVELS", "Explanation", "explain", "extract"]


def extract(document: Document) -> FacetValues:
    """Reads the facets of a document.

    Never raises, whatever the text holds, and takes linear time.

    Args:
        document: The document; what its ``given`` states is taken as it is.

    Returns:
        The values, None where nothing tells, each with the words it was read from.
    """
    return with_given(decide(document), document)
