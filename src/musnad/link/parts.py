"""Parts of a name: its words as a name has them, particles joined on, titles and marks left out.

Reads    أورسولا فون دير لاين        أورسولا · فونديرلاين
Reads    الأمير محمد بن زايد آل نهيان    محمد · زايد (the father) · نهيان (the house)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from musnad.lang.words import words
from musnad.link.spellings import ARTICLE, Spellings, bare, spellings

_HAMZA = "\u0621"  # before the folded form of a word whose first letters are no article: «ألبرت»


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name.

    Attributes:
        form: Folded, without the article; particles joined on.
        role: ``own``, ``father`` (after «بن») or ``house`` (after «آل»).
        given: It is a common Arabic given name.
        particle: The particles at its head, empty if there are none.
        article: An article was dropped from it. It may have been none: «الكسندر», written without its hamza.
    """

    form: str
    role: str = "own"
    given: bool = False
    particle: str = ""
    article: bool = False


@lru_cache(maxsize=65536)
def parts(name: str) -> tuple[Part, ...]:
    """Return the parts of a person's name, in order; none for a description and for a text without Arabic letters."""
    table = spellings()
    forms = [_HAMZA + w.form if w.form.startswith(ARTICLE) and w.raw[0] in "أإآ" and w.raw != "آل" else w.form
             for w in words(name) if w.kind == "word"]
    titled = 0
    while titled < len(forms) - 1 and forms[titled] in table.titles:
        titled += 1
    if _nameless(forms[titled:], table) or (titled and bare(forms[titled]) in table.nations):
        return ()
    made = _joined(forms[titled:], table)
    kept = [p for i, p in enumerate(made) if not i or p.form not in table.dropped]
    if kept and kept[0].form in table.eastern:
        return tuple(kept)
    return tuple(p for i, p in enumerate(kept) if not 0 < i < len(kept) - 1 or p.form not in table.initials)


def _nameless(forms: list[str], table: Spellings) -> bool:
    """«المتحدث باسم الجيش» describes somebody and names nobody; «أمين حطيط» is a name."""
    known = table.first | table.given
    return bool(forms) and forms[0] not in known and bare(forms[0]) in table.offices


def _joined(forms: list[str], table: Spellings) -> list[Part]:
    made: list[Part] = []
    held, particle, role = "", "", "own"
    for at, form in enumerate(forms):
        rest = len(forms) - at - 1
        if rest and form in table.house:
            role = "house"
        elif form in table.descent and (made or held):
            role = "father"
        elif rest and form in table.joined and not (at == 0 and form != table.joined[form] and rest == 1):
            held, particle = held + table.joined[form], particle + table.joined[form]
        elif rest and form in table.particles and made:
            held, particle = held + form, particle + form
        elif form in table.endings and made and not held:
            last = made.pop()
            made.append(_part(last.form + form, last.role, last.particle, table))
        else:
            made.append(_part(held + form if held else form, role, particle, table))
            held, particle, role = "", "", "own"
    return made


def _part(form: str, role: str, particle: str, table: Spellings) -> Part:
    whole = form.removeprefix(_HAMZA)
    short = bare(form) if whole == form else whole
    full = table.short.get(short, short)
    given = short in table.given or (short.startswith("عبد") and len(short) > 4)
    return Part(full, role, given, particle, article=short != whole)
