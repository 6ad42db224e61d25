"""Drafts: incidents as found in one report, by spans, before its entities have ids."""

from __future__ import annotations

from dataclasses import dataclass, field

Where = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """What an incident needs to know of a statement: its content, and how it is said.

    Attributes:
        start: First code point of the content.
        end: One past its last.
        cue_start: First code point of the cue.
        cue_end: One past its last.
        lemma: The cue's lemma.
        act: The act of saying, one of the format's.
        negated: True where the saying is denied («لم يعلن»).
        certainty: asserted, possible, conditional.
        speaker: Where the words that name the speaker stand, None where understood.
        headline: True where the statement is a headline.
    """

    start: int
    end: int
    cue_start: int
    cue_end: int
    lemma: str
    act: str
    negated: bool = False
    certainty: str = "asserted"
    speaker: Where | None = None
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Words that say who did it or to whom it was done.

    Attributes:
        start: First code point.
        end: One past the last.
        role: For those who did it: alleged, admitted, stated.
        near: False where it only stands before the trigger in the sentence; a nearer one of another telling goes before it.
    """

    start: int
    end: int
    role: str = "stated"
    near: bool = True


@dataclass(frozen=True, slots=True)
class Toll:
    """How many were killed or injured.

    Attributes:
        low: Lowest number meant, None if open.
        high: Highest number meant, None if open.
        figure: Id of the figure, None for one person who is named or described.
    """

    low: float | int | None
    high: float | int | None
    figure: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name a finer kind or a weapon.

    Attributes:
        start: First code point.
        end: One past the last.
        kind: What they name, one of the kinds of incident_means.tsv; None where the words say no finer kind.
    """

    start: int
    end: int
    kind: str | None


@dataclass(slots=True)
class IncidentDraft:
    """An incident of a report.

    Attributes:
        kind: One of the format's kinds.
        start: First code point of the trigger.
        end: One past its last.
        status: reported, claimed, denied, planned, threatened, hypothetical.
        mentions: All trigger spans of this incident, in order.
        places: Spans of names, most specific first.
        time: Id of a time record.
        actors: Who is said to have done it.
        targets: To whom or what.
        killed: The killed, as counted by the words nearest to a trigger.
        injured: Likewise.
        claim: Index of the claim that carries it; None for the outlet's own word.
        subkind: A finer kind, where the words name one.
        weapon: The weapon, where they name one.
        rule: What found it.
        score: In 0..1, how much the words tell of it as something that happened.
    """

    kind: str
    start: int
    end: int
    status: str
    mentions: list[Where] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)
    time: str | None = None
    actors: list[Party] = field(default_factory=list)
    targets: list[Party] = field(default_factory=list)
    killed: Toll | None = None
    injured: Toll | None = None
    claim: int | None = None
    subkind: Named | None = None
    weapon: Named | None = None
    rule: str = "noun"
    score: float | None = None
