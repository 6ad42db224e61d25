"""The index of one linker while a batch is judged: who shares a key with a new signature."""

from __future__ import annotations

import json
import zlib
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import count

from musnad.ledger import Batch, Kept, Linkings
from musnad.link.frame import Linker, Signature
from musnad.model.records import Link
from musnad.pipeline.linking_groups import Standing

REMEMBERED = 20_000  # signatures that stay in memory for the next batch
NEW = 1 << 62  # numbers of arrival within a batch come after all that the ledger gives


def hashed(linker: str, *words: str) -> int:
    """Return 64 bits that stand for some words of a linker, as both databases hold a whole number."""
    digest = blake2b("\0".join((linker, *words)).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


class Index:
    """Finds the earlier signatures of one linker.

    Attributes:
        linker: Whose they are.
    """

    def __init__(self, linkings: Linkings, linker: Linker, label: str) -> None:
        self.linker = linker
        self._linkings = linkings
        self._label = label
        self._seen: OrderedDict[int, Signature] = OrderedDict()
        self._clear()

    def _clear(self) -> None:
        self._near: dict[str, list[int]] = {}
        self._common: dict[str, frozenset[str]] = {}
        self._kept: list[Kept] = []
        self._keys: list[tuple[int, int]] = []

    def find(self, made: Sequence[Signature]) -> None:
        """Look up what stands near each signature of a batch, the earlier ones of the batch included."""
        keys = {key: hashed(self._label, "key", key) for one in made for key in (*one.keys, *one.left, *one.asked)}
        holders = self._linkings.holders(set(keys.values()))
        arrival = count(NEW)
        known: set[str] = set()
        for signature in made:
            if signature.subject in known:
                continue
            known.add(signature.subject)
            mark = self.mark(signature.subject)
            asked = {key: keys[key] for key in (*signature.keys, *signature.asked)}
            self._choose(signature.subject, mark, asked, holders)
            number = next(arrival)
            for key in dict.fromkeys(keys[key] for key in (*signature.keys, *signature.left)):
                held = holders.setdefault(key, {})
                if mark not in held and len(held) < self.linker.limit:
                    held[mark] = number
                    self._keys.append((key, mark))
            self._remember(mark, signature)
            self._kept.append(_kept(mark, self._label, signature))
        self._load({mark for marks in self._near.values() for mark in marks})

    def _choose(self, subject: str, mark: int, own: dict[str, int], holders: dict[int, dict[int, int]]) -> None:
        shared: Counter[int] = Counter()
        last: dict[int, int] = {}
        full = []
        for key, number in own.items():
            held = holders.get(number, {})
            if len(held) >= self.linker.limit:
                full.append(key)
                continue
            shared.update(held.keys())
            for other, at in held.items():
                last[other] = max(at, last.get(other, 0))
        shared.pop(mark, None)
        best = sorted(shared, key=lambda other: (-shared[other], -last[other]))
        self._near[subject] = best[: self.linker.most]
        self._common[subject] = frozenset(full)

    def near(self, signature: Signature) -> list[Signature]:
        """Return what was found near a signature of the batch, as far as it is still there."""
        marks = self._near.get(signature.subject, ())
        return [self._seen[mark] for mark in marks if mark in self._seen]

    def subjects(self) -> set[str]:
        """Return the records of the batch and those found near them."""
        return {*self._near, *(self._seen[mark].subject for marks in self._near.values() for mark in marks
                               if mark in self._seen)}

    def around(self, signature: Signature, standing: Standing) -> Around:
        """Return what a linker may ask while it judges a signature of the batch."""
        return Around(self, standing, self._common.get(signature.subject, frozenset()))

    def of(self, subject: str) -> Signature | None:
        """Return the signature of a record."""
        mark = self.mark(subject)
        if mark not in self._seen:
            self._load({mark})
        return self._seen.get(mark)

    def mark(self, subject: str) -> int:
        """Return the number under which a record's signature is kept."""
        return hashed(self._label, "subject", subject)

    def fill(self, batch: Batch) -> None:
        """Hand over what is to be written, and forget the batch."""
        batch.signatures += self._kept
        batch.keys += self._keys
        self._clear()
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)

    def _load(self, marks: set[int]) -> None:
        missing = marks - self._seen.keys()
        for mark in marks - missing:
            self._seen.move_to_end(mark)
        for kept in self._linkings.signatures(missing):
            self._remember(kept.mark, _signature(kept))

    def _remember(self, mark: int, signature: Signature) -> None:
        self._seen[mark] = signature
        self._seen.move_to_end(mark)


@dataclass(frozen=True, slots=True)
class Around:
    """The surroundings of one signature; see ``Surroundings``."""

    index: Index
    standing: Standing
    full: frozenset[str]

    def group(self, kind: str, subject: str) -> frozenset[str]:
        """Return the records that standing links of one kind make one with ``subject``, itself among them."""
        return self.standing.group(kind, subject)

    def ties(self, kind: str, subject: str) -> Sequence[Link]:
        """Return the standing links of one kind that end at ``subject``."""
        return self.standing.ties(kind, subject)

    def signature(self, subject: str) -> Signature | None:
        """Return what the linker keeps of another record."""
        return self.index.of(subject)

    def common(self, key: str) -> bool:
        """Say whether a key of the new record is too common to find anything by."""
        return key in self.full


def _kept(mark: int, label: str, made: Signature) -> Kept:
    data = json.dumps([list(made.keys), made.data], ensure_ascii=False, separators=(",", ":"))
    return Kept(mark, label, made.subject, made.report, made.outlet, made.published,
                zlib.compress(data.encode("utf-8", "surrogatepass"), 1))


def _signature(kept: Kept) -> Signature:
    keys, data = json.loads(zlib.decompress(kept.data).decode("utf-8", "surrogatepass"))
    return Signature(kept.subject, kept.report, tuple(keys), data, kept.outlet, kept.published)


def signatures_of(kept: Iterable[Kept]) -> list[Signature]:
    """Return signatures as the ledger keeps them in the form that linkers read."""
    return [_signature(one) for one in kept]
