"""Time dlint beside hadolint and tally: whole processes, in turn, in one run.

    python bench/compare.py [--runs N] [--corpus FILE] [--heavy]

Needs the dependency group `bench`. The corpus is a file with one JSON object a line, each with the text of a Dockerfile
under `dockerfile` (`.gz` or plain); without one, the files of `fixtures/` are repeated. Prints a Markdown table of
medians. hadolint always checks the scripts with ShellCheck; dlint is timed with and without. `--heavy`
adds files that hadolint needs long for, once each.
"""

import argparse
import gzip
import json
import os
import pathlib
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "shipwright.jsonl.gz"
SMALL = """\
# syntax=docker/dockerfile:1
ARG PYTHON_VERSION=3.13
FROM python:${PYTHON_VERSION}-slim AS base

ENV PYTHONDONTWRITEBYTECODE=1 \\
    PYTHONUNBUFFERED=1

WORKDIR /app

# A user of its own.
ARG UID=10001
RUN adduser \\
    --disabled-password \\
    --gecos "" \\
    --home "/nonexistent" \\
    --shell "/sbin/nologin" \\
    --no-create-home \\
    --uid "${UID}" \\
    appuser

RUN --mount=type=cache,target=/root/.cache/pip \\
    --mount=type=bind,source=requirements.txt,target=requirements.txt \\
    python -m pip install -r requirements.txt

RUN apt-get update \\
    && apt-get install -y --no-install-recommends libpq5 \\
    && rm -rf /var/lib/apt/lists/*

USER appuser

COPY . .

EXPOSE 8000

CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
"""


def texts(corpus: pathlib.Path | None) -> list[str]:
    if corpus is None:
        return [file.read_text("utf-8") for file in sorted((ROOT / "fixtures").rglob("*Dockerfile"))]
    with (
        gzip.open(corpus, "rt", encoding="utf-8") if corpus.suffix == ".gz" else corpus.open(encoding="utf-8") as lines
    ):
        return [json.loads(line)["dockerfile"] for line in lines]


def cases(directory: pathlib.Path, corpus: pathlib.Path | None) -> list[tuple[str, list[str]]]:
    """Each a name and the files to check."""
    found = texts(corpus)
    chosen = random.Random(1).choices(found, k=200) if len(found) < 200 else random.Random(1).sample(found, 200)
    long = [text for text in found if 90 <= text.count("\n") <= 110 and "<<" not in text]
    small, hundred = directory / "small" / "Dockerfile", directory / "hundred" / "Dockerfile"
    many = []
    for index, text in enumerate(chosen):
        many.append(directory / "many" / f"{index:03}.Dockerfile")
        many[-1].parent.mkdir(parents=True, exist_ok=True)
        many[-1].write_text(text, "utf-8")
    for file, text in ((small, SMALL), (hundred, long[0] if long else SMALL * 3)):
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")
    return [
        ("one file of 36 lines", [str(small)]),
        ("one file of 100 lines", [str(hundred)]),
        ("200 files", [str(file) for file in many]),
    ]


def heavy(directory: pathlib.Path) -> list[tuple[str, list[str]]]:
    """Files of a kind that people complain about."""
    run = "FROM debian:12\nRUN true" + "".join(f" \\\n    && echo $A{i}" for i in range(2000)) + "\n"
    runs = "FROM debian:12\n" + "".join(f"RUN echo {i} $A\n" for i in range(2000))
    variables = "FROM debian:12\n" + "".join(f"ENV V{i}=a{i}\n" for i in range(300))
    variables += "".join(f"RUN echo $V{i} && make\n" for i in range(100))
    found = []
    for name, text in (("one RUN of 2,000 lines", run), ("2,000 RUNs", runs), ("300 ENV and 100 RUNs", variables)):
        file = directory / name.replace(",", "").replace(" ", "-") / "Dockerfile"
        file.parent.mkdir()
        file.write_text(text, "utf-8")
        found.append((name, [str(file)]))
    return found


def commands() -> dict[str, list[str]]:
    scripts = pathlib.Path(sys.executable).parent
    dlint = str(scripts / "dlint")
    found = {
        "bare Python": [sys.executable, "-c", "pass"],
        "dlint": [dlint, "check"],
        "dlint --no-shellcheck": [dlint, "check", "--no-shellcheck"],
    }
    for name, arguments in (("hadolint", []), ("tally", ["lint"])):
        program = shutil.which(name, path=f"{scripts}{os.pathsep}{os.environ['PATH']}")
        if program:
            found[name] = [program, *arguments]
    return found


def once(command: list[str]) -> float:
    """Wall time of one whole process, in milliseconds."""
    # Programs keep their bytecode on a user's machine.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=environment)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--corpus", type=pathlib.Path, default=CORPUS if CORPUS.exists() else None)
    parser.add_argument("--heavy", action="store_true")
    options = parser.parse_args()
    programs = commands()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{python}, {os.cpu_count()} CPUs, medians of {options.runs} runs\n")
    print("| | " + " | ".join(programs) + " |")
    print("|---|" + "--:|" * len(programs))
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        for case, files in cases(directory, options.corpus):
            measure(case, files, programs, options.runs)
        if options.heavy:
            for case, files in heavy(directory):
                measure(case, files, programs, 1, warm=0, without=("tally",))


def measure(
    case: str,
    files: list[str],
    programs: dict[str, list[str]],
    runs: int,
    warm: int = 1,
    without: tuple[str, ...] = (),
) -> None:
    """Run the programs in turn, and print a row of medians."""
    times: dict[str, list[float]] = {program: [] for program in programs}
    for run in range(runs + warm):
        for program, command in programs.items():
            if program in without:
                continue
            spent = once(command if program == "bare Python" else [*command, *files])
            if run >= warm:
                times[program].append(spent)
    print(
        f"| {case} | "
        + " | ".join(f"{statistics.median(spent):,.0f} ms" if spent else "–" for spent in times.values())
        + " |",
        flush=True,
    )


if __name__ == "__main__":
    main()
