"""The commands. The only file of the library that prints: data on stdout, all else on stderr.

What a command needs is loaded when it runs (``indexer.build_index`` and the like are
late names), so ``--help`` answers at once.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import indexer

if TYPE_CHECKING:  # what only types need is not loaded for --help
    from indexer.documents import Document
    from indexer.results import Hit, Snippet
    from indexer.sources.problems import Problem

Command = TypeVar("Command", bound=Callable[..., Any])


class Exit(IntEnum):
    """What a command's exit code says."""

    DONE = 0
    FAILED = 1
    MISUSE = 2
    NOTHING_FOUND = 3
    SOME_REJECTED = 4
    NOT_PUBLISHED = 5
    NO_INDEX = 66
    LOCKED = 75
    INTERRUPTED = 130


_EXIT_OF = {
    "no_index": Exit.NO_INDEX,
    "stale_index": Exit.NO_INDEX,
    "damaged_index": Exit.NO_INDEX,
    "locked": Exit.LOCKED,
    "build_refused": Exit.NOT_PUBLISHED,
    "rejected_documents": Exit.SOME_REJECTED,
    "bad_parameter": Exit.MISUSE,
    "bad_year": Exit.MISUSE,
    "unknown_parameter": Exit.MISUSE,
    "repeated_parameter": Exit.MISUSE,
}
_LISTED_PROBLEMS = 20

with_index = click.option(
    "--index",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("index"),
    show_default=True,
    envvar="HOINGHI_INDEX",
    help="Folder that holds the index.",
)
with_json = click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output.")
with_sources = click.argument("sources", nargs=-1, type=click.Path(path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(indexer.__version__, prog_name="hoinghi")
def cli() -> None:
    """Full-text search for Vietnamese articles on party conferences."""


@cli.command()
@with_sources
@with_index
@click.option("--force", is_flag=True, help="Publish even an empty or much smaller index.")
@click.option("--strict", is_flag=True, help="Publish nothing if any document is rejected.")
@with_json
def build(
    sources: tuple[Path, ...], index: Path, *, force: bool, strict: bool, as_json: bool
) -> int:
    """Build the index from SOURCES: folders or files, .txt or .jsonl (default: seeds).

    The new index is built apart and put in place at once; until then, and whenever
    something goes wrong, the old one keeps serving.
    """
    chosen = sources or (Path("seeds"),)
    settings = indexer.BuildSettings(force=force, strict=strict)
    expected = indexer.count_documents(chosen) if sys.stderr.isatty() else 0
    with click.progressbar(length=expected, file=_stderr(), show_pos=True) as bar:
        report = indexer.build_index(chosen, index, settings, progress=bar.update)
    _tell(
        f"Read {report.read:,} documents, indexed {report.indexed:,}, "
        f"left out {report.rejected:,}, in {report.seconds:.1f} s. {index} now serves them."
    )
    _tell_problems(report.problems)
    if as_json:
        _print_json(_report_body(report))
    return Exit.SOME_REJECTED if report.rejected else Exit.DONE


@cli.command()
@click.argument("question", default="")
@with_index
@click.option("--province", multiple=True, help="Only this province; may be repeated.")
@click.option("--year", multiple=True, help="Only this year of the event; may be repeated.")
@click.option("--conference", multiple=True, help="Only this conference number.")
@click.option("--kind", multiple=True, help="Only this kind of event.")
@click.option("--level", multiple=True, help="Only this level of the Party.")
@click.option("--term", multiple=True, help="Only this term (khóa), such as XII.")
@click.option("--sort", help="relevance (default), newest or oldest.")
@click.option("--page", help="Which page of hits, from 1.")
@click.option("--size", help="Hits a page, 1 to 100 (default 10).")
@click.option("--match", help="most (default), or all: only hits that contain everything.")
@click.option("--units", help="written (default), or today: provinces by the 34 since July 2025.")
@click.option("--certain", is_flag=True, help="Leave values that are guesses out of filters.")
@with_json
def search(question: str, index: Path, *, certain: bool, as_json: bool, **options: Any) -> int:
    """Search the index; without QUESTION, list every document.

    The value "none" of a filter means documents without a value.
    """
    pairs = [("q", question), *_pairs(options), *([("certain", "1")] if certain else [])]
    request = indexer.parse_params(pairs)
    with indexer.Searcher.open(index) as searcher:
        results = searcher.search(request)
    if as_json:
        _print_json(indexer.search_body(results, request, root="", lang="vi"))
    else:
        for note in results.question.notes:
            _tell(indexer.note_text(note, "en"))
        for number, hit in enumerate(results.hits, (request.page - 1) * request.size + 1):
            _print_hit(number, hit)
        _tell(f"{results.total.value:,} documents, {results.took_ms:.0f} ms.")
    return Exit.DONE if results.total.value else Exit.NOTHING_FOUND


@cli.command()
@with_sources
@with_index
@with_json
def extract(sources: tuple[Path, ...], index: Path, *, as_json: bool) -> int:
    """Read province, year, conference number and more out of SOURCES, with evidence.

    Nothing is indexed. With --json, one JSON object a document.
    """
    del index  # every command takes --index; this one needs none
    problems: list[Problem] = []
    for document in _documents(sources or (Path("seeds"),), problems):
        body = indexer.extract_body(document, indexer.extract(document))
        if as_json:
            _print_json(body)
        else:
            _print_values(body)
    _tell_problems(problems)
    return Exit.SOME_REJECTED if any(p.kind == "rejected" for p in problems) else Exit.DONE


@cli.command()
@click.argument("text")
@with_index
@click.option("--chain", multiple=True, help="Only this chain: syllables, folded or words.")
@with_json
def analyze(text: str, index: Path, *, chain: tuple[str, ...], as_json: bool) -> int:
    """Show the terms that TEXT becomes, a row each, with their places in it."""
    del index
    for name in chain or indexer.CHAINS:
        if name not in indexer.CHAINS:
            known = ", ".join(indexer.CHAINS)
            raise click.BadParameter(f"{name!r} is not one of {known}.", param_hint="--chain")
        for token in indexer.analyze(name, text):
            if as_json:
                _print_json({**token._asdict(), "chain": name})
            else:
                _print(f"{name}\t{token.position}\t{token.start}-{token.end}\t{token.term}")
    return Exit.DONE


@cli.command()
@with_index
@with_json
def info(index: Path, *, as_json: bool) -> int:
    """Say which index serves, how many documents it holds and what was left out."""
    manifest = indexer.current(index).manifest
    if as_json:
        _print_json(manifest)
        return Exit.DONE
    for key in ("generation", "built_at", "documents", "read", "sources"):
        value = manifest.get(key)
        shown = ", ".join(value) if isinstance(value, list) else value
        _print(f"{key.replace('_', ' ')}: {shown}")
    _print(f"left out: {len(manifest.get('problems', []))}")
    return Exit.DONE


def run(group: click.Group, args: Sequence[str] | None = None) -> int:
    """Runs a command line and gives its exit code; errors become one clear message.

    Args:
        group: The commands.
        args: The arguments; those of the process if None.
    """
    _survive_narrow_consoles()
    as_json = "--json" in (sys.argv[1:] if args is None else args)
    try:
        code = group.main(args=args, prog_name="hoinghi", standalone_mode=False)
    except click.UsageError as error:
        if as_json:
            _print_json({**indexer.problem_body("bad_request"), "detail": error.format_message()})
        error.show(file=_stderr())
        return Exit.MISUSE
    except click.Abort:
        _tell("Interrupted; nothing was changed.")
        return Exit.INTERRUPTED
    except indexer.HoiNghiError as error:
        if as_json:
            _print_json(indexer.problem_body(error))
        _tell(f"Error: {error}")
        return _EXIT_OF.get(error.code, Exit.FAILED)
    return int(code or Exit.DONE)


def _survive_narrow_consoles() -> None:
    """Where the console cannot show a letter, "?" stands for it; nothing ends the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _pairs(options: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in options.items():
        if isinstance(value, str):
            yield name, value
        else:
            yield from ((name, each) for each in value or ())


def _documents(sources: Sequence[Path], problems: list[Problem]) -> Iterator[Document]:
    limit = indexer.BuildSettings().max_document_bytes
    for item in indexer.read_sources(sources, limit):
        if isinstance(item, indexer.Document):
            yield indexer.complete(item)
        else:
            problems.append(item)


def _print(text: str) -> None:
    click.echo(text, color=False if "NO_COLOR" in os.environ else None)


def _print_json(body: Any) -> None:
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    click.echo(json.dumps(body, ensure_ascii=encoding != "utf8"))


def _tell(text: str) -> None:
    click.echo(text, err=True, color=False if "NO_COLOR" in os.environ else None)


def _stderr() -> Any:
    return sys.stderr


def _tell_problems(problems: Iterable[Problem]) -> None:
    problems = list(problems)
    for problem in problems[:_LISTED_PROBLEMS]:
        _tell(f"  {problem.kind}: {problem.where}: {problem.reason}")
    if len(problems) > _LISTED_PROBLEMS:
        _tell(f"  … and {len(problems) - _LISTED_PROBLEMS:,} more; hoinghi info --json has all")


def _report_body(report: indexer.BuildReport) -> dict[str, Any]:
    return {
        "read": report.read,
        "indexed": report.indexed,
        "rejected": report.rejected,
        "problems": [
            {"kind": p.kind, "where": p.where, "reason": p.reason} for p in report.problems
        ],
        "seconds": round(report.seconds, 3),
        "generation": report.generation,
    }


def _print_hit(number: int, hit: Hit) -> None:
    _print(f"{number}. {_styled(hit.title) or '(no title)'}")
    facets = hit.facets
    conference = f"hội nghị lần thứ {facets.conference}" if facets.conference else None
    known = (facets.date or facets.year, facets.province, conference, hit.document.id)
    _print("   " + " · ".join(str(value) for value in known if value))
    for snippet in hit.snippets:
        _print(f"   {_styled(snippet)}")


def _styled(snippet: Snippet) -> str:
    shown, place = [], 0
    for start, end in snippet.marks:
        shown += [snippet.text[place:start], click.style(snippet.text[start:end], bold=True)]
        place = end
    return "".join([*shown, snippet.text[place:]])


def _print_values(body: dict[str, Any]) -> None:
    _print(f"{body['id']}  {body['title']}")
    for facet, found in body["evidence"].items():
        places = "; ".join(f"“{each['text']}” ({each['rule']})" for each in found)
        _print(f"   {facet}: {body.get(facet)}  {places}")
