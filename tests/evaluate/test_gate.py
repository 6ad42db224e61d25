"""The gate: nothing falls by accident, and every way around it is noticed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from musnad.evaluate import Gate, Standing, cases, counts_of, digest_of
from musnad.model.errors import FloorError, FormatError

DAY = date(2018, 9, 12)
ROOT = Path(__file__).resolve().parents[2]
FLOORS = ROOT / "gold/floors.json"
STANDING = Standing({"statements_found": 0.95, "figures_value": 0.9}, "a" * 64, {"documents": 3, "statements": 40})


@pytest.fixture
def gate() -> Gate:
    return Gate({}, ()).updated(STANDING, today=DAY)


def with_values(**values: float) -> Standing:
    return replace(STANDING, values={**STANDING.values, **values})


def test_new_floors_lie_a_little_under_what_was_measured(gate: Gate) -> None:
    assert gate.floors == {"figures_value": 0.88, "statements_found": 0.93}


def test_what_stands_above_its_floors_passes(gate: Gate) -> None:
    assert list(gate.failures(with_values(figures_value=0.881))) == []


def test_a_figure_under_its_floor_fails(gate: Gate) -> None:
    assert list(gate.failures(with_values(figures_value=0.879))) == ["figures_value is 0.8790, under its floor 0.880"]


def test_a_figure_that_is_no_longer_measured_fails(gate: Gate) -> None:
    assert len(list(gate.failures(replace(STANDING, values={"figures_value": 0.9})))) == 1


def test_another_corpus_fails(gate: Gate) -> None:
    assert len(list(gate.failures(replace(STANDING, sha256="b" * 64)))) == 1


def test_a_shrunken_corpus_fails_and_is_told(gate: Gate) -> None:
    failures = list(gate.failures(replace(STANDING, counts={"documents": 2, "statements": 40})))

    assert failures == ["the gold has 2 documents where the floors were set on 3"]


def test_update_raises_floors_and_keeps_the_higher_ones(gate: Gate) -> None:
    made = gate.updated(with_values(statements_found=0.99, figures_value=0.885), today=DAY)

    assert made.floors == {"figures_value": 0.88, "statements_found": 0.97}
    assert len(made.history) == 2


def test_update_changes_nothing_where_nothing_rose(gate: Gate) -> None:
    assert gate.updated(STANDING, today=date(2020, 1, 1)) is gate


def test_update_refuses_to_lower_a_floor(gate: Gate) -> None:
    with pytest.raises(FloorError, match=r"figures_value: 0\.5000 measured, floor 0\.880"):
        gate.updated(with_values(figures_value=0.5), today=DAY)


def test_update_refuses_a_smaller_corpus(gate: Gate) -> None:
    with pytest.raises(FloorError, match="documents: 3 to 2"):
        gate.updated(replace(STANDING, sha256="b" * 64, counts={"documents": 2, "statements": 40}), today=DAY)


def test_a_reason_lowers_a_floor_and_stays_in_the_file(gate: Gate) -> None:
    made = gate.updated(with_values(figures_value=0.5), today=DAY, reason="gold counts duals now")

    assert made.floors == {"figures_value": 0.48, "statements_found": 0.93}
    assert made.history[-1].reason == "gold counts duals now"
    assert list(made.failures(with_values(figures_value=0.5))) == []


def test_a_reason_of_one_word_is_none(gate: Gate) -> None:
    with pytest.raises(FloorError, match="sentence"):
        gate.updated(with_values(figures_value=0.5), today=DAY, reason="because")


def test_a_larger_corpus_is_taken_up(gate: Gate) -> None:
    grown = replace(STANDING, sha256="b" * 64, counts={"documents": 4, "statements": 60})

    assert list(gate.updated(grown, today=DAY).failures(grown)) == []


def lower_the_first_lines(said: Any) -> None:
    said["floors"]["figures_value"] = 0.1


def drop_a_floor(said: Any) -> None:
    del said["floors"]["figures_value"]


def lower_both(said: Any) -> None:
    said["floors"]["figures_value"] = said["history"][-1]["floors"]["figures_value"] = 0.1


def shrink_the_counts(said: Any) -> None:
    said["history"][-1]["counts"]["documents"] = 1


def cut_the_beginning(said: Any) -> None:
    del said["history"][0]


def empty_the_history(said: Any) -> None:
    said["history"] = []


def add_an_entry_that_falls(said: Any) -> None:
    last = said["history"][-1]
    said["history"].append({**last, "floors": {**last["floors"], "figures_value": 0.1}})
    said["floors"] = said["history"][-1]["floors"]


TAMPERING = (lower_the_first_lines, drop_a_floor, lower_both, shrink_the_counts, cut_the_beginning, empty_the_history,
             add_an_entry_that_falls)


@pytest.mark.parametrize("tamper", TAMPERING)
def test_a_floors_file_changed_by_hand_is_noticed(gate: Gate, tmp_path: Path, tamper: Callable[[Any], None]) -> None:
    path = tmp_path / "floors.json"
    gate.updated(with_values(statements_found=0.99), today=DAY).write(path)
    said = json.loads(path.read_text("utf-8"))
    tamper(said)
    path.write_text(json.dumps(said), "utf-8")

    changed = Gate.read(path)

    assert list(changed.failures(with_values(statements_found=0.99))) != []
    if changed.history:
        with pytest.raises(FloorError, match="changed by hand"):
            changed.updated(with_values(statements_found=0.99), today=DAY, reason="a reason that is long enough")


def test_what_is_written_is_read_again(gate: Gate, tmp_path: Path) -> None:
    gate.write(tmp_path / "floors.json")

    assert Gate.read(tmp_path / "floors.json") == gate


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"floors": {}, "history": [{"day": 1}]}'])
def test_a_broken_floors_file_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "floors.json").write_text(content, "utf-8")

    with pytest.raises(FormatError, match="no floors file"):
        Gate.read(tmp_path / "floors.json")


def test_the_shipped_floors_are_whole() -> None:
    assert list(Gate.read(FLOORS).faults()) == []


def test_the_shipped_floors_are_never_below_their_history() -> None:
    gate = Gate.read(FLOORS)

    for before, after in pairwise(gate.history):
        assert after.reason or all(after.floors.get(name, -1) >= lowest for name, lowest in before.floors.items())
    assert dict(gate.floors) == gate.history[-1].floors


def test_the_shipped_floors_are_those_of_the_shipped_gold() -> None:
    last, corpus = Gate.read(FLOORS).history[-1], cases([FLOORS.parent])

    assert (last.sha256, last.counts) == (digest_of(corpus), counts_of(corpus))
