"""Mutated files with all rules on: nothing raises, hangs, points outside of its file, or differs on a second run.

    python -m tests.hostile.fuzz --seed 1 --dockerfiles 20000 --others 5000 --minutes 60

It is not part of the test run. Dockerfiles come from the corpus (`../shared`, or the files of this repository without
it), and lie in a project; the files beside a Dockerfile (Compose, ignore files, TOML, requirements, scripts, locks) come
from the examples of the rules' pages and from `fixtures/`. Every input is made from the seed and its number alone, so
`--only others:123` makes the same one again. What fails is kept in a directory, with the reason.
"""

import argparse
import gzip
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from dlint.engine.checker import Report
from dlint.engine.config.config import Configurations
from dlint.engine.files.discovery import discover
from dlint.engine.packs.loading import load
from dlint.engine.packs.registry import Registry
from dlint.engine.scheduler import check_paths
from dlint.report.formats import FORMATS, written
from dlint.report.results import Results
from dlint.testing import examples
from tests.hostile.mutations import mutate_text

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "shipwright.jsonl.gz"
SECONDS = 10
"""An input that takes longer hangs: of 60,000 characters at most, read twice."""

MAX = 60_000
"""Characters; longer files are cut."""

MEMORY = 3 << 30
CHUNK = 50
Tree = dict[str, str]


class Hang(BaseException):
    """The time for an input is over. Nothing that lints catches it."""


def main() -> int:
    """The command; 1 where something failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dockerfiles", type=int, default=20_000, help="mutated Dockerfiles")
    parser.add_argument("--others", type=int, default=5_000, help="mutated files of other kinds")
    parser.add_argument("--minutes", type=float, default=60, help="no further input is begun after these")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "dlint-fuzz")
    parser.add_argument("--only", help="one input: `dockerfiles:NUMBER` or `others:NUMBER`")
    options = parser.parse_args()
    if options.only:
        kind, _, number = options.only.partition(":")
        failures = work(options.seed, kind, int(number), int(number) + 1, time.time() + 3600, options.keep)[1]
        print(*failures or ["nothing"], sep="\n")
        return bool(failures)
    return everything(options)


def everything(options: argparse.Namespace) -> int:
    """All inputs in several processes."""
    start = time.time()
    parts = [
        (kind, first, min(first + CHUNK, count))
        for kind, count in (("dockerfiles", options.dockerfiles), ("others", options.others))
        for first in range(0, count, CHUNK)
    ]
    counts = {"dockerfiles": 0, "others": 0}
    failures: list[str] = []
    with ProcessPoolExecutor(options.jobs) as pool:
        deadline = start + options.minutes * 60
        waiting = {
            pool.submit(work, options.seed, kind, first, last, deadline, options.keep): (kind, first, last)
            for kind, first, last in parts
        }
        for future in as_completed(waiting):
            kind, first, last = waiting[future]
            try:
                done, failed = future.result()
            except BrokenProcessPool:
                done, failed = 0, [f"{kind}:{first}-{last}: not through, as a process has died"]
            counts[kind] += done
            failures += failed
            for failure in failed:
                print(failure, flush=True)
    print(
        f"seed {options.seed}: {counts['dockerfiles']} Dockerfiles, {counts['others']} other files,"
        f" {len(failures)} failures, {time.time() - start:.0f} s"
    )
    return bool(failures)


def work(seed: int, kind: str, first: int, last: int, deadline: float, keep: Path) -> tuple[int, list[str]]:
    """Inputs of a range: how many files were mutated, and what failed."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _hang)
    registry = load(path=[])
    done, failures = 0, []
    made = dockerfiles if kind == "dockerfiles" else others
    for number in range(first, last):
        if time.time() > deadline:
            break
        rng = random.Random(f"{seed}:{kind}:{number}")
        tree, changed = made(rng)
        with tempfile.TemporaryDirectory(prefix="dlint-fuzz-") as directory:
            place = Path(directory, "project")
            write(place, tree)
            reason = failure(place, registry, rng)
            if reason is not None:
                failures.append(f"{kind}:{number}: {reason}")
                kept = keep / f"{seed}-{kind}-{number}"
                shutil.rmtree(kept, ignore_errors=True)
                shutil.copytree(place, kept, symlinks=True)
                (kept / "REASON").write_text(reason + "\n", "utf-8", "backslashreplace")
        done += changed
    return done, failures


def _hang(number: int, frame: object) -> None:
    raise Hang


def failure(place: Path, registry: Registry, rng: random.Random) -> str | None:
    """Why the files of a directory are not linted as promised; None where they are."""
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        reports = lint(place, registry)
        again = lint(place, registry)
        for report in reports:
            wrong = misplaced(report)
            if wrong is not None:
                return wrong
            for notice in report.notices:
                if "failed with" in str(notice):
                    return str(notice)
        if [described(report) for report in reports] != [described(report) for report in again]:
            return "a second run differs"
        written(Results(reports, registry.rules, str(place)), rng.choice(FORMATS))
    except Hang:
        return f"takes more than {SECONDS} s"
    except MemoryError:
        return f"takes more than {MEMORY >> 30} GiB"
    except Exception as error:
        import traceback

        frames = traceback.extract_tb(error.__traceback__)
        return f"{type(error).__name__}: {error} ({frames[-1].filename}:{frames[-1].lineno})"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return None


def lint(place: Path, registry: Registry) -> list[Report]:
    """The reports on all files of a directory, as a run of the command makes them."""
    configurations = Configurations(registry, {"select": ["ALL"], "shellcheck": False, "as-of": "2026-07-01"})
    return list(check_paths(discover([str(place)]), configurations, jobs=1))


def misplaced(report: Report) -> str | None:
    """What points outside of the file, or None."""
    if report.source is None:
        return None
    size = len(report.source.text)
    for finding in report.findings:
        if not 0 <= finding.start <= finding.end <= size:
            return f"{finding!r} is at {finding.start}-{finding.end} of {size}"
        for edit in finding.fix.edits if finding.fix is not None else ():
            if not 0 <= edit.start <= edit.end <= size:
                return f"{finding!r} edits {edit.start}-{edit.end} of {size}"
    return None


def described(report: Report) -> list[object]:
    """All that a report says, to be compared with another."""
    return [
        report.path, report.error, [str(notice) for notice in report.notices],
        [
            (found.start, found.end, found.code, found.severity, found.message, found.fix and found.fix.edits)
            for found in report.findings
        ],
    ]  # fmt: skip


# Inputs


_corpus: list[str] = []
_projects: list[Tree] = []


def corpus() -> list[str]:
    """The texts of Dockerfiles."""
    if not _corpus:
        if CORPUS.exists():
            with gzip.open(CORPUS, "rt", encoding="utf-8") as stream:
                _corpus.extend(json.loads(line)["dockerfile"] for line in stream)
        else:
            _corpus.extend(text for tree in projects() for name, text in tree.items() if "Dockerfile" in name)
    return _corpus


def projects() -> list[Tree]:
    """Directories with a Dockerfile, a Compose file or an ignore file and files beside: of pages and fixtures."""
    if not _projects:
        for rule in load(path=[]).rules:
            for example in examples(rule.page):
                blocks = [block for block in (*example.others, *example.linted) if not block.name.endswith("/")]
                _projects.append({block.name: block.text for block in blocks})
        places = sorted([*ROOT.glob("fixtures/examples/*/*"), *ROOT.glob("fixtures/projects/*")])
        _projects.extend(dict(_read(place)) for place in places if place.is_dir())
    return _projects


def _read(place: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(place.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(place).as_posix(), path.read_text("utf-8", "surrogateescape")


def dockerfiles(rng: random.Random) -> tuple[Tree, int]:
    """A mutated Dockerfile of the corpus, in a project or alone."""
    texts = corpus()
    tree = dict(rng.choice(projects())) if rng.random() < 0.7 else {}
    tree["Dockerfile"] = mutate_text(rng.choice(texts), rng.choice(texts), rng)[:MAX]
    return tree, 1


CONFIGURATION = """\
profile = "strict"
extend-select = ["DK3", "packages"]
ignore = ["DL3008"]
fail-level = "error"
exclude = ["vendor/**", "*.tmp"]
context = "."
[severity]
runs-as-root = "info"
[rules.full-base-image]
[per-path-ignores]
"tools/**" = ["security"]
"""


def others(rng: random.Random) -> tuple[Tree, int]:
    """A project in which one to three files that are not Dockerfiles are mutated."""
    tree: Tree = {}
    while not (names := [name for name in tree if not name.endswith("Dockerfile")]):
        tree = dict(rng.choice(projects()))
        for name, text in (("dlint.toml", CONFIGURATION), (".gitignore", "*.pyc\n/build/\n!keep\ndocs/**/x\n[a-c]?\n")):
            if rng.random() < 0.15:
                tree[name] = text
    if not any(name.endswith("Dockerfile") for name in tree):
        tree["Dockerfile"] = (
            "FROM python:3.12\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\nCMD python app.py\n"
        )
    chosen = rng.sample(names, min(len(names), rng.randrange(1, 4)))
    for name in chosen:
        tree[name] = mutate_text(tree[name], tree[rng.choice(names)], rng)[:MAX]
    return tree, len(chosen)


def write(place: Path, tree: Tree) -> None:
    """Write the files of a project; a name that is taken by a directory is passed over."""
    place.mkdir()
    for name, text in tree.items():
        path = place / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
        except OSError:
            continue


if __name__ == "__main__":
    sys.exit(main())
