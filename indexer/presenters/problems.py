"""Errors as sentences and as the problem details of RFC 9457."""

from __future__ import annotations

from indexer.errors import BadParameterError, HoiNghiError
from indexer.messages import DEFAULT, has_message, translate
from indexer.params import PARAMETERS

STATUS = {
    "bad_parameter": 400,
    "bad_year": 400,
    "unknown_parameter": 400,
    "repeated_parameter": 400,
    "bad_request": 400,
    "unknown_document": 404,
    "not_found": 404,
    "method_not_allowed": 405,
    "failed": 500,
    "no_index": 503,
    "stale_index": 503,
    "damaged_index": 503,
}
"""The HTTP status each error code has in its problem body; 500 for the others."""

_LONGEST = 60


def problem_body(
    error: HoiNghiError | str,
    *,
    root: str = "",
    lang: str = DEFAULT,
    beside: tuple[str, ...] = (),
) -> dict[str, object]:
    """An error as RFC 9457 has it; ``type`` is the address of a page that explains it.

    Args:
        error: The error, or a bare code such as ``not_found``.
        root: Absolute address of the site without a slash at the end; may be empty.
        lang: Language of title and detail.
        beside: Parameters the interface takes beside those of a search.
    """
    code = _code(error)
    body: dict[str, object] = {
        "type": f"{root}/problems/{code.replace('_', '-')}",
        "title": translate(lang, f"problem.{code}"),
        "status": STATUS.get(code, 500),
        "detail": error_text(error, lang, beside),
    }
    if isinstance(error, BadParameterError):
        body["parameter"] = error.parameter
        body["accepts"] = _accepts(error, lang, beside)
    return body


def error_text(error: HoiNghiError | str, lang: str, beside: tuple[str, ...] = ()) -> str:
    """The sentence a reader sees for an error; ``beside`` as in ``problem_body``."""
    if not isinstance(error, BadParameterError):
        return translate(lang, f"error.{_code(error)}")
    return translate(
        lang,
        f"error.{_code(error)}",
        parameter=_shortened(error.parameter),
        value=_shortened(error.value),
        accepts=_accepts(error, lang, beside),
    )


def _code(error: HoiNghiError | str) -> str:
    code = error if isinstance(error, str) else error.code
    return code if has_message(f"error.{code}") else HoiNghiError.code


def _shortened(value: str) -> str:
    return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"


def _accepts(error: BadParameterError, lang: str, beside: tuple[str, ...]) -> str:
    if error.accepts:
        return error.accepts
    key = f"accepts.{error.parameter}"
    if error.code == "unknown_parameter" or not has_message(key):
        return ", ".join([*PARAMETERS, *beside])
    return translate(lang, key)
