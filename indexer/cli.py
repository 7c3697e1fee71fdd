"""The commands and their exit codes.

What a command needs is loaded when it runs (``indexer.build_index`` and the like are
late names), so ``--help`` answers at once.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Any

import click

import indexer
from indexer import console

TYPE_CHECKING = False  # as type checkers know it

if TYPE_CHECKING:  # what only types need is not loaded for --help
    from indexer.sources.problems import Problem


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

with_index = click.option(
    "--index",
    type=click.Path(file_okay=False),
    default="index",
    show_default=True,
    envvar="HOINGHI_INDEX",
    help="Folder that holds the index.",
)
with_json = click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output.")
with_corrections = click.option(
    "--corrections",
    type=click.Path(),
    help="CSV file of corrections (id, field, value), beside those in the sources.",
)
with_sources = click.argument("sources", nargs=-1, type=click.Path(readable=False))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(indexer.__version__, prog_name="hoinghi")
def cli() -> None:
    """Full-text search for Vietnamese articles on party conferences."""


@cli.command()
@with_sources
@with_index
@click.option("--force", is_flag=True, help="Publish even an empty or much smaller index.")
@click.option("--strict", is_flag=True, help="Publish nothing if any document is rejected.")
@with_corrections
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    show_default="the number of cores",
    help="Processes that analyse documents.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=1),
    default=512,
    show_default=True,
    metavar="MB",
    help="Megabytes that sorting the terms may take before it goes on in a file.",
)
@with_json
def build(
    sources: tuple[str, ...], index: str, *, memory: int, as_json: bool, **options: Any
) -> int:
    """Build the index from SOURCES: folders or files, .txt or .jsonl (default: seeds).

    The new index is built apart and put in place at once; until then, and whenever
    something goes wrong, the old one keeps serving.
    """
    chosen = sources or ("seeds",)
    settings = indexer.BuildSettings(memory=memory * 1024 * 1024, **options)
    with console.progress(lambda: indexer.count_documents(chosen)) as progress:
        report = indexer.build_index(chosen, index, settings, progress)
    console.tell(
        f"Read {console.counted(report.read, 'document')}, indexed {report.indexed:,}, "
        f"left out {report.rejected:,}, in {report.seconds:.1f} s. {index} now serves them."
    )
    console.tell_problems(report.problems)
    if as_json:
        console.print_json(_report_body(report))
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
def search(question: str, index: str, *, certain: bool, as_json: bool, **options: Any) -> int:
    """Search the index; without QUESTION, list every document.

    The value "none" of a filter means documents without a value.
    """
    pairs = [("q", question), *_pairs(options), *([("certain", "1")] if certain else [])]
    request = indexer.parse_params(pairs)
    with indexer.Searcher.open(index) as searcher:
        results = searcher.search(request)
    if as_json:
        console.print_json(indexer.search_body(results, request, root="", lang="vi"))
    else:
        for note in results.question.notes:
            console.tell(indexer.note_text(note, "en"))
        for number, hit in enumerate(results.hits, (request.page - 1) * request.size + 1):
            console.print_hit(number, hit)
        console.tell(
            f"{console.counted(results.total.value, 'document')}, {results.took_ms:.0f} ms."
        )
    return Exit.DONE if results.total.value else Exit.NOTHING_FOUND


@cli.command()
@with_sources
@with_index
@with_corrections
@click.option("--explain", is_flag=True, help="With --json: every candidate, and why it lost.")
@with_json
def extract(
    sources: tuple[str, ...], *, corrections: str | None, explain: bool, as_json: bool, **_: Any
) -> int:
    """Read province, year, conference number and more out of SOURCES, with evidence.

    Nothing is indexed. With --json, one JSON object a document.
    """
    problems: list[Problem] = []
    body_of = indexer.explained_body if explain else indexer.extract_body
    for document, values in indexer.read_facets(sources or ("seeds",), problems, corrections):
        if as_json:
            console.print_json(body_of(document, values))
        else:
            console.print_values(document, values)
    console.tell_problems(problems)
    return Exit.SOME_REJECTED if any(p.kind == "rejected" for p in problems) else Exit.DONE


@cli.command()
@click.argument("text")
@with_index
@click.option(
    "--chain", multiple=True, help="Only this chain: syllables, folded, words or compounds."
)
@with_json
def analyze(text: str, index: str, *, chain: tuple[str, ...], as_json: bool) -> int:
    """Show the terms that TEXT becomes, a row each, with their places in it."""
    del index
    for name in chain or indexer.CHAINS:
        if name not in indexer.CHAINS:
            known = ", ".join(indexer.CHAINS)
            raise click.BadParameter(f"{name!r} is not one of {known}.", param_hint="--chain")
        for token in indexer.analyze(name, text):
            if as_json:
                console.print_json({**token._asdict(), "chain": name})
            else:
                console.print_line(
                    f"{name}\t{token.position}\t{token.start}-{token.end}\t{token.term}"
                )
    return Exit.DONE


@cli.command()
@with_index
@with_json
def info(index: str, *, as_json: bool) -> int:
    """Say which index serves, how many documents it holds and what was left out."""
    manifest = indexer.current(index).manifest
    if as_json:
        console.print_json(manifest)
        return Exit.DONE
    console.print_info(manifest)
    return Exit.DONE


def run(group: click.Group, args: Sequence[str] | None = None) -> int:
    """Runs a command line and gives its exit code; errors become one clear message.

    Args:
        group: The commands.
        args: The arguments; those of the process if None.
    """
    console.survive_narrow_consoles()
    as_json = "--json" in (sys.argv[1:] if args is None else args)
    try:
        code = group.main(args=args, prog_name="hoinghi", standalone_mode=False)
    except click.UsageError as error:
        if as_json:
            console.print_json(
                {
                    **indexer.problem_body("bad_request", lang="en"),
                    "detail": error.format_message(),
                }
            )
        error.show(file=sys.stderr)
        return Exit.MISUSE
    except click.Abort:
        console.tell("Interrupted; nothing was changed.")
        return Exit.INTERRUPTED
    except indexer.HoiNghiError as error:
        if as_json:
            # Told on this machine only, so the sentence may name its files; the web's may not.
            console.print_json({**indexer.problem_body(error, lang="en"), "detail": str(error)})
        console.tell(f"Error: {error}")
        return _EXIT_OF.get(error.code, Exit.FAILED)
    return int(code or Exit.DONE)


def _pairs(options: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in options.items():
        if isinstance(value, str):
            yield name, value
        else:
            yield from ((name, each) for each in value or ())


def _report_body(report: indexer.BuildReport) -> dict[str, Any]:
    body = dataclasses.asdict(report)
    return {**body, "rejected": report.rejected, "seconds": round(report.seconds, 3)}
