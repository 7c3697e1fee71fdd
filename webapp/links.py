"""A request becomes the addresses around it: toggle a value, turn a page, sort, start over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.analysis.keys import value_key
from indexer.documents import Scalar
from indexer.messages import translate
from indexer.params import NONE, Pairs, request_params
from indexer.presenters import page_count, search_link, value_label
from indexer.requests import Match, SearchRequest, Sort, Units

_NEAR = 2


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter with the address that removes it."""

    facet: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses around a request; equal searches get equal addresses.

    Attributes:
        path: Where the search page is mounted.
        request: What is asked now.
        lang: Language of the pages.
    """

    path: str
    request: SearchRequest
    lang: str

    def toggle(self, facet: str, value: Scalar | None) -> str:
        """With ``value`` chosen if it is not, and not if it is; from page 1."""
        key = value_key(NONE if value is None else str(value))
        chosen = self.request.filters.get(facet, ())
        kept = tuple(each for each in chosen if value_key(each) != key)
        if len(kept) == len(chosen):
            kept = (*chosen, NONE if value is None else str(value))
        return self._to(self.request.with_filter(facet, kept))

    def clear(self) -> str:
        """Without any filter."""
        return self._to(replace(self.request, filters={}, page=1))

    def page(self, number: int) -> str:
        """Another page of the same answer."""
        return self._to(replace(self.request, page=number))

    def sort(self, order: Sort) -> str:
        """The same answer in another order, from page 1."""
        return self._to(replace(self.request, sort=order, page=1))

    def match(self, match: Match) -> str:
        """The same question, of documents with everything asked or with most; from page 1."""
        return self._to(replace(self.request, match=match, page=1))

    def expand(self, *, expand: bool) -> str:
        """The same question with abbreviations searched both ways or as typed; from page 1."""
        return self._to(replace(self.request, expand=expand, page=1))

    def understand(self) -> str:
        """The same question with everything it states understood; from page 1."""
        return self._to(replace(self.request, plain=(), page=1))

    def units(self, units: Units) -> str:
        """The same question, provinces counted by other units; from page 1."""
        return self._to(replace(self.request, units=units, page=1))

    def language(self, lang: str) -> str:
        """This very page in another language."""
        return replace(self, lang=lang).page(self.request.page)

    def chips(self) -> Iterator[Chip]:
        """Each chosen value in words, with the address that removes it."""
        for facet, values in self.request.filters.items():
            for value in values:
                label = _chip_label(facet, value, self.lang)
                yield Chip(facet, label, self.toggle(facet, value))

    def hidden(self) -> Pairs:
        """What the search form has to carry besides its visible fields."""
        bare = replace(self.request, q="", filters={}, page=1)
        return [*request_params(bare), *([("lang", self.lang)] if self.lang != "vi" else [])]

    def window(self, total: int) -> Iterator[int | None]:
        """Page numbers worth showing, first and last included; None where some are left out."""
        pages = page_count(total, self.request.size)
        near = range(self.request.page - _NEAR, self.request.page + _NEAR + 1)
        shown = sorted({1, pages, *(page for page in near if 1 <= page <= pages)})
        last = 0
        for page in shown:
            if page - last > 1:
                yield None if page - last > _NEAR else page - 1
            yield page
            last = page

    def _to(self, request: SearchRequest) -> str:
        filters = {
            facet: tuple(sorted(values, key=value_key)) for facet, values in request.filters.items()
        }
        return search_link(self.path, replace(request, filters=filters), self.lang)


def _chip_label(facet: str, value: str, lang: str) -> str:
    label = value_label(facet, value, lang)
    if value == NONE:
        return f"{translate(lang, f'facet.{facet}')}: {label}"
    if facet in ("year", "level"):
        return translate(lang, f"value.{facet}", value=label)
    return label
