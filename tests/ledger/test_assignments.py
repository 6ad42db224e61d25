"""Who looks at what: assignments and second looks, appended and logged."""

from __future__ import annotations

import pytest

from ledger.making import fold, read, record
from musnad.ledger import Desk, open_desk, open_log, open_reader, verify
from musnad.model.errors import LedgerError, NoSuchRecord, Overtaken


@pytest.fixture
def kept(where: str) -> str:
    record(where, [read(), read(1)])
    return where


def statements(where: str) -> list[str]:
    with open_reader(where, fold=fold) as reader:
        return [held.id for held in reader.statements()]


def test_what_is_assigned_waits_with_its_reviewer_until_they_judge_it(kept: str) -> None:
    one, other, *_ = statements(kept)
    with open_desk(kept) as desk:
        desk.assign(other, "Rima", who="Sami")
        desk.assign(one, "Rima", who="Sami")
        assert desk.assigned_to("Rima", "statement", 9) == [other, one]
        assert desk.assigned_to("Sami", "statement", 9) == desk.assigned_to("Rima", "incident", 9) == []
        desk.judge(other, "accepted", reviewer="Sami")
        desk.judge(one, "accepted", reviewer="Rima")

        assert desk.assigned_to("Rima", "statement", 9) == [other]
    assert verify(kept).ok


def test_a_record_is_given_on_and_back_to_all_and_every_step_is_logged(kept: str) -> None:
    one = statements(kept)[0]
    with open_desk(kept) as desk:
        desk.assign(one, "Rima", who="Sami")
        desk.assign(one, " Nour ", who="Rima")
        standing = desk.assignment(one)
        desk.assign(one, None, who="Nour")

        assert standing is not None
        assert (standing.reviewer, standing.who) == ("Nour", "Rima")
        assert desk.assignment(one) is None
        assert desk.assigned_to("Nour", "statement", 9) == []
    with open_log(kept) as log:
        assert [entry.subject for entry in log.entries() if entry.kind == "assignment"] == [one] * 3


def test_nobody_assigns_what_somebody_else_has_assigned_in_the_meantime(kept: str) -> None:
    one = statements(kept)[0]
    with open_desk(kept) as desk:
        first = desk.assign(one, "Rima", who="Sami", seen=None)
        with pytest.raises(Overtaken, match="somebody else"):
            desk.assign(one, "Nour", who="Hala", seen=None)
        desk.assign(one, "Nour", who="Hala", seen=first)


def test_an_assignment_needs_a_record_and_names(kept: str) -> None:
    one = statements(kept)[0]
    with open_desk(kept) as desk:
        with pytest.raises(NoSuchRecord):
            desk.assign("statement-0000", "Rima", who="Sami")
        for reviewer, who in ((" ", "Sami"), ("Rima", ""), ("R" * 121, "Sami")):
            with pytest.raises(LedgerError, match="names"):
                desk.assign(one, reviewer, who=who)


def test_one_look_is_enough_unless_the_ledger_asks_for_two(kept: str) -> None:
    one, other, *_ = statements(kept)
    with open_desk(kept) as desk:
        desk.judge(one, "accepted", reviewer="Rima")
        desk.judge(other, "rejected", reviewer="Rima", reason="a colon")
        assert desk.looked(one).state == desk.looked(other).state == "settled"
        assert desk.waiting("statement", "Sami", 9) == []

        desk.ask_second_look("refusing", who="Sami")
        assert (desk.looked(one).state, desk.looked(other).state) == ("settled", "waits")
        desk.ask_second_look("all", who="Sami")
        assert desk.waiting("statement", "Sami", 9) == [one, other]
        with pytest.raises(LedgerError, match="no rule"):
            desk.ask_second_look("some", who="Sami")
    assert verify(kept).ok


def test_the_first_reviewer_is_never_the_second(kept: str) -> None:
    one = statements(kept)[0]
    with open_desk(kept) as desk:
        desk.ask_second_look("all", who="Sami")
        desk.judge(one, "accepted", reviewer="Rima")
        desk.judge(one, "accepted", reviewer="Rima", reason="once more")

        assert desk.looked(one).state == "waits"
        assert desk.waiting("statement", "Rima", 9) == []
        desk.judge(one, "accepted", reviewer="Sami")
        assert desk.looked(one).state == "settled"
        assert [opinion.reviewer for opinion in desk.looked(one).opinions] == ["Rima", "Sami"]


def test_reviewers_who_differ_show_until_a_third_agrees_with_one_of_them(kept: str) -> None:
    one = statements(kept)[0]
    with open_desk(kept) as desk:
        desk.judge(one, "accepted", reviewer="Rima")
        desk.judge(one, "rejected", reviewer="Sami", reason="a list")
        assert desk.differing("statement", 9) == [one]
        assert desk.differing("incident", 9) == []

        desk.judge(one, "accepted", reviewer="Nour")
        assert desk.looked(one).state == "settled"
        assert desk.differing("statement", 9) == []


def test_two_corrections_that_say_otherwise_differ(kept: str) -> None:
    one = statements(kept)[0]
    with open_desk(kept) as desk:
        desk.judge(one, "corrected", reviewer="Rima", reason="milder", correction={"act": "warn"})
        desk.judge(one, "corrected", reviewer="Sami", reason="stronger", correction={"act": "deny"})

        assert desk.looked(one).state == "differs"


def test_to_undo_anothers_verdict_is_no_second_look(kept: str) -> None:
    one = statements(kept)[0]
    with open_desk(kept) as desk:
        desk.ask_second_look("all", who="Sami")
        desk.judge(one, "accepted", reviewer="Rima")
        desk.judge(one, "rejected", reviewer="Sami", reason="a slip")
        desk.judge(one, "accepted", reviewer="Sami")  # as the desk's undo does it
        assert [opinion.reviewer for opinion in desk.looked(one).opinions] == ["Rima"]
        assert desk.looked(one).state == "waits"

        desk.judge(one, "withdrawn", reviewer="Sami")
        assert desk.looked(one).state == "unseen"


def test_a_ledger_of_two_desks_shows_both_what_was_said(kept: str) -> None:
    one = statements(kept)[0]
    with open_desk(kept) as mine, open_desk(kept) as theirs:
        desks: tuple[Desk, Desk] = (mine, theirs)
        mine.assign(one, "Rima", who="Sami")
        theirs.ask_second_look("all", who="Rima")

        assert all(desk.second_look() == "all" and desk.assignment(one) is not None for desk in desks)
