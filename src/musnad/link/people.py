"""People: which entities of different sources are one person.

Each distinct name is laid beside those that sound alike, never beside all; what matches becomes one person only where
every spelling of the one matches every spelling of the other. Each later entity is then tied to the first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import combinations

from musnad import __version__
from musnad.link.names import Match, match
from musnad.link.parts import Part, parts
from musnad.model.ids import content_id
from musnad.model.records import By, Entity, Link

Pair = frozenset[str]
Progress = Callable[[int, int], None]
RULE = "link.person.name"
CROWD = 120  # names in a block from which each meets only its neighbours in the order of sound
NEIGHBOURS = 40
SPELLINGS = 400  # pairs of spellings that are looked at before two groups become one; more is no person's name

_SOUNDS = str.maketrans("غقكخزشصثذظطدضڤبپ", "ججججسسسسسستتتفف\u0641")
_UNHEARD = str.maketrans("", "", "اويهءع")


def link_people(
    entities: Iterable[Entity], *, apart: Collection[Pair] = (), progress: Progress | None = None
) -> Iterator[Link]:
    """Tie the entities that are one person, in the order in which they come.

    Args:
        entities: Entities of any kinds and sources; only people with a name of two words or more take part.
        apart: Pairs of ids that people hold apart; whoever is held apart from the others of a group stays alone.
        progress: Called with how much of the comparing is done and how much there is.

    Yields:
        Links of kind ``same_entity`` between one entity of a person, as a rule the first, and each of the others.
    """
    named = [e for e in entities if e.kind == "person" and len(parts(e.name)) > 1]
    holders: dict[tuple[Part, ...], list[int]] = defaultdict(list)
    for place, entity in enumerate(named):
        holders[parts(entity.name)].append(place)
    names = {key: named[places[0]].name for key, places in holders.items()}
    alone = Counter(entity for pair in apart for entity in pair)
    for group in _groups(list(names.values()), progress or _silent):
        places = sorted(place for name in group for place in holders[parts(name)])
        same = [named[place] for place in places]
        hub = min(same, key=lambda entity: alone[entity.id])  # the first of those that are held apart from the fewest
        for other in same:
            if other.id != hub.id and frozenset((hub.id, other.id)) not in apart:
                yield link_of(hub, other, match(hub.name, other.name))


def link_of(left: Entity, right: Entity, found: Match, *, rule: str = RULE) -> Link:
    """Return the tie between two entities; it is the same whichever comes first."""
    one, two = sorted((left.id, right.id))
    return Link(id=content_id("link", "same_entity", one, two), by=By(rule, __version__, found.score), kind="same_entity",
                from_=one, to=two, why=f"{left.name} = {right.name}: {found.why}", score=found.score)


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


def _groups(names: list[str], progress: Progress) -> list[list[str]]:
    """Return the spellings of each person together, first of all those that go together best."""
    group = {name: [name] for name in names}
    ties = sorted(_ties(names, progress), key=lambda tie: -tie[0])
    for _, left, right in ties:
        one, two = group[left], group[right]
        if one is not two and len(one) * len(two) <= SPELLINGS and all(match(a, b).same for a in one for b in two):
            one += two
            for name in two:
                group[name] = one
    return list({id(some): some for some in group.values()}.values())


def _ties(names: list[str], progress: Progress) -> Iterator[tuple[float, str, str]]:
    """Yield the pairs of names that match, each once, with their score."""
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in names:
        for key in _keys(parts(name)):
            blocks[key].append(name)
    met: set[tuple[str, str]] = set()
    for done, block in enumerate(blocks.values()):
        for pair in _meetings(block):
            if pair not in met:
                met.add(pair)
                found = match(*pair)
                if found.same:
                    yield found.score, *pair
        progress(done + 1, len(blocks))


def _meetings(block: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a block; in a crowd each name meets only its neighbours in the order of sound."""
    if len(block) <= CROWD:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda name: "".join(heard(p.form) for p in parts(name)))
    for at, name in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + NEIGHBOURS]:
            yield name, other


def _keys(name: tuple[Part, ...]) -> set[tuple[str, str]]:
    """Return the blocks of a name: beginning and end of what is heard of its first and last parts."""
    ends = {len(name) - 1} | ({1, 2} & set(range(len(name))) if len(name) > 2 else set())
    first = heard(name[0].form)
    made = set()
    for end in ends:
        last = heard(name[end].form)
        made |= {(first[:2], "<" + last[:2]), (first[:2], last[-2:] + ">"), (first[-1:], last[:3])}
    if len(name) == 2:
        last = heard(name[1].form)
        made |= {(last[:2], "<" + first[:2])}
    return made


def heard(form: str) -> str:
    """Return the consonants of a folded word, those that sound alike as one; for a word of vowels, the word."""
    heard = form.translate(_UNHEARD).translate(_SOUNDS)
    return "".join(a for at, a in enumerate(heard) if not at or heard[at - 1] != a) or form[:1]
