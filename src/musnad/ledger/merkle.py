"""Merkle trees as in RFC 6962: leaves, nodes, roots, and the proofs that a leaf is in a tree or a tree in a longer one.

Pure: a tree is asked for its nodes through a function, so a proof costs as many questions as it has hashes. The node
``(level, at)`` stands for the leaves from ``at * 2**level`` up to ``(at + 1) * 2**level``, all of them there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

Node = Callable[[int, int], bytes]  # level and place of a whole node, to its hash

EMPTY = sha256(b"").digest()  # root of the tree without leaves


def leaf_hash(body: bytes) -> bytes:
    """Return the hash of a leaf: a leaf can never be taken for a node."""
    return sha256(b"\0" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node with two children."""
    return sha256(b"\1" + left + right).digest()


def peaks(size: int) -> list[tuple[int, int]]:
    """Return the whole nodes that make up a tree, from the left: level and place of each."""
    found, before = [], 0
    for level in range(size.bit_length() - 1, -1, -1):
        if size >> level & 1:
            found.append((level, before >> level))
            before += 1 << level
    return found


class Frontier:
    """A tree that grows: only the hashes of its peaks are kept.

    Attributes:
        size: Number of leaves.
        hashes: Hashes of ``peaks(size)``.
    """

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self.hashes = list(hashes)

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Add the hash of a leaf; return the nodes that are whole now, with level and place, the leaf first."""
        made, at = [(0, self.size, leaf)], self.size
        level = 0
        while at & 1:
            leaf = node_hash(self.hashes.pop(), leaf)
            at, level = at >> 1, level + 1
            made.append((level, at, leaf))
        self.hashes.append(leaf)
        self.size += 1
        return made

    def root(self) -> bytes:
        """Return the root of the tree."""
        if not self.hashes:
            return EMPTY
        found = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            found = node_hash(left, found)
        return found


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the root over hashes of leaves."""
    tree = Frontier()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


def inclusion(node: Node, at: int, size: int) -> list[bytes]:
    """Return the path from a leaf to the root of the tree of the first ``size`` leaves.

    Raises:
        ValueError: There is no such leaf in it.
    """
    if not 0 <= at < size:
        raise ValueError(f"no leaf {at} in a tree of {size}")
    path: list[bytes] = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if at < middle:
            path.append(_over(node, middle, end))
            end = middle
        else:
            path.append(_over(node, begin, middle))
            begin = middle
    return path[::-1]


def consistency(node: Node, old: int, size: int) -> list[bytes]:
    """Return the proof that the tree of ``old`` leaves is the beginning of that of ``size``.

    Raises:
        ValueError: ``old`` is larger.
    """
    if not 0 <= old <= size:
        raise ValueError(f"a tree of {old} is no beginning of one of {size}")
    if old in {0, size}:
        return []
    path: list[bytes] = []
    begin, end, whole = 0, size, True
    while old != end:
        middle = begin + _split(end - begin)
        if old <= middle:
            path.append(_over(node, middle, end))
            end = middle
        else:
            path.append(_over(node, begin, middle))
            begin, whole = middle, False
    if not whole:
        path.append(_over(node, begin, end))
    return path[::-1]


def includes(leaf: bytes, at: int, size: int, path: Sequence[bytes], expected: bytes) -> bool:
    """Say whether a path leads from a leaf to the root ``expected``."""
    if not 0 <= at < size:
        return False
    last, found, left = size - 1, leaf, list(path)
    while last:
        if at & 1 or at < last:
            if not left:
                return False
            found = node_hash(left.pop(0), found) if at & 1 else node_hash(found, left.pop(0))
        at, last = at >> 1, last >> 1
    return not left and found == expected


def extends(old: int, old_root: bytes, size: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Say whether a proof shows that the tree of ``old`` leaves is the beginning of that of ``size``."""
    if old > size or old < 0:
        return False
    if old in {0, size}:
        return not path and (old == 0 or old_root == new_root)
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    left = list(path)
    if not left and at:
        return False
    one = two = left.pop(0) if at else old_root
    while last:
        if at & 1 or at < last:
            if not left:
                return False
            beside = left.pop(0)
            if at & 1:
                one = node_hash(beside, one)
            two = node_hash(beside, two) if at & 1 else node_hash(two, beside)
        at, last = at >> 1, last >> 1
    return not left and one == old_root and two == new_root


def _split(count: int) -> int:
    """Return the largest power of two below a count of at least two."""
    return int(1 << (count - 1).bit_length() - 1)


def _over(node: Node, begin: int, end: int) -> bytes:
    """Return the hash over the leaves of a range that begins where a subtree does."""
    hashes = [node(level, (begin >> level) + at) for level, at in peaks(end - begin)]
    return Frontier(end - begin, hashes).root()
