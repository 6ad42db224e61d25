"""What a decision withholds is not shown anywhere; what it expunges is gone; the log can be checked all the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from ledger.making import execute, link, read, record
from musnad.ledger import RunInfo, Where, open_linkings, open_log, open_reader, open_recorder, open_withholding, verify
from musnad.model.errors import LedgerError, NoSuchRecord, Withheld

ONE, OTHER = read(0), read(1)
STATEMENTS = [r.id for r in ONE.records if r.type == "statement"]
DECISION = {"who": "R", "reason": "asked to", "basis": "safety"}


@pytest.fixture
def filled(where: str) -> str:
    record(where, [ONE, OTHER])
    with open_recorder(where, run=RunInfo("1")) as recorder:
        recorder.add_links([link(STATEMENTS[0], next(r.id for r in OTHER.records if r.type == "statement"))])
    return where


def failed(where: str) -> dict[str, int]:
    return {part.name: part.failed for part in verify(where).parts if part.failed}


def test_a_record_that_is_withheld_is_shown_nowhere_and_told_by_its_tombstone(filled: str) -> None:
    with open_withholding(filled) as door:
        made = door.withhold(STATEMENTS[0], **DECISION)

    assert made.covers == 2, "the statement and the link that ends at it"
    with open_reader(filled) as reader:
        assert STATEMENTS[0] not in {held.id for held in reader.statements(Where(superseded=True))}
        assert not list(reader.links())
        assert not any(f'"id":"{STATEMENTS[0]}"' in line for line in reader.lines())
        for ask in (reader.record, reader.evidence, reader.history):
            with pytest.raises(Withheld, match="safety: asked to"):
                ask(STATEMENTS[0])
    assert failed(filled) == {}


def test_a_source_takes_with_it_all_that_was_read_in_it(filled: str) -> None:
    with open_withholding(filled) as door:
        door.withhold(ONE.source.sha256, **DECISION)

    with open_reader(filled) as reader:
        assert [document.source for document in reader.documents()] == [OTHER.source.sha256]
        assert len(list(reader.reports())) == 1
        with pytest.raises(Withheld):
            reader.source(ONE.source.sha256)
    with open_linkings(filled, run=RunInfo("1")) as linkings:
        assert linkings.lines([1], ["statement"]) == {1: []}
    assert failed(filled) == {}


def test_what_is_withheld_can_be_shown_again(filled: str) -> None:
    with open_reader(filled) as reader:
        before = list(reader.lines())
    with open_withholding(filled) as door:
        door.withhold(ONE.source.sha256, **DECISION)
        with pytest.raises(LedgerError, match="withheld on"):
            door.withhold(ONE.source.sha256, **DECISION)
        door.release(ONE.source.sha256, who="S", reason="no longer needed")
        with pytest.raises(NoSuchRecord, match="not withheld"):
            door.release(ONE.source.sha256, who="S", reason="once more")

    with open_reader(filled) as reader:
        assert list(reader.lines()) == before
    with open_log(filled) as log:
        assert [entry.kind for entry in log.of(ONE.source.sha256)] == ["source", "withheld", "released"]
    assert failed(filled) == {}


def test_what_is_expunged_is_gone_and_verify_calls_it_withheld(filled: str) -> None:
    with open_withholding(filled) as door:
        door.withhold(ONE.source.sha256, **DECISION, expunge=True)
        with pytest.raises(LedgerError, match="nothing left"):
            door.release(ONE.source.sha256, who="S", reason="regret")

    found = {part.name: part for part in verify(filled).parts}
    assert not any(part.failed for part in found.values())
    assert found["sources"].not_checkable == found["documents"].not_checkable == 1
    assert "withheld" in (found["spans"].why_not or "")
    with open_reader(filled) as reader, pytest.raises(Withheld, match=ONE.source.sha256):
        reader.source(ONE.source.sha256)


def test_no_byte_of_what_was_expunged_is_left_in_the_file(file: Path) -> None:
    record(file, [ONE, OTHER])
    words = ONE.document.text.encode()
    assert words in file.read_bytes()

    with open_withholding(file) as door:
        door.withhold(ONE.source.sha256, **DECISION, expunge=True)

    left = b"".join(path.read_bytes() for path in file.parent.glob("news.ledger*"))
    assert words not in left
    for statement in STATEMENTS:
        assert f'"id":"{statement}"'.encode() not in left


def test_what_was_expunged_is_not_read_again(filled: str) -> None:
    with open_withholding(filled) as door:
        door.withhold(ONE.source.sha256, **DECISION, expunge=True)
    record(filled, [ONE], version="2")

    with open_reader(filled) as reader:
        assert len(list(reader.reports())) == 1
    assert failed(filled) == {}


@pytest.mark.parametrize("change", [
    "UPDATE sources SET data = {empty}", "UPDATE statements SET line = ''", "UPDATE documents SET text = ''",
])
def test_the_database_lets_nothing_be_emptied_that_no_decision_names(filled: str, change: str) -> None:
    with open_withholding(filled) as door:
        door.withhold(STATEMENTS[0], **DECISION)

    with pytest.raises(DBAPIError, match="append-only"):
        execute(filled, change.format(empty="''::bytea" if "://" in filled else "x''"))


def test_even_what_a_decision_names_is_only_emptied(filled: str) -> None:
    with open_withholding(filled) as door:
        door.withhold(STATEMENTS[0], **DECISION, expunge=True)

    for change in ("line = 'other words'", "act = 'deny'", "position = 7"):
        with pytest.raises(DBAPIError, match="append-only"):
            execute(filled, f"UPDATE statements SET {change} WHERE id = '{STATEMENTS[0]}'")


def test_a_decision_is_whole_or_refused(filled: str) -> None:
    with open_withholding(filled) as door:
        for wrong in ({"who": " "}, {"reason": ""}, {"basis": "mood"}):
            with pytest.raises(LedgerError):
                door.withhold(STATEMENTS[0], **{**DECISION, **wrong})
        with pytest.raises(NoSuchRecord):
            door.withhold("statement-000000000000000000000000", **DECISION)
        assert door.withheld() == []


def test_the_words_of_a_row_that_stand_in_its_table_are_pointed_out(where: str) -> None:
    one = read()
    table = OTHER.source.sha256
    from_table = replace(one, source=OTHER.source, document=replace(one.document, container=table, row="1"))
    record(where, [from_table])

    with open_withholding(where) as door:
        made = door.withhold(one.document.source, **DECISION)

    assert made.remains == (table,)

