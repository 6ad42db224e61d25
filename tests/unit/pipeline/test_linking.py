"""Linking: bit by bit gives what all at once gives; verdicts survive; a late report joins or splits, as an append."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from ledger.making import Read, read, record
from musnad.ledger import RunInfo, Where, open_desk, open_linkings, open_reader, verify
from musnad.link.frame import Linker, ReportView, Signature, Surroundings, Withdrawal, tie
from musnad.model.errors import LedgerError
from musnad.model.records import Link
from musnad.pipeline.linking import Tally, link_all
from musnad.pipeline.linking_groups import Standing

RUN = RunInfo("1", {"links": "toys"})


@dataclass(frozen=True)
class Toys:
    """Ties every report to the latest one of its outlet; at ``split`` reports it takes back its first tie."""

    version: str = "1"
    limit: int = 50
    split: int | None = None
    name: str = "toys"
    kinds: tuple[str, ...] = ("same_story",)
    reads: frozenset[str] = frozenset()
    most: int = 10

    def sign(self, report: ReportView) -> Iterable[Signature]:
        yield Signature(report.report.id, report.report.id, (report.outlet or "?",), {"words": len(report.report.text)},
                        report.outlet, report.published)

    def judge(self, new: Signature, near: Sequence[Signature], around: Surroundings) -> Iterable[Link | Withdrawal]:
        if near:
            yield tie("same_story", new.subject, near[0].subject, why="one outlet", score=1, rule="link.toys.outlet")
        group = around.group("same_story", new.subject)
        if self.split is not None and len(group) >= self.split:
            first = min((link for one in group for link in around.ties("same_story", one)), key=lambda link: link.id)
            yield Withdrawal(first.id, "a late report tells them apart")


class Asking(Toys):
    """Leaves its outlet as a key, and asks for the outlet of the others: reports of one outlet do not find each other."""

    def sign(self, report: ReportView) -> Iterable[Signature]:
        other = "جبل" if report.outlet == "نهر" else "نهر"
        yield Signature(report.report.id, report.report.id, (), left=(report.outlet or "?",), asked=(other,))


def link(ledger: Path, linker: Linker | None = None) -> Tally:
    with open_linkings(ledger, run=RUN) as linkings:
        return link_all(linkings, [linker or Toys()])


def found(ledger: Path, *, superseded: bool = False) -> list[str]:
    with open_reader(ledger) as reader:
        return sorted(held.id for held in reader.links(Where(superseded=superseded)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The path of a ledger that is not there yet."""
    return tmp_path / "news.ledger"


@pytest.fixture
def reports() -> list[Read]:
    return [read(number, outlet="نهر" if number % 2 else "جبل") for number in range(8)]


def test_linking_bit_by_bit_gives_what_linking_all_at_once_gives(tmp_path: Path, reports: list[Read]) -> None:
    whole, bits = tmp_path / "whole.db", tmp_path / "bits.db"
    record(whole, reports)
    link(whole)

    for some in (reports[:3], reports[3:4], reports[4:]):
        record(bits, some)
        link(bits)

    assert found(whole) == found(bits) != []
    assert verify(whole).ok
    assert verify(bits).ok


def test_linking_again_compares_nothing_and_adds_nothing(file: Path, reports: list[Read]) -> None:
    record(file, reports)
    first = link(file)
    again = link(file)

    assert (first.documents, first.links) == (8, {"same_story": 6})
    assert (again.documents, again.links) == (0, {})


def test_a_rejected_link_ties_nothing_and_proposing_it_again_does_not_change_that(file: Path, reports: list[Read]) -> None:
    record(file, reports[:3:2])
    link(file)
    with open_desk(file) as desk:
        desk.judge(found(file)[0], "rejected", reviewer="a", reason="two matters")

    link(file, Toys(version="2"))

    with open_linkings(file, run=RUN) as linkings, open_reader(file) as reader:
        held = next(reader.links())
        end = held.record["from"]
        assert held.verdict == "rejected"
        assert Standing(linkings).group("same_story", end) == frozenset((end,))


def test_a_late_report_can_split_what_was_one_and_nothing_is_removed(file: Path, reports: list[Read]) -> None:
    record(file, reports[:5:2])
    link(file, Toys(split=3))

    assert len(found(file)) == 1
    assert len(found(file, superseded=True)) == 2
    with open_reader(file) as reader:
        gone = (set(found(file, superseded=True)) - set(found(file))).pop()
        assert [(event.what, event.reason) for event in reader.history(gone)][1:] == [
            ("dropped", "a late report tells them apart")]


def test_a_link_that_a_person_accepted_is_not_taken_back(file: Path, reports: list[Read]) -> None:
    record(file, reports[:3:2])
    link(file, Toys(split=3))
    with open_desk(file) as desk:
        for one in found(file):
            desk.judge(one, "accepted", reviewer="a")
    accepted = set(found(file))
    record(file, reports[4:5])
    link(file, Toys(split=3))

    assert accepted <= set(found(file))


def test_what_a_new_version_no_longer_finds_is_dropped_unless_accepted(file: Path, reports: list[Read]) -> None:
    record(file, reports)
    link(file)
    kept = found(file)[0]
    with open_desk(file) as desk:
        desk.judge(kept, "accepted", reviewer="a")

    tally = link(file, Toys(version="2", limit=1))

    assert tally.dropped == 5
    assert found(file) == [kept]


def test_a_key_that_many_hold_finds_nothing_any_more(file: Path, reports: list[Read]) -> None:
    record(file, reports[::2])

    assert link(file, Toys(limit=2)).links == {"same_story": 1}


def test_what_is_left_as_a_key_is_found_by_what_is_asked_alone(file: Path, reports: list[Read]) -> None:
    record(file, [reports[0], reports[2], reports[1]])

    assert link(file, Asking()).links == {"same_story": 1}


def test_what_is_left_is_found_in_a_later_run_too(file: Path, reports: list[Read]) -> None:
    for report in (reports[0], reports[2], reports[1]):
        record(file, [report])
        link(file, Asking())

    assert len(found(file)) == 1


def test_where_there_is_no_ledger_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger here"):
        link(tmp_path / "none.db")

    assert list(tmp_path.iterdir()) == []
