"""Documents are tested against the code: commands, rooms, links, versions, fragments."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import musnad
from musnad.cli import COMMANDS
from musnad.model.document import Document
from musnad.model.records import Statement
from musnad.model.refusals import CODES
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings
from rooms.code import PACKAGE, ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ROOMS = sorted(p.name for p in PACKAGE.iterdir() if (p / "__init__.py").exists())
TYPES = {"output", "schema", "lexicon", "feature", "fix"}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_command_of_a_page_exists(page: Path) -> None:
    named = {match[1] for line in _code(page) if (match := re.match(r"(?:\S*bin/)?musnad ([a-z]+)", line))}

    assert named <= set(COMMANDS)


def test_the_commands_page_is_what_the_commands_say() -> None:
    script = [sys.executable, ROOT / "scripts/commands.py", "--check"]

    done = subprocess.run(script, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 0, done.stderr


def test_every_refusal_code_has_its_answer() -> None:
    page = (ROOT / "docs/howto/answer-a-refusal.md").read_text("utf-8")

    assert [c.code for c in CODES.values() if f"| {c.code} | {c.meaning} | {c.action} |" not in page] == []


def test_the_readme_names_the_two_commands_of_a_fresh_machine() -> None:
    commands = [line.split("#")[0].strip() for line in _code(ROOT / "README.md") if line.startswith("make ")]

    assert commands[:2] == ["make demo", "make test"]


def test_the_map_shows_every_room() -> None:
    page = (ROOT / "docs/map.md").read_text("utf-8")

    assert [room for room in ROOMS if f"`{room}/`" not in page] == []


def test_every_make_target_of_a_page_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = {match[1] for page in PAGES for line in _code(page) if (match := re.match(r"make ([a-z]+)", line))}

    assert named <= targets


def test_the_versions_agree() -> None:
    citation = (ROOT / "CITATION.cff").read_text("utf-8")

    assert f"\nversion: {musnad.__version__}\n" in citation


def test_every_dependency_has_a_lower_bound() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    every = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]

    assert [d for d in every if ">=" not in d] == []


def test_every_changelog_fragment_is_one_sentence_of_a_known_type() -> None:
    fragments = [p for p in (ROOT / "changelog.d").glob("*") if p.name != "README.md"]

    assert [p.name for p in fragments if not re.fullmatch(rf"[a-z0-9-]+\.({'|'.join(TYPES)})\.md", p.name)] == []
    assert [p.name for p in fragments if len(p.read_text("utf-8").strip().splitlines()) != 1] == []


def test_the_record_of_the_readme_is_what_its_sentence_gives() -> None:
    page = (ROOT / "README.md").read_text("utf-8")
    sentence = re.findall(r"«(.+?\.)»", page)[0]
    told = json.loads(page.partition("```json")[2].partition("```")[0])
    made = next(r for r in read_document(Document("0" * 64, sentence), Settings()) if isinstance(r, Statement)).as_json()

    assert _without_ids(made) == _without_ids(told)


def _without_ids(line: dict[str, object]) -> object:
    text = json.dumps(line, ensure_ascii=False)
    return json.loads(re.sub(r"(statement|report|entity)-[0-9a-f]+", r"\1", text))


def _code(page: Path) -> Iterator[str]:
    """Yield the lines of a page's code blocks, and its inline code."""
    fenced = False
    for line in page.read_text("utf-8").splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            yield line.strip()
        else:
            yield from re.findall(r"`([^`]+)`", line)
