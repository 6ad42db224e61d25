"""Places and figures of a report, as its records tell them."""

from __future__ import annotations

from datetime import date

import pytest

from musnad.extract import read_report, records
from musnad.extract.place_assembly import with_places
from musnad.extract.places import Place
from musnad.lang.gazetteer import gazetteer
from musnad.model.frame import Frame
from musnad.model.records import Entity, Figure, Incident, Mention, Record, Statement, Time
from musnad.text.names import Name
from musnad.text.passage import Passage

DAY = date(2018, 9, 12)


def read(*texts: str) -> list[Record]:
    """Read reports that stand in one source, a line each."""
    whole, found, at = "\n".join(texts), [], 0
    for number, text in enumerate(texts):
        frame = Frame("s", f"report-{number}", "0", DAY)
        found.append(read_report(Passage.of(whole, at, at + len(text)), frame))
        at += len(text) + 1
    return records(found)


def places(made: list[Record]) -> dict[str, Entity]:
    return {r.name: r for r in made if isinstance(r, Entity) and r.kind in {"place", "facility"}}


def figure(text: str) -> tuple[Figure, list[Record]]:
    made = read(text)
    [one] = [r for r in made if isinstance(r, Figure)]
    return one, made


def place(name: str, first: int, last: int, *, tagged: int | None = None, start: int = 0, end: int = 0) -> Place:
    known = gazetteer()
    entry = known.named(name)[0]
    return Place(first, last, start, end, tagged, entry, known.chain(entry), entry.precision, 0.9, ("why",))


def test_a_settled_place_has_coordinates_chain_and_reasons() -> None:
    town = places(read("وصلت قافلة إلى بلدة خان شيخون بريف إدلب."))["خان شيخون"]

    assert town.lat == pytest.approx(35.44, abs=0.05)
    assert town.lon == pytest.approx(36.65, abs=0.05)
    assert (town.place_precision, town.chain) == ("settlement", ("خان شيخون", "إدلب", "سوريا"))
    assert town.note
    assert town.by.rule == "entity.place"


def test_an_unknown_place_has_none_and_says_so() -> None:
    made = places(read("وصلت قافلة إلى قرية الشمندورة."))

    assert [(e.lat, e.lon, e.chain) for e in made.values()] == [(None, None, None)]
    assert all(e.note for e in made.values())


def test_a_place_under_two_names_is_one() -> None:
    made = places(read("هبطت طائرة في مطار الشعيرات بريف حمص.", "أغلق مطار الشعيرات العسكري في ريف حمص."))

    assert [e.names for e in made.values() if e.kind == "facility"] == [("مطار الشعيرات", "مطار الشعيرات العسكري")]


def test_places_of_one_name_that_lie_apart_are_two() -> None:
    made = [e for e in read(
        "هبطت طائرة في مدينة طرابلس اللبنانية ثم توجهت إلى بيروت وصيدا في لبنان.",
        "وصل وفد إلى طرابلس الليبية قادما من بنغازي ومصراتة في ليبيا.",
    ) if isinstance(e, Entity) and e.name == "طرابلس"]

    assert [e.chain[-1] for e in made if e.chain] == ["لبنان", "ليبيا"]
    assert len({e.id for e in made}) == 2


def test_every_mention_names_an_entity_and_no_entity_is_there_twice() -> None:
    made = read("وصلت قافلة إلى خان شيخون في إدلب.", "عادت القافلة من خان شيخون إلى ريف إدلب وحماة.")
    ids = [r.id for r in made if isinstance(r, Entity)]

    assert len(ids) == len(set(ids))
    assert {r.entity for r in made if isinstance(r, Mention)} == set(ids)


def test_a_place_that_the_tagger_missed_becomes_a_name() -> None:
    missed = place("سراقب", 4, 5, start=20, end=25)

    assert with_places([], [missed], 9) == (Name(4, 5, 20, 25, "place", 0.9),)


def test_a_name_that_goes_on_takes_the_words_of_its_place_once() -> None:
    names = [Name(2, 3, 10, 13, "place", 0.8), Name(3, 4, 14, 19, "place", 0.7)]
    whole = [place("خان شيخون", 2, 4, tagged=n, start=10, end=19) for n in (0, 1)]

    assert with_places(names, whole, 9) == (Name(2, 4, 10, 19, "place", 0.8),)


def test_a_place_never_takes_the_words_of_another_name() -> None:
    people = [Name(2, 4, 10, 19, "person", 0.8)]

    assert with_places(people, [place("خان شيخون", 3, 5, start=14, end=25)], 9) == tuple(people)


def test_a_figure_belongs_to_the_innermost_statement() -> None:
    text = "قال مدير المركز سالم العابر إن الوزير أكد أن 12 شاحنة وصلت إلى المخازن."
    one, made = figure(text)
    said = [r for r in made if isinstance(r, Statement)]
    inner = min((s for s in said if s.start <= one.start and one.end <= s.end), key=lambda s: s.end - s.start)

    assert len(said) == 2
    assert one.statement == inner.id


def test_a_figure_of_the_outlet_itself_has_no_statement() -> None:
    assert figure("وصلت 12 شاحنة إلى المخازن.")[0].statement is None


@pytest.mark.parametrize(
    ("text", "time", "where"),
    [
        ("أصيب أمس 12 شخصا في إدلب.", "أمس", "إدلب"),
        ("أصيب 12 شخصا بمدينة حمص يوم الأحد.", "يوم الأحد", "حمص"),
        ("قال المدير سالم العابر أمس إن 12 شخصا أصيبوا.", None, None),
        ("أصيب 12 شخصا بعد افتتاح الطريق عام 2011.", None, None),
        ("أصيب 12 شخصا من بلدة سراقب.", None, None),
        ("أصيب بين الاثنين والخميس والأحد 12 شخصا، ثم فتح الطريق أمس.", None, None),
    ],
)
def test_day_and_place_of_a_figure_are_tied_where_they_are_sure(text: str, time: str | None, where: str | None) -> None:
    one, made = figure(text)

    assert next((r.text for r in made if isinstance(r, Time) and r.id == one.time), None) == time
    assert next((r.name for r in made if isinstance(r, Entity) and r.id == one.place), None) == where


def test_a_number_inside_a_name_is_no_figure() -> None:
    made = read("فازت حركة \"خمس نجوم\" في الانتخابات، وقتل 5 أشخاص في حادث.")

    assert [r.text for r in made if isinstance(r, Figure)] == ["5 أشخاص"]


@pytest.mark.parametrize(("text", "entity"), [
    ("قصفت الطائرات مدينة إدلب.", "إدلب"),
    ("أجبرت الطائرات على تهجير سكان إدلب.", None),
], ids=["the town", "its people"])
def test_who_is_of_a_place_is_not_the_place(text: str, entity: str | None) -> None:
    made = read(text)

    [incident] = [r for r in made if isinstance(r, Incident)]
    names = {r.id: r.name for r in made if isinstance(r, Entity)}

    assert [names.get(target.get("entity")) for target in incident.targets] == [entity]


@pytest.mark.parametrize(("text", "name"), [
    ("قصفت الطائرات قرية كفر سلهوب بريف حلب.", "كفر سلهوب"),
    ("وقع اشتباك في بلدة عين النيروز بين الجيش ومسلحين.", "عين النيروز"),
])
def test_a_village_that_no_gazetteer_has_is_not_placed_by_half_its_name(text: str, name: str) -> None:
    place = places(read(text))[name]

    assert (place.lat, place.geonames) == (None, None)


def test_behind_a_preposition_a_beginning_stands_alone() -> None:
    assert "وادي في" not in places(read("وقف السكان في قرية وادي في الجبل."))


@pytest.mark.parametrize(("text", "found"), [
    ("قصفت الطائرات بلدة سهلاب في ريف حلب.", True),
    ("دخلت القوات بلدة كبيرة قرب الحدود.", False),
    ("أقيم مخيم مصطافين على الشاطئ.", False),
], ids=["no word of the language", "a word", "what for"])
def test_a_word_that_nobody_has_heard_of_behind_a_kind_of_settlement_is_its_name(text: str, found: bool) -> None:
    assert bool({"سهلاب", "كبيرة", "مصطافين"} & places(read(text)).keys()) == found
