"""Texts that are read while the page tells how far it is: each intake is a job with a thread of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from secrets import token_hex
from threading import Lock, Thread

from musnad.model.errors import MusnadError
from musnad.web.fetching import Unfetchable
from musnad.web.office import Step

KEPT = 50  # jobs whose end is remembered


@dataclass(slots=True)
class Job:
    """One intake, while it runs and after.

    Attributes:
        id: Its name in addresses.
        name: Name of the file, or address of the page; as data.
        fetching: Whether its page is still on its way.
        done: Texts read so far.
        records: Records added so far.
        faults: What could not be read.
        refused: Key of why a page was not fetched, or nothing.
        over: Whether it has ended.
    """

    id: str
    name: str
    fetching: bool = False
    done: int = 0
    records: int = 0
    faults: list[str] = field(default_factory=list)
    refused: str = ""
    over: bool = False


_jobs: dict[str, Job] = {}
_lock = Lock()


def begin(name: str, steps: Iterator[Step], *, fetching: bool = False) -> Job:
    """Begin to read; the first of the steps tells that a page has come."""
    job = Job(token_hex(8), name, fetching)
    with _lock:
        _jobs[job.id] = job
        for old in [made for made in _jobs.values() if made.over][:-KEPT]:
            del _jobs[old.id]
    Thread(target=_read, args=(job, steps), daemon=True).start()
    return job


def found(name: str) -> Job:
    """Return a job; one that nobody remembers is over."""
    return _jobs.get(name) or Job(name, "", over=True)


def _read(job: Job, steps: Iterator[Step]) -> None:
    try:
        for step in steps:
            job.fetching, job.done, job.records = False, step.done, step.records
            if step.message:
                job.faults.append(step.message)
    except Unfetchable as error:
        job.refused = error.code
    except MusnadError as error:
        job.faults.append(str(error))
    finally:
        job.over = True
