"""Log, proofs, bundles, timestamps, withholding, backup: run as a person runs them, checked with tools that are not ours."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from conftest import ROOT, Run
from musnad.ledger import bundle, checkpoints_of, evidence_files, open_reader, verify, verify_bundle

SAMPLES = ROOT / "samples"
OPENSSL = shutil.which("openssl")
needs_openssl = pytest.mark.skipif(OPENSSL is None, reason="needs openssl")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, musnad: Run) -> Path:
    monkeypatch.setenv("MUSNAD_KEY", str(tmp_path / "keys/signing.pem"))
    file = tmp_path / "case.db"
    musnad("add", SAMPLES, "--ledger", file, "--published", "2018-09-12")
    return file


@pytest.fixture
def dossier(ledger: Path, musnad: Run) -> Path:
    musnad("log", "sign", "--ledger", ledger)
    with open_reader(ledger) as reader:
        ids = [held.id for held in reader.statements(limit=5)]
    file = ledger.with_name("dossier.zip")
    file.write_bytes(bundle(evidence_files(ledger, ids, sources=True)))
    return file


def first_statement(ledger: Path) -> str:
    with open_reader(ledger) as reader:
        return next(reader.statements(limit=1)).id


def test_the_key_is_made_with_the_first_signature_and_told(ledger: Path, musnad: Run) -> None:
    first, again = musnad("log", "sign", "--ledger", ledger), musnad("log", "sign", "--ledger", ledger)

    assert "A signing key was made" in first.stderr
    assert "key" not in again.stderr
    assert first.stdout == again.stdout
    assert first.stdout.splitlines()[0].startswith("ledger-")
    assert (ledger.parent / "keys/signing.pem").stat().st_mode & 0o777 == 0o600


def test_the_log_shows_and_proves_what_was_added(ledger: Path, musnad: Run) -> None:
    shown = musnad("log", "--ledger", ledger)
    proved = json.loads(musnad("log", "prove", "4", "--ledger", ledger).stdout)
    begun = json.loads(musnad("log", "consistency", "4", "--ledger", ledger).stdout)

    assert "run_end" in shown.stdout
    assert proved["entry"] == 4
    assert proved["root"] == begun["root"]
    assert proved["root"] in shown.stderr
    assert musnad("log", "prove", "nothing-such", "--ledger", ledger).returncode == 1


def test_a_key_is_followed_by_another(ledger: Path, musnad: Run) -> None:
    musnad("log", "sign", "--ledger", ledger)
    rotated = musnad("log", "rotate", "--ledger", ledger)

    assert rotated.returncode == 0, rotated.stderr
    assert musnad("verify", "--ledger", ledger).returncode == 0
    assert musnad("log", "checkpoints", "--ledger", ledger).stdout.count("ledger-") == 4


def test_a_bundle_is_checked_without_its_ledger(dossier: Path, ledger: Path, musnad: Run) -> None:
    public = ledger.with_name("key.pem")
    public.write_text(musnad("log", "key", "--ledger", ledger).stdout, encoding="utf-8")
    ledger.unlink()

    for given in ((), ("--public", public)):
        checked = musnad("verify", dossier, *given)
        assert checked.returncode == 0, checked.stderr
        assert "everything holds" in checked.stderr


def test_any_file_of_a_bundle_that_was_changed_is_named(dossier: Path) -> None:
    with zipfile.ZipFile(dossier) as packed:
        files = {name: packed.read(name) for name in packed.namelist() if name != "bundle.json"}
    for name, data in files.items():
        if data and name != "proof/key.pem":
            changed = bundle({**files, name: data[:-2] + bytes([data[-2] ^ 1]) + data[-1:]})  # its list is made to fit
            dossier.write_bytes(changed)
            assert not verify_bundle(dossier).ok, name


def test_the_same_files_give_the_same_bundle(dossier: Path, ledger: Path) -> None:
    with open_reader(ledger) as reader:
        ids = [held.id for held in reader.statements(limit=5)]

    assert dossier.read_bytes() == bundle(evidence_files(ledger, ids, sources=True))


@needs_openssl
@pytest.mark.skipif(shutil.which("bash") is None or shutil.which("sha256sum") is None, reason="needs bash and sha256sum")
def test_a_stranger_can_check_a_record_by_hand_as_the_page_says(dossier: Path, tmp_path: Path) -> None:
    page = (ROOT / "docs/custody.md").read_text("utf-8")
    lines = re.findall(r"```bash\n(.*?)```", page, re.DOTALL)[0]

    done = subprocess.run(["bash", "-c", lines], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)

    told = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert told[0] == told[1] == told[2]
    assert told[3] == told[4]
    assert told[5] == told[6]
    assert told[7] == "Signature Verified Successfully"
    assert all(line.split()[0] == line.split("/")[-1] for line in told[8:])
    assert len(told) > 8


@needs_openssl
def test_an_authority_stamps_a_checkpoint_and_openssl_agrees(
    ledger: Path, authority: tuple[str, Path], musnad: Run,
) -> None:
    address, certificate = authority
    stamped = musnad("timestamp", "--tsa", address, "--ca", certificate, "--out", "stamps", "--ledger", ledger)
    line = stamped.stdout.strip()

    assert stamped.returncode == 0, stamped.stderr
    assert line.startswith("openssl ts -verify -data stamps/checkpoint-")
    checked = subprocess.run(line, shell=True, cwd=ledger.parent, capture_output=True, encoding="utf-8", check=False)
    assert "Verification: OK" in checked.stdout + checked.stderr
    verified = musnad("verify", "--ledger", ledger)
    assert re.search(r"timestamps +1 +0 +0", verified.stdout), verified.stdout


@needs_openssl
@pytest.mark.parametrize("address", ["ftp://127.0.0.1/", "http://127.0.0.1:1/"])
def test_an_authority_that_is_not_there_is_told(ledger: Path, musnad: Run, address: str) -> None:
    stamped = musnad("timestamp", "--tsa", address, "--ledger", ledger)

    assert stamped.returncode == 1
    assert stamped.stderr.count(address) == 1


@needs_openssl
def test_an_authority_that_refuses_is_told(ledger: Path, authority: tuple[str, Path], musnad: Run) -> None:
    stamped = musnad("timestamp", "--tsa", f"{authority[0]}busy", "--ledger", ledger)

    assert stamped.returncode == 1
    assert f"{authority[0]}busy: HTTP Error 503" in stamped.stderr
    assert "ResourceWarning" not in stamped.stderr


def test_what_is_withheld_is_listed_and_shown_to_nobody(ledger: Path, musnad: Run) -> None:
    statement = first_statement(ledger)
    done = musnad("withhold", statement, "--reason", "asked to", "--basis", "safety", "--ledger", ledger)

    assert "withheld" in done.stderr
    assert "safety: asked to" in musnad("show", statement, "--ledger", ledger).stderr
    assert "asked to" in musnad("withhold", "--ledger", ledger).stdout
    assert musnad("verify", "--ledger", ledger).returncode == 0
    assert musnad("withhold", statement, "--ledger", ledger).returncode == 1, "a reason is needed"
    assert musnad("withhold", statement, "--release", "--reason", "no more", "--ledger", ledger).returncode == 0
    assert musnad("show", statement, "--ledger", ledger).returncode == 0


def test_every_text_read_again_gives_what_was_read(ledger: Path, musnad: Run) -> None:
    checked = musnad("verify", "--reextract", "--ledger", ledger)

    assert checked.returncode == 0
    assert re.search(r"read again +[1-9]\d* +0 +0", checked.stdout)


def test_lines_go_out_and_come_back_and_go_out_the_same(ledger: Path, musnad: Run, tmp_path: Path) -> None:
    with open_reader(ledger) as reader:
        (tmp_path / "all.jsonl").write_text("".join(f"{line}\n" for line in reader.lines()), encoding="utf-8")
    dry = musnad("import", "all.jsonl", "--ledger", "new.db")
    again = musnad("import", "all.jsonl", "--dry-run", "--ledger", "new.db")

    assert dry.returncode == again.returncode == 0
    assert "0 texts, 0 records" in again.stderr
    with open_reader(tmp_path / "new.db") as reader:
        assert "".join(f"{line}\n" for line in reader.lines()) == (tmp_path / "all.jsonl").read_text("utf-8")


def test_verdicts_come_in_from_a_table(ledger: Path, musnad: Run, tmp_path: Path) -> None:
    statement = first_statement(ledger)
    row = f"{statement},accepted,R,2018-09-12T08:00:00Z,,,\n"
    head = "record,verdict,reviewer,moment,reason,correction,replaces\n"
    (tmp_path / "verdicts.csv").write_text(head + row, encoding="utf-8")

    first, again = (musnad("import", "verdicts.csv", "--ledger", ledger) for _ in range(2))

    assert "1 verdicts added" in first.stderr
    assert "0 verdicts added; 1 were known" in again.stderr


def test_a_backup_is_made_and_put_back(ledger: Path, musnad: Run) -> None:
    made, refused = (musnad("backup", "safe/copy.db", "--ledger", ledger) for _ in range(2))
    restored = musnad("restore", "safe/copy.db", "--ledger", "new.db")

    assert "everything holds" in made.stderr
    assert (refused.returncode, restored.returncode) == (1, 0)
    assert musnad("verify", "--ledger", "new.db").returncode == 0


def test_a_redacted_copy_names_nobody_and_can_be_checked(ledger: Path, musnad: Run, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("هايكو ماس|ماس\n", encoding="utf-8")
    done = musnad("redact", "ماس", "--names", "names.txt", "--out", "public.zip", "--ledger", ledger)

    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "public.zip") as packed:
        told = b"".join(packed.read(name) for name in packed.namelist()).decode()
    assert "هايكو" not in told
    assert "█1█" in told
    checked = musnad("verify", "public.zip")
    assert checked.returncode == 0, checked.stderr
    assert re.search(r"records +\d+ +0 +0", checked.stdout)


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A timestamp authority of our own, on the loopback."""
    folder = tmp_path / "authority"
    folder.mkdir()
    (folder / "tsa.cnf").write_text(_SETTINGS.format(folder=folder), encoding="utf-8")
    _openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.pem", "-days", "2",
             "-subj", "/CN=Invented authority", "-config", "tsa.cnf", "-extensions", "stamping")

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            if self.path == "/busy":
                self.send_error(503)
                return
            (folder / "query.tsq").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            _openssl(folder, "ts", "-reply", "-queryfile", "query.tsq", "-out", "reply.tsr", "-config", "tsa.cnf")
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write((folder / "reply.tsr").read_bytes())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", folder / "tsa.pem"
        server.shutdown()


def _openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


_SETTINGS = """[req]
distinguished_name = name
[name]
[stamping]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
[tsa]
default_tsa = own
[own]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
certs = {folder}/tsa.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def test_what_came_in_is_signed_at_once_if_asked(musnad: Run, tmp_path: Path) -> None:
    text = SAMPLES / "bundle-2018-09-12.txt"
    for _ in range(2):  # the second time nothing is new, and nothing is signed again
        done = musnad("add", text, "--sign", "--key", "own.pem", "--ledger", "news.db")
        assert done.returncode == 0, done.stderr
        assert "signed" in done.stderr

    assert (tmp_path / "own.pem").exists()
    assert len(checkpoints_of(tmp_path / "news.db")) == 1
    assert verify(tmp_path / "news.db").ok
