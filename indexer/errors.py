"""What can go wrong, by name. Each error names the attempt and the remedy; none knows HTTP."""

from __future__ import annotations


class HoiNghiError(Exception):
    """Base of every error this product raises on purpose.

    Attributes:
        code: Key under ``error.`` in the messages, for an interface that translates.
        args_by_name: What the sentence names.
    """

    code = "failed"

    def __init__(self, message: str, **args_by_name: str | int) -> None:
        super().__init__(message)
        self.args_by_name = args_by_name


class SourceError(HoiNghiError):
    """A source as a whole cannot be read: missing, or without any document."""

    code = "source"


class NoIndexError(HoiNghiError):
    """There is no index where one was asked for."""

    code = "no_index"


class StaleIndexError(HoiNghiError):
    """The index was built by another version and must be rebuilt."""

    code = "stale_index"


class DamagedIndexError(HoiNghiError):
    """The index is there but cannot be read."""

    code = "damaged_index"


class LockedIndexError(HoiNghiError):
    """Another build is writing this index."""

    code = "locked"


class BuildRefusedError(HoiNghiError):
    """The new index failed its check and was not published; the old one stays."""

    code = "build_refused"


class RejectedDocumentsError(HoiNghiError):
    """Some documents were rejected, and the build was told to accept none of that."""

    code = "rejected_documents"


class IndexWriteError(HoiNghiError):
    """The index cannot be written: the disk is full, or not writable."""

    code = "index_write"


class WorkerError(HoiNghiError):
    """A process that analysed documents died; the old index stays."""

    code = "worker"


class BadParameterError(HoiNghiError):
    """A parameter of a request has a wrong name, type or range.

    Attributes:
        parameter: Its name.
        value: What was given.
        accepts: What it accepts instead, where that is the same in every language.
    """

    code = "bad_parameter"

    def __init__(
        self,
        message: str,
        parameter: str,
        value: str,
        code: str | None = None,
        accepts: str | None = None,
    ) -> None:
        super().__init__(message, parameter=parameter, value=value)
        self.accepts = accepts
        self.parameter = parameter
        self.value = value
        if code:
            self.code = code


class UnknownDocumentError(HoiNghiError):
    """No document has this id."""

    code = "unknown_document"
