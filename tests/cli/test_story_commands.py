"""Stories, copies, comparing and the timeline, as a person runs them; on the bundle, what it must come to."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from conftest import Run, runs_in
from musnad.ledger import open_desk, verify

FIRST = """افتتح وزير النقل نسيم الوادي يوم الاثنين جسرا جديدا يربط ضفتي نهر الزمرد في مدينة الرمان.
وقال الوزير نسيم الوادي إن بلدية الرمان ستفتح الجسر الجديد أمام الشاحنات بعد انتهاء موسم الفيضان.
وبلغت كلفة جسر نهر الزمرد 12 مليون دينار دفعت البلدية نصفها وتكفلت الوزارة بالباقي وفق اتفاق وقع العام الماضي.
"""
SECOND = FIRST.replace("12", "21").replace("يوم الاثنين ", "")
OTHER = """فاز فريق الزيتون لكرة السلة ببطولة المحافظة للمرة الثانية بعد مباراة مثيرة امتدت إلى شوطين إضافيين.
وسجل قائد الفريق معظم النقاط في الدقائق الأخيرة وحمله الجمهور على الأكتاف بعد صافرة النهاية مباشرة.
"""


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def ledger(told: Path, tmp_path: Path) -> Path:
    """A ledger of three reports, two of them of one story and nearly the same; each test has its own copy."""
    copytree(told, tmp_path, dirs_exist_ok=True)
    return tmp_path / "news.db"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("told")
    musnad = runs_in(tmp_path)
    file = tmp_path / "news.db"
    for name, text, day, outlet in (("a", FIRST, "2018-09-10", "جريدة الرمان"), ("b", SECOND, "2018-09-11", "موقع النهر"),
                                    ("c", OTHER, "2018-09-11", "موقع النهر")):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        musnad("add", tmp_path / f"{name}.txt", "--ledger", file, "--published", day, "--outlet", outlet, "--bundle", "no")
    assert musnad("link", "--ledger", file).returncode == 0
    return tmp_path


def test_a_story_holds_its_reports_and_not_another_matter(musnad: Run, ledger: Path) -> None:
    stories = lines(musnad("stories", "--ledger", ledger, "--format", "jsonl").stdout)

    assert [(story["first"], story["last"], len(story["reports"])) for story in stories] == [("2018-09-10", "2018-09-11", 2)]


def test_a_timeline_tells_the_reports_in_order_and_which_one_is_a_copy(musnad: Run, ledger: Path) -> None:
    told = [row for row in lines(musnad("timeline", 2, "--ledger", ledger, "--format", "jsonl").stdout)
            if row["type"] == "report"]

    assert [row["day"] for row in told] == ["2018-09-10", "2018-09-11"]
    assert "as report 1" in told[1]["note"]


def test_a_copy_names_who_had_it_first_and_the_changed_number(musnad: Run, ledger: Path) -> None:
    found = lines(musnad("copies", "--ledger", ledger, "--format", "jsonl").stdout)

    assert [(row["later"]["number"], row["earlier"]["number"]) for row in found] == [(2, 1)]
    assert "number 12 → 21" in found[0]["why"]


def test_comparing_marks_what_was_cut_and_names_the_changed_number(musnad: Run, ledger: Path) -> None:
    shown = musnad("compare", 1, 2, "--ledger", ledger).stdout

    assert "⟦- يوم الاثنين⟧" in shown
    assert "⟦12 → 21⟧" in shown
    assert "number 12 → 21" in shown


def test_every_stretch_of_a_comparison_can_be_read_back_at_its_place(musnad: Run, ledger: Path) -> None:
    for row in lines(musnad("compare", 1, 2, "--ledger", ledger, "--format", "jsonl").stdout):
        for name, text in (("a", FIRST), ("b", SECOND)):
            if row[name]:
                assert text[row[name]["start"] : row[name]["end"]] == row[name]["text"]


def test_the_statement_that_both_tell_is_one_and_why_says_so(musnad: Run, ledger: Path) -> None:
    tied = lines(musnad("list", "links", "--kind", "same_statement", "--ledger", ledger, "--format", "jsonl").stdout)

    shown = musnad("why", tied[0]["id"], "--ledger", ledger).stdout

    assert len(tied) == 1
    assert "2 records, in reports 1, 2" in shown
    assert "nobody has judged it" in shown


def test_a_rejected_copy_is_shown_no_more_and_stays_so_after_linking_again(musnad: Run, ledger: Path) -> None:
    link = lines(musnad("copies", "--ledger", ledger, "--format", "jsonl").stdout)[0]["id"]
    with open_desk(ledger) as desk:
        desk.judge(link, "rejected", reviewer="a", reason="both are the ministry's text")

    musnad("link", "--ledger", ledger)

    assert musnad("copies", "--ledger", ledger, "--format", "jsonl").stdout == ""
    assert "no: rejected by a" in musnad("why", link, "--ledger", ledger).stdout
    assert verify(ledger).ok


def test_linking_twice_adds_nothing(musnad: Run, ledger: Path) -> None:
    assert "0 new texts compared; no new ties" in musnad("link", "--ledger", ledger).stderr


def test_what_is_no_report_is_told_in_one_line(musnad: Run, ledger: Path) -> None:
    failed = musnad("timeline", 99, "--ledger", ledger)

    assert failed.returncode == 1
    assert "no report of this ledger has this number" in failed.stderr


def test_the_four_german_reports_are_one_story_and_the_spokesman_has_two_witnesses(musnad: Run, shared: Path,
                                                                                   tmp_path: Path) -> None:
    file = tmp_path / "bundle.db"
    musnad("add", shared / "data/bundle/2018-09-12.txt", "--published", "2018-09-12", "--ledger", file)
    musnad("link", "--ledger", file)

    listed = lines(musnad("list", "reports", "--ledger", file, "--format", "jsonl").stdout)
    stories = lines(musnad("stories", "--ledger", file, "--format", "jsonl").stdout)
    said = {line["id"]: line for line in lines(musnad("list", "statements", "--ledger", file, "--format", "jsonl").stdout)}
    tied = lines(musnad("list", "links", "--kind", "same_statement", "--ledger", file, "--format", "jsonl").stdout)

    openings = ("قالت وزيرة الدفاع الألمانية", "قال وزير الخارجية الألماني", "قالت المستشارة الألمانية")
    german = {line["id"] for line in listed if line["text"].startswith(openings)}
    spokesman = [link for link in tied if (said[link["to"]]["speaker"] or {}).get("name") == "شتيفن زايبرت"]
    assert len(german) == 4
    assert [set(story["reports"]) for story in stories] == [german]
    assert len(spokesman) == 4
    assert {len({said[link["from"]]["report"], said[link["to"]]["report"]}) for link in spokesman} == {2}
