"""Which links stand while a batch is judged: those of the ledger and those proposed since, less what people rejected."""

from __future__ import annotations

from collections.abc import Iterable

from musnad.ledger import Batch, Linkings
from musnad.link.frame import Withdrawal
from musnad.model.lines import record_of
from musnad.model.records import Link

REMEMBERED = 100_000  # records whose ties stay in memory


class Standing:
    """The links that stand, fetched as they are asked for."""

    def __init__(self, linkings: Linkings) -> None:
        self._linkings = linkings
        self._judged = linkings.judged()
        self._gone = linkings.dropped()
        self._ties: dict[tuple[str, str], dict[str, Link]] = {}
        self._proposed: dict[str, Link] = {}
        self._changes: dict[str, tuple[str, str]] = {}
        self._all: set[str] = set()

    def ties(self, kind: str, subject: str) -> list[Link]:
        """Return the standing links of one kind that end at a record."""
        return [link for link in self._of(kind, subject).values() if self._stands(link.id)]

    def group(self, kind: str, subject: str) -> frozenset[str]:
        """Return the records that standing links of one kind make one, ``subject`` among them."""
        found, left = {subject}, [subject]
        while left:
            self.fetch(kind, left)
            ends = {end for one in left for link in self.ties(kind, one) for end in (link.from_, link.to)}
            left = [end for end in ends if end not in found]
            found.update(left)
        return frozenset(found)

    def fetch(self, kind: str, subjects: Iterable[str]) -> None:
        """Ask the ledger for the links of many records at once, as far as they are not known."""
        missing = {subject for subject in subjects if (kind, subject) not in self._ties}
        if not missing:
            return
        for subject in missing:
            self._ties[kind, subject] = {}
        held = [record_of(line) for _, line in self._linkings.links(kind, sorted(missing))]
        proposed = [link for link in self._proposed.values() if link.kind == kind]
        for link in (*held, *proposed):
            if isinstance(link, Link):
                for end in missing.intersection((link.from_, link.to)):
                    self._ties[kind, end].setdefault(link.id, link)

    def take(self, proposals: Iterable[Link | Withdrawal]) -> None:
        """Take what a linker proposes."""
        for proposal in proposals:
            if isinstance(proposal, Withdrawal):
                self._withdraw(proposal)
            else:
                self._propose(proposal)

    def drop_unseen(self, link: str, why: str, batch: Batch) -> None:
        """Note in a batch that a link no longer stands, unless it was proposed in this run or a person accepted it."""
        if link not in self._all and link not in self._gone and self._judged.get(link) != "accepted":
            batch.changes.append((link, "dropped", why))
            self._gone.add(link)

    def fill(self, batch: Batch) -> None:
        """Hand over what is to be written, and forget it."""
        held = self._linkings.held(self._proposed)
        batch.links += [link for link in self._proposed.values() if link.id not in held]
        batch.changes += [(link, *said) for link, said in self._changes.items()]
        self._proposed.clear()
        self._changes.clear()
        if len(self._ties) > REMEMBERED:
            self._ties.clear()

    def _propose(self, link: Link) -> None:
        if link.id in self._all and self._stands(link.id):
            return
        self._all.add(link.id)
        self._proposed[link.id] = link
        if link.id in self._gone:
            self._gone.discard(link.id)
            self._changes[link.id] = ("returned", link.why)
        for end in (link.from_, link.to):
            self._of(link.kind, end).setdefault(link.id, link)

    def _withdraw(self, proposal: Withdrawal) -> None:
        if proposal.link not in self._gone and self._judged.get(proposal.link) != "accepted":
            self._gone.add(proposal.link)
            self._changes[proposal.link] = ("dropped", proposal.why)

    def _stands(self, link: str) -> bool:
        return link not in self._gone and self._judged.get(link) != "rejected"

    def _of(self, kind: str, subject: str) -> dict[str, Link]:
        self.fetch(kind, (subject,))
        return self._ties[kind, subject]
