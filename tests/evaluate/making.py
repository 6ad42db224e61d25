"""Gold and records made by hand, and records made by shaking gold: an extraction that is partly wrong in known ways."""

from __future__ import annotations

import random
from typing import Any

Json = dict[str, Any]

TEXT = "قال سالم العابر إن الجسر مفتوح.\nوأضاف أن 12 شاحنة عبرته أمس، وحذرت البلدية من السيول."
FORMS = ("direct", "mixed", "indirect")


def place(words: str, text: str = TEXT) -> dict[str, int]:
    """Where words stand."""
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def gold_statement(cue: str, speaker: str, content: str, **more: Any) -> Json:
    """A statement as gold has it."""
    at = place(cue)
    made = {"cue": cue, "cue_start": at["start"], "cue_end": at["end"], "speaker_names": [speaker], "form": "indirect",
            **place(content), "content": content, "via": [], "act": "assert", "optional": False, "nominal": False}
    return made | more


def statement(cue: str, speaker: str | None, content: str, **more: Any) -> Json:
    """A statement as a record."""
    made = {"type": "statement", "id": f"statement-{cue}", "report": "report-1", **place(content), "text": content,
            "cue": {**place(cue), "text": cue}, "form": "indirect", "act": "assert", "via": [],
            "speaker": speaker and {"text": speaker, "name": speaker, "entity": "entity-none"}}
    return made | more


def shaken(gold: Json, seed: int) -> list[Json]:
    """Return records that say what ``gold`` says, with spans moved, values changed, items lost and made up."""
    dice = random.Random(seed)
    return [*_reports(gold, dice), *_statements(gold, dice), *_values(gold, dice), *_events(gold, dice)]


def _moved(item: Json, dice: random.Random, before: str = "") -> dict[str, int]:
    start, end = item[f"{before}start"], item[f"{before}end"]
    start = max(0, start + dice.choice((0, 0, 0, 1, -3, 15)))
    return {"start": start, "end": max(start + 1, end + dice.choice((0, 0, 0, 2, -4, 30)))}


def _some(items: list[Json], dice: random.Random) -> list[Json]:
    """Most of the items, a few twice, not in their order."""
    kept = [item for item in items if dice.random() < 0.85]
    kept += dice.sample(items, len(items) // 5)
    dice.shuffle(kept)
    return kept


def _reports(gold: Json, dice: random.Random) -> list[Json]:
    return [{"type": "report", "id": f"report-{r['start']}", "start": r["start"] + dice.choice((0, 0, 5)), "end": r["end"]}
            for r in gold["reports"]]


def _statements(gold: Json, dice: random.Random) -> list[Json]:
    made: list[Json] = []
    for number, g in enumerate(_some(gold["statements"], dice)):
        names = g["speaker_names"] if dice.random() < 0.8 else dice.choice(gold["statements"])["speaker_names"]
        entity = {"type": "entity", "id": f"entity-{number}", "name": names[0], "names": names, "kind": "person"}
        speaker = {"entity": entity["id"], "name": None, "text": names[-1], "start": 0, "end": 1}
        cue = None if dice.random() < 0.1 else _moved(g, dice, "cue_") | {"text": g["cue"]}
        via = [{"text": name, "start": 0, "end": 1} for name in g["via"] if dice.random() < 0.7]
        said = {"type": "statement", "id": f"statement-{number}", **_moved(g, dice), "text": "", "cue": cue, "via": via,
                "act": g["act"], "speaker": dice.choice((speaker, speaker, None)),
                "form": dice.choice((g["form"], g["form"], *FORMS))}
        made += [entity, said]
    return made


def _values(gold: Json, dice: random.Random) -> list[Json]:
    figures = [{"type": "figure", "id": str(n), **_moved(g, dice), "text": "", "value": g["low"],
                "low": dice.choice((g["low"], None, 7)), "high": None} for n, g in enumerate(_some(gold["figures"], dice))]
    times = [{"type": "time", "id": str(n), **_moved(g, dice), "text": "",
              "value": dice.choice((g["value"], g["value"], None, "2018"))}
             for n, g in enumerate(_some(gold["times"], dice))]
    return figures + times


def _events(gold: Json, dice: random.Random) -> list[Json]:
    made: list[Json] = []
    for number, g in enumerate(_some(gold["incidents"], dice)):
        names = [name for name in g["places"] if dice.random() < 0.8]
        entity = {"type": "entity", "id": f"place-{number}", "name": "".join(names[:1]), "names": names, "kind": "place"}
        mentions = [{**_moved(g, dice), "text": ""}] if dice.random() < 0.3 else []
        far = {"start": g["start"] + dice.choice((0, 60, 400)), "end": g["end"] + 400}
        event = {"type": "incident", "id": str(number), **far, "text": "",
                 "kind": dice.choice((g["kind"], g["kind"], "aid")), "places": [entity["id"]],
                 "mentions": mentions, "status": dice.choice((g["status"], "claimed"))}
        made += [entity, event]
    return made
