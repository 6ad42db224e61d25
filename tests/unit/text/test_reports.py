"""What splitting promises: spans that tile the source, reports that begin at their own lead, articles left whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.lang.pack import lexicon_faults
from musnad.text.reports import Bundling, split_reports
from musnad.text.reports_features import NAMES
from musnad.text.reports_lines import blocks, dateline_end, is_furniture
from musnad.text.reports_weights import weights
from musnad.text.reports_words import is_joined

TRUE = Path(__file__).resolve().parents[4] / "shared" / "data" / "bundle" / "2018-09-12.txt"
TRUE_LINES = [1, 11, 16, 21, 26, 31, 35, 41, 47, 55, 58, 66]

HARVEST = [
    "قالت وزيرة الزراعة في جمهورية نورستان ليلى الهادي اليوم الأحد إن موسم القمح هذا العام هو الأفضل منذ عشر سنوات.",
    "وأضافت الهادي أمام البرلمان أن مخازن القمح امتلأت قبل نهاية الموسم وأن الوزارة استأجرت مخازن أخرى.",
    "وتابعت الوزيرة أن سعر القمح لن يتغير قبل الشتاء.",
]
FERRY = [
    "أعلنت شركة العبارات في ميناء سالار الجمعة توقف رحلاتها إلى جزيرة مرجان بسبب عطل في محرك العبارة الكبيرة.",
    "وذكرت الشركة في بيان أن إصلاح المحرك يحتاج إلى أسبوع وأن الركاب سينقلون إلى الجزيرة بقوارب صغيرة.",
    "وكانت العبارة قد عادت إلى العمل في الشهر الماضي بعد إصلاح محركها.",
]
BRIDGE = [
    "افتتح رئيس بلدية كندار سامي الورد صباح السبت جسرا جديدا فوق نهر الزيت يربط شطري المدينة.",
    "وقال الورد خلال حفل الافتتاح إن الجسر سيخفف الزحام عن وسط المدينة وإن بناءه استغرق ثلاث سنوات.",
    "من جانبه أوضح مهندس الجسر أن طوله يبلغ أربعمئة متر.",
    "وأشار الورد إلى أن البلدية ستزرع ضفتي النهر قرب الجسر.",
]
REPORTS = [HARVEST, FERRY, BRIDGE]
HEADLINES = ["موسم قمح وفير في نورستان", "توقف رحلات العبارة إلى جزيرة مرجان", "جسر جديد في كندار"]

arabic = st.text(alphabet='قالوأضف الوزير.\n\r\t-*،:؟"«»()\u0651\u0640\ufeff\u200f\u2028123aZ', max_size=300)
modes = st.sampled_from(("auto", "yes", "no"))


def firsts(text: str, bundle: Bundling = "yes") -> list[str]:
    """Return the first line of each report."""
    return [s.of(text).split("\n")[0] for s in split_reports(text, bundle=bundle)]


@given(st.one_of(arabic, st.text(max_size=200)), modes)
def test_whatever_the_text_the_spans_are_in_order_and_bare_of_white_space(text: str, bundle: Bundling) -> None:
    at = 0
    for span in split_reports(text, bundle=bundle):
        assert at <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        at = span.end


@given(st.lists(st.sampled_from([*HARVEST, *FERRY, *BRIDGE, "----", "شارك", "", "  ", "جسر جديد"]), max_size=20), modes)
def test_outside_the_reports_stand_only_white_space_rules_and_furniture(lines: list[str], bundle: Bundling) -> None:
    text = "\n".join(lines)
    outside, at = "", 0
    for span in split_reports(text, bundle=bundle):
        outside += text[at : span.start] + "\n"
        at = span.end
    assert set((outside + text[at:]).split()) <= {"----", "شارك"}


def test_a_new_lead_opens_a_report_and_a_joined_paragraph_does_not() -> None:
    text = "\n".join(line for report in REPORTS for line in report)
    assert firsts(text) == [r[0] for r in REPORTS]
    assert firsts(text, "auto") == [r[0] for r in REPORTS]


def test_no_bundle_is_one_span_whatever_it_holds() -> None:
    text = "\n\n" + "\n".join(line for report in REPORTS for line in report) + " \n"
    assert [s.of(text) for s in split_reports(text, bundle="no")] == [text.strip()]


@pytest.mark.parametrize("report", REPORTS)
def test_a_single_article_stays_whole_with_and_without_its_headline(report: list[str]) -> None:
    for text in ("\n".join(report), "\n\n".join(report), "\n".join(["جسر وقمح وعبارة", *report])):
        assert [s.of(text) for s in split_reports(text)] == [text]


def test_a_headline_belongs_to_the_report_under_it() -> None:
    text = "\n\n".join("\n".join([title, *r]) for title, r in zip(HEADLINES, REPORTS, strict=True))
    assert firsts(text) == HEADLINES
    assert firsts(text, "auto") == HEADLINES


@pytest.mark.parametrize("rule", ["----------", "* * *", "_____", "======"])
def test_a_rule_parts_reports_and_stands_in_none(rule: str) -> None:
    text = f"\n{rule}\n".join("\n".join(r) for r in REPORTS)
    assert firsts(text) == [r[0] for r in REPORTS]
    assert all(rule not in s.of(text) for s in split_reports(text, bundle="yes"))


def test_a_dateline_opens_a_report() -> None:
    text = "\n".join(
        f"{place} ({agency}) - " + "\n".join(r)
        for place, agency, r in zip(("كندار", "سالار", "نور"), ("رويترز", "سانا", "أ ف ب"), REPORTS, strict=True)
    )
    assert firsts(text) == [line for line in text.split("\n") if ") - " in line]


def test_page_furniture_after_a_report_is_in_none() -> None:
    text = "\n".join("\n".join([*r, "شارك", "اقرأ أيضا: أخبار أخرى"]) for r in REPORTS)
    assert [s.of(text) for s in split_reports(text, bundle="yes")] == ["\n".join(r) for r in REPORTS]


def test_a_first_line_that_looks_like_a_link_is_a_headline() -> None:
    text = "\n".join(["اقرأ أيضا: موسم قمح وفير في نورستان", *HARVEST])
    assert [s.of(text) for s in split_reports(text)] == [text]


def test_each_feature_has_a_weight() -> None:
    model = weights()
    assert {len(unit) for unit in model.hidden} == {len(NAMES) + 1}
    assert len(model.direct) == len(NAMES)
    assert len(model.out) == len(model.hidden) + 1


def test_names_of_agencies_under_a_report_belong_to_it() -> None:
    text = "\n".join("\n".join([*r, "رويترز / أ ف ب"]) for r in REPORTS)
    assert [s.of(text).split("\n")[-1] for s in split_reports(text, bundle="yes")] == ["رويترز / أ ف ب"] * 3


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff", "\ufeff \n"])
def test_an_empty_source_has_no_report(text: str) -> None:
    assert split_reports(text) == []


def test_a_byte_order_mark_and_line_ends_of_any_kind_stay_outside() -> None:
    text = "\ufeff" + "\r\n".join(line for report in REPORTS for line in report) + "\r\n"
    assert [s.of(text).split("\r\n")[0] for s in split_reports(text, bundle="yes")] == [r[0] for r in REPORTS]


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("كندار (رويترز) - قال", True),
        ("سالار - سانا - قال", True),
        ("نور، نورستان (CNN)-- قال", True),
        ("قال الوزير - الذي حضر - إن", False),
        ("وأضاف القيادي - الذي طلب", False),
        ("قال الوزير (رويترز)", False),
    ],
)
def test_datelines_are_told_from_asides(line: str, want: bool) -> None:
    assert (dateline_end(line, 0, len(line)) > 0) == want


@pytest.mark.parametrize(
    ("line", "want"),
    [("شارك", True), ("اقرأ أيضا: أخبار أخرى", True), ("للمزيد: أخبار", True), ("شارك الوزير في الاجتماع.", False)],
)
def test_page_furniture_is_told_from_sentences(line: str, want: bool) -> None:
    assert is_furniture(line) == want


@pytest.mark.parametrize(
    ("word", "want"), [("واضاف", True), ("وزير", False), ("فقال", True), ("فيصل", False), ("ووزير", True), ("قال", False)]
)
def test_a_letter_of_the_root_joins_nothing(word: str, want: bool) -> None:
    assert is_joined([word]) == want


def test_the_lexicon_keeps_its_laws() -> None:
    assert lexicon_faults("reports") == []


def test_time_grows_with_the_text_and_not_faster() -> None:
    text = "\n".join(line for report in REPORTS for line in report)
    assert len(blocks("\n".join([text] * 200))) == 2000
    assert len(split_reports("\n".join([text] * 200), bundle="yes")) > 1


@pytest.mark.skipif(not TRUE.exists(), reason="the bundle of 2018-09-12 is not beside this checkout")
@pytest.mark.parametrize("bundle", ["yes", "auto"])
def test_the_bundle_of_a_day_is_cut_at_each_of_its_reports(bundle: Bundling) -> None:
    text = TRUE.read_bytes().decode("utf-8")
    assert [text.count("\n", 0, s.start) + 1 for s in split_reports(text, bundle=bundle)] == TRUE_LINES
