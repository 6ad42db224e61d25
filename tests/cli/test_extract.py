"""`musnad extract`, run as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run

TEXT = "قال رئيس بلدية سهلاب سالم العابر، الأحد، إن الجسر سيفتح قبل الشتاء.\n"


def records(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_text_from_standard_input_comes_out_as_records(musnad: Run) -> None:
    done = musnad("extract", "-", "--published", "2018-09-12", stdin=TEXT)
    first, *rest = records(done.stdout)

    assert done.returncode == 0
    assert (first["type"], first["published"], first["published_from"]) == ("report", "2018-09-12", "given")
    assert [r for r in rest if r["type"] == "statement"]
    assert all(r["text"] == TEXT[r["start"] : r["end"]] for r in [first, *rest] if "start" in r)  # type: ignore[misc]


def test_workers_change_nothing(musnad: Run, samples: Path) -> None:
    one = musnad("extract", samples, "--published", "2018-09-12")
    two = musnad("extract", samples, "--published", "2018-09-12", "--workers", "2")

    assert one.stdout
    assert two.stdout == one.stdout
    assert two.returncode == one.returncode == 0


def test_what_is_left_out_is_not_there_and_the_statements_are(musnad: Run, samples: Path) -> None:
    whole = records(musnad("extract", samples, "--published", "2018-09-12").stdout)
    less = records(musnad("extract", samples, "--published", "2018-09-12", "--without", "incidents").stdout)
    least = records(musnad("extract", samples, "--published", "2018-09-12", "--without", "places,times,figures").stdout)

    assert {r["type"] for r in whole} - {r["type"] for r in less} == {"incident"}
    assert {r["type"] for r in less} - {r["type"] for r in least} == {"figure", "time"}
    assert [r for r in less if r["type"] == "statement"] == [r for r in whole if r["type"] == "statement"]
    assert said(least) == said(whole)


def said(made: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [(r["start"], r["end"], r["cue"], r["form"], r["act"]) for r in made if r["type"] == "statement"]


def test_one_unreadable_file_is_told_and_the_rest_is_done(musnad: Run, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news/a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "news/b.txt").write_bytes(TEXT[:6].encode()[:-1])
    (tmp_path / "news/c.txt").write_text(TEXT * 2, "utf-8")

    done = musnad("extract", "news")

    assert done.returncode == 1
    assert done.stderr.startswith("news/b.txt: ")
    assert "byte 9 " in done.stderr
    assert [r["source"] for r in records(done.stdout) if r["type"] == "report"]
    assert len({r["source"] for r in records(done.stdout) if r["type"] == "report"}) == 2


@pytest.mark.parametrize("name", ["binary.txt", "empty.txt", "truncated-utf8.txt", "missing-columns.csv", "damaged.txt.gz"])
def test_what_cannot_be_read_is_one_clear_line(musnad: Run, root: Path, name: str) -> None:
    done = musnad("extract", root / "tests/fixtures" / name)

    assert done.returncode == 1
    assert done.stdout == ""
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_a_line_of_two_hundred_megabytes_is_refused_and_not_loaded(tmp_path: Path) -> None:
    line = tmp_path / "line.txt"
    with line.open("wb") as out:
        for _ in range(200):
            out.write(b"a" * 1_000_000)
    code = "from musnad.cli import main; main(); "
    before = "import resource; resource.setrlimit(resource.RLIMIT_DATA, (300 << 20, 300 << 20)); "

    done = subprocess.run([sys.executable, "-c", before + code, "extract", line], capture_output=True, encoding="utf-8",
                          env={"OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}, timeout=60, check=False)

    assert done.returncode == 1
    assert "line 1 is longer than" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["extract"], "Missing argument"),
        (["extract", "x.txt", "--published", "12.9.2018"], "YYYY-MM-DD"),
        (["extract", "x.txt", "--map", "text"], "FIELD=COLUMN"),
        (["extract", "x.txt", "--workers", "0"], "--workers"),
        (["extract", "x.txt", "--without", "times,names"], "'names' is no part"),
        (["extracct"], "extract"),
        (["list", "speakers"], "speakers"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(musnad: Run, arguments: list[str], told: str) -> None:
    done = musnad(*arguments)

    assert done.returncode == 2
    assert told in done.stderr


def test_columns_of_a_table_can_be_named(musnad: Run, tmp_path: Path) -> None:
    (tmp_path / "wire.csv").write_text(f"body,number\n{TEXT.strip()!r},7\n", "utf-8")

    done = musnad("extract", "wire.csv", "--map", "text=body", "--map", "id=number")

    assert done.returncode == 0
    assert {r["row"] for r in records(done.stdout)} == {"7"}


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, samples: Path) -> None:
    command = f"{sys.executable} -m musnad extract {samples} | head -n 1"

    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)

    assert json.loads(done.stdout)["type"] == "report"
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_help_tells_the_exit_codes_and_every_command(musnad: Run) -> None:
    done = musnad("--help")

    assert "Exit codes:" in done.stdout
    assert "extract" in done.stdout
    assert done.returncode == 0


def test_the_version_is_told(musnad: Run) -> None:
    assert musnad("--version").stdout.startswith("musnad 0.")


def test_a_table_is_for_people(musnad: Run) -> None:
    done = musnad("extract", "-", "--format", "table", stdin=TEXT)

    assert "سالم العابر" in done.stdout
    assert "indirect" in done.stdout


