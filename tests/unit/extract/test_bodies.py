"""Bodies in a report: which of them are named, where their names end, and which two names are one body."""

from __future__ import annotations

from datetime import date

import pytest

from musnad.extract import read_report, records
from musnad.model.frame import Frame
from musnad.model.records import Entity
from musnad.text.passage import Passage


def bodies(*texts: str) -> dict[str, tuple[str, ...]]:
    """Return the names of the organisations of reports that stand in one source, with their forms."""
    whole, found, at = "\n".join(texts), [], 0
    for number, text in enumerate(texts):
        found.append(read_report(Passage.of(whole, at, at + len(text)), Frame("s", f"r{number}", "0", date(2018, 9, 12))))
        at += len(text) + 1
    return {r.name: r.names for r in records(found) if isinstance(r, Entity) and r.kind == "organization"}


@pytest.mark.parametrize(("text", "name"), [
    ("شكرت المديرية العامة للتدريب أمس.", "المديرية العامة للتدريب"),
    ("انتقد الحاضرون الحكومة البلغارية في عملها.", "الحكومة البلغارية"),
    ("زار الوفد هيئة الإغاثة الدولية لدعم السكان.", "هيئة الإغاثة الدولية"),
    ("شكر الأهالي المركز السوري لحقوق الإنسان أمس.", "المركز السوري لحقوق الإنسان"),
    ("التقى الوفد اللجنة العليا في المجلس الوطني أمس.", "اللجنة العليا"),
    ("التقى الوفد اللجنة العليا في المجلس الوطني أمس.", "المجلس الوطني"),
    ("قصفت قوات النظام والطائرات الحربية البلدة.", "قوات النظام"),
])
def test_a_body_known_by_its_kind_is_named_as_far_as_its_name_goes(text: str, name: str) -> None:
    assert name in bodies(text)


@pytest.mark.parametrize("text", [
    "لم تتوفر القوات الكافية للعملية.",
    "انتهت الحملة الأمنية في البلدة.",
    "دعا الحاضرون الدول الصديقة للحشد لعقد مؤتمر.",
    "يمر النظام الدولي بأزمة.",
    "يحتاج القرار إلى موافقة برلمان البلاد.",
    "وصل وزير الخارجية الفرنسي إلى المدينة.",
    "التقت وزيرة الدفاع الأمريكي نظيره.",
    "انتشرت قوات ألمانية في البلدة.",
    "حققت الإدارة الناجحة نتائج كبيرة.",
    "استخدموا أجهزة الرادار في البحث.",
])
def test_what_is_told_of_some_body_or_of_many_names_none(text: str) -> None:
    assert bodies(text) == {}


def test_a_body_with_its_kind_and_without_is_one() -> None:
    [names] = bodies("نقلت وكالة \"رويترز\" عن شهود أن الطريق مفتوح.", "قالت رويترز إن الطريق مفتوح.").values()

    assert set(names) == {"رويترز", "وكالة \"رويترز\""}


def test_two_kinds_before_one_name_are_two_bodies() -> None:
    assert len(bodies("وصلت حركة النهضة إلى المدينة.", "وصل حزب النهضة إلى المدينة.")) == 2


@pytest.mark.parametrize("text", [
    "وصل حزب العمال الكردستاني \"بي كي كي\" إلى البلدة.",
    "وصل حزب العمال الكردستاني (بي كي كي) إلى البلدة.",
])
def test_a_name_in_marks_right_after_a_body_is_one_more_of_its_names(text: str) -> None:
    assert bodies(text) == {"حزب العمال الكردستاني": ("حزب العمال الكردستاني", "بي كي كي")}


def test_a_body_with_its_country_and_without_is_one_in_a_report() -> None:
    found = bodies("عقد مجلس الأمن الدولي جلسة أمس، وقال أعضاء في مجلس الأمن إن الهدنة قائمة.")

    assert found == {"مجلس الأمن الدولي": ("مجلس الأمن الدولي", "مجلس الأمن")}


def test_the_article_that_a_preposition_swallowed_is_back_in_the_name() -> None:
    assert "الأمم المتحدة" in bodies("قال مبعوث للأمم المتحدة إن الهدنة قائمة.")


def test_the_adjective_of_a_country_ends_the_name_of_a_body() -> None:
    assert "مجلس النواب الألماني" in bodies("صوت مجلس النواب الألماني على القرار.")


def test_an_office_inside_a_longer_one_is_not_told_twice() -> None:
    one = next(e for e in _people("قال سالم الراوي المحلل في شؤون البحر إن الطريق مفتوح."))

    assert [role.text for role in one.roles] == ["المحلل في شؤون البحر"]


def test_an_unnamed_person_has_the_office_that_describes_him() -> None:
    one = next(e for e in _people("قال مسؤول بوزارة النقل إن الطريق مفتوح."))

    assert [role.text for role in one.roles] == [one.name]


def _people(text: str) -> list[Entity]:
    found = read_report(Passage.of(text), Frame("s", "r", "0", date(2018, 9, 12)))
    return [r for r in records([found]) if isinstance(r, Entity) and r.kind == "person"]


@pytest.mark.parametrize("text", [
    "بدأ العمل في قطاع غزة أمس.",
    "تحدث عن شرطه لزيارة المدينة.",
    "وصل الوفد بوزير الداخلية التونسي إلى المدينة.",
])
def test_strips_conditions_and_ministers_name_no_body(text: str) -> None:
    assert bodies(text) == {}


def test_words_in_marks_that_a_body_says_are_no_part_of_its_name() -> None:
    assert "السلطات الألمانية" in bodies("انتقد الحاضرون السلطات الألمانية \"تماما\" أمس.")


def test_behind_a_name_only_the_adjective_of_a_country_goes_on() -> None:
    assert "تنظيم داعش" in bodies("تبنى تنظيم داعش المسؤولية عن الهجوم.")


def _kinds(text: str) -> dict[str, str]:
    found = read_report(Passage.of(text), Frame("s", "r", "0", date(2018, 9, 12)))
    return {r.name: r.kind for r in records([found]) if isinstance(r, Entity)}


@pytest.mark.parametrize(("text", "name"), [
    ("قال 19.6٪ إنهم راضون.", "19.6٪"),
    ("وأعلنت كل من إيطاليا ومالطا أن الميناء مغلق.", "كل من إيطاليا ومالطا"),
])
def test_a_share_and_several_together_are_a_group(text: str, name: str) -> None:
    assert _kinds(text)[name] == "group"


def test_an_adviser_is_not_whom_he_advises() -> None:
    found = {e.name: [role.text for role in e.roles] for e in _people("قال مستشار حداد إن الطريق مفتوح، ورحب سالم حداد.")}

    assert found["سالم حداد"] == []


def test_two_names_alike_but_for_their_last_letter_are_two_people() -> None:
    assert len(_people("وصل برهم صالح قاسم أمس. وقال المتحدث بهرام قاسمي إن الطريق مفتوح.")) == 2


def test_money_names_nobody() -> None:
    assert "other" not in _kinds("بيعت المزهرية بمبلغ 16 مليون يورو في باريس.").values()


def test_why_two_forms_are_one_name_is_told_with_it() -> None:
    [one] = _people("قالت وزيرة الدفاع أورسولا فون دير ليين إن الطريق مفتوح. ورحبت وزيرة الدفاع أورزولا فون دير لاين بذلك.")

    assert one.note == "«أورزولا فون دير لاين» is another spelling of «أورسولا فون دير ليين»: the same consonants"


def test_a_paper_named_with_common_words_is_one_only_as_a_paper() -> None:
    assert bodies("تهم القضية الرأي العام في المدينة.") == {}
    assert bodies("قالت صحيفة الرأي العام إن الطريق مفتوح.") != {}


def test_a_body_of_two_reports_is_one_with_the_world_behind_its_name_and_without() -> None:
    found = bodies("عقد مجلس الأمن الدولي جلسة أمس.", "قال أعضاء في مجلس الأمن إن الهدنة قائمة.",
                   "قال البنك الدولي إن الأسعار ترتفع.")

    assert set(found) == {"مجلس الأمن الدولي", "البنك الدولي"}


@pytest.mark.parametrize(("text", "nobody"), [
    ("وصل أحد قادة \"سرايا الميناء\" أمس.", "سرايا الميناء"),
    ("ونقل مراسل لفرانس برس الخبر.", "فرانس برس"),
])
def test_whose_leaders_and_reporters_are_told_is_no_person(text: str, nobody: str) -> None:
    assert nobody not in {one.name for one in _people(text)}


def test_two_bodies_that_speak_together_are_not_one_of_them() -> None:
    found = bodies("أعلن حزب الله وحركة حماس أن الهدنة قائمة. وقال حزب الله إن الطريق مفتوح.")

    assert set(found) == {"حزب الله", "حماس"}


def test_what_a_body_is_made_to_bear_is_no_part_of_its_name() -> None:
    assert "القوات الحكومية السورية" in bodies("حمل المحققون القوات الحكومية السورية المسؤولية.")
