"""Assembly: the findings of the reports of one source become its records.

Somebody named in several reports of a source is one entity. A shared surname alone never makes two people one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from musnad.extract.affiliations import Affiliations
from musnad.extract.figure_assembly import tied_figures
from musnad.extract.found import Found
from musnad.extract.incident_assembly import incident_records
from musnad.extract.place_assembly import PLACES, Located, entry_of, place_fields
from musnad.extract.places import Place
from musnad.extract.statements import Said
from musnad.extract.statements.actors import Actor, one_name, same_name
from musnad.extract.statements.acts import act_of, certainty_of
from musnad.extract.statements.relays import Relay
from musnad.model.ids import content_id
from musnad.model.records import Entity, Mention, Piece, Record, Statement

_KINDS = {"source": "person", "pronoun": "person", "medium": "organization"}
_OPEN = "open"  # what a place says that lies nowhere, beside others of its name


def records(found: Sequence[Found]) -> list[Record]:
    """Return the records of a source: entities first, then each report's own in text order."""
    if not found:
        return []
    located = {id(one): Located(one.places) for one in found}
    groups = _by_place(_groups(found), located)
    entities: dict[int, Entity] = {}
    made: dict[str, Record] = {}
    for group in groups:
        entity = _entity(group, located, made)
        made[entity.id] = entity
        entities.update((id(actor), entity) for _, actor in group)
    _add_roles(groups, entities, made, located)
    return [*made.values(), *(record for one in found for record in sorted(_of_report(one, entities), key=_place))]


def _add_roles(groups: Sequence[Group], entities: Mapping[int, Entity], made: dict[str, Record],
               located: Mapping[int, Located]) -> None:
    """Give the bearers of offices their offices, now that the bodies they belong to are known."""
    readers: dict[int, Affiliations] = {}
    for group in groups:
        told: dict[tuple[int, int], Piece] = {}
        for one, actor in group:
            for span in _roles(actor):
                reader = readers.get(id(one)) or readers.setdefault(id(one), Affiliations(one, entities, located[id(one)]))
                told[span] = reader.role(span)
        if told:
            entity = entities[id(group[0][1])]
            made[entity.id] = replace(entity, roles=tuple(told[span] for span in sorted(told)))


def _place(record: Record) -> tuple[int, int, str]:
    return getattr(record, "start", 0), -getattr(record, "end", 0), record.type


Group = list[tuple[Found, Actor]]


def _groups(found: Sequence[Found]) -> list[Group]:
    """Bring the actors of all reports together, in time linear in their number: by a key, then by their full names."""
    keyed: dict[tuple[str, str], list[Group]] = {}
    groups: list[Group] = []
    for one in found:
        for actor in one.actors:
            if not actor.mentions:
                continue
            # An unnamed source is somebody in one report; the same words elsewhere may be somebody else.
            shared = [] if not actor.named else keyed.setdefault((actor.kind, actor.key), [])
            group = next((g for g in shared if same_name(g[0][1], actor)), None)
            if group is None:
                group = []
                groups.append(group)
                shared.append(group)
            group.append((one, actor))
    return groups


def _by_place(groups: list[Group], located: Mapping[int, Located]) -> list[Group]:
    """Bring together what the gazetteer knows as one place, and part places of one name that lie apart."""
    kept: list[Group] = []
    known: dict[int, Group] = {}
    for group in (part for named in groups for part in _parted(named, located)):
        number = entry_of(_places(group, located)) if group[0][1].kind in PLACES else None
        if number is None or number not in known:
            kept.append(group)
            if number is not None:
                known[number] = group
        else:
            known[number].extend(group)
    return kept


def _parted(group: Group, located: Mapping[int, Located]) -> list[Group]:
    """Part the reports that mean different places by one name; where a report leaves it open, it stays open."""
    if len(group) < 2 or group[0][1].kind not in PLACES or entry_of(_places(group, located)) is not None:
        return [group]
    parts: dict[int | None, Group] = {}
    for pair in group:
        parts.setdefault(entry_of(_places([pair], located)), []).append(pair)
    return list(parts.values())


def _entity(group: Group, located: Mapping[int, Located], known: Container[str]) -> Entity:
    one, fullest = max(group, key=lambda g: (len(g[1].tokens), -g[1].span[0]))
    kind = _kind(fullest)
    names = dict.fromkeys(surface for _, actor in group for surface in actor.surfaces)
    frame = one.frame
    where = () if fullest.named else fullest.span
    lies = place_fields(_places(group, located), frame) if kind in PLACES else _told_as_one(fullest, names)
    says = (frame.source, kind, " ".join(fullest.tokens), *where)
    name_id = content_id("entity", *says)
    return Entity(
        id=content_id("entity", *says, *lies.get("chain", (_OPEN,))) if name_id in known else name_id,
        row=frame.row,
        source=frame.source,
        kind=kind,
        name=fullest.name,
        names=tuple(names),
        **{"by": frame.by("entity.name" if fullest.named else "entity.description"), **lies},
    )


def _told_as_one(actor: Actor, names: Collection[str]) -> dict[str, Any]:
    return {"note": one_name(actor, names)} if len(names) > 1 else {}


def _roles(actor: Actor) -> list[tuple[int, int]]:
    """Return the offices, without those inside a longer one; an unnamed person is described by an office."""
    if not actor.named and actor.kind == "person" and actor.number == "s":
        return [actor.span]
    spans = sorted(set(actor.roles), key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int]] = []
    for span in spans:
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept


def _places(group: Group, located: Mapping[int, Located]) -> list[Place]:
    """Return where the mentions of a group lie."""
    return [place for one, actor in group for span in actor.mentions if (place := located[id(one)].at(span)) is not None]


def _kind(actor: Actor) -> str:
    if actor.kind in ("person", "source") and not actor.named and actor.number == "p":
        return "group"
    return _KINDS.get(actor.kind, actor.kind)


def _of_report(one: Found, entities: dict[int, Entity]) -> Iterator[Record]:
    yield from one.times
    yield from one.refusals
    # Two actors may turn out to be one entity: what names both is one mention of it.
    named = {(span, entities[id(actor)].id): actor for actor in reversed(one.actors) for span in actor.mentions}
    mentions = [_mention(one, actor, entities[id(actor)], span)
                for (span, _), actor in sorted(named.items(), key=lambda mention: mention[0])]
    yield from mentions
    statements: list[Statement] = []
    for said in one.said:
        parent = statements[said.parent].id if said.parent is not None else None
        statements.append(_statement(one, said, entities, parent))
    yield from statements
    happened = incident_records(one, one.incidents, entities, statements)
    yield from tied_figures(one, statements, mentions, happened)
    yield from happened


def _mention(one: Found, actor: Actor, entity: Entity, span: tuple[int, int]) -> Mention:
    frame, rule = one.frame, "mention.name" if actor.named else "mention.description"
    return Mention(id=frame.id("mention", *span, entity.id), by=frame.by(rule), row=frame.row, start=span[0], end=span[1],
                   text=one.reading.text[span[0] : span[1]], entity=entity.id, kind=entity.kind, report=frame.report)


def _statement(one: Found, said: Said, entities: dict[int, Entity], parent: str | None) -> Statement:
    draft, frame, text = said.draft, one.frame, one.reading.text
    cue = Piece.at(text, draft.cue.start, draft.cue.end, lemma=draft.cue.form.lemma, kind=draft.cue.form.kind)
    polarity = "negated" if draft.negated else "affirmed"
    entity = entities.get(id(said.actor)) if said.actor else None
    return Statement(
        id=frame.id("statement", draft.start, draft.end, cue.start, cue.end, entity.id if entity else None, polarity),
        by=frame.by(f"statement.{draft.cue.form.kind}.{draft.complement}"),
        row=frame.row,
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
        report=frame.report,
        cue=cue,
        speaker=_speaker(one, said, entity),
        form=said.form,
        act=act_of(one.reading, draft),
        via=tuple(_via(text, relay) for relay in said.via),
        occasion=_adjunct(one, said, "occasion"),
        audience=_adjunct(one, said, "audience"),
        time=_time(one, said),
        parent=parent,
        polarity=polarity,
        certainty=certainty_of(one.reading, draft),
        steps=tuple(said.steps) or None,
    )


def _speaker(one: Found, said: Said, entity: Entity | None) -> Piece | None:
    """The words that name the speaker here, or, where none do, the cue whose subject is understood."""
    if entity is None:
        return None
    text = one.reading.text
    start, end = said.speaker_span or (said.draft.cue.start, said.draft.cue.end)
    return Piece.at(text, start, end, entity=entity.id, name=entity.name)


def _via(text: str, relay: Relay) -> Piece:
    return Piece.at(text, relay.start, relay.end, kind=relay.kind)


def _adjunct(one: Found, said: Said, kind: str) -> Piece | None:
    for adjunct in said.draft.adjuncts:
        if adjunct.kind == kind:
            return Piece.at(one.reading.text, *one.reading.span(adjunct.first, adjunct.last))
    return None


def _time(one: Found, said: Said) -> str | None:
    """The time that stands among the words between cue and content, or right before the cue."""
    draft = said.draft
    for start, end in sorted(one.reading.span(a.first, a.last) for a in draft.adjuncts):
        for time in one.times[bisect_left(one.times, start, key=lambda t: t.start) :]:
            if time.start >= end:
                break
            if time.end <= end:
                return time.id
    return None


