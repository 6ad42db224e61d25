"""Conflicts: claims that are disputed by who tells them, and what a late report takes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from musnad.link.conflicts import Conflicts
from musnad.link.frame import Signature, Withdrawal, tie
from musnad.link.incidents import KIND, Incidents
from musnad.model.document import Document
from musnad.model.records import Link
from musnad.pipeline.linking import views
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings
from unit.link.linking import Alone

BLAST = "قتل سبعة أشخاص وأصيب عشرون آخرون في انفجار وقع {day} في سوق الأقمشة ببلدة الأتارب غربي حلب، قرب مخزن للغاز."


def found(text: str) -> list[Link]:
    records = read_document(Document("a" * 64, text), Settings(published=date(2018, 9, 12), bundle="no"))
    view = next(iter(views(records)))
    return [link for made in Conflicts().sign(view) for link in Conflicts().judge(made, (), Alone())]


@pytest.mark.parametrize("word", ["شائعات", "ادعاءات", "مزاعم"])
def test_who_tells_a_claim_as_a_rumour_disputes_it(word: str) -> None:
    links = found(f"قال المتحدث باسم الغرفة نسيم البستاني إن صفحات محلية تنشر {word} عن تفجير في سوق بلدة دارة عزة.")

    assert [(link.kind, link.from_.partition("-")[0], link.to.partition("-")[0]) for link in links] == [
        ("contradicts", "statement", "incident")]
    assert f"«{word}»" in links[0].why


def test_a_plain_claim_disputes_nothing() -> None:
    assert found("قال المتحدث باسم الغرفة نسيم البستاني إن تفجيرا وقع في سوق بلدة دارة عزة.") == []


@dataclass(frozen=True)
class Tied(Alone):
    """The surroundings of two records that a link makes one."""

    link: Link | None = None

    def group(self, kind: str, subject: str) -> frozenset[str]:
        return frozenset((self.link.from_, self.link.to)) if self.link else frozenset((subject,))

    def ties(self, kind: str, subject: str) -> tuple[Link, ...]:
        return (self.link,) if self.link and subject in (self.link.from_, self.link.to) else ()


def signed(name: str, published: str, day: str = "صباح اليوم") -> Signature:
    settings = Settings(published=date.fromisoformat(published), outlet=f"جريدة {name}", bundle="no")
    records = read_document(Document(name * 64, BLAST.format(day=day)), settings)
    return next(iter(Incidents().sign(next(iter(views(records))))))


def test_a_late_report_of_a_known_day_takes_back_a_tie_to_another_day() -> None:
    first, second, late = signed("a", "2018-09-12"), signed("b", "2018-09-18"), signed("c", "2018-09-12")
    link = tie(KIND, second.subject, first.subject, why="a guess", score=0.56, rule="link.incidents.pair")

    made = list(Incidents().judge(late, (first,), Tied(known=(first, second), link=link)))

    assert Withdrawal in map(type, made)
    assert [one.link for one in made if isinstance(one, Withdrawal)] == [link.id]
    assert [(one.from_, one.to) for one in made if isinstance(one, Link)] == [(late.subject, first.subject)]


def test_a_report_that_fits_one_member_and_not_the_others_does_not_join() -> None:
    first, second, late = signed("a", "2018-09-12"), signed("b", "2018-09-18"), signed("c", "2018-09-12")
    link = tie(KIND, second.subject, first.subject, why="sure", score=1.0, rule="link.incidents.pair")

    assert list(Incidents().judge(late, (first,), Tied(known=(first, second), link=link))) == []
