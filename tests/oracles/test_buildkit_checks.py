"""`docker build --check`'s own answers: rule and line."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dlint.engine.checker import Report, check_source
from dlint.engine.config.config import Config, command_line
from dlint.engine.findings import Finding
from dlint.engine.library import installed_rules
from dlint.engine.suppressions.comments import BUILDKIT_CHECKS, EXPERIMENTAL
from dlint.model.file import File
from dlint.model.image.configs import ImageConfig
from dlint.model.settings import Settings
from dlint.report.buildkit_json import (
    buildkit_name,
    lines_of,
)
from dlint.syntax.nodes import Onbuild, SyntaxFault
from dlint.syntax.source import Source

PHASES = {
    "NoEmptyContinuation": 1,
    "StageNameCasing": 2, "FromAsCasing": 2, "MaintainerDeprecated": 2, "InvalidDefinitionDescription": 2,
    "ReservedStageName": 3, "DuplicateStageName": 3, "ConsistentInstructionCasing": 3,
    "InvalidDefaultArgInFrom": 4, "UndefinedArgInFrom": 4, "RedundantTargetPlatform": 4,
    "FromPlatformFlagConstDisallowed": 4,
    "InvalidBaseImagePlatform": 6,
}  # fmt: skip
"""When BuildKit makes a check; the others in phase 7. It ends at the first error, dlint goes on."""

DIFFERENT = {
    "check/39": "`FROM alpine foo x` is an error; that `foo` differs from FROM in case is not told as well",
    "check/491": "BuildKit looks for the image `nope` and ends; here nobody asks a registry",
    "check/518": "BuildKit has no line for the image of a mount; here it is that of the RUN",
    "check/525": "triggers in the configuration of a base image are not known",
    "check/706": "BuildKit ends at the quote before it looks at the form of the instruction; here both are told",
}
"""Other warnings than BuildKit's, and why."""

OTHER_ERRORS = {
    "check/194": "the ignore file is linted by itself, and the error is told there",
    "check/195": "the ignore file is linted by itself, and the error is told there",
    "check/201": "error=true: the report tells, see below",
    "check/490": "needs a registry",
    "check/491": "needs a registry",
}
"""Errors of BuildKit's that are not found, and why."""

PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
REGISTRY = installed_rules()
ERRORS = tuple(rule.name for rule in REGISTRY.rules if rule.pack == "dlint" and "fault" in rule.on)
"""The rules that tell why a build ends."""


def to_the_letter() -> dict[str, Any]:
    """The configuration with which dlint says what BuildKit says."""
    options: dict[str, Any] = {
        rule.name: {"buildkit": True} for rule in REGISTRY.rules if rule.pack == "dlint" and "buildkit" in rule.options
    }
    return {"select": [name for name in BUILDKIT_CHECKS if name not in EXPERIMENTAL] + list(ERRORS), "rules": options}


def images_of(case: dict[str, Any]) -> dict[str, ImageConfig]:
    """What the case says of images; all others have a PATH and no more."""
    images = {"*": ImageConfig.of([PATH])}
    for name, image in case["images"].items():
        if image is not None:
            config = image.get("config", {})
            # An image without layers may be of any platform.
            platform = f"{image['os']}/{image['architecture']}" if image.get("rootfs") else None
            images[name] = ImageConfig.of([PATH, *config.get("Env", [])], tuple(config.get("Shell", ())), platform)
    return images


def settings_of(case: dict[str, Any], images: dict[str, ImageConfig] | None) -> Settings:
    options = case["opts"]
    platform = options.get("platform", "linux/amd64")
    return Settings(None, case["build_args"], options.get("target"), platform, images)


def lint_case(case: dict[str, Any], directory: Path, settings: Settings) -> tuple[Report, File]:
    """Lint the Dockerfile of a case with its other files beside it."""
    given = {**to_the_letter(), "build-args": case["build_args"]}
    config = Config(REGISTRY, [command_line(given, REGISTRY)])
    config._settings = settings
    for name, text in case["files"].items():
        (directory / name).write_text(text, encoding="utf-8", newline="")
    path = directory / "Dockerfile"
    path.write_text(case["dockerfile"], encoding="utf-8", newline="")
    source = Source(case["dockerfile"], str(path))
    report = check_source(source, "dockerfile", config, directory=str(directory))
    assert [] == [str(notice) for notice in report.notices]
    for name in case["files"]:
        (directory / name).unlink()
    return report, File(source, settings, str(directory))


def lines_in_buildkit(finding: Finding, file: File) -> list[int]:
    """The lines at which BuildKit tells it: what ONBUILD holds, at each FROM that runs it."""
    name = buildkit_name(finding)
    assert name is not None
    if name not in PHASES:
        for stage in file.stages:
            for node in stage.instructions:
                if isinstance(node, Onbuild) and node.start <= finding.start < node.line_end:
                    users = [other for other in file.stages if other.base is stage]
                    return [file.source.line(user.node.start) for user in users]
    return [lines_of(finding, file.tree)[0]]


def reference_of(fault: SyntaxFault, file: File) -> str:
    line = file.source.line(fault.instruction.line_start) if fault.instruction is not None else 0
    return fault.reference.replace("{line}", str(line))


def before(error: SyntaxFault, found: list[tuple[str, int]], file: File) -> list[tuple[str, int]]:
    """What BuildKit had told when it met the error."""
    place = error.instruction if error.instruction is not None else error
    line = file.source.line(place.start)
    return [
        (name, number)
        for name, number in found
        if error.phase > 1 and (PHASES.get(name, 7), number) <= (error.phase, line)
    ]


def differences(case: dict[str, Any], report: Report, file: File) -> tuple[dict[Any, int], dict[Any, int], bool]:
    """What BuildKit tells and dlint does not, the other way round, and whether the verdict on the build is another."""
    found = [
        (buildkit_name(finding) or "", line)
        for finding in report.findings
        if buildkit_name(finding)
        for line in lines_in_buildkit(finding, file)
    ]
    other = False
    if case["error"]:
        error = next((fault for fault in file.faults if reference_of(fault, file) == case["error"]), None)
        told = error is not None and any(
            (finding.start, finding.end) == (error.start, error.end) for finding in report.findings
        )
        other = not told
        found = before(error, found, file) if error is not None else found
    else:
        other = any(finding.rule in ERRORS for finding in report.findings)
    wanted = Counter((warning["rule"], warning["line"]) for warning in case["expect"])
    return dict(wanted - Counter(found)), dict(Counter(found) - wanted), other


@pytest.fixture(scope="module")
def cases(shared: Path) -> list[dict[str, Any]]:
    path = shared / "oracles" / "checks.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_tells_what_buildkit_tells(cases: list[dict[str, Any]], tmp_path: Path) -> None:
    different: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for case in cases:
        report, file = lint_case(case, tmp_path, settings_of(case, images_of(case)))
        missing, added, other = differences(case, report, file)
        if missing or added:
            different[case["id"]] = (missing, added)
        if other:
            errors[case["id"]] = case["error"]
    assert sorted(DIFFERENT) == sorted(different), different
    assert sorted(OTHER_ERRORS) == sorted(errors), errors
    assert len(different) < len(cases) / 100


def test_what_is_not_known_of_images_only_makes_silent(cases: list[dict[str, Any]], tmp_path: Path) -> None:
    for case in cases:
        # An image that is not known is taken to have no SHELL, as nearly all have none.
        if case["id"] in DIFFERENT or case["id"] == "check/523":
            continue
        report, file = lint_case(case, tmp_path, settings_of(case, None))
        missing, added, _ = differences(case, report, file)
        assert {} == added, case["id"]
        silent = {name for name, _ in missing}
        assert silent <= {"UndefinedVar", "InvalidBaseImagePlatform", "WorkdirRelativePath", "CopyIgnoredFile"}, case[
            "id"
        ]


def lint(text: str, **given: Any) -> Report:
    config = Config(REGISTRY, [command_line(given, REGISTRY)])
    return check_source(Source(text, "Dockerfile"), "dockerfile", config)
