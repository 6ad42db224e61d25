"""All linkers, in the order in which they judge a new report: a later one sees what the earlier ones tied."""

from __future__ import annotations

from musnad.link.conflicts import Conflicts
from musnad.link.copies import Copies
from musnad.link.frame import Linker
from musnad.link.incidents import Incidents
from musnad.link.statements import Statements
from musnad.link.stories import Stories


def linkers() -> tuple[Linker, ...]:
    """Return the linkers that `musnad link` runs."""
    return (Copies(), Statements(), Incidents(), Stories(), Conflicts())
