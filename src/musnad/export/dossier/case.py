"""A case: the records of one dossier in the order in which they are told, claims numbered, copies known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from musnad.export.happenings import doubtful, groups, joined, linked, originals, told
from musnad.export.selection import Item, Selection

STOP = re.compile(r"[.!?\u061f\n]+")  # what ends a sentence, well enough to show one; \u061f is the Arabic question mark
AROUND = 400  # code points shown on each side of a word at most
BESIDE = 55  # code points shown on each side of a word in a row of the timeline
TEXTS = 64  # documents kept in memory
WHOLE = 0.8  # share of the words from which on a report is called a copy
PLACES = 4096  # places of which it is remembered where they are named


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: what somebody is quoted as saying, or what a report tells in its own voice.

    Attributes:
        number: Its number in the dossier, from 1.
        report: The report.
        statement: The statement; None for the report's own voice.
        incidents: Incidents told in it.
        start: First code point of the words shown.
        end: One past the last.
        text: The words shown, raw.
    """

    number: int
    report: Item
    statement: Item | None
    incidents: tuple[Item, ...]
    start: int
    end: int
    text: str


class Case:
    """The records of one dossier."""

    def __init__(self, made: Selection) -> None:
        self.made = made
        self._text = lru_cache(TEXTS)(lambda number: made.reader.document(number).text)
        self._named = lru_cache(PLACES)(lambda place: made.reader.evidence(place).mentions)
        self.reports = made.of("report")
        self.report_number = {item.id: number for number, item in enumerate(self.reports, 1)}
        self.originals = originals(made)
        self._shares = {frozenset((link.line["from"], link.line["to"])): float(link.line.get("score") or 0)
                        for link in made.of("link") if link.line["kind"] == "near_copy"}
        self.claims = self._claims()
        self.claim_of = {item.id: claim for claim in self.claims for item in claim.incidents}
        self.claim_of |= {claim.statement.id: claim for claim in self.claims if claim.statement}
        self.groups = groups(made)
        self.doubted = doubtful(made)
        self.same = self._same()

    def copy_of(self, report: Item) -> Item | None:
        """Return the report that this one is a copy of, or None."""
        first = self.originals[report.id]
        return None if first == report.id else self.made.get(first)

    def whole_copy(self, one: str, other: str) -> bool:
        """Say whether nearly all of the shorter of two linked reports stands in the other; else they share passages."""
        return self._shares.get(frozenset((one, other)), 1.0) >= WHOLE

    def happened(self, group: Iterable[Item]) -> bool:
        """Say whether any of a group of incidents says that it happened."""
        return bool(told(group, self.doubted))

    def counted(self) -> list[Claim]:
        """Return the claims, the same words in copies once."""
        return [claim for claim in self.claims if self.same[claim.number] == claim.number]

    def voices(self, group: Iterable[Item]) -> list[Claim]:
        """Return the claims that tell an incident, in order."""
        found = {claim.number: claim for item in group if (claim := self.claim_of.get(item.id))}
        return [found[number] for number in sorted(found)]

    def names_in_words(self, item: Item, place: Item) -> bool:
        """Say whether the words of the claim that tells an incident name a place, and not only words elsewhere."""
        claim, spans = self.claim_of[item.id], self._named(place.id)
        return not spans or any(claim.start <= start and end <= claim.end for start, end in spans)

    def snippet(self, item: Item) -> str:
        """Return the words around an incident's trigger, cut at spaces, never over a line or the end of the claim."""
        claim = self.claim_of[item.id]
        line = item.held.record
        text = self._text(item.held.document)
        low, high = max(claim.start, line["start"] - BESIDE), min(max(claim.end, line["end"]), line["end"] + BESIDE)
        start = text.find(" ", low, line["start"]) + 1 if low > claim.start else low
        end = text.rfind(" ", line["end"], high) if high < claim.end else high
        start, end = start if 0 < start <= line["start"] else low, end if end >= line["end"] else high
        return ("… " if start > claim.start else "") + text[start:end] + (" …" if end < claim.end else "")

    def _claims(self) -> list[Claim]:
        found: list[tuple[int, int, Item | None, list[Item]]] = []
        carried: dict[str, list[Item]] = {}
        for item in self.made.of("incident"):
            carrier = self.made.get(item.get("statement"))
            if carrier is not None:
                carried.setdefault(carrier.id, []).append(item)
            else:
                found.append((self._order(item), item.line["start"], None, [item]))
        for item in self.made.of("statement"):
            found.append((self._order(item), item.line["start"], item, carried.get(item.id, [])))
        found.sort(key=lambda row: (row[0], row[1], row[2].id if row[2] else ""))
        return self._numbered(found)

    def _numbered(self, found: list[tuple[int, int, Item | None, list[Item]]]) -> list[Claim]:
        made: list[Claim] = []
        for order, _, statement, incidents in found:
            report = self.reports[order - 1]
            start, end, text = self._shown(statement, incidents)
            last = made[-1] if made else None
            if statement is None and last and last.statement is None and (last.report.id, last.start) == (report.id, start):
                made[-1] = Claim(last.number, report, None, (*last.incidents, *incidents), start, end, text)
            else:
                made.append(Claim(len(made) + 1, report, statement, tuple(incidents), start, end, text))
        return made

    def _order(self, item: Item) -> int:
        return self.report_number[item.line["report"]]

    def _shown(self, statement: Item | None, incidents: list[Item]) -> tuple[int, int, str]:
        """Return the words that are shown: a statement's content, or the sentence that an incident stands in."""
        if statement is not None:
            line = statement.held.record
            return line["start"], line["end"], line["text"]
        line = incidents[0].held.record
        text = self._text(incidents[0].held.document)
        low, high = max(0, line["start"] - AROUND), min(len(text), line["end"] + AROUND)
        ends = [found.end() for found in STOP.finditer(text, low, line["start"])]
        start = ends[-1] if ends else text.find(" ", low, line["start"]) + 1 if low else 0
        close = STOP.search(text, line["end"], high)
        end = close.start() if close else text.rfind(" ", line["end"], high) if high < len(text) else high
        end = max(end, line["end"])
        start += len(text[start:end]) - len(text[start:end].lstrip())
        return start, end, text[start:end]

    def _same(self) -> dict[int, int]:
        """Return for each claim the first claim that says the same by a link, or itself."""
        pairs = [(self.claim_of[a].number, self.claim_of[b].number) for a, b in linked(self.made, "same_statement")
                 if a in self.claim_of and b in self.claim_of]
        order = [str(claim.number) for claim in self.claims]
        found = joined(order, ((str(a), str(b)) for a, b in pairs))
        return {int(number): int(first) for number, first in found.items()}
