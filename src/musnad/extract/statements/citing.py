"""Citing: verbs whose subject passes on what another says, and documents in which it stands.

Finds    نقلت الوكالة عن المتحدث أن …            the spokesman speaks, through the agency
Finds    نقلت الوكالة أن …                        nobody is cited: the agency itself reports
Finds    قالت الوكالة نقلا عن مصدر محلي إن …    so does the source of what an agency says itself
Finds    علم المرصد من مصادر موثوقة أن …          the sources speak, through whoever learnt it
Finds    جاء في بيان للوزارة أن …                 the ministry speaks
Leaves   نقلت الوكالة عن المتحدث قوله إن …        the noun «قوله» is the cue
"""

from __future__ import annotations

from musnad.extract.statements.complements import Complement
from musnad.extract.statements.cues import Cue, particle
from musnad.extract.statements.draft import CARRIED, Draft, Subject
from musnad.extract.statements.grammar import ALA, AN, ARTICLE, CITING, FI, MIN, POSSESSIVE, REPORTER, WORDS
from musnad.extract.statements.inflection import CUES
from musnad.extract.statements.phrases import Phrase, phrase_at
from musnad.extract.statements.reading import Reading
from musnad.extract.statements.relays import medium_kind
from musnad.extract.statements.sources import after_comma, behind, passed_on_by, source_at


def cited(reading: Reading, cue: Cue, found: Complement | None, stop: int) -> Draft | None:
    """Return the draft of a verb that passes on («نقل»), learns («علم») or stands in a document («جاء»)."""
    if found is None:
        return None
    if cue.form.takes("came"):
        return _document(reading, cue, found, stop)
    return _learnt(reading, cue, found) if cue.form.takes("learns") else _relayed(reading, cue, found)


def _relayed(reading: Reading, cue: Cue, found: Complement) -> Draft | None:
    """«نقلت الوكالة عن المتحدث أن»: the verb is the cue only where no «قوله» follows."""
    if found.kind not in ("inna", "quote") or cue.form.kind != "verb":
        return None
    between = reading.forms[cue.last : found.first]
    if AN not in between:
        return _own_report(reading, cue, found)
    if not WORDS.his_saying.isdisjoint(between):
        return None
    at = cue.last + between.index(AN)
    speaker = phrase_at(reading, at + 1, found.first)
    if speaker is None:
        return None
    medium = passed_on_by(reading, cue.last, at)
    told = Subject(speaker, after_comma(reading, speaker, found.first), "told")
    return Draft(cue, found.first, found.kind, told, via=[medium] if medium else [])


def _own_report(reading: Reading, cue: Cue, found: Complement) -> Draft | None:
    """«نقلت الوكالة أن …»: nobody is cited, the medium itself reports."""
    medium, between = found.subject, reading.forms[cue.last : found.first]
    if medium is None or cue.form.pronoun or medium_kind(reading, medium.first) is None:
        return None
    if any(_of_another(form) for form in between):
        return None  # «نقلت الوكالة على لسان المتحدث قوله», «نقلت الوكالة قول المتحدث»
    return Draft(cue, found.first, found.kind, Subject(medium, None, "after"), found.adjuncts)


def _of_another(form: str) -> bool:
    """A word that tells that somebody else is cited: «عنه», «لسان», «قوله», «قول»."""
    known = CUES[form]
    noun = bool(known) and known[0].kind == "noun"
    return noun or POSSESSIVE.sub("", form) == AN or form in WORDS.his_saying or form in WORDS.on_behalf


def source_cited(reading: Reading, found: Complement, subject: Subject) -> Draft | None:
    """«قالت وكالة الساحل نقلا عن مصدر محلي إن …»: the source speaks, through the medium, and the particle is the cue."""
    forms, medium = reading.forms, subject.phrase
    if medium is not None and medium_kind(reading, medium.first) is None and not _reporter(forms[medium.first]):
        return None
    for adjunct in found.adjuncts:
        at = adjunct.first
        if forms[at] == CITING and forms[at + 1] == AN:
            speaker = source_at(reading, at + 2, adjunct.last)
            if speaker is None:
                return None
            cue = particle(reading, at, at + 2, "assert")
            return Draft(cue, found.first, found.kind, Subject(speaker, None, "told"), via=[medium] if medium else [])
    return None


def _reporter(form: str) -> bool:
    return form.removeprefix(ARTICLE).startswith(REPORTER)


def _document(reading: Reading, cue: Cue, found: Complement, stop: int) -> Draft | None:
    """«جاء في بيان للوزارة أن …», «رسالة جاء فيها: "…"»: what a document says, for whoever issued it."""
    if not found.proves:
        return None
    at = cue.last
    if reading.forms[at] in WORDS.in_it:
        return Draft(cue, found.first, found.kind, CARRIED, found.adjuncts)
    if reading.forms[at] == ALA and reading.forms[at + 1] in WORDS.on_behalf:
        spokesman = phrase_at(reading, at + 2, found.first)
        told_by = Subject(spokesman, after_comma(reading, spokesman, found.first), "told") if spokesman else CARRIED
        return Draft(cue, found.first, found.kind, told_by, found.adjuncts)  # «جاء على لسان المتحدث أن …»
    if reading.forms[at] != FI or at + 1 >= found.first:
        return None
    phrase = source_at(reading, at + 1, found.first)
    told = reading.heads[at + 1] is not None or reading.forms[at + 1] in WORDS.document
    if phrase is None or not told:
        return None
    return Draft(cue, found.first, found.kind, behind(reading, Subject(phrase, None, "after"), stop), found.adjuncts)


def _body(reading: Reading, phrase: Phrase) -> bool:
    """An organisation or an outlet, not a person, who may have learnt something and told nobody."""
    named = bool(phrase.names) and phrase.names[0].kind == "organization" and phrase.names[0].first == phrase.first
    return named or phrase.is_a("organization") or medium_kind(reading, phrase.first) is not None


def _learnt(reading: Reading, cue: Cue, found: Complement) -> Draft | None:
    """«علم المرصد من مصادر موثوقة أن …»: the sources speak, through whoever learnt it; without them a body itself."""
    between = reading.forms[cue.last : found.first]
    if found.kind == "inna" and MIN not in between and found.subject is not None and _body(reading, found.subject):
        return Draft(cue, found.first, "inna", Subject(found.subject, None, "after"), found.adjuncts)
    if found.kind != "inna" or MIN not in between:
        return None
    at = cue.last + between.index(MIN)
    speaker = phrase_at(reading, at + 1, found.first)
    if speaker is None or not speaker.is_a("source", "person"):
        return None
    medium = passed_on_by(reading, cue.last, at) if at > cue.last else None
    return Draft(cue, found.first, "inna", Subject(speaker, None, "told"), via=[medium] if medium else [])
