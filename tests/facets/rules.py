"""The rules that the code of the facets names, read from the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import product
from pathlib import Path

INDEXER = Path(__file__).parents[2] / "indexer"
_NAMED_BY = {  # where a call names a rule: which of its arguments
    "Candidate": 2, "Source": 1, "Evidence": 4, "with_stated": 2,
    "_said": 1, "_plenum": 2, "_candidate": 2,
}  # fmt: skip
_GIVE_RULES = ("_form", "provinces")  # functions that return or yield one


def rules_in_code() -> set[str]:
    """Every rule that a candidate or an evidence may name, but for the roles of dates."""
    paths = sorted((INDEXER / "facets").rglob("*.py"))
    trees = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    trees["corrections"] = ast.parse((INDEXER / "corrections.py").read_text(encoding="utf-8"))
    pages = {rule for expression in _naming(trees["pages"]) for rule in _strings(expression)}
    contexts = {
        rule
        for name in (
            "COMMITTEE",
            "ACTING",
            "POST",
            "GUEST",
            "VISITOR",
            "FORMER",
            "UNIT",
            "PAPER",
            "PLAIN",
            "VENUE",
            "COMPANY",
        )
        for one in _assigned(trees["contexts"], name)
        for rule in _strings(one)
    }
    genres = {
        rule
        for name in ("PLAN", "LIFE", "DIGEST", "LOOK_BACK", "INTERVIEW")
        for one in _assigned(trees["genres"], name)
        for rule in _strings(one)
    }
    found = {
        rule
        for tree in trees.values()
        for expression in _naming(tree)
        for one in _resolved(expression, tree)
        for rule in _strings(one, sorted(pages))
    }
    return found | contexts | genres


def _naming(tree: ast.AST) -> Iterator[ast.expr]:
    """The expressions that say a rule."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = _NAMED_BY.get(node.func.id, len(node.args))
            yield from node.args[place : place + 1]
        elif isinstance(node, ast.FunctionDef) and node.name in _GIVE_RULES:
            yield from _given(node)
    yield from _assigned(tree, "rule")


def _given(function: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Return | ast.Yield) and node.value is not None:
            value = node.value
            yield value.elts[-1] if isinstance(value, ast.Tuple) else value


def _assigned(tree: ast.AST, wanted: str) -> Iterator[ast.expr]:
    """What is assigned to a name, alone or with others."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
            both = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
            pairs = zip(target.elts, value.elts, strict=True) if both else [(target, value)]
            yield from (v for t, v in pairs if isinstance(t, ast.Name) and t.id == wanted)


def _resolved(expression: ast.expr, tree: ast.AST) -> Iterator[ast.expr]:
    """The expression, or what the constant that it names stands for."""
    yield expression
    for node in ast.walk(expression):
        if isinstance(node, ast.Name) and node.id.isupper():
            yield from _assigned(tree, node.id)


def _strings(expression: ast.expr, rules: list[str] | None = None) -> Iterator[str]:
    """The strings an expression can be; a rule told inside another is one of ``rules``."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        yield expression.value
    elif isinstance(expression, ast.IfExp):
        yield from _strings(expression.body, rules)
        yield from _strings(expression.orelse, rules)
    elif isinstance(expression, ast.JoinedStr):
        parts = [
            [one.value] if isinstance(one, ast.Constant) else rules or []
            for one in expression.values
        ]
        yield from ("".join(chosen) for chosen in product(*parts))
