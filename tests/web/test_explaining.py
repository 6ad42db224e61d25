"""Reasons in Arabic: of ties, of speakers, of places; what has no known shape stays as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from musnad.lang.words import fold_name
from musnad.ledger import open_reader
from musnad.web.explaining import explained, shapes
from musnad.web.tongue import Tongue, catalogue
from web.telling import linked

ARABIC, ENGLISH = (Tongue(code, "gregorian", catalogue(code)) for code in ("ar", "en"))
LATIN = re.compile(r"[a-z]{2,}")


@pytest.mark.parametrize("shape", [shape for shape, _ in shapes()])
def test_every_shape_has_its_arabic_with_the_same_parts(shape: str) -> None:
    said = ARABIC.catalogue.pgettext("reason", shape)

    assert sorted(re.findall(r"\{\w+\}", said)) == sorted(re.findall(r"\{\w+\}", shape))
    assert said != shape or not LATIN.search(re.sub(r"\{\w+\}", "", shape))


@pytest.mark.parametrize(("said", "arabic"), [
    ("a day apart; 8 of the words that tell most are the same, likeness 0.55: النفط الخام",
     "بينهما يوم؛ 8 من أدلّ الكلمات مشتركة، والتشابه 0.55: النفط الخام"),
    ("both at الأتارب; bombing; the same day; killed 7 and at least 10; 59% of the words about it",
     "كلاهما في الأتارب؛ تفجير؛ في اليوم نفسه؛ قتلى: 7 و10 على الأقل؛ 59% من الكلمات التي حوله"),
    ("10 of 25 words in the same passages (6, 4 words long); 2 days later; 0 words added, 3 cut; changed: number 7 → 8",
     "10 من 25 من الكلمات في مقاطع متطابقة (أطوالها بالكلمات: 6, 4)؛ بعده بأيام عددها 2؛ كلمات أضيفت: 0، وحُذفت: 3؛ "
     "تغيّر: الرقم 7 ← 8"),
    ("10 of 25 words in the same passages (6, 4 and 3 more words long); "
     "a day is not known: the one that came first counts as the earlier; 0 words added, 3 cut; "
     "changed: number 7 → 8, negation لم gone, negation لا added and 3 more",
     "10 من 25 من الكلمات في مقاطع متطابقة (أطوالها بالكلمات: 6, 4، و3 غيرها)؛ "
     "يوم أحدهما غير معروف: يُعدّ ما ورد أولا هو الأسبق؛ كلمات أضيفت: 0، وحُذفت: 3؛ "
     "تغيّر: الرقم 7 ← 8، سقط النفي لم، زيد النفي لا، وغيره 3"),
    ("a later toll: 9 killed (جريدة الرمان, 2018-04-23), at least 10 (موقع النهر, 2018-04-24)",
     "حصيلة لاحقة: 9 قتلى (جريدة الرمان, 23 أبريل 2018)، 10 على الأقل (موقع النهر, 24 أبريل 2018)"),
    ("one place of this name is known; «مدينة» stands before it. may also be تركيا ← عفرين (2)",
     "لا يُعرف بهذا الاسم إلا مكان واحد؛ قبله «مدينة». قد يكون أيضا تركيا ← عفرين (2)"),
    ("نسيم الوادي; on the same day; 54% of the words that tell, mixed and indirect; numbers and negation agree",
     "نسيم الوادي؛ في اليوم نفسه؛ 54% من الكلمات الدالة، مقتبس جزئيا وكلام غير مباشر؛ الأرقام والنفي متفقة"),
    ("2018-09-12 is a Wednesday, not a Tuesday", "2018-09-12 يوم الأربعاء لا الثلاثاء"),
    ("something nobody has heard of", "something nobody has heard of"),
])
def test_a_reason_is_told_in_arabic(said: str, arabic: str) -> None:
    assert re.sub("[\u2067\u2069]", "", explained(said, ARABIC)) == arabic
    assert explained(said, ENGLISH) == said


def test_names_in_other_letters_keep_their_direction() -> None:
    said = explained("CNN Arabic, 2018-03-14 and الحكومة, 2018-03-15 name other parties as those who did it", ARABIC)

    one, other = "\u2067CNN Arabic, \u206714 مارس 2018\u2069\u2069", "\u2067الحكومة, \u206715 مارس 2018\u2069\u2069"
    assert said == f"{one} و{other} يسمّيان فاعلين مختلفين"


def test_every_reason_of_a_linked_ledger_is_told_in_arabic(tmp_path: Path) -> None:
    with open_reader(linked(tmp_path, signed=False), fold=fold_name) as reader:
        whys = [held.record["why"] for held in reader.links()]
        steps = [step for held in reader.statements() for step in held.record["steps"]]
        notes = [held.record["note"] for held in reader.entities() if held.record.get("note")]

    assert len(whys) > 5
    assert len(steps) > 3
    assert len(notes) > 3
    assert [said for said in (*whys, *steps, *notes) if LATIN.search(explained(said, ARABIC))] == []
