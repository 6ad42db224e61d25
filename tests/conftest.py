"""What all tests share: the package's root, the folder of shared data if there is one, and the command line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("musnad", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("musnad")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The shipped sample."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data that is not ours to ship; tests that need it are skipped elsewhere."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared, which is not here")
    return folder


def runs_in(folder: Path) -> Run:
    """Return how to run the command line in a folder, as a person would."""

    def run(*arguments: str | Path, stdin: str | None = None, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "musnad", *map(str, arguments)],
            cwd=folder, input=stdin, capture_output=True, encoding="utf-8", timeout=timeout, check=False,
        )

    return run


@pytest.fixture
def musnad(tmp_path: Path) -> Run:
    """Run the command line in an empty folder."""
    return runs_in(tmp_path)
