"""What was said: a statement whose speaker is known as far as the report tells."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.extract.statements.actors import Actor
from musnad.extract.statements.draft import Draft
from musnad.extract.statements.relays import Relay


@dataclass(slots=True)
class Said:
    """A statement with its speaker resolved within the report.

    Attributes:
        draft: Cue, content and circumstances.
        actor: Who speaks, None where the text names nobody.
        form: direct, mixed or indirect.
        steps: How the speaker was found.
        via: Who passed it on.
        speaker_span: The words that name the speaker, None where the subject is understood.
        parent: Index of the statement that this one stands inside, among those of the report; None at the top.
    """

    draft: Draft
    actor: Actor | None
    form: str
    steps: list[str]
    via: list[Relay]
    speaker_span: tuple[int, int] | None = None
    parent: int | None = None
