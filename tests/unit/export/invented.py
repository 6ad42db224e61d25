"""An invented ledger to export: two outlets, a copy, a strike that one minister tells and another denies, a threat."""

from __future__ import annotations

from pathlib import Path

from ledger.making import Read, fold, piece, source_of
from musnad.ledger import Reader, RunInfo, open_desk, open_reader, open_recorder
from musnad.model.document import Document
from musnad.model.ids import content_id
from musnad.model.records import By, Entity, Figure, Incident, Link, Mention, Piece, Record, Report, Statement, Time

BY = By("invented.rule", "1")
TOLD = "وقال الوزير نسيم الوادي إن غارة على بلدة الرمان أمس قتلت 3 أشخاص."
DENIED = "ونفى الناطق سليم الجبل وقوع غارة على بلدة الرمان أمس."
THREAT = "وهدد القائد ربيع السهل بقصف مدينة الزيتون."
FORMULA = '=HYPERLINK("x")'


class Maker:
    """Makes the records of one document."""

    def __init__(self, number: int, outlet: str, lines: list[str]) -> None:
        self.text = "\n".join(lines)
        self.source = source_of(self.text, origin=f"invented/{number}.txt")
        self.document = Document(self.source.sha256, self.text, self.source.origin, outlet=outlet,
                                 published="2018-09-12", published_from="given")
        self.report = content_id("report", self.source.sha256, 0)
        self.place = content_id("entity", self.source.sha256, "الرمان")
        self.records: list[Record] = [
            Report(id=self.report, by=BY, start=0, end=len(self.text), text=self.text, source=self.source.sha256, index=0,
                   title="عنوان التقرير", outlet=outlet, published="2018-09-12", published_from="given"),
            Entity(id=self.place, by=BY, source=self.source.sha256, kind="place", name="الرمان", names=("الرمان",), lat=35.9,
                   lon=36.6, place_precision="settlement", chain=("الرمان", "الوادي", "بلاد الزمرد")),
        ]

    def id(self, kind: str, *told: object) -> str:
        return content_id(kind, self.source.sha256, *told)

    def said(self, line: str, cue: str, speaker: str, name: str, act: str, start_word: str) -> str:
        at = self.text.index(line)
        person = self.id("entity", name)
        start, end = self.text.index(start_word, at), at + len(line) - 1
        made = self.id("statement", start)
        self.records += [
            Entity(id=person, by=BY, source=self.source.sha256, kind="person", name=name, names=(name,),
                   roles=(self.piece(speaker, at, country="SY", standing="former"),)),
            Statement(id=made, by=BY, start=start, end=end, text=self.text[start:end], report=self.report,
                      cue=self.piece(cue, at, lemma=cue, kind="verb"), form="indirect", act=act,
                      speaker=self.piece(speaker, at, entity=person, name=name)),
        ]
        return made

    def piece(self, words: str, start: int = 0, **extra: object) -> Piece:
        return piece(self.text, start, words, **extra)

    def happened(self, line: str, word: str, kind: str, status: str, statement: str | None, *, dated: bool = True,
                 killed: bool = False, actor: str | None = None) -> str:
        at = self.text.index(line)
        trigger = self.piece(word, at)
        made, when, count = (self.id(name, trigger.start) for name in ("incident", "time", "figure"))
        if dated:
            day = self.piece("أمس", at)
            self.records.append(Time(id=when, by=BY, start=day.start, end=day.end, text=day.text, report=self.report,
                                     value="2018-09-11", grain="day", anchor="published"))
        bounds = {"low": 3, "high": 3, "figure": count} if killed else None
        self.records.append(Incident(
            id=made, by=BY, start=trigger.start, end=trigger.end, text=trigger.text, report=self.report, kind=kind,
            status=status, places=(self.place,), time=when if dated else None, statement=statement, killed=bounds,
            actors=(self.piece(actor, at, role="alleged"),) if actor else ()))
        if killed:
            number = self.piece("3", at)
            self.records.append(Figure(
                id=count, by=BY, start=number.start, end=number.end, text=number.text, report=self.report, value=3, low=3,
                high=3, relation="exact", unit="أشخاص", about="killed", statement=statement, incident=made))
        return made

    def names_place(self, line: str) -> None:
        """Say that a line names the place, and with that, that others do not."""
        at = self.piece("الرمان", self.text.index(line))
        self.records.append(Mention(id=self.id("mention", at.start), by=BY, start=at.start, end=at.end, text=at.text,
                                    entity=self.place, kind="place", report=self.report))

    def read(self) -> Read:
        return Read(self.source, self.document, self.records)


def link(kind: str, one: str, other: str) -> Link:
    return Link(id=content_id("link", kind, one, other), by=By("invented.link", "1", 0.9), kind=kind, from_=one, to=other,
                why="the same words", score=0.9)


class Invented:
    """The ledger, with the ids that tests ask for."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "news.ledger"
        first = Maker(1, "جريدة الرمان", [TOLD, THREAT])
        copy = Maker(2, FORMULA, [TOLD + " "])
        other = Maker(3, "جريدة الزيتون", [DENIED])
        told = [one.said(TOLD, "قال", "الوزير نسيم الوادي", "نسيم الوادي", "assert", "غارة") for one in (first, copy)]
        denial = other.said(DENIED, "ونفى", "الناطق سليم الجبل", "سليم الجبل", "deny", "وقوع")
        self.strike, self.again = (one.happened(TOLD, "غارة", "airstrike", "claimed", said, killed=True)
                                   for one, said in zip((first, copy), told, strict=True))
        self.denied = other.happened(DENIED, "غارة", "airstrike", "denied", denial)
        self.threat = first.happened(THREAT, "قصف", "shelling", "threatened", None, dated=False)
        self.statement, self.told = told[0], told
        self.reports = [first.report, copy.report, other.report]
        links = [link("near_copy", first.report, copy.report), link("same_statement", *told),
                 link("same_incident", self.strike, self.again), link("same_incident", self.strike, self.denied),
                 link("contradicts", told[0], denial)]
        with open_recorder(self.path, run=RunInfo("1"), fold=fold) as recorder:
            for one in (first, copy, other):
                made = one.read()
                recorder.add(made.source, made.document, made.records)
            recorder.add_links(links)

    def reader(self) -> Reader:
        return open_reader(self.path, fold=fold)

    def judge(self, record: str, verdict: str, correction: dict[str, object] | None = None) -> None:
        with open_desk(self.path) as desk:
            desk.judge(record, verdict, reviewer="ليلى", reason="قرأت النص", correction=correction)
