"""People are tied, merged and split from the command line; every verdict stays, and each can be taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run
from ledger.making import source_of
from musnad.ledger import RunInfo, open_reader, open_recorder, verify
from musnad.model.document import Document
from musnad.model.ids import content_id
from musnad.model.records import By, Entity, Record, Report

NAMES = ("كلاوس فون رامبرغ", "كلاوس فون رامبيرج", "كلاوس فونرامبرغ", "نسيم الوادي", "سامر الوادي")


def entity(name: str) -> str:
    return content_id("entity", source_of(name).sha256, name)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of one document a name."""
    file = tmp_path / "people.db"
    with open_recorder(file, run=RunInfo("1")) as recorder:
        for name in NAMES:
            source, by = source_of(name), By("invented.rule", "1")
            report = Report(id=content_id("report", source.sha256), by=by, start=0, end=len(name), text=name,
                            source=source.sha256, index=0)
            records: list[Record] = [report, Entity(id=entity(name), by=by, source=source.sha256, kind="person", name=name,
                                                    names=(name,))]
            recorder.add(source, Document(source.sha256, name, source.origin), records)
    return file


def standing(ledger: Path) -> set[frozenset[str]]:
    with open_reader(ledger) as reader:
        held = [(tie.record, tie.verdict) for tie in reader.links()]
    names = {entity(name): name for name in NAMES}
    return {frozenset((names[r["from"]], names[r["to"]])) for r, verdict in held if verdict != "rejected"}


def test_people_are_tied_and_tying_again_adds_nothing(musnad: Run, ledger: Path) -> None:
    first = musnad("link", "people", "--ledger", ledger)
    again = musnad("link", "people", "--ledger", ledger)

    assert first.returncode == 0
    assert "5 people, 2 ties, 2 of them new" in first.stderr
    assert "2 ties, 0 of them new" in again.stderr
    assert standing(ledger) == {frozenset((NAMES[0], NAMES[1])), frozenset((NAMES[0], NAMES[2]))}
    assert verify(ledger).ok


def test_a_tie_says_why_and_how_sure(musnad: Run, ledger: Path) -> None:
    musnad("link", "people", "--ledger", ledger)

    listed = musnad("list", "links", "--ledger", ledger, "--format", "jsonl").stdout.splitlines()
    ties = [json.loads(line) for line in listed]

    assert all(NAMES[0] in tie["why"] and 0 < tie["score"] < 1 for tie in ties)


def test_a_merge_is_kept_with_its_reason_and_a_split_takes_it_back(musnad: Run, ledger: Path) -> None:
    said = ("--ledger", ledger, "--reviewer", "Reviewer One", "--reason")
    merged = musnad("merge", entity(NAMES[3]), entity(NAMES[4]), *said, "one man, two pens")
    assert merged.returncode == 0
    assert standing(ledger) == {frozenset(NAMES[3:])}

    split = musnad("split", entity(NAMES[4])[:20], *said, "two brothers")

    assert split.returncode == 0
    assert standing(ledger) == set()
    with open_reader(ledger) as reader:
        events = [(e.what, e.reason) for e in reader.history(next(reader.links()).id)]
    assert events[1:] == [("accepted", "one man, two pens"), ("rejected", "two brothers")]
    musnad("merge", entity(NAMES[4]), entity(NAMES[3]), *said, "one man after all")
    assert standing(ledger) == {frozenset(NAMES[3:])}
    assert verify(ledger).ok


def test_a_split_leaves_the_others_together_and_is_not_undone_by_tying_again(musnad: Run, ledger: Path) -> None:
    musnad("link", "people", "--ledger", ledger)

    done = musnad("split", entity(NAMES[0]), "--ledger", ledger, "--reason", "the father")
    musnad("link", "people", "--ledger", ledger)

    assert "the 2 others stay tied" in done.stderr
    assert standing(ledger) == {frozenset(NAMES[1:3])}


def test_a_split_from_one_leaves_the_other_ties(musnad: Run, ledger: Path) -> None:
    musnad("link", "people", "--ledger", ledger)

    musnad("split", entity(NAMES[0]), "--from", entity(NAMES[1]), "--ledger", ledger, "--reason", "a namesake")

    assert standing(ledger) == {frozenset((NAMES[0], NAMES[2]))}


@pytest.mark.parametrize("wrong", [
    ("merge", entity(NAMES[0]), entity(NAMES[0]), "--reason", "why"),
    ("merge", entity(NAMES[0]), entity(NAMES[3]), "--reason", " "),
    ("merge", entity(NAMES[0]), "entity-000000", "--reason", "why"),
    ("split", entity(NAMES[3]), "--reason", "why"),
    ("split", entity(NAMES[3]), "--reason", ""),
])
def test_what_cannot_be_is_said_and_nothing_is_written(musnad: Run, ledger: Path, wrong: tuple[str, ...]) -> None:
    before = ledger.read_bytes()

    done = musnad(*wrong, "--ledger", ledger)

    assert done.returncode == 1
    assert done.stderr.startswith("musnad: ")
    assert ledger.read_bytes() == before
