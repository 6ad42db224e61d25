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
TEASERS = (
    "كشفت شركة النهر للملاحة عن سفينة صغيرة تعمل بالشمس وتنقل 25 راكبا بين الضفتين كل نصف ساعة.",
    "فازت طالبة من مدينة الرمان بجائزة الرسم في معرض المحافظة عن لوحة تصور القمر فوق سطح المدرسة.",
    "دعا أطباء المستشفى سكان الأحياء الشرقية إلى غلي مياه الشرب حتى ينتهي إصلاح الأنابيب المكسورة.",
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


SPEECH = ("يا أهل الرمان إن هذا الجسر ثمرة صبركم وعرقكم في ثلاثة أعوام طويلة ولن ننسى من حمل حجارته على ظهره في البرد والحر "
          "حتى اكتمل أمام أعينكم اليوم فحافظوا عليه كما تحافظون على بيوتكم وأبنائكم")


def test_one_speech_that_two_reports_quote_is_no_copy_but_with_words_of_the_reporter_it_is() -> None:
    first = f'كلمة الوزير\nألقى نسيم الوادي كلمة قصيرة عند النهر وقال: "{SPEECH}".\n{SENTENCES[1]}'
    quoted = f'الوادي يخاطب السكان\nمن على المنصة خاطب الوزير الحاضرين بقوله: "{SPEECH}".\n{OTHER[0]}'
    taken = quoted.replace(OTHER[0], SENTENCES[1])

    assert links(Copies(), view("a", first), view("b", quoted)) == []
    assert len(links(Copies(), view("a", first), view("b", taken))) == 1


def test_a_part_that_is_nothing_but_a_quotation_is_a_copy_of_the_whole() -> None:
    assert len(links(Copies(), view("a", f'{SENTENCES[0]}\nوقال: "{SPEECH}".'), view("b", f'وقال: "{SPEECH}".'))) == 1


def test_teasers_of_other_reports_make_no_copy_and_hide_none() -> None:
    page = "\n".join(("أعلنت بلدية الوادي إغلاق السوق القديم يومين لإصلاح سقفه بعد العاصفة الأخيرة.", *TEASERS))
    one, two = f"جسر النهر\n{SENTENCES[0]}\n{SENTENCES[1]}\n{page}", f"سلة الرمان\n{OTHER[0]}\n{OTHER[2]}\n{page}"
    copy = f"جسر\n{SENTENCES[0]}\n{SENTENCES[1]}"

    assert links(Copies(), view("a", one), view("b", two)) == []
    assert "changed" not in links(Copies(), view("a", copy), view("b", one))[0].why


def test_a_number_changed_in_a_teaser_is_told_too_for_it_may_be_none() -> None:
    page = "\n".join((f"جسر النهر\n{SENTENCES[0]}\n{SENTENCES[1]}", *TEASERS))

    assert "number 25 → 35" in links(Copies(), view("a", page), view("b", page.replace("25", "35")))[0].why


def test_a_background_longer_than_any_footer_is_no_boilerplate() -> None:
    linker = Copies()
    near = [next(iter(linker.sign(view(f"n{at}", "\n".join((TEASERS[at], *SENTENCES)))))) for at in range(3)]
    new = next(iter(linker.sign(view("new", "\n".join((*OTHER, FOOTER, *SENTENCES))))))

    assert len(list(linker.judge(new, near, Alone()))) == 3


def test_the_link_between_two_reports_has_one_id_whichever_comes_first() -> None:
    one, two = view("a", "\n".join(SENTENCES)), view("b", "\n".join(SENTENCES), outlet="موقع النهر")

    assert links(Copies(), one, two)[0].id == links(Copies(), two, one)[0].id


def test_a_text_without_words_has_nothing_to_be_found_by() -> None:
    signature = next(iter(Copies().sign(view("empty", "…"))))

    assert signature.keys == ()
