"""The file a CRFsuite model is stored in, read without CRFsuite.

The format is CRFsuite's ``lCRF``: https://www.chokkan.org/software/crfsuite/
"""

from __future__ import annotations

import pickletools
import struct
from collections.abc import Iterator
from dataclasses import dataclass

_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_CHUNK = struct.Struct("<4sII")
_FEATURE = struct.Struct("<IIId")
_STATE = 0
_LABELS = ["B_W", "I_W"]


class UnknownModelError(Exception):
    """The installed pyvi brings a model this module cannot read."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Attribute name to weight, and the transition weights, as differences I_W - B_W."""

    of: dict[str, float]
    begin_begin: float
    begin_in: float
    in_begin: float
    in_in: float


def pickled_model(pickled: bytes) -> bytes:
    """The CRFsuite file inside pyvi's pickle, found without unpickling anything."""
    for opcode, value, _ in pickletools.genops(pickled):
        if opcode.name == "BINUNICODE" and isinstance(value, str) and value[:4] == "lCRF":
            return value.encode("latin-1")
        if isinstance(value, bytes) and value[:4] == b"lCRF":
            return value
    raise UnknownModelError("pyvi's pickle holds no CRFsuite model")


def read_weights(model: bytes) -> Weights:
    """The weights of a two-label model.

    Raises:
        UnknownModelError: It is no such model.
    """
    magic, _, kind, _, _, _, _, features, labels, attributes, _, _ = _HEADER.unpack_from(model)
    if (magic, kind) != (b"lCRF", b"FOMC"):
        raise UnknownModelError(f"not a first-order CRFsuite model: {magic!r} {kind!r}")
    if (found := list(_strings(model, labels))) != _LABELS:
        raise UnknownModelError(f"labels {found} instead of {_LABELS}")
    names = list(_strings(model, attributes))
    of: dict[str, float] = {}
    moves: dict[tuple[int, int], float] = {}
    count = _CHUNK.unpack_from(model, features)[2]
    start = features + _CHUNK.size
    for place in range(start, start + count * _FEATURE.size, _FEATURE.size):
        kind_of, source, target, weight = _FEATURE.unpack_from(model, place)
        if kind_of == _STATE:
            of[names[source]] = of.get(names[source], 0.0) + (weight if target else -weight)
        else:
            moves[source, target] = weight
    return Weights(of, moves[0, 0], moves[0, 1], moves[1, 0], moves[1, 1])


def _strings(model: bytes, start: int) -> Iterator[str]:
    """The strings of a CQDB chunk in the order of their numbers."""
    magic, _, _, _, count, offsets = struct.unpack_from("<4sIIIII", model, start)
    if magic != b"CQDB":
        raise UnknownModelError("a string table is not where it should be")
    for number in range(count):
        (place,) = struct.unpack_from("<I", model, start + offsets + 4 * number)
        _, size = struct.unpack_from("<II", model, start + place)
        raw = model[start + place + 8 : start + place + 8 + size]
        yield raw.rstrip(b"\0").decode("utf-8")
