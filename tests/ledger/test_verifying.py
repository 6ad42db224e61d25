"""What is changed behind the ledger's back is found and named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.making import fail_after, fold, link, read, record
from musnad.ledger import (
    Part,
    RunInfo,
    Verification,
    open_desk,
    open_recorder,
    open_withholding,
    sign,
    signing_key,
    verify,
)
from musnad.model.errors import LedgerError
from musnad.model.records import Record, Statement

ALL = ["sources", "documents", "spans", "columns", "references", "readings", "runs", "verdicts", "log", "rows", "signatures",
       "timestamps", "decisions"]
LATER = {"timestamps": 1}  # not checkable: nothing was stamped


@pytest.fixture
def ledger(file: Path, tmp_path: Path) -> Path:
    made = [read(n) for n in range(3)]
    record(file, made)
    statements = [r.id for one in made for r in one.records if r.type == "statement"]
    with open_recorder(file, run=RunInfo("1")) as recorder:
        recorder.add_links([link(statements[0], statements[6])])
    with open_desk(file) as desk:
        desk.judge(statements[0], "accepted", reviewer="R")
    with open_withholding(file) as door:
        door.withhold(statements[1], who="R", reason="asked to", basis="request")
    sign(file, signing_key(tmp_path / "signing.pem"))
    return file


def test_an_untouched_ledger_passes_in_every_part(ledger: Path) -> None:
    found = verify(ledger)

    assert [part.name for part in found.parts] == ALL
    assert {part.name: part.failed for part in found.parts} == dict.fromkeys(ALL, 0)
    assert {part.name: part.not_checkable for part in found.parts} == dict.fromkeys(ALL, 0) | LATER
    assert all(part.passed for part in found.parts if part.name not in LATER)
    assert found.ok


@pytest.mark.parametrize(("part", "change"), [
    ("sources", "UPDATE sources SET data = x'00' WHERE number = 1"),
    ("sources", "UPDATE sources SET size = size + 1 WHERE number = 1"),
    ("documents", "UPDATE documents SET text = text || 'x' WHERE number = 1"),
    ("documents", "UPDATE documents SET outlet = 'another' WHERE number = 1"),
    ("documents", "UPDATE documents SET published = '2018-09-13' WHERE number = 1"),
    ("spans", "UPDATE documents SET text = 'x' || text WHERE number = 1"),
    ("spans", "UPDATE statements SET line = replace(line, '\"end\":', '\"end\":1') WHERE number = 1"),
    ("columns", "UPDATE statements SET speaker_name = 'another' WHERE number = 1"),
    ("columns", "UPDATE figures SET value = 13 WHERE number = 1"),
    ("columns", "UPDATE statements SET line = '{' WHERE number = 1"),
    ("columns", "UPDATE times SET score = 0.5 WHERE number = 1"),
    ("columns", "UPDATE entities SET id = 'entity-000000000000000000000000' WHERE number = 1"),
    ("references", "DELETE FROM reports WHERE number = 1"),
    ("references", "UPDATE reports SET document = -9223372036854775807 WHERE number = 1"),
    ("references", "UPDATE times SET document = 99 WHERE number = 1"),
    ("readings", "UPDATE times SET reading = 99 WHERE number = 1"),
    ("readings", "DELETE FROM refusals WHERE number = 1"),
    ("readings", "UPDATE statements SET line = replace(line, '\"act\":\"announce\"', '\"act\":\"deny\"'), act = 'deny'"),
    ("readings", "UPDATE readings SET digest = replace(digest, substr(digest, 1, 1), 'x') WHERE number = 1"),
    ("runs", "UPDATE runs SET version = '9' WHERE number = 1"),
    ("runs", "DELETE FROM readings WHERE number = 3"),
    ("verdicts", "UPDATE verdicts SET verdict = 'rejected'"),
    ("verdicts", "UPDATE verdicts SET moment = '2020-01-01T00:00:00Z'"),
    ("verdicts", "UPDATE verdicts SET record = 'statement-000000000000000000000000'"),
    ("verdicts", "DELETE FROM verdicts"),
    ("sources", "UPDATE sources SET origin = 'elsewhere' WHERE number = 1"),
    ("sources", "DELETE FROM sources WHERE number = 3"),
    ("readings", "UPDATE statements SET text_folded = 'other words' WHERE number = 1"),
    ("readings", "UPDATE readings SET read = '2020-01-01T00:00:00Z' WHERE number = 1"),
    ("runs", "UPDATE runs SET started = '2020-01-01T00:00:00Z' WHERE number = 1"),
    ("runs", "DELETE FROM run_ends"),
    ("log", "UPDATE log_entries SET body = replace(body, 'reading', 'riding') WHERE number = 4"),
    ("log", "UPDATE log_entries SET hash = replace(hash, 'a', 'b') WHERE number = 4"),
    ("log", "UPDATE log_entries SET subject = 'another' WHERE number = 4"),
    ("log", "UPDATE log_nodes SET hash = upper(hash) WHERE number = 1"),
    ("log", "UPDATE links SET score = 0.1"),
    ("log", "DELETE FROM log_entries WHERE number = 5"),
    ("log", "UPDATE tombstones SET expunged = 1"),
    ("rows", "UPDATE statements SET number = 999 WHERE number = 2"),
    ("signatures", "UPDATE checkpoints SET size = size - 1"),
    ("signatures", "UPDATE checkpoints SET note = replace(note, 'time 2', 'time 3')"),
    ("signatures", "UPDATE checkpoints SET moment = 'never'"),
    ("signatures", "UPDATE keys SET public = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='"),
    ("signatures", "DELETE FROM log_entries WHERE number > 10"),
    ("decisions", "UPDATE withholdings SET reason = 'another'"),
])
def test_a_change_is_found_and_named(ledger: Path, part: str, change: str) -> None:
    tamper(ledger, change)

    found = part_of(verify(ledger), part)

    assert found.failed
    assert len(found.failures) == found.failed
    assert all(failure.id and failure.why for failure in found.failures)


def test_a_text_that_is_no_text_any_more_is_named_and_no_crash(ledger: Path) -> None:
    tamper(ledger, "UPDATE statements SET line = CAST(substr(CAST(line AS BLOB), 1, 40) || x'ff' AS TEXT) WHERE number = 1")

    found = verify(ledger)

    assert part_of(found, "columns").failures[0].id.startswith("statement-")
    assert part_of(found, "readings").failed == 1


def test_a_folded_text_that_was_changed_is_named_where_the_folding_is_known(ledger: Path) -> None:
    tamper(ledger, "UPDATE statements SET text_folded = 'other words' WHERE number = 1")

    named = part_of(verify(ledger, fold=fold), "columns").failures

    assert {failure.id.partition("-")[0] for failure in named} == {"statement"}
    assert any("text_folded" in failure.why for failure in named)


def test_a_place_that_was_changed_is_named_by_its_record(ledger: Path) -> None:
    tamper(ledger, "UPDATE times SET position = position + 100 WHERE number = 2")

    named = part_of(verify(ledger), "columns").failures

    assert [failure.why for failure in named] == ["its row is not what the log says"]
    assert named[0].id.startswith("time-")


def test_a_removed_document_is_found(ledger: Path) -> None:
    tamper(ledger, "DELETE FROM documents WHERE number = 2")

    assert not verify(ledger).ok


def test_a_removed_source_is_found(ledger: Path) -> None:
    tamper(ledger, "DELETE FROM sources WHERE number = 2")

    assert part_of(verify(ledger), "documents").failed == 1


def test_every_piece_of_a_record_is_read_back(file: Path) -> None:
    one = read()
    record(file, [replace(one, records=[_moved(r) for r in one.records])])

    spans = part_of(verify(file), "spans")

    assert spans.failed == 6


def test_the_text_of_a_page_is_not_checkable_and_not_called_passed(file: Path) -> None:
    one = read()
    record(file, [replace(one, source=replace(one.source, media="html"))])

    found = part_of(verify(file), "documents")

    assert (found.passed, found.failed, found.not_checkable) == (0, 0, 1)
    assert found.why_not


def test_an_unknown_codec_is_a_failure_and_no_crash(file: Path) -> None:
    one = read()
    record(file, [replace(one, document=replace(one.document, encoding="cp0"))])

    assert part_of(verify(file), "documents").failed == 1


def test_a_run_that_was_cut_short_is_not_checkable(file: Path) -> None:
    fail_after(file, read())

    assert part_of(verify(file), "runs").not_checkable == 1
    assert verify(file).ok


def test_progress_is_told_by_documents(ledger: Path) -> None:
    told: list[tuple[int, int]] = []

    verify(ledger, progress=lambda done, total: told.append((done, total)))

    assert told[-1] == (3, 3)


def test_a_damaged_file_is_one_clear_message(ledger: Path) -> None:
    whole = bytearray(ledger.read_bytes())
    whole[4096:] = bytes(len(whole) - 4096)
    ledger.write_bytes(whole)

    with pytest.raises(LedgerError, match=str(ledger)):
        verify(ledger)


def tamper(ledger: Path, change: str) -> None:
    """Change a ledger as somebody would who has the file and an hour."""
    with closing(sqlite3.connect(ledger)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(change)
        connection.commit()


def part_of(found: Verification, name: str) -> Part:
    return next(part for part in found.parts if part.name == name)


def _moved(made: Record) -> Record:
    """Return a statement with its cue one code point further, anything else as it is."""
    if isinstance(made, Statement):
        return replace(made, cue=replace(made.cue, start=made.cue.start + 1, end=made.cue.end + 1))
    return made
