"""One utterance in two reports is one; what another said, denied, counted or did is not."""

from __future__ import annotations

import pytest

from musnad.link.frame import ReportView
from musnad.link.speakers import alike
from musnad.link.statements import Statements
from musnad.link.utterances import content, liken
from musnad.model.records import By, Entity, Piece, Statement, Time
from unit.link.linking import links, view

BY = By("invented", "1")
SAID = "بلدية الرمان ستفتح الجسر الجديد أمام الشاحنات بعد انتهاء موسم الفيضان"


def report(name: str, said: str, *, speaker: str = "نسيم الوادي", published: str | None = "2018-09-12", act: str = "assert",
           form: str = "indirect", polarity: str = "affirmed", day: str | None = None) -> ReportView:
    """Make a report in which somebody says something."""
    text = f"{speaker}: {said}"
    entity = Entity(id=f"entity-{name}", by=BY, source="", kind="person", name=speaker, names=(speaker,))
    piece = Piece.at(text, 0, len(speaker), entity=entity.id, name=speaker)
    cue = Piece.at(text, len(speaker), len(speaker) + 1, lemma=":", kind="colon")
    statement = Statement(id=f"statement-{name}", by=BY, start=len(speaker) + 2, end=len(text), text=said,
                          report=f"report-{name}", cue=cue, speaker=piece, form=form, act=act, polarity=polarity,
                          time=f"time-{name}" if day else None)
    told = [Time(id=f"time-{name}", by=BY, start=0, end=1, text=text[:1], report=f"report-{name}", value=day, grain="day",
                 anchor="published")]
    return view(name, text, published=published, records=(entity, statement, *(told if day else [])))


def test_a_quotation_and_its_retelling_are_one_statement() -> None:
    quoted = report("b", "سنفتح الجسر الجديد في الرمان أمام الشاحنات بعد انتهاء موسم الفيضان", form="direct")

    found = links(Statements(), report("a", SAID), quoted)

    assert [(made.kind, made.from_, made.to) for made in found] == [("same_statement", "statement-b", "statement-a")]
    assert "direct and indirect" in found[0].why or "indirect and direct" in found[0].why


def test_the_same_person_in_another_spelling_is_the_same_speaker() -> None:
    one = report("a", SAID, speaker="أنغيلا فالدشتاين")

    assert len(links(Statements(), one, report("b", SAID, speaker="انجيلا فالدشتاين"))) == 1


def test_days_count_from_the_day_of_the_saying_where_both_reports_tell_it() -> None:
    late = "2018-09-15"

    told = links(Statements(), report("a", SAID, day="2018-09-11"), report("b", SAID, day="2018-09-11", published=late))
    left_open = links(Statements(), report("a", SAID), report("b", SAID, day="2018-09-11", published=late))

    assert "on the same day" in told[0].why
    assert "3 days apart" in left_open[0].why
    assert told[0].score > left_open[0].score


def test_what_is_denied_in_one_is_not_the_same() -> None:
    assert links(Statements(), report("a", SAID), report("b", SAID.replace("ستفتح", "لن تفتح"))) == []


def test_another_thing_said_of_the_same_matter_is_another_statement() -> None:
    other = "كلفة الجسر دفعتها الوزارة وحدها بعد خلاف طويل مع المحافظة على نصيب كل منهما"

    assert links(Statements(), report("a", SAID), report("b", other)) == []


def test_another_number_of_the_same_thing_is_another_statement() -> None:
    one = report("a", "الفيضان أغرق 12 بيتا في الضفة الشرقية من مدينة الرمان صباح الاثنين")
    two = report("b", "الفيضان أغرق 40 بيتا في الضفة الشرقية من مدينة الرمان صباح الاثنين")

    assert links(Statements(), one, two) == []


def test_two_names_that_change_places_are_two_statements() -> None:
    names = ("فريق الرمان", "فريق الزيتون")
    one = content("فريق الرمان هزم فريق الزيتون في نهائي البطولة", names)
    two = content("فريق الزيتون هزم فريق الرمان في نهائي البطولة", names)

    assert "changed places" in liken(one, two).against


def test_the_same_words_of_another_speaker_are_another_statement() -> None:
    assert links(Statements(), report("a", SAID), report("b", SAID, speaker="سامر الحداد")) == []


def test_the_same_words_weeks_later_are_another_statement() -> None:
    assert links(Statements(), report("a", SAID), report("b", SAID, published="2018-10-12")) == []


def test_a_denial_of_a_saying_is_not_the_saying() -> None:
    assert links(Statements(), report("a", SAID), report("b", SAID, act="deny")) == []


@pytest.mark.parametrize(("one", "two", "same"), [
    ("أنجيلا ميركل", "ميركل", True),
    ("دونالد ترامب", "إدارة الرئيس دونالد ترامب", True),
    ("وزير الخارجية الفرنسي", "وزير الخارجية الألماني", False),
    ("الجيش السوري", "القيادة العامة للجيش السوري", True),
    ("نسيم الوادي", "سامر الحداد", False),
])
def test_speakers_are_one_by_name_or_by_office(one: str, two: str, same: bool) -> None:
    assert (alike(one, two) > 0.5) is same
