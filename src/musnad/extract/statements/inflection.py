"""The words of saying: stems of the lexicon, inflected once, looked up by folded form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from musnad.extract.statements.grammar import CONJUNCTIONS, INDEFINITE, PLURAL_VERB
from musnad.extract.statements.lookup import Lookup
from musnad.lang.pack import folded_key, read_lexicon
from musnad.lang.words import fold


@dataclass(frozen=True, slots=True)
class CueForm:
    """One inflected form of a word of saying.

    Attributes:
        lemma: Third person masculine of the verb; the noun or particle itself.
        kind: ``verb``, ``participle``, ``noun`` or ``particle``.
        frames: What may follow, and what else is true of the word. After it: inna (a clause after إن or أن), quote,
            ila, ala, an, bi, li, min, fi (a complement after that preposition), object, weakobject, person (somebody
            addressed first), accused, described, restated, relay, gesture, carry; an_always (anything after عن),
            asks_from (whom it asks stands after من). Of it: monitors (says something only of those who keep count), weak
            (an ordinary word: only a clause or a quotation proves that it is a cue), utters (the noun after it names the
            act), impersonal (its present with no subject is nobody's saying), maqsura (written with a last ya it is
            another word), feminine_noun (its feminine participle is a common noun too), told (whose word it is stands
            before it).
        act: The act that the word names by itself.
        past: True for a finished act of saying.
        gender: ``m``, ``f`` or empty where the form does not tell.
        number: ``s``, ``d``, ``p`` or empty.
        pronoun: True where an object or possessive pronoun is joined to it.
    """

    lemma: str
    kind: str
    frames: frozenset[str]
    act: str
    past: bool = False
    gender: str = ""
    number: str = ""
    pronoun: bool = False

    def takes(self, frame: str) -> bool:
        """Say whether the word can be followed by this kind of complement."""
        return frame in self.frames

    def inflected(
        self, *, kind: str = "", past: bool = False, gender: str = "", number: str = "", pronoun: bool = False
    ) -> CueForm:
        """Return the word in another form; what is not told stays."""
        return CueForm(self.lemma, kind or self.kind, self.frames, self.act, past or self.past, gender or self.gender,
                       number or self.number, pronoun or self.pronoun)


_PAST = (("", "m", ""), ("ت", "f", ""), ("ا", "m", "d"), ("تا", "f", "d"), ("وا", "m", "p"), ("ن", "f", "p"))
_OBJECTS = ("ه", "ها", "هم")
_BEFORE_OBJECTS = ("", "ت", "وا")
_KEEP_NO_WEAK = ("ت", "تا", "وا")
_DUAL_STEMS = ("ا", "قال", "شدد", "تابع")  # only these have a dual: «ردا», «دانا», «طالبا» are other words
_WEAK_PAST = "اي"
_WEAK_PRESENT = "ويا"
_PRESENT = (("ي", "m"), ("ت", "f"), ("سي", "m"), ("ست", "f"))
_PRESENT_ENDS = (("", ""), ("ون", "p"), ("وا", "p"), ("ان", "d"))
_PRESENT_PLURALS = ("ون", "وا")
_PARTICIPLE = (("ا", "m", "s"), ("ه", "f", "s"), ("ين", "m", "p"), ("تين", "f", "d"), ("ات", "f", "p"))
_POSSESSIVE = (("ه", "m", "s"), ("ها", "f", "s"), ("هم", "m", "p"), ("هما", "", "d"))


def _cue_forms() -> Mapping[str, tuple[CueForm, ...]]:
    table: dict[str, dict[CueForm, None]] = {}
    for row in read_lexicon("statements"):
        if row["kind"] != "particle":
            plain = CueForm(row["lemma"], row["kind"], frozenset(row["frames"].split()), row["act"])
            for form, cue in _inflected(fold(row["form"]), plain):
                table.setdefault(form, {})[cue] = None
    return {form: tuple(cues) for form, cues in table.items()}


def _particles() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for row in read_lexicon("statements"):
        if row["kind"] == "particle":
            key = folded_key(row["form"])
            table.setdefault(key[0], []).append(key)
    return {first: tuple(sorted(keys, key=len, reverse=True)) for first, keys in table.items()}


CUES: Lookup[tuple[CueForm, ...]] = Lookup(_cue_forms, ())
"""Every inflected form of every verb, participle and noun of saying, by folded form."""

PARTICLES: Lookup[tuple[tuple[str, ...], ...]] = Lookup(_particles, ())
"""The particles of attribution by their first folded word; longest first."""


def begins_particle(forms: Sequence[str], at: int) -> bool:
    """Say whether a particle of attribution begins at a word, «على حد قول» as well as «على حد قوله»."""
    return at < len(forms) and any(
        all(form.startswith(word) for form, word in zip(forms[at : at + len(key)], key, strict=False))
        and len(forms) >= at + len(key) for key in PARTICLES[forms[at]])


def cues_of(form: str, shortest: int = 0) -> tuple[CueForm, ...]:
    """Return what a word says as a cue, with or without a conjunction joined to it.

    Args:
        form: The folded word.
        shortest: Letters that a word has more than, for its first to be read as a conjunction.
    """
    return CUES[form] or (CUES[form[1:]] if form[0] in CONJUNCTIONS and len(form) > shortest else ())


def _inflected(form: str, plain: CueForm) -> Iterator[tuple[str, CueForm]]:
    if plain.kind == "past":
        yield from _past(form, plain.inflected(kind="verb", past=True))
    elif plain.kind == "present":
        yield from _present(form, plain.inflected(kind="verb"))
    elif plain.kind == "participle":
        for end, gender, number in _PARTICIPLE:
            yield form + end, plain.inflected(past=True, gender=gender, number=number)
    else:
        yield form, plain
        for end, gender, number in _POSSESSIVE:
            yield form + end, plain.inflected(gender=gender, number=number, pronoun=True)


def _past(form: str, verb: CueForm) -> Iterator[tuple[str, CueForm]]:
    weak = form[-1] in _WEAK_PAST and len(form) > 2
    stem = form[:-1] if weak else form
    for end, gender, number in _PAST:
        if end == INDEFINITE and (weak or not form.startswith(_DUAL_STEMS)):
            continue
        inflected = stem + end if weak and end in _KEEP_NO_WEAK else form + end
        yield inflected, verb.inflected(gender=gender, number=number)
        if end in _BEFORE_OBJECTS:
            base = _before_object(stem, inflected, weak=weak, end=end)
            for pronoun in _OBJECTS:
                yield base + pronoun, verb.inflected(gender=gender, number=number, pronoun=True)


def _before_object(stem: str, inflected: str, *, weak: bool, end: str) -> str:
    """The verb as it is written before a joined pronoun."""
    if weak and end == "":
        return stem + INDEFINITE
    return inflected.removesuffix(INDEFINITE) if end == PLURAL_VERB else inflected


def _present(form: str, verb: CueForm) -> Iterator[tuple[str, CueForm]]:
    stem = form[1:]
    for end in _PRESENT_PLURALS:
        stem = stem.removesuffix(end) if len(stem) > 4 else stem
    weak = stem[-1] in _WEAK_PRESENT and len(stem) > 2
    for prefix, gender in _PRESENT:
        for end, number in _PRESENT_ENDS:
            base = stem[:-1] if weak and end in _PRESENT_PLURALS else stem
            yield prefix + base + end, verb.inflected(gender=gender, number=number)
        for pronoun in _OBJECTS:
            yield prefix + stem + pronoun, verb.inflected(gender=gender, pronoun=True)
