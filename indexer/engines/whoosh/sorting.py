"""Rows are put in order by columns of small numbers, in time linear in their count.

Numpy sorts two bytes at a time by counting, and leaves equal ones in the order they had:
sorting by the lower bytes first and the upper ones last sorts by all of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.container import Array

Order = NDArray[np.intp]

_FIRST_BITS = 16
_MORE_BITS = 8


def order_of(*columns: Array) -> Order:
    """The places of rows in their order; equal rows stay in the order they have.

    Args:
        columns: Unsigned numbers, of as many rows each; the first column counts most.
    """
    *others, last = columns
    order = _by_number(last)
    for column in reversed(others):
        order = order.take(_by_number(column.take(order)))
    return order


def _by_number(numbers: Array) -> Order:
    order = numbers.astype(np.uint16).argsort(kind="stable")
    bits = int(numbers.max(initial=0)).bit_length()
    for shift in range(_FIRST_BITS, bits, _MORE_BITS):
        upper = (numbers >> numbers.dtype.type(shift)).astype(np.uint8).take(order)
        order = order.take(upper.argsort(kind="stable"))
    return order


def changes(*columns: Array) -> NDArray[np.bool_]:
    """Where any of the columns differs from the row before; the first row does."""
    found = np.zeros(len(columns[0]), np.bool_)
    found[:1] = True
    for column in columns:
        found[1:] |= column[1:] != column[:-1]
    return found
