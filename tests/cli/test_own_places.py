"""The user's own places, from `musnad places import` to the records of a text."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Run

TEXT = "قصفت طائرات مجهولة بلدة عين السراب فجر الأحد، فقتل رجلان.\n"
VILLAGES = "arabic_name,kind,lat,lon,within,country\nعين السراب,village,35.5,36.5,إدلب,SY\n"


def located(out: str) -> list[tuple[str, float | None]]:
    made = [json.loads(line) for line in out.splitlines()]
    return [(r["name"], r.get("lat")) for r in made if r["type"] == "entity" and "السراب" in r["name"]]


def imported(musnad: Run, tmp_path: Path, table: str = VILLAGES) -> Path:
    (tmp_path / "villages.csv").write_text(table, encoding="utf-8")
    own = tmp_path / "own.tsv"
    done = musnad("places", "import", tmp_path / "villages.csv", "--map", "name=arabic_name", "--gazetteer", own)
    assert done.returncode == 0, done.stderr
    return own


def test_a_place_that_only_the_user_knows_is_located(musnad: Run, tmp_path: Path) -> None:
    own = imported(musnad, tmp_path)

    assert [lat for _, lat in located(musnad("extract", "-", stdin=TEXT).stdout)] in ([], [None])
    assert [lat for _, lat in located(musnad("extract", "-", "--gazetteer", own, stdin=TEXT).stdout)] == [35.5]


def test_a_run_keeps_which_table_it_read_with(musnad: Run, tmp_path: Path) -> None:
    own, ledger = imported(musnad, tmp_path), tmp_path / "a.db"
    first = musnad("add", "-", "--ledger", ledger, stdin=TEXT)
    second = musnad("add", "-", "--ledger", ledger, "--gazetteer", own, stdin=TEXT)

    assert "1 texts read" in first.stderr + first.stdout
    assert "1 texts read" in second.stderr + second.stdout, "another table of places is another reading"


def test_a_malformed_table_is_told_before_any_text_is_read(musnad: Run, tmp_path: Path) -> None:
    own = imported(musnad, tmp_path)
    own.write_text(own.read_text(encoding="utf-8").replace("35.50000", "north"), encoding="utf-8")
    done = musnad("extract", "-", "--gazetteer", own, stdin=TEXT)

    assert done.returncode != 0
    assert not done.stdout
    assert "line 2, column" in done.stderr
