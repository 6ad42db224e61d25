"""Saved searches: appended, never changed, logged, and each list by itself."""

from __future__ import annotations

import pytest

from ledger.making import execute, read, record
from musnad.ledger import open_desk, open_log, verify
from musnad.model.errors import LedgerError


@pytest.fixture
def kept(where: str) -> str:
    record(where, [read()])
    return where


def test_the_last_search_of_a_name_holds_and_a_removed_one_is_gone(kept: str) -> None:
    with open_desk(kept) as desk:
        desk.save_search("heights", "act:deny", who="Sami")
        desk.save_search(" heights ", "act:warn", who="Rima", view="map")
        desk.save_search("bridges", "act:deny", who="Sami")
        desk.remove_search("bridges", who="Rima")

        assert [(one.name, one.query, one.view, one.who) for one in desk.saved_searches()] == [
            ("heights", "act:warn", "map", "Rima")]


def test_each_owner_has_a_list_of_their_own(kept: str) -> None:
    with open_desk(kept) as desk:
        desk.save_search("mine", "act:deny", who="Sami", owner="Sami")

        assert [one.name for one in desk.saved_searches("Sami")] == ["mine"]
        assert desk.saved_searches() == desk.saved_searches("Rima") == []
        with pytest.raises(LedgerError, match="no saved search"):
            desk.remove_search("mine", who="Rima", owner="Rima")


def test_the_same_act_twice_within_a_second_is_two_rows_and_the_log_covers_both(kept: str) -> None:
    with open_desk(kept) as desk:
        first = desk.save_search("heights", "act:deny", who="Sami")
        second = desk.save_search("heights", "act:deny", who="Sami")
    with open_log(kept) as log:
        logged = [entry.subject for entry in log.entries() if entry.kind == "saved_search"]

    assert first != second
    assert sorted(logged) == sorted([first, second])
    assert verify(kept).ok


@pytest.mark.parametrize("wrong", [{"name": " "}, {"name": "n" * 121}, {"query": ""}, {"query": "q" * 2_001},
                                   {"view": "globe"}, {"who": " "}])
def test_a_search_that_is_not_whole_is_not_saved(kept: str, wrong: dict[str, str]) -> None:
    with open_desk(kept) as desk:
        with pytest.raises(LedgerError):
            desk.save_search(**{"name": "n", "query": "q", "who": "Sami", **wrong})

        assert desk.saved_searches() == []


def test_a_saved_search_cannot_be_changed(kept: str) -> None:
    with open_desk(kept) as desk:
        desk.save_search("heights", "act:deny", who="Sami")

    with pytest.raises(Exception, match="append-only"):
        execute(kept, "UPDATE saved_searches SET query = 'act:warn'")
