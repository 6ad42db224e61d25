"""Splitting a statement in two, and making it one again: what `split` does of it."""

from __future__ import annotations

from musnad import __version__
from musnad.cli.ties import last_verdict
from musnad.lang.words import fold_name
from musnad.ledger import Half, Held, Reader, halves_at, line_now, open_desk, open_reader, speaker_of, told
from musnad.model.errors import LedgerError
from musnad.model.records import Json

NOBODY = "nobody"


def two_of(ledger: str, statement: str, at: str, until: str | None, speaker: str | None, *, reviewer: str,
           reason: str) -> tuple[str, str]:
    """Make two statements of one and return their ids.

    Args:
        ledger: The ledger.
        statement: Id of the statement, or enough of its beginning.
        at: Where the second begins: words of the content, or a code point of the text.
        until: Before which the first ends, told likewise; None for right there.
        speaker: Who said the second: id of an entity, ``nobody``, or None for the same.
        reviewer: Who says so.
        reason: Why.

    Raises:
        NoSuchRecord: There is no such record.
        LedgerError: The place lies outside of the content, the report does not name the speaker, or it cannot be split.
    """
    with open_reader(ledger, fold=fold_name) as reader:
        held = _statement(reader, statement)
        line, seen = line_now(reader, held), last_verdict(reader, held.id)
        first, second = halves_at(line, _place(line, at), None if until is None else _place(line, until))
        if speaker:
            said = _speaker(reader, {**line, "start": second.start}, speaker)
            second = Half(second.start, second.end, said)
    with open_desk(ledger, fold=fold_name) as desk:
        return desk.split(held.id, (first, second), version=__version__, reviewer=reviewer, reason=reason, seen=seen)


def mend(ledger: str, statement: str, reviewer: str) -> str:
    """Make a statement that was split one again, and return its id.

    Raises:
        NoSuchRecord: There is no such record.
        LedgerError: It is not split.
    """
    with open_reader(ledger, fold=fold_name) as reader:
        held = _statement(reader, statement)
        seen = last_verdict(reader, held.id)
        halves = told(reader.history(held.id)[-1].reason).halves
        last = {half: last_verdict(reader, half) or "" for half in halves}
    if not halves:
        raise LedgerError(f"{held.id}: not split")
    with open_desk(ledger, fold=fold_name) as desk:
        desk.take_back(held.id, reviewer=reviewer, seen=seen, seen_halves=last)
    return held.id


def _statement(reader: Reader, record: str) -> Held:
    held = reader.record(record)
    if held.type != "statement":
        raise LedgerError(f"{held.id}: a {held.type}; only statements are split in two")
    return held


def _place(line: Json, told_as: str) -> int:
    """Return the code point of the text that is meant: told as such, or by words that stand once in the content."""
    if told_as.isdecimal():
        return int(told_as)
    many = line["text"].count(told_as)
    if many != 1 or not told_as:
        raise LedgerError(f"«{told_as}»: stands {many} times in «{line['text']}»; name words that stand once")
    return int(line["start"] + line["text"].index(told_as))


def _speaker(reader: Reader, line: Json, speaker: str) -> Json | None:
    if speaker == NOBODY:
        return None
    made = speaker_of(reader, speaker, line)
    if made is None:
        raise LedgerError(f"{speaker}: no entity that this report names")
    return made
