"""Incidents: what is said to have happened, where, when, by whom, to whom, and how sure.

Finds    شنت طائرات غارات على المدينة       airstrike, reported
Finds    نفى الجيش وقوع هجوم                a military operation, denied
Finds    هدد بقصف المدينة                   shelling, threatened
Leaves   انفجار سكاني                        a figure of speech
Leaves   هجوم المنتخب على الحكم              sport

Lexicons: incidents.tsv (triggers), incident_contexts.tsv (what stands around them), incident_means.tsv (weapons).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from musnad.extract.incidents.assembling import assemble
from musnad.extract.incidents.drafts import Claim, IncidentDraft, Named, Party, Toll
from musnad.extract.incidents.scene import lay_out
from musnad.model.records import Figure, Time
from musnad.text.names import Name
from musnad.text.passage import Passage

__all__ = ["Claim", "IncidentDraft", "Named", "Party", "Toll", "extract"]


def extract(
    passage: Passage,
    names: Sequence[Name],
    times: Sequence[Time],
    figures: Sequence[Figure],
    claims: Sequence[Claim],
    published: date | None = None,
) -> list[IncidentDraft]:
    """Return the incidents of a report, in the order of their first trigger.

    Args:
        passage: The report.
        names: The names in it.
        times: Its times.
        figures: Its figures.
        claims: What its statements say, in text order; a draft's ``claim`` is an index into them.
        published: Day of publication; what lies more than a year before it and is told once is left out.
    """
    return assemble(lay_out(passage, names, times, figures, claims, published.isoformat() if published else None))
