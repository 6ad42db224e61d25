"""Links across reports: same person, same statement, near copy. Proposes, never decides."""

from musnad.link.names import Match, match
from musnad.link.people import link_of, link_people

__all__ = ["Match", "link_of", "link_people", "match"]
