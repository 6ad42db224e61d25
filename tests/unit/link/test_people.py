"""Entities of different sources are tied where their names say so, each to one of its person."""

from __future__ import annotations

import time

from musnad.link import link_people
from musnad.model.records import By, Entity, Link

BY = By("invented.rule", "1")


def people(*names: str, kind: str = "person") -> list[Entity]:
    return [Entity(id=f"entity-{n:06}", by=BY, source=f"{n}", kind=kind, name=name) for n, name in enumerate(names)]


def ends(links: list[Link]) -> set[tuple[int, int]]:
    return {(int(link.from_[7:]), int(link.to[7:])) for link in links}


def test_spellings_of_one_person_are_tied_to_the_first() -> None:
    links = list(link_people(people("كلاوس فون رامبرغ", "نسيم الوادي", "كلاوس فون رامبيرج", "كلاوس فونرامبرغ")))

    assert ends(links) == {(0, 2), (0, 3)}
    assert all(link.kind == "same_entity" and link.why and 0 < link.score <= 1 for link in links)


def test_a_surname_alone_and_other_kinds_tie_nobody() -> None:
    assert list(link_people(people("رامبرغ", "رامبرغ", "كلاوس رامبرغ"))) == []
    assert list(link_people(people("كلاوس رامبرغ", "كلاوس رامبرغ", kind="place"))) == []


def test_brothers_are_not_tied() -> None:
    assert list(link_people(people("نسيم الوادي", "سامر الوادي", "وسيم الوادي"))) == []


def test_what_people_hold_apart_stays_apart() -> None:
    same = people("كلاوس رامبرغ", "كلاوس رامبيرغ", "كلاوس رامبرج")
    apart = {frozenset((same[0].id, same[1].id)), frozenset((same[0].id, same[2].id))}

    assert ends(list(link_people(same, apart=apart))) == {(1, 2)}


def test_the_same_entities_in_another_order_are_the_same_people() -> None:
    some = people("كلاوس رامبرغ", "كلاوس رامبيرغ", "كلاوس رامبرج", "نسيم الوادي", "نسيم بن الوادي")

    def together(links: list[Link]) -> set[frozenset[str]]:
        groups: dict[str, frozenset[str]] = {}
        for link in links:
            both = groups.get(link.from_, frozenset((link.from_,))) | groups.get(link.to, frozenset((link.to,)))
            groups.update(dict.fromkeys(both, both))
        return set(groups.values())

    assert together(list(link_people(some))) == together(list(link_people(some[::-1])))


def test_many_entities_of_few_names_cost_little() -> None:
    many = people(*["كلاوس رامبرغ", "نسيم الوادي", "كلاوس رامبرج"] * 7000)
    began = time.perf_counter()

    links = list(link_people(many))

    assert len(links) == 7000 * 3 - 2
    assert time.perf_counter() - began < 10


def test_progress_is_told_to_its_end() -> None:
    told: list[tuple[int, int]] = []

    list(link_people(people("كلاوس رامبرغ", "نسيم الوادي"), progress=lambda done, total: told.append((done, total))))

    assert told[-1][0] == told[-1][1]
