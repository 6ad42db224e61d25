"""Linkings: what was compared is noted, links that no longer stand are hidden and kept, on both databases."""

from __future__ import annotations

import pytest

from ledger.making import link, read, record
from musnad.ledger import Batch, Kept, RunInfo, Where, open_linkings, open_reader, verify
from musnad.model.records import Link

RUN = RunInfo("1", {"links": "test"})
ONE, OTHER = read(0), read(1)


def said(number: int) -> str:
    return next(made.id for made in (ONE, OTHER)[number].records if made.type == "statement")


def tied() -> Link:
    return link(said(0), said(1))


def kept(mark: int, subject: str) -> Kept:
    return Kept(mark, "toys@1", subject, "report-1", None, "2018-09-12", b"data")


@pytest.fixture
def linked(where: str) -> str:
    """A ledger of two documents whose statements are tied."""
    record(where, [ONE, OTHER])
    with open_linkings(where, run=RUN) as linkings:
        readings = [(number, "toys@1") for pending in linkings.pending("toys@1") for number in pending.readings]
        linkings.append(Batch(readings, [kept(-7, said(0)), kept(2**62, said(1))], [(-5, -7), (-5, 2**62)], [tied()]))
    return where


def test_what_was_compared_is_pending_no_more_and_what_is_new_is(linked: str) -> None:
    record(linked, [read(2)])

    with open_linkings(linked, run=RUN) as linkings:
        assert [pending.document for pending in linkings.pending("toys@1")] == [3]
        assert [pending.document for pending in linkings.pending("toys@2")] == [1, 2, 3]


def test_signatures_are_found_again_by_their_keys(linked: str) -> None:
    with open_linkings(linked, run=RUN) as linkings:
        assert list(linkings.holders([-5, 6])[-5]) == [-7, 2**62]
        found = sorted(linkings.signatures([-7, 2**62]), key=lambda made: made.mark)
    assert found == [kept(-7, said(0)), kept(2**62, said(1))]


def test_a_dropped_link_is_hidden_and_kept_and_can_return(linked: str) -> None:
    with open_linkings(linked, run=RUN) as linkings:
        linkings.append(Batch(changes=[(tied().id, "dropped", "a late report tells them apart")]))
        assert linkings.dropped() == {tied().id}
    with open_reader(linked) as reader:
        assert list(reader.links()) == []
        assert [held.id for held in reader.links(Where(superseded=True))] == [tied().id]

    with open_linkings(linked, run=RUN) as linkings:
        linkings.append(Batch(changes=[(tied().id, "returned", "they are one after all")]))
    with open_reader(linked) as reader:
        assert [held.id for held in reader.links()] == [tied().id]
        assert [event.what for event in reader.history(tied().id)] == ["recorded", "dropped", "returned"]
    assert verify(linked).ok


def test_a_link_whose_record_is_no_longer_found_is_hidden(linked: str) -> None:
    record(linked, [read(0, keep=0, version="2")], version="2")

    with open_reader(linked) as reader:
        assert list(reader.links()) == []
    with open_linkings(linked, run=RUN) as linkings:
        assert [made.subject for made in linkings.signatures([-7, 2**62])] == [said(1)]
