"""From a question to what an index is asked: a tree of terms in columns, the same for every database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.ledger.search_query import Query
from musnad.model.terms import Analysis, Asked

COLUMNS = ("words", "stems", "keys", "speaker", "place", "outlet")
RANKED = 3  # the first so many count for the rank
KEY = "0"  # stands before a key, so that it is no word
ALL = "0"  # a term of every row, in the last column


@dataclass(frozen=True, slots=True)
class Leaf:
    """Terms that stand one after the other in a column."""

    column: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The first holds, and the second does not."""

    held: Node
    left_out: Node


Node = Leaf | Every | Some | Without


def plan(query: Query, analysis: Analysis) -> Node | None:
    """Return what an index is asked; None where it asks the index nothing, as for days alone."""
    ranked = _ranked(query, analysis)
    held: list[Node] = [part for phrase in query.must if (part := _phrase(phrase, analysis)) is not None]
    held += [part for name, value in query.names if (part := _named(name, value, analysis)) is not None]
    if ranked and not query.must:
        held.append(Some(tuple(ranked)))
    elif ranked:  # phrases decide, the other words only rank
        held.append(Some((held[0], *ranked)))
    out: list[Node] = [part for phrase in query.must_not if (part := _phrase(phrase, analysis)) is not None]
    out += [part for name, value in query.names_not if (part := _named(name, value, analysis)) is not None]
    if not held and query.worded:
        return Leaf("words", (ALL + ALL,))  # only marks were asked for: nothing holds them
    if not held and not out:
        return None
    whole: Node = _one(Every, tuple(held)) if held else Leaf(COLUMNS[-1], (ALL,))
    return Without(whole, _one(Some, tuple(out))) if out else whole


def shown_leaves(query: Query, analysis: Analysis) -> list[Leaf]:
    """Return the leaves whose words are to be marked in a text."""
    nodes = [*_ranked(query, analysis), *(made for phrase in query.must if (made := _phrase(phrase, analysis)))]
    return [leaf for node in nodes for leaf in _leaves(node)]


def _ranked(query: Query, analysis: Analysis) -> list[Node]:
    asked = [word for text in query.words for word in analysis.asked(text)]
    told = [word for word in asked if word.term.stem or word.keys] or asked
    distinct = dict.fromkeys(_word(word, "words", stems=True) for word in told)
    return list(distinct)


def _phrase(text: str, analysis: Analysis) -> Node | None:
    asked = analysis.asked(text)
    if not asked:
        return None
    if any(word.keys for word in asked):  # names in Latin letters: their order is not known
        return _one(Every, tuple(_word(word, "words") for word in asked))
    return Leaf("words", tuple(word.term.word for word in asked))


def _named(name: str, value: str, analysis: Analysis) -> Node | None:
    parts = tuple(_word(word, name) for word in analysis.asked(value))
    return _one(Every, parts) if parts else None


def _word(word: Asked, column: str, *, stems: bool = False) -> Node:
    """Return the ways in which a column may hold a word."""
    keyed = "keys" if column == "words" else column
    ways: list[Node] = [Leaf(column, (word.term.word,))]
    if stems and word.term.stem:
        ways.append(Leaf("stems", (word.term.stem,)))
    ways += [Leaf(keyed, (KEY + key,)) for key in word.keys if not word.others]
    ways += [Leaf(column, other) for other in word.others]
    return _one(Some, tuple(ways))


def _one(kind: type[Every] | type[Some], parts: tuple[Node, ...]) -> Node:
    return parts[0] if len(parts) == 1 else kind(parts)


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Every | Some):
        for part in node.parts:
            yield from _leaves(part)
