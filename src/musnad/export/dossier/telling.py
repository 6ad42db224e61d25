"""Telling: timeline, what did not happen, map, and the claims with their words, source by source."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.export.dossier.blocks import Block, Cell, Heading, Paragraph, Picture, Run, Table, plain
from musnad.export.dossier.case import Claim
from musnad.export.dossier.map import Spot, draw
from musnad.export.dossier.pen import Pen
from musnad.export.places import Point, points
from musnad.export.selection import Item

TOO_LARGE = frozenset(("country", "region"))  # no point on a map stands for these
TITLE = 120  # code points of a report without a title that stand for one
LAST = "9999"  # what has no date stands after all that has


def timeline(pen: Pen) -> Iterator[Block]:
    """Yield the incidents that are said to have happened, in the order of their days; those without one last."""
    say = pen.say
    yield Heading(say("timeline"), 1, "timeline")
    told = [group for group in pen.case.groups if pen.case.happened(group)]
    if not told:
        yield Paragraph(plain(say("timeline_none")))
        return
    yield Paragraph(plain(say("timeline_note")))
    yield _incidents(pen, told)


def not_happened(pen: Pen) -> Iterator[Block]:
    """Yield what is denied, planned, threatened or supposed, which is no event."""
    say = pen.say
    yield Heading(say("not_happened"), 1, "not-happened")
    told = [group for group in pen.case.groups if not pen.case.happened(group)]
    yield Paragraph(plain(say("not_happened_note" if told else "not_happened_none")))
    if any(item.id in pen.case.doubted for group in told for item in group):
        yield Paragraph(plain(say("doubted_note")))
    if told:
        yield _incidents(pen, told)


def _incidents(pen: Pen, told: list[list[Item]]) -> Table:
    say = pen.say
    head = tuple(say(key) for key in ("when", "what", "status", "where", "who_says", "claim"))
    rows = sorted((_order(pen, group), group) for group in told)
    return Table(head, tuple(_incident(pen, group) for _, group in rows), (15, 27, 15, 15, 20, 8))


def _order(pen: Pen, group: list[Item]) -> tuple[str, int]:
    found = [when.first or when.last or LAST for item in group if (when := pen.when(item))]
    return min(found, default=LAST), group[0].held.number


def _incident(pen: Pen, group: list[Item]) -> tuple[Cell, ...]:
    say = pen.say
    dated = next((item for item in group if item.get("time")), group[0])
    placed = next((item for item in group if pen.placed(item)), group[0])
    claims = pen.case.voices(group)
    statuses = say("list_and").join(dict.fromkeys(pen.status(item) for item in group))
    if any(item.id in pen.case.doubted for item in group):
        statuses += say("list_and") + say("doubted")
    who: list[Run] = []
    for claim in claims:
        told = pen.who(claim)
        if told[0].text not in {run.text for run in who}:
            who += [Run("\n"), *told] if who else told
    where = plain(pen.where(placed)) if pen.placed(placed) else (Run(say("no_place"), "faint"),)
    what = (Run(pen.what(group[0]), "strong"), Run("\n"), Run(pen.case.snippet(group[0]), "quote"), *_parties(pen, group))
    checked = Run("\n" + pen.verdict(group[0]), "faint")
    return pen.when_told(dated), what, (Run(statuses), checked), where, tuple(who), pen.links(claims)


def _parties(pen: Pen, group: list[Item]) -> Iterator[Run]:
    """Yield who is named as doer and as hit; nobody did what is not said to have happened."""
    if pen.case.happened(group):
        for key, side in (("doer", "actors"), ("hit", "targets")):
            names = pen.say("list_and").join(dict.fromkeys(filter(None, (pen.parties(item, side) for item in group))))
            if names:
                yield Run("\n" + pen.say(key, names=names), "faint")


def map_of(pen: Pen) -> Iterator[Block]:
    """Yield the map of the places that have coordinates."""
    say = pen.say
    yield Heading(say("map"), 1, "map")
    spots = _spots(pen)
    if not spots:
        yield Paragraph(plain(say("map_none")))
        return
    svg, width, height = draw(spots, say("km"))
    yield Picture(svg, say("map") + ": " + say("list_and").join(spot.point.name for spot in spots), width, height)
    yield Paragraph(plain(say("map_note")))
    large = dict.fromkeys(at.name for item in pen.case.made.of("incident") for at in points(pen.case.made, item)
                          if at.precision in TOO_LARGE)
    if large:
        yield Paragraph(plain(say("map_large", places=say("list_and").join(large))))


def _spots(pen: Pen) -> list[Spot]:
    """Return the places, each with its incidents: every place of an incident, the group counted once."""
    found: dict[tuple[float, float], tuple[Point, set[str], set[str]]] = {}
    for group in pen.case.groups:
        happened = pen.case.happened(group)
        for item in group:
            for at in (at for at in points(pen.case.made, item) if at.precision not in TOO_LARGE):
                _, yes, no = found.setdefault((at.lat, at.lon), (at, set(), set()))
                (yes if happened else no).add(group[0].id)
    return [Spot(at, len(yes), len(no)) for at, yes, no in found.values()]


def claims(pen: Pen) -> Iterator[Block]:
    """Yield the claims, report by report, each with its words and where they stand."""
    say = pen.say
    yield Heading(say("claims_by_source"), 1, "claims")
    head = (say("claim"), say("who_says"), say("words"))
    for number, report in enumerate(pen.case.reports, 1):
        found = [claim for claim in pen.case.claims if claim.report.id == report.id]
        if not found:
            continue
        title = report.get("title") or _beginning(report.line["text"])
        told = say("report_head", n=number, outlet=pen.outlet(report), day=pen.day(report))
        yield Heading(told, 2, f"report-{number}")
        yield Paragraph((Run(title, "quote"),))
        first = pen.case.copy_of(report)
        if first is not None:
            key = "copy_of" if pen.case.whole_copy(report.id, first.id) else "shares_with"
            yield Paragraph(plain(say(key, n=pen.case.report_number[first.id])))
        rows = tuple(_claim(pen, claim) for claim in found)
        yield Table(head, rows, (8, 32, 60), tuple(claim.number for claim in found))


def _beginning(text: str) -> str:
    """Return the first words of a report that has no title."""
    line = text.strip().partition("\n")[0]
    return line if len(line) <= TITLE else line[: line.rfind(" ", 0, TITLE)] + " …"


def _claim(pen: Pen, claim: Claim) -> tuple[Cell, ...]:
    say = pen.say
    words = [Run(claim.text, "quote", pen.note_of(claim))]
    for item in claim.incidents:
        words.append(Run("\n" + say("says_of") + ": " + _told_of(pen, item), "faint"))
    first = pen.case.same[claim.number]
    if first != claim.number:
        words.append(Run("\n" + say("same_as", n=first), "faint", link=first))
    words.append(Run("\n" + _checked(pen, claim), "faint"))
    return plain(str(claim.number)), (*pen.who(claim), *_manner(pen, claim)), tuple(words)


def _told_of(pen: Pen, item: Item) -> str:
    parts = [f"{pen.what(item)} ({pen.status(item)})", pen.where(item)]
    when = pen.when(item)
    parts += [(when.value or say_raw(pen, when.raw)).replace("/", " – ")] if when else []
    return pen.say("list_and").join(part for part in parts if part)


def say_raw(pen: Pen, raw: str) -> str:
    """Return words of a source within our own, in marks."""
    return pen.say("day_words", raw=raw)


def _manner(pen: Pen, claim: Claim) -> Cell:
    """Return how something is said: the act, how near to the speaker's words, and what it stands in."""
    if claim.statement is None:
        return ()
    say, line = pen.say, claim.statement.line
    role = pen.role(claim)
    parts = [say.of("act", line["act"]), say.of("form", line["form"])]
    parts += [say.of("polarity", line["polarity"])] if line.get("polarity") == "negated" else []
    parts += [say.of("certainty", line["certainty"])] if line.get("certainty") not in (None, "asserted") else []
    runs = [Run(f"\n{role}")] if role else []
    runs.append(Run("\n" + say("list_and").join(parts), "faint"))
    parent = pen.case.claim_of.get(line.get("parent") or "")
    if parent is not None:
        runs.append(Run("\n" + say("inside", n=parent.number), "faint", link=parent.number))
    return tuple(runs)


def _checked(pen: Pen, claim: Claim) -> str:
    items = [claim.statement] if claim.statement else list(claim.incidents)
    place = pen.say("characters", start=claim.start, end=claim.end)
    return pen.say("list_and").join([place, *dict.fromkeys(pen.verdict(item) for item in items)])
