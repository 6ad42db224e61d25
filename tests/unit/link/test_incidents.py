"""Same incident: place, day, kind, figures and words together, as the reader of reports gives them."""

from __future__ import annotations

from datetime import date

import pytest

from musnad.link.frame import Signature
from musnad.link.incident_pairs import Weights, parted
from musnad.link.incidents import Incidents
from musnad.model.document import Document
from musnad.model.records import Link
from musnad.pipeline.linking import views
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings
from unit.link.linking import Alone, links

MARKET = "قتل سبعة أشخاص وأصيب عشرون آخرون في انفجار وقع {day} في سوق الأقمشة ببلدة الأتارب غربي حلب، قرب مخزن للغاز."
AGAIN = "أسفر انفجار وقع {day} في سوق الأقمشة في بلدة الأتارب بريف حلب عن مقتل سبعة أشخاص وإصابة عشرين، قرب مخزن للغاز."
GARAGE = "قتل شخصان {day} في انفجار في ورشة لصيانة السيارات ببلدة الأتارب غربي حلب."
ELSEWHERE = "قتل سبعة أشخاص في انفجار وقع {day} في مصنع للزجاج بمدينة درعا جنوبي البلاد."


def tied(first: str, second: str, *, days: tuple[str, str] = ("2018-09-12", "2018-09-12")) -> list[Link]:
    made = []
    for name, text, day in (("a", first, days[0]), ("b", second, days[1])):
        settings = Settings(published=date.fromisoformat(day), outlet=f"جريدة {name}", bundle="no")
        records = read_document(Document(f"{name}" * 64, text.format(day="صباح اليوم")), settings)
        made += list(views(records))
    return links(Incidents(), made[0], made[1])


def test_one_incident_in_other_words_is_one() -> None:
    found = tied(MARKET, AGAIN)

    assert [made.kind for made in found] == ["same_incident"]
    assert "the same day" in found[0].why
    assert "killed 7 and 7" in found[0].why


def test_the_same_words_two_weeks_later_are_another_incident() -> None:
    assert tied(MARKET, AGAIN, days=("2018-09-12", "2018-09-26")) == []


def test_another_incident_of_the_same_town_and_day_is_another() -> None:
    assert tied(MARKET, GARAGE) == []


def test_the_same_toll_at_another_end_of_the_country_is_another_incident() -> None:
    assert tied(MARKET, ELSEWHERE) == []


def test_what_is_only_planned_is_not_what_happened() -> None:
    first, second = (Signature(status, status, (), {"status": status, "kind": "meeting", "published": None, "when": None,
                                                    "first": None}) for status in ("planned", "reported"))

    assert parted(first, second) == "planned and reported"


ROUND_UP = "سوق مخزن نجار بئر"
TELLING = Weights(-4.0, {"words_common": 60.0})


def signed(name: str, words: str) -> Signature:
    """Return an incident of which only the words about it are known."""
    nothing = dict.fromkeys(("when", "first", "killed", "injured", "date", "weekday", "outlet"))
    lists = {key: [] for key in ("places", "actors", "targets", "title", "lead", "towns", "early", "people", "days", "dates",
                                 "weekdays", "tolls")}
    data = {**nothing, **lists, "kind": "bombing", "status": "reported", "published": "2018-09-12", "order": 0, "size": 40}
    return Signature(name, f"report-{name}", (), {**data, "words": words.split()})


@pytest.mark.parametrize(
    ("other", "tied_to"), [("بئر نجار", ["b"]), ("سوق مخزن نجار", ["b", "a"])], ids=["unlike", "alike"]
)
def test_a_round_up_makes_no_one_incident_of_two_that_are_unlike_each_other(other: str, tied_to: list[str]) -> None:
    known = (signed("a", "سوق مخزن"), signed("b", other))

    found = Incidents(TELLING).judge(signed("new", ROUND_UP), known, Alone(known=known))

    assert [link.to if link.from_ == "new" else link.from_ for link in found if isinstance(link, Link)] == tied_to
