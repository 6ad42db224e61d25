"""Lists of incidents, run as a person runs them, over two reports of our own."""

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

FIRST = """شنت طائرات حربية غارات على بلدة سراقب في ريف إدلب الثلاثاء.

وقال شهود إن مسلحين أطلقوا النار على حافلة في القاهرة الأربعاء، ما أدى إلى مقتل 3 أشخاص.
"""
SECOND = "قصفت القوات الحكومية بالمدفعية الثقيلة مدينة حماة السورية يوم 10 سبتمبر 2018.\n"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("incidents")
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    file = folder / "some.ledger"
    command = [sys.executable, "-m", "musnad", "add", folder, "--ledger", file, "--published", "2018-09-12"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return file


def kinds(musnad: Run, ledger: Path, *asked: str) -> set[str]:
    done = musnad("list", "incidents", "--ledger", ledger, "--format", "jsonl", *asked)
    assert done.returncode == 0, done.stderr
    return {json.loads(line)["kind"] for line in done.stdout.splitlines()}


def test_all_incidents_are_listed(musnad: Run, ledger: Path) -> None:
    assert kinds(musnad, ledger) == {"airstrike", "shooting", "shelling"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["--status", "claimed"], {"shooting"}),
        (["--kind", "shelling", "--status", "reported"], {"shelling"}),
        (["--kind", "shelling", "--status", "denied"], set()),
        (["--place", "سراقب"], {"airstrike"}),
        (["--place", "سوريا"], {"airstrike", "shelling"}),
        (["--place", "القاهره"], {"shooting"}),
        (["--place", "سراقب", "--radius", "120"], {"airstrike", "shelling"}),
        (["--place", "30.04,31.24", "--radius", "60"], {"shooting"}),
        (["--happened-from", "2018-09-11", "--happened-to", "2018-09-11"], {"airstrike"}),
        (["--happened-to", "2018-09-10"], {"shelling"}),
        (["--actor", "القوات"], {"shelling"}),
        (["--actor", "مسلحين"], {"shooting"}),
        (["--target", "حافلة"], {"shooting"}),
    ],
)
def test_incidents_are_found_by_status_place_day_and_party(
    musnad: Run, ledger: Path, asked: list[str], found: set[str]
) -> None:
    assert kinds(musnad, ledger, *asked) == found


def test_a_map_holds_a_point_for_each_incident_with_a_known_place(musnad: Run, ledger: Path) -> None:
    made: dict[str, Any] = json.loads(musnad("list", "incidents", "--ledger", ledger, "--format", "geojson").stdout)

    assert made["type"] == "FeatureCollection"
    places = {f["properties"]["kind"]: f["geometry"]["coordinates"] for f in made["features"] if f["geometry"]}
    east, north = places["shooting"]
    assert (round(east), round(north)) == (31, 30)
    assert all(f["properties"]["id"].startswith("incident-") for f in made["features"])


def test_an_empty_map_is_a_map(musnad: Run, ledger: Path) -> None:
    done = musnad("list", "incidents", "--kind", "visit", "--ledger", ledger, "--format", "geojson")

    assert json.loads(done.stdout)["features"] == []


def test_places_can_be_drawn_too(musnad: Run, ledger: Path) -> None:
    made = json.loads(musnad("list", "places", "--ledger", ledger, "--format", "geojson").stdout)

    assert {"القاهرة", "سراقب"} <= {f["properties"]["name"] for f in made["features"]}


def test_a_table_of_incidents_names_places_days_and_weapons(musnad: Run, ledger: Path) -> None:
    out = musnad("list", "incidents", "--kind", "shelling", "--ledger", ledger, "--format", "csv").stdout
    (row,) = csv.DictReader(io.StringIO(out))

    assert (row["when"], row["where"], row["subkind.kind"]) == ("2018-09-10", "حماة", "artillery")
    assert row["weapon"] == "المدفعية الثقيلة"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["figures", "--actor", "القوات"], "figures have no place"),
        (["incidents", "--radius", "5"], "--radius needs --place"),
        (["statements", "--format", "geojson"], "--format geojson is for"),
        (["incidents", "--place", "بلا وجود", "--radius", "5"], "no place of this name"),
        (["incidents", "--kind", "airstrik"], "no kind of incidents is"),
    ],
)
def test_what_cannot_be_asked_is_told(musnad: Run, ledger: Path, asked: list[str], told: str) -> None:
    done = musnad("list", *asked, "--ledger", ledger)

    assert done.returncode != 0
    assert told in " ".join(done.stderr.replace("│", " ").split())


def test_why_says_what_speaks_for_each_field_of_an_incident(musnad: Run, ledger: Path) -> None:
    listed = musnad("list", "incidents", "--kind", "shooting", "--ledger", ledger, "--format", "jsonl").stdout
    out = musnad("why", json.loads(listed)["id"], "--ledger", ledger).stdout

    for said in ("kind by", "status by  only a speaker says so", "القاهرة (30.", "actor  «مسلحين», alleged",
                 "target  «حافلة»", "killed  3 to 3, by «3 أشخاص»"):
        assert said in out
