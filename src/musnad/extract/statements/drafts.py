"""Drafts: cues with their content and the phrase that says who speaks, before anybody is resolved."""

from __future__ import annotations

from musnad.extract.statements.contents import bounded
from musnad.extract.statements.cues import Cue, find_cues
from musnad.extract.statements.draft import Draft
from musnad.extract.statements.ends import Begun, Ends
from musnad.extract.statements.grammar import ENDS, WITH_LI, WORDS
from musnad.extract.statements.nouns import noun_draft
from musnad.extract.statements.particles import particle_draft
from musnad.extract.statements.reading import Reading
from musnad.extract.statements.relays import named_media
from musnad.extract.statements.trailing import cover
from musnad.extract.statements.verbs import verb_draft


def find_drafts(reading: Reading) -> list[Draft]:
    """Return the drafts of a report in the order of their cues."""
    cues = find_cues(reading)
    drafts: list[Draft] = []
    at = 0
    for first, stop in reading.units:
        here = []
        while at < len(cues) and cues[at].first < stop:
            here.append(cues[at])
            at += 1
        if here:
            drafts.extend(_unit(reading, here, first, stop))
    return drafts


def _unit(reading: Reading, cues: list[Cue], first: int, stop: int) -> list[Draft]:
    found: list[Draft] = []
    for cue in cues:
        if found and found[-1].first == cue.first and found[-1].cue.form.takes("restated"):
            continue  # «جدد طلبه عودة …» is one act of saying
        if cue.form.kind == "particle" and found and _told_already(reading, found[-1], cue):
            continue  # «قالت الوكالة نقلا عن مصدر إن …»: so is this
        draft = _draft(reading, cue, first, _within(reading, cue, stop), found)
        if draft is not None and found and _occasion(found[-1], draft):
            continue
        if draft is not None and not (found and _passes_on(found[-1], draft)):
            found.append(draft)
    ends, begun = Ends(reading, found, first, stop), Begun()
    for draft in found:
        if draft.complement not in ("trailing", "before"):
            bounded(reading, draft, ends, min(begun.after(draft.first, stop), _within(reading, draft.cue, stop)))
        begun.add(draft.first)
    for draft in found:
        if draft.complement == "trailing":
            cover(reading, draft, found, first, stop)
    return [d for d in found if d.end > d.start and not _cut_off(reading, d)]


def _cut_off(reading: Reading, draft: Draft) -> bool:
    """«محذرا من …»: a teaser that ends with the preposition."""
    at = draft.first
    alone = at < len(reading.words) and (draft.start, draft.end) == (reading.words[at].start, reading.words[at].end)
    return alone and reading.forms[at] in WORDS.preposition


def _passes_on(before: Draft, draft: Draft) -> bool:
    """«قال المتحدث في بيان أوردته الوكالة إن …»: the verb of the occasion, with its pronoun, says nothing of its own."""
    inner = before.cue.last < draft.cue.first < before.first == draft.first
    return inner and draft.cue.form.pronoun and (draft.cue.form.kind == "verb" or before.subject.place == "told")


def _occasion(before: Draft, draft: Draft) -> bool:
    """«قالت الشرطة في تصريح صحفي إن …»: where a verb's content was said, unless the noun has one of its own before."""
    cue = draft.cue
    if cue.form.kind != "noun" or cue.form.pronoun or not before.cue.last < cue.first < before.first:
        return False  # «قوله», «اعترافه» say something themselves
    own = draft.complement == "inna" and draft.first < before.first and draft.subject.phrase is not None
    return not own  # «قالت الوزيرة بعد تصريح الحكومة بأنها تحقق: "…"»


def _told_already(reading: Reading, draft: Draft, cue: Cue) -> bool:
    """The particle between a verb and its content: its source, or the medium that passed it on."""
    if not draft.cue.first <= cue.first < draft.first:
        return False
    told = next((a for a in draft.adjuncts if a.kind == "via" and a.first == cue.first), None)
    if draft.subject.place == "told" or told is None:
        return draft.subject.place == "told"
    document = any(form.removeprefix(WITH_LI) in WORDS.document for form in reading.forms[told.first : told.last])
    return document or any(named_media(reading, told.first, told.last))


def _within(reading: Reading, cue: Cue, stop: int) -> int:
    """What is said inside a quotation ends with it."""
    quotation = reading.inside[cue.first]
    if quotation is None:
        return stop
    close = reading.close_of(quotation)
    if close - cue.first < 3:
        return stop
    end = next((at for at in range(cue.last, close) if reading.forms[at] in ENDS or at in reading.opening), close)
    return min(stop, close if end in reading.opening else end)


def _draft(reading: Reading, cue: Cue, first: int, stop: int, before: list[Draft]) -> Draft | None:
    if cue.form.kind == "particle":
        return particle_draft(reading, cue, first, stop)
    if cue.form.kind == "noun":
        return noun_draft(reading, cue, stop)
    return verb_draft(reading, cue, first, stop, before)
