"""Reasons of a link for `musnad why`: what is tied, why, whether it stands, and what it is a part of."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.cli.clusters import cluster_of
from musnad.ledger import Evidence, Held, Reader
from musnad.model.errors import NoSuchRecord
from musnad.model.records import Json

Line = tuple[str, str]

SHOWN = 160  # code points of the words at an end
WHOLE = {"same_statement": "witnesses", "same_story": "story", "same_incident": "told by", "near_copy": "same words"}


def link_reasons(reader: Reader, evidence: Evidence, line: Json) -> Iterator[Line]:
    """Yield why two records are tied, as label and line."""
    yield "because", f"{line['why']} (score {line['score']:.2f})"
    ends = [reader.record(line[end]) for end in ("from", "to")]
    for name, held in zip(("from", "to"), ends, strict=True):
        yield name, _end(reader, held)
    yield "stands", _standing(reader, evidence)
    if line["kind"] in WHOLE and line["kind"] != "near_copy":
        yield WHOLE[line["kind"]], _cluster(reader, line)
    if all("text" in held.record for held in ends):
        yield "laid side by side", f"musnad compare {ends[1].id} {ends[0].id}"


def _end(reader: Reader, held: Held) -> str:
    line = held.record
    report = _report(reader, held)
    place = [f"report {report.number}" if report else "", held.published or "", held.outlet or ""]
    speaker = (line.get("speaker") or {}).get("name")
    says = f"{speaker} ({line['act']}, {line['form']}): " if speaker else ""
    words = str(line.get("name") or line.get("title") or " ".join(str(line.get("text") or "").split()))
    shown = words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
    return f"{held.id}  {', '.join(filter(None, place))}  {says}{shown}"


def _report(reader: Reader, held: Held) -> Held | None:
    if held.type == "report":
        return held
    return reader.record(held.record["report"]) if held.record.get("report") else None


def _standing(reader: Reader, evidence: Evidence) -> str:
    """Say whether a link stands: the last that a person said of it, else the last that linking found."""
    history = reader.history(evidence.record.id)
    judged = [event for event in history if event.what in ("accepted", "rejected", "corrected", "unsure")]
    turned = [event for event in history if event.what in ("dropped", "returned")]
    if judged and judged[-1].what in ("accepted", "rejected"):
        last = judged[-1]
        stands = "yes" if last.what == "accepted" else "no"
        return f"{stands}: {last.what} by {last.who}" + (f", {last.reason}" if last.reason else "")
    if turned and turned[-1].what == "dropped":
        return f"no longer: {turned[-1].reason}"
    return "yes; nobody has judged it" if not judged else "yes; judged unsure"


def _cluster(reader: Reader, line: Json) -> str:
    try:
        found = cluster_of(reader, line["kind"], line["to"])
    except NoSuchRecord:
        return "not known"
    numbers = {report.number for held in found.members if (report := _report(reader, held))}
    told = ", ".join(map(str, sorted(numbers)))
    return f"{len(found.members)} records, in reports {told}"
