"""Joined: who did it together with an agent, named before or behind it with «و».

Finds    شنتها أمريكا وبريطانيا           behind
Finds    توصلت واشنطن وأنقرة إلى اتفاق    before
Finds    من قبل النظام وروسيا             a state joined to a body
Leaves   من قبل القوات وإدلب              a town acts in nothing
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.incidents.agents import Agent
from musnad.extract.incidents.lexicon import classes, listed
from musnad.extract.incidents.phrases import phrase_end
from musnad.extract.incidents.scene import Scene
from musnad.text.names import Name

_ACTING = frozenset(("troops", "army", "agent"))
_STATE = frozenset(("country", "capital"))
_BODIES = frozenset(("organization", "group"))


def later(scene: Scene, agent: Agent) -> Iterator[Agent]:
    """Yield those joined behind an agent."""
    one, at = scene.names[agent.last - 1], agent.last
    while at < len(scene.forms) and scene.forms[at][0] == "و":
        other = scene.names[at]
        if other is not None and other.first == at and _alike(scene, one, other):
            last = other.last
        elif other is None and not listed(scene.forms[at]) and classes(scene.forms[at][1:]) & _ACTING:
            last = max(phrase_end(scene, at, scene.sentence(at)[1]), at + 1)
        else:
            return
        yield Agent(at, last, "")
        at = last


def earlier(scene: Scene, agent: Agent) -> Iterator[Agent]:
    """Yield the one named right before an agent that «و» joins to it."""
    name, other = scene.names[agent.first], scene.names[agent.first - 1] if agent.first else None
    joined = name is not None and scene.forms[agent.first][0] == "و" and name.start > scene.words[agent.first].start
    if joined and name is not None and other is not None and _alike(scene, name, other):
        headed = other.first > 0 and bool(classes(scene.forms[other.first - 1]) & _ACTING)
        yield Agent(other.first - headed, other.last, "")


def _alike(scene: Scene, one: Name | None, other: Name) -> bool:
    """Whether two names joined by «و» both act: of one kind, or bodies and states."""
    if one is not None and one.kind == other.kind:
        return True
    acts = other.kind in _BODIES or _state(scene, other)
    return acts and (one is None or one.kind in _BODIES or _state(scene, one))


def _state(scene: Scene, name: Name) -> bool:
    return name.kind == "place" and any(classes(f) & _STATE for f in scene.forms[name.first : name.last])
