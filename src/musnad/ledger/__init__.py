"""The ledger, and the only room that knows SQL. Few doors lead in, and nothing else does.

``open_recorder`` appends what was read, ``open_reader`` asks, ``open_desk`` appends what people say of it,
``open_linkings`` appends what was compared, ``open_search`` finds,
``open_log`` proves what was added, ``sign`` and ``timestamp`` have it signed and stamped,
``migrate`` brings a ledger to this version's schema, ``verify`` reads every span and hash back.

The doors are fetched when they are first asked for: reading a text without a ledger does not pay for the database.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from musnad.ledger.views import (
    Diff,
    Event,
    Evidence,
    Failure,
    Held,
    Part,
    Run,
    RunInfo,
    Summary,
    Verification,
    Where,
)

if TYPE_CHECKING:
    from musnad.ledger.assignments import Assignment
    from musnad.ledger.backups import backup, restore
    from musnad.ledger.bundle_checking import is_bundle, verify_bundle
    from musnad.ledger.bundles import bundle, evidence_files, ledger_name
    from musnad.ledger.checkpoints import Checkpoint, checkpoints_of, sign
    from musnad.ledger.desk import Desk, open_desk
    from musnad.ledger.halves import Half, Told, halves_at, told, whole_of
    from musnad.ledger.happenings import Happenings, Sought
    from musnad.ledger.importing import Taken, import_lines, import_verdicts
    from musnad.ledger.incident_accounts import account
    from musnad.ledger.incident_views import Finding, IncidentAccount, Toll, Total, Witness
    from musnad.ledger.lines import line_now, speaker_of
    from musnad.ledger.linkings import Batch, Kept, Linkings, Pending, open_linkings
    from musnad.ledger.log import Log, Logged, Proof, note, open_log
    from musnad.ledger.members import ROLES, Act, Member, Members, Session, open_members
    from musnad.ledger.merging import merge
    from musnad.ledger.merkle import extends, includes
    from musnad.ledger.migrations import migrate
    from musnad.ledger.originals import Original
    from musnad.ledger.packing import Packed, pack
    from musnad.ledger.pictures import Counted
    from musnad.ledger.reader import Reader, open_reader
    from musnad.ledger.recorder import Recorder, open_recorder
    from musnad.ledger.rereading import Reading, readings_of
    from musnad.ledger.saved import SavedSearch
    from musnad.ledger.search import Search, open_search
    from musnad.ledger.search_meaning import MEANT, MeaningSearch, open_search_by_meaning
    from musnad.ledger.search_query import SEARCH_FIELDS, BadQuery
    from musnad.ledger.search_views import Found, Hit
    from musnad.ledger.second_looks import Looked
    from musnad.ledger.signing import SigningKey, key_file, public_pem, rotate, signing_key
    from musnad.ledger.timestamps import Stamp, timestamp, timestamps_of
    from musnad.ledger.tying import Tied
    from musnad.ledger.verifier import verify
    from musnad.ledger.withheld import Tombstone
    from musnad.ledger.withholding import Decision, Withholding, open_withholding

__all__ = [
    "MEANT",
    "ROLES",
    "SEARCH_FIELDS",
    "Act",
    "Assignment",
    "BadQuery",
    "Batch",
    "Checkpoint",
    "Counted",
    "Decision",
    "Desk",
    "Diff",
    "Event",
    "Evidence",
    "Failure",
    "Finding",
    "Found",
    "Half",
    "Happenings",
    "Held",
    "Hit",
    "IncidentAccount",
    "Kept",
    "Linkings",
    "Log",
    "Logged",
    "Looked",
    "MeaningSearch",
    "Member",
    "Members",
    "Original",
    "Packed",
    "Part",
    "Pending",
    "Proof",
    "Reader",
    "Reading",
    "Recorder",
    "Run",
    "RunInfo",
    "SavedSearch",
    "Search",
    "Session",
    "SigningKey",
    "Sought",
    "Stamp",
    "Summary",
    "Taken",
    "Tied",
    "Told",
    "Toll",
    "Tombstone",
    "Total",
    "Verification",
    "Where",
    "Withholding",
    "Witness",
    "account",
    "backup",
    "bundle",
    "checkpoints_of",
    "evidence_files",
    "extends",
    "halves_at",
    "import_lines",
    "import_verdicts",
    "includes",
    "is_bundle",
    "key_file",
    "ledger_name",
    "line_now",
    "merge",
    "migrate",
    "note",
    "open_desk",
    "open_linkings",
    "open_log",
    "open_members",
    "open_reader",
    "open_recorder",
    "open_search",
    "open_search_by_meaning",
    "open_withholding",
    "pack",
    "public_pem",
    "readings_of",
    "restore",
    "rotate",
    "sign",
    "signing_key",
    "speaker_of",
    "timestamp",
    "timestamps_of",
    "told",
    "verify",
    "verify_bundle",
    "whole_of",
]

_ROOMS = {
    "Desk": "desk", "open_desk": "desk", "migrate": "migrations", "Packed": "packing", "pack": "packing",
    "Original": "originals", "Counted": "pictures",
    "Reader": "reader", "open_reader": "reader", "Recorder": "recorder", "open_recorder": "recorder",
    "verify": "verifier", "Linkings": "linkings", "open_linkings": "linkings", "Batch": "linkings", "Kept": "linkings",
    "Pending": "linkings", "Checkpoint": "checkpoints", "checkpoints_of": "checkpoints", "sign": "checkpoints",
    "Log": "log", "Logged": "log", "Proof": "log", "note": "log", "open_log": "log", "SigningKey": "signing",
    "key_file": "signing", "public_pem": "signing", "rotate": "signing", "signing_key": "signing", "Stamp": "timestamps",
    "timestamp": "timestamps", "timestamps_of": "timestamps",
    "bundle": "bundles", "evidence_files": "bundles", "ledger_name": "bundles",
    "backup": "backups", "restore": "backups", "Taken": "importing", "import_lines": "importing",
    "import_verdicts": "importing", "merge": "merging", "extends": "merkle", "includes": "merkle",
    "is_bundle": "bundle_checking", "verify_bundle": "bundle_checking", "Reading": "rereading", "readings_of": "rereading",
    "account": "incident_accounts", "Finding": "incident_views", "IncidentAccount": "incident_views",
    "Toll": "incident_views", "Total": "incident_views", "Witness": "incident_views",
    "Act": "members", "Member": "members", "Members": "members", "ROLES": "members", "Session": "members",
    "open_members": "members",
    "MEANT": "search_meaning", "MeaningSearch": "search_meaning", "open_search_by_meaning": "search_meaning",
    "Happenings": "happenings", "Sought": "happenings",
    "line_now": "lines", "speaker_of": "lines",
    "Half": "halves", "Told": "halves", "halves_at": "halves", "told": "halves", "whole_of": "halves",
    "Tied": "tying", "Assignment": "assignments", "Looked": "second_looks", "SavedSearch": "saved",
    "Search": "search", "open_search": "search", "SEARCH_FIELDS": "search_query", "BadQuery": "search_query",
    "Found": "search_views", "Hit": "search_views",
    "Tombstone": "withheld", "Decision": "withholding", "Withholding": "withholding", "open_withholding": "withholding",
}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    door = getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
    globals()[name] = door
    return door
