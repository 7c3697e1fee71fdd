"""What a source could not give, and why; nothing is left out silently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not indexed as it stood.

    Attributes:
        where: File, and line or id where there is one.
        reason: What is wrong and what would help.
        kind: ``rejected``: a document was left out; ``skipped``: a file that is no
            document; ``dropped``: one value of a document was left out; ``degraded``: nothing was
            left out, but the work could be done better.
    """

    where: str
    reason: str
    kind: Literal["rejected", "skipped", "dropped", "degraded"] = "rejected"
