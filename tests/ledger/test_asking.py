"""The reader's questions: filters, order, pages, single records."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from ledger.making import SPEAKER, Read, fold, link, read, record
from musnad.ledger import Reader, RunInfo, Where, open_desk, open_reader, open_recorder
from musnad.model.errors import LedgerError, NoSuchRecord
from musnad.model.records import RECORD_TYPES

MADE = [read(0), read(1, published="2018-09-20", outlet="Almonds Daily"), read(2, published=None, outlet=None)]


@pytest.fixture
def reader(where: str) -> Iterator[Reader]:
    record(where, MADE)
    with open_reader(where, fold=fold) as opened:
        yield opened


def count(reader: Reader, of: str = "statement", /, **asked: object) -> int:
    return len(list(reader.records(of, Where(**asked))))  # type: ignore[arg-type]


def test_statements_come_in_text_order(reader: Reader) -> None:
    found = [(held.document, held.record["start"]) for held in reader.statements()]

    assert found == sorted(found)
    assert len(found) == 18


@pytest.mark.parametrize(("asked", "found"), [("نسيم الوادي", 18), ("الوادي", 18), ("وادي نسيم", 18), ("نسي", 0), ("", 18)])
def test_a_speaker_is_found_by_whole_words_of_the_name_in_any_order(reader: Reader, asked: str, found: int) -> None:
    assert count(reader, speaker=asked) == found


@pytest.mark.parametrize(("asked", "found"), [("ان 12 جسرا", 18), ("إن 12", 18), ("رقم 1003", 1), ("100%", 0), ("_", 0)])
def test_words_of_a_text_are_found_together_after_folding(reader: Reader, asked: str, found: int) -> None:
    assert count(reader, text=asked) == found


def test_entities_are_found_by_any_of_their_names(reader: Reader) -> None:
    assert count(reader, "entity", text="الوادي") == 3
    assert count(reader, "entity", kind="place") == 3
    assert count(reader, "entity", kind="place", text="نسيم") == 0


def test_reports_are_found_by_outlet_and_day(reader: Reader) -> None:
    assert count(reader, "report", outlet="ALMONDS daily") == 1
    assert count(reader, "report", since="2018-09-13") == 1
    assert count(reader, "report", until="2018-09-12") == 1
    assert count(reader, "report", until="2018-09") == 2


def test_what_stands_in_a_report_is_found_by_the_outlet_and_day_of_the_report(reader: Reader) -> None:
    assert count(reader, outlet="Almonds Daily", since="2018-09-20", until="2018-09-20") == 6
    assert count(reader, "figure", since="2018-09-20") == 6
    assert count(reader, "entity", outlet="almonds daily") == 2


def test_statements_are_found_by_act_form_and_speaker(reader: Reader) -> None:
    person = next(reader.entities(Where(kind="person")))

    assert count(reader, act="announce", form="indirect") == 18
    assert count(reader, act="deny") == 0
    assert count(reader, entity=person.id) == 6
    assert count(reader, "mention", entity=person.id) == 6


def test_figures_incidents_and_refusals_are_found_by_their_own_fields(reader: Reader) -> None:
    assert count(reader, "figure", about="facilities") == 18
    assert count(reader, "incident", kind="meeting") == 18
    assert count(reader, "incident", status="reported") == 18
    assert count(reader, "incident", status="denied") == 0
    assert count(reader, "refusal", code="F002") == 18
    assert count(reader, "refusal", code="Q001") == 0


def test_records_are_found_by_report_and_by_source(reader: Reader) -> None:
    report = next(reader.reports())

    assert count(reader, report=report.id) == 6
    assert count(reader, "entity", report=report.id) == 2
    assert count(reader, "report", report=report.id) == 1
    assert count(reader, source=MADE[1].source.sha256) == 6


def test_what_a_type_does_not_have_cannot_be_asked_of_it(reader: Reader) -> None:
    with pytest.raises(LedgerError, match="entities cannot be asked for act"):
        reader.entities(Where(act="deny"))
    with pytest.raises(LedgerError, match="links cannot be asked for outlet"):
        reader.links(Where(outlet="x"))
    with pytest.raises(LedgerError, match="no type"):
        reader.records("claim")


def test_pages_go_on_where_the_last_one_ended(reader: Reader) -> None:
    whole = [held.id for held in reader.statements()]

    pages: list[str] = []
    while page := [held.id for held in reader.statements(limit=5, after=pages[-1] if pages else None)]:
        pages += page

    assert pages == whole


@pytest.mark.parametrize("kind", [kind.type for kind in RECORD_TYPES])
def test_every_type_is_paged_alike(reader: Reader, where: str, kind: str) -> None:
    ids = [held.id for held in reader.statements()]
    with open_recorder(where, run=RunInfo("1")) as recorder:
        recorder.add_links(link(one, other) for one, other in pairwise(ids))

    whole = [held.id for held in reader.records(kind)]

    assert [held.id for held in reader.records(kind, after=whole[0])] == whole[1:]
    assert [held.id for held in reader.records(kind, limit=2)] == whole[:2]


def test_links_are_found_by_either_end_and_by_kind(reader: Reader, where: str) -> None:
    ids = [held.id for held in reader.statements(limit=3)]
    with open_recorder(where, run=RunInfo("1")) as recorder:
        recorder.add_links(link(one, other) for one, other in pairwise(ids))

    assert [count(reader, "link", entity=one) for one in ids] == [1, 2, 1]
    assert count(reader, "link", entity=ids[1], kind=next(reader.links()).record["kind"]) == 2
    assert count(reader, "link", entity=ids[1], kind="updates") == 0


def test_several_records_come_by_their_ids_of_whatever_type(reader: Reader) -> None:
    ids = [next(reader.statements()).id, next(reader.entities()).id]

    found = reader.several([*ids, ids[0], "statement-0", "nothing"])

    assert {one: held.id for one, held in found.items()} == dict(zip(ids, ids, strict=True))
    assert {held.type for held in found.values()} == {"statement", "entity"}


def test_signs_of_a_pattern_are_letters_in_a_question(reader: Reader) -> None:
    assert count(reader, speaker="%") == 0
    assert count(reader, speaker="_____") == 0
    assert count(reader, "statement", text="%") == 0


def test_a_page_after_an_unknown_record_is_told(reader: Reader) -> None:
    with pytest.raises(NoSuchRecord):
        reader.statements(after="statement-0")


def test_a_record_is_found_by_its_id_and_by_the_beginning_of_it(reader: Reader) -> None:
    one = next(reader.statements())

    assert reader.record(one.id) == one
    assert reader.record(one.id[:-4]) == one
    with pytest.raises(NoSuchRecord, match="several"):
        reader.record(_shared(reader))
    for unknown in ("statement-zz", "statement-", "nothing", ""):
        with pytest.raises(NoSuchRecord):
            reader.record(unknown)


def _shared(reader: Reader) -> str:
    """Return a beginning that several ids have: with 36 mentions, two share their first digit."""
    starts = [held.id[: len("mention-") + 1] for held in reader.mentions()]
    return max(starts, key=starts.count)


def test_a_report_is_found_by_its_number(reader: Reader) -> None:
    numbers = [held.number for held in reader.reports()]

    assert numbers == [1, 2, 3]
    assert reader.report(2).record["outlet"] == "Almonds Daily"
    with pytest.raises(NoSuchRecord):
        reader.report(99)


def test_the_contents_of_a_report_come_in_text_order(reader: Reader) -> None:
    found = reader.contents(reader.report(1).id)

    starts = [held.record["start"] for held in found]
    assert starts == sorted(starts)
    assert {held.type for held in found} == {"mention", "statement", "figure", "time", "incident", "refusal"}


def test_evidence_is_read_from_the_document_and_names_its_source_and_version(reader: Reader) -> None:
    held = list(reader.statements())[2]

    evidence = reader.evidence(held.id)

    assert evidence.text == held.record["text"] == MADE[0].document.text[evidence.start:evidence.end]
    assert evidence.context is not None
    assert evidence.context_start is not None
    assert evidence.context == MADE[0].document.text.split("\n")[2]
    assert MADE[0].document.text[evidence.context_start:].startswith(evidence.context)
    assert (evidence.source, evidence.version, evidence.origin) == (MADE[0].source.sha256, "1", "invented/0.txt")


def test_the_evidence_of_an_entity_is_where_it_is_named(reader: Reader) -> None:
    person = next(reader.entities(Where(kind="person")))

    evidence = reader.evidence(person.id)

    assert len(evidence.mentions) == 6
    assert all(SPEAKER in MADE[0].document.text[start:end] for start, end in evidence.mentions)
    assert evidence.start is None


def test_the_evidence_of_a_link_is_its_run(reader: Reader, where: str) -> None:
    ids = [held.id for held in reader.statements(limit=2)]
    with open_recorder(where, run=RunInfo("7")) as recorder:
        recorder.add_links([link(*ids)])

    assert reader.evidence(next(reader.links()).id).version == "7"


def test_the_summary_counts(reader: Reader) -> None:
    told = reader.summary()

    assert (told.sources, told.documents, told.runs) == (3, 3, 1)
    assert told.records["statement"] == 18
    assert told.outlets == {"جريدة الرمان": 1, "Almonds Daily": 1, None: 1}
    assert (told.first, told.last) == ("2018-09-12", "2018-09-20")


def test_records_are_found_by_their_last_verdict(reader: Reader, where: str) -> None:
    one = next(reader.statements())
    with open_desk(where) as desk:
        desk.judge(one.id, "unsure", reviewer="R")
        desk.judge(one.id, "accepted", reviewer="R")

    assert count(reader, verdict="accepted") == 1
    assert count(reader, verdict="unsure") == 0
    assert count(reader, verdict="none") == 17
    assert reader.record(one.id).verdict == "accepted"
    assert reader.summary().verdicts == {"accepted": 1}


def test_a_fresh_reading_is_compared_with_what_is_held(reader: Reader) -> None:
    fresh = _fresh(keep=4)

    diff = reader.compare(fresh.source.sha256, fresh.records)

    assert (diff.added, len(diff.removed), diff.same["statement"]) == ((), 2 * 7, 4)
    assert {held.type for held in diff.removed} == {"mention", "statement", "figure", "time", "incident", "refusal"}
    assert reader.compare(fresh.source.sha256, _fresh().records).empty


def test_a_source_that_is_not_held_is_all_new(reader: Reader) -> None:
    other = read(77)

    assert list(reader.compare(other.source.sha256, other.records).added) == other.records


def _fresh(keep: int | None = None) -> Read:
    return read(0, version="2", keep=keep)
