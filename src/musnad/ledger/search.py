"""The search: a question over all reports, statements, incidents and entities of a ledger, the best first.

    with open_search("news.ledger", analysis) as search:
        found = search.find('الغوطة "الأسلحة الكيميائية" speaker:Maas after:2018-09-01', limit=20)
        for hit in found.hits:
            print(hit.score, hit.held.id, hit.snippet)

``analysis`` is how the language of the texts makes terms; the command line hands ``musnad.link.terms.ANALYSIS``, and
whoever knows no language (the desk) is handed it by whoever starts it. The language of questions is told in
``search_query``; a question that cannot be read raises ``BadQuery`` with the ``position`` at which it goes wrong, and
``SEARCH_FIELDS`` says what each field means.

**For the desk**: open one ``Search`` beside the ``Reader`` and keep it; threads may share it. ``find(text, limit, skip)``
gives ``Found``: ``hits``, ``more`` (whether there are further ones: ask again with ``skip=skip+limit``) and ``type``
(of all hits). A hit's ``snippet`` is words of the source from code point ``start`` on; ``marks()`` gives the parts of
the snippet, each with whether it matched, ready to be drawn; ``spans`` are all matches, in code points of the document,
as in ``Evidence``. ``hit.held`` is the record as the ``Reader`` gives it, its verdict among it. What the ledger has
taken in since is added to the index before each answer; for many texts hand a ``progress`` or call ``refresh`` first.

The index is derived and no evidence: it may be deleted at any time and is made again. What is superseded, withheld or
rejected is judged by the ledger itself at the moment of asking, never by the index.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from threading import Lock
from types import TracebackType
from typing import Any, Protocol

from sqlalchemy import Connection, Select, bindparam, func, select

from musnad.ledger.backend import Backend, open_backend
from musnad.ledger.migrations import check
from musnad.ledger.packing import unfolded
from musnad.ledger.questions import KEPT, held, question
from musnad.ledger.questions import Asked as Question
from musnad.ledger.schema import RECORDS, documents, readings, runs, tombstones
from musnad.ledger.search_file import FileIndex
from musnad.ledger.search_plan import KEY, Leaf, Node, plan, shown_leaves
from musnad.ledger.search_postgres import TableIndex
from musnad.ledger.search_query import Query, read_query
from musnad.ledger.search_rows import Row, around, rows
from musnad.ledger.search_views import Found, Hit
from musnad.ledger.search_views import make_hit as _hit
from musnad.ledger.shapes import shape
from musnad.ledger.views import Held, Where
from musnad.model.terms import Analysis, Asked

STEP = 100  # readings that are added to an index at a time
AT_FIRST, AT_ONCE = 30, 400  # records looked up in the ledger at a time
FIRST = 200  # the best so many are looked at first, and all others only if these do not do
RARE = 0.2  # of the names that a Latin word may stand for, those that so many fewer reports have are left aside
EVERYTHING = 1 << 60

Progress = Callable[[int, int], None]  # how many readings are done, of how many


class Index(Protocol):
    """Where terms are kept: a file beside a ledger, or tables of its database."""

    def state(self) -> dict[str, str]:
        """Return what it says of itself; nothing where there is none."""

    def write(self, rows: Mapping[str, Sequence[Row]], before: Mapping[str, str], after: Mapping[str, str]) -> bool:
        """Append rows if it still says ``before`` of itself."""

    def best(self, kind: str, asked: Node, limit: int) -> list[tuple[int, float]]:
        """Return numbers and scores of the best, the higher the better."""

    def count(self, kind: str, asked: Node) -> int:
        """Return how many records fit."""

    def latest(self, kind: str, asked: Node) -> list[tuple[int, float]]:
        """Return numbers of all that fit, the latest published first."""

    def close(self) -> None:
        """Close it."""


class Search:
    """Finds records. Made by ``open_search``; to be closed, or used in a ``with``. Threads may share it."""

    def __init__(self, backend: Backend, index: Index, analysis: Analysis) -> None:
        self._backend = backend
        self._index = index
        self._analysis = analysis
        self._lock = Lock()

    def find(self, text: str, limit: int = 20, skip: int = 0, *, whole: bool = False,
             progress: Progress | None = None) -> Found:
        """Return the best hits for a question.

        Args:
            text: The question; see ``search_query``.
            limit: How many hits at most.
            skip: How many of the best to pass over.
            whole: Also what is rejected, and what a later version no longer finds.
            progress: Told how many new readings were added to the index, of how many.

        Raises:
            BadQuery: The question cannot be read; the message says where.
            LedgerError: The index cannot be written beside the ledger.
        """
        query = read_query(text)
        self.refresh(progress)
        analysis = replace(self._analysis, asked=self._asked)
        leaves = shown_leaves(query, analysis)
        with self._backend.reading() as connection:
            ranked = self._hits(connection, query, plan(query, analysis), skip + limit + 1, whole)
            some = list(islice(ranked, skip, skip + limit + 1))
            hits = [self._made(connection, one, score, leaves) for one, score in some[:limit]]
        return Found(tuple(hits), len(some) > limit, query.type)

    def refresh(self, progress: Progress | None = None) -> int:
        """Add to the index what the ledger has taken in since, or make it anew; return how many readings were added."""
        with self._lock, self._backend.reading() as connection:
            state = self._index.state()
            begun = self._begun(connection)
            state, new = unseen(connection, state, begun)
            for at in range(0, len(new), STEP):
                some = new[at : at + STEP]
                after = begun | up_to(connection, some[-1])
                if not self._index.write(rows(connection, some, self._analysis), state, after):
                    break  # another process adds the same: what it has not added by now comes with the next question
                state = after
                if progress:
                    progress(min(at + STEP, len(new)), len(new))
            if not new and not state:
                self._index.write({}, {}, begun | {"reading": "0", "digest": ""})
            return len(new)

    def close(self) -> None:
        """Close the ledger and the index."""
        self._index.close()
        self._backend.close()

    def __enter__(self) -> Search:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _begun(self, connection: Connection) -> dict[str, str]:
        """Return what an index must say of itself to be of this ledger, this analysis and these removals."""
        first = connection.execute(select(runs.c.id).order_by(runs.c.number).limit(1)).scalar()
        graves = connection.execute(select(func.count()).select_from(tombstones).where(tombstones.c.expunged == 1)).scalar()
        return {"analysis": self._analysis.version, "ledger": str(first), "expunged": str(graves)}

    def _asked(self, text: str) -> list[Asked]:
        """Return the words of a question with the sounds under which names are mostly known: rare ones would rank first."""
        return [replace(word, keys=self._likely(word.keys)) if len(word.keys) > 1 and not word.others else word
                for word in self._analysis.asked(text)]

    def _likely(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        counts = {key: self._index.count("report", Leaf("keys", (KEY + key,))) for key in keys}
        least = max(counts.values()) * RARE
        return tuple(key for key, count in counts.items() if count >= least)

    def _hits(self, connection: Connection, query: Query, node: Node | None, wanted: int,
              whole: bool) -> Iterator[tuple[Held, float]]:
        asked = _question(query, whole)
        if node is None:
            latest = asked.select.order_by(None).order_by(
                shape(query.type).published.desc(), RECORDS[query.type].c.number.desc())
            yield from ((one, 0.0) for row in connection.execute(latest.limit(EVERYTHING), asked.values)
                        if _stands(one := held(query.type, row), whole))
            return
        for numbers in self._ranked(query, node, wanted):
            yield from _looked_up(connection, query.type, asked, numbers, whole)

    def _ranked(self, query: Query, node: Node, wanted: int) -> Iterator[list[tuple[int, float]]]:
        """Yield numbers and scores of what may be shown, the best first, all others only if these do not do."""
        if not query.worded:
            yield self._index.latest(query.type, node)
            return
        most = FIRST + wanted * 2
        first = self._index.best(query.type, node, most)
        yield first
        if len(first) == most:
            yield self._index.best(query.type, node, EVERYTHING)[most:]

    def _made(self, connection: Connection, one: Held, score: float, leaves: list[Leaf]) -> Hit:
        record = one.record
        if one.type == "entity":
            names = dict.fromkeys((record["name"], *record["names"]))
            return _hit(one, score, " / ".join(names), None, leaves, self._analysis)
        text, start = record["text"], record["start"]
        if one.type == "incident":
            whole = str(connection.execute(select(documents.c.text).where(documents.c.number == one.document)).scalar())
            start, end = around(whole, start, record["end"])
            own = (record["start"] - start, record["end"] - start)  # without words, its own words are what is found
            return _hit(one, score, whole[start:end], start, leaves, self._analysis, () if leaves else (own,))
        return _hit(one, score, text, start, leaves, self._analysis)


def open_search(where: str | os.PathLike[str], analysis: Analysis) -> Search:
    """Open a ledger to search it; see the head of this module for how to use it.

    Args:
        where: Path of a SQLite file, or address of a PostgreSQL database.
        analysis: How the language of the texts makes terms: ``musnad.link.terms.ANALYSIS``.

    Raises:
        LedgerError: There is no ledger, or it is of another schema.
    """
    return Search(*open_index(where), analysis)


def open_index(where: str | os.PathLike[str]) -> tuple[Backend, Index]:
    """Open a ledger and its index."""
    backend = open_backend(where, "read")
    try:
        check(backend)
    except BaseException:
        backend.close()
        raise
    return backend, TableIndex(backend) if backend.postgres else FileIndex(os.fspath(where))


def unseen(connection: Connection, state: dict[str, str], begun: dict[str, str]) -> tuple[dict[str, str], list[int]]:
    """Return what an index says of itself, nothing if it is of another ledger, and the readings that it lacks, in order."""
    if any(state.get(name) != value for name, value in begun.items()) or not _same(connection, state):
        state = {}
    behind = select(readings.c.number).where(readings.c.number > int(state.get("reading", 0))).order_by(readings.c.number)
    return state, list(connection.execute(behind).scalars())


def up_to(connection: Connection, reading: int) -> dict[str, str]:
    """Return what an index says of itself that has all readings up to one."""
    digest = connection.execute(select(readings.c.digest).where(readings.c.number == reading)).scalar()
    return {"reading": str(reading), "digest": str(digest)}


def _same(connection: Connection, state: dict[str, str]) -> bool:
    """Say whether the ledger still has the reading up to which an index was made."""
    if state.get("reading", "0") == "0":
        return True
    asked = select(readings.c.digest).where(readings.c.number == int(state["reading"]))
    return connection.execute(asked).scalar() == state.get("digest")


def _question(query: Query, whole: bool) -> Question:
    where = Where(superseded=whole, since=query.after, **query.exact)
    asked = question(query.type, where, unfolded)
    if query.before is None:
        return asked
    return replace(asked, select=asked.select.where(shape(query.type).published < query.before))


@lru_cache(KEPT)
def _numbered(kind: str, asked: Select[Any]) -> Select[Any]:
    return asked.order_by(None).where(RECORDS[kind].c.number.in_(bindparam("numbers", expanding=True)))


def _looked_up(connection: Connection, kind: str, asked: Question, numbers: list[tuple[int, float]],
               whole: bool) -> Iterator[tuple[Held, float]]:
    """Yield those of some records that the ledger shows, in the order given."""
    for some in _growing(numbers):
        values = {**asked.values, "numbers": [number for number, _ in some]}
        found = connection.execute(_numbered(kind, asked.select), values)
        by_number = {one.number: one for one in (held(kind, row) for row in found)}
        for number, score in some:
            one = by_number.get(number)
            if one is not None and _stands(one, whole):
                yield one, score


def _growing(numbers: list[tuple[int, float]]) -> Iterator[list[tuple[int, float]]]:
    """Yield a few at first, which mostly do, then as many as a question takes."""
    yield numbers[:AT_FIRST]
    for at in range(AT_FIRST, len(numbers), AT_ONCE):
        yield numbers[at : at + AT_ONCE]


def _stands(one: Held, whole: bool) -> bool:
    return whole or one.verdict != "rejected"
