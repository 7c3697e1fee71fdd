"""Provinces in a web address: a committee in its path, its host, any name in its path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from indexer.documents import Span
from indexer.facets import gazetteer

_ADDRESS_UNIT = re.compile(r"(?:tinh-uy|thanh-uy|tinh|tp|thanh-pho|dang-bo)-$")


def provinces(url: str) -> Iterator[tuple[str, Span, str]]:
    """Each province an address names, with its span and the rule that found it, surest first."""
    low = url.lower()
    if len(low) != len(url):
        return
    try:
        host = urlsplit(url).netloc
    except ValueError:
        return
    path_start = low.find(host.lower()) + len(host) if host else 0
    slugs = [
        (name, match.span())
        for match in gazetteer.slug_pattern().finditer(low, path_start)
        if (name := gazetteer.slug_name(match[0]))
    ]
    for name, span in slugs:
        if _ADDRESS_UNIT.search(low[max(0, span[0] - 12) : span[0]]):
            yield name, span, "committee in address"
    found = gazetteer.find_host(host.lower())
    if found is not None:
        begin = path_start - len(host)
        yield found[0], (begin + found[1][0], begin + found[1][1]), "host of address"
    for name, span in slugs:
        yield name, span, "name in address"


@lru_cache(maxsize=1 << 10)
def host(url: str) -> tuple[str, Span] | None:
    """The province that the host of an address belongs to, with its span in the host."""
    try:
        return gazetteer.find_host(urlsplit(url.lower()).netloc)
    except ValueError:
        return None
