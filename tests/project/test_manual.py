"""The manual names everything there is and nothing else; its examples run."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from click import Command, Option

from indexer import Searcher, SearchRequest, build_index
from indexer.cli import Exit, cli
from indexer.documents import FACETS
from indexer.facets import KINDS, LEVELS
from indexer.params import PARAMETERS
from indexer.presenters import STATUS, search_body
from webapp import create_app
from webapp.cli import serve

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "index/README.md"])
COMMANDS: dict[str, Command] = {**cli.commands, "serve": serve}
OPTIONS_OF_ALL = {"--index", "--json"}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def sections(name: str) -> dict[str, str]:
    """The text under each second-level heading of a page."""
    parts = re.split(r"(?m)^## (.+)$", read(name))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def first_cells(text: str) -> set[str]:
    """What stands in backquotes in the first column of the tables."""
    rows = re.findall(r"(?m)^\| (`[^|]+) \|", text)
    return {cell for row in rows for cell in re.findall(r"`([^`]+)`", row)}


def examples(kind: str) -> list[tuple[str, str]]:
    """The fenced examples of a kind, each with the place it is from."""
    found = []
    for page in PAGES:
        blocks = re.findall(rf"(?ms)^```{kind}\n(.*?)^```$", page.read_text(encoding="utf-8"))
        found += [(f"{page.name}-{number}", block) for number, block in enumerate(blocks, 1)]
    return found


def steps(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a console example with the output it promises."""
    parts = re.split(r"(?m)^\$ (.+)\n", block)
    yield from zip(parts[1::2], parts[2::2], strict=True)


def fits(promised: str, printed: str) -> bool:
    """Whether the output is as promised, where "…" stands for anything."""
    pattern = re.escape(promised.strip()).replace("…", ".*")
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


def test_every_command_has_a_section() -> None:
    assert {title for title in sections("docs/cli.md") if title != "Exit codes"} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_described_and_no_other(name: str) -> None:
    options = {
        opt
        for each in COMMANDS[name].params
        if isinstance(each, Option)
        for opt in each.opts
        if opt.startswith("--")
    }
    described = {cell.split()[0] for cell in first_cells(sections("docs/cli.md")[name])}

    assert described == options - OPTIONS_OF_ALL


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_the_common_options(name: str) -> None:
    options = {opt for each in COMMANDS[name].params for opt in each.opts}

    assert OPTIONS_OF_ALL - options == ({"--json"} if name == "serve" else set())
    assert first_cells(read("docs/cli.md").partition("\n## ")[0]) == {"--index DIRECTORY", "--json"}


def test_every_exit_code_is_described() -> None:
    described = re.findall(r"(?m)^\| (\d+) \|", sections("docs/cli.md")["Exit codes"])

    assert [int(code) for code in described] == sorted(Exit)


def test_every_parameter_is_described_and_no_other() -> None:
    table = sections("docs/api.md")["GET /api/search"].partition("\nThe answer:")[0]

    assert first_cells(table) >= {*PARAMETERS, "lang"}
    assert re.findall(r"(?m)^\| `(\w+)` \|", table) == [
        name for name in re.findall(r"(?m)^\| `(\w+)` \|", table) if name in {*PARAMETERS, "lang"}
    ]


def test_every_route_is_described_and_no_other() -> None:
    rules = {rule.rule for rule in create_app({}).url_map.iter_rules()}
    known = {re.sub(r"<(?:\w+:)?\w*?(id|name|slug|filename)>", r"<\1>", rule) for rule in rules}
    known = {rule.replace("<slug>", "<name>") for rule in known}
    described = set(re.findall(r"(?m)^\| `GET ([^\s?]+)\S*` \|", read("docs/api.md")))

    assert described <= known
    assert {rule for rule in known - described if "static" not in rule} == {"/<path:path>"}


def test_every_key_of_an_answer_is_described(tmp_path: Path) -> None:
    build_index(ROOT / "seeds", tmp_path)
    with Searcher.open(tmp_path) as searcher:
        asked = SearchRequest("hội nghị")
        body = search_body(searcher.search(asked), asked, root="", lang="vi")
    api = sections("docs/api.md")["GET /api/search"]
    answer, _, hit = api.partition("\nThe answer:")[2].partition("\nA hit:")
    told = set(re.findall(r"`(\w+)`", answer))

    assert re.findall(r"(?m)^\| `(\w+)` \|", answer) == list(body)
    assert told >= {*body["query"], *body["total"], *body["links"], *body["index"]}
    assert first_cells(hit) == set(body["hits"][0])


def test_every_status_of_an_error_is_described() -> None:
    described = re.findall(r"(?m)^\| (\d{3}) \|", sections("docs/api.md")["Errors"])

    assert {str(status) for status in STATUS.values()} <= set(described)


def test_every_setting_is_described_and_no_other() -> None:
    sources = [*(ROOT / "indexer").rglob("*.py"), *(ROOT / "webapp").rglob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    used = set(re.findall(r"\bHOINGHI_[A-Z_]*[A-Z]\b", code))

    assert used
    assert first_cells(read("docs/settings.md")) & {*used} == used
    assert set(re.findall(r"\bHOINGHI_[A-Z_]*[A-Z]\b", read("docs/settings.md"))) == used


def test_every_facet_and_its_fixed_values_are_described() -> None:
    page = read("docs/facets.md")

    assert first_cells(page) >= set(FACETS)
    assert [value for value in (*KINDS, *LEVELS) if f"`{value}`" not in page] == []


def test_every_property_part_and_attribute_of_the_widget_is_described() -> None:
    script = read("webapp/static/widget.js")
    page = read("docs/embedding.md")
    properties = set(re.findall(r"--hoinghi-[a-z-]+", script))
    parts = set(re.findall(r'part: "([a-z]+)"', script))
    listed = re.search(r"(?ms)^Parts: (.+?)\.$", page)
    attributes = re.search(r"observedAttributes = \[(.+?)\]", script)

    assert listed
    assert attributes
    assert set(re.findall(r"`(\w+)`", listed[1])) == parts
    assert set(re.findall(r"--hoinghi-[a-z-]+", page)) == properties
    assert first_cells(page) == {*properties, *re.findall(r'"(\w+)"', attributes[1])}


def test_every_module_has_a_heading_that_asks() -> None:
    headings = re.findall(r"(?m)^### `(.+?)`: (.+)$", read("ARCHITECTURE.md"))
    modules = {
        str(path.relative_to(ROOT))
        for package in ("indexer", "webapp", "benchmarks")
        for path in (ROOT / package).rglob("*.py")
        if path.read_text(encoding="utf-8").strip()
    }

    assert modules == {name for name, _ in headings}
    assert [question for _, question in headings if not question.endswith("?")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = unquote(target).partition("#")
        aim = (page.parent / name).resolve() if name else page
        if not aim.exists() or (anchor and anchor not in anchors(aim)):
            broken.append(target)

    assert broken == []


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"(?m)^#+ (.+)$", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_is_short() -> None:
    assert len(read("README.md").splitlines()) <= 150


@pytest.mark.parametrize(
    "block", [pytest.param(block, id=place) for place, block in examples("console")]
)
def test_a_console_example_prints_what_it_promises(
    block: str, workplace: Path, environment: Mapping[str, str]
) -> None:
    build_index(workplace / "seeds", workplace / "index")
    for command, promised in steps(block):
        done = subprocess.run(  # noqa: S602 - the manual's own text
            command,
            shell=True,
            cwd=workplace,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert fits(promised, done.stdout), f"$ {command}\n{done.stdout}"


@pytest.mark.parametrize(
    "block", [pytest.param(block, id=place) for place, block in examples("python")]
)
def test_a_python_example_runs(block: str, workplace: Path, environment: Mapping[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", block],
        cwd=workplace,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    assert done.returncode == 0


def test_a_promise_that_is_not_kept_is_noticed() -> None:
    assert fits("5 documents, … ms.", "5 documents, 12 ms.\n")
    assert not fits("5 documents, … ms.", "4 documents, 12 ms.\n")
