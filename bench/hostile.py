"""Run dlint, as a whole process, over inputs that are made to keep it busy: seconds, memory, growth.

    python bench/hostile.py [--only WORD …] [--limit SECONDS] [--list]

Each input of `tests/hostile/hostile_inputs.py` is written to a directory as a project and linted with all rules on, once as it is
(about 1 MB) and once at double size. Prints a Markdown table and then what missed: no report, more than 3 s or 400 MB
at the first size, or more than 2.3 times the time for double size where that takes more than half a second. `--only`
takes those inputs whose names hold one of the words, `--limit` is when a run is given up. Seconds are those of the
processor, ShellCheck's too, so that what else a machine does is left out.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.hostile.hostile_inputs import Input, every  # noqa: E402

MAX_SECONDS = 3.0
MAX_MEGABYTES = 400.0
MAX_GROWTH = 2.3
COUNTED_FROM = 0.5
"""Seconds: growth is judged only where the larger run takes longer."""

WAITED = 5
"""So many times as long a process may wait for the processor."""

ADDRESS_SPACE = 4_000_000
"""KB that a process may ask for, so that a miss does not take the machine down."""


class Run:
    """What one process took, and whether it ended with a report."""

    def __init__(self, seconds: float, megabytes: float, findings: int | None, failure: str) -> None:
        self.seconds = seconds
        self.megabytes = megabytes
        self.findings = findings
        self.failure = failure


def write(directory: pathlib.Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        place = directory / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8", newline="")


def run(target: str, directory: pathlib.Path, shellcheck: bool, limit: float) -> Run:
    """Lint a project; memory is that of dlint alone, without ShellCheck's."""
    command = [sys.executable, "-m", "dlint", "--select", "ALL", "-q", "-f", "json", "-j", "1"]
    command += [] if shellcheck else ["--no-shellcheck"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    limited = ["sh", "-c", f'ulimit -v {ADDRESS_SPACE} && ulimit -t {limit:.0f} && exec "$@"', "sh", *command, target]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begin = time.monotonic()
        process = subprocess.Popen(limited, cwd=directory, stdout=output, stderr=errors, env=environment)
        timer = threading.Timer(limit * WAITED, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        waited = time.monotonic() - begin
        seconds = usage.ru_utime + usage.ru_stime
        timer.cancel()
        output.seek(0)
        errors.seek(0)
        megabytes = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
        try:
            findings = count(output.read())
        except ValueError:
            last = errors.read().decode(errors="replace").strip().rpartition("\n")[2]
            why = (
                "given up"
                if seconds >= limit - 1 or waited >= limit * WAITED
                else f"exit status {process.returncode}: {last[:100]}"
            )
            return Run(seconds, megabytes, None, why)
        crashed = process.returncode not in (0, 1, 2)
        return Run(seconds, megabytes, findings, f"exit status {process.returncode}" if crashed else "")


def count(report: bytes) -> int:
    """How many findings a report in JSON has. Raises `ValueError` where it is none."""
    return len(json.loads(report)["findings"])


def measured(hostile: Input, limit: float) -> tuple[Run, Run]:
    """The runs at both sizes."""
    runs = []
    for size in (1, 2):
        directory = pathlib.Path(tempfile.mkdtemp(prefix="dlint-hostile-"))
        try:
            # In a process of its own: what a process has at most in memory counts from the one that it was forked from.
            subprocess.run([sys.executable, __file__, "--make", hostile.name, str(size), str(directory)], check=True)
            runs.append(run(hostile.target, directory, hostile.shellcheck, limit * size))
        finally:
            shutil.rmtree(directory)
    return runs[0], runs[1]


def misses(first: Run, second: Run) -> list[str]:
    """What is too much."""
    found = [f"no report: {one.failure}" for one in (first, second) if one.failure][:1]
    if first.seconds > MAX_SECONDS:
        found.append(f"{first.seconds:.1f} s")
    if first.megabytes > MAX_MEGABYTES:
        found.append(f"{first.megabytes:.0f} MB")
    growth = second.seconds / first.seconds
    if growth > MAX_GROWTH and second.seconds > COUNTED_FROM:
        found.append(f"{growth:.1f} times the time for double size")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description="Time dlint over hostile inputs.")
    parser.add_argument("--only", action="append", default=[], metavar="WORD", help="inputs whose names hold this")
    parser.add_argument("--limit", type=float, default=20.0, metavar="SECONDS", help="give a run up after this")
    parser.add_argument("--list", action="store_true", help="print the names of the inputs")
    parser.add_argument("--make", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        name, size, directory = options.make
        write(pathlib.Path(directory), next(one for one in every() if one.name == name).files(int(size)))
        return 0
    chosen = [one for one in every() if not options.only or any(word in one.name for word in options.only)]
    if options.list:
        print("\n".join(one.name for one in chosen))
        return 0
    missed: list[tuple[str, list[str]]] = []
    print("| input | seconds | peak MB | growth | findings |\n|---|---:|---:|---:|---:|")
    for hostile in chosen:
        first, second = measured(hostile, options.limit)
        growth = f"{second.seconds / first.seconds:.1f}" if second.seconds > COUNTED_FROM else ""
        findings = "none" if first.findings is None else f"{first.findings:,}"
        print(f"| {hostile.name} | {first.seconds:.2f} | {first.megabytes:.0f} | {growth} | {findings} |", flush=True)
        found = misses(first, second)
        if found:
            missed.append((hostile.name, found))
    print(f"\n{len(chosen)} inputs, {len(missed)} missed.\n")
    for name, found in missed:
        print(f"* {name}: {', '.join(found)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
