"""The words of saying: stems of the lexicon, inflected once, looked up by folded form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from musnad.lang.pack import folded_key, read_lexicon
from musnad.lang.words import fold


@dataclass(frozen=True, slots=True)
class CueForm:
    """One inflected form of a word of saying.

    Attributes:
        lemma: Third person masculine of the verb; the noun or particle itself.
        kind: ``verb``, ``participle``, ``noun`` or ``particle``.
        frames: What may follow: inna (a clause after إن or أن), quote, ila, ala, an, bi, min, fi (a complement after that
            preposition), object, weakobject, person (somebody addressed first), accused, described, restated, relay, and
            weak (an ordinary word: only a clause or a quotation proves that it is a cue).
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


_PAST = (("", "m", ""), ("ت", "f", ""), ("ا", "m", "d"), ("تا", "f", "d"), ("وا", "m", "p"), ("ن", "f", "p"))
_OBJECTS = ("ه", "ها", "هم")
_PRESENT = (("ي", "m"), ("ت", "f"), ("سي", "m"), ("ست", "f"))
_PRESENT_ENDS = (("", ""), ("ون", "p"), ("وا", "p"), ("ان", "d"))
_PARTICIPLE = (("ا", "m", "s"), ("ه", "f", "s"), ("ين", "m", "p"), ("تين", "f", "d"), ("ات", "f", "p"))
_POSSESSIVE = (("ه", "m", "s"), ("ها", "f", "s"), ("هم", "m", "p"), ("هما", "", "d"))


@cache
def cue_forms() -> dict[str, tuple[CueForm, ...]]:
    """Return every inflected form of every verb, participle and noun of saying, by folded form."""
    table: dict[str, list[CueForm]] = {}
    for row in read_lexicon("statements"):
        if row["kind"] == "particle":
            continue
        frames = frozenset(row["frames"].split())
        for form, cue in _inflect(fold(row["form"]), row["lemma"], row["kind"], frames, row["act"]):
            known = table.setdefault(form, [])
            if cue not in known:
                known.append(cue)
    return {form: tuple(cues) for form, cues in table.items()}


@cache
def particles() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the particles of attribution by their first folded word; longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for row in read_lexicon("statements"):
        if row["kind"] == "particle":
            key = folded_key(row["form"])
            table.setdefault(key[0], []).append(key)
    return {first: tuple(sorted(keys, key=len, reverse=True)) for first, keys in table.items()}


def _inflect(form: str, lemma: str, kind: str, frames: frozenset[str], act: str) -> list[tuple[str, CueForm]]:
    if kind == "past":
        return _past(form, lemma, frames, act)
    if kind == "present":
        return _present(form, lemma, frames, act)
    if kind == "participle":
        return [(form + end, CueForm(lemma, "participle", frames, act, True, gender, number))
                for end, gender, number in _PARTICIPLE]
    plain = [(form, CueForm(lemma, "noun", frames, act))]
    return plain + [(form + end, CueForm(lemma, "noun", frames, act, False, gender, number, pronoun=True))
                    for end, gender, number in _POSSESSIVE]


def _past(form: str, lemma: str, frames: frozenset[str], act: str) -> list[tuple[str, CueForm]]:
    weak = form[-1] in "اي" and len(form) > 2
    stem = form[:-1] if weak else form
    found = []
    for end, gender, number in _PAST:
        if end == "ا" and (weak or not form.startswith(("ا", "قال", "شدد"))):
            continue  # «ردا», «دانا», «طالبا»: read as an adverb, a name, a participle
        inflected = form if end == "" else form + end if not weak or end not in ("ت", "تا", "وا") else stem + end
        found.append((inflected, CueForm(lemma, "verb", frames, act, True, gender, number)))
        for pronoun in _OBJECTS if end in ("", "ت", "وا") else ():
            base = stem + "ا" if weak and end == "" else inflected.removesuffix("ا") if end == "وا" else inflected
            found.append((base + pronoun, CueForm(lemma, "verb", frames, act, True, gender, number, pronoun=True)))
    return found


def _present(form: str, lemma: str, frames: frozenset[str], act: str) -> list[tuple[str, CueForm]]:
    stem = form[1:]
    for end, _ in _PRESENT_ENDS[1:3]:
        stem = stem.removesuffix(end) if len(stem) > 4 else stem
    weak = stem[-1] in "ويا" and len(stem) > 2
    found = []
    for prefix, gender in _PRESENT:
        for end, number in _PRESENT_ENDS:
            base = stem[:-1] if weak and end in ("ون", "وا") else stem
            found.append((prefix + base + end, CueForm(lemma, "verb", frames, act, False, gender, number)))
        found.extend((prefix + stem + pronoun, CueForm(lemma, "verb", frames, act, False, gender, "", pronoun=True))
                     for pronoun in _OBJECTS)
    return found


@cache
def word_classes(stem: str) -> dict[str, frozenset[str]]:
    """Return, for a lexicon of one-word forms with a ``kind`` column, the kinds of each folded form."""
    table: dict[str, set[str]] = {}
    for row in read_lexicon(stem):
        table.setdefault(" ".join(folded_key(row["form"])), set()).add(row.get("kind", ""))
    return {form: frozenset(kinds) for form, kinds in table.items()}


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that can head the name of a speaker.

    Attributes:
        kind: person, organization, source, document or pronoun.
        gender: ``m`` or ``f``.
        number: ``s`` or ``p``.
        definite: True with the article.
    """

    kind: str
    gender: str
    number: str
    definite: bool = False


class Heads(dict[str, "Head | None"]):
    """Speaker heads by folded form, with and without the article; looked up once a form and remembered."""

    def __missing__(self, form: str) -> Head | None:
        """Find a form with the article, or with a construct ending, and remember the answer."""
        found: Head | None = None
        if form.startswith("ال") and len(form) > 4:
            bare = self.get(form[2:])
            found = Head(bare.kind, bare.gender, bare.number, True) if bare else self._plural(form[2:], definite=True)
        else:
            found = self._plural(form, definite=False)
        if len(self) < 200_000:
            self[form] = found
        return found

    def _plural(self, form: str, *, definite: bool) -> Head | None:
        """A sound masculine plural («منسقون», «منسقو») is known by its singular."""
        for end in ("ون", "ين", "و"):
            single = self.get(form.removesuffix(end)) if form.endswith(end) and len(form) > 4 else None
            if single is not None and single.kind == "person" and single.gender == "m" and single.number == "s":
                return Head("person", "m", "p", definite)
        return None


@cache
def outlets() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the outlets by the first folded word of their names: the whole name and its kind, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in read_lexicon("outlets"):
        key = folded_key(row["form"])
        table.setdefault(key[0], []).append((key, row["kind"]))
    for known in table.values():
        known.sort(key=lambda k: -len(k[0]))
    return table


@cache
def shared_names() -> frozenset[tuple[str, ...]]:
    """Return the names of outlets that are also common words or places («الحياة», «الشرق الأوسط»)."""
    return frozenset(folded_key(row["form"]) for row in read_lexicon("outlets") if row["shared"] == "yes")


@cache
def heads() -> Heads:
    """Return the nouns that head names of speakers."""
    table = Heads()
    for row in read_lexicon("speakers"):
        form = fold(row["form"])
        table[form] = Head(row["kind"], row["gender"], row["number"])
        if row["number"] == "p" and form.endswith("ون"):
            table[form[:-2] + "ين"] = table[form]
            table[form[:-1]] = table[form]
    return table
