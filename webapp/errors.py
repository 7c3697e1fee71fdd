"""An exception becomes one answer: a page for people, problem details for programs."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, current_app
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from indexer.errors import HoiNghiError
from indexer.presenters import STATUS, problem_body
from webapp.context import language, root
from webapp.headers import is_machine_path
from webapp.rendering import json_body, page

_HTTP_CODES = {404: "not_found", 405: "method_not_allowed"}
_SERVER_ERROR = 500
_RETRY_SECONDS = "30"


def register(target: Flask | Blueprint) -> None:
    """Let ``target`` answer every exception in this shape."""
    target.register_error_handler(HoiNghiError, answer)
    target.register_error_handler(HTTPException, answer_http)
    target.register_error_handler(Exception, answer_unexpected)


def answer(error: HoiNghiError | str) -> Response:
    """One of our own errors, or the code of one."""
    body = problem_body(error, root=root(), lang=language(), beside=("lang",))
    status = int(str(body["status"]))
    if is_machine_path():
        response = json_body(body, status, "application/problem+json")
    else:
        response = page("error.html", status, problem=body)
    response.headers["Cache-Control"] = "no-store"
    if status == STATUS["no_index"]:
        response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def answer_http(error: HTTPException) -> BaseResponse:
    """An error of HTTP itself; redirects pass."""
    code = error.code or _SERVER_ERROR
    if code < STATUS["bad_request"]:
        return error.get_response()
    if code >= _SERVER_ERROR:
        return answer("failed")
    response = answer(_HTTP_CODES.get(code, "bad_request"))
    valid_methods = getattr(error, "valid_methods", None)
    if valid_methods:
        response.headers["Allow"] = ", ".join(valid_methods)
    return response


def answer_unexpected(error: Exception) -> Response:
    """A fault of ours: logged in full, told in one sentence."""
    current_app.logger.error("Unexpected error", exc_info=error)
    return answer("failed")
