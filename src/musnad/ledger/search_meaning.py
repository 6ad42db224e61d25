"""A search that also finds what means the same in other words: ranks of words and of meaning, joined.

    with open_search_by_meaning("news.ledger", analysis, meaning) as search:
        search.refresh_meaning("report")            # takes long the first time
        found = search.find("هجوم بغاز سام على مدنيين")

Nearness of vectors only ranks: it never says that two records are the same, nor that one supports the other. What must
hold (phrases, fields, -words) must hold here, too. The two ranks are joined by reciprocal rank fusion, so that neither
score need be weighed against the other.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import local

import numpy as np
from sqlalchemy import Connection, select

from musnad.ledger.backend import Backend
from musnad.ledger.schema import RECORDS
from musnad.ledger.search import EVERYTHING, FIRST, Index, Progress, Search, open_index, unseen, up_to
from musnad.ledger.search_plan import Leaf, Node, plan
from musnad.ledger.search_query import Query
from musnad.ledger.search_vectors import HALF, Piece, Vectors
from musnad.ledger.search_views import WINDOW, Found, Hit
from musnad.ledger.views import Held
from musnad.model.errors import LedgerError
from musnad.model.terms import Analysis, Meaning

MEANT = ("report", "statement")  # the types that are found by meaning; the others have too few words of their own
AT_A_TIME = 16  # readings whose vectors are made and kept at a time
STEADY = 20  # of the fusion: the higher, the less the very first ranks count

Ranks = list[tuple[int, float]]


class MeaningSearch(Search):
    """Finds records by words and by meaning. Made by ``open_search_by_meaning``."""

    def __init__(self, backend: Backend, index: Index, analysis: Analysis, meaning: Meaning) -> None:
        super().__init__(backend, index, analysis)
        self._meaning = meaning
        self._vectors = Vectors(backend)
        self._one = local()  # of the question under way: what was found by words, and where by meaning

    def find(self, text: str, limit: int = 20, skip: int = 0, *, whole: bool = False,
             progress: Progress | None = None) -> Found:
        """Return the best hits for a question, as ``Search.find`` does; where words rank, meaning ranks, too."""
        self._one.worded, self._one.near = frozenset(), {}
        return super().find(text, limit, skip, whole=whole, progress=progress)

    def refresh_meaning(self, kind: str, progress: Progress | None = None) -> int:
        """Make the vectors of what the ledger has taken in since, and return of how many readings.

        Args:
            kind: Type of records, one of ``MEANT``.
            progress: Told how many readings are done, of how many.

        Raises:
            LedgerError: They cannot be written beside the ledger.
        """
        with self._backend.reading() as connection:
            begun, state, new = self._unseen(connection, kind)
            for at in range(0, len(new), AT_A_TIME):
                some = new[at : at + AT_A_TIME]
                after = begun | up_to(connection, some[-1])
                if not self._vectors.write(kind, self._pieces(connection, kind, some), state, after):
                    raise LedgerError(f"{self._backend.where}: another process makes the same vectors; let it end")
                state = after
                if progress:
                    progress(min(at + AT_A_TIME, len(new)), len(new))
        return len(new)

    def waiting(self, kind: str) -> int:
        """Return how many readings have no vectors yet."""
        with self._backend.reading() as connection:
            return len(self._unseen(connection, kind)[2])

    def _unseen(self, connection: Connection, kind: str) -> tuple[dict[str, str], dict[str, str], list[int]]:
        begun = self._begun(connection) | {"analysis": self._meaning.version}
        return begun, *unseen(connection, self._vectors.state(kind), begun)

    def _pieces(self, connection: Connection, kind: str, some: Sequence[int]) -> list[Piece]:
        """Return the pieces of the records that some readings added."""
        table = RECORDS[kind]
        asked = select(table.c.number, table.c.line).where(table.c.reading.in_(some)).order_by(table.c.number)
        places: list[tuple[int, int]] = []
        texts: list[str] = []
        for number, line in connection.execute(asked.where(table.c.line != "")):  # an expunged record has no line
            made = json.loads(line)
            title = made.get("title") or ""
            for first, last in self._meaning.pieces(made["text"]):
                ahead = f"{title}\n" if not first and title not in made["text"] else ""
                places.append((number, made["start"] + first))
                texts.append(ahead + made["text"][first:last])
        vectors = self._meaning.passages(texts) if texts else []
        return [Piece(*place, vector) for place, vector in zip(places, vectors, strict=True)]

    def _ranked(self, query: Query, node: Node, wanted: int) -> Iterator[Ranks]:
        if not query.worded or query.type not in MEANT:
            yield from super()._ranked(query, node, wanted)
            return
        near = self._near(query)
        self._one.near = dict(near)
        told: set[int] = set()
        for most in (FIRST + wanted * 2, EVERYTHING):
            words = self._index.best(query.type, node, most)
            self._one.worded = frozenset(number for number, _ in words)
            yield [(number, score) for number, score in fused(words, near[:most]) if number not in told]
            told.update(number for number, _ in words)
            told.update(number for number, _ in near[:most])

    def _near(self, query: Query) -> Ranks:
        """Return the records for which all holds that must, the nearest first, each with where its nearest piece begins."""
        held = self._vectors.pieces(query.type) if self._vectors.state(query.type) else None
        if held is None:
            raise LedgerError(f"{self._backend.where}: there is no index of the meaning of {query.type}s yet; make it with: "
                              f"musnad index --semantic{'' if query.type == 'report' else ' --statements'}")
        if not len(held.numbers):
            return []
        asked = np.frombuffer(self._meaning.question(" ".join((*query.words, *query.must))), HALF).astype(np.float32)
        order = np.argsort(-(held.vectors @ asked), kind="stable")
        _, first = np.unique(held.numbers[order], return_index=True)
        nearest = order[np.sort(first)]
        found = zip(held.numbers[nearest].tolist(), held.starts[nearest].tolist(), strict=True)
        must = plan(replace(query, words=()), replace(self._analysis, asked=self._asked))
        if must is None or must == Leaf("words", ("00",)):
            return list(found)
        fit = {number for number, _ in self._index.latest(query.type, must)}
        return [one for one in found if one[0] in fit]

    def _made(self, connection: Connection, one: Held, score: float, leaves: list[Leaf]) -> Hit:
        hit = super()._made(connection, one, score, leaves)
        near: dict[int, float] = self._one.near
        if one.number not in near:
            return hit
        by = (*(("words",) if one.number in self._one.worded else ()), "meaning")
        return replace(hit, by=by) if hit.spans else replace(_shown_from(hit, one, int(near[one.number])), by=by)


def open_search_by_meaning(where: str | os.PathLike[str], analysis: Analysis, meaning: Meaning) -> MeaningSearch:
    """Open a ledger to search it by words and by meaning.

    Args:
        where: Path of a SQLite file, or address of a PostgreSQL database.
        analysis: How the language of the texts makes terms: ``musnad.link.terms.ANALYSIS``.
        meaning: How it makes vectors: ``musnad.link.meaning.meaning()``.

    Raises:
        LedgerError: There is no ledger, or it is of another schema.
    """
    return MeaningSearch(*open_index(where), analysis, meaning)


def fused(words: Sequence[tuple[int, float]], near: Sequence[tuple[int, float]]) -> Ranks:
    """Return the records of two ranks as one: each counts 1/(20 + rank); where that is the same, words go first."""
    scores: dict[int, float] = {}
    for ranks in (words, near):
        for rank, (number, _) in enumerate(ranks, 1):
            scores[number] = scores.get(number, 0.0) + 1 / (STEADY + rank)
    return sorted(scores.items(), key=lambda item: -item[1])  # the sort keeps the order of what is equal


def _shown_from(hit: Hit, one: Held, start: int) -> Hit:
    """Return a hit without matches so that its words are shown from the piece on that lies nearest."""
    text, base = one.record["text"], one.record["start"]
    end = min(len(text), start - base + WINDOW)
    while end > start - base and end < len(text) and not text[end].isspace():
        end -= 1
    return replace(hit, snippet=text[start - base : end], start=start)


