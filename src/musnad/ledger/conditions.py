"""What may be asked of records, one condition a name of ``Where``: its SQL, and the values that go into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, literal, or_, select, union_all

from musnad.ledger.columns import Words
from musnad.ledger.packing import Fold, searchable
from musnad.ledger.schema import RECORDS, documents, verdicts
from musnad.ledger.shapes import Shape, last_verdict, of_source_of, reports
from musnad.model.errors import LedgerError

mentions = RECORDS["mention"]

_PLAIN = ("act", "form", "kind", "status", "code", "about")  # asked for by their own words
COMMON = 3  # letters: so short a text stands in so many records that the first ones in order are soon found
Condition = ColumnElement[bool]


def values_of(name: str, value: Any, fold: Fold) -> tuple[Any, ...]:
    """Return what a question compares with: as many values as its SQL has marks for this name."""
    made = _VALUES.get(name)
    return (value,) if made is None else made(value, fold)


def shaping(name: str, value: Any, values: tuple[Any, ...]) -> Any:
    """Return what decides the SQL of a condition: the number of its values, or something of the value."""
    made = _SHAPING.get(name)
    return len(values) if made is None else made(value)


def condition(form: Shape, name: str, how: Any) -> Condition:
    """Return the SQL of one condition; ``how`` comes from ``shaping``.

    Raises:
        LedgerError: This type of record does not have what is asked.
    """
    table = form.table
    if name in _PLAIN and name in table.c:
        same: Condition = table.c[name] == _bound(name)
        return same
    ask = _ASKED.get(name)
    made = ask(form, how) if ask else None
    if made is None:
        raise LedgerError(f"{table.name} cannot be asked for {name}")
    return made


def _bound(name: str, at: int = 0) -> BindParameter[Any]:
    return bindparam(f"{name}_{at}", type_=Words)


def _escaped(text: str) -> str:
    return text.replace("/", "//").replace("%", "/%").replace("_", "/_")


def _speaker_values(value: str, fold: Fold) -> tuple[str, ...]:
    """Return two patterns a word: one that rules out most names quickly, and one that sees whole words only."""
    words = map(_escaped, searchable(value, fold).split())
    return tuple(pattern for word in words for pattern in (f"%{word}%", f"% {word} %"))


_VALUES: dict[str, Callable[[Any, Fold], tuple[Any, ...]]] = {
    "speaker": _speaker_values,
    "text": lambda value, fold: (f"%{_escaped(searchable(value, fold).strip())}%",),
    "verdict": lambda value, _: () if value == "none" else (value,),
    "doubt": lambda value, _: (),
}
_SHAPING: dict[str, Callable[[Any], Any]] = {
    "doubt": lambda value: value,
    "text": lambda value: len(value.strip()) <= COMMON,
}


def _speaker(form: Shape, patterns: int) -> Condition | None:
    """Ask for whole words, in the index of the speakers alone: only the rows of those that fit are read."""
    if "speaker_folded" not in form.table.c:
        return None
    spoken = form.table.alias("spoken")
    named = spoken.c.speaker_folded
    whole = literal(" ") + named + " "
    tests = [(whole if at % 2 else named).like(_bound("speaker", at), escape="/") for at in range(patterns)]
    return form.table.c.number.in_(select(spoken.c.number).where(and_(named.is_not(None), *tests)))


def _text(form: Shape, common: bool) -> Condition | None:
    """Ask for words: in the index of them alone where they are rare, else row by row until enough are found."""
    if "text_folded" not in form.table.c:
        return None
    if form.table.name in ("entities", "statements") and not common:
        other = form.table.alias("worded")
        return form.table.c.number.in_(select(other.c.number).where(other.c.text_folded.like(_bound("text"), escape="/")))
    return form.table.c.text_folded.like(_bound("text"), escape="/")


def _entity(form: Shape, _: int) -> Condition | None:
    one = _bound("entity")
    if form.table.name == "links":  # by its two ends, never by its kind, which thousands have
        aliases = [(end, form.table.alias(f"{end}_end")) for end in ("from", "to")]
        ends = (select(tied.c.number).where(tied.c[end] == one) for end, tied in aliases)
        return form.table.c.number.in_(union_all(*ends))
    for column in ("entity", "speaker_entity"):
        if column in form.table.c:
            return and_(form.table.c[column] == one, of_source_of(form.table, "entity", one))
    return None


def _report(form: Shape, _: int) -> Condition | None:
    one = _bound("report")
    if "report" in form.table.c:
        return and_(form.table.c.report == one, of_source_of(form.table, "report", one))
    if form.table is reports:
        return reports.c.id == one
    if form.table.name == "entities":
        named = select(mentions.c.entity).where(mentions.c.report == one, of_source_of(mentions, "report", one))
        return form.table.c.id.in_(named)
    return None


def _of_report(name: str, column: str, test: Callable[[ColumnElement[Any]], Condition]) -> Callable[..., Condition | None]:
    """Make a condition on outlet or day: of the report, else of the document. Documents of neither are never looked into."""
    other = reports.alias(f"{name}_report")
    near = documents.alias(f"{name}_document")
    some = union_all(select(other.c.document).where(test(other.c[column])),
                     select(near.c.number).where(test(near.c[column])))

    def asked(form: Shape, _: Any) -> Condition | None:
        return None if form.table.name == "links" else and_(form.document.in_(some), test(getattr(form, column)))

    return asked


def _tied(make: Callable[[Shape], Condition]) -> Callable[[Shape, Any], Condition | None]:
    """Make a condition on the document or report that only records which stand in one can be asked for."""
    return lambda form, _: None if form.table.name == "links" else make(form)


def _verdict(form: Shape, given: int) -> Condition:
    last = last_verdict(form.table.c.id)
    if not given:
        return last.is_(None)
    some = select(verdicts.c.record).where(verdicts.c.verdict == _bound("verdict"))
    return and_(form.table.c.id.in_(some), last == _bound("verdict"))


def _doubt(form: Shape, value: str) -> Condition | None:
    """Return what speaks for a second look: words the record lacks, a low score, another record that says otherwise."""
    made = DOUBTS.get(value)
    return None if made is None or form.table.name not in made else made[form.table.name](form.table.c)


def _contradicted(c: Any) -> Condition:
    links = RECORDS["link"]
    ends = union_all(*(select(links.c[end]).where(links.c.kind == "contradicts") for end in ("from", "to")))
    inside: Condition = c.id.in_(ends)
    return inside


_STATEMENT_SHORT, _STATEMENT_LONG = 12, 600  # code points
DOUBTS: dict[str, dict[str, Callable[[Any], Condition]]] = {
    "nameless": {"statements": lambda c: c.speaker_name.is_(None)},
    "length": {"statements": lambda c: or_(c.end - c.start < _STATEMENT_SHORT, c.end - c.start > _STATEMENT_LONG)},
    "score": {name: lambda c: c.score < 0.5 for name in ("statements", "incidents", "entities")},
    "conflict": dict.fromkeys(("statements", "incidents", "figures"), _contradicted),
}
DOUBTS["any"] = {
    "statements": lambda c: or_(*(DOUBTS[name]["statements"](c) for name in ("nameless", "length", "score", "conflict"))),
    "incidents": lambda c: or_(DOUBTS["score"]["incidents"](c), _contradicted(c)),
}

_ASKED: dict[str, Callable[[Shape, Any], Condition | None]] = {
    "speaker": _speaker,
    "text": _text,
    "entity": _entity,
    "report": _report,
    "verdict": _verdict,
    "doubt": _doubt,
    "source": _tied(lambda form: or_(documents.c.source == _bound("source"), documents.c.container == _bound("source"))),
    "outlet": _of_report("outlet", "outlet", lambda column: func.lower(column) == func.lower(_bound("outlet"))),
    "since": _of_report("since", "published", lambda column: column >= _bound("since")),
    "until": _of_report("until", "published",
                        lambda column: func.substr(column, 1, func.length(_bound("until"))) <= _bound("until")),
}
