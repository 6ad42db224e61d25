"""What reports of one incident say together: frozen answers, and totals by a rule that the caller names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Harm = Literal["killed", "injured"]
Rule = Literal["cautious", "latest", "per-source"]
HARMS: tuple[Harm, ...] = ("killed", "injured")
RULES: tuple[Rule, ...] = ("cautious", "latest", "per-source")


@dataclass(frozen=True, slots=True)
class Witness:
    """One report of the incident.

    Attributes:
        incident: Id of its record.
        report: Id of the report.
        outlet: Who published it.
        published: ISO date.
        status: reported, claimed, denied, …
        speaker: Who says it, as named in the report; None for the outlet's own word.
        via: Who passed it on, the one next to the speaker first.
        source: Number of the independent source that it goes back to, from 1.
        leans: Why it counts as one with another report, empty if it stands alone.
        accused: Who is said to have done it, with ``alleged``, ``admitted`` or ``stated``.
    """

    incident: str
    report: str
    outlet: str | None
    published: str | None
    status: str
    speaker: str | None
    via: tuple[str, ...]
    source: int
    leans: str
    accused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """One figure of one report: a cell of the table outlet × time.

    Attributes:
        harm: killed or injured.
        low: Fewest persons meant; None if open.
        high: Most persons meant; None if open.
        incident: Id of the incident's record.
        figure: Id of the figure's record, None where a word such as a dual or «a child» says it.
        outlet: Who published it.
        published: ISO date.
        source: Number of the independent source.
    """

    harm: Harm
    low: float | None
    high: float | None
    incident: str
    figure: str | None
    outlet: str | None
    published: str | None
    source: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that reports agree on, or do not.

    Attributes:
        kind: confirmed, differs, update, denied, accused, disputed.
        about: killed, injured, status, actors, claim.
        why: One line for a person.
        records: Ids that it rests on.
        sources: Independent sources that take part.
    """

    kind: str
    about: str
    why: str
    records: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Total:
    """Persons by a rule that the user named. ``low`` and ``high`` are bounds, None if open or not told."""

    rule: Rule
    harm: Harm
    low: float | None
    high: float | None
    why: str


@dataclass(frozen=True, slots=True)
class IncidentAccount:
    """What the reports of one incident say together.

    Attributes:
        incidents: Records that are held to be one incident, in order of publication.
        kinds: Kinds that they say it was.
        places: Names of places that they give, the ones most give first.
        witnesses: The reports, in order of publication.
        sources: How many independent sources there are.
        figures: All figures, in order of publication.
        findings: What agrees and what does not.
        links: Ids of the links that make them one.
    """

    incidents: tuple[str, ...]
    kinds: tuple[str, ...]
    places: tuple[str, ...]
    witnesses: tuple[Witness, ...]
    sources: int
    figures: tuple[Toll, ...]
    findings: tuple[Finding, ...]
    links: tuple[str, ...]

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """What the reports do not agree on; updates over time are none."""
        return tuple(found for found in self.findings if found.kind in ("differs", "denied", "accused", "disputed"))

    def total(self, harm: Harm, rule: Rule) -> Total:
        """Return how many persons, by a rule that the caller names; there is no rule by default.

        Args:
            harm: killed or injured.
            rule: ``cautious``: from the least that any source gives to the most. ``latest``: what was published
                last. ``per-source``: the last figure of each source, from the least of them to the greatest.
        """
        rows = [row for row in self.figures if row.harm == harm]
        return _total(rows, harm, rule)


def _total(rows: Sequence[Toll], harm: Harm, rule: Rule) -> Total:
    if not rows:
        return Total(rule, harm, None, None, "no report gives a figure")
    if rule == "latest":
        last = max(rows, key=lambda row: row.published or "")
        return Total(rule, harm, last.low, last.high, f"published last, by {last.outlet or 'an unnamed outlet'}")
    if rule == "per-source":
        latest = {row.source: row for row in sorted(rows, key=lambda row: row.published or "")}
        rows, why = list(latest.values()), f"the last figure of each of {len(latest)} sources"
    else:
        why = f"the least to the most that any of {len({row.source for row in rows})} sources gives"
    highs = [row.high for row in rows]
    most = None if None in highs else max(high for high in highs if high is not None)
    return Total(rule, harm, min(row.low or 0 for row in rows), most, why)
