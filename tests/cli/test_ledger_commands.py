"""The commands over a ledger, run as a person runs them, over the shipped sample."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT, Run

SAMPLES = ROOT / "samples"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("ledger") / "sample.db"
    command = [sys.executable, "-m", "musnad", "add", SAMPLES, "--ledger", file, "--published", "2018-09-12"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return file


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def test_adding_again_adds_nothing(musnad: Run, ledger: Path) -> None:
    before = ledger.read_bytes()

    done = musnad("add", SAMPLES, "--ledger", ledger, "--published", "2018-09-12", "--workers", "2")

    assert done.returncode == 0
    assert "0 texts read, 0 records added" in done.stderr
    assert ledger.read_bytes() == before


def test_the_ledger_holds_what_extract_prints(musnad: Run, ledger: Path) -> None:
    printed = [json.loads(line) for line in musnad("extract", SAMPLES, "--published", "2018-09-12").stdout.splitlines()]
    listed = musnad("list", "statements", "--ledger", ledger, "--format", "jsonl").stdout.splitlines()

    assert {json.loads(line)["id"] for line in listed} == {line["id"] for line in printed if line["type"] == "statement"}


def test_a_speaker_is_found_whatever_the_spelling(musnad: Run, ledger: Path) -> None:
    plain = musnad("list", "statements", "--speaker", "ماس", "--ledger", ledger, "--format", "csv").stdout
    marked = musnad("list", "statements", "--speaker", "مَاسْ", "--ledger", ledger, "--format", "csv").stdout

    assert rows(plain)
    assert marked == plain
    assert all("ماس" in row["speaker.name"] + row["speaker.text"] for row in rows(plain))


def test_a_list_can_be_narrowed(musnad: Run, ledger: Path) -> None:
    asked = ("--act", "deny", "--form", "indirect", "--since", "2018-09-12", "--until", "2018-09-12")
    out = musnad("list", "statements", *asked, "--ledger", ledger, "--format", "csv").stdout

    assert {(row["act"], row["form"], row["published"]) for row in rows(out)} <= {("deny", "indirect", "2018-09-12")}


@pytest.mark.parametrize("kind", ["statements", "reports", "entities", "mentions", "figures", "times", "refusals"])
def test_every_kind_can_be_listed(musnad: Run, ledger: Path, kind: str) -> None:
    done = musnad("list", kind, "--ledger", ledger, "--limit", "3")

    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_why_shows_the_sentence_the_rule_and_the_steps(musnad: Run, ledger: Path) -> None:
    lines = [json.loads(line) for line in
             musnad("list", "statements", "--ledger", ledger, "--format", "jsonl").stdout.splitlines()]
    carried = next(line for line in lines if line.get("steps") and line["cue"]["kind"] == "verb")

    out = musnad("why", carried["id"], "--ledger", ledger).stdout

    assert f"⟦cue: {carried['cue']['text']}⟧" in out
    assert carried["by"]["rule"] in out
    assert all(step in out for step in carried["steps"])
    assert carried["speaker"]["name"] in out


def test_why_tells_what_an_office_says_of_its_body_and_country(musnad: Run, ledger: Path) -> None:
    lines = [json.loads(line) for line in
             musnad("list", "entities", "--ledger", ledger, "--format", "jsonl").stdout.splitlines()]
    entity, role = next((line, role) for line in lines for role in line.get("roles") or () if role.get("country"))

    out = musnad("why", entity["id"], "--ledger", ledger).stdout

    assert role["text"] in out
    assert f"country {role['country']}" in out


def test_show_takes_the_beginning_of_an_id(musnad: Run, ledger: Path) -> None:
    line = musnad("list", "statements", "--ledger", ledger, "--format", "jsonl", "--limit", "1").stdout.strip()
    record = json.loads(line)

    done = musnad("show", record["id"][:-4], "--ledger", ledger, "--format", "json")

    assert done.stdout.strip() == line
    assert record["text"][:40] in musnad("show", record["id"], "--ledger", ledger).stdout


def test_a_report_is_printed_with_its_statements_marked(musnad: Run, ledger: Path) -> None:
    done = musnad("report", "1", "--ledger", ledger)

    assert done.returncode == 0
    assert "⟦1 " in done.stdout


def test_verify_reads_everything_again(musnad: Run, ledger: Path) -> None:
    done = musnad("verify", "--ledger", ledger)

    assert done.returncode == 0
    assert "everything holds" in done.stderr


def test_verify_finds_a_changed_word(musnad: Run, ledger: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.db"
    data = ledger.read_bytes()
    word, other = "الكلور".encode(), "الكلوا".encode()
    assert word in data
    changed.write_bytes(data.replace(word, other))

    done = musnad("verify", "--ledger", changed)

    assert done.returncode == 1
    assert "NOT everything holds" in done.stderr


def test_diff_of_the_same_version_is_empty(musnad: Run, ledger: Path) -> None:
    done = musnad("diff", "--ledger", ledger)

    assert done.returncode == 0
    assert "Nothing would change" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["show", "statement-000000000000000000000000"], ["why", "nothing"], ["report", "9999"]],
)
def test_what_is_not_there_is_told(musnad: Run, ledger: Path, arguments: list[str]) -> None:
    done = musnad(*arguments, "--ledger", ledger)

    assert done.returncode == 1
    assert done.stderr.startswith("musnad: ")


@pytest.mark.parametrize("command", [["list", "statements"], ["verify"], ["diff"], ["report", "1"]])
def test_a_ledger_that_is_not_there_is_told(musnad: Run, command: list[str]) -> None:
    done = musnad(*command)

    assert done.returncode == 1
    assert "musnad.db" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_killed_add_goes_on_where_it_stopped(musnad: Run, tmp_path: Path) -> None:
    wire = tmp_path / "wire.jsonl"
    text = "قال المدير سالم العابر إن الجسر سيفتح قبل الشتاء. وأضاف أن العمل انتهى."
    lines = [json.dumps({"id": str(number), "title": f"خبر {number}", "text": text}) for number in range(400)]
    wire.write_text("\n".join(lines), "utf-8")
    for seconds in (1.2, 1.5, 1.8):
        process = subprocess.Popen([sys.executable, "-m", "musnad", "add", wire, "--workers", "2"], cwd=tmp_path,
                                   stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()

    assert musnad("add", wire).returncode == 0
    assert musnad("verify").returncode == 0
    assert len(musnad("list", "reports", "--format", "jsonl").stdout.splitlines()) == 400


def test_the_demo_shows_what_it_found_and_ends(musnad: Run, tmp_path: Path) -> None:
    done = musnad("demo")

    assert done.returncode == 0
    assert (tmp_path / "demo/sample.db").exists()
    assert "Who said what" in done.stdout
    assert "each record stands in its source" in done.stdout
    assert done.stderr == ""


def test_bench_prints_a_table(musnad: Run) -> None:
    done = musnad("bench", "--documents", "3", "--add", "--without", "incidents", timeout=90)

    assert done.returncode == 0
    assert "| extract --without incidents | 3 |" in done.stdout
    assert "| add | 3 |" in done.stdout


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupt_ends_quietly_and_keeps_what_was_finished(musnad: Run, tmp_path: Path, workers: str) -> None:
    wire = tmp_path / "wire.jsonl"
    text = "قال المدير سالم العابر إن الجسر سيفتح قبل الشتاء. وأضاف أن العمل انتهى. " * 20
    lines = [json.dumps({"id": str(number), "title": f"خبر {number}", "text": text}) for number in range(3000)]
    wire.write_text("\n".join(lines), "utf-8")
    process = subprocess.Popen([sys.executable, "-m", "musnad", "add", wire, "--workers", workers], cwd=tmp_path,
                               stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True)
    begun = time.monotonic()
    while not (tmp_path / "musnad.db-wal").exists() and process.poll() is None and time.monotonic() - begun < 60:
        time.sleep(0.1)
    time.sleep(1)  # in the midst of its work
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "stopped by you" in told
    assert "Traceback" not in told
    assert musnad("verify").returncode == 0
