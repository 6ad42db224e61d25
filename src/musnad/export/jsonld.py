"""JSON-LD: records as W3C Web Annotations of their sources, their making as PROV-O.

An annotation targets the source by its hash (``urn:sha256:…``) with a TextPositionSelector (half-open code points) and a
TextQuoteSelector; its body is the record. Each run is a prov:Activity, each source a prov:Entity, each verdict an
annotation of the annotation by a prov:Person. The context is written into the file: nothing is fetched to read it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from musnad.export.loss import Loss
from musnad.export.selection import Choice, Item, Selection, select
from musnad.ledger import Reader

ANNOTATED = ("statement", "incident", "figure", "time", "mention", "refusal")
AROUND = 32  # code points of prefix and suffix
OWN = "urn:musnad:"
CONTEXT: dict[str, Any] = {
    "oa": "http://www.w3.org/ns/oa#", "prov": "http://www.w3.org/ns/prov#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcterms": "http://purl.org/dc/terms/", "xsd": "http://www.w3.org/2001/XMLSchema#", "musnad": "urn:musnad:field:",
    "id": "@id", "type": "@type", "Annotation": "oa:Annotation", "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector", "SpecificResource": "oa:SpecificResource",
    "hasBody": {"@id": "oa:hasBody", "@type": "@id"}, "hasTarget": {"@id": "oa:hasTarget", "@type": "@id"},
    "hasSource": {"@id": "oa:hasSource", "@type": "@id"}, "hasSelector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivatedBy": {"@id": "oa:motivatedBy", "@type": "@id"}, "exact": "oa:exact", "prefix": "oa:prefix",
    "suffix": "oa:suffix", "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "generatedAtTime": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
    "startedAtTime": {"@id": "prov:startedAtTime", "@type": "xsd:dateTime"},
    "endedAtTime": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"}, "label": "dcterms:title",
    "record": {"@id": "musnad:record", "@type": "@json"}, "verdict": "musnad:verdict", "reason": "musnad:reason",
    "extent": "dcterms:extent", "origin": "dcterms:source",
}


def write(reader: Reader, choice: Choice, out: Path) -> Loss:
    """Write the chosen records and return what the graph could not hold."""
    loss = Loss("jsonld", notes=["the whole record is the rdf:JSON literal «record» of an annotation's body"])
    made = select(reader, choice)
    loss.judged_away(made.rejected)
    graph = _Graph(made, loss)
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {json.dumps(CONTEXT)}, "@graph": [\n')
        file.write(",\n".join(json.dumps(node, ensure_ascii=False) for node in graph.nodes()))
        file.write("\n]}\n")
    return loss


class _Graph:
    """The nodes of one export."""

    def __init__(self, made: Selection, loss: Loss) -> None:
        self._made = made
        self._loss = loss
        self._texts: dict[int, tuple[str, str, str]] = {}

    def nodes(self) -> list[dict[str, Any]]:
        """Return the nodes in a fixed order: runs, sources, entities and links, annotations, verdicts."""
        records = [*map(self._plain, (*self._made.of("entity"), *self._made.of("link"), *self._made.of("report")))]
        annotations = [self._annotation(item) for kind in ANNOTATED for item in self._made.of(kind)]
        said = [node for item in self._made for node in self._verdicts(item)]
        return [*self._runs(), *self._sources(), *records, *annotations, *said]

    def _runs(self) -> list[dict[str, Any]]:
        made = []
        for run in self._made.reader.runs():
            ended = {"endedAtTime": run.finished} if run.finished else {}
            made.append({"id": f"{OWN}run:{run.id}", "type": "prov:Activity", "label": f"musnad {run.version}",
                         "startedAtTime": run.started, **ended})
        return made

    def _sources(self) -> list[dict[str, Any]]:
        found = {item.line["source"]: item.held.origin for item in self._made.of("report")}
        return [{"id": f"urn:sha256:{sha}", "type": "prov:Entity", "origin": origin or ""} for sha, origin in found.items()]

    def _plain(self, item: Item) -> dict[str, Any]:
        self._loss.written[item.held.type] += 1
        source = {"wasDerivedFrom": f"urn:sha256:{item.line['source']}"} if item.get("source") else {}
        return {"id": OWN + item.id, "type": ["prov:Entity", f"musnad:{item.held.type}"], "record": item.line, **source}

    def _annotation(self, item: Item) -> dict[str, Any]:
        self._loss.written["annotations"] += 1
        raw = item.held.record
        text, source, run = self._text(item)
        start, end = raw["start"], raw["end"]
        quote = {"type": "TextQuoteSelector", "exact": raw["text"], "prefix": text[max(0, start - AROUND) : start],
                 "suffix": text[end : end + AROUND]}
        return {
            "id": OWN + item.id, "type": "Annotation",
            "motivatedBy": "oa:identifying" if item.held.type == "mention" else "oa:describing",
            "hasBody": {"id": f"{OWN}{item.id}#body", "type": ["prov:Entity", f"musnad:{item.held.type}"],
                        "record": item.line},
            "hasTarget": {"type": "SpecificResource", "hasSource": source,
                          "hasSelector": [{"type": "TextPositionSelector", "start": start, "end": end}, quote]},
            "wasGeneratedBy": run, "wasDerivedFrom": source,
        }

    def _text(self, item: Item) -> tuple[str, str, str]:
        number = item.held.document
        if number is None:
            raise TypeError(f"{item.id}: stands in no document")
        if number not in self._texts:
            evidence = self._made.reader.evidence(item.id)
            self._texts[number] = (self._made.reader.document(number).text, f"urn:sha256:{evidence.source}",
                                   f"{OWN}run:{evidence.run}")
        return self._texts[number]

    def _verdicts(self, item: Item) -> list[dict[str, Any]]:
        return [{"id": f"{OWN}{event.id}", "type": "Annotation", "motivatedBy": "oa:assessing", "hasTarget": OWN + item.id,
                 "verdict": event.what, **({"reason": event.reason} if event.reason else {}),
                 "wasAttributedTo": {"id": f"{OWN}person:{event.who}", "type": "prov:Person"},
                 "generatedAtTime": event.moment} for event in item.events if event.what != "recorded"]
