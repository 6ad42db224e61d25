"""What the words of an office tell beside its bearer: body, country, standing and time."""

from __future__ import annotations

from datetime import date

import pytest

from musnad.extract import read_report, records
from musnad.model.frame import Frame
from musnad.model.records import Entity, Record, Time
from musnad.text.passage import Passage


def read(text: str) -> list[Record]:
    return records([read_report(Passage.of(text), Frame("s", "r", "0", date(2018, 9, 12)))])


def person(made: list[Record]) -> Entity:
    [one] = [r for r in made if isinstance(r, Entity) and r.kind == "person" and r.roles]
    return one


@pytest.mark.parametrize(("text", "told"), [
    ("قال وزير الخارجية الألماني هايكو ماس إن الطريق مفتوح.", {"organization": "الخارجية", "country": "DE"}),
    ("قالت وزيرة الخزانة والمالية التركية ليلى الراوي إن الطريق مفتوح.",
     {"organization": "الخزانة والمالية", "country": "TR"}),
    ("قال المتحدث باسم الحكومة الألمانية شتيفن زايبرت إن الطريق مفتوح.",
     {"organization": "الحكومة الألمانية", "country": "DE"}),
    ("قال رئيس الوزراء الفرنسي السابق مانويل فالس إن الطريق مفتوح.", {"country": "FR", "standing": "former"}),
    ("قال الرئيس المكسيكي المنتخب لوبيز أوبرادور إن الطريق مفتوح.", {"country": "MX", "standing": "elect"}),
    ("قال زعيم كوريا الشمالية كيم جونغ أون إن الطريق مفتوح.", {"country": "KP"}),
    ("قال وزير الخارجية الكوري الجنوبي كانغ كيونغ إن الطريق مفتوح.", {"organization": "الخارجية", "country": "KR"}),
    ("قال وزير الدولة سالم الراوي إن الطريق مفتوح.", {}),
], ids=["ministry", "two fields", "body by its kind", "former", "elect", "country of a name", "two words", "of state"])
def test_an_office_tells_its_body_its_country_and_its_standing(text: str, told: dict[str, str]) -> None:
    [role] = person(read(text)).roles

    assert dict(role.extra) == told


def test_a_body_that_is_an_entity_is_tied_to_it_with_the_article_that_a_preposition_swallowed() -> None:
    made = read("قال الأمين العام السابق للأمم المتحدة كوفي عنان إن الطريق مفتوح.")

    [role] = person(made).roles
    [body] = [r for r in made if isinstance(r, Entity) and r.kind == "organization"]

    assert dict(role.extra) == {"organization": "الأمم المتحدة", "entity": body.id, "standing": "former"}


def test_where_an_envoy_goes_is_not_the_country_of_the_office() -> None:
    [role] = person(read("قال مبعوث الأمم المتحدة إلى سوريا ستيفان دي ميستورا إن الطريق مفتوح.")).roles

    assert role.get("country") is None


def test_the_team_of_a_country_is_nobody_elect() -> None:
    [role] = person(read("قال طبيب المنتخب البرازيلي رودريغو لاسمار إن اللاعب بخير.")).roles

    assert role.get("standing") is None


def test_a_time_told_after_an_office_is_tied_to_it() -> None:
    made = read("قال سالم الراوي، وزير النقل منذ عام 2010، إن الطريق مفتوح.")

    [role] = person(made).roles
    [time] = [r for r in made if isinstance(r, Time)]

    assert role.get("time") == time.id


def test_the_office_of_one_begins_after_the_name_of_the_other() -> None:
    made = read("وصل الرئيس الأمريكي دونالد ترامب ووزير خارجيته مايك بومبيو إلى المدينة.")

    offices = {r.name: [role.text for role in r.roles] for r in made if isinstance(r, Entity) and r.kind == "person"}

    assert all("ترامب" not in office for office in offices["مايك بومبيو"])


def test_an_age_is_no_office() -> None:
    made = read("قال سالم الراوي (29 عاما) إن الطريق مفتوح.")

    assert [r.roles for r in made if isinstance(r, Entity) and r.kind == "person"] == [()]
