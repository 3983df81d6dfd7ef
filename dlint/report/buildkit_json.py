"""The report in the shape of `docker build --check --call=lint,format=json`, for programs that read that.

Findings that `docker build --check` has too bear its names and cover the lines of the whole instruction, as there. The
first error that ends the build is `buildError`; BuildKit would end there, further ones are told as warnings. A run over
several files has several sources; a location says which by its `sourceIndex`, which is left out where it is 0.
"""

import base64

from dlint.engine.files.names import COMPOSE, DOCKERFILE
from dlint.engine.suppressions.comments import BUILDKIT_CHECKS
from dlint.syntax.dockerfile import parse
from dlint.syntax.nodes import Instruction

from .escape import visible
from .json import encoded, representable
from .results import Results, shown_path, source_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from dlint.engine.checker import Report
    from dlint.engine.findings import Finding
    from dlint.syntax.nodes import Dockerfile
    from dlint.syntax.source import Source

URL = "https://docs.docker.com/go/dockerfile/rule/"

DESCRIPTIONS = {
    "ConsistentInstructionCasing": "All commands of a Dockerfile should use the same casing (either upper or lower)",
    "CopyIgnoredFile": "Attempting to Copy file that is excluded by .dockerignore",
    "DuplicateStageName": "Stage names should be unique",
    "ExposeInvalidFormat": "IP address and host-port mapping should not be used in EXPOSE instruction",
    "ExposeProtoCasing": "Protocol in EXPOSE instruction should be lowercase",
    "FromAsCasing": "The 'as' keyword should match the case of the 'from' keyword",
    "FromPlatformFlagConstDisallowed": "FROM --platform flag should not use a constant value",
    "InvalidBaseImagePlatform": "Base image platform does not match expected target platform",
    "InvalidDefaultArgInFrom": "Default value for global ARG results in an empty or invalid base image name",
    "InvalidDefinitionDescription": "Comment for build stage or argument should follow the format of its name",
    "JSONArgsRecommended": "JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended behavior",
    "LegacyKeyValueFormat": "Legacy key/value format with whitespace separator should not be used",
    "MaintainerDeprecated": "The MAINTAINER instruction is deprecated, use a label instead",
    "MultipleInstructionsDisallowed": "Multiple instructions of the same type should not be used in the same stage",
    "NoEmptyContinuation": "Empty continuation lines will become errors in a future release",
    "RedundantTargetPlatform": "Setting platform to predefined $TARGETPLATFORM in FROM is redundant",
    "ReservedStageName": "Reserved words should not be used as stage names",
    "SecretsUsedInArgOrEnv": "Sensitive data should not be used in the ARG or ENV commands",
    "StageNameCasing": "Stage names should be lowercase",
    "UndefinedArgInFrom": "FROM command must use declared ARGs",
    "UndefinedVar": "Variables should be defined before their use",
    "WorkdirRelativePath": "Relative workdir without an absolute one in the build can have unexpected results",
}
"""What each check of `docker build --check` is about."""

WITHOUT_PAGE = ("InvalidBaseImagePlatform",)


def buildkit_json(results: Results) -> str:
    """All findings as warnings and, at most, one error."""
    warnings: list[dict[str, Any]] = []
    sources: list[dict[str, Any]] = []
    error: dict[str, Any] | None = None
    violated: list[str] = []
    for index, report in enumerate(results.reports):
        source = source_of(report)
        sources.append(_source(report, source))
        if report.error is not None:
            error = error or {"message": visible(report.error), "location": None}
            continue
        tree = parse(source) if source is not None and report.kind == DOCKERFILE else None
        failing = first_failure(report)
        for finding in report.findings:
            lines = (finding.line, finding.end_line) if tree is None else lines_of(finding, tree)
            location = _location(lines, index)
            if finding is failing and error is None:
                error = {"message": visible(finding.message), "location": location}
            else:
                warnings.append(_warning(finding, location))
        if tree is not None and _is_strict(tree):
            violated += [name for name in map(buildkit_name, report.findings) if name and name not in violated]
    found: dict[str, Any] = {"warnings": warnings, "sources": sources}
    if error is None and violated:
        error = {"message": f"lint violation found for rules: {', '.join(sorted(violated))}", "location": None}
    if error is not None:
        found["buildError"] = error
    return encoded(found)


def buildkit_name(finding: "Finding") -> str | None:
    """The name that `docker build --check` has for the same, or None."""
    return next((alias for alias in finding.aliases if alias in BUILDKIT_CHECKS), None)


def first_failure(report: "Report") -> "Finding | None":
    """The finding for which BuildKit would end: the first in the file that the file's syntax does not allow."""
    return next((finding for finding in report.findings if finding.group == "syntax"), None)


def lines_of(finding: "Finding", tree: "Dockerfile") -> tuple[int, int]:
    """The first and last line of a finding: those of the instruction, where the check is one of BuildKit's."""
    source = tree.source
    name = buildkit_name(finding)
    if name is None and finding.group != "syntax":
        return finding.line, finding.end_line
    node = _instruction(tree, finding.start)
    if node is None:
        return finding.line, finding.end_line
    first, last = source.line(node.start), source.line(max(node.start, node.end - 1))
    if name == "NoEmptyContinuation":
        # The last line of the instruction itself; heredocs come after it.
        end = node.heredocs[0].start if node.heredocs else node.line_end
        last = source.line(max(node.start, end - 1))
        return last, last
    return first, last


def _instruction(tree: "Dockerfile", start: int) -> Instruction | None:
    for node in tree.instructions:
        if node.line_start <= start < max(node.line_end, node.end):
            return node
    return None


def _is_strict(tree: "Dockerfile") -> bool:
    """Whether the file asks for an error where there are warnings."""
    directive = tree.directive("check")
    if directive is None:
        return False
    return any(
        option.partition("=")[0] == "error" and option.partition("=")[2] in ("1", "t", "T", "true", "TRUE", "True")
        for option in directive.value.split(" ")[0].split(";")
    )


def _warning(finding: "Finding", location: "dict[str, Any]") -> "dict[str, Any]":
    name = buildkit_name(finding)
    warning: dict[str, Any] = {"ruleName": name or finding.rule}
    if name is not None:
        warning["description"] = DESCRIPTIONS[name]
        if name not in WITHOUT_PAGE:
            warning["url"] = f"{URL}{slug(name)}/"
    elif finding.url:
        warning["url"] = finding.url
    warning["detail"] = visible(finding.message)
    warning["location"] = location
    return warning


def slug(name: str) -> str:
    """The name as it is in the address of its page: `JSONArgsRecommended` is `json-args-recommended`."""
    letters: list[str] = []
    for index, letter in enumerate(name):
        following = name[index + 1 : index + 2]
        if index and letter.isupper() and (name[index - 1].islower() or (following and following.islower())):
            letters.append("-")
        letters.append(letter.lower())
    return "".join(letters)


def _location(lines: tuple[int, int], index: int) -> "dict[str, Any]":
    ranges = [{"start": {"line": line}, "end": {"line": line}} for line in range(lines[0], lines[1] + 1)]
    location: dict[str, Any] = {"ranges": ranges}
    return {"sourceIndex": index, **location} if index else location


def _source(report: "Report", source: "Source | None") -> "dict[str, Any]":
    return {
        "filename": representable(shown_path(report.path)),
        "language": {DOCKERFILE: "Dockerfile", COMPOSE: "yaml"}.get(report.kind, report.kind),
        "data": base64.b64encode(source.encode() if source is not None else b"").decode("ascii"),
    }
