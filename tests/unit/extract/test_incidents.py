from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.extract import figures, incidents, read_report, records, times
from musnad.extract.incidents import Claim, IncidentDraft
from musnad.lang.pack import lexicon_faults, read_lexicon
from musnad.model.frame import Frame
from musnad.model.records import Figure, Incident, Time
from musnad.text.names import Name
from musnad.text.passage import Passage

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "ar" / "incidents.jsonl"
PUBLISHED = date(2018, 9, 12)
FRAME = Frame("source", "report", "0", PUBLISHED)
KIND_LINES = (
    "airstrike shelling missile_strike chemical_attack armed_clash bombing shooting killing abduction detention",
    "displacement siege destruction military_operation capture deployment patrol withdrawal evacuation meeting visit",
    "agreement ceasefire sanction resolution aid arms_transfer protest trial appointment accident",
)
KINDS = {kind for line in KIND_LINES for kind in line.split()}
FAMILIES = {"attack", "strike", "hit", "shell", "operation"}
STATUSES = {"reported", "claimed", "denied", "planned", "threatened", "hypothetical"}
FORMS = sorted({row["form"] for stem in ("incidents", "incident_contexts") for row in read_lexicon(stem)})
PIECES = st.one_of(
    st.sampled_from(FORMS),
    st.sampled_from(["إدلب", "في", "على", "من قبل", "الذي", "إن", "،", ".", "\n", "«", "»", "14", "الأربعاء", "و"]),
    st.text(alphabet="أبتالمنويةسق 0123ًـ.،«»", max_size=6),
)
TEXTS = st.lists(PIECES, max_size=24).map(" ".join)


def names_of(passage: Passage, given_: list[list[str]]) -> list[Name]:
    made, at = [], 0
    for text, kind in given_:
        start = passage.text.index(text, at)
        at = start + len(text)
        first = next(i for i, w in enumerate(passage.words) if w.start <= start < w.end)
        made.append(Name(first, passage.word_at(at), start, at, kind))
    return made


def claim_of(text: str, said: Mapping[str, str]) -> Claim:
    cue, start = text.index(said["cue"]), text.index(said["content"])
    speaker = said.get("speaker")
    place = text.index(speaker) if speaker else 0
    return Claim(
        start,
        start + len(said["content"]),
        cue,
        cue + len(said["cue"]),
        said["lemma"],
        said["act"],
        speaker=(place, place + len(speaker)) if speaker else None,
    )


def read(
    text: str, names: list[list[str]] | None = None, claims: list[dict[str, str]] | None = None
) -> list[IncidentDraft]:
    passage = Passage.of(text)
    timed = [t for t in times.extract(passage, FRAME) if isinstance(t, Time)]
    counted = [f for f in figures.extract(passage, FRAME) if isinstance(f, Figure)]
    said = [claim_of(text, c) for c in claims or []]
    return incidents.extract(passage, names_of(passage, names or []), timed, counted, said, PUBLISHED)


def golden() -> Iterator[Any]:
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        marks = [pytest.mark.xfail(reason=case["gap"])] if "gap" in case else []
        yield pytest.param(case, id=case["id"], marks=marks)


@pytest.mark.parametrize("case", list(golden()))
def test_golden(case: dict[str, Any]) -> None:
    text = case["text"]

    got = [
        [
            d.kind,
            d.status,
            text[d.start : d.end],
            [text[a:b] for a, b in d.places],
            [text[a.start : a.end] for a in d.actors],
            [text[t.start : t.end] for t in d.targets],
        ]
        for d in read(text, case.get("names"), case.get("claims"))
    ]

    assert got == case["want"]


@given(TEXTS)
def test_whatever_the_text_each_span_reads_back(text: str) -> None:
    for d in read(text):
        spans = [(d.start, d.end), *d.mentions, *d.places, *((p.start, p.end) for p in (*d.actors, *d.targets))]
        assert all(0 <= a < b <= len(text) and text[a:b].strip() for a, b in spans)
        assert (d.start, d.end) == d.mentions[0]
        assert d.kind in KINDS
        assert d.status in STATUSES


@given(st.text(max_size=80))
def test_text_of_any_script_is_read_without_a_fault(text: str) -> None:
    assert all(d.kind in KINDS for d in read(text))


@pytest.mark.parametrize("stem", ["incidents", "incident_contexts", "incident_means"])
def test_each_row_of_a_lexicon_stands_in_its_example(stem: str) -> None:
    assert lexicon_faults(stem) == []


def test_each_trigger_names_a_kind_of_the_format_or_a_family() -> None:
    kinds = {kind for row in read_lexicon("incidents") for kind in row["incident"].split(" / ")}

    assert kinds <= KINDS | FAMILIES


def test_each_class_that_a_frame_asks_for_has_words() -> None:
    classes = {row["kind"] for row in read_lexicon("incident_contexts")}
    tagged = {"number", "person", "place", "organization", "facility", "group", "light"}
    asked = {
        c
        for row in read_lexicon("incidents")
        for part in row["frame"].split()
        for c in part.partition("=")[2].split("|")
        if c
    }

    assert asked <= classes | tagged


@pytest.mark.parametrize(
    ("text", "kind", "subkind", "weapon"),
    [
        ("قصفت القوات بالمدفعية الثقيلة بلدة صغيرة.", "shelling", ("artillery", "المدفعية الثقيلة"), "المدفعية الثقيلة"),
        ("ألقت مروحيات براميل متفجرة على القرية.", "airstrike", ("barrel_bomb", "براميل متفجرة"), "براميل متفجرة"),
        ("شنت طائرة مسيرة غارة على موقع.", "airstrike", ("drone", "طائرة مسيرة"), "طائرة مسيرة"),
        ("وقع هجوم بغاز الكلور على البلدة.", "chemical_attack", ("chlorine", "غاز الكلور"), "غاز الكلور"),
        ("سقط صاروخ على حي سكني فقتل طفلان.", "missile_strike", None, "صاروخ"),
        ("صادرت الشرطة شحنة بعد تهريب أسلحة إلى المدينة.", "arms_transfer", ("smuggling", "تهريب"), "أسلحة"),
        ("نفذت القوات عملية عسكرية برية في الجبل.", "military_operation", ("ground", "برية"), None),
        ("أعلن العمال إضرابا في العاصمة.", "protest", ("strike", "إضرابا"), None),
        ("اندلعت اشتباكات في القرية.", "armed_clash", None, None),
    ],
)
def test_the_finer_kind_and_the_weapon_are_words_of_the_text(
    text: str, kind: str, subkind: tuple[str, str] | None, weapon: str | None
) -> None:
    (draft,) = read(text)

    finer = draft.subkind and (draft.subkind.kind, text[draft.subkind.start : draft.subkind.end])

    assert (draft.kind, finer) == (kind, subkind)
    assert (draft.weapon and text[draft.weapon.start : draft.weapon.end]) == weapon


def test_each_row_of_means_is_of_kinds_of_the_format() -> None:
    assert {kind for row in read_lexicon("incident_means") for kind in row["incident"].split("|")} <= KINDS


def test_background_of_years_before_is_left_out() -> None:
    assert read("قتل ثلاثة عمال في انفجار عام 2009.") == []


def undated(text: str) -> list[tuple[str, str | None, str | None]]:
    """Kind, and words and value of the time, of each incident in a report whose day is not known."""
    frame = Frame("source", "report", "0", None)
    made = {r.id: r for r in records([read_report(Passage.of(text), frame)])}
    timed = [(one.kind, made.get(one.time or "")) for one in made.values() if isinstance(one, Incident)]
    return [(k, t.text, t.value) if isinstance(t, Time) else (k, None, None) for k, t in timed]


def test_this_year_is_when_it_happened_though_nobody_says_which() -> None:
    assert undated("قصفت الطائرات بلدة سراقب هذا العام.") == [("airstrike", "هذا العام", None)]


def test_the_count_of_years_is_no_time_of_the_attack_told_before() -> None:
    assert undated(
        "قال محققون إن القوات أطلقت غاز الكلور على بلدة سراقب هذا العام.\n"
        "وذكر مسؤول أن هذه الوقائع ترفع عدد الهجمات الكيماوية التي وثقتها اللجنة منذ عام 2013 إلى 39 هجوما."
    ) == [("chemical_attack", "هذا العام", None), ("chemical_attack", "منذ عام 2013", "2013/")]


def test_the_dead_of_a_sentence_are_those_of_its_incident() -> None:
    (bombing,) = read("قتل 14 عاملا وأصيب 30 آخرون في انفجار سيارة مفخخة.")

    assert bombing.killed is not None
    assert bombing.killed.low == 14
    assert bombing.injured is not None
    assert bombing.injured.low == 30


def test_who_speaks_of_anothers_deed_alleges_it() -> None:
    text = "قال الناشط إن القوات قصفت البلدة."
    (shelling,) = read(text, claims=[{"cue": "قال", "content": "القوات قصفت البلدة", "lemma": "قال", "act": "assert"}])

    assert [a.role for a in shelling.actors] == ["alleged"]
    assert shelling.claim == 0


def test_a_record_names_its_statement_and_its_places() -> None:
    text = "قال وزير الدفاع إن طائرات شنت غارات على مدينة إدلب."
    made = records([read_report(Passage.of(text), FRAME)])
    (incident,) = [r for r in made if isinstance(r, Incident)]

    assert incident.text == text[incident.start : incident.end] == "غارات"
    assert incident.statement in {r.id for r in made}
    assert set(incident.places) <= {r.id for r in made}


def test_an_attack_that_is_told_scores_above_one_that_a_court_or_a_relative_clause_recalls() -> None:
    told = read("أمس قتل خمسة مدنيين وأصيب سبعة في انفجار سيارة مفخخة استهدف سوقا وسط المدينة.")
    recalled = read("وقضت المحكمة بالسجن على الرجل الذي اتهم بالمشاركة في التفجيرات التي وقعت قبل سنوات.")

    assert max(d.score or 0 for d in told) > 0.6
    assert all((d.score or 0) < 0.6 for d in recalled)
