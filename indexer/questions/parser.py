"""Tokens become the tree of a question, with notes on what was repaired; never fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from indexer.analysis.analyzers import PreparedText
from indexer.documents import Span
from indexer.questions.chunks import chunk_parts
from indexer.questions.counted import each_counted
from indexer.questions.fields import read_value
from indexer.questions.frames import Frame
from indexer.questions.lexer import OPERATORS, Kind, Lexer, Token
from indexer.questions.remainder import without
from indexer.questions.tree import Either, Every, Node, Part
from indexer.results import Excluded, Note

DEEPEST = 8
"""Parentheses inside each other that are read; those further in are left out."""

_SHOWN = 60
"""Code points of the question that a note repeats."""
_MOST_NOTES = 4
"""Notes of one kind that are given."""
_LIST_MARK = 2
"""Letters or digits before a closing parenthesis that make it a list's: ``1)``, ``a)``."""
_AROUND = ".,;:!?…'’-–+/"
_MINUS = re.compile(r"(?:[+]*-[-+*!'‘]*|NOT\b)\s*")
_BEFORE_NUMBER = re.compile(r"[+]*-[-+*!]*\d")
_WORD = re.compile(r"\S+")
_LUCENE = re.compile(r"[~^]\d*(?:\.\d+)?$|^(?:\+|!+[^\W\d_]|&&|\|\|)|^/.*/$|[\[\]{}\\]")


class Parser:
    """Reads one question."""

    def __init__(self, text: str, shown: str) -> None:
        """Takes normalised text, and the same as typed, letter for letter."""
        self.notes: list[Note] = []
        self.excluded: tuple[Excluded, ...] = ()
        self._text = text
        self._shown = shown
        self._frames = [Frame(0)]
        self._minus: int | None = None  # one that waits for what it excludes
        self._too_deep = 0  # open parentheses that are left out

    def parse(self) -> Every:
        """The whole tree."""
        words = self._plain_words()
        if words is not None:
            return Every(words)
        for token in Lexer(self._text).tokens():
            self._take(token)
        if len(self._frames) > 1:
            self._note("unbalanced_parentheses", self._shown[self._frames[-1].start :])
        while len(self._frames) > 1:
            self._close(len(self._text))
        self._end_branch(len(self._text))
        if self._shown.rstrip().endswith(" -"):
            self._note("operator_ignored", "-")
        exclusions = self._frames[0].exclusions("")
        self.excluded = tuple(one.what for one in exclusions if not one.confined)
        for one in exclusions:
            if one.confined:
                self._note("excluded_there", one.what.text, where=one.where)
        node = self._frames[0].node(self._shown.strip())
        return Every((node,)) if isinstance(node, Either) else node

    def _plain_words(self) -> tuple[Part, ...] | None:
        """All of a question of nothing but words, as most are; None of any other."""
        chunks = self._text.split()
        if not all(map(str.isalnum, chunks)) or not OPERATORS.keys().isdisjoint(chunks):
            return None
        spans = [match.span() for match in _WORD.finditer(self._text)]
        shown = [self._shown[start:end] for start, end in spans]
        return tuple(chunk_parts(*both)[0][0] for both in zip(chunks, shown, strict=True))

    def _take(self, token: Token) -> None:
        match token.kind:
            case Kind.WORD | Kind.PHRASE | Kind.FIELD:
                if token.excludes and self._minus is None:
                    self._minus = token.start
                excluded = token.kind is Kind.WORD and self._minus is not None
                end = self._trimmed(token.inner)[1] if excluded else token.end
                self._add(list(self._operands(token)), end)
            case Kind.OPEN:
                self._open(token)
            case Kind.CLOSE:
                self._close_paired(token)
            case Kind.OR | Kind.AND:
                self._operator(token)
            case Kind.NOT:
                self._drop_minus(token.start)
                self._minus = token.start
            case Kind.STRAY_QUOTE:
                self._note("unbalanced_quotes", self._shown[token.start :])

    def _add(self, nodes: list[Node], end: int) -> None:
        """Puts operands where they belong: wanted, or excluded by a minus before them."""
        frame = self._frames[-1]
        if self._minus is None:
            frame.want(nodes)
            return
        nodes = [node for node in nodes if not (isinstance(node, Every) and node.is_empty)]
        if not nodes:
            self._drop_minus(end)
            return
        start, self._minus = self._minus, None
        text = _MINUS.sub("", self._shown[start:end], count=1)
        frame.exclude(nodes, Excluded(text, without(self._shown, start, end)))

    def _open(self, token: Token) -> None:
        if len(self._frames) > DEEPEST:
            self._too_deep += 1
            if self._too_deep == 1:
                self._note("too_nested", self._shown[token.start :])
            return
        self._frames.append(Frame(token.start, self._minus))
        self._minus = None

    def _close_paired(self, token: Token) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._frames) > 1:
            self._close(token.end)
        elif not self._is_list_mark(token.start):
            self._note("unbalanced_parentheses", self._shown[token.start :])

    def _close(self, end: int) -> None:
        self._end_branch(end)
        frame = self._frames.pop()
        shown = self._shown[frame.start : end]
        node = frame.node(shown.strip("() "))
        self._minus = frame.minus
        if frame.minus is None:
            self._frames[-1].excluded += frame.exclusions(shown)
            self._frames[-1].want(_flat(node))
        elif isinstance(node, Every) and node.unwanted and not node.children:
            self._minus = None  # what only excludes, excluded, is asked for
            branches = tuple(Every(tuple(_flat(unwanted))) for unwanted in node.unwanted)
            either = Either(shown, branches)
            self._frames[-1].want([either] if len(branches) > 1 else branches[0].children)
        else:
            self._add([node], end)

    def _operator(self, token: Token) -> None:
        self._drop_waiting(token.start)
        frame = self._frames[-1]
        joins = token.kind is Kind.AND
        if not frame.branches[-1] and not (joins and frame.unwanted):
            self._note("operator_ignored", self._shown[token.start : token.end])
        elif joins:
            frame.waiting = token
        else:
            frame.either = self._shown[token.start : token.end]
            frame.branches.append([])
            frame.whole.append(False)

    def _end_branch(self, end: int) -> None:
        """Nothing follows the last sign in these parentheses."""
        self._drop_waiting(end)
        frame = self._frames[-1]
        if len(frame.branches) > 1 and not frame.branches[-1]:
            self._note("operator_ignored", frame.either)

    def _drop_waiting(self, end: int) -> None:
        """Neither a minus nor an AND is one without anything after it."""
        self._drop_minus(end)
        waiting, self._frames[-1].waiting = self._frames[-1].waiting, None
        if waiting is not None:
            self._note("operator_ignored", self._shown[waiting.start : waiting.end])

    def _drop_minus(self, end: int) -> None:
        """A minus without anything to exclude is no minus."""
        if self._minus is not None:
            self._note("operator_ignored", self._shown[self._minus : end].strip(" )"))
            self._minus = None

    def _is_list_mark(self, place: int) -> bool:
        before = self._text[:place].rpartition(" ")[2]
        return before.isalnum() and len(before) <= _LIST_MARK

    def _operands(self, token: Token) -> Iterator[Node]:
        if token.kind is Kind.PHRASE:
            yield from self._phrase(token.inner, quoted=True)
        elif token.kind is Kind.FIELD:
            yield from self._field(token)
        elif self._minus is None:
            yield from self._chunk(token.inner)
        else:
            yield from self._excluded(self._trimmed(token.inner))

    def _excluded(self, span: Span) -> Iterator[Part]:
        """What stands after a minus; all of a range of terms or years."""
        text = self._text[slice(*span)]
        each = each_counted(text)
        if each and each != (text,):
            yield from (Part(one, tuple(PreparedText(one).syllables.terms)) for one in each)
            return
        if not each:
            self._note("not_understood", self._shown[slice(*span)])
        yield from self._phrase(span, quoted=False)

    def _field(self, token: Token) -> Iterator[Node]:
        if token.field == "title":
            parts = list(self._phrase(token.inner, quoted=True))
            yield from (replace(part, title=True) for part in parts)
            if parts:
                return
        elif token.field is not None:
            typed = self._shown[token.start : token.end]
            stated = read_value(token.field, self._text[slice(*token.inner)], typed)
            if stated:
                yield stated
                return
        self._note("not_understood", self._shown[token.start : token.end])
        if self._minus is None:
            yield from self._chunk((token.start, token.end), checked=True)
        else:
            yield from self._phrase((token.start, token.end), quoted=False)

    def _phrase(self, span: Span, *, quoted: bool) -> Iterator[Part]:
        text, shown = self._text[slice(*span)], self._shown[slice(*span)]
        prepared = PreparedText(text)
        syllables = tuple(prepared.syllables.terms)
        if not syllables:
            return
        ends = [end for _, end in prepared.syllables.spans]
        begun = frozenset(i for i, end in enumerate(ends) if text[end : end + 1] == "*")
        if text.count("*") > len(begun):
            self._note("wildcard_ignored", shown)
        wholes = [c.term for c in prepared.compounds if c.end - c.first == len(syllables)]
        whole = wholes[0] if wholes and not begun else ""
        yield Part(shown, syllables, whole, quoted=quoted, begun=begun)

    def _chunk(self, span: Span, *, checked: bool = False) -> Iterator[Part]:
        """What was typed without a space: syllables, and compounds each in one piece."""
        text, shown = self._text[slice(*span)], self._shown[slice(*span)]
        if _BEFORE_NUMBER.match(text) and not self._text[: span[0]].rstrip()[-1:].isdigit():
            self._note("operator_ignored", "-")
        if not checked and _LUCENE.search(text):
            self._note("not_understood", shown)
        parts, ignored = chunk_parts(text, shown)
        if ignored:
            self._note("wildcard_ignored", shown)
        yield from parts

    def _trimmed(self, span: Span) -> Span:
        """A word without the signs around it."""
        text = self._text[slice(*span)]
        start, end = span[0] + len(text) - len(text.lstrip(_AROUND)), len(text.rstrip(_AROUND))
        return start, max(start, span[0] + end)

    def _note(self, code: str, part: str, **others: str) -> None:
        args = {"part": part, **others}
        note = Note(code, {name: _cut(text) for name, text in args.items()})
        if note not in self.notes and sum(n.code == code for n in self.notes) < _MOST_NOTES:
            self.notes.append(note)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _flat(node: Node) -> tuple[Node, ...]:
    """What stands in parentheses, or they whole where they change something."""
    if not isinstance(node, Every) or node.unwanted or node.whole:
        return (node,)
    return node.children
