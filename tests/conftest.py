"""What the tests of the library share: the seeds, an index of them, and steady examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from indexer import Document, Searcher, build_index

ROOT = Path(__file__).parents[1]

# The same examples every time, so that a red test means a change; to look for new ones:
# pytest --hypothesis-profile=explore
_SLOW_START = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile(
    "steady",
    max_examples=60,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=_SLOW_START,
)
settings.register_profile(
    "explore", max_examples=1000, deadline=None, suppress_health_check=_SLOW_START
)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five articles."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def seed_texts(seeds: Path) -> dict[str, str]:
    """The text of each seed by its id."""
    return {path.stem: path.read_bytes().decode("utf-8") for path in sorted(seeds.glob("*.txt"))}


@pytest.fixture(scope="session")
def seeds_index(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the seeds that no test writes to."""
    index = tmp_path_factory.mktemp("seeds") / "index"
    build_index(seeds, index)
    return index


@pytest.fixture(scope="session")
def searcher(seeds_index: Path) -> Iterator[Searcher]:
    """A searcher over the seeds."""
    with Searcher.open(seeds_index) as opened:
        yield opened


@pytest.fixture
def index_of(tmp_path: Path) -> Callable[[Iterable[Document]], Path]:
    """Builds an index of some documents."""

    def build(documents: Iterable[Document]) -> Path:
        build_index(documents, tmp_path / "index")
        return tmp_path / "index"

    return build
