"""A query without the terms that no document has: an engine need not look for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from indexer.queries import AnyOf, Best, Phrase, Query, Slots, Term

Has = Callable[[str, str], bool]
"""Whether any document has a term, given its field and itself."""

NOTHING = AnyOf(())


def simplified(query: Query, has: Has) -> Query:
    """What matches and scores the same of the documents there are.

    Args:
        query: A query; what is no term, phrase or choice among them stays as it is.
        has: What there is.
    """
    match query:
        case Term(field, term):
            return query if has(field, term) else NOTHING
        case Phrase():
            return _phrase(query, has)
        case Best(children):
            return _one_of(query, held(children, has))
        case AnyOf(children, at_least=1):
            return _one_of(query, held(children, has))
    return query


def held(queries: Iterable[Query], has: Has) -> tuple[Query, ...]:
    """Those of some queries that any document may match, simplified."""
    found: list[Query] = []
    for query in queries:
        if isinstance(query, Term):  # as most are
            if has(query.field, query.term):
                found.append(query)
        elif (left := simplified(query, has)) is not NOTHING:
            found.append(left)
    return tuple(found)


def _phrase(phrase: Phrase, has: Has) -> Query:
    field = phrase.field
    slots = _held_slots(field, phrase.slots, has)
    if not all(slots):
        return NOTHING
    if slots == phrase.slots and not phrase.unless:
        return phrase
    return replace(phrase, slots=slots, unless=_held_slots(field, (phrase.unless,), has)[0])


def _held_slots(field: str, slots: Slots, has: Has) -> Slots:
    return tuple([tuple([t for t in slot if has(field, t)]) for slot in slots])


def _one_of(query: Best | AnyOf, found: tuple[Query, ...]) -> Query:
    if not found:
        return NOTHING
    if len(found) == 1:
        return found[0]
    return query if found == query.children else type(query)(found)  # type: ignore[arg-type]  # of leaves, leaves are left
