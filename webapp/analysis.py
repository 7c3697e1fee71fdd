"""How a text becomes terms, for people who wonder why something is found or not."""

from __future__ import annotations

from flask import Response

from indexer import CHAINS, analyze
from indexer.errors import BadParameterError
from indexer.requests import MAX_QUESTION
from webapp.context import checked_language, query_pairs
from webapp.rendering import json_body

PARAMETERS = ("text", "chain")
"""Every parameter but ``lang``; ``chain`` may be repeated."""


def analysis() -> Response:
    """``GET /api/analyze``: what ``hoinghi analyze --json`` prints, as one list."""
    checked_language()
    text, chains = _asked()
    return json_body(
        [{**token._asdict(), "chain": name} for name in chains for token in analyze(name, text)]
    )


def _asked() -> tuple[str, list[str]]:
    """The text, cut where a question is, and the chains, all unless some are named."""
    texts: list[str] = []
    chains: list[str] = []
    for name, value in query_pairs():
        if name not in PARAMETERS:
            known = ", ".join((*PARAMETERS, "lang"))
            message = f"Unknown parameter {name!r}. Known parameters: {known}."
            raise BadParameterError(message, name, value, "unknown_parameter", accepts=known)
        if name == "text":
            texts.append(value)
        elif value:
            chains.append(_chain(value))
    if len(set(texts)) > 1:
        message = "The parameter text is given twice with different values."
        raise BadParameterError(
            message,
            "text",
            texts[-1],
            "repeated_parameter",
            accepts=", ".join((*PARAMETERS, "lang")),
        )
    return "".join(texts[:1])[:MAX_QUESTION], list(dict.fromkeys(chains)) or list(CHAINS)


def _chain(name: str) -> str:
    if name not in CHAINS:
        known = ", ".join(CHAINS)
        message = f"Bad value for chain: {name[:60]!r}. It accepts: {known}."
        raise BadParameterError(message, "chain", name, accepts=known)
    return name
