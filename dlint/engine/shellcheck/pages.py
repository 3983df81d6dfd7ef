"""Pages for ShellCheck's codes: what they are about, and what is special about them in a Dockerfile."""

from .dropped import (
    DECLARED,
    DROPPED,
    HARMLESS,
    NOT_EMPTY,
    QUIET,
)
from .ids import GROUP, LOUD, WIKI, is_code
from .titles import TITLES

_NOT_IN_SH = """
What does not exist in POSIX `sh` may still work in the `/bin/sh` of an image: in that of Alpine it is BusyBox, in that
of Fedora and its relatives it is bash; in Debian and Ubuntu it is dash, which has next to nothing beyond POSIX. dlint
asks ShellCheck about the shell of the base image where it knows it, and about POSIX `sh` where it does not.

Write what `sh` has, or choose the shell: `SHELL ["/bin/bash", "-c"]`, or for one script `RUN <<EOF` with `#!/bin/bash`
as its first line.
"""

_ADVICE = {
    "SC2046": """
`apt-get install $(cat packages.txt)` means to be split, and there it is right to leave the quotes out: suppress it
with a reason. In `tar -xf $(ls *.tar)` or `cp $(which python) /bin` quotes are missing.
""",
    "SC2086": """
Split or not is a decision: `apk add $PACKAGES` lives from it, `mkdir $DATA_DIR` breaks one day. Variables that ENV or
ARG declares are not reported.
""",
    "SC2115": """
`rm -rf "$PREFIX/"*` deletes everything in `/` where `PREFIX` is empty. Write `"${PREFIX:?}/"*`, which stops instead.
Where ENV or an ARG with a default sets the variable it is not reported.
""",
    "SC2154": """
The variable has no value in the script, and neither ENV nor ARG gives it one in this stage: an ARG before the first
FROM has to be declared again, without a value, in the stage that uses it. Names in capitals are not reported, since
the base image may set them.
""",
    "SC2155": """
`export VERSION="$(cat version)"` succeeds even where `cat` fails, and the build goes on with an empty value. Write
`VERSION="$(cat version)" && export VERSION`.
""",
    "SC2164": """
In `RUN cd /src; make` the script runs in the wrong folder where `/src` is missing. Write `cd /src && make`, set
`WORKDIR /src`, or start the script with `set -e`. A `cd` that ends a RUN does nothing at all: the next instruction
starts in WORKDIR again.
""",
    "SC2028": """
`RUN echo "a\\nb" > file` writes two lines where `/bin/sh` is dash or BusyBox, and a backslash where it is bash. Write
`printf 'a\\nb\\n'`, or a heredoc: `COPY <<EOF file`.
""",
    "SC2016": """
Often meant: `RUN echo 'export PATH=$PATH:/opt/bin' >> ~/.bashrc` wants the variable expanded later.
""",
    "SC3009": """
In `sh` the command `mkdir -p /app/{bin,lib}` makes one folder, named `{bin,lib}`. Write both names out, or choose bash
by `SHELL ["/bin/bash", "-c"]`.
""",
    "SC2174": """
`mkdir -m 700 -p /a/b` gives the mode to `/a/b` alone. Where `/a` is new, too, it has the default mode.
""",
    "SC2038": """
Write `find … -exec program {} +`, or `find … -print0 | xargs -0 program`.
""",
}


def page(code: str) -> str:
    """The page of a code, of a beginning of codes, or of the group."""
    if not is_code(code):
        return _group(code)
    level, title = TITLES.get(code, (None, "a finding of ShellCheck"))
    title = title[:1].upper() + title[1:] if title[0] != "`" else title
    parts = [title]
    advice = _ADVICE.get(code) or (_NOT_IN_SH if code.startswith("SC3") else None)
    if advice:
        parts.append(advice.strip())
    if code in DROPPED:
        parts.append(f"dlint does not report it. {DROPPED[code]}")
    if code in DECLARED and "ENV" not in (advice or ""):
        parts.append(f"It is not reported for a variable that is declared in the Dockerfile: {_lower(DECLARED[code])}")
    if code in HARMLESS:
        parts.append(f"It is not reported everywhere: {_lower(HARMLESS[code][0])}")
    parts.append(
        f"ShellCheck explains it, with examples: {WIKI}{code}\n\n"
        "dlint hands every RUN in shell form, and every heredoc that a shell reads, to ShellCheck, and reports what it "
        "says at the place in the Dockerfile."
    )
    if code in QUIET:
        parts.append(f'It is off until it is asked for: `extend-select = ["{code}"]`. {QUIET[code]}')
    elif level is not None and level not in LOUD and code not in DROPPED:
        parts.append(
            f'ShellCheck calls this {level}, so it is off until it is asked for: `extend-select = ["{code}"]`.'
        )
    parts.append(
        f"A comment silences it where it is meant so, above the instruction or above the line:\n\n"
        f"```dockerfile\n# dlint: ignore[{code}] why it is right here\n```"
    )
    return "\n\n".join(parts) + "\n"


def _lower(text: str) -> str:
    return text if text.startswith(("ENV", "ARG")) else text[:1].lower() + text[1:]


def _group(code: str) -> str:
    which = "all codes of ShellCheck" if code in (GROUP, "SC") else f"the codes of ShellCheck that begin with {code}"
    dropped = "\n".join(f"- `{code}`: {reason}" for code, reason in DROPPED.items())
    declared = "\n".join(f"- `{code}`: {reason}" for code, reason in {**DECLARED, **NOT_EMPTY}.items())
    harmless = "\n".join(f"- `{code}`: {reason}" for code, (reason, _) in HARMLESS.items())
    return f"""What ShellCheck says of RUN

`{code}` selects {which}, as `shellcheck` or `SC` selects all of them. Each is explained by itself:
`dlint explain SC2086`.

Every RUN in shell form, ONBUILD RUN too, and every heredoc that a shell reads goes to ShellCheck, in the dialect that
SHELL, a first line `#!…`, a comment `# hadolint shell=…` or else the base image tells. What it says is reported at its
place in the Dockerfile. A comment `# shellcheck disable=…` works in a heredoc as in any script, and above a line of a
continued RUN.

Errors and warnings are on by default, but for SC2046; that, and what ShellCheck calls info and style, is asked for by
`extend-select = ["SC"]`.
`shellcheck = false` in the configuration, or `--no-shellcheck`, does without ShellCheck.

These are never reported:

{dropped}

These are not reported where the variable is one that ENV or ARG declares:

{declared}

These are not reported where they do no harm:

{harmless}
"""
