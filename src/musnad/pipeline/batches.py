"""Work in batches: big enough that handing one over costs nothing beside reading it, small enough to hold a few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

ITEMS = 64
CODE_POINTS = 200_000


def batches(items: Iterable[Item], length: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Yield the items in order, at most ``ITEMS`` at a time, and fewer where they are long.

    Args:
        items: Documents, or what holds one.
        length: Code points of an item's text.
    """
    batch: list[Item] = []
    size = 0
    for item in items:
        if batch and (len(batch) == ITEMS or size + length(item) > CODE_POINTS):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += length(item)
    if batch:
        yield batch
