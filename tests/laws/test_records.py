"""Laws of records: whatever the text, only records and refusals, each can be read back, always the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from laws.strategies import FORMS, TEXTS, news, written_otherwise
from musnad.lang.words import fold
from musnad.model.document import Document
from musnad.model.records import RECORD_TYPES, Record
from musnad.model.refusals import CODES
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings

Bundling = Literal["auto", "yes", "no"]
Json = dict[str, Any]
BUNDLING = st.sampled_from(("auto", "yes", "no"))
DAYS = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)), st.just(date(2018, 9, 12)))
MOMENT = r"-?\d{4}(-W\d\d|-Q\d|-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?"
CALENDAR = re.compile(rf"{MOMENT}|{MOMENT}/({MOMENT})?|/{MOMENT}")
FORMS_OF_SPEECH = {"direct", "mixed", "indirect"}
ACTS = {"assert", "announce", "deny", "accuse", "warn", "threaten", "demand", "promise", "praise", "condemn", "confirm",
        "reject", "estimate", "hope", "ask"}
CUE_KINDS = {"verb", "participle", "noun", "particle", "colon"}
ABOUT = {"killed", "injured", "displaced", "attacks", "troops", "civilians", "money", "facilities", "distance", "duration",
         "other"}
RELATIONS = {"exact", "about", "at_least", "at_most", "more_than", "less_than", "between", "vague"}
GRAINS = {"minute", "hour", "day", "week", "month", "year", "season", None}
STATUS = {"reported", "claimed", "denied", "planned", "threatened", "hypothetical"}
HARM = ("killed", "injured")
TIED = ("report", "entity", "time", "parent", "statement", "incident", "place")


def read(text: str, bundle: Bundling = "auto", day: date | None = date(2018, 9, 12), source: str = "0") -> list[Record]:
    return read_document(Document(source * 64, text), Settings(published=day, bundle=bundle))


def objects(text: str, **how: Any) -> list[Json]:
    return [record.as_json() for record in read(text, **how)]


def pieces(value: Any) -> Iterator[Json]:
    """Every object inside a record's line, the record itself too, that names a place of the text."""
    if isinstance(value, dict):
        if "start" in value and "text" in value:
            yield value
        for inner in value.values():
            yield from pieces(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from pieces(inner)


def tied(lines: list[Json]) -> set[str]:
    """The ids that records name, in whatever part of them."""
    parts = [part for line in lines for part in (line, *pieces(line))]
    named = {part[name] for part in parts for name in TIED if isinstance(part.get(name), str)}
    counted = {harm["figure"] for line in lines for harm in map(line.get, HARM) if harm and harm.get("figure")}
    return named | counted | {place for line in lines for place in line.get("places", ())}


@settings(max_examples=100)
@given(TEXTS, BUNDLING, DAYS)
def test_any_text_gives_records_and_refusals_only(text: str, bundle: Bundling, day: date | None) -> None:
    for record in read(text, bundle, day):
        assert isinstance(record, RECORD_TYPES)
        assert getattr(record, "code", "") != "R001", record
        assert getattr(record, "code", "Q001") in CODES


@settings(max_examples=100)
@given(TEXTS, BUNDLING)
def test_every_span_of_every_record_reads_back(text: str, bundle: Bundling) -> None:
    for line in objects(text, bundle=bundle):
        for piece in pieces(line):
            assert 0 <= piece["start"] <= piece["end"] <= len(text), line
            assert piece["text"] == text[piece["start"] : piece["end"]], line


@given(TEXTS, BUNDLING)
def test_no_record_but_a_report_is_empty_and_each_stays_in_its_report(text: str, bundle: Bundling) -> None:
    lines = objects(text, bundle=bundle)
    reports = {line["id"]: line for line in lines if line["type"] == "report"}

    for line in lines:
        if "report" in line:
            report = reports[line["report"]]
            for piece in pieces(line):
                assert report["start"] <= piece["start"] < piece["end"] <= report["end"], line


@given(TEXTS, BUNDLING)
def test_reports_come_first_in_order_and_do_not_meet(text: str, bundle: Bundling) -> None:
    lines = objects(text, bundle=bundle)
    reports = [line for line in lines if line["type"] == "report"]

    assert lines[: len(reports)] == reports
    assert [report["index"] for report in reports] == list(range(len(reports)))
    assert all(one["end"] <= other["start"] for one, other in pairwise(reports))


@given(TEXTS, BUNDLING)
def test_the_records_of_a_report_come_in_text_order(text: str, bundle: Bundling) -> None:
    lines = [line for line in objects(text, bundle=bundle) if "report" in line]

    starts = [line["start"] for line in lines]

    assert starts == sorted(starts)


@given(TEXTS, BUNDLING, DAYS)
def test_the_same_text_gives_the_same_lines(text: str, bundle: Bundling, day: date | None) -> None:
    assert [r.line() for r in read(text, bundle, day)] == [r.line() for r in read(text, bundle, day)]


@given(TEXTS)
def test_ids_stand_once_and_another_source_has_none_of_them(text: str) -> None:
    ids = [record.id for record in read(text)]
    others = {record.id for record in read(text, source="1")}

    assert len(ids) == len(set(ids))
    assert not others & set(ids)


@given(TEXTS, BUNDLING)
def test_every_reference_leads_to_a_record(text: str, bundle: Bundling) -> None:
    lines = objects(text, bundle=bundle)

    assert tied(lines) <= {line["id"] for line in lines}


@given(TEXTS)
def test_no_statement_stands_inside_itself(text: str) -> None:
    parents = {line["id"]: line.get("parent") for line in objects(text) if line["type"] == "statement"}

    for one in parents:
        above, steps = parents[one], 0
        while above is not None:
            above, steps = parents[above], steps + 1
            assert steps <= len(parents), one


@given(TEXTS, DAYS)
def test_values_are_of_the_format(text: str, day: date | None) -> None:
    for line in objects(text, day=day):
        if line["type"] == "statement":
            assert line["form"] in FORMS_OF_SPEECH
            assert line["act"] in ACTS
            assert line["cue"]["kind"] in CUE_KINDS
            assert line["polarity"] in {"affirmed", "negated"}
            assert line["certainty"] in {"asserted", "possible", "conditional"}
        if line["type"] == "figure":
            assert line["about"] in ABOUT
            assert line["relation"] in RELATIONS
            assert line["low"] is None or line["high"] is None or line["low"] <= line["high"], line
        if line["type"] == "time":
            assert line["value"] is None or CALENDAR.fullmatch(line["value"]), line
            assert line["grain"] in GRAINS
            assert line["anchor"] in {"absolute", "published", "text"}
        if line["type"] == "incident":
            assert line["status"] in STATUS
            assert all(h["low"] is None or h["high"] is None or h["low"] <= h["high"] for h in map(line.get, HARM) if h)


@given(TEXTS)
def test_without_a_day_of_publication_no_day_is_counted_from_it(text: str) -> None:
    """Unknown is null: nothing falls back to today."""
    for line in objects(text, day=None, bundle="no"):
        if line["type"] == "time" and line["anchor"] == "published":
            report = next(r for r in read(text, "no", None) if r.type == "report")
            assert line["value"] is None or getattr(report, "published", None), line


def told(records: list[Record], places: list[int]) -> list[tuple[object, ...]]:
    """What records say, with their spans where they would stand in the text as it was."""
    lines = [record.as_json() for record in records]
    kept = [line for line in lines if line["type"] in {"report", "statement", "figure", "time"}]
    return [(line["type"], places[line["start"]], fold(line["text"]), line.get("value"), line.get("act"), line.get("form"))
            for line in kept]


@given(news(), st.integers(0, 10_000))
def test_tashkeel_tatweel_and_joiners_change_nothing_that_is_found(text: str, seed: int) -> None:
    """Where reports are cut is left out: how long their lines are is evidence there."""
    marked, places = written_otherwise(text, seed)

    assert told(read(marked, "no"), places) == told(read(text, "no"), list(range(len(text) + 1)))


def test_the_lexicons_are_there_to_be_stitched() -> None:
    assert all(FORMS.values())
