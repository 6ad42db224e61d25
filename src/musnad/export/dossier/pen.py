"""The pen: what all sections of a dossier are written with: the case, the words, and the footnotes as they come up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from musnad.export.days import Days, days
from musnad.export.dossier.blocks import Cell, Run, around
from musnad.export.dossier.case import Case, Claim
from musnad.export.dossier.wording import Wording
from musnad.export.places import names
from musnad.export.selection import Item
from musnad.model.records import Json

HASH = 12  # digits of a hash in a footnote; the list of sources gives it whole
ISO_DAY = 10
LISTED = 30  # numbers that a list of claims names at most


class Pen:
    """Writes the sections of one dossier."""

    def __init__(self, case: Case, say: Wording) -> None:
        self.case = case
        self.say = say
        self.notes: list[Cell] = []
        self._known: dict[tuple[str, int, int], int] = {}

    def note(self, report: Item, start: int, end: int) -> int:
        """Return the number of the footnote that locates words in a source."""
        key = (report.id, start, end)
        if key not in self._known:
            sha = report.line["source"]
            told = self.say("note_place", n=self.case.report_number[report.id], outlet=self.outlet(report),
                            day=self.day(report), start=start, end=end, sha="\0")
            row = report.get("row")
            tail = self.say("list_and") + self.say("row", row=row) if row else ""
            self.notes.append(around(told + tail, Run(sha[:HASH], "mono")))
            self._known[key] = len(self.notes)
        return self._known[key]

    def note_of(self, claim: Claim) -> int:
        """Return the number of the footnote that locates a claim."""
        return self.note(claim.report, claim.start, claim.end)

    def outlet(self, report: Item) -> str:
        """Return the outlet of a report in words."""
        return report.held.outlet or self.say("outlet_unknown")

    def day(self, report: Item) -> str:
        """Return the day of a report in words."""
        return report.held.published or self.say("day_unknown")

    def links(self, claims: Iterable[Claim]) -> Cell:
        """Return the numbers of claims, each leading to it."""
        runs: list[Run] = []
        for claim in claims:
            if runs:
                runs.append(Run(self.say("list_and")))
            runs.append(Run(str(claim.number), link=claim.number))
        return tuple(runs)

    def listed(self, claims: Sequence[Claim]) -> str:
        """Return the numbers of claims as words."""
        told = self.say("list_and").join(str(claim.number) for claim in claims[:LISTED])
        more = " " + self.say("truncated", n=LISTED, all=len(claims)) if len(claims) > LISTED else ""
        return self.say("claims_listed" if len(claims) > 1 else "claim_listed", list=told) + more

    def who(self, claim: Claim) -> Cell:
        """Return whose word a claim is."""
        if claim.statement is None:
            return (Run(self.say("own_voice"), "faint"),)
        line = claim.statement.line
        speaker = line.get("speaker")
        name = (speaker.get("name") or speaker["text"]) if speaker else None
        runs = [Run(name, "strong") if name else Run(self.say("speaker_unknown"), "faint")]
        if name and self._described(speaker):
            runs.append(Run(f" ({self.say('unnamed')})", "faint"))
        via = [piece["text"] for piece in line.get("via") or ()]
        if via:
            runs += [Run(self.after_name), Run(self.say("through", names=" ← ".join(via)))]
        return tuple(runs)

    def _described(self, speaker: Json | None) -> bool:
        """Say whether a speaker is told by a description only, such as «an official»."""
        entity = self.case.made.get((speaker or {}).get("entity"))
        return entity is not None and entity.line["by"]["rule"] == "entity.description"

    def role(self, claim: Claim) -> str:
        """Return what the report says a speaker is, in its own words; empty where it says nothing."""
        speaker = claim.statement.line.get("speaker") if claim.statement else None
        entity = self.case.made.get((speaker or {}).get("entity"))
        roles = entity.held.record.get("roles") if entity else None
        return str(roles[0]["text"]) if roles else ""

    def parties(self, item: Item, side: str) -> str:
        """Return whom an incident names on one side, ``actors`` or ``targets``, in the words of the source."""
        return self.say("list_and").join(dict.fromkeys(piece["text"] for piece in item.get(side) or ()))

    @property
    def after_name(self) -> str:
        """What stands between a name and our next words; in English a mark keeps the comma from an Arabic name's side."""
        comma = self.say("list_and")
        return comma if self.say.lang == "ar" else f"\u200e{comma.strip()}\u200e "

    def what(self, item: Item) -> str:
        """Return the kind of an incident in words."""
        return self.say.of("kind", item.line["kind"])

    def status(self, item: Item) -> str:
        """Return the status of an incident in words."""
        return self.say.of("status", item.line["status"])

    def where(self, item: Item) -> str:
        """Return where an incident was, with the kind of the place, and whether the words shown name it."""
        told = []
        for place in (self.case.made.get(place) for place in item.get("places") or ()):
            if place is not None:
                more = [self.say.of("precision", place.get("place_precision"))]
                more += [] if self.case.names_in_words(item, place) else [self.say("elsewhere")]
                inside = self.say("list_and").join(filter(None, more))
                told.append(place.line["name"] + (f" ({inside})" if inside else ""))
        return self.say("list_and").join(dict.fromkeys(told))

    def when(self, item: Item) -> Days | None:
        """Return when an incident was."""
        return days(self.case.made, item)

    def when_told(self, item: Item) -> Cell:
        """Return when an incident was: the date as it was worked out, its precision, and the words."""
        when = self.when(item)
        if when is None:
            return (Run(self.say("no_date"), "faint"),)
        raw = Run(self.say("day_words", raw=when.raw), "faint")
        if when.value is None:
            return (raw,)
        grain = self.say.of("grain", when.grain)
        value = when.value.replace("/", " – ")
        vague = grain and not when.exact and "/" not in when.value
        return (Run(value, "strong"), Run(f" ({grain}) " if vague else " "), raw)

    def verdict(self, item: Item) -> str:
        """Return what a person said of a record, or that nobody has looked."""
        return self.say.of("verdict", item.held.verdict) or self.say("machine")

    def placed(self, item: Item) -> bool:
        """Say whether the words tie a place to an incident."""
        return bool(names(self.case.made, item))
