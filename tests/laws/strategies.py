"""Texts that no outlet would print and every reader must bear: the words that rules look for, stitched at random.

Invisible characters stand as escapes here, each with its name.
"""

from __future__ import annotations

import random

from hypothesis import strategies as st

from musnad.lang.pack import read_lexicon

MARKS = (
    "\u064e", "\u0651", "\u0670",  # FATHA, SHADDA, SUPERSCRIPT ALEF
    "\u0640", "\u0640\u0640",  # TATWEEL, once and twice
    "\u200c", "\u200d", "\u200f", "\u202b", "\u202c", "\u2067", "\u2069",  # joiners, RLM, RLE, PDF, RLI, PDI
    "\ufeff", "\u00ad", "\u061c",  # ZERO WIDTH NO-BREAK SPACE, SOFT HYPHEN, ARABIC LETTER MARK
)
SHAPED = (
    "\ufed7\ufe8e\ufedd", "\ufee7\ufed4\ufef0", "\ufef7\ufea7\ufeae",  # presentation forms of letters
    "\ufdf2", "\ufdfa",  # ligatures of a word and of a sentence
)
LINES = ("\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\n---\n", "\n\n\n \n")
SIGNS = ("«", "»", '"', "“", "”", "„", "‘", "’", "''", "``", "(", ")", "[", "]", ":", "-", "–", "—", ".", "..", "...", "…",
         "،", "؛", "؟", "!", ",", ";", "/", "%", "٪", "$", "&", "_", "@", "#", "|", "*")
NUMBERS = ("0", "1", "7", "12", "31", "2018", "12/9/2018", "2018-09-12", "٣٫٥", "١٢٬٥٠٠", "25.000", "1,5", "۴۵", "10:45",
           "30/2/2018", "100%", "٢٠١٨", "1440", "-3", "½", "²", "9" * 20, "9" * 5000)
LATIN = ("CNN", "a", "D'Arcy", "x.com", "F-16", "é", "Й", "中", "\U0001f600", "\x00", "\x1b", "\ud800", "\U0010ffff")
NAMES = ("سالم العابر", "ليلى القرنفلي", "العابر", "مملكة أرجوانيا", "سهلاب", "وادي السرو", "عبد الرحيم بن نعمان",
         "أبو ريحان")
JOINED = ("و", "ف", "ب", "ل", "ك", "س", "ال", "وال", "بال", "لل", "أن", "إن", "بأن", "إنه", "أنها", "عن", "من", "إلى", "على",
          "لم", "لن", "قد", "الذي", "التي", "هو", "هي", "ذاته", "نفسه", "بين", "منذ", "قبل", "بعد", "خلال", "حتى")
STEMS = ("statements", "speakers", "titles", "times", "figures", "numerals", "units", "outlets", "circumstances", "contents",
         "grammar", "reports", "acts", "names")
ASSEMBLED = (
    "قال {title} {name}، {time}، إن {content}.",
    "وأضاف أن {content}، مشيرا إلى {content}.",
    "{cue} {title} {name}: «{content}».",
    '"{content}"، {cue} {name}.',
    "ونقلت {outlet} عن {title} {cue} إن {content}.",
    "{name}: {content}",
    "وبحسب {name}، {content}.",
    "{cue} {name} إن {name} {cue} أن {content}.",
    "أسفر ذلك عن {number} {unit} {time} في سهلاب.",
    "سهلاب، {time} ({outlet}) -- {content}",
)


def lexicon(stem: str) -> list[str]:
    """Return the forms of a lexicon."""
    return [row["form"] for row in read_lexicon(stem)]


FORMS = {stem: lexicon(stem) for stem in STEMS}
CUES = st.sampled_from(FORMS["statements"])


def words_of(*stems: str) -> st.SearchStrategy[str]:
    """Draw a form of one of the lexicons."""
    return st.sampled_from([form for stem in stems for form in FORMS[stem]])


@st.composite
def sentences_of_news(draw: st.DrawFn) -> str:
    """Draw a sentence in a frame that news uses, its places filled from the lexicons."""
    content = draw(st.lists(words_of("contents", "units", "numerals", "times", "speakers"), min_size=1, max_size=6))
    fields = {
        "cue": draw(CUES), "title": draw(words_of("titles", "speakers")), "name": draw(st.sampled_from(NAMES)),
        "time": draw(words_of("times")), "outlet": draw(words_of("outlets")), "unit": draw(words_of("units")),
        "number": draw(st.one_of(st.sampled_from(NUMBERS), words_of("numerals", "figures"))), "content": " ".join(content),
    }  # fmt: skip
    return draw(st.sampled_from(ASSEMBLED)).format(**fields)


def news() -> st.SearchStrategy[str]:
    """Texts of such sentences, in lines."""
    return st.lists(sentences_of_news(), min_size=1, max_size=8).flatmap(
        lambda parts: st.lists(st.sampled_from((" ", "\n", "\n\n")), min_size=len(parts), max_size=len(parts)).map(
            lambda gaps: "".join(part + gap for part, gap in zip(parts, gaps, strict=True))
        )
    )


PIECES = st.one_of(
    words_of(*STEMS), CUES, st.sampled_from(NAMES), st.sampled_from(JOINED), st.sampled_from(SIGNS),
    st.sampled_from(NUMBERS), st.sampled_from(LINES), st.sampled_from(MARKS), st.sampled_from(SHAPED),
    st.sampled_from(LATIN), st.characters(),
)  # fmt: skip


@st.composite
def noise(draw: st.DrawFn) -> str:
    """Draw pieces of every kind, stitched with or without a space."""
    pieces = draw(st.lists(PIECES, max_size=40))
    gaps = draw(st.lists(st.sampled_from((" ", " ", " ", "")), min_size=len(pieces), max_size=len(pieces)))
    return "".join(piece + gap for piece, gap in zip(pieces, gaps, strict=True))


@st.composite
def spoilt_news(draw: st.DrawFn) -> str:
    """Draw news with pieces thrown in between any two characters, and pieces taken out."""
    text = draw(news())
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(PIECES) + text[at + draw(st.integers(0, 3)) :]
    return text


TEXTS = st.one_of(noise(), news(), spoilt_news())


def written_otherwise(text: str, seed: int) -> tuple[str, list[int]]:
    """Return the text with marks and tatweel between its letters, and for each character of it the place it had before.

    The list has one more entry, for the end. A reader must find the same in both.
    """
    dice = random.Random(seed)
    made: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        made.append(character)
        places.append(at)
        if "\u0621" <= character <= "\u064a" and "\u0621" <= text[at + 1 : at + 2] <= "\u064a" and dice.random() < 0.3:
            mark = dice.choice(("\u064e", "\u0650", "\u0652", "\u0640", "\u200d"))
            made.append(mark)
            places.append(at)
    return "".join(made), [*places, len(text)]
