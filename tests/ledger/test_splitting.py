"""One statement becomes two: in one transaction, read back from the text, standing whatever is read later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ledger.making import fold, read, record
from musnad.ledger import Half, Held, Where, halves_at, merge, open_desk, open_reader, readings_of, told, verify, whole_of
from musnad.ledger.halves import split_reason, statement_id
from musnad.model.errors import LedgerError, NoSuchRecord, Overtaken
from musnad.model.lines import record_of
from musnad.model.records import Statement
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings

WORDS = "افتتحت"


@pytest.fixture
def kept(where: str) -> str:
    record(where, [read(), read(1)])
    return where


def one_of(where: str) -> Held:
    with open_reader(where, fold=fold) as reader:
        return next(reader.statements())


def split(where: str, whole: Held, **more: Any) -> tuple[str, str]:
    line = whole.record
    said = {"version": "2", "reviewer": "Rima", "reason": "two things are said", "seen": None, **more}
    halves = said.pop("halves", None) or halves_at(line, line["start"] + line["text"].index(WORDS))
    with open_desk(where, fold=fold) as desk:
        return desk.split(whole.id, halves, **said)


def verdicts(where: str, ids: tuple[str, ...]) -> list[list[str]]:
    with open_reader(where, fold=fold) as reader:
        return [[event.what for event in reader.history(one)][1:] for one in ids]


def test_the_two_are_read_back_from_the_text_and_the_one_is_rejected_with_their_names(kept: str) -> None:
    whole = one_of(kept)
    ids = split(kept, whole)
    with open_reader(kept, fold=fold) as reader:
        text = reader.document(whole.document or 0).text
        halves = [reader.record(one) for one in ids]
        last = reader.history(whole.id)[-1]
        listed = [held.id for held in reader.statements()]
        named = [held.id for held in reader.statements(Where(speaker="نسيم", text="افتتحت يوم"))]

    assert [half.record["text"] for half in halves] == [
        text[half.record["start"] : half.record["end"]] for half in halves]
    assert "".join(half.record["text"] for half in halves).replace(" ", "") == whole.record["text"].replace(" ", "")
    assert [half.verdict for half in halves] == ["accepted", "accepted"]
    assert [half.record["by"] for half in halves] == [{"rule": "desk.split_statement", "version": "2"}] * 2
    assert all(half.record[name] == whole.record[name] for half in halves for name in ("cue", "speaker", "act", "time"))
    assert [whole_of(half.record["steps"]) for half in halves] == [whole.id] * 2
    assert (last.what, told(last.reason).why, told(last.reason).halves) == ("rejected", "two things are said", ids)
    assert listed[:3] == [whole.id, *ids]
    assert ids[1] in named
    assert verify(kept).ok


def test_the_second_may_be_anothers_and_words_between_may_belong_to_neither(kept: str) -> None:
    whole = one_of(kept)
    line, at = whole.record, whole.record["start"] + whole.record["text"].index(WORDS)
    first, second = halves_at(line, at, at - 14)
    _, other = split(kept, whole, halves=(first, Half(second.start, second.end, None)))
    with open_reader(kept, fold=fold) as reader:
        made = reader.record(other).record

    assert first.end < at - 13
    assert made["speaker"] is None
    assert made["steps"] == [f"one of two that a reviewer made of {whole.id}"]
    assert verify(kept).ok


def test_they_stand_when_a_later_version_reads_the_source_and_does_not_find_them(kept: str) -> None:
    whole = one_of(kept)
    ids = split(kept, whole)
    record(kept, [read(version="3", keep=0)], version="3")
    with open_reader(kept, fold=fold) as reader:
        listed = [held.id for held in reader.statements(Where(report=whole.record["report"]))]
        diff = reader.compare(read().source.sha256, read(keep=0).records)

    assert listed == [*ids]
    assert (diff.added, diff.removed) == ((), ())
    assert verify(kept).ok


def test_no_version_is_said_to_have_read_them(kept: str) -> None:
    before = [reading.digest for reading in readings_of(kept)]
    split(kept, one_of(kept))

    assert [reading.digest for reading in readings_of(kept)] == before


def test_what_a_later_version_dropped_stands_again_where_a_reviewer_makes_it(where: str) -> None:
    first = read()
    whole = next(one for one in first.records if isinstance(one, Statement))
    half = halves_at(whole.as_json(), whole.start + whole.text.index(WORDS))[0]
    found = replace(whole, start=half.start, end=half.end, text=first.document.text[half.start : half.end])
    found = replace(found, id=statement_id(first.source.sha256, found))
    first.records.append(found)
    record(where, [first])
    record(where, [read(version="2")], version="2")
    ids = split(where, one_of(where))
    record(where, [read(version="3")], version="3")
    with open_reader(where, fold=fold) as reader:
        listed = [held.id for held in reader.statements()]
        past = [event.what for event in reader.history(found.id)]

    assert ids[0] == found.id
    assert set(ids) <= set(listed)
    assert past == ["recorded", "dropped", "returned", "accepted"]
    assert verify(where).ok


def test_taken_back_the_one_stands_again_and_split_again_the_two_do(kept: str) -> None:
    whole = one_of(kept)
    ids = split(kept, whole)
    with open_desk(kept, fold=fold) as desk:
        desk.take_back(whole.id, reviewer="Sami")
        after = verdicts(kept, (whole.id, *ids))
        desk.take_back(whole.id, reviewer="Rima")
        again = verdicts(kept, (whole.id, *ids))
    back = split_again(kept, whole)

    assert after == [["rejected", "withdrawn"], ["accepted", "rejected"], ["accepted", "rejected"]]
    assert again == [["rejected", "withdrawn", "rejected"], ["accepted", "rejected", "accepted"],
                     ["accepted", "rejected", "accepted"]]
    assert back == ids
    assert verify(kept).ok


def split_again(where: str, whole: Held) -> tuple[str, str]:
    with open_desk(where, fold=fold) as desk:
        desk.take_back(whole.id, reviewer="Sami")
    return split(where, whole, seen="any")


def test_a_correction_goes_over_to_the_two_and_comes_back_with_the_one(kept: str) -> None:
    whole = one_of(kept)
    with open_desk(kept, fold=fold) as desk:
        first = split(kept, whole)
        desk.take_back(whole.id, reviewer="Rima")
        desk.judge(whole.id, "corrected", reviewer="Sami", reason="they deny it", correction={"act": "deny"})
        ids = split(kept, whole, seen="any")
        desk.take_back(whole.id, reviewer="Rima")
    with open_reader(kept, fold=fold) as reader:
        said, half = reader.history(whole.id), reader.history(ids[0])

    assert first == ids
    assert (said[-1].what, said[-1].correction) == ("corrected", {"act": "deny"})
    assert (half[-2].what, half[-2].correction) == ("corrected", {"act": "deny"})
    assert verify(kept).ok


def test_nothing_is_written_where_somebody_judged_in_the_meantime(kept: str) -> None:
    whole = one_of(kept)
    with open_desk(kept, fold=fold) as desk:
        desk.judge(whole.id, "accepted", reviewer="Sami")
        with pytest.raises(Overtaken):
            split(kept, whole)
        with open_reader(kept, fold=fold) as reader:
            runs, known = len(reader.runs()), [held.id for held in reader.statements(Where(superseded=True))]
        ids = split(kept, whole, seen="any")
        desk.judge(ids[1], "unsure", reviewer="Sami")
        with pytest.raises(Overtaken):
            desk.take_back(whole.id, reviewer="Rima", seen_halves={ids[1]: "verdict-of-before"})

    assert (runs, set(known) & set(ids)) == (1, set())
    assert verdicts(kept, (whole.id, *ids)) == [["accepted", "rejected"], ["accepted"], ["accepted", "unsure"]]


def test_a_failure_at_the_end_leaves_nothing_half(kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = one_of(kept)
    monkeypatch.setattr("musnad.ledger.splitting.end_run", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        split(kept, whole)
    with open_reader(kept, fold=fold) as reader:
        assert len(reader.history(whole.id)) == 1
        assert len(reader.runs()) == 1
    assert verify(kept).ok


def test_what_cannot_be_split_is_refused_and_says_why(kept: str) -> None:
    whole = one_of(kept)
    start, end = whole.record["start"], whole.record["end"]
    with open_reader(kept, fold=fold) as reader:
        figure = next(reader.figures())
    for halves, why in (((Half(start, start + 5), Half(start + 3, end)), "share words"),
                        ((Half(start, start + 5), Half(start + 6, 10_000)), "no words of its report"),
                        ((Half(start, end), Half(end + 1, end + 9)), "the whole statement")):
        with pytest.raises(LedgerError, match=why):
            split(kept, whole, halves=halves)
    for at, why in ((start, "outside of the content"), (end, "outside of the content"), (end + 1, "outside")):
        with pytest.raises(LedgerError, match=why):
            halves_at(whole.record, at)
    with pytest.raises(LedgerError, match="reason"):
        split(kept, whole, reason=" ")
    with open_desk(kept) as desk:
        with pytest.raises(LedgerError, match="a figure; only statements"):
            desk.split(figure.id, (Half(0, 1), Half(1, 2)), version="1", reviewer="Rima", reason="two")
        with pytest.raises(NoSuchRecord):
            desk.split("statement-0", (Half(0, 1), Half(1, 2)), version="1", reviewer="Rima", reason="two")
        with pytest.raises(LedgerError, match="not split"):
            desk.take_back(whole.id, reviewer="Rima")
    split(kept, whole)
    with pytest.raises(LedgerError, match="split already"):
        split(kept, whole, seen="any")


def test_no_other_verdict_is_taken_for_a_split(kept: str) -> None:
    whole = one_of(kept)
    with open_reader(kept, fold=fold) as reader:
        others = [held.id for held in reader.statements()][-2:]
    with open_desk(kept) as desk, pytest.raises(LedgerError, match="kept for splits"):
        desk.judge(whole.id, "rejected", reviewer="Rima", reason=split_reason("no", *others))

    assert verdicts(kept, (whole.id, *others)) == [[], [], []]


def test_they_come_over_with_another_ledger_and_stand_there(tmp_path: Any) -> None:
    here, there = str(tmp_path / "here.db"), str(tmp_path / "there.db")
    for ledger in (here, there):
        record(ledger, [read()])
    ids = split(there, one_of(there))
    merge(here, there, fold=fold)
    with open_reader(here, fold=fold) as reader:
        held = {one.id: one.verdict for one in reader.statements()}

    assert [held[one] for one in ids] == ["accepted", "accepted"]
    assert "rejected" in held.values()
    assert verify(here).ok


def test_their_ids_follow_the_law_of_the_reader() -> None:
    text = "قال وزير النقل سامر الحكيم إن الجسر مفتوح وإن الطريق آمن. وأضاف أن العمل مستمر."
    document = read().document
    made = [one for one in read_document(type(document)("0" * 64, text, "invented.txt"), Settings())
            if isinstance(one, Statement)]

    assert made
    assert [statement_id("0" * 64, one) for one in made] == [one.id for one in made]
    assert [record_of(one.line()) for one in made] == made
