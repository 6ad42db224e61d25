"""Statements: who said what, to whom, through whom.

Finds    قال الوزير إن الطريق مفتوح                 verb, speaker, content
Finds    الطريق مفتوح بحسب شهود                      particle, source, content before it
Leaves   قال كلمة ومضى                               a word of saying with nothing said
Refuses  قال الوزير: «الطريق مفتوح                    Q001: the quotation never closes

Lexicons: statements.tsv (cues), speakers.tsv, circumstances.tsv, contents.tsv, grammar.tsv, acts.tsv, outlets.tsv,
capitals.tsv.
"""

from __future__ import annotations

from musnad.extract.statements.cast import Cast
from musnad.extract.statements.contents import form_of
from musnad.extract.statements.descriptions import UNNAMED
from musnad.extract.statements.draft import Draft
from musnad.extract.statements.drafts import find_drafts
from musnad.extract.statements.grammar import ARTICLE, LI_WITH_ARTICLE, WITH_LI, WORDS
from musnad.extract.statements.headlines import headline
from musnad.extract.statements.passing import passed_on, retold, sentences_that_pass_on
from musnad.extract.statements.reading import Reading, lay_out
from musnad.extract.statements.relays import Relay, relay_of, relays
from musnad.extract.statements.said import Said
from musnad.extract.statements.speakers import speaker_of
from musnad.model.frame import Frame
from musnad.model.records import Refusal
from musnad.text.names import Name
from musnad.text.passage import Passage

__all__ = ["Said", "read", "refusals"]

SHOWN = 200  # code points of a quotation that never closes


def read(passage: Passage, names: tuple[Name, ...]) -> tuple[Reading, Cast, list[Said]]:
    """Return the statements of a report in the order of their cues, with the cast that speaks them."""
    reading = lay_out(passage, names)
    cast = Cast(reading)
    said: list[Said] = []
    head = headline(reading)
    for draft in find_drafts(reading):
        _add(reading, cast, draft, said)
    if head is not None:
        said.insert(0, _resolved(reading, cast, head, []))
    sentences_that_pass_on(reading, said)
    for one in said:
        if one.actor in cast.roster.named_later and one.steps[0].startswith(UNNAMED):
            one.steps.append(f"named later in the report: {one.actor.name}")
    _nest(said)
    return reading, cast, said


def _add(reading: Reading, cast: Cast, draft: Draft, said: list[Said]) -> None:
    """Add a draft; a trailing «وفق وكالة …» after a statement only says through whom that came."""
    if passed_on(reading, draft, said):
        return
    one = _resolved(reading, cast, draft, said)
    retold(reading, one, said)
    if one.actor is None and not draft.direct:
        return
    echo = draft.complement == "trailing" and any(s.draft.start == draft.start for s in said)
    said.append(one)
    own_report = draft.cue.form.takes("relay") and draft.subject.place == "after"  # a medium: nobody goes on about it
    passing = draft.cue.form.kind == "noun" or echo or own_report or _only_known(reading, draft)
    if one.actor is not None and not passing:
        for medium in draft.via if draft.subject.place == "told" else ():
            cast.said(cast.resolve(medium, None, "")[0], draft.cue.first)  # «وأضافت» goes on about the agency
        cast.said(one.actor, draft.cue.first)


def _only_known(reading: Reading, draft: Draft) -> bool:
    """«بحسب المعلومات الأولية»: what is known speaks for nobody who could go on."""
    phrase = draft.subject.phrase
    if phrase is None or draft.cue.form.kind != "particle":
        return False
    form = reading.forms[phrase.first]
    return form.removeprefix(LI_WITH_ARTICLE).removeprefix(WITH_LI).removeprefix(ARTICLE) in WORDS.known_facts


def _resolved(reading: Reading, cast: Cast, draft: Draft, said: list[Said]) -> Said:
    actor, steps = speaker_of(cast, draft, said)
    phrase, apposition = draft.subject.phrase, draft.subject.apposition
    span = None
    if phrase is not None:
        span = reading.span(phrase.first, max(phrase.last, apposition.last if apposition else 0))
    via = relays(reading, draft) or _inherited(reading, draft, said) or _led(reading, draft, said)
    return Said(draft, actor, form_of(reading, draft), steps, via, span)


def _inherited(reading: Reading, draft: Draft, said: list[Said]) -> list[Relay]:
    """A participle goes on with what its verb said, through whom that came."""
    if draft.cue.form.kind != "participle" or not said or draft.subject.phrase is not None:
        return []
    same = reading.unit_at(said[-1].draft.cue.first) == reading.unit_at(draft.cue.first)
    return list(said[-1].via) if same else []


def _led(reading: Reading, draft: Draft, said: list[Said]) -> list[Relay]:
    """«وحسب وكالة الساحل، أوضح الوزير أن …»: the medium that leads the sentence passed on what is said in it."""
    unit = reading.unit_at(draft.cue.first)
    for one in reversed(said):
        if reading.unit_at(one.draft.cue.first) != unit:
            return []
        if one.draft.complement == "leading" and draft.cue.form.kind == "verb":
            relay = relay_of(reading, one.draft)
            return [relay] if relay is not None else []
    return []


def _nest(said: list[Said]) -> None:
    """Set the parents: the smallest content before it that holds a statement's cue and content."""
    open_: list[int] = []
    for index, one in enumerate(said):
        place = one.draft.cue.start
        while open_ and said[open_[-1]].draft.end <= place:
            open_.pop()
        holders = (i for i in reversed(open_) if said[i].draft.start <= place and one.draft.end <= said[i].draft.end)
        one.parent = next(holders, None)
        open_.append(index)


def refusals(reading: Reading, frame: Frame) -> list[Refusal]:
    """Return what was recognised as quoted or said and could not be placed: quotations that never close."""
    made = []
    for quotation in reading.passage.quotations:
        if not quotation.closed:
            start, end = quotation.outer.start, min(quotation.outer.end, quotation.outer.start + SHOWN)
            made.append(Refusal(id=frame.id("refusal", start, end, "Q001"), by=frame.by("quotation"), row=frame.row,
                                start=start, end=end, text=reading.text[start:end], report=frame.report, code="Q001",
                                why=f"the quotation that opens with {reading.text[start]} never closes"))
    return made
