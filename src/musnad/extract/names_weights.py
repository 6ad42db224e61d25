"""The weights of the model of names: its file, and the tables in which a reader of text finds them fast.

The weights are learnt by python-crfsuite (``scripts/train_names.py``). What a word says of itself and of the words near it
is one row of a table, one block of labels a distance, so that a word is described once for all distances.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from musnad.extract.names_features import FAMILIES, REACH
from musnad.model.errors import PackError

Scores = NDArray[np.float32]
SPREAD = 2 * REACH + 1  # distances at which a word is looked at
_SPREAD_BITS = 18
_ODD = np.int64(-7046029254386353131)  # an odd number whose multiples spread well over 64 bits
_OWN = re.compile(r"(-?\d)(.+)", re.DOTALL)  # distance, feature
_PAIR = re.compile(rf"([lr])((?:{'|'.join(FAMILIES)})=.+)", re.DOTALL)  # which of the two neighbours, both


class Weights(NamedTuple):
    """A trained model; each table has one column a label.

    Attributes:
        labels: The labels, in the order of the columns.
        near: Feature of a word to its row of ``of_near``: one block a distance, from the left on. Row 0 is empty.
        pairs: Features of two neighbours, one a row of ``of_pairs``: for the right one and for the left one.
        rest: Features of known names and echoes to their rows of ``of_rest``.
        moves: Weight of a step from one label to the next.
        lean: What is taken from the score of «outside».
    """

    labels: tuple[str, ...]
    near: Mapping[str, int]
    of_near: Scores
    pairs: Sequence[str]
    of_pairs: Scores
    rest: Mapping[str, int]
    of_rest: Scores
    moves: NDArray[np.float64]
    lean: float


def pack(labels: Sequence[str], state: Mapping[tuple[str, str], float], moves: Mapping[tuple[str, str], float],
         lean: float = 0.0) -> bytes:
    """Return the bytes of a model file.

    Args:
        labels: The labels, in the order of the columns.
        state: Weight of an attribute for a label.
        moves: Weight of a step from one label to the next.
        lean: What is taken from the score of «outside», so that as many names are missed as are made up.
    """
    columns = {label: i for i, label in enumerate(labels)}
    cells: list[dict[str, list[tuple[int, int, float]]]] = [{}, {}, {}]  # feature to (block, column, weight)
    for (attribute, label), weight in state.items():
        table, feature, block = _placed(attribute)
        cells[table].setdefault(feature, []).append((block, columns[label], weight))
    tables = [_table(some, blocks, len(labels)) for some, blocks in zip(cells, (SPREAD, 2, 1), strict=True)]
    names = ["\n".join(sorted(some)) for some in cells]
    steps = [[round(moves.get((a, b), 0.0), 5) for b in labels] for a in labels]
    about = {"labels": list(labels), "rows": [len(some) for some in cells], "moves": steps, "lean": lean}
    return zlib.compress(b"\n".join([json.dumps(about).encode(), b"".join(tables) + "\n\n".join(names).encode()]), 9)


def _placed(attribute: str) -> tuple[int, str, int]:
    """Return the table of an attribute, its feature there, and its block."""
    if own := _OWN.fullmatch(attribute):
        return 0, own[2], int(own[1]) + REACH
    if pair := _PAIR.fullmatch(attribute):
        return 1, pair[2], "lr".index(pair[1])
    return 2, attribute, 0


def _table(cells: Mapping[str, Sequence[tuple[int, int, float]]], blocks: int, width: int) -> bytes:
    table = np.zeros((len(cells), blocks, width), dtype=np.float16)
    for row, feature in enumerate(sorted(cells)):
        for block, column, weight in cells[feature]:
            table[row, block, column] = weight
    return table.tobytes()


def unpack(raw: bytes) -> Weights:
    """Read the bytes of a model file.

    Raises:
        PackError: The bytes are no model.
    """
    try:
        head, rest = zlib.decompress(raw).split(b"\n", 1)
        about = json.loads(head)
    except (zlib.error, ValueError) as broken:
        raise PackError(f"the model of names cannot be read: {broken}") from broken
    width, at, tables = len(about["labels"]), 0, []
    for rows, blocks in zip(about["rows"], (SPREAD, 2, 1), strict=True):
        size = rows * blocks * width
        table = np.frombuffer(rest, dtype=np.float16, count=size, offset=at).astype(np.float32)
        tables.append(table.reshape(rows, blocks * width))
        at += 2 * size
    near, pairs, other = (part.split("\n") if part else [] for part in rest[at:].decode().split("\n\n"))
    return Weights(
        tuple(about["labels"]),
        dict(zip(near, range(1, len(near) + 1), strict=True)),
        np.concatenate([np.zeros((1, SPREAD * width), dtype=np.float32), tables[0]]),
        pairs,
        tables[1].reshape(-1, 2, width),
        dict(zip(other, range(len(other)), strict=True)),
        tables[2],
        np.array(about["moves"], dtype=np.float64),
        about["lean"],
    )


class Joints:
    """The weights of the features of two neighbours, found by number for a whole text at once.

    A word has one number a family as the left one of two, and one as the right one; both together are the key of a pair.
    """

    def __init__(self, pairs: Sequence[str], weights: Scores) -> None:
        self._numbers: dict[str, int] = {}
        keys = np.array([self._read(pair) for pair in pairs], dtype=np.int64)
        order = np.argsort(keys)
        self._keys = keys[order]
        self.weights = weights[order]
        self._may_be = np.zeros(1 << _SPREAD_BITS, dtype=np.bool_)
        self._may_be[_scattered(keys)] = True

    def _read(self, pair: str) -> int:
        family, _, both = pair.partition("=")
        left, _, right = both.partition("|")
        for side in (left, right):
            self._numbers.setdefault(side, len(self._numbers) + 1)
        return self.left(FAMILIES.index(family), left) | self.right(right) if left and right else -1

    def left(self, family: int, side: str) -> int:
        """Return the number of a word or cluster as the left one of two; one that no pair has makes no known key."""
        return family << 56 | self._numbers.get(side, 0) << 28

    def right(self, side: str) -> int:
        """Return the number of a word or cluster as the right one of two."""
        return self._numbers.get(side, 0)

    def found(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the places of the pairs that have weights, and the rows of those weights."""
        keys = left | right
        at, family = np.nonzero(self._may_be[_scattered(keys)])
        asked = keys[at, family]
        rows = np.searchsorted(self._keys, asked)
        known = self._keys[np.minimum(rows, len(self._keys) - 1)] == asked if len(self._keys) else rows < 0
        return at[known], rows[known]


def _scattered(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each key a place in a small table: most keys that are not known share none with one that is."""
    found: NDArray[np.int64] = (keys * _ODD >> 64 - _SPREAD_BITS) & (1 << _SPREAD_BITS) - 1
    return found
