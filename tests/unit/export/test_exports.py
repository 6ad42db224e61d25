"""Exports: each form is read back with a reader of its own, and holds what the rules of evidence ask."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import geojson
import openpyxl
import pyarrow.parquet as pq
import pytest
from defusedxml.ElementTree import parse
from followthemoney import model
from followthemoney.proxy import EntityProxy
from pyld import jsonld

from ledger.making import fold
from musnad.export.flat import columns, plural
from musnad.export.formats import FORMS, writer
from musnad.export.loss import Loss
from musnad.export.selection import TYPES, Choice, select
from musnad.ledger import RunInfo, Where, import_lines, import_verdicts, open_reader
from unit.export.invented import FORMULA, Invented

PLAIN = sorted(set(FORMS) - {"bundle"})


@pytest.fixture
def held(tmp_path: Path) -> Invented:
    return Invented(tmp_path)


def out(held: Invented, form: str, name: str = "out", where: Where | None = None) -> tuple[Path, Loss]:
    path = held.path.parent / name
    with held.reader() as reader:
        return path, writer(form)(reader, Choice(where=where or Where()), path)


def rows(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def contents(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    return {file.name: file.read_bytes() for file in files if file.is_file()}


@pytest.mark.parametrize("form", PLAIN)
def test_the_same_ledger_gives_the_same_bytes(held: Invented, form: str) -> None:
    one, _ = out(held, form, "one")
    other, _ = out(held, form, "other")

    assert list(contents(one).values()) == list(contents(other).values())


@pytest.mark.parametrize("form", PLAIN)
def test_an_account_of_what_was_lost_lies_beside_every_export(held: Invented, form: str) -> None:
    path, loss = out(held, form)

    told = json.loads(loss.beside(path).read_text("utf-8"))

    assert told["form"] == form
    assert told["written"]


def test_json_lines_are_the_lines_of_the_ledger(held: Invented) -> None:
    path, _ = out(held, "jsonl")

    with held.reader() as reader:
        assert path.read_text("utf-8").splitlines() == list(reader.lines())


def test_lines_and_verdicts_taken_into_an_empty_ledger_come_out_as_they_were(held: Invented, tmp_path: Path) -> None:
    held.judge(held.strike, "unsure")
    held.judge(held.strike, "corrected", {"kind": "shelling"})
    path, _ = out(held, "jsonl", "one.jsonl")
    said = path.with_name("one.jsonl.verdicts.csv")
    other = tmp_path / "other.ledger"

    import_lines(other, path.read_text("utf-8").splitlines(), run=RunInfo("1"), origin="one", fold=fold)
    taken = import_verdicts(other, rows(said), origin="one")
    with open_reader(other, fold=fold) as reader:
        writer("jsonl")(reader, Choice(), tmp_path / "two.jsonl")

    assert (taken.verdicts, taken.faults) == (2, [])
    assert (tmp_path / "two.jsonl").read_bytes() == path.read_bytes()
    assert (tmp_path / "two.jsonl.verdicts.csv").read_bytes() == said.read_bytes()


def test_a_filter_brings_along_what_the_record_points_at(held: Invented) -> None:
    path, _ = out(held, "jsonl", where=Where(status="threatened"))

    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]

    assert sorted(record["type"] for record in found) == ["entity", "incident", "report"]


@pytest.mark.parametrize("form", ["jsonl", "geojson", "csv"])
def test_what_a_person_rejected_stays_behind_and_is_counted(held: Invented, form: str) -> None:
    held.judge(held.threat, "rejected")

    path, loss = out(held, form)

    assert loss.lost["incident: rejected by a person, or tied to what is; left out"] == 1
    assert not any(held.threat.encode() in data for name, data in contents(path).items() if "verdicts" not in name)


def test_a_correction_is_taken_and_said(held: Invented) -> None:
    held.judge(held.strike, "corrected", {"kind": "shelling"})

    path, _ = out(held, "csv", "tables")

    found = {row["id"]: row for row in rows(path / "incidents.csv", "utf-8-sig")}
    assert (found[held.strike]["kind"], found[held.strike]["corrected"]) == ("shelling", "kind")


def test_no_spreadsheet_runs_a_cell(held: Invented) -> None:
    path, loss = out(held, "csv", "tables")

    outlets = {row["outlet"] for row in rows(path / "reports.csv", "utf-8-sig")}

    assert "'" + FORMULA in outlets
    assert FORMULA not in outlets
    assert sum(n for what, n in loss.lost.items() if "formula" in what) > 0


def test_every_field_of_the_format_is_a_column(held: Invented) -> None:
    with held.reader() as reader:
        for item in select(reader, Choice()):
            names = columns(item.held.type)
            missing = [f for f in item.line if f != "type" and not any(n == f or n.startswith(f + "_") for n in names)]
            assert missing == []


def test_a_workbook_opens_from_right_to_left_with_its_words(held: Invented) -> None:
    path, _ = out(held, "xlsx", "book.xlsx")

    book = openpyxl.load_workbook(path)
    sheet = book["statements"]
    told = dict(zip(*(tuple(cell.value for cell in row) for row in sheet.iter_rows(max_row=2)), strict=True))

    assert all(one.sheet_view.rightToLeft for one in book)
    assert "غارة على بلدة الرمان" in str(told["text"])
    assert book["reports"]["A1"].value == "id"


def test_parquet_keeps_the_nesting_of_the_format(held: Invented) -> None:
    path, loss = out(held, "parquet", "pq")

    found = {row["id"]: row for row in pq.read_table(path / "statements.parquet").to_pylist()}

    assert found[held.statement]["speaker"]["name"] == "نسيم الوادي"
    assert sorted(file.stem for file in path.iterdir()) == sorted(map(plural, TYPES))
    assert not [what for what in loss.lost if "schema" in what]


def test_geojson_says_the_status_and_how_large_the_place_is(held: Invented) -> None:
    path, _ = out(held, "geojson")

    made = geojson.loads(path.read_text("utf-8"))
    found = {feature["id"]: feature for feature in made["features"]}

    assert made.is_valid
    assert found[held.strike]["geometry"]["coordinates"] == [36.6, 35.9]
    assert found[held.threat]["properties"]["status"] == "threatened"
    assert found[held.strike]["properties"]["place_precision"] == "settlement"
    assert found[held.again]["properties"]["same_incident"] == held.strike


def test_kml_parses_and_keeps_statuses_apart(held: Invented) -> None:
    path, _ = out(held, "kml")

    names = [one.text for one in parse(path).iter("{http://www.opengis.net/kml/2.2}name")]

    assert {"claimed", "denied", "threatened"} <= set(names)


def test_json_ld_expands_to_annotations_that_select_the_words(held: Invented) -> None:
    path, _ = out(held, "jsonld")

    found = {node["@id"]: node for node in jsonld.expand(json.loads(path.read_text("utf-8")))}
    node = found[f"urn:musnad:{held.statement}"]
    oa = "http://www.w3.org/ns/oa#"
    selectors = node[oa + "hasTarget"][0][oa + "hasSelector"]

    assert node["@type"] == [oa + "Annotation"]
    assert {one["@type"][0] for one in selectors} == {oa + "TextPositionSelector", oa + "TextQuoteSelector"}
    assert "http://www.w3.org/ns/prov#wasGeneratedBy" in node


def test_follow_the_money_keeps_all_that_was_written(held: Invented) -> None:
    path, _ = out(held, "ftm")

    for line in path.read_text("utf-8").splitlines():
        told = json.loads(line)
        proxy = EntityProxy(model.get(told["schema"]), {"id": told["id"], "properties": told["properties"]}, cleaned=False)
        kept = proxy.to_dict()["properties"]
        assert {name: sorted(values) for name, values in kept.items() if name != "language"} == {
            name: sorted(values) for name, values in told["properties"].items() if name != "language"}
        model.get(told["schema"]).validate(told)


def test_follow_the_money_statements_carry_the_claim_and_stay_external_until_accepted(held: Invented) -> None:
    held.judge(held.statement, "accepted")

    path, _ = out(held, "ftm")

    found = rows(path.with_name("out.statements.csv"))
    flags = {row["origin"]: row["external"] for row in found}
    assert flags[held.statement] == "f"
    assert flags[held.strike] == "t"


@pytest.mark.parametrize("form", ["acled", "ged"])
def test_an_event_is_what_is_said_to_have_happened_once_however_often_it_is_copied(held: Invented, form: str) -> None:
    path, loss = out(held, form)

    found = rows(path)

    assert len(found) == 1
    assert loss.lost["incident: denied, never an event, left out"] == 1
    assert loss.lost["incident: threatened, never an event, left out"] == 1
    assert held.strike in found[0].values()


def test_ged_counts_a_copy_as_no_source(held: Invented) -> None:
    path, _ = out(held, "ged")

    (row,) = rows(path)

    assert (row["number_of_sources"], row["low"], row["best"], row["high"]) == ("1", "3", "3", "3")
    assert (row["deaths_civilians"], row["type_of_violence"]) == ("", "")


def test_acled_says_that_a_machine_drafted_it_and_that_another_denies(held: Invented) -> None:
    path, _ = out(held, "acled")

    (row,) = rows(path)

    assert (row["event_date"], row["time_precision"], row["sub_event_type"]) == ("2018-09-11", "1", "Air/drone strike")
    assert "another source denies it" in row["notes"]
    assert "machine-drafted" in row["tags"]
    assert row["inter1"] == ""


def test_timemap_events_are_strings_and_name_their_sources(held: Invented) -> None:
    path, _ = out(held, "timemap")

    (event,) = json.loads((path / "events.json").read_text("utf-8"))
    sources = json.loads((path / "sources.json").read_text("utf-8"))

    assert all(isinstance(value, str | list) for value in event.values())
    assert event["sources"] == [source["id"] for source in sources]


def test_bayanat_is_given_no_judgement_of_a_machine(held: Invented) -> None:
    path, _ = out(held, "bayanat")

    body = json.loads(path.read_text("utf-8"))

    assert "Reliability" not in path.read_text("utf-8")
    assert all(one["label_paths"] == [] for one in (*body["bulletins"], *body["incidents"]))
    assert len(body["incidents"]) == 1
    assert all(one["item"]["title"] and one["item"]["comments"] and one["item"]["source_link"] for one in body["bulletins"])
    compile(path.with_name("out.load.py").read_text("utf-8"), "load.py", "exec")


def test_bayanat_labels_follow_only_from_what_people_accepted(held: Invented) -> None:
    held.judge(held.strike, "accepted")

    path, _ = out(held, "bayanat")

    body = json.loads(path.read_text("utf-8"))
    assert [one["label_paths"] for one in body["bulletins"] if one["label_paths"]] == [["Type, Martial, Airstrike"]]


def test_uwazi_headings_are_ascii_and_the_texts_travel(held: Invented) -> None:
    path, _ = out(held, "uwazi")

    heads = [file.read_text("utf-8").splitlines()[0] for file in path.glob("*.csv") if file.stat().st_size]
    with zipfile.ZipFile(path / "reports.zip") as archive:
        names = archive.namelist()

    assert all(head.isascii() for head in heads)
    assert names[0] == "import.csv"
    assert len(names) == 4
