"""Saved searches: a question under a name, in one person's list or in the one that all share.

The same name again replaces what it stood for; to remove it is a row too. What was saved before stays in the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from musnad.ledger.backend import Backend
from musnad.ledger.entries import Span
from musnad.ledger.log import Entry, append
from musnad.ledger.migrations import now
from musnad.ledger.schema_review import saved_searches
from musnad.model.errors import LedgerError
from musnad.model.ids import content_id

SEARCH_VIEWS = ("list", "map", "timeline")
LONGEST = {"name": 120, "query": 2_000}  # code points

_COLUMNS = ("id", "act", "owner", "name", "query", "view", "who", "moment")


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A question that somebody saved.

    Attributes:
        name: What it is called.
        query: The question.
        view: list, map or timeline.
        who: Who saved it.
        moment: UTC.
    """

    name: str
    query: str
    view: str
    who: str
    moment: str


class SavedSearches:
    """The desk's part that keeps searches."""

    _backend: Backend

    def save_search(self, name: str, query: str, *, who: str, view: str = "list", owner: str | None = None) -> str:
        """Save a question and return the id of the row; ``owner`` None stands for the list that all share.

        Raises:
            LedgerError: Name, question or view is missing, too long or unknown.
        """
        name, query = " ".join(name.split()), query.strip()
        for what, said in (("name", name), ("query", query)):
            if not 0 < len(said) <= LONGEST[what]:
                raise LedgerError(f"the {what} of a saved search has 1 to {LONGEST[what]:,} characters")
        if view not in SEARCH_VIEWS:
            raise LedgerError(f"{view}: no view; there are {', '.join(SEARCH_VIEWS)}")
        with self._backend.writing() as connection:
            return self._keep(connection, ("saved", owner, name, query, view, who, now()))

    def remove_search(self, name: str, *, who: str, owner: str | None = None) -> str:
        """Take a saved search out of a list and return the id of the row that says so.

        Raises:
            LedgerError: The list has none of this name.
        """
        with self._backend.writing() as connection:
            if name not in _standing(connection, owner):
                raise LedgerError(f"{name}: no saved search of this list")
            return self._keep(connection, ("removed", owner, name, None, None, who, now()))

    def saved_searches(self, owner: str | None = None) -> list[SavedSearch]:
        """Return the searches of a list, by name."""
        with self._backend.reading() as connection:
            found = _standing(connection, owner)
        return [found[name] for name in sorted(found)]

    def _keep(self, connection: Connection, says: tuple[str | None, ...]) -> str:
        if not (says[-2] or "").strip():
            raise LedgerError("a saved search needs the name of who saves or removes it")
        span = Span(connection, (saved_searches,))
        made = content_id("search", _last_id(connection), *says)
        self._backend.append_one(connection, saved_searches, _COLUMNS, (made, *says))
        append(self._backend, connection, [Entry("saved_search", made, {"act": says[0], **span.says()})])
        return made


def _last_id(connection: Connection) -> str | None:
    """Return the id of the row before: the same act twice within a second is two rows."""
    return connection.execute(select(saved_searches.c.id).order_by(saved_searches.c.number.desc()).limit(1)).scalar()


def _standing(connection: Connection, owner: str | None) -> dict[str, SavedSearch]:
    table = saved_searches.c
    found: dict[str, SavedSearch] = {}
    asked = select(table.act, table.name, table.query, table.view, table.who, table.moment).order_by(table.number)
    for act, *says in connection.execute(asked.where(table.owner.is_(None) if owner is None else table.owner == owner)):
        if act == "saved":
            found[says[0]] = SavedSearch(*says)
        else:
            found.pop(says[0], None)
    return found
