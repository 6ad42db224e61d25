"""Near copies: the same words are found however they were cut, moved or changed; other words are not."""

from __future__ import annotations

from musnad.link.copies import Copies
from unit.link.linking import Alone, links, view

SENTENCES = (
    "افتتح وزير النقل نسيم الوادي يوم الاثنين جسرا جديدا يربط ضفتي النهر في مدينة الرمان بعد ثلاثة أعوام من العمل.",
    "وبلغت كلفة الجسر 12 مليون دينار دفعت البلدية نصفها وتكفلت الوزارة بالباقي وفق اتفاق وقع العام الماضي.",
    "وقال مهندس المشروع إن الجسر يتحمل مرور شاحنات ثقيلة ولن يغلق في موسم الفيضان كما كان يحدث للجسر القديم.",
    "وأبدى سكان الضفة الشرقية ارتياحهم لأن الطريق إلى المستشفى صار أقصر بنحو عشرين دقيقة مما كان عليه من قبل.",
)
OTHER = (
    "فاز فريق الرمان لكرة السلة ببطولة المحافظة للمرة الثانية بعد مباراة مثيرة امتدت إلى شوطين إضافيين مساء أمس.",
    "وسجل قائد الفريق معظم النقاط في الدقائق الأخيرة وحمله الجمهور على الأكتاف بعد صافرة النهاية مباشرة.",
    "وتأخر انطلاق اللقاء ساعة كاملة بسبب انقطاع الكهرباء عن القاعة الرئيسية في وسط المدينة وأحيائها القريبة.",
)
FOOTER = "حمل تطبيق جريدة الرمان الآن على هاتفك لتصلك أهم الأخبار أولا بأول من مصادرها الموثوقة في كل مكان وزمان."


def test_a_text_that_was_cut_and_turned_about_is_a_copy_of_the_one_before() -> None:
    found = links(Copies(), view("a", "\n".join(SENTENCES)),
                  view("b", "\n".join(SENTENCES[:0:-1]), outlet="موقع النهر", published="2018-09-13"))

    assert [(made.kind, made.from_, made.to) for made in found] == [("near_copy", "report-b", "report-a")]
    assert "a day later" in found[0].why


def test_whoever_printed_first_is_the_one_copied_though_it_comes_later() -> None:
    found = links(Copies(), view("late", "\n".join(SENTENCES), published="2018-09-14"), view("early", "\n".join(SENTENCES)))

    assert [(made.from_, made.to) for made in found] == [("report-late", "report-early")]


def test_a_changed_number_and_a_lost_negation_are_told() -> None:
    text = "\n".join(SENTENCES)
    found = links(Copies(), view("a", text), view("b", text.replace("12", "21").replace("ولن يغلق", "ويغلق")))

    assert "number 12 → 21" in found[0].why
    assert "negation" in found[0].why


def test_two_reports_in_words_of_their_own_are_no_copies() -> None:
    assert links(Copies(), view("a", "\n".join(SENTENCES)), view("b", "\n".join(OTHER))) == []


def test_added_paragraphs_do_not_hide_a_copy() -> None:
    mixed = "\n".join(part for pair in zip(OTHER, SENTENCES, strict=False) for part in pair)

    assert len(links(Copies(), view("a", "\n".join(SENTENCES)), view("b", mixed, outlet="موقع النهر"))) == 1


def test_a_footer_under_every_report_of_an_outlet_is_no_copying() -> None:
    linker = Copies()
    pool = [*OTHER, *SENTENCES]
    near = [next(iter(linker.sign(view(f"n{at}", f"{pool[at]} {pool[at + 3]} {FOOTER}")))) for at in range(3)]
    new = next(iter(linker.sign(view("new", f"{SENTENCES[3]} {FOOTER}"))))

    assert len(list(linker.judge(new, near[:1], Alone()))) == 1
    assert list(linker.judge(new, near, Alone())) == []


def test_a_formula_weeks_later_is_no_copy() -> None:
    later = f"{SENTENCES[0]}\n{OTHER[0]}\n{OTHER[1]}\n{OTHER[2]}"

    assert links(Copies(), view("a", "\n".join(SENTENCES)), view("b", later, published="2018-11-20")) == []


def test_the_link_between_two_reports_has_one_id_whichever_comes_first() -> None:
    one, two = view("a", "\n".join(SENTENCES)), view("b", "\n".join(SENTENCES), outlet="موقع النهر")

    assert links(Copies(), one, two)[0].id == links(Copies(), two, one)[0].id


def test_a_text_without_words_has_nothing_to_be_found_by() -> None:
    signature = next(iter(Copies().sign(view("empty", "…"))))

    assert signature.keys == ()
