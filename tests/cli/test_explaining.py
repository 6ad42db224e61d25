"""`musnad why` and `musnad list` over places, times, figures and names with several spellings."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from musnad.ledger import RunInfo, open_recorder
from musnad.model.records import By, Link

TEXT = (
    "أعلنت إدارة المياه في إدلب أمس أن بلدة خان شيخون بريف إدلب تسلمت أكثر من 15 مضخة.\n"
    "وتجمع عشرات المزارعين في قرية الشمندورة قبل يومين، ووصلت شاحنات الإغاثة في 3 أيار/مايو 2018.\n"
    "وقال مدير الإدارة سامر الحلواني إن العمل مستمر، وأضاف الحلواني أن المضخات تكفي القرى.\n"
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explained")
    (folder / "report.txt").write_text(TEXT, "utf-8")
    command = [sys.executable, "-m", "musnad", "add", "report.txt", "--ledger", "news.db", "--published", "2018-09-12"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)
    return folder / "news.db"


def listed(musnad: Run, ledger: Path, *asked: str) -> list[dict[str, Any]]:
    done = musnad("list", *asked, "--ledger", ledger, "--format", "jsonl")
    return [json.loads(line) for line in done.stdout.splitlines()]


def why(musnad: Run, ledger: Path, kind: str, text: str) -> str:
    found = next(r for r in listed(musnad, ledger, kind) if text in (r.get("text") or r["names"]))
    return str(musnad("why", found["id"], "--ledger", ledger).stdout)


def test_a_settled_place_lies_somewhere_for_reasons(musnad: Run, ledger: Path) -> None:
    out = why(musnad, ledger, "places", "خان شيخون")

    assert "lies at  35.4" in out
    assert "خان شيخون ← إدلب ← سوريا" in out
    assert "place, 1" in out
    assert "entity.place" in out


def test_a_place_that_nobody_knows_has_no_coordinates(musnad: Run, ledger: Path) -> None:
    out = why(musnad, ledger, "places", "الشمندورة")

    assert "undecided, so no coordinates" in out
    assert "not in the gazetteer" in out


def test_a_relative_day_is_counted_from_the_day_of_publication(musnad: Run, ledger: Path) -> None:
    assert "the day of publication, 2018-09-12: «أمس» is 2018-09-11" in why(musnad, ledger, "times", "أمس")


def test_a_full_date_is_counted_from_nothing(musnad: Run, ledger: Path) -> None:
    assert "the words say it in full" in why(musnad, ledger, "times", "3 أيار/مايو 2018")


def test_a_bounded_figure_says_what_sets_its_bounds(musnad: Run, ledger: Path) -> None:
    assert "15 to open; more than" in why(musnad, ledger, "figures", "أكثر من 15 مضخة")
    assert "rule floor: " in why(musnad, ledger, "figures", "عشرات المزارعين")


def test_a_figure_names_the_innermost_statement_that_gives_it(musnad: Run, ledger: Path) -> None:
    figure = next(r for r in listed(musnad, ledger, "figures") if r["low"] == 15)
    [statement] = [r for r in listed(musnad, ledger, "statements") if r["id"] == figure["statement"]]

    assert statement["start"] <= figure["start"] < figure["end"] <= statement["end"]


def test_names_of_two_reports_are_one_for_a_reason(musnad: Run, ledger: Path, tmp_path: Path) -> None:
    held, other, *_ = [r["id"] for r in listed(musnad, ledger, "entities")]
    copy = tmp_path / "linked.db"
    copy.write_bytes(ledger.read_bytes())
    with open_recorder(copy, run=RunInfo("0.1.0")) as recorder:
        recorder.add_links([Link(id="link-1", by=By("link.name", "0.1.0"), kind="same_entity", from_=held, to=other,
                                 why="the same letters but one", score=0.97)])

    assert f"same as  {other}" in (out := musnad("why", held, "--ledger", copy).stdout)
    assert "the same letters but one (score 0.97)" in out
    assert "because  the same letters but one (score 0.97)" in musnad("why", "link-1", "--ledger", copy).stdout
    musnad("split", held, "--reason", "a namesake", "--ledger", copy)
    assert f"not same as  {other}" in (out := musnad("why", held, "--ledger", copy).stdout)
    assert "(score 0.97, rejected by a person)" in out


def test_places_are_the_entities_of_place_with_their_coordinates(musnad: Run, ledger: Path) -> None:
    done = musnad("list", "places", "--text", "خان شيخون", "--ledger", ledger, "--format", "csv")
    [row] = csv.DictReader(io.StringIO(done.stdout))

    assert (row["kind"], row["place_precision"], row["chain"]) == ("place", "settlement", "خان شيخون ← إدلب ← سوريا")
    assert {r["kind"] for r in listed(musnad, ledger, "places")} <= {"place", "facility"}
    assert "خان شيخون" in musnad("list", "places", "--ledger", ledger).stdout


@pytest.mark.parametrize("asked", [["figures", "--about", "killed"], ["times", "--text", "قبل يومين"],
                                   ["places", "--kind", "facility"], ["entities", "--since", "2018-09-13"]])
@pytest.mark.parametrize("shape", ["table", "csv", "jsonl"])
def test_lists_take_filters_in_every_format(musnad: Run, ledger: Path, asked: list[str], shape: str) -> None:
    done = musnad("list", *asked, "--ledger", ledger, "--format", shape)

    assert done.returncode == 0
    assert "Traceback" not in done.stderr
