"""The search: what is found, in which order, where it stands, and that the ledger has the last word."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.making import Read, piece, read, record, records_of, source_of
from musnad.ledger import BadQuery, Found, RunInfo, open_desk, open_reader, open_recorder, open_search, open_withholding
from musnad.link.terms import ANALYSIS
from musnad.model.document import Document
from musnad.model.ids import content_id
from musnad.model.records import By, Entity, Mention, Record, Report
from musnad.model.terms import Analysis

TEXTS = ("اجتمعت أنغيلا ميركل بسكان القرية قرب البحيرة", "ارتفعت أسعار الخبز في القرية", "افتتحت المكتبة في البحيرة")


def told(text: str, name: str | None = None, *, published: str | None = None, outlet: str | None = None) -> Read:
    """Make a document of one report, with one person named in it."""
    source, by = source_of(text, origin=f"{len(text)}.txt"), By("invented.rule", "1")
    report = content_id("report", source.sha256)
    records: list[Record] = [Report(id=report, by=by, start=0, end=len(text), text=text, source=source.sha256, index=0,
                                    published=published, outlet=outlet)]
    if name:
        person, at = content_id("entity", source.sha256, name), piece(text, 0, name)
        records.append(Entity(id=person, by=by, source=source.sha256, kind="person", name=name, names=(name,)))
        records.append(Mention(id=content_id("mention", source.sha256, at.start), by=by, start=at.start, end=at.end,
                               text=name, entity=person, kind="person", report=report))
    return Read(source, Document(source.sha256, text, source.origin, outlet=outlet, published=published), records)


@pytest.fixture
def village(where: str) -> str:
    record(where, [told(TEXTS[0], "أنغيلا ميركل", published="2018-09-10", outlet="Almonds"),
                   told(TEXTS[1], published="2018-09-12"), told(TEXTS[2])])
    return where


def find(where: str, text: str, limit: int = 20, *, whole: bool = False) -> Found:
    with open_search(where, ANALYSIS) as search:
        return search.find(text, limit, whole=whole)


def texts(where: str, text: str) -> list[str]:
    return [hit.held.record["text"] for hit in find(where, text).hits]


def test_words_are_found_in_any_form_and_the_best_comes_first(village: str) -> None:
    assert texts(village, "بالخبز والأسعار قرية")[0] == TEXTS[1]
    assert sorted(texts(village, "القرية")) == sorted(TEXTS[:2])
    assert texts(village, "دبابة") == []


def test_a_phrase_and_a_plus_must_occur_and_a_minus_must_not(village: str) -> None:
    assert texts(village, '"أسعار الخبز"') == [TEXTS[1]]
    assert texts(village, '"الخبز أسعار"') == []
    assert texts(village, "القرية -الخبز") == [TEXTS[0]]
    assert texts(village, "القرية +البحيرة") == [TEXTS[0], TEXTS[2]]  # beside it, other words only rank


@pytest.mark.parametrize("asked", ["Merkel", "type:report merkel", '"Angela Merkel"', "MERKEL -bread"])
def test_an_arabic_name_is_found_by_its_latin_spelling(village: str, asked: str) -> None:
    found = find(village, asked).hits

    assert [hit.held.record["text"] for hit in found] == [TEXTS[0]]
    assert "ميركل" in [TEXTS[0][left:right] for left, right in found[0].spans]


def test_a_rare_name_of_like_sound_does_not_come_before_the_name_that_many_reports_have(where: str) -> None:
    common = [told(f"زار بنيامين نتنياهو القرية رقم {number}", "نتنياهو") for number in range(6)]
    record(where, [told("كتب ناثان رسالة", "ناثان"), *common])

    assert all("نتنياهو" in text for text in texts(where, "Netanyahu"))
    assert len(texts(where, "Netanyahu")) == 6


def test_days_and_outlets_narrow_what_is_found(village: str) -> None:
    assert texts(village, "القرية after:2018-09-11") == [TEXTS[1]]
    assert texts(village, "القرية before:2018-09-12") == [TEXTS[0]]
    assert texts(village, "القرية outlet:almonds") == [TEXTS[0]]
    assert texts(village, "after:2018-09") == [TEXTS[1], TEXTS[0]]  # the latest first where no words rank


def test_matches_are_read_back_in_the_document(where: str) -> None:
    record(where, [read(0), read(1)])
    with open_reader(where) as reader:
        for asked in ("جسور", "speaker:الوادي افتتحت", "kind:meeting الرمان", "type:incident يوم", "Rumman type:incident"):
            hits = find(where, asked).hits
            assert hits
            for hit in hits:
                text = reader.document(hit.held.document or 0).text
                assert hit.start is not None
                assert text[hit.start : hit.start + len(hit.snippet)] == hit.snippet
                assert hit.spans
                assert all(text[left:right].strip() for left, right in hit.spans)
                assert "".join(part for part, _ in hit.marks()) == hit.snippet


def test_a_statement_is_found_by_its_speaker_and_an_incident_by_its_place(where: str) -> None:
    record(where, [read(0)])

    assert {hit.held.type for hit in find(where, "speaker:نسيم").hits} == {"statement"}
    assert {hit.held.type for hit in find(where, "speaker:Wadi 3").hits} == {"statement"}
    assert len(find(where, "place:الرمان").hits) == 6
    assert find(where, "place:الوادي").hits == ()
    assert len(find(where, "place:الرمان status:reported").hits) == 6
    assert find(where, "place:الرمان status:denied").hits == ()
    assert [hit.held.record["name"] for hit in find(where, "type:entity Rumman").hits] == ["الرمان"]


def test_pages_do_not_overlap_and_the_last_one_says_so(where: str) -> None:
    record(where, [read(number) for number in range(3)])
    with open_search(where, ANALYSIS) as search:
        pages = [search.find("speaker:نسيم جسرا", 7, skip) for skip in (0, 7, 14)]

    assert [len(page.hits) for page in pages] == [7, 7, 4]
    assert [page.more for page in pages] == [True, True, False]
    assert len({hit.held.id for page in pages for hit in page.hits}) == 18


def test_what_was_added_since_is_found_and_only_that_is_indexed(where: str) -> None:
    record(where, [read(0)])
    with open_search(where, ANALYSIS) as search:
        assert search.refresh() == 1
        record(where, [read(1), read(2)])
        assert len(search.find("type:report الرمان").hits) == 3
        assert search.refresh() == 0
    with open_search(where, ANALYSIS) as again:
        assert again.refresh() == 0


def test_progress_is_told(where: str) -> None:
    record(where, [read(number) for number in range(3)])
    seen: list[tuple[int, int]] = []
    with open_search(where, ANALYSIS) as search:
        search.find("الرمان", progress=lambda done, of: seen.append((done, of)))

    assert seen == [(3, 3)]


def test_rejected_and_superseded_records_are_not_found_unless_asked_for(where: str) -> None:
    record(where, [read(0)])
    record(where, [read(0, version="2", keep=4)], version="2")
    first = find(where, "speaker:نسيم جسرا").hits
    with open_desk(where) as desk:
        desk.judge(first[0].held.id, "rejected", reviewer="r", reason="wrong")
        desk.judge(first[1].held.id, "accepted", reviewer="r")

    found = [hit.held.id for hit in find(where, "speaker:نسيم جسرا").hits]

    assert len(first) == 4
    assert found == [hit.held.id for hit in first[1:]]
    assert len(find(where, "speaker:نسيم جسرا", whole=True).hits) == 6


def test_withheld_reports_are_not_found_and_expunged_ones_leave_nothing_in_the_index(village: str, tmp_path: Path) -> None:
    hit = find(village, "البحيرة ميركل").hits[0]
    with open_search(village, ANALYSIS) as search, open_withholding(village) as withholding:
        assert search.find("ميركل").hits
        withholding.withhold(hit.held.record["source"], who="w", reason="r", basis="safety", expunge=True)
        assert search.find("ميركل").hits == ()
        assert search.find("المكتبة").hits
    assert not any(b"\xd9\x85\xd9\x8a\xd8\xb1\xd9\x83\xd9\x84" in file.read_bytes() for file in tmp_path.glob("*-search"))


def test_an_index_of_another_analysis_is_made_anew(village: str) -> None:
    find(village, "القرية")
    other = Analysis("other@1", lambda text: ANALYSIS.terms(text[::-1]), ANALYSIS.asked, ANALYSIS.keys)
    with open_search(village, other) as search:
        assert search.refresh() == 3


def test_a_deleted_index_is_made_again_even_while_a_search_is_open(file: Path) -> None:
    record(file, [read(0)])
    beside = Path(f"{file}-search")
    with open_search(file, ANALYSIS) as search:
        first = search.find("جسور").hits
        beside.unlink()
        assert search.find("جسور").hits == first
    assert beside.is_file()


def test_an_index_of_another_ledger_of_the_same_name_is_made_anew(file: Path) -> None:
    record(file, [read(0), read(1)])
    assert len(find(str(file), "type:report الرمان").hits) == 2
    for left in file.parent.glob(f"{file.name}*"):
        if not left.name.endswith("-search"):
            left.unlink()
    record(file, [read(5)])

    assert len(find(str(file), "type:report الرمان").hits) == 1


def test_a_question_that_cannot_be_read_is_refused_before_anything_is_indexed(file: Path) -> None:
    record(file, [read(0)])

    with pytest.raises(BadQuery):
        find(str(file), "colour:red")
    assert not Path(f"{file}-search").exists()


def test_an_empty_ledger_answers_nothing(where: str) -> None:
    with open_recorder(where, run=RunInfo("1")):
        pass

    assert find(where, "جسر").hits == ()


def test_signs_alone_find_nothing(village: str) -> None:
    assert find(village, "؟ !").hits == ()


def test_records_are_complete_in_a_hit(where: str) -> None:
    made = read(0)
    record(where, [made])
    ids = {one.id for one in records_of(made.document)}

    assert all(hit.held.id in ids and hit.held.verdict is None for hit in find(where, "الرمان").hits)
