"""Laws that hold for any text and any records."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.making import fold, records_of
from musnad.ledger import RunInfo, Where, open_reader, open_recorder, verify
from musnad.ledger.packing import searchable
from musnad.model.document import Document, Source
from musnad.model.ids import content_id
from musnad.model.records import By, Entity, Figure, Piece, Record, Report, Statement

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)
NAMES = st.text("نسيمالواديإأة \u064b\u0640'\"%_\\/;-\x00\U0001f54a", min_size=1, max_size=12)
NUMBERS = st.none() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def readings(draw: st.DrawFn) -> tuple[Source, Document, list[Record]]:
    """Any text with records anywhere in it."""
    text = draw(TEXTS)
    data = text.encode()
    source = Source(sha256(data).hexdigest(), data, draw(NAMES), "2018-09-12T08:00:00+00:00")
    outlet = draw(st.none() | NAMES)
    document = Document(source.sha256, text, source.origin, outlet=outlet, title=draw(st.none() | NAMES))
    return source, document, draw(_records(document))


@st.composite
def _records(draw: st.DrawFn, document: Document) -> list[Record]:
    text, sha, by = document.text, document.source, By("any.rule", "1", draw(st.none() | st.floats(0, 1)))
    report = content_id("report", sha, 0, len(text))
    made: list[Record] = [Report(id=report, by=by, start=0, end=len(text), text=text, source=sha, index=0)]
    for number in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        name, span = draw(NAMES), {"start": start, "end": end, "text": text[start:end], "report": report}
        person = content_id("entity", sha, number, name)
        cue = Piece.at(text, start, end, lemma=name, kind="verb")
        speaker = draw(st.none() | st.just(Piece.at(text, 0, start, entity=person, name=name)))
        value = draw(NUMBERS)
        made += [
            Entity(id=person, by=by, source=sha, kind="person", name=name, names=(name, name[::-1])),
            Statement(id=content_id("statement", sha, number), by=by, cue=cue, speaker=speaker, form="direct", act="warn",
                      **span),
            Figure(id=content_id("figure", sha, number), by=by, value=value, low=None, high=value, relation="about",
                   unit=name, about="other", **span),
        ]
    return made


@settings(max_examples=40)
@given(st.lists(readings(), min_size=1, max_size=4))
def test_whatever_is_recorded_comes_out_verifies_and_is_not_doubled(
    made: list[tuple[Source, Document, list[Record]]],
) -> None:
    made = list({document.source: one for one in made for document in [one[1]]}.values())
    with TemporaryDirectory() as folder:
        file = Path(folder) / "any.ledger"
        _record(file, made)
        first = file.read_bytes()
        _record(file, made)

        with open_reader(file, fold=fold) as reader:
            assert list(reader.lines()) == [record.line() for _, _, records in made for record in records]
            assert list(reader.documents()) == [document for _, document, _ in made]
        assert verify(file).ok
        assert _pages(file.read_bytes()) == _pages(first)


@settings(max_examples=40)
@given(readings(), NAMES)
def test_a_question_in_any_words_finds_what_holds_them_and_nothing_else(
    one: tuple[Source, Document, list[Record]], asked: str
) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "any.ledger"
        _record(file, [one])

        with open_reader(file, fold=fold) as reader:
            found = {held.id for held in reader.statements(Where(speaker=asked))}

    words = set(searchable(asked, fold).split())
    assert found == {r.id for r in one[2] if isinstance(r, Statement) and _said_by(r, words)}


def test_the_rows_of_any_number_of_documents_come_in_the_order_of_arrival() -> None:
    texts = [f"رقم {n} وقال الوزير نسيم الوادي إن 12 جسرا في مدينة الرمان افتتحت يوم الاثنين رقم" for n in range(120)]
    made = []
    for text in texts:
        source = Source(sha256(text.encode()).hexdigest(), text.encode(), "-", "2018-09-12T08:00:00+00:00")
        document = Document(source.sha256, text)
        made.append((source, document, list(records_of(document))))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "any.ledger"
        _record(file, made)

        with open_reader(file) as reader:
            assert [held.record["text"] for held in reader.reports()] == texts
            assert [document.text for document in reader.documents()] == texts


def _record(file: Path, made: Sequence[tuple[Source, Document, list[Record]]]) -> None:
    with open_recorder(file, run=RunInfo("1"), fold=fold) as recorder:
        for source, document, records in made:
            recorder.add(source, document, records)


def _said_by(statement: Statement, words: set[str]) -> bool:
    if statement.speaker is None:
        return False
    names = [name for name in (statement.speaker.get("name"), statement.speaker.text) if name]
    folded = {searchable(name, fold) for name in names}
    held = {word for name in folded for word in name.split()} | ({"/"} if len(folded) > 1 else set())
    return words <= held


def _pages(file: bytes) -> bytes:
    """Return a SQLite file without the counters of its header, which count openings."""
    return file[100:]
