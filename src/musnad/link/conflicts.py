"""Conflicts: claims that a statement disputes, and reports of one incident that confirm, update or contradict each other.

Finds    قال الفريق إن الإعلام ينشر شائعات عن استخدام ...     a claim told as a rumour: the teller disputes it
Finds    told by one, denied by another; figures that exclude each other; other parties named
Leaves   a later day with a higher toll: an update

Links of kinds contradicts, corroborates and updates, each with its reason; nothing says who is right. A link leads from the
later or disputing record to the earlier or disputed one. Lexicon: lang/ar/lexicon/disputes.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from musnad.lang.pack import read_lexicon
from musnad.lang.words import fold, words
from musnad.link.agreement import Side, compare
from musnad.link.frame import ReportView, Signature, Surroundings, tie
from musnad.link.stems import stem
from musnad.link.utterances import telling
from musnad.model.records import Incident, Json, Link, Statement

RULE = "link.conflicts."
REACH = 90  # code points before a trigger within which a word disputes it
BEFORE = 6  # words between the two at most
BESIDE = frozenset(("displacement",))  # what claims lead to rather than what they are about
QUOTES = frozenset("\"«»“”'")
JOINED = ("", "و", "ب", "ل", "ال", "وال", "بال", "لل", "ف")  # what may stand joined before a word
MEMBERS = 12  # of a cluster that a new report is compared with: those it is tied to, not those tied to them
DISPUTES = 0.8  # how sure it is that a claim called a rumour is disputed by who calls it so


class Conflicts:
    """Finds what disputes, confirms or contradicts; see ``Linker``."""

    name, version = "conflicts", "1"
    kinds = ("contradicts", "corroborates", "updates")
    reads = frozenset(("incident", "statement"))
    limit, most = 10, 10

    def sign(self, report: ReportView) -> Iterator[Signature]:
        """Make a signature of each incident: it is found by the cluster it is in, so it has no keys."""
        statements = {said.id: said for said in report.of(Statement)}
        for incident in report.of(Incident):
            said = statements.get(incident.statement or "")
            data = {**_data(incident, said), "dispute": _dispute(report, incident, said)}
            yield Signature(incident.id, report.report.id, (), data, report.outlet, report.published)

    def judge(self, new: Signature, near: Sequence[Signature], around: Surroundings) -> Iterator[Link]:
        """Yield the dispute of a claim, and what it says of the reports of its incident."""
        if new.data["dispute"]:
            by, word, who = new.data["dispute"]
            yield tie("contradicts", by, new.subject, why=f"{who} tells of this claim as «{word}»", score=DISPUTES,
                      rule=f"{RULE}dispute")
        mine = _side(new, around)
        tied = {end for link in around.ties("same_incident", new.subject) for end in (link.from_, link.to)}
        others = sorted(tied - {new.subject})[:MEMBERS]
        for other in filter(None, map(around.signature, others)):
            told: set[str] = set()
            for found in compare(mine, _side(other, around)):
                if found.kind not in told:  # one link of a kind between two records: the gravest reason
                    told.add(found.kind)
                    yield tie(found.kind, new.subject, other.subject, why=found.why, score=found.score, rule=f"{RULE}pair")


def _data(incident: Incident, said: Statement | None) -> Json:
    speaker = said.speaker if said else None
    return {
        "status": incident.status,
        "killed": _bounds(incident.killed),
        "injured": _bounds(incident.injured),
        "accused": sorted({stem(word.form) for piece in incident.actors for word in words(piece.text)
                           if telling(word, stem(word.form))}),
        "speaker": (speaker.get("name") or speaker.text) if speaker else None,
        "via": [" ".join(word.form for word in words(piece.text)) for piece in said.via] if said else [],
    }


def _bounds(harm: Json | None) -> list[float | None] | None:
    return None if not harm else [harm.get("low"), harm.get("high")]


def _dispute(report: ReportView, incident: Incident, said: Statement | None) -> list[str] | None:
    """Return the statement that disputes an incident, the word it calls the claim, and who says it; None if none does."""
    if said is None or said.speaker is None or incident.kind in BESIDE:
        return None
    base, first = report.report.start, max(said.start, incident.start - REACH)
    for word in reversed(words(report.report.text, first - base, incident.start - base)[-BEFORE:]):
        if word.kind == "mark" and word.form not in QUOTES:
            return None
        if _disputes(word.form):
            return [said.id, word.raw, str(said.speaker.get("name") or said.speaker.text)]
    return None


def _disputes(form: str) -> bool:
    return any(form.startswith(joined) and form[len(joined) :] in _words() for joined in JOINED)


@cache
def _words() -> frozenset[str]:
    return frozenset(fold(row["form"]) for row in read_lexicon("disputes"))


def _side(made: Signature, around: Surroundings) -> Side:
    data = made.data
    killed, injured = (tuple(data[harm]) if data[harm] else None for harm in ("killed", "injured"))
    return Side(data["status"], killed, injured, frozenset(data["accused"]), made.outlet, made.published, made.report,
                data["speaker"], tuple(data["via"]), around.group("near_copy", made.report) - {made.report})
