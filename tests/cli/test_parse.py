"""`musnad parse`, run as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run


def parsed(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize(
    ("what", "line", "text", "value"),
    [
        ("numbers", "في المخزن ثلاثة وعشرون ألفا وخمسمئة صندوق", "ثلاثة وعشرون ألفا وخمسمئة", 23500),
        ("numbers", "ارتفع السعر بنسبة 12٪", "12٪", 12),
        ("times", "وصل الوفد مساء أمس", "مساء أمس", "2018-09-11"),
        ("times", "افتتح المعرض في 3 آذار/مارس 2017", "3 آذار/مارس 2017", "2017-03-03"),
        ("names", "سافر الوفد إلى موسكو", "موسكو", "place"),
    ],
)
def test_a_line_comes_out_with_what_it_holds(musnad: Run, what: str, line: str, text: str, value: object) -> None:
    done = musnad("parse", what, "--published", "2018-09-12", stdin=f"{line}\n")
    [made] = parsed(done.stdout)
    [found] = made["found"]

    assert done.returncode == 0
    assert made["text"] == line
    assert (found["text"], found["value"]) == (text, value)
    assert line[found["start"] : found["end"]] == text


def test_a_place_comes_with_its_coordinates_and_what_contains_it(musnad: Run) -> None:
    done = musnad("parse", "places", stdin="انقطعت المياه عن بلدة خان شيخون بريف إدلب\n")
    [made] = parsed(done.stdout)
    town = made["found"][0]

    assert town["text"] == "خان شيخون"
    assert town["value"]["lat"] == pytest.approx(35.44, abs=0.05)
    assert town["value"]["lon"] == pytest.approx(36.65, abs=0.05)
    assert town["value"]["chain"][-1] == "سوريا"
    assert town["steps"]
    assert [f["text"] for f in made["found"]].count("خان شيخون") == 1


def test_every_line_has_its_object_even_an_empty_one(musnad: Run) -> None:
    done = musnad("parse", "numbers", "-", stdin="خمسة كتب\n\nلا عدد هنا\r\nستة")

    assert [(m["text"], [f["value"] for f in m["found"]]) for m in parsed(done.stdout)] == [
        ("خمسة كتب", [5]), ("", []), ("لا عدد هنا", []), ("ستة", [6]),
    ]


def test_a_relative_day_without_the_day_of_publication_has_no_value(musnad: Run) -> None:
    [made] = parsed(musnad("parse", "times", stdin="وصل الوفد أمس\n").stdout)

    assert [f["value"] for f in made["found"]] == [None]


def test_a_date_that_cannot_exist_says_why(musnad: Run) -> None:
    [made] = parsed(musnad("parse", "times", stdin="اجتمعوا في 31 نيسان 2018\n").stdout)
    [found] = made["found"]

    assert found["value"] is None
    assert found["code"] == "T001"
    assert found["why"]


def test_what_cannot_be_read_is_told_and_the_rest_is_done(musnad: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes("سبعة\n".encode() + b"\xff\n")
    (tmp_path / "good.txt").write_text("ثمانية\n", "utf-8")

    done = musnad("parse", "numbers", "missing.txt", "bad.txt", "good.txt")

    assert done.returncode == 1
    assert [f["value"] for m in parsed(done.stdout) for f in m["found"]] == [7, 8]
    assert done.stderr.startswith("missing.txt: ")
    assert "bad.txt: line 2: byte 0 " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["verbs"], ["times", "--published", "12.9.2018"], []])
def test_wrong_usage_ends_with_2(musnad: Run, arguments: list[str]) -> None:
    assert musnad("parse", *arguments).returncode == 2


def test_help_shows_an_example(musnad: Run) -> None:
    assert "musnad parse numbers" in musnad("parse", "--help").stdout
