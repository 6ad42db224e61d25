"""Weighing: figures, conflicts, copies, what people judged, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from musnad.export.dossier.blocks import Block, Cell, Heading, Paragraph, Run, Table, around, isolated, plain
from musnad.export.dossier.case import Claim
from musnad.export.dossier.pen import Pen
from musnad.export.happenings import HAPPENED
from musnad.export.places import points
from musnad.export.selection import Item
from musnad.ledger import Where
from musnad.model.records import Json

DAY = 10  # of a moment, the day
JUDGED = ("accepted", "rejected", "corrected", "unsure")


def figures(pen: Pen) -> Iterator[Block]:
    """Yield the figures, each with who counts."""
    say = pen.say
    yield Heading(say("figures"), 1, "figures")
    found = pen.case.made.of("figure")
    yield Paragraph(plain(say("figures_note" if found else "figures_none")))
    if found:
        head = (say("words"), say("number"), say("of_what"), say("who_counts"), say("claim"))
        yield Table(head, tuple(_figure(pen, item) for item in found), (26, 18, 18, 28, 10))


def _figure(pen: Pen, item: Item) -> tuple[Cell, ...]:
    line, raw = item.line, item.held.record
    report = pen.case.made.get(line["report"])
    note = None if report is None else pen.note(report, raw["start"], raw["end"])
    claim = pen.case.claim_of.get(line.get("statement") or "") or pen.case.claim_of.get(line.get("incident") or "")
    return ((Run(raw["text"], "quote", note),), plain(number(pen, line)), plain(pen.say.of("about", line["about"])),
            pen.who(claim) if claim else (Run(pen.say("own_voice"), "faint"),), pen.links([claim]) if claim else ())


def number(pen: Pen, line: Json) -> str:
    """Return a figure's bounds in words; a vague word has no number of its own but for the bounds that a rule gives."""
    low, high = (None if line.get(side) is None else f"{line[side]:,g}" if abs(line[side]) < 1e15 else str(line[side])
                 for side in ("low", "high"))
    relation = line["relation"]
    if relation == "vague" and low:
        relation = "at_least"
    if relation == "exact" and low != high:
        relation = "between"
    return pen.say(f"relation.{relation}", low=low or high or "?", high=high or low or "?")


def conflicts(pen: Pen) -> Iterator[Block]:
    """Yield where claims contradict each other."""
    yield Heading(pen.say("conflicts"), 1, "conflicts")
    found = [*_contradictions(pen), *_statuses(pen), *_numbers(pen)]
    yield from found or [Paragraph(plain(pen.say("conflicts_none")))]


def _contradictions(pen: Pen) -> Iterator[Paragraph]:
    for link in pen.case.made.of("link"):
        ends = [pen.case.claim_of.get(link.line[end]) for end in ("from", "to")]
        if link.line["kind"] == "contradicts" and ends[0] and ends[1]:
            key = "conflict_own" if ends[0] is ends[1] else "conflict_link"
            yield Paragraph(plain(pen.say(key, a=ends[0].number, b=ends[1].number, why=_why(pen, link))), item=True)


def _why(pen: Pen, link: Item) -> str:
    """Return the reason of a link in the language of the dossier, kept together where it is of another one."""
    told = pen.say.reason(link.line["why"])
    return told if told != link.line["why"] else isolated(told)


def _statuses(pen: Pen) -> Iterator[Paragraph]:
    for group in pen.case.groups:
        happened = next((item for item in group if item.line["status"] in HAPPENED), None)
        denied = next((item for item in group if item.line["status"] == "denied"), None)
        if happened and denied:
            a, b = pen.case.claim_of[happened.id], pen.case.claim_of[denied.id]
            yield Paragraph(plain(pen.say("conflict_status", a=pen.status(happened), m=a.number, b=pen.status(denied),
                                          n=b.number)), item=True)


def _numbers(pen: Pen) -> Iterator[Paragraph]:
    """Yield numbers of one incident that cannot both hold."""
    for group in pen.case.groups:
        for side in ("killed", "injured"):
            told = [(item, item.line[side]) for item in group if item.get(side)]
            for (one, a), (other, b) in combinations(told, 2):
                if _apart(a, b):
                    words = [_said(pen, item, count) for item, count in ((one, a), (other, b))]
                    yield Paragraph(plain(pen.say("conflict_number", about=pen.say.of("about", side), a=words[0],
                                                  b=words[1])), item=True)


def _apart(one: Json, other: Json) -> bool:
    """Say whether two bounds have no number in common."""
    def above(low: Json, high: Json) -> bool:
        return low.get("low") is not None and high.get("high") is not None and low["low"] > high["high"]

    return above(one, other) or above(other, one)


def _said(pen: Pen, item: Item, count: Json) -> str:
    figure = pen.case.made.get(count.get("figure"))
    claim = pen.case.claim_of[item.id]
    words = figure.held.record["text"] if figure else str(count.get("low"))
    return f"{words}" + f" ({pen.say('claim')} {claim.number})"


def copies(pen: Pen) -> Iterator[Block]:
    """Yield what was found to be a copy, or the same statement, and is counted once."""
    say, case = pen.say, pen.case
    yield Heading(say("copies"), 1, "copies")
    made = []
    for link in case.made.of("link"):
        ends = (link.line["from"], link.line["to"])
        if link.line["kind"] == "near_copy" and all(end in case.report_number for end in ends):
            a, b = sorted(case.report_number[end] for end in ends)
            key = "copy_line" if case.whole_copy(*ends) else "shares_line"
            made.append(Paragraph(plain(say(key, a=a, b=b, why=_why(pen, link))), item=True))
        if link.line["kind"] == "same_statement" and all(end in case.claim_of for end in ends):
            a, b = sorted(case.claim_of[end].number for end in ends)
            made.append(Paragraph(plain(say("same_line", a=a, b=b, why=_why(pen, link))), item=True))
    yield from made or [Paragraph(plain(say("copies_none")))]


def verdicts(pen: Pen) -> Iterator[Block]:
    """Yield what people said of the records, the oldest first."""
    say = pen.say
    yield Heading(say("verdicts"), 1, "verdicts")
    told = [(event.moment, item, event) for item in pen.case.made for event in item.events if event.what in JUDGED]
    for _, item, event in sorted(told, key=lambda row: (row[0], row[1].id)):
        line = say("verdict_line", id="\0", verdict=say.of("verdict", event.what), who=event.who, moment=event.moment[:DAY])
        claim = pen.case.claim_of.get(item.id)
        inside = (Run(" ("), *pen.links([claim]), Run(")")) if claim else ()
        runs = [*around(line, Run(item.id, "mono"), *inside)]
        if event.reason:
            runs += [Run("; "), Run(say("verdict_reason", reason=event.reason))]
        if event.correction:
            fields = say("list_and").join(f"{name} = {value}" for name, value in sorted(event.correction.items()))
            runs += [Run("; "), Run(say("verdict_fields", fields=fields))]
        yield Paragraph(tuple(run for run in runs if run.text), item=True)
    if not told:
        yield Paragraph(plain(say("verdicts_none")))


def unknown(pen: Pen) -> Iterator[Block]:
    """Yield what the words leave open."""
    say, made = pen.say, pen.case.made
    yield Heading(say("unknown"), 1, "unknown")
    incidents = made.of("incident")
    happened = [item for item in incidents if item.line["status"] in HAPPENED]
    for key, missing in (
        ("unknown_date", [i for i in incidents if not ((when := pen.when(i)) and when.value)]),
        ("unknown_place", [i for i in incidents if not pen.placed(i)]),
        ("unknown_point", [i for i in incidents if pen.placed(i) and not points(made, i)]),
        ("unknown_actor", [i for i in happened if not i.get("actors")]),
        ("unknown_harm", [i for i in happened if not (i.get("killed") or i.get("injured"))]),
        ("unknown_speaker", [s for s in made.of("statement") if not s.get("speaker")]),
        ("unknown_warning", [i for i in incidents if (when := pen.when(i)) and when.warning]),
    ):
        if missing:
            yield _point(pen, key, n=len(missing), list=pen.listed(_claims_of(pen, missing)))
    nameless = sum(report.held.outlet is None for report in pen.case.reports)
    if nameless:
        yield _point(pen, "unknown_outlet", n=nameless)
    refused = sum(1 for report in pen.case.reports for _ in made.reader.refusals(Where(report=report.id)))
    if refused:
        yield _point(pen, "unknown_refusal", n=refused)
    checked = [*made.of("statement"), *incidents]
    yield _point(pen, "unknown_judged", n=sum(item.held.verdict is None for item in checked), all=len(checked))
    yield Paragraph(plain(say("unknown_last")), item=True)


def _claims_of(pen: Pen, items: list[Item]) -> list[Claim]:
    found = {claim.number: claim for item in items if (claim := pen.case.claim_of.get(item.id))}
    return [found[number] for number in sorted(found)]


def _point(pen: Pen, key: str, **given: object) -> Paragraph:
    return Paragraph(plain(pen.say(key, **given)), item=True)
