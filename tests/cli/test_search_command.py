"""`musnad search` as a person uses it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from conftest import Run
from ledger.making import read, record


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    file = tmp_path / "news.ledger"
    record(file, [read(0), read(1)])
    return file


def test_hits_are_printed_with_their_words(musnad: Run, ledger: Path) -> None:
    done = musnad("search", "الجسور", "--ledger", ledger)

    assert done.returncode == 0
    assert "جسرا" in done.stdout
    assert "report-" in done.stdout


def test_json_lines_hold_the_spans_of_the_source(musnad: Run, ledger: Path) -> None:
    done = musnad("search", "speaker:Wadi جسر", "--ledger", ledger, "--format", "jsonl", "--limit", "3")

    lines = [json.loads(line) for line in done.stdout.splitlines()]

    assert len(lines) == 3
    for line in lines:
        assert line["type"] == "statement"
        assert [line["snippet"][left - line["start"] : right - line["start"]] for left, right in line["spans"]] == ["جسرا"]
        assert line["record"]["id"] == line["id"]


def test_a_table_of_hits_has_a_header(musnad: Run, ledger: Path) -> None:
    done = musnad("search", "place:الرمان", "--ledger", ledger, "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(done.stdout)))

    assert len(rows) == 12
    assert {row["type"] for row in rows} == {"incident"}


def test_a_malformed_question_is_told_with_its_place(musnad: Run, ledger: Path) -> None:
    done = musnad("search", "جسر colour:red", "--ledger", ledger)

    assert done.returncode == 2
    assert "character 5: there is no field colour" in done.stderr
    assert done.stderr.splitlines()[-1] == " " * 6 + "^"


def test_nothing_found_is_said(musnad: Run, ledger: Path) -> None:
    done = musnad("search", "دبابة", "--ledger", ledger)

    assert (done.returncode, done.stdout) == (0, "")
    assert "no report fits" in done.stderr


def test_words_and_shell_quotes_make_one_question(musnad: Run, ledger: Path) -> None:
    done = musnad("search", "12 جسرا", "type:statement", "--ledger", ledger)
    none = musnad("search", "جسرا 12", "type:statement", "--ledger", ledger)

    assert "statement-" in done.stdout
    assert none.stdout == ""
