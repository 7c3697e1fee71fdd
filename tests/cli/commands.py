"""What a command is to the tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Ran = tuple[int, str, str]
Command = Callable[..., Ran]


def objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]
