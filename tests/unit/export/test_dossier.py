"""Dossier: claims stay claims, words stay as they are, and the three forms say the same."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from ledger.making import fold
from musnad.export.dossier.blocks import Dossier, Heading, Paragraph, Run, Table, isolated, plain, turned, words_of
from musnad.export.dossier.compose import compose
from musnad.export.dossier.forms import render
from musnad.export.dossier.wording import LANGUAGES, Wording, table
from musnad.export.selection import Choice, select
from musnad.ledger import RunInfo, open_reader, open_recorder
from musnad.model.ids import content_id
from musnad.model.records import By, Entity, Link
from unit.export.invented import DENIED, Invented, Maker, link

WORDS = ["غارة", "على", "بلدة", "الرمان", "أمس", "قتلت"]


@pytest.fixture
def held(tmp_path: Path) -> Invented:
    return Invented(tmp_path)


def made(held: Invented, lang: str = "en") -> Dossier:
    with held.reader() as reader:
        return compose(select(reader, Choice()), "الرمان", lang)


def section(dossier: Dossier, anchor: str) -> list[str]:
    """Return the words of a section, a row or a paragraph each."""
    found: list[str] = []
    inside = False
    for block in dossier.blocks:
        if isinstance(block, Heading) and block.level == 1:
            inside = block.anchor == anchor
        elif inside and isinstance(block, Paragraph):
            found.append(words_of(block.runs))
        elif inside and isinstance(block, Table):
            found += [" ".join(words_of(cell) for cell in row) for row in block.rows]
    return found


def test_what_is_told_twice_and_linked_is_one_row_of_the_timeline(held: Invented) -> None:
    rows = [row for row in section(made(held), "timeline") if "air strike" in row]

    assert len(rows) == 1
    assert "2018-09-11" in rows[0]


def test_a_threat_is_no_event(held: Invented) -> None:
    dossier = made(held)

    assert not any("shelling" in row for row in section(dossier, "timeline"))
    assert any("shelling" in row and "threatened" in row for row in section(dossier, "not-happened"))


def test_what_its_own_speaker_disputes_is_no_event_until_a_person_accepts_it(held: Invented) -> None:
    with open_recorder(held.path, run=RunInfo("1"), fold=fold) as recorder:
        recorder.add_links([link("contradicts", held.statement, held.strike), link("contradicts", held.told[1], held.again)])

    before = made(held)
    held.judge(held.strike, "accepted")

    assert any("in doubt" in row for row in section(before, "not-happened"))
    assert any("air strike" in row for row in section(made(held), "timeline"))


def test_a_denial_stands_among_the_conflicts(held: Invented) -> None:
    told = section(made(held), "conflicts")

    assert any("claimed in claim" in line and "denied in claim" in line for line in told)
    assert any("the same words" in line for line in told)


def test_a_copy_is_told_and_counted_once(held: Invented) -> None:
    dossier = made(held)
    glance = section(dossier, "glance")

    assert "Reports drawn on 3" in glance
    assert "Reports after copies are discounted 2" in glance
    assert any(line.startswith("Report 2 is a copy of report 1") for line in section(dossier, "copies"))


def test_every_claim_is_quoted_as_it_stands(held: Invented) -> None:
    rows = section(made(held), "claims")

    assert any(DENIED.removesuffix(".").partition("ونفى الناطق سليم الجبل ")[2] in row for row in rows)


def test_what_a_person_said_is_told_with_the_reason(held: Invented) -> None:
    held.judge(held.strike, "accepted")

    told = section(made(held), "verdicts")

    assert "accepted by ليلى" in told[0]
    assert "قرأت النص" in told[0]


def test_what_is_rejected_is_not_told_but_counted(held: Invented) -> None:
    held.judge(held.threat, "rejected")

    dossier = made(held)

    assert not any("shelling" in row for row in section(dossier, "not-happened"))
    assert "Records rejected by a person and left out 1" in section(dossier, "glance")


def test_both_languages_have_every_word() -> None:
    words = table()

    assert all(words[lang][key] for lang in LANGUAGES for key in words["en"])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("shape", ["html", "pdf", "docx"])
def test_the_same_dossier_is_the_same_bytes(held: Invented, shape: str, lang: str) -> None:
    assert render(made(held, lang), shape) == render(made(held, lang), shape)


def test_the_page_asks_nothing_of_a_network(held: Invented) -> None:
    page = render(made(held, "ar"), "html").decode()

    assert '<html lang="ar" dir="rtl">' in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page
    assert 'src="' not in page


def test_a_title_cannot_break_out_of_the_page(held: Invented) -> None:
    with held.reader() as reader:
        dossier = compose(select(reader, Choice()), '<script>"#{1}', "en")

    assert b"<script>" not in render(dossier, "html")
    assert render(dossier, "pdf").startswith(b"%PDF")


def test_paragraphs_and_tables_of_an_arabic_file_run_from_right_to_left(held: Invented) -> None:
    file = docx.Document(io.BytesIO(render(made(held, "ar"), "docx")))

    assert all(paragraph._p.pPr.find(qn("w:bidi")) is not None for paragraph in file.paragraphs if paragraph.text.strip())
    assert all(one._tbl.tblPr.find(qn("w:bidiVisual")) is not None for one in file.tables)


def strikes(path: Path, *, describes: bool = False) -> Dossier:
    """Return a dossier of two strikes told by one speaker, of which one is supposed and names no place in its own words."""
    told = "وقال مسؤول محلي إن القوات قصفت بلدة الرمان أمس بغارة."
    supposed = "وأضاف مسؤول محلي أن غارة من الجيش لن تغير شيئا."
    one = Maker(1, "جريدة الرمان", [told, supposed])
    for line, cue, status, actor in ((told, "قال", "claimed", "القوات"), (supposed, "أضاف", "hypothetical", "الجيش")):
        said = one.said(line, cue, "مسؤول محلي", "مسؤول محلي", "assert", "القوات" if status == "claimed" else "غارة")
        one.happened(line, "غارة", "airstrike", status, said, dated=False, actor=actor)
    one.names_place(told)
    entities = {record.id: record for record in one.records if isinstance(record, Entity)}
    if describes:
        person = entities[one.id("entity", "مسؤول محلي")]
        entities[person.id] = replace(person, by=By("entity.description", "1"),
                                      roles=(one.piece("مسؤول", one.text.index(told)),))
    others = [record for record in one.records if not isinstance(record, Entity)]
    with open_recorder(path, run=RunInfo("1"), fold=fold) as recorder:
        made = one.read()
        recorder.add(made.source, made.document, [others[0], *entities.values(), *others[1:]])
    with open_reader(path, fold=fold) as reader:
        return compose(select(reader, Choice()), "الرمان", "en")


def test_a_doer_is_named_beside_what_is_said_to_have_happened_and_nowhere_else(tmp_path: Path) -> None:
    dossier = strikes(tmp_path / "news.ledger")

    assert any("named as who did it: القوات" in row for row in section(dossier, "timeline"))
    assert not any("who did it" in row for row in section(dossier, "not-happened"))


def test_a_place_that_the_words_do_not_name_is_said_to_stand_elsewhere(tmp_path: Path) -> None:
    dossier = strikes(tmp_path / "news.ledger")

    assert not any("elsewhere" in row for row in section(dossier, "timeline"))
    assert any("الرمان (settlement, named elsewhere in the report)" in row for row in section(dossier, "not-happened"))


def test_a_speaker_who_is_only_described_is_said_to_be_unnamed(tmp_path: Path) -> None:
    named, described = (section(strikes(tmp_path / f"{d}.ledger", describes=d), "timeline") for d in (False, True))

    assert not any("unnamed" in row for row in named)
    assert any("مسؤول محلي (unnamed)" in row for row in described)


def test_reports_that_share_passages_are_no_copies_but_one_source(held: Invented) -> None:
    assert any("Shares passages" not in row and "copy" in row for row in section(made(held), "claims"))
    partly = Link(id=content_id("link", "partly"), by=By("invented.link", "1", 0.4), kind="near_copy", from_=held.reports[2],
                  to=held.reports[0], why="64 of 164 words in the same passages (64 words long)", score=0.4)
    with open_recorder(held.path, run=RunInfo("2"), fold=fold) as recorder:
        recorder.add_links([partly])

    dossier = made(held)

    assert any("share passages" in row and "count as one source: " in row for row in section(dossier, "copies"))
    assert "Reports after copies are discounted 1" in section(dossier, "glance")


def test_a_claim_that_its_own_speaker_disputes_is_told_as_one(held: Invented) -> None:
    with open_recorder(held.path, run=RunInfo("2"), fold=fold) as recorder:
        recorder.add_links([link("contradicts", held.statement, held.strike)])

    assert any(row.startswith("Claim 1: ") for row in section(made(held), "conflicts"))


@pytest.mark.parametrize(("why", "told"), [
    ("64 of 164 words in the same passages (64, 12 words long); on the same day; 144 words added, 100 cut",
     "64 من 164 كلمة في مقاطع واحدة (طولها بالكلمات: 64, 12)؛ في اليوم نفسه؛ كلمات مضافة: 144، محذوفة: 100"),
    ("نسيم الوادي; 3 days apart; 81% of the words that tell, direct and indirect; numbers and negation agree",
     "نسيم الوادي؛ بفارق أيام عددها 3؛ 81% من الكلمات الدالة، بالحرف وبالمعنى؛ الأعداد والنفي متفقان"),
    ("الفريق tells of this claim as «الشائعات»", "يصف الفريق هذا القول بأنه «الشائعات»"),
    ("the figures exclude each other: at least 10 killed (جريدة, 2018-03-10), 1 (مصادر, 2018-03-10)",
     "العددان لا يجتمعان: قتلى: 10 على الأقل (جريدة, 2018-03-10)، 1 (مصادر, 2018-03-10)"),
    ("10 of 25 words in the same passages (6, 4 and 3 more words long); "
     "a day is not known: the one that came first counts as the earlier; 0 words added, 3 cut; "
     "changed: number 7 → 8, negation لم gone and 3 more",
     "10 من 25 كلمة في مقاطع واحدة (طولها بالكلمات: 6, 4، وغيرها 3)؛ يوم أحدهما غير معروف، ويعد ما ورد أولا هو الأسبق؛ "
     "كلمات مضافة: 0، محذوفة: 3؛ ما تغير: العدد 7 ← 8، سقط النفي لم، وغيره 3"),
    ("a reason of another kind", "a reason of another kind"),
])
def test_a_reason_is_told_in_the_language_of_the_dossier(why: str, told: str) -> None:
    assert Wording("ar").reason(why) == told
    assert Wording("en").reason(why) == why


def test_words_of_a_source_are_paragraphs_of_their_own_in_an_english_word_file(held: Invented) -> None:
    file = docx.Document(io.BytesIO(render(made(held, "en"), "docx")))

    cells = [cell for table in file.tables for row in table.rows for cell in row.cells]
    quoted = [paragraph for cell in cells for paragraph in cell.paragraphs if "«" in paragraph.text]
    assert quoted
    assert all(paragraph.text.startswith("«") and paragraph._p.pPr.find(qn("w:bidi")) is not None for paragraph in quoted)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_footnotes_of_a_word_file_are_footnotes_of_word(held: Invented, lang: str) -> None:
    dossier = made(held, lang)

    file = docx.Document(io.BytesIO(render(dossier, "docx")))

    calls = [int(call.get(qn("w:id"))) for call in file.element.iter(qn("w:footnoteReference"))]
    part = next(one.target_part for one in file.part.rels.values() if one.reltype.endswith("/footnotes"))
    notes = {note.get(qn("w:id")): note for note in parse_xml(part.blob)}
    assert calls == list(range(1, len(dossier.notes) + 1))  # Word counts them as they stand: our numbers are the same
    for number in calls:
        told = "".join(text.text for text in notes[str(number)].iter(qn("w:t")))
        assert "".join(filter(str.isalnum, told)) == "".join(filter(str.isalnum, words_of(dossier.notes[number - 1])))
    assert {"footnote text", "footnote reference"} <= {style.name for style in file.styles}
    assert all((note.find(f".//{qn('w:bidi')}") is not None) == (lang == "ar") for note in notes.values()
               if note.get(qn("w:type")) is None)


def test_a_note_that_is_called_again_leads_to_its_first_call() -> None:
    again = Paragraph((Run("one", note=1), Run(" two", note=2), Run(" again", note=1)))
    dossier = Dossier("en", "Title", "Dossier", (), (again,), (plain("first"), plain("second")), {"contents": ""})

    file = docx.Document(io.BytesIO(render(dossier, "docx")))

    fields = list(file.element.iter(qn("w:fldSimple")))
    marks = [mark.get(qn("w:name")) for mark in file.element.iter(qn("w:bookmarkStart"))]
    assert [field.get(qn("w:instr")).split()[:2] for field in fields] == [["NOTEREF", "note-1"]]
    assert marks == ["note-1", "note-2"]
    assert len(list(file.element.iter(qn("w:footnoteReference")))) == 2


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_sets_the_footnotes_on_their_page(held: Invented, tmp_path: Path) -> None:
    (tmp_path / "dossier.docx").write_bytes(render(made(held, "en"), "docx"))

    own = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run(["soffice", own, "--headless", "--convert-to", "odt:writer8", "--outdir", str(tmp_path),
                    str(tmp_path / "dossier.docx")], capture_output=True, check=True, timeout=100)

    with zipfile.ZipFile(tmp_path / "dossier.odt") as archive:
        told = archive.read("content.xml").decode()
    assert told.count('text:note-class="footnote"') == len(made(held, "en").notes)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext of poppler")
def test_the_words_of_the_pdf_come_out_in_their_order(held: Invented, tmp_path: Path) -> None:
    path = tmp_path / "dossier.pdf"
    path.write_bytes(render(made(held, "ar"), "pdf"))

    told = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()

    words = re.findall(r"\w+", told)
    turned_round = {"الادعاءات", "السجل", "التي", "في", "إلى", "لا"} - set(words)  # letters that some fonts set as one
    assert not turned_round
    assert WORDS in [words[at : at + len(WORDS)] for at in range(len(words))]


def test_dates_and_ranges_are_turned_on_their_own() -> None:
    assert list(turned("في 2018-09-11 رقم 12")) == [("في ", False), ("2018-09-11", True), (" رقم 12", False)]
    assert len(isolated("x")) == 3
