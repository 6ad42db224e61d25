"""Verdicts are appended, with who, when and why; none is passed over."""

from __future__ import annotations

import pytest

from ledger.making import read, record
from musnad.ledger import open_desk, open_reader, verify
from musnad.model.errors import LedgerError, NoSuchRecord

ONE = read()
STATEMENT = next(r.id for r in ONE.records if r.type == "statement")


@pytest.fixture
def judged(where: str) -> str:
    record(where, [ONE])
    return where


def test_a_verdict_stays_when_another_replaces_it(judged: str) -> None:
    with open_desk(judged) as desk:
        first = desk.judge(STATEMENT, "rejected", reviewer="Reviewer One", reason="the cue is a noun here")
        desk.judge(STATEMENT, "corrected", reviewer="Reviewer Two", reason="it is a denial", correction={"act": "deny"},
                   seen=first)

    with open_reader(judged) as reader:
        events = reader.history(STATEMENT)
        assert [event.what for event in events] == ["recorded", "rejected", "corrected"]
        assert events[2].correction == {"act": "deny"}
        assert events[1].reason == "the cue is a noun here"
        assert reader.record(STATEMENT).verdict == "corrected"
    assert verify(judged).ok


def test_a_verdict_survives_a_later_version(judged: str) -> None:
    with open_desk(judged) as desk:
        desk.judge(STATEMENT, "accepted", reviewer="R")

    record(judged, [read(version="2")], version="2")

    with open_reader(judged) as reader:
        assert reader.record(STATEMENT).verdict == "accepted"


def test_two_reviewers_at_once_do_not_pass_over_each_other(judged: str) -> None:
    with open_desk(judged) as one, open_desk(judged) as other:
        one.judge(STATEMENT, "accepted", reviewer="One", seen=None)

        with pytest.raises(LedgerError, match="somebody else"):
            other.judge(STATEMENT, "unsure", reviewer="Other", seen=None)


@pytest.mark.parametrize("wrong", [
    {"verdict": "fine"},
    {"verdict": "accepted", "reviewer": " "},
    {"verdict": "rejected"},
    {"verdict": "corrected", "reason": "why"},
    {"verdict": "accepted", "correction": {"act": "deny"}},
    {"verdict": "corrected", "reason": "why", "correction": {"mood": "sad"}},
    {"verdict": "corrected", "reason": "why", "correction": {"id": "other"}},
    {"verdict": "corrected", "reason": "why", "correction": {"act": "shout"}},
])
def test_a_verdict_that_is_not_whole_is_refused(judged: str, wrong: dict[str, object]) -> None:
    with open_desk(judged) as desk, pytest.raises(LedgerError):
        desk.judge(STATEMENT, **{"reviewer": "R", **wrong})  # type: ignore[arg-type]

    with open_reader(judged) as reader:
        assert reader.summary().verdicts == {}


@pytest.mark.parametrize("unknown", ["statement-0", "claim-0", ""])
def test_only_a_record_can_be_judged(judged: str, unknown: str) -> None:
    with open_desk(judged) as desk, pytest.raises(NoSuchRecord):
        desk.judge(unknown, "accepted", reviewer="R")
