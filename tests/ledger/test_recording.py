"""What is recorded comes out again, once."""

from __future__ import annotations

import gzip
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from ledger.making import fail_after, fold, link, read, record, records_of, source_of
from musnad.ledger import RunInfo, Where, open_reader, open_recorder, pack, verify
from musnad.model.document import Document
from musnad.model.errors import LedgerError


def test_every_record_comes_out_as_the_line_that_went_in_and_in_its_order(where: str) -> None:
    made = [read(n) for n in range(3)]

    record(where, made)

    with open_reader(where) as reader:
        assert list(reader.lines()) == [one.line() for document in made for one in document.records]


def test_the_text_and_the_bytes_come_out_untouched(where: str) -> None:
    one = read()

    record(where, [one])

    with open_reader(where) as reader:
        assert list(reader.documents()) == [one.document]
        assert reader.source(one.source.sha256) == one.source.data


def test_the_same_again_adds_nothing(where: str) -> None:
    made = [read(n) for n in range(3)]
    record(where, made)
    before = _state(where)

    record(where, made)

    assert _state(where) == before


def test_the_same_bytes_under_another_name_add_nothing(where: str) -> None:
    one = read()
    record(where, [one])
    before = _state(where)
    moved = replace(one, source=replace(one.source, origin="elsewhere.txt"),
                    document=replace(one.document, origin="elsewhere.txt"))

    record(where, [moved])

    assert _state(where) == before


def test_a_recorder_knows_what_its_version_has_read_and_nothing_else(where: str) -> None:
    one, other = read(1), read(2)
    record(where, [one])

    with open_recorder(where, run=RunInfo("1")) as recorder:
        assert recorder.knows(one.document)
        assert not recorder.knows(other.document)
    with open_recorder(where, run=RunInfo("2")) as recorder:
        assert not recorder.knows(one.document)
    with open_recorder(where, run=RunInfo("1", {"packs": "other"})) as recorder:
        assert not recorder.knows(one.document)


def test_the_tally_counts_what_is_new_and_what_is_known(where: str) -> None:
    one, other = read(1), read(2)
    record(where, [one])

    with open_recorder(where, run=RunInfo("1")) as recorder:
        for made in (one, other):
            recorder.add(made.source, made.document, made.records)
        recorder.flush()

    assert (recorder.tally.documents, recorder.tally.known, recorder.tally.records) == (1, 1, len(other.records))


def test_the_same_document_twice_in_one_batch_is_one(where: str) -> None:
    one = read()

    record(where, [one, one])

    with open_reader(where) as reader:
        assert reader.summary().documents == 1
        assert sum(reader.summary().records.values()) == len(one.records)


def test_of_two_records_with_one_id_the_first_counts(where: str) -> None:
    one = read()

    record(where, [replace(one, records=[*one.records, *one.records])])

    with open_reader(where) as reader:
        assert list(reader.lines()) == [made.line() for made in one.records]
    assert verify(where).ok


def test_a_later_version_adds_what_it_finds_and_what_it_no_longer_finds_stays_out_of_sight(where: str) -> None:
    older, newer = read(sentences=4, keep=3), read(sentences=4, version="2")
    newer = replace(newer, records=[r for r in newer.records if r.type != "refusal"])
    record(where, [older])

    record(where, [newer], version="2")

    with open_reader(where) as reader:
        current, every = list(reader.refusals()), list(reader.refusals(Where(superseded=True)))
        assert (len(current), len(every)) == (0, 3)
        assert len(list(reader.statements())) == 4
        assert reader.summary().superseded["refusal"] == 3
        assert [event.what for event in reader.history(every[0].id)] == ["recorded", "dropped"]
    assert verify(where).ok


def test_what_a_third_version_finds_again_is_back(where: str) -> None:
    full, less = read(), read(keep=2)
    record(where, [full])
    record(where, [less], version="2")

    record(where, [full], version="3")

    with open_reader(where) as reader:
        assert len(list(reader.statements())) == 6
        last = list(reader.statements())[-1]
        assert [event.what for event in reader.history(last.id)] == ["recorded", "dropped", "returned"]
    assert verify(where).ok


def test_an_older_version_that_has_read_it_before_changes_nothing(where: str) -> None:
    full, less = read(), read(keep=2)
    record(where, [full])
    record(where, [less], version="2")
    before = _state(where)

    record(where, [full])

    assert _state(where) == before


def test_another_day_given_makes_another_document_of_the_same_source(where: str) -> None:
    record(where, [read(published=None)])

    record(where, [read(published="2018-09-13")])

    with open_reader(where) as reader:
        assert (reader.summary().sources, reader.summary().documents) == (1, 2)
    assert verify(where).ok


def test_a_run_that_ends_says_so_and_one_that_fails_keeps_its_finished_documents(where: str) -> None:
    record(where, [read(1)])
    one = read(2)

    fail_after(where, one)

    with open_reader(where) as reader:
        ended, broken = reader.runs()
        assert ended.finished is not None
        assert (broken.finished, broken.documents, broken.records) == (None, 1, len(one.records))
        assert reader.summary().documents == 2


def test_a_row_is_kept_with_its_table(where: str) -> None:
    table = source_of('{"id": "a", "text": "…"}', media="jsonl")
    text = read().document.text
    document = Document(sha256(text.encode()).hexdigest(), text, row="a", container=table.sha256)

    with open_recorder(where, run=RunInfo("1")) as recorder:
        recorder.add(table, document, records_of(document))

    with open_reader(where) as reader:
        found = next(reader.statements())
        assert (reader.evidence(found.id).container, reader.evidence(found.id).row) == (table.sha256, "a")
    assert verify(where).ok


def test_a_packed_file_is_one_source_with_its_unpacked_bytes(where: str) -> None:
    one = read()
    packed = sha256(gzip.compress(one.source.data)).hexdigest()

    record(where, [replace(one, document=replace(one.document, container=packed))])

    assert verify(where).ok


def test_rows_packed_by_a_worker_are_the_rows_that_the_recorder_would_make(where: str) -> None:
    one = read()

    with open_recorder(where, run=RunInfo("1"), fold=fold) as recorder:
        recorder.put(one.source, pack(one.document, one.records, fold))

    before = _state(where)
    record(where, [one])
    assert _state(where) == before
    assert verify(where).ok


def test_links_are_kept_once(where: str) -> None:
    one = read()
    record(where, [one])
    tie = link(one.records[0].id, one.records[1].id)

    for _ in range(2):
        with open_recorder(where, run=RunInfo("1")) as recorder:
            recorder.add_links([tie, tie])

    with open_reader(where) as reader:
        assert [held.line for held in reader.links()] == [tie.line()]
    assert verify(where).ok


def test_a_document_of_another_source_is_refused(where: str) -> None:
    one, other = read(1), read(2)

    with open_recorder(where, run=RunInfo("1")) as recorder, pytest.raises(LedgerError, match="not of"):
        recorder.add(other.source, one.document, one.records)


def test_bytes_that_are_not_those_of_their_digest_are_refused_and_nothing_is_written(where: str) -> None:
    one = read()
    recorder = open_recorder(where, run=RunInfo("1"))
    recorder.add(replace(one.source, data=b"other"), one.document, one.records)

    with pytest.raises(LedgerError, match="bytes"):
        recorder.close()

    with open_reader(where) as reader:
        assert list(reader.lines()) == []
        assert reader.runs() == []


def test_of_two_documents_of_a_source_the_last_one_read_is_told(where: str) -> None:
    undated, dated, other = read(published=None), read(published="2018-09-13"), read(1)
    record(where, [undated, other])

    record(where, [dated])

    with open_reader(where) as reader:
        assert list(reader.documents()) == [undated.document, other.document, dated.document]
        assert list(reader.documents(last=True)) == [other.document, dated.document]


def test_an_id_that_does_not_begin_with_its_type_is_refused(file: Path) -> None:
    one = read()

    with open_recorder(file, run=RunInfo("1")) as recorder, pytest.raises(LedgerError, match="begins with report-"):
        recorder.add(one.source, one.document, [replace(one.records[0], id="claim-0")])


@pytest.mark.parametrize("name", ["two words.ledger", "100%.ledger", "what?mode=ro#x", "سجل.ledger", "below/it.ledger"])
def test_a_ledger_may_have_any_name(tmp_path: Path, name: str) -> None:
    record(tmp_path / name, [read()])

    assert (tmp_path / name).is_file()
    assert verify(tmp_path / name).ok


def test_a_lone_surrogate_is_told_by_its_place(file: Path) -> None:
    document = Document("0" * 64, "ab\ud800")

    with open_recorder(file, run=RunInfo("1")) as recorder, pytest.raises(LedgerError, match="code point 2"):
        recorder.add(source_of("ab"), document, [])


def _state(where: str) -> object:
    with open_reader(where) as reader:
        return list(reader.lines()), reader.summary(), reader.runs()
