"""Conflicts and positions from the command line: figures side by side, disputed claims, no total by itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from musnad.ledger import account, open_reader

BUNDLE = Path(__file__).resolve().parents[3] / "shared/data/bundle/2018-09-12.txt"
PLACE = "وقع صباح {day} الأربعاء في سوق الأقمشة ببلدة الأتارب غربي حلب قرب مخزن للغاز"
REPORTS = (
    ("جريدة الرمان", "2018-09-12", f"قتل سبعة أشخاص وأصيب عشرون آخرون في انفجار {PLACE.format(day='اليوم')}."),
    ("إذاعة الزيتون", "2018-09-12",
     "أسفر انفجار في سوق الأقمشة في بلدة الأتارب بريف حلب صباح اليوم الأربعاء عن مقتل سبعة أشخاص وإصابة 20 قرب مخزن غاز."),
    ("موقع السنديان", "2018-09-12",
     "تجار سوق الأقمشة في الأتارب غربي حلب رووا أن عشرة أشخاص قتلوا في انفجار صباح اليوم الأربعاء قرب مخزن للغاز."),
    ("جريدة الرمان", "2018-09-13",
     "ارتفعت إلى 12 قتيلا حصيلة انفجار وقع أمس الأربعاء في سوق الأقمشة ببلدة الأتارب غربي حلب قرب مخزن غاز بعد وفاة جرحى."),
    ("موقع السنديان", "2018-09-14",
     "قال المتحدث باسم الغرفة نسيم البستاني إن صفحات محلية تنشر شائعات عن تفجير في سوق بلدة دارة عزة."),
)


@pytest.fixture
def ledger(musnad: Run, tmp_path: Path) -> Path:
    """A ledger of the reports above, linked."""
    rows, file = tmp_path / "rows.jsonl", tmp_path / "x.ledger"
    made = ({"id": str(at), "outlet": outlet, "published": day, "text": text}
            for at, (outlet, day, text) in enumerate(REPORTS))
    rows.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in made), encoding="utf-8")
    assert musnad("add", rows, "--ledger", file).returncode == 0
    assert musnad("link", "reports", "--ledger", file).returncode == 0
    return file


def told(musnad: Run, *words: object) -> list[dict[str, Any]]:
    made = musnad(*words, "--format", "jsonl")
    assert made.returncode == 0
    return [json.loads(line) for line in made.stdout.splitlines()]


def test_figures_that_exclude_each_other_are_told_and_a_later_higher_toll_is_no_conflict(musnad: Run, ledger: Path) -> None:
    rows = told(musnad, "conflicts", "--ledger", ledger)
    every = told(musnad, "conflicts", "--agreeing", "--ledger", ledger)

    assert {(row["what"], row["about"]) for row in rows} >= {("differs", "killed"), ("disputed", "claim")}
    assert not {"update", "confirmed"} & {row["what"] for row in rows}
    assert {"update", "confirmed"} <= {row["what"] for row in every}


def test_a_claim_told_as_a_rumour_is_disputed_by_who_tells_it(musnad: Run, ledger: Path) -> None:
    rows = [row for row in told(musnad, "conflicts", "--ledger", ledger) if row["what"] == "disputed"]

    assert len(rows) == 1
    assert rows[0]["why"].endswith("«شائعات»")
    assert rows[0]["records"][0].startswith("statement-")


def test_conflicts_are_narrowed_by_kind_place_and_day(musnad: Run, ledger: Path) -> None:
    assert told(musnad, "conflicts", "--kind", "meeting", "--ledger", ledger) == []
    assert told(musnad, "conflicts", "--place", "دارة عزة", "--ledger", ledger)[0]["what"] == "disputed"
    assert told(musnad, "conflicts", "--since", "2018-10-01", "--ledger", ledger) == []


def test_there_is_a_total_only_by_a_rule_that_is_named(musnad: Run, ledger: Path) -> None:
    plain = told(musnad, "conflicts", "--ledger", ledger)
    latest = told(musnad, "conflicts", "--total", "latest", "--ledger", ledger)

    assert not any(row["what"].startswith("total") for row in plain)
    assert any(row["why"].startswith("12 killed: published last") for row in latest if row["what"] == "total, latest")


def test_the_account_of_an_incident_counts_sources_and_sets_figures_side_by_side(musnad: Run, ledger: Path) -> None:
    with open_reader(ledger) as reader:
        first = next(held.id for held in reader.incidents())
        made = account(reader, first)

    assert [(row.outlet, row.published, row.low) for row in made.figures if row.harm == "killed"] == [
        ("جريدة الرمان", "2018-09-12", 7), ("إذاعة الزيتون", "2018-09-12", 7), ("موقع السنديان", "2018-09-12", 10),
        ("جريدة الرمان", "2018-09-13", 12)]
    assert made.sources == 3  # one outlet's two reports in its own voice are one source
    assert made.total("killed", "cautious").low == 7
    assert made.total("killed", "cautious").high == 12
    assert "3 independent sources" in musnad("conflicts", first, "--ledger", ledger).stdout


def test_positions_are_told_in_order_of_time(musnad: Run, ledger: Path) -> None:
    rows = told(musnad, "positions", "البستاني", "--ledger", ledger)

    assert [(row["day"], row["turns"]) for row in rows] == [("2018-09-14", [])]


@pytest.mark.skipif(not BUNDLE.exists(), reason="the bundle of reports lies outside the project")
def test_in_the_bundle_the_claim_and_its_dispute_stand_and_the_count_adds_up(musnad: Run, tmp_path: Path) -> None:
    file = tmp_path / "b.ledger"
    musnad("add", BUNDLE, "--published", "2018-09-12", "--ledger", file)
    musnad("link", "reports", "--ledger", file)
    rows = told(musnad, "conflicts", "--agreeing", "--ledger", file)

    disputed = [row for row in rows if row["what"] == "disputed" and row["kind"] == "chemical_attack"]
    assert any("جسر الشغور" in row["where"] for row in disputed)
    assert "39 = 33 + 6" in {row["why"] for row in rows}
