"""Reports to link in tests: signatures of texts, and surroundings in which nothing else stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musnad.link.frame import Linker, ReportView, Signature
from musnad.model.records import By, Link, Record, Report


@dataclass(frozen=True)
class Alone:
    """The surroundings of records that nothing ties yet."""

    full: frozenset[str] = frozenset()
    known: tuple[Signature, ...] = ()

    def group(self, kind: str, subject: str) -> frozenset[str]:
        return frozenset((subject,))

    def ties(self, kind: str, subject: str) -> Sequence[Link]:
        return ()

    def signature(self, subject: str) -> Signature | None:
        return next((made for made in self.known if made.subject == subject), None)

    def common(self, key: str) -> bool:
        return key in self.full


def view(name: str, text: str, *, outlet: str | None = "جريدة الرمان", published: str | None = "2018-09-12",
         records: tuple[Record, ...] = ()) -> ReportView:
    report = Report(id=f"report-{name}", by=By("invented", "1"), start=0, end=len(text), text=text, source="", index=0)
    return ReportView(report, outlet, published, records)


def links(linker: Linker, earlier: ReportView, later: ReportView) -> list[Link]:
    """Return what a linker proposes between two reports that stand alone; nothing where they share no key."""
    first, second = list(linker.sign(earlier)), list(linker.sign(later))
    found: list[Link] = []
    for new in second:
        near = [old for old in first if {*old.keys, *old.left} & {*new.keys, *new.asked}]
        found += [made for made in linker.judge(new, near, Alone(known=tuple(first))) if isinstance(made, Link)]
    return found
