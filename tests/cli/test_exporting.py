"""`musnad export` and `musnad dossier`, as a person runs them."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import Run
from musnad.ledger import open_log

TEXT = "وقال الوزير نسيم الوادي إن غارة جوية على مدينة إدلب قتلت 3 أشخاص.\n"


@pytest.fixture
def ledger(musnad: Run, tmp_path: Path) -> Path:
    """A ledger with one report."""
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    assert musnad("add", "one.txt", "--published", "2018-09-12", "--ledger", "news.db").returncode == 0
    return tmp_path / "news.db"


def test_an_export_says_what_it_wrote_and_where_the_account_lies(musnad: Run, ledger: Path, tmp_path: Path) -> None:
    done = musnad("export", "out.jsonl", "--ledger", ledger)

    assert done.returncode == 0
    assert "out.jsonl.loss.json" in done.stderr
    kinds = {json.loads(line)["type"] for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()}
    assert {"report", "statement", "entity"} <= kinds


def test_a_dossier_of_words_is_written_as_a_page(musnad: Run, ledger: Path, tmp_path: Path) -> None:
    done = musnad("dossier", "غارة إدلب", "--lang", "en", "--ledger", ledger, "--out", "d.html")

    assert done.returncode == 0
    assert "air strike" in (tmp_path / "d.html").read_text("utf-8")


def test_a_dossier_of_nothing_is_told(musnad: Run, ledger: Path, tmp_path: Path) -> None:
    done = musnad("dossier", "كركدن", "--ledger", ledger, "--out", "d.html")

    assert done.returncode == 1
    assert "nothing in the ledger answers this" in done.stderr
    assert not (tmp_path / "d.html").exists()


def test_the_log_keeps_what_was_handed_out_with_its_hash(musnad: Run, ledger: Path, tmp_path: Path) -> None:
    assert musnad("export", "out.jsonl", "--ledger", ledger).returncode == 0
    assert musnad("dossier", "غارة", "--ledger", ledger, "--out", "d.html").returncode == 0

    with open_log(ledger) as log:
        told = [json.loads(entry.body) for entry in log.entries(kind="export")]

    assert [one["what"] for one in told] == ["jsonl", "dossier html"]
    assert told[1]["sha256"] == sha256((tmp_path / "d.html").read_bytes()).hexdigest()


def test_a_folder_that_is_not_there_is_wrong_usage(musnad: Run, ledger: Path) -> None:
    assert musnad("export", "nowhere/out.csv", "--ledger", ledger).returncode == 2


def test_a_bundle_is_verified_without_its_ledger(musnad: Run, ledger: Path) -> None:
    assert musnad("log", "sign", "--ledger", ledger, "--key", "key.pem").returncode == 0
    assert musnad("export", "out.zip", "--format", "bundle", "--ledger", ledger).returncode == 0
    ledger.unlink()

    done = musnad("verify", "out.zip")

    assert (done.returncode, "everything holds" in done.stderr) == (0, True)
