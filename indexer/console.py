"""What a person or a program at the console is told. The only file of the library that prints.

Data goes to standard output, everything else to standard error.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click

TYPE_CHECKING = False  # as type checkers know it, without importing typing

if TYPE_CHECKING:  # what only types need is not loaded for --help
    from indexer.documents import Document, FacetValues
    from indexer.results import Hit, Snippet
    from indexer.sources.problems import Problem

_LISTED_PROBLEMS = 20
_MINOR_PROBLEMS = {
    "skipped": "files that are no documents",
    "dropped": "values dropped",
    "degraded": "done less well",
}
"""What problems are called that left no document out."""


def survive_narrow_consoles() -> None:
    """Where the console cannot show a letter, "?" stands for it; nothing ends the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


@contextlib.contextmanager
def progress(expected: Callable[[], int]) -> Iterator[Callable[[int], None]]:
    """Shows a bar with rate and time left on a terminal, and nothing anywhere else.

    Args:
        expected: Counts about how many steps there will be; asked only if shown.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=expected(), file=sys.stderr, show_pos=True) as bar:
        yield bar.update


def print_line(text: str) -> None:
    """Prints a line of data."""
    click.echo(text, color=False if "NO_COLOR" in os.environ else None)


def print_json(body: Any) -> None:
    """Prints one JSON object on a line, in ASCII where the console is not UTF-8."""
    import json  # noqa: PLC0415 - not for --help, which has to answer at once

    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    click.echo(json.dumps(body, ensure_ascii=encoding != "utf8"))


def tell(text: str) -> None:
    """Says a line that is no data."""
    click.echo(text, err=True, color=False if "NO_COLOR" in os.environ else None)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 document", "2,000 documents"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def tell_problems(problems: Iterable[Problem]) -> None:
    """Lists what was left out, and why."""
    problems = list(problems)
    for problem in problems[:_LISTED_PROBLEMS]:
        tell(f"  {problem.kind}: {problem.where}: {problem.reason}")
    if len(problems) > _LISTED_PROBLEMS:
        tell(f"  … and {len(problems) - _LISTED_PROBLEMS:,} more; hoinghi info --json has all")


def print_info(manifest: dict[str, Any]) -> None:
    """Prints which index serves and what its build left out."""
    for key in ("generation", "built_at", "documents", "read", "sources"):
        value = manifest.get(key)
        shown = ", ".join(value) if isinstance(value, list) else value
        print_line(f"{key.replace('_', ' ')}: {shown}")
    kinds = [problem["kind"] for problem in manifest.get("problems", [])]
    print_line(f"left out: {kinds.count('rejected'):,}")
    for kind, meaning in _MINOR_PROBLEMS.items():
        if kind in kinds:
            print_line(f"{meaning}: {kinds.count(kind):,}")


def print_hit(number: int, hit: Hit) -> None:
    """Prints a hit as people read it."""
    print_line(f"{number}. {_styled(hit.title) or '(no title)'}")
    facets = hit.facets
    shown = (
        ("date" if facets.date else "year", ""),
        ("province", ""),
        ("conference", "hội nghị lần thứ "),
    )
    known = [before + _value(facets, name) for name, before in shown if getattr(facets, name)]
    print_line("   " + " · ".join([*known, hit.document.id]))
    for snippet in hit.snippets:
        print_line(f"   {_styled(snippet)}")


def _value(facets: FacetValues, name: str) -> str:
    """A value as people read it, with a word where it is only a guess, or stated as unknown."""
    if getattr(facets, name) is None:
        return "chưa xác định"
    return f"{getattr(facets, name)}{' (suy đoán)' if facets.is_guess(name) else ''}"


def _styled(snippet: Snippet) -> str:
    shown, place = [], 0
    for start, end in snippet.marks:
        shown += [snippet.text[place:start], click.style(snippet.text[start:end], bold=True)]
        place = end
    return "".join([*shown, snippet.text[place:]])


def print_values(document: Document, values: FacetValues) -> None:
    """Prints what was read from a document, with the words it was read from."""
    print_line(f"{document.id}  {document.title}")
    for facet, found in values.evidence.items():
        places = "; ".join(f"“{each.text}” ({each.rule})" for each in found)
        print_line(f"   {facet}: {_value(values, facet)}  {places}")
