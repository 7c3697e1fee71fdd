"""Stored text and a question become excerpts with marks, in the original's own letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.documents import Document, Span
from indexer.highlighting.hidden import LINE, Hidden
from indexer.highlighting.matches import Finder, Match, is_as_good
from indexer.highlighting.windows import (
    BESIDE,
    LEAD_IN,
    LENGTH,
    Parts,
    best_window,
    without_strays,
    worth,
)
from indexer.results import Snippet
from indexer.understanding.evidence import WEIGHTS, Agreement

_LONGEST = 2 * LENGTH
_READ = 100_000
"""Code points of a text that are looked at together: enough for thirty pages."""
_MOST_READ = 250 * _READ
_MOST_PIECES = 50_000
"""Pieces of a text that are read until one of them is what is asked for."""
_MOST_MATCHES = 2_000
_ENDS = frozenset(".!?…;:\n\r")


class Shown(NamedTuple):
    """The best match of a part in a document.

    Attributes:
        agreement: How well it agrees with what was typed.
        text: The words of the document.
    """

    agreement: Agreement
    text: str


@dataclass(frozen=True, slots=True)
class Highlights:
    """What a hit shows of why it was found.

    Attributes:
        title: The title with marks.
        snippets: One or two excerpts of the text.
        best: For each part of the question found, its best match.
    """

    title: Snippet
    snippets: tuple[Snippet, ...]
    best: Mapping[int, Shown]


def highlight(document: Document, finder: Finder, masses: Sequence[float]) -> Highlights:
    """Picks the excerpts that show most of the question.

    Args:
        document: The stored document.
        finder: Finds the question's parts.
        masses: The idf of each part.
    """
    title_matches = finder.find(document.title, title=True)
    start, matches = _text_matches(document.text, finder)
    best = _of_whole_alternatives(
        _best_of_each((document.title, title_matches), (document.text, matches)),
        finder.alternatives,
    )
    hidden = Hidden(document, start, _READ)
    in_title, good = _parted(_as_good(matches, best), document)
    telling = [match for match in good if not hidden.overlaps(match.start, match.end)]
    parts = Parts(masses, finder.neighbours)
    excerpts = _excerpts(document.text, telling, parts)
    return Highlights(
        Snippet(
            document.title, _marks(document.title, (*_as_good(title_matches, best), *in_title))
        ),
        tuple(_marked(document.text, span, good, parts) for span in excerpts) or _lead(document),
        best,
    )


def _parted(matches: Iterable[Match], document: Document) -> tuple[list[Match], list[Match]]:
    """What reaches out of the title's line in its two halves, each where it is shown.

    Returns:
        The halves in the title, and all that is in the text.
    """
    first, last = document.title_span or (0, 0)
    in_title, in_text = [], []
    for match in matches:
        if match.start < last < match.end:
            in_title.append(match._replace(start=match.start - first, end=last - first))
            start = _skip_space(document.text, last, match.end)
            in_text.append(match._replace(start=start))
        else:
            in_text.append(match)
    return in_title, in_text


def _as_good(matches: Iterable[Match], best: Mapping[int, Shown]) -> Iterator[Match]:
    """Matches but for those of a part that is not told, or agrees better elsewhere."""
    for one in matches:
        if one.part in best and is_as_good(one.agreement, best[one.part].agreement):
            yield one


def _of_whole_alternatives(
    best: Mapping[int, Shown], alternatives: Iterable[Sequence[range]]
) -> Mapping[int, Shown]:
    """What was found but for pieces of an alternative, where another one is there whole."""
    left_out: set[int] = set()
    for ranges in alternatives:
        lacking = [one for one in ranges if any(i not in best and i not in left_out for i in one)]
        if len(lacking) < len(ranges):
            left_out.update(*lacking)
    return {i: shown for i, shown in best.items() if i not in left_out} if left_out else best


def _best_of_each(*found: tuple[str, Iterable[Match]]) -> dict[int, Shown]:
    best: dict[int, Shown] = {}
    for text, matches in found:
        for start, end, part, agreement in matches:
            known = best.get(part)
            if known is None or WEIGHTS[agreement] > WEIGHTS[known.agreement]:
                best[part] = Shown(agreement, text[start:end])
    return best


def _text_matches(text: str, finder: Finder) -> tuple[int, list[Match]]:
    """Matches near the beginning of a text; of a very long one, later only if none is there.

    Of a text as long as a shelf of books not all is looked at, nor where too much only looks
    like what is asked for; then it is shown without marks.

    Returns:
        Where what was looked at last begins, and the matches in it.
    """
    most = finder.pieces_read + _MOST_PIECES
    for start in range(0, min(len(text), _MOST_READ), _READ):
        matches = finder.find(text[start : start + _READ])[:_MOST_MATCHES]
        if matches:
            moved = start and [
                m._replace(start=m.start + start, end=m.end + start) for m in matches
            ]
            return start, moved or matches
        if finder.pieces_read > most:
            break
    return 0, []


def _excerpts(text: str, matches: list[Match], parts: Parts) -> tuple[Span, ...]:
    """The excerpt that tells most, and one beside it that tells what the first does not."""
    window = best_window(text, matches, parts, set())
    if not window:
        return ()
    first = start, end = _excerpt(text, window, (0, len(text)))
    covered = {match.part for match in matches if start <= match.start < end}
    before = [match for match in matches if match.end <= start]
    after = [match for match in matches if match.start >= end]
    if covered.issuperset(match.part for match in (*before, *after)):
        return (first,)
    rooms = ((0, start), (end, len(text)))
    window, room = max(
        (
            (best_window(text, side, parts, covered), room)
            for side, room in zip((before, after), rooms, strict=True)
        ),
        key=lambda found: worth(found[0], parts, covered),
    )
    if covered.issuperset(match.part for match in window):
        return (first,)
    return first, _excerpt(text, window, room)


def _excerpt(text: str, window: list[Match], room: Span) -> Span:
    """The excerpt around a run of matches.

    Args:
        text: The whole text.
        window: The run.
        room: Where the excerpt may lie.
    """
    first, last = window[0].start, window[-1].end
    start = _skip_space(text, max(_start(text, first, last), room[0]), first)
    end = min(_end(text, start, last), start + _LONGEST, room[1])
    return start, start + len(text[start:end].rstrip())


def _marked(text: str, span: Span, matches: Iterable[Match], parts: Parts) -> Snippet:
    """An excerpt with every match in it, where it begins inside the title in that, too."""
    start, end = span
    inside = [match for match in matches if start <= match.start < end]
    marks = _marks(text, without_strays(inside, parts))
    return _cut_out(text, start, end, tuple((a - start, min(b, end) - start) for a, b in marks))


def _cut_out(text: str, start: int, end: int, marks: tuple[Span, ...] = ()) -> Snippet:
    """The excerpt of a span, with what a reader should know of its ends."""
    before = text[max(0, start - BESIDE) : start].rstrip(" \u00a0")
    after = text[end : end + 1]
    return Snippet(
        text[start:end],
        marks,
        start,
        cut_before=bool(before) and before[-1] not in _ENDS,
        cut_after=bool(after) and after != "\n" and text[end - 1 : end] not in _ENDS,
    )


def _start(text: str, first: int, last: int) -> int:
    """The start of the sentence if it is near, else of a word before the first match."""
    room = max(0, min(LENGTH - (last - first), first))
    line = text.rfind("\n", 0, first) + 1
    reach = max(line, first - min(room, LEAD_IN))
    if reach == line:
        return _skip_space(text, line, first)
    sentence = max(text.rfind(stop, reach, first) for stop in (". ", "; ", ": ", "! ", "? "))
    if sentence >= 0:
        return _skip_space(text, sentence + 1, first)
    space = text.find(" ", reach, first)
    return _skip_space(text, space, first) if space >= 0 else first


def _skip_space(text: str, start: int, stop: int) -> int:
    while start < stop and text[start].isspace():
        start += 1
    return start


def _end(text: str, start: int, last: int) -> int:
    line = text.find("\n", last)
    line = len(text) if line < 0 else line
    limit = max(last, start + LENGTH)
    if limit >= line:
        return last + len(text[last:line].rstrip())
    space = text.rfind(" ", last, limit + 1)
    return max(space, last)


def _lead(document: Document) -> tuple[Snippet, ...]:
    """The first real line of the article, neither title nor furniture; else a short one."""
    text, hidden = document.text, Hidden(document, 0, _READ)
    short: Span | None = None
    for line in LINE.finditer(text):
        start, end = line.span()
        if hidden.overlaps(start, end):
            continue
        if end - start >= LENGTH // 4:
            return (_cut_out(text, start, min(_end(text, start, start + 1), start + _LONGEST)),)
        short = short or (start, end)
    return (_cut_out(text, *short),) if short else ()


def _marks(text: str, matches: Iterable[Match]) -> tuple[Span, ...]:
    """Spans to mark: sorted, disjoint, neighbours with only a space between made one."""
    marks: list[Span] = []
    for start, end in sorted((match.start, match.end) for match in matches):
        if marks and (start <= marks[-1][1] or text[marks[-1][1] : start].isspace()):
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return tuple(marks)
