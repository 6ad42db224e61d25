"""The incidents of a day's bundle of reports, read one by one: each with its status and whose word it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from musnad.intake import Arrival, IntakeOptions, read
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings

BUNDLE = Path(__file__).resolve().parents[4] / "shared" / "data" / "bundle" / "2018-09-12.txt"
Json = dict[str, Any]

pytestmark = pytest.mark.skipif(not BUNDLE.exists(), reason="the bundle of reports is not beside the project")


class Told:
    """The records of the bundle, and the questions that the tests ask of them."""

    def __init__(self, made: list[Json]) -> None:
        self.incidents = [r for r in made if r["type"] == "incident"]
        self.by_id: Mapping[str, Json] = {r["id"]: r for r in made}

    def where(self, incident: Json) -> set[str]:
        return {self.by_id[i]["name"] for i in incident["places"]}

    def who(self, incident: Json) -> set[str]:
        return {a["text"] for a in incident["actors"]}

    def whose(self, incident: Json) -> str:
        said = self.by_id.get(incident.get("statement", ""))
        return said["speaker"]["text"] if said and said["speaker"] else ""

    def of(self, kind: str, status: str, place: str | None = None) -> list[Json]:
        return [
            r
            for r in self.incidents
            if (r["kind"], r["status"]) == (kind, status) and (place is None or place in self.where(r))
        ]


@pytest.fixture(scope="module")
def told() -> Told:
    arrivals = [a for a in read([str(BUNDLE)], IntakeOptions()) if isinstance(a, Arrival)]
    return Told([r.as_json() for a in arrivals for r in read_document(a.document, Settings(published=date(2018, 9, 12)))])


def test_the_strikes_on_idlib_are_told_with_both_who_fired(told: Told) -> None:
    shelled = next(r for r in told.of("shelling", "reported", "إدلب"))
    bombed = next(r for r in told.of("airstrike", "reported", "إدلب") if "منازل" in r["targets"][0]["text"])

    assert (shelled["subkind"]["kind"], told.who(shelled) > {"قوات الأسد والميليشيات الشيعية المساندة"}) == (
        "artillery",
        True,
    )
    assert (told.who(bombed), bombed.get("statement")) == ({"الطائرات الروسية"}, None)
    assert told.where(bombed) >= {"حماة", "إدلب"}


def test_tens_of_dead_and_wounded_together_leave_one_dead_at_least(told: Told) -> None:
    (bombed,) = (r for r in told.of("airstrike", "reported", "إدلب") if r["killed"])

    assert (bombed["killed"]["low"], bombed["killed"]["high"]) == (1, None)


def test_the_gas_of_this_year_is_the_word_of_the_investigators(told: Told) -> None:
    (gas,) = (r for r in told.of("chemical_attack", "claimed") if told.who(r) == {"القوات الحكومية السورية"})

    assert {"الغوطة الشرقية", "إدلب"} <= told.where(gas)
    assert gas["subkind"]["kind"] == "chlorine"
    assert told.by_id[gas["time"]]["value"] == "2018"
    assert told.whose(gas).startswith("محققون من الأمم المتحدة")


def test_the_count_of_gas_attacks_since_2013_stands_apart(told: Told) -> None:
    (years,) = (r for r in told.of("chemical_attack", "claimed") if told.who(r) == {"نظام الأسد"})

    assert told.by_id[years["time"]]["value"] == "2013/"
    assert told.whose(years) == "مسؤول بالأمم المتحدة"
    assert [a["role"] for a in years["actors"]] == ["alleged"]


def test_the_patrol_at_manbij_is_of_two_armies_that_day(told: Told) -> None:
    (patrol,) = told.of("patrol", "reported", "منبج")

    assert told.who(patrol) == {"القوات التركية والأمريكية"}
    assert told.by_id[patrol["time"]]["value"] == "2018-09-12"


def test_the_session_of_the_council_was_the_day_before(told: Told) -> None:
    (session,) = (r for r in told.of("meeting", "reported") if told.who(r) == {"مجلس الأمن الدولي"})

    assert told.by_id[session["time"]]["value"] == "2018-09-11"


def test_the_rumoured_staging_is_denied_and_whose_word_it_is(told: Told) -> None:
    (staged,) = told.of("chemical_attack", "denied", "جسر الشغور")

    assert told.who(staged) == {'عناصر الدفاع المدني "الخوذ البيضاء"'}
    assert told.whose(staged).startswith("فريق منسقو الاستجابة")


def test_the_assault_is_threatened_by_the_government_and_russia(told: Told) -> None:
    (assault,) = told.of("military_operation", "threatened", "إدلب")

    assert told.who(assault) >= {"النظام", "روسيا"}


def test_what_would_be_answered_has_happened_nowhere(told: Told) -> None:
    answers = told.of("military_operation", "hypothetical")

    assert any("ألمانيا" in told.who(r) for r in answers)
    assert not told.of("military_operation", "reported")


def test_the_roadmap_was_agreed_by_two(told: Told) -> None:
    agreed = [r for r in told.of("agreement", "reported") if told.by_id.get(r.get("time", ""), {}).get("value") == "2018-06"]

    assert [told.who(r) for r in agreed] == [{"واشنطن", "أنقرة"}]


def test_no_party_is_named_twice(told: Told) -> None:
    for r in told.incidents:
        for field in ("actors", "targets"):
            texts = [p["text"] for p in r[field]]
            assert len(texts) == len(set(texts))
