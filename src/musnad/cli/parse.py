"""`musnad parse`: numbers, times, names or places of single lines, each with its value."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

import musnad.extract.entities as entities
from musnad.cli.console import PARTLY, guarded, say
from musnad.cli.options import PublishedOption
from musnad.cli.own import own_table
from musnad.extract.times import parse_times
from musnad.model.records import Refusal, Time
from musnad.pipeline.own_places import own_places
from musnad.pipeline.places import parse_places
from musnad.text.number_search import parse_numbers
from musnad.text.passage import Passage

What = Literal["numbers", "times", "names", "places"]
Found = list[dict[str, Any]]
STDIN = "-"


@guarded
def command(
    what: Annotated[What, typer.Argument(metavar="WHAT", help=" | ".join(get_args(What)), show_default=False)],
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE…]", help="Texts in UTF-8; - or none reads standard input.", show_default=False),
    ] = None,
    published: PublishedOption = None,
) -> None:
    """Try one extractor on lines of text: one JSON object for each line.

    Each object has the line as `text` and what it holds as `found`, in its order: `start` and `end` count code points
    of the line, `text` is what stands there, `value` what it comes to. A value is a number; an ISO 8601 date, instant or
    interval; the kind of a name; or the coordinates of a place with what contains it. What cannot be told has the value
    null and says why.

    Examples:
    echo 'سقط ثلاثة وعشرون ألفا وخمسمئة' | musnad parse numbers

    echo 'وصل الوفد مساء أمس' | musnad parse times --published 2018-09-12

    musnad parse places towns.txt > towns.jsonl
    """
    day = date.fromisoformat(published) if published else None
    readers: dict[str, Callable[[str], Found]] = {
        "numbers": numbers, "times": partial(times, published=day), "names": names, "places": places,
    }
    done = [_parsed(file, readers[what]) for file in files or [STDIN]]
    if not all(done):
        raise typer.Exit(PARTLY)


def numbers(text: str) -> Found:
    """Return the numbers of a text."""
    return [asdict(number) for number in parse_numbers(text)]


def times(text: str, published: date | None) -> Found:
    """Return the times of a text, and the dates that cannot exist."""
    return [_time(one) for one in parse_times(text, published)]


def _time(one: Time | Refusal) -> dict[str, Any]:
    told = {"start": one.start, "end": one.end, "text": one.text}
    if isinstance(one, Refusal):
        return {**told, "value": None, "code": one.code, "why": one.why}
    said = {"warning": one.warning, "calendar": one.calendar}
    return {**told, "value": one.value, "grain": one.grain, "anchor": one.anchor,
            **{name: value for name, value in said.items() if value}}


def names(text: str) -> Found:
    """Return the names of a text; the value of a name is its kind."""
    return [{"start": n.start, "end": n.end, "text": text[n.start : n.end], "value": n.kind, "score": n.score}
            for n in entities.tag(Passage.of(text).words)]


def places(text: str) -> Found:
    """Return the places of a text; where several names of the tagger are one place, it is told once."""
    found = reversed(parse_places(text, own_places(own_table(None))))
    return list({(place["start"], place["end"]): place for place in found}.values())[::-1]


def _parsed(file: str, read: Callable[[str], Found]) -> bool:
    """Print what the lines of a file hold, as they come; say whether all could be read."""
    at = 0
    try:
        for line in _lines(file):
            at += 1
            text = _text(line)
            made = {"text": text, "found": read(text)}
            sys.stdout.write(f"{json.dumps(made, ensure_ascii=False)}\n")
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        say(f"{file}: {error.strerror}")
        return False
    except UnicodeDecodeError as error:
        say(f"{file}: line {at}: byte {error.start} is no UTF-8; the lines before it are done")
        return False
    return True


def _lines(file: str) -> Iterator[bytes]:
    if file == STDIN:
        yield from sys.stdin.buffer
    else:
        with Path(file).open("rb") as lines:
            yield from lines


def _text(line: bytes) -> str:
    """Return a line without its end."""
    return line.decode("utf-8").removesuffix("\n").removesuffix("\r")
