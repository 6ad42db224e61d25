"""The parts of a statement in the making: its subject, its content, and the words around them."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.extract.statements.cues import Cue
from musnad.extract.statements.phrases import Phrase


@dataclass(slots=True)
class Adjunct:
    """Words between cue and content that tell how, when, where or to whom.

    Attributes:
        kind: time, occasion, audience, topic, adverb, side, via or relative.
        first: First word.
        last: One past the last.
    """

    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Subject:
    """Who the text says speaks.

    Attributes:
        phrase: The phrase, None where the subject is carried over.
        apposition: A second phrase that names the same.
        place: after, before, relative, told, carried, governing or nobody.
    """

    phrase: Phrase | None
    apposition: Phrase | None
    place: str


CARRIED = Subject(None, None, "carried")
GOVERNING = Subject(None, None, "governing")
NOBODY = Subject(None, None, "nobody")  # a relative clause whose antecedent cannot speak: «السبب الذي دعا»


@dataclass(slots=True)
class Draft:
    """A statement in the making.

    Attributes:
        cue: The cue.
        first: First word of the content.
        complement: How the content was found: inna, quote, colon, preposition, object, trailing, leading, before or
            headline.
        subject: Who the text says speaks; an empty subject is carried over.
        adjuncts: Time, occasion, audience.
        via: Phrases that passed it on.
        start: First code point of the content; known once the later cues of its unit are.
        end: One past its last.
        negated: True where the saying is denied.
        direct: True where the content is one quotation.
        relayed: True for a trailing particle that gives a medium, not a speaker of its own.
    """

    cue: Cue
    first: int
    complement: str
    subject: Subject
    adjuncts: list[Adjunct] = field(default_factory=list)
    via: list[Phrase] = field(default_factory=list)
    start: int = 0
    end: int = 0
    negated: bool = False
    direct: bool = False
    relayed: bool = False
