"""What ShellCheck is given: the script of each RUN, in the dialect of the image's shell."""

import pytest

from dlint.engine.packs.registry import Registry
from dlint.engine.shellcheck.scripts import scripts_of
from dlint.model.file import File
from dlint.syntax.source import Source
from tests.engine.shellcheck.linting import needs_shellcheck, run, told

pytestmark = needs_shellcheck

DASH = "debian:12"


@pytest.mark.parametrize(
    ("base", "before", "expected"),
    [
        ("scratch", "", "#!/bin/sh"),
        ("example.org/private:1", "", "#!/bin/sh"),
        (DASH, "", "#!/bin/dash"),
        ("python:3.13-slim", "", "#!/bin/dash"),
        ("python:3.13-alpine", "", "#!/bin/busybox sh"),
        ("alpine:3.22", "", "#!/bin/busybox sh"),
        ("fedora:42", "", "#!/bin/bash"),
        ("registry.access.redhat.com/ubi9/ubi-minimal", "", "#!/bin/bash"),
        (DASH, 'SHELL ["/bin/bash", "-c"]\n', "#!/bin/bash"),
        (DASH, 'SHELL ["/bin/bash", "-eo", "pipefail", "-c"]\n', "#!/bin/bash -e"),
        (DASH, 'SHELL ["/bin/ash", "-e", "-c"]\n', "#!/bin/sh -e\n# shellcheck shell=busybox"),
        (DASH, 'SHELL ["/usr/bin/env", "ksh", "-c"]\n', "#!/bin/ksh"),
        (DASH, 'SHELL ["conda", "run", "-n", "x", "/bin/bash", "-c"]\n', "#!/bin/bash"),
        (DASH, 'SHELL ["pwsh", "-Command"]\n', None),
        (DASH, 'SHELL ["/bin/zsh", "-c"]\n', None),
        ("mcr.microsoft.com/windows/servercore:ltsc2022", "", None),
        (DASH, "RUN ln -sf /bin/bash /bin/sh\n", "#!/bin/bash"),
        (DASH, "RUN ln -sf /bin/other /bin/sh\n", "#!/bin/sh"),
        (DASH, "# hadolint shell=bash\n", "#!/bin/bash"),
        (DASH, "# hadolint shell=powershell\n", None),
        (DASH, '# hadolint shell=ksh\nSHELL ["/bin/bash", "-c"]\n', "#!/bin/bash"),
    ],
)
def test_the_shell_tells_the_dialect(base: str, before: str, expected: str | None) -> None:
    scripts = scripts_of(File(Source(f"FROM {base}\n{before}RUN echo $x\n")))
    assert ([] if expected is None else [f"{expected}\necho $x\n"]) == [script.given for script in scripts]


def test_the_shell_of_a_stage_is_that_of_its_base() -> None:
    text = (
        '# hadolint shell=ksh\nFROM debian AS one\nRUN a $1\nSHELL ["/bin/bash", "-c"]\nRUN b $1\n'
        "FROM one\nRUN c $1\nFROM debian\nRUN d $1\n# hadolint shell=dash\nONBUILD RUN e $1\n"
    )
    given = [script.given.replace("\n", " ").strip() for script in scripts_of(File(Source(text)))]
    assert [
        "#!/bin/ksh a $1", "#!/bin/bash b $1", "#!/bin/bash c $1", "#!/bin/ksh d $1", "#!/bin/dash e $1",
    ] == given  # fmt: skip


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("RUN <<EOF\n#!/bin/bash -e\ncd x\nEOF\n", ["#!/bin/bash -e\ncd x\n"]),
        ("RUN <<EOF\n#!/usr/bin/env bash\ncd x\nEOF\n", ["#!/usr/bin/env bash\ncd x\n"]),
        ("RUN <<EOF\n#!/usr/bin/env python3\nimport x\nEOF\n", []),
        ("RUN python3 - <<'EOF'\nimport x\nEOF\n", ["#!/bin/dash\npython3 - <<'EOF'\nimport x\nEOF\n"]),
        ("RUN ksh <<'EOF'\n$x\nEOF\n", ["#!/bin/dash\nksh <<'EOF'\n$x\nEOF\n", "#!/bin/ksh\n$x\n"]),
        ("RUN ksh <<EOF\n$x\nEOF\n", ["#!/bin/dash\nksh <<EOF\n$x\nEOF\n"]),
        ('RUN ["sh", "-c", "echo $x"]\n', []),
        ("CMD echo $x\n", []),
        ("RUN\n", []),
    ],
)
def test_heredocs_and_forms(run: str, expected: list[str]) -> None:
    assert expected == [script.given for script in scripts_of(File(Source(f"FROM debian:12\n{run}")))]


def test_what_debian_does_not_have_is_an_error_there(registry: Registry) -> None:
    run_line = "RUN source /x && echo -e $'a'\n"
    assert {"SC3046", "SC3036", "SC3003"} == {
        finding.code for finding in run(registry, f"FROM debian:12\n{run_line}").findings if finding.severity == "error"
    }
    assert [] == told(run(registry, f"FROM alpine:3.22\n{run_line}"))
    assert [] == told(run(registry, f"FROM fedora:42\n{run_line}"))
