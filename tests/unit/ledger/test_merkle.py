"""The tree is that of RFC 6962, and only true proofs are believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.ledger.merkle import EMPTY, Frontier, consistency, extends, includes, inclusion, leaf_hash, node_hash, root

LEAVES = [leaf_hash(b"%d" % n) for n in range(40)]


def defined(leaves: list[bytes]) -> bytes:
    """Return the root as section 2.1 of the RFC defines it."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(defined(leaves[:half]), defined(leaves[half:]))


def node(level: int, at: int) -> bytes:
    return defined(LEAVES[at << level : at + 1 << level])


def test_the_hashes_are_those_of_the_certificate_logs() -> None:
    # the first vectors that implementations of the RFC share: the empty tree, and the leaf without content
    assert EMPTY.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


def test_a_tree_that_grows_has_the_root_that_is_defined() -> None:
    for size in range(len(LEAVES) + 1):
        assert root(LEAVES[:size]) == defined(LEAVES[:size])


@given(st.integers(1, 40), st.data())
def test_a_path_leads_from_its_leaf_to_its_root_and_nowhere_else(size: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, size - 1))
    path, expected = inclusion(node, at, size), defined(LEAVES[:size])

    assert includes(LEAVES[at], at, size, path, expected)
    assert not includes(leaf_hash(b"another"), at, size, path, expected)
    assert not includes(LEAVES[at], at, size, [*path, EMPTY], expected)
    assert not includes(LEAVES[at], size, size, path, expected)
    if path:
        assert not includes(LEAVES[at], at, size, path[:-1], expected)
        assert not includes(LEAVES[at], at ^ 1, size, path, expected)


@given(st.integers(0, 40), st.data())
def test_a_log_is_shown_to_be_the_beginning_of_a_later_one(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(0, size))
    path, before, now = consistency(node, old, size), defined(LEAVES[:old]), defined(LEAVES[:size])

    assert extends(old, before, size, now, path)
    if 0 < old < size:
        assert not extends(old, leaf_hash(b"x"), size, now, path)
        assert not extends(old, before, size, leaf_hash(b"x"), path)
        assert not extends(old, before, size, now, path[:-1])


def test_what_is_not_in_a_tree_has_no_proof() -> None:
    with pytest.raises(ValueError, match="no leaf"):
        inclusion(node, 3, 3)
    with pytest.raises(ValueError, match="no beginning"):
        consistency(node, 4, 3)


def test_a_frontier_keeps_no_more_than_its_peaks() -> None:
    tree = Frontier()
    for leaf in LEAVES:
        tree.append(leaf)

    assert len(tree.hashes) == bin(len(LEAVES)).count("1")
