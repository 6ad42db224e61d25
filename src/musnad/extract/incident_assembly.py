"""Incident assembly: the incident drafts of a report become records, with the ids of its entities and statements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from musnad.extract.found import Found
from musnad.extract.incidents import Claim, IncidentDraft, Named, Party, Toll
from musnad.extract.places.cues import SOFT, cue_of
from musnad.extract.statements import Said
from musnad.extract.statements.actors import Actor
from musnad.extract.statements.acts import act_of, certainty_of
from musnad.extract.statements.reading import Reading
from musnad.model.records import Entity, Incident, Json, Piece, Statement

Where = tuple[int, int]
_PLACES = frozenset(("place", "facility"))


def claims_of(reading: Reading, said: Sequence[Said]) -> list[Claim]:
    """Return what the incidents need to know of the statements of a report, in their order."""
    return [_claim(reading, one) for one in said]


def _claim(reading: Reading, one: Said) -> Claim:
    draft = one.draft
    return Claim(
        draft.start,
        draft.end,
        draft.cue.start,
        draft.cue.end,
        draft.cue.form.lemma,
        act_of(reading, draft),
        draft.negated,
        certainty_of(reading, draft),
        one.speaker_span,
        draft.complement == "headline",
    )


def incident_records(
    found: Found, drafts: Sequence[IncidentDraft], entities: Mapping[int, Entity], statements: Sequence[Statement]
) -> list[Incident]:
    """Return the incidents of one report as records.

    Args:
        found: What the report yields.
        drafts: Its incidents.
        entities: The entity of each actor, by the actor's identity.
        statements: Its statements, in the order of ``found.said``.
    """
    known = _Mentions(found, entities)
    return [_incident(found, draft, known, statements) for draft in drafts]


class _Mentions:
    """Which entity is named at a place of the text."""

    def __init__(self, found: Found, entities: Mapping[int, Entity]) -> None:
        spans = [
            (a, b, entities[id(actor)], actor)
            for actor in found.actors
            if id(actor) in entities
            for a, b in actor.mentions
        ]
        self.spans: list[tuple[int, int, Entity, Actor]] = sorted(spans, key=lambda s: (s[0], s[1]))
        self.starts = [s[0] for s in self.spans]

    def at(self, start: int, end: int) -> list[Entity]:
        """Return the entities named inside a span, in text order."""
        i = max(0, bisect_left(self.starts, start) - 1)
        named = []
        while i < len(self.spans) and self.spans[i][0] < end:
            if self.spans[i][1] > start:
                named.append(self.spans[i][2])
            i += 1
        return named

    def begins(self, start: int, end: int) -> bool:
        """Say whether a name begins between two code points."""
        at = bisect_left(self.starts, start)
        return at < len(self.starts) and self.starts[at] < end

    def place(self, start: int, end: int) -> list[Entity]:
        """Return the entity whose name fills a span best, at most one, places first."""
        named = [
            s for s in self.spans[max(0, bisect_left(self.starts, start) - 3) :][:8] if s[0] < end and s[1] > start
        ]
        named.sort(key=lambda s: (s[2].kind not in _PLACES, abs(s[0] - start) + abs(s[1] - end)))
        return [named[0][2]] if named else []


def _incident(found: Found, draft: IncidentDraft, known: _Mentions, statements: Sequence[Statement]) -> Incident:
    text, frame = found.reading.text, found.frame
    statement = statements[draft.claim].id if draft.claim is not None else None
    places = [e.id for a, b in draft.places for e in known.place(a, b)]
    return Incident(
        id=frame.id("incident", draft.start, draft.end, draft.kind, draft.status, statement),
        by=frame.by(f"incident.{draft.rule}", draft.score),
        row=frame.row,
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
        report=frame.report,
        kind=draft.kind,
        status=draft.status,
        places=tuple(dict.fromkeys(places)),
        time=draft.time,
        actors=tuple(_piece(found, party, known, role=True) for party in draft.actors),
        targets=tuple(_piece(found, party, known, role=False) for party in draft.targets),
        killed=_counted(draft.killed),
        injured=_counted(draft.injured),
        statement=statement,
        mentions=tuple(Piece.at(text, a, b) for a, b in draft.mentions),
        subkind=_named(text, draft.subkind),
        weapon=_named(text, draft.weapon),
    )


def _piece(found: Found, party: Party, known: _Mentions, *, role: bool) -> Piece:
    text, named = found.reading.text, known.at(party.start, party.end)
    extra: dict[str, str] = {"entity": named[0].id} if len(named) == 1 and _heads(found, party, known) else {}
    if role:
        extra["role"] = party.role
    return Piece.at(text, party.start, party.end, **extra)


def _heads(found: Found, party: Party, known: _Mentions) -> bool:
    """«فصائل إدلب», «سكان حلب» are not the town; «مدينة إدلب» is, and «قوات النظام» is the body named in it."""
    [entity] = known.at(party.start, party.end)
    if entity.kind not in _PLACES:
        return True
    passage = found.reading.passage
    first = passage.word_at(party.start)
    first -= first > 0 and passage.words[first - 1].end > party.start
    return known.begins(party.start, passage.words[first].end) or _of_place(passage.forms[first])


def _of_place(form: str) -> bool:
    cue = cue_of(form)
    return cue is not None and cue.kind not in SOFT


def _named(text: str, named: Named | None) -> Piece | None:
    if named is None:
        return None
    extra = {} if named.kind is None else {"kind": named.kind}
    return Piece.at(text, named.start, named.end, **extra)


def _counted(toll: Toll | None) -> Json | None:
    return None if toll is None else {"low": toll.low, "high": toll.high, "figure": toll.figure}
