"""What a reader asks for: the question, the filters, the page and the order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

Sort = Literal["relevance", "newest", "oldest"]
Match = Literal["most", "all"]
Units = Literal["written", "today"]
FactName = Literal["province", "conference", "term", "year", "month", "date"]
"""What a question may be understood to state of an article."""

FACT_NAMES: tuple[FactName, ...] = get_args(FactName)

ANY_YEAR = "--"
"""Before the month and the day of a date that says no year, as ISO 8601 has it."""

MAX_SIZE = 100
MAX_QUESTION = 1000


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A question with everything that shapes its answer.

    Attributes:
        q: The question as typed; empty means every document.
        filters: Facet name to the chosen values as typed (``bac-kan`` and ``Bắc Kạn``
            are one; ``none`` means documents without a value). Values of one facet
            widen the choice, facets narrow each other.
        sort: ``relevance``, or by the event's date.
        page: From 1.
        size: Hits a page, 1 to ``MAX_SIZE``.
        match: ``all`` keeps only documents that contain everything asked.
        units: ``today`` counts provinces by the units that exist since 2025-07-01.
        expand: Whether abbreviations are searched in both directions.
        certain: Whether values under ``UNCERTAIN_BELOW`` are left out of filters and counts.
        plain: What is not read as a fact, in the order of ``FACT_NAMES``: its words are
            searched as words only.
    """

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1
    size: int = 10
    match: Match = "most"
    units: Units = "written"
    expand: bool = True
    certain: bool = False
    plain: tuple[FactName, ...] = ()

    def with_filter(self, facet: str, values: tuple[str, ...]) -> SearchRequest:
        """The same request with other values chosen for ``facet``, from page 1."""
        others = {name: chosen for name, chosen in self.filters.items() if name != facet}
        return replace(self, filters={**others, facet: values} if values else others, page=1)
