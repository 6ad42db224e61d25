"""Ties that people make and cut: in one transaction, with the lock of the ledger, and nothing half done."""

from __future__ import annotations

import pytest

from ledger.making import fold, link, read, record
from musnad.ledger import RunInfo, Tied, open_desk, open_linkings, open_reader, verify
from musnad.ledger.linkings import Batch
from musnad.model.errors import LedgerError, Overtaken

RUN = RunInfo("1", {"links": "desk.test"})


@pytest.fixture
def kept(where: str) -> str:
    record(where, [read(), read(1)])
    return where


def pair(where: str) -> tuple[str, str]:
    with open_reader(where, fold=fold) as reader:
        one, two, *_ = [held.id for held in reader.statements()]
        return one, two


def test_a_tie_and_its_verdict_come_together_and_the_log_covers_both(kept: str) -> None:
    made = link(*pair(kept))
    with open_desk(kept) as desk:
        desk.tie([Tied(made, "accepted")], run=RUN, reviewer="Rima", reason="one text")
        desk.tie([Tied(made, "rejected")], run=RUN, reviewer="Sami", reason="two texts")
    with open_reader(kept, fold=fold) as reader:
        history = [(event.what, event.who, event.reason) for event in reader.history(made.id)]

    assert history[1:] == [("accepted", "Rima", "one text"), ("rejected", "Sami", "two texts")]
    assert verify(kept).ok


def test_nothing_is_written_where_one_tie_was_judged_in_the_meantime(kept: str) -> None:
    one, two = pair(kept)
    first, second = link(one, two), link(two, two)
    with open_desk(kept) as desk:
        desk.tie([Tied(first, "accepted")], run=RUN, reviewer="Rima", reason="one text")
        with pytest.raises(Overtaken):
            desk.tie([Tied(second, "accepted"), Tied(first, "rejected", None)], run=RUN, reviewer="Sami", reason="two")
    with open_reader(kept, fold=fold) as reader:
        assert [(held.id, held.verdict) for held in reader.links()] == [(first.id, "accepted")]
        assert len(reader.runs()) == 2
    assert verify(kept).ok


def test_a_tie_that_a_linker_dropped_stands_again_when_a_person_makes_it(kept: str) -> None:
    made = link(*pair(kept))
    with open_linkings(kept, run=RUN) as linkings:
        linkings.append(Batch(links=[made]))
        linkings.append(Batch(changes=[(made.id, "dropped", "no longer alike")]))
    with open_desk(kept) as desk:
        desk.tie([Tied(made, "accepted")], run=RUN, reviewer="Rima", reason="one text")
    with open_reader(kept, fold=fold) as reader:
        assert [(held.id, held.verdict) for held in reader.links()] == [(made.id, "accepted")]
    assert verify(kept).ok


def test_a_tie_needs_a_reviewer_and_a_reason(kept: str) -> None:
    made = link(*pair(kept))
    with open_desk(kept) as desk:
        for reviewer, reason in (("Rima", " "), ("", "one text")):
            with pytest.raises(LedgerError, match="reason"):
                desk.tie([Tied(made, "accepted")], run=RUN, reviewer=reviewer, reason=reason)
