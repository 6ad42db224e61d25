"""Counts over the whole ledger: kept until texts come in, never waited for long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from ledger.making import fold, read, record
from musnad.ledger import Reader, open_reader
from musnad.web.counting import Counting
from web.desks import desk, filled


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return filled(tmp_path / "news.ledger", reports=2)


@pytest.fixture
def reader(ledger: Path) -> Iterator[Reader]:
    with open_reader(ledger, fold=fold) as made:
        yield made


@pytest.fixture
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """What lets counting go on: until it is set, no count comes to its end."""
    go, count, summary = Event(), Reader.counted, Reader.summary

    def slow(method: Any) -> Any:
        return lambda *asked: go.wait(20) and method(*asked)

    monkeypatch.setattr(Reader, "counted", slow(count))
    monkeypatch.setattr(Reader, "summary", slow(summary))
    yield go
    go.set()


def test_counts_are_made_once_for_one_state_of_the_ledger(reader: Reader, ledger: Path) -> None:
    counts = Counting(reader)
    first = counts.rows("days", None)

    assert first
    assert counts.rows("days", None) is first
    record(ledger, [read(7)])
    again = counts.rows("days", None)
    assert again is not first
    assert sum(row.count for row in again or ()) > sum(row.count for row in first)


def test_who_asks_before_anything_is_counted_is_told_so(reader: Reader, held_up: Event) -> None:
    counts = Counting(reader)

    assert counts.rows("days", 0.01) is None
    assert counts.summary(0.01) is None
    held_up.set()
    assert counts.rows("days", None)
    assert counts.summary(None)


def test_while_new_texts_are_counted_the_last_counts_are_shown(
        reader: Reader, ledger: Path, held_up: Event) -> None:
    counts = Counting(reader)
    held_up.set()
    first = counts.rows("days", None)
    held_up.clear()
    record(ledger, [read(7)])

    assert counts.rows("days", 0.01) is first
    held_up.set()
    assert counts.rows("days", None) != first


@pytest.mark.parametrize("path", ["/", "/activity", "/timeline", "/network", "/map"])
def test_a_page_whose_counts_are_not_made_yet_says_so_and_looks_again(ledger: Path, held_up: Event, path: str) -> None:
    with desk(ledger) as client:
        waiting = client.get(path)

        assert waiting.status_code == 200
        assert "data-again" in waiting.text
        held_up.set()
        client.get("/map/places.json")
        client.get("/api/summary")
        for what in ("days", "happened", "spoken"):
            client.app.state.office.counts.rows(what, None)  # type: ignore[attr-defined]
        assert "data-again" not in client.get(path).text
