"""What decides, beside a document, what is read from it: processes that agree in it make the same records."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from importlib.resources.abc import Traversable

from musnad import __version__
from musnad.lang.pack import pack_file
from musnad.pipeline.executor import Cluster
from musnad.pipeline.own_places import places_digest
from musnad.pipeline.settings import Settings


def reading_cluster(address: str, settings: Settings) -> Cluster:
    """Return a cluster that may read: its workers have the version, lexicons, models and places of this process."""
    return Cluster(address, partial(fingerprint, settings))


def fingerprint(settings: Settings) -> dict[str, str | None]:
    """Return what tells this process from one that would read otherwise.

    Raises:
        OSError: The table of places is not here.
    """
    return {"version": __version__, "packs": packs_digest(), "places": places_digest(settings.gazetteer)}


def packs_digest(language: str = "ar") -> str:
    """Return the digest of all lexicons and models of a pack, in hexadecimal, shortened."""
    digest = sha256()
    for name, file in sorted(_files(pack_file("", language=language))):
        digest.update(f"{name}\0".encode() + sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]

def _files(folder: Traversable, under: str = "") -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir() and item.name != "__pycache__":
            yield from _files(item, f"{under}{item.name}/")
        elif item.is_file() and not item.name.endswith(".pyc"):
            yield f"{under}{item.name}", item
