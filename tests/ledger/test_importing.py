"""What others hand over comes in once, as it was; where two have judged otherwise, it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.making import link, read, record
from musnad.ledger import (
    RunInfo,
    import_lines,
    import_verdicts,
    merge,
    open_desk,
    open_log,
    open_reader,
    open_recorder,
    open_withholding,
    verify,
)
from musnad.model.errors import LedgerError

MADE = [read(0), read(1), read(2, sentences=3)]
STATEMENTS = [r.id for one in MADE for r in one.records if r.type == "statement"]
RUN = RunInfo("1", {"import": "00"})


@pytest.fixture
def theirs(file: Path) -> Path:
    record(file, MADE)
    with open_recorder(file, run=RunInfo("1")) as recorder:
        recorder.add_links([link(STATEMENTS[0], STATEMENTS[7])])
    return file


def lines(where: str | Path) -> list[str]:
    with open_reader(where) as reader:
        return list(reader.lines())


def size(where: str | Path) -> int:
    with open_log(where) as log:
        return log.size()


def test_lines_come_back_as_they_went_out(theirs: Path, where: str, tmp_path: Path) -> None:
    where = where.replace("news.ledger", "ours.ledger")
    taken = import_lines(where, lines(theirs), run=RUN, origin="theirs.jsonl")

    assert lines(where) == lines(theirs)
    assert (taken.documents, taken.records, taken.known, taken.faults) == (3, len(lines(theirs)), 0, [])
    assert verify(where).ok


def test_lines_that_are_known_add_nothing(theirs: Path, where: str) -> None:
    where = where.replace("news.ledger", "ours.ledger")
    import_lines(where, lines(theirs), run=RUN, origin="theirs.jsonl")
    before = size(where)
    for run in (RUN, RunInfo("2", {"import": "11"})):
        taken = import_lines(where, lines(theirs), run=run, origin="theirs.jsonl")

    assert (taken.documents, taken.records, taken.known) == (0, 0, len(lines(theirs)))
    assert size(where) == before
    assert size(theirs) == _size_after(theirs), "and where they come from, too"


def _size_after(theirs: Path) -> int:
    import_lines(theirs, lines(theirs), run=RUN, origin="theirs.jsonl")
    return size(theirs)


def test_a_dry_run_counts_and_writes_nothing(theirs: Path, file: Path) -> None:
    ours = file.with_name("ours.ledger")
    record(ours, [MADE[0]])
    before = size(ours)

    taken = import_lines(ours, lines(theirs), run=RUN, origin="theirs.jsonl", dry=True)
    merged = merge(ours, theirs, dry=True)

    assert taken.documents == merged.documents == 2
    assert taken.records == merged.records
    assert size(ours) == before


def test_a_text_without_its_source_is_whole_where_its_reports_are(theirs: Path, file: Path) -> None:
    ours = file.with_name("ours.ledger")
    import_lines(ours, lines(theirs), run=RUN, origin="theirs.jsonl")

    with open_reader(ours) as reader:
        assert [document.text for document in reader.documents()] == [one.document.text for one in MADE]
    found = {part.name: part for part in verify(ours).parts}
    assert found["documents"].passed == 3, "the text has the hash of the source"


def test_records_that_are_new_come_to_a_source_that_was_read(theirs: Path, file: Path) -> None:
    ours = file.with_name("ours.ledger")
    record(ours, [read(0, keep=2)])

    taken = import_lines(ours, lines(theirs), run=RUN, origin="theirs.jsonl")

    assert sorted(lines(ours)) == sorted(lines(theirs))
    assert taken.known
    assert verify(ours).ok


@pytest.mark.parametrize("line", ["", "{", "[]", '{"type":"statement"}', '{"id":"statement-1","type":"riddle"}'])
def test_a_line_that_is_no_record_is_told_and_the_rest_comes_in(theirs: Path, file: Path, line: str) -> None:
    ours = file.with_name("ours.ledger")

    taken = import_lines(ours, [line, *lines(theirs)], run=RUN, origin="theirs.jsonl")

    assert [fault.partition(":")[0] for fault in taken.faults] == ["line 1"]
    assert lines(ours) == lines(theirs)


def test_a_ledger_is_merged_into_an_empty_one_as_it_is(theirs: Path, where: str) -> None:
    where = where.replace("news.ledger", "ours.ledger")
    merge(where, theirs)
    before = size(where)
    again = merge(where, theirs)

    assert lines(where) == lines(theirs)
    assert (again.documents, again.records, size(where)) == (0, 0, before)
    with open_reader(where) as reader:
        assert reader.source(MADE[0].source.sha256) == MADE[0].source.data
    assert verify(where).ok


def test_a_later_reading_is_merged_with_what_it_no_longer_found(file: Path) -> None:
    ours = file.with_name("ours.ledger")
    record(file, [read(0)])
    record(file, [read(0, keep=2)], version="2")

    merge(ours, file)

    assert lines(ours) == lines(file)
    with open_reader(ours) as one, open_reader(file) as other:
        assert one.summary().superseded == other.summary().superseded
    assert verify(ours).ok


def test_where_both_have_read_a_source_what_is_here_holds(file: Path) -> None:
    ours = file.with_name("ours.ledger")
    record(file, [read(0)])
    record(ours, [read(0, keep=2)], version="2")
    before = lines(ours)

    merge(ours, file)

    assert lines(ours) == before
    assert verify(ours).ok


def test_verdicts_that_differ_are_conflicts_and_both_can_be_kept(theirs: Path, file: Path) -> None:
    ours = file.with_name("ours.ledger")
    merge(ours, theirs)
    with open_desk(theirs) as desk:
        desk.judge(STATEMENTS[0], "rejected", reviewer="A", reason="no statement")
        desk.judge(STATEMENTS[1], "accepted", reviewer="A")
    with open_desk(ours) as desk:
        desk.judge(STATEMENTS[0], "accepted", reviewer="B")

    taken = merge(ours, theirs)
    assert taken.verdicts == 1
    assert taken.conflicts == [(STATEMENTS[0], "accepted (B)", "rejected (A)")]
    with open_reader(ours) as reader:
        assert [reader.record(one).verdict for one in STATEMENTS[:2]] == ["accepted", "accepted"]

    merge(ours, theirs, theirs=True)
    with open_reader(ours) as reader:
        assert reader.record(STATEMENTS[0]).verdict == "rejected"
        assert [event.what for event in reader.history(STATEMENTS[0])].count("accepted") == 1
    assert merge(ours, theirs, theirs=True).verdicts == 0
    assert verify(ours).ok


def test_a_verdict_that_was_changed_on_its_way_is_refused(theirs: Path) -> None:
    row = {"id": "verdict-000000000000000000000000", "record": STATEMENTS[0], "verdict": "accepted", "reviewer": "A",
           "moment": "2018-09-12T08:00:00Z", "reason": "", "correction": "", "replaces": ""}

    taken = import_verdicts(theirs, [row, {**row, "id": "", "verdict": "perhaps"}, {**row, "id": ""}], origin="v.csv")

    assert taken.verdicts == 1
    assert ["differs from its id" in taken.faults[0], "no verdict" in taken.faults[1]] == [True, True]
    assert verify(theirs).ok


def test_what_they_withhold_is_told_and_not_taken(theirs: Path, file: Path) -> None:
    with open_withholding(theirs) as door:
        door.withhold(MADE[0].source.sha256, who="A", reason="asked to", basis="safety")

    taken = merge(file.with_name("ours.ledger"), theirs)

    assert any(MADE[0].source.sha256 in told for told in taken.withheld)
    assert taken.documents == 2
    assert lines(file.with_name("ours.ledger")) == lines(theirs)


def test_a_ledger_is_not_merged_with_itself(theirs: Path) -> None:
    with pytest.raises(LedgerError, match="itself"):
        merge(theirs, theirs)
