"""What counts as found, as right, and as neither."""

from __future__ import annotations

from typing import Any

import pytest

from evaluate.making import TEXT, gold_statement, place, statement
from musnad.evaluate import Judged, Score, Share, judge, pooled, sheet_of_gold, sheet_of_records

SAID = gold_statement("قال", "سالم العابر", "الجسر مفتوح")


def judged(gold: dict[str, Any], *records: dict[str, Any]) -> Judged:
    return judge(TEXT, sheet_of_gold(gold), sheet_of_records(records))


def test_a_statement_with_its_speaker_and_content_is_strictly_right() -> None:
    scores = judged({"statements": [SAID]}, statement("قال", "سالم العابر", "الجسر مفتوح")).scores

    assert scores["statements_found"] == scores["statements_strict"] == Score(1, 1, 1)


def test_a_speaker_known_by_a_part_of_his_name_only_is_wrong() -> None:
    one = judged({"statements": [SAID]}, statement("قال", "العابر", "الجسر مفتوح"))

    assert one.scores["statement_speaker_accuracy"] == Share(0, 1)
    assert one.scores["statements_strict"] == Score(0, 1, 1)
    assert [(slip.figure, slip.wanted, slip.found) for slip in one.slips] == [("speaker", "سالم العابر", "العابر")]


def test_names_are_compared_without_marks_and_hamza() -> None:
    gold = gold_statement("قال", "أحمد الفَجْرى", "الجسر مفتوح")

    scores = judged({"statements": [gold]}, statement("قال", "احمد الفجري", "الجسر مفتوح")).scores

    assert scores["statements_strict"] == Score(1, 1, 1)


def test_a_name_of_the_speakers_entity_counts() -> None:
    entity = {"type": "entity", "id": "entity-none", "name": "سالم العابر", "names": [], "kind": "person"}

    scores = judged({"statements": [SAID]}, entity, statement("قال", "العابر", "الجسر مفتوح")).scores

    assert scores["statement_speaker_accuracy"] == Share(1, 1)


def test_a_content_that_is_too_long_is_found_and_wrong() -> None:
    one = judged({"statements": [SAID]}, statement("قال", "سالم العابر", "الجسر مفتوح.\nوأضاف أن 12 شاحنة"))

    assert one.scores["statements_found"] == Score(1, 1, 1)
    assert one.scores["statement_content_accuracy"] == Share(0, 1)


def test_the_same_content_with_another_cue_is_found() -> None:
    scores = judged({"statements": [SAID]}, statement("العابر", None, "الجسر مفتوح")).scores

    assert scores["statements_found"] == Score(1, 1, 1)


def test_an_optional_statement_counts_neither_way() -> None:
    gold = {"statements": [SAID, gold_statement("حذرت", "البلدية", "من السيول", optional=True)]}
    said, warned = statement("قال", "سالم العابر", "الجسر مفتوح"), statement("حذرت", "البلدية", "من السيول")

    assert judged(gold, said).scores["statements_found"] == Score(1, 1, 1)
    assert judged(gold, said, warned).scores["statements_found"] == Score(1, 1, 1)


def test_what_is_missed_and_what_is_spurious_is_told_with_its_words() -> None:
    one = judged({"statements": [SAID]}, statement("حذرت", "البلدية", "من السيول"))

    assert [(s.fault, s.note) for s in one.slips] == [("missed", "قال"), ("spurious", "حذرت")]


def test_via_is_judged_only_where_gold_names_one() -> None:
    told = gold_statement("حذرت", "البلدية", "من السيول", via=["وكالة سهلاب"])
    via = [{"text": "وكالة سهلاب للأنباء", "start": 0, "end": 1}]
    records = (statement("قال", "سالم العابر", "الجسر مفتوح"), statement("حذرت", "البلدية", "من السيول", via=via))

    assert judged({"statements": [SAID, told]}, *records).scores["statement_via_accuracy"] == Share(1, 1)


@pytest.mark.parametrize(("low", "value", "right"), [(12, 12, 1), (None, 12, 1), (13, 12, 0)])
def test_a_figure_is_right_by_its_lowest_number(low: int | None, value: int, right: int) -> None:
    gold = {"figures": [{**place("12 شاحنة"), "low": 12, "high": 12}]}
    record = {"type": "figure", **place("12"), "value": value, "low": low}

    scores = judged(gold, record).scores

    assert scores["figures_found"] == Score(1, 1, 1)
    assert scores["figures_value"] == Score(right, 1, 1)


def test_words_that_no_calendar_can_place_count_neither_way() -> None:
    gold = {"times": [{**place("أمس"), "value": None}]}

    assert judged(gold, {"type": "time", **place("أمس"), "value": "2018-09-11"}).scores["times_found"] == Score(0, 0, 0)


def test_an_incident_is_found_by_its_kind_and_a_place() -> None:
    gold = {"incidents": [{**place("السيول"), "kind": "accident", "places": ["سهلاب"], "status": "claimed"}]}
    town = {"type": "entity", "id": "e", "name": "سهلاب", "names": ["سهلاب"], "kind": "place"}
    event = {"type": "incident", "start": 5000, "end": 5001, "kind": "accident", "places": ["e"], "mentions": [],
             "status": "reported"}

    one = judged(gold, town, event)
    other = judged(gold, town, event | {"kind": "protest"})

    assert (one.scores["incidents"], one.scores["incident_status_accuracy"]) == (Score(1, 1, 1), Share(0, 1))
    assert other.scores["incidents"] == Score(0, 1, 1)


def test_mentions_are_exact_or_overlap() -> None:
    gold = {"mentions": [{**place("سالم العابر"), "kind": "person"}]}
    record = {"type": "mention", **place("العابر"), "kind": "person"}

    scores = judged(gold, record).scores

    assert (scores["mentions_exact"], scores["mentions_overlap"]) == (Score(0, 1, 1), Score(1, 1, 1))


def test_what_gold_does_not_judge_is_not_scored() -> None:
    assert judged({}, statement("قال", "سالم العابر", "الجسر مفتوح")).scores == {}


def test_counts_of_documents_are_added_before_a_figure_is_made() -> None:
    scores = pooled([{"a": Score(1, 1, 1), "b": Share(0, 1)}, {"a": Score(0, 1, 3)}, {"b": Share(3, 3)}])

    assert (scores["a"], scores["b"]) == (Score(1, 2, 4), Share(3, 4))
    assert scores["a"].value == pytest.approx(1 / 3)
