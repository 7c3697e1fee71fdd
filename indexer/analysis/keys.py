"""What two spellings of one value have in common."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.analysis.filters import fold, lower
from indexer.analysis.normalizer import normalize


@lru_cache(1 << 14)
def value_key(value: str | int) -> str:
    """The form in which facet values are compared: ``Bắc Kạn`` → ``bac-kan``."""
    return re.sub(r"[\W_]+", "-", fold(lower(normalize(str(value)).text))).strip("-")
