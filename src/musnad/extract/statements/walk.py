"""The walk from a cue to its content: where it goes, and what it has passed."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.extract.statements.cues import Cue
from musnad.extract.statements.draft import Adjunct
from musnad.extract.statements.grammar import FI, WITH_BI, WITH_LI
from musnad.extract.statements.heads import Head
from musnad.extract.statements.inflection import CueForm
from musnad.extract.statements.phrases import Phrase
from musnad.extract.statements.reading import Reading

REACH = 60  # words from a cue to its content; pinned by long descriptions of an office between the two


@dataclass(slots=True)
class Walk:
    """A walk in progress.

    Attributes:
        reading: The report.
        cue: Where it starts.
        stop: The walk ends before this word.
        phrases: Phrases passed: who speaks, whom they address.
        apposition: A further phrase that names the same as the first.
        adjuncts: Time, occasion, audience and the like that were passed.
        skipped: Words passed that are neither a phrase nor an adjunct.
        comma: True where a comma stands just before the current word.
        run_start: First word of the adjunct last passed.
        form: What the lexicon says of the cue.
        forms: The folded words of the report.
        heads: What each says as the head of a speaker's name.
    """

    reading: Reading
    cue: Cue
    stop: int
    phrases: list[Phrase] = field(default_factory=list)
    apposition: Phrase | None = None
    adjuncts: list[Adjunct] = field(default_factory=list)
    skipped: int = 0
    comma: bool = False
    run_start: int = 0
    form: CueForm = field(init=False)
    forms: list[str] = field(init=False)
    heads: list[Head | None] = field(init=False)

    def __post_init__(self) -> None:
        self.form, self.forms, self.heads = self.cue.form, self.reading.forms, self.reading.heads
        self.run_start = self.cue.last
        self.stop = min(self.stop, self.cue.last + REACH)

    def takes(self, *frames: str) -> bool:
        """Say whether the cue can be followed by one of these kinds of complement."""
        return not self.form.frames.isdisjoint(frames)

    @property
    def phrase_ends_at(self) -> str:
        """Prepositions with which the content of this cue may begin."""
        letters = (WITH_BI if self.takes("bi", "gesture", "accused") else "") + (WITH_LI if self.form.takes("li") else "")
        return letters + (FI if self.takes("fi") and not self.takes("inna") else "")

    @property
    def before_clause(self) -> bool:
        """True where the cue is a finished verb in the plural or a participle: no subject need follow it."""
        return self.form.kind == "participle" or (self.form.kind == "verb" and self.form.number == "p")

    def another_follows(self, at: int) -> str:
        """Return the form after a word; empty where the walk ends there."""
        return self.forms[at + 1] if at + 1 < self.stop else ""
