"""Documents and records to fill a ledger with: an invented place, invented people, any number of reports."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import create_engine, make_url

from musnad.ledger import RunInfo, open_recorder
from musnad.model.document import Document, Source
from musnad.model.ids import content_id
from musnad.model.records import By, Entity, Figure, Incident, Link, Mention, Piece, Record, Refusal, Report, Statement, Time

SPEAKER = "نسيم الوادي"
SENTENCE = "وقال الوزير نسيم الوادي إن 12 جسرا في مدينة الرمان افتتحت يوم الاثنين رقم {n}."


@dataclass(frozen=True)
class Read:
    """One document with its records, as a pipeline hands it over."""

    source: Source
    document: Document
    records: list[Record]


def source_of(text: str, *, origin: str = "invented.txt", media: str = "text") -> Source:
    data = text.encode()
    return Source(sha256(data).hexdigest(), data, origin, "2018-09-12T08:00:00+00:00", media)


def read(number: int = 0, *, sentences: int = 6, version: str = "1", published: str | None = "2018-09-12",
         outlet: str | None = "جريدة الرمان", keep: int | None = None) -> Read:
    """Make one document and its records; ``keep`` takes only the statements of the first sentences."""
    text = "\n".join(SENTENCE.format(n=number * 1000 + n) for n in range(sentences))
    source = source_of(text, origin=f"invented/{number}.txt")
    document = Document(source.sha256, text, source.origin, outlet=outlet, published=published, published_from="given")
    return Read(source, document, list(records_of(document, version, keep)))


def records_of(document: Document, version: str = "1", keep: int | None = None) -> Iterator[Record]:
    text, sha = document.text, document.source
    by = By("invented.rule", version)
    report = content_id("report", sha, 0, len(text))
    person, place = content_id("entity", sha, SPEAKER), content_id("entity", sha, "الرمان")
    yield Report(id=report, by=by, start=0, end=len(text), text=text, source=sha, index=0,
                 outlet=document.outlet, published=document.published, published_from=document.published_from)
    yield Entity(id=person, by=by, source=sha, kind="person", name=SPEAKER, names=(SPEAKER, "الوادي"),
                 roles=(piece(text, 0, "الوزير"),))
    yield Entity(id=place, by=by, source=sha, kind="place", name="الرمان", lat=1.5, lon=2.0)
    start = 0
    for number, line in enumerate(text.split("\n")):
        if keep is None or number < keep:
            yield from _sentence(text, sha, start, start + len(line), report, person, place, by)
        start += len(line) + 1


def piece(text: str, start: int, words: str, **extra: object) -> Piece:
    at = text.index(words, start)
    return Piece.at(text, at, at + len(words), **extra)


def _sentence(text: str, sha: str, start: int, end: int, report: str, person: str, place: str, by: By) -> Iterator[Record]:
    cue = piece(text, start, "وقال", lemma="قال", kind="verb")
    speaker = piece(text, start, "الوزير نسيم الوادي", entity=person, name=SPEAKER)
    content = text.index("إن ", start)
    said = content_id("statement", sha, content, end)
    number, day, town = piece(text, content, "12"), piece(text, content, "يوم الاثنين"), piece(text, content, "مدينة الرمان")
    when = content_id("time", sha, day.start, day.end)
    for entity, kind, where in ((person, "person", speaker), (place, "place", town)):
        yield Mention(id=content_id("mention", sha, where.start, entity), by=by, start=where.start, end=where.end,
                      text=where.text, entity=entity, kind=kind, report=report)
    yield Statement(id=said, by=by, start=content, end=end, text=text[content:end], report=report, cue=cue,
                    speaker=speaker, form="indirect", act="announce", time=when, steps=("named beside the cue",))
    yield Figure(id=content_id("figure", sha, number.start), by=by, start=number.start, end=number.end, text=number.text,
                 report=report, value=12, low=12, high=12, relation="exact", unit="جسرا", about="facilities", statement=said)
    yield Time(id=when, by=By("invented.model", by.version, 0.87654), start=day.start, end=day.end, text=day.text,
               report=report, value="2018-09-10", grain="day", anchor="published")
    opened = piece(text, content, "افتتحت")
    yield Incident(id=content_id("incident", sha, opened.start), by=by, start=opened.start, end=opened.end, text=opened.text,
                   report=report, kind="meeting", status="reported", places=(place,), time=when, statement=said)
    mark = piece(text, content, "رقم")
    yield Refusal(id=content_id("refusal", sha, mark.start), by=by, start=mark.start, end=mark.end, text=mark.text,
                  report=report, code="F002", why="a number with no counted noun")


def link(one: str, other: str) -> Link:
    return Link(id=content_id("link", "same_statement", one, other), by=By("invented.link", "1"), kind="same_statement",
                from_=one, to=other, why="the same words", score=0.9)


def fold(text: str) -> str:
    """Stand in for the language's folding: alefs are one letter, the article goes."""
    words = text.replace("إ", "ا").replace("أ", "ا").split()
    return " ".join(word.removeprefix("ال") for word in words)


def record(where: Path | str, made: list[Read], *, version: str = "1", settings: dict[str, str] | None = None) -> None:
    """Record documents as one run."""
    with open_recorder(where, run=RunInfo(version, settings or {}), fold=fold) as recorder:
        for one in made:
            recorder.add(one.source, one.document, one.records)


def fail_after(where: Path | str, one: Read) -> None:
    """Record a document in a run that then fails."""
    with suppress(ZeroDivisionError), open_recorder(where, run=RunInfo("1"), fold=fold) as recorder:
        recorder.add(one.source, one.document, one.records)
        raise ZeroDivisionError


def execute(where: str, statement: str) -> None:
    """Let a ledger's database do something that no door does."""
    address = make_url(where).set(drivername="postgresql+psycopg") if "://" in where else f"sqlite:///{where}"
    engine = create_engine(address)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


def main() -> None:
    """Add many documents, telling each on standard output: a process to be killed in the middle."""
    where, count = sys.argv[1], int(sys.argv[2])
    with open_recorder(where, run=RunInfo("1"), fold=fold) as recorder:
        for number in range(count):
            one = read(number)
            if not recorder.knows(one.document):
                recorder.add(one.source, one.document, one.records)
            print(number, flush=True)


if __name__ == "__main__":
    main()
