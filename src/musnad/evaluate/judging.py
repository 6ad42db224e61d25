"""Judging: a document's records against its gold, as counts and as slips."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from musnad.evaluate.pairing import (
    Pairing,
    carries,
    likeness,
    nearness_of_events,
    nearness_of_names,
    nearness_of_sayings,
    nearness_of_values,
    paired,
)
from musnad.evaluate.sheets import Event, Named, Saying, Sheet, Valued
from musnad.evaluate.slips import Slip
from musnad.evaluate.tally import Score, Share
from musnad.model.span import Span

SAME_SPAN = 0.8  # F1 of a content from which it is the right one


@dataclass(slots=True)
class Judged:
    """How one document was read.

    Attributes:
        scores: Counts by figure.
        slips: What was missed, spurious or wrong.
    """

    scores: dict[str, Score | Share] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)


def judge(text: str, gold: Sheet, found: Sheet) -> Judged:
    """Lay what was found beside gold; what gold does not judge is left out.

    Args:
        text: The document's text, for showing its words.
        gold: What a person found.
        found: What the records say.
    """
    made = Judged()
    if gold.reports is not None:
        _reports(made, gold.reports, found.reports or frozenset())
    if gold.statements is not None:
        _statements(made, text, paired(gold.statements, found.statements or (), nearness_of_sayings))
    if gold.figures is not None:
        _values(made, text, "figures", paired(gold.figures, found.figures or (), nearness_of_values))
    if gold.times is not None:
        _values(made, text, "times", _times(gold.times, found.times or ()))
    if gold.incidents is not None:
        _events(made, text, paired(gold.incidents, found.incidents or (), nearness_of_events))
    if gold.mentions is not None:
        _mentions(made, gold.mentions, found.mentions or ())
    return made


def _reports(made: Judged, gold: frozenset[int], found: frozenset[int]) -> None:
    made.scores["report_boundaries"] = Score(len(gold & found), len(found), len(gold))
    made.slips += [Slip("reports", "missed", Span(at, at + 1)) for at in sorted(gold - found)]
    made.slips += [Slip("reports", "spurious", Span(at, at + 1)) for at in sorted(found - gold)]


# What can be wrong with a statement that was found: the figure, whether it is right, and how each side is shown.
_CHECKS: tuple[tuple[str, Callable[[Saying, Saying], bool], Callable[[str, Saying], str]], ...] = (
    ("speaker", lambda g, f: any(carries(name, g.names[0]) for name in f.names), lambda _, s: " / ".join(s.names[:2])),
    ("content", lambda g, f: likeness(g.span, f.span) >= SAME_SPAN, lambda text, s: s.span.of(text)),
    ("form", lambda g, f: g.form == f.form, lambda _, s: s.form),
    ("act", lambda g, f: g.act == f.act, lambda _, s: s.act),
    ("via", lambda g, f: any(carries(name, first) for first in g.via[:1] for name in f.via), lambda _, s: " / ".join(s.via)),
)


def _statements(made: Judged, text: str, pairing: Pairing[Saying]) -> None:
    """Optional judgements count neither way: their records are not found, and their absence is no miss."""
    sure = [(g, f) for g, f in pairing.pairs if not g.optional]
    missed = [g for g in pairing.missed if not g.optional]
    found, wanted = len(sure) + len(pairing.spurious), len(sure) + len(missed)
    right = {name: {pair for pair in enumerate(sure) if ok(*pair[1])} for name, ok, _ in _CHECKS}
    strict = right["speaker"] & right["content"]
    made.scores["statements_found"] = Score(len(sure), found, wanted)
    made.scores["statements_strict"] = Score(len(strict), found, wanted)
    made.slips += [Slip("statements", "missed", _at(g), _shown(text, g), None, _cue(text, g)) for g in missed]
    made.slips += [Slip("statements", "spurious", _at(f), None, _shown(text, f), _cue(text, f)) for f in pairing.spurious]
    for name, _, show in _CHECKS:
        judged = [pair for pair in enumerate(sure) if name != "via" or pair[1][0].via]
        made.scores[f"statement_{name}_accuracy"] = Share(len(right[name].intersection(judged)), len(judged))
        wrong = [pair for number, pair in judged if (number, pair) not in right[name]]
        made.slips += [Slip(name, "wrong", _at(g), show(text, g), show(text, f), _cue(text, f)) for g, f in wrong]


def _at(saying: Saying) -> Span:
    return saying.cue or saying.span


def _cue(text: str, saying: Saying) -> str:
    return saying.cue.of(text) if saying.cue else ""


def _shown(text: str, saying: Saying) -> str:
    return f"{saying.names[0] if saying.names else '?'}: {saying.span.of(text)}"


def _times(gold: tuple[Valued, ...], found: tuple[Valued, ...]) -> Pairing[Valued]:
    """Words that no calendar can place are scored neither way, and so is what was made of them."""
    vague = [g.span for g in gold if g.value is None]
    placed = [f for f in found if f.value is not None and not any(f.span.meets(span) for span in vague)]
    return paired([g for g in gold if g.value is not None], placed, nearness_of_values)


def _values(made: Judged, text: str, name: str, pairing: Pairing[Valued]) -> None:
    found, wanted = len(pairing.pairs) + len(pairing.spurious), len(pairing.pairs) + len(pairing.missed)
    wrong = [(g, f) for g, f in pairing.pairs if g.value != f.value]
    made.scores[f"{name}_found"] = Score(len(pairing.pairs), found, wanted)
    made.scores[f"{name}_value"] = Score(len(pairing.pairs) - len(wrong), found, wanted)
    made.slips += [Slip(name, "missed", g.span, str(g.value), None, g.span.of(text)) for g in pairing.missed]
    made.slips += [Slip(name, "spurious", f.span, None, str(f.value), f.span.of(text)) for f in pairing.spurious]
    made.slips += [Slip(name, "wrong", g.span, str(g.value), str(f.value), f.span.of(text)) for g, f in wrong]


def _events(made: Judged, text: str, pairing: Pairing[Event]) -> None:
    found, wanted = len(pairing.pairs) + len(pairing.spurious), len(pairing.pairs) + len(pairing.missed)
    wrong = [(g, f) for g, f in pairing.pairs if g.status != f.status]
    made.scores["incidents"] = Score(len(pairing.pairs), found, wanted)
    made.scores["incident_status_accuracy"] = Share(len(pairing.pairs) - len(wrong), len(pairing.pairs))
    made.slips += _event_slips(text, "missed", pairing.missed)
    made.slips += _event_slips(text, "spurious", pairing.spurious)
    made.slips += [Slip("status", "wrong", f.spans[0], g.status, f.status, f.spans[0].of(text)) for g, f in wrong]


def _event_slips(text: str, fault: str, events: list[Event]) -> Iterator[Slip]:
    for event in events:
        said = f"{event.kind} ({', '.join(event.places)})"
        wanted, found = (said, None) if fault == "missed" else (None, said)
        yield Slip("incidents", fault, event.spans[0], wanted, found, event.spans[0].of(text))


def _mentions(made: Judged, gold: tuple[Named, ...], found: tuple[Named, ...]) -> None:
    exact = Score(len(set(gold) & set(found)), len(set(found)), len(set(gold)))
    made.scores["mentions_exact"] = exact
    pairs = len(paired(gold, found, nearness_of_names).pairs)
    made.scores["mentions_overlap"] = Score(pairs, len(found), len(gold))
