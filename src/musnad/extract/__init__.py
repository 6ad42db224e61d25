"""Extractors: pure functions from text to records and refusals.

``read_report`` reads one report; ``records`` turns the findings of all reports of a source into its records.
"""

from __future__ import annotations

from collections.abc import Collection

import musnad.extract.entities as entities
from musnad.extract import figures, incidents, places, statements, times
from musnad.extract.assembly import records
from musnad.extract.found import Found
from musnad.extract.incident_assembly import claims_of
from musnad.extract.place_assembly import with_places
from musnad.lang.gazetteer import Gazetteer
from musnad.model.frame import Frame
from musnad.model.parts import Part
from musnad.model.records import Figure, Refusal, Time
from musnad.text.passage import Passage

__all__ = ["Found", "read_report", "records"]


def read_report(passage: Passage, frame: Frame, gazetteer: Gazetteer | None = None, without: Collection[Part] = ()) -> Found:
    """Return what one report says: names, places, times, figures, statements with their speakers, incidents.

    Args:
        passage: The report.
        frame: Where it comes from; its day of publication anchors relative times.
        gazetteer: Places of the world, the package's own if not given.
        without: What is not looked for, to save time. Incidents need all the others: without one of them there are none.
    """
    tagged = entities.tag(passage.words, passage.sentences)
    located = [] if "places" in without else places.resolve(passage, tagged, gazetteer)
    names = with_places(tagged, located, len(passage.words))
    reading, cast, said = statements.read(passage, names)
    timed = [] if "times" in without else times.extract(passage, frame)
    counted = [] if "figures" in without else figures.extract(passage, frame)
    calendar = [t for t in timed if isinstance(t, Time)]
    figured = [f for f in counted if isinstance(f, Figure)]
    claims = [] if without else claims_of(reading, said)
    happened = [] if without else incidents.extract(passage, reading.names_list, calendar, figured, claims, frame.published)
    refused = [r for r in (*timed, *counted) if isinstance(r, Refusal)]
    return Found(
        frame,
        reading,
        cast.actors,
        said,
        calendar,
        figured,
        refused + statements.refusals(reading, frame),
        happened,
        located,
    )
