"""What the tests of the engine share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indexer.engines.whoosh import pruning


@pytest.fixture(scope="module")
def pruned() -> Iterator[None]:
    """Few hits are pruned as many are: what leaves some unscored acts in small corpora too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pruning, "_FEW", 0)
        patch.setattr(pruning, "_RARE", 1)
        yield
