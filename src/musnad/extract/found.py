"""What one report yields before the entities of its whole source are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.extract.incidents import IncidentDraft
from musnad.extract.places import Place
from musnad.extract.statements import Said
from musnad.extract.statements.actors import Actor
from musnad.extract.statements.reading import Reading
from musnad.model.frame import Frame
from musnad.model.records import Figure, Refusal, Time


@dataclass(slots=True)
class Found:
    """The findings of a report.

    Attributes:
        frame: Where the report comes from.
        reading: Its words.
        actors: Everybody and everything it names.
        said: Its statements, speakers resolved within the report.
        times: Its times.
        figures: Its figures.
        refusals: What was recognised and not understood.
        incidents: What is said to have happened.
        places: Which places of the world its names mean.
    """

    frame: Frame
    reading: Reading
    actors: list[Actor]
    said: list[Said]
    times: list[Time]
    figures: list[Figure]
    refusals: list[Refusal]
    incidents: list[IncidentDraft] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
