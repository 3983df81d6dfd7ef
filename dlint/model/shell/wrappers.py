"""Programs that run another program given in their arguments: `sudo`, `env`, `xargs`, `tini`, `uv run` …"""

from dlint.startup import regex as re
from dlint.syntax.shell_dialect import READABLE, SHELLS, command_string

from .programs import family_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from dlint.syntax.shell_nodes import ShellWord


class Wrapper:
    """How a wrapper is followed by its program.

    `values` are its options that take a value, `skip` how many operands stand before the program (a user, a duration).
    `assignments` says that words like `A=b` may precede it. With one of `refuse` it runs nothing. `separator`: the
    program is what follows `--`, whatever stands before.
    """

    __slots__ = ("assignments", "refuse", "separator", "skip", "values")

    def __init__(
        self, values: str = "", *, skip: int = 0, assignments: bool = False, refuse: str = "", separator: bool = False
    ) -> None:
        self.values = frozenset(values.split())
        self.skip = skip
        self.assignments = assignments
        self.refuse = frozenset(refuse.split())
        self.separator = separator


WRAPPERS: dict[str, Wrapper] = {
    "sudo": Wrapper(
        "-u --user -g --group -h --host -p --prompt -C --close-from -r --role -t --type -T --command-timeout -U "
        "--other-user -D --chdir -R --chroot",
        assignments=True, refuse="-e --edit -l --list -v --validate -V --version",
    ),
    "doas": Wrapper("-u -C"),
    "env": Wrapper("-u --unset -C --chdir", assignments=True, refuse="-S --split-string"),
    "exec": Wrapper("-a"),
    "command": Wrapper("", refuse="-v -V"),
    "builtin": Wrapper(),
    "nohup": Wrapper(),
    "time": Wrapper("-f --format -o --output"),
    "nice": Wrapper("-n --adjustment"),
    "ionice": Wrapper("-c --class -n --classdata", refuse="-p --pid"),
    "chrt": Wrapper("-T -P -D", skip=1, refuse="-p --pid"),
    "timeout": Wrapper("-s --signal -k --kill-after", skip=1),
    "stdbuf": Wrapper("-i --input -o --output -e --error"),
    "setsid": Wrapper(),
    "xargs": Wrapper(
        "-a --arg-file -d --delimiter -E -I -L --max-lines -n --max-args -P --max-procs -s --max-chars "
        "--process-slot-var"
    ),
    "parallel": Wrapper("-j --jobs -a --arg-file -I --delay --retries --joblog --timeout", refuse="--citation :::"),
    "busybox": Wrapper("", refuse="--install --list --help"),
    "toybox": Wrapper(),
    "fakeroot": Wrapper("-l --lib --faked -s -i -b"),
    "eatmydata": Wrapper(),
    "unbuffer": Wrapper(),
    "linux32": Wrapper(),
    "linux64": Wrapper(),
    "setarch": Wrapper("", skip=1),
    "flock": Wrapper("-w --timeout --wait -E --conflict-exit-code", skip=1, refuse="-c --command"),
    "gosu": Wrapper("", skip=1),
    "su-exec": Wrapper("", skip=1),
    "s6-setuidgid": Wrapper("", skip=1),
    "setpriv": Wrapper(
        "--reuid --ruid --euid --regid --rgid --egid --groups --inh-caps --ambient-caps --bounding-set --securebits "
        "--pdeathsig --selinux-label --apparmor-profile"
    ),
    "tini": Wrapper("-e -p"),
    "tini-static": Wrapper("-e -p"),
    "docker-init": Wrapper("-e -p"),
    "dumb-init": Wrapper("-r --rewrite"),
    "catatonit": Wrapper(),
    "runuser": Wrapper("-u --user -g --group -G --supp-group", refuse="-c --command -l --login -"),
    "xvfb-run": Wrapper(
        "-e --error-file -f --auth-file -n --server-num -p --xauth-protocol -s --server-args -w --wait"
    ),
    "dbus-run-session": Wrapper("--config-file --dbus-daemon"),
    "wait-for-it": Wrapper(separator=True),
    "wait-for-it.sh": Wrapper(separator=True),
    "wait-for": Wrapper(separator=True),
    "wait-for.sh": Wrapper(separator=True),
}  # fmt: skip
"""Wrappers that are taken off every command."""

_UV_RUN = (
    "--directory --project --config-file --cache-dir --color -p --python --index --default-index --extra --no-extra "
    "--group --no-group --only-group --package -w --with --with-editable --with-requirements --env-file --index-url "
    "--extra-index-url -f --find-links --no-sources-package"
)
LAUNCHERS: dict[tuple[str, ...], Wrapper] = {
    ("uv", "run"): Wrapper(_UV_RUN),
    ("uvx",): Wrapper(_UV_RUN + " --from"),
    ("uv", "tool", "run"): Wrapper(_UV_RUN + " --from"),
    ("poetry", "run"): Wrapper("-C --directory -P --project"),
    ("pipenv", "run"): Wrapper(),
    ("pdm", "run"): Wrapper("-p --project --venv"),
    ("hatch", "run"): Wrapper(),
    ("rye", "run"): Wrapper("-p --pyproject"),
    ("pixi", "run"): Wrapper("-e --environment --manifest-path"),
    ("conda", "run"): Wrapper("-n --name -p --prefix --cwd"),
    ("mamba", "run"): Wrapper("-n --name -p --prefix --cwd"),
    ("micromamba", "run"): Wrapper("-n --name -p --prefix -r --root-prefix --cwd -e --env"),
    ("opentelemetry-instrument",): Wrapper(
        "--traces_exporter --metrics_exporter --logs_exporter --service_name --exporter_otlp_endpoint"
    ),
    ("ddtrace-run",): Wrapper(),
    ("newrelic-admin", "run-program"): Wrapper(),
    ("npx",): Wrapper("-p --package"),
    ("pnpm", "exec"): Wrapper(),
    ("bundle", "exec"): Wrapper(),
    ("watchmedo", "auto-restart"): Wrapper("-d --directory -p --pattern --patterns -i --ignore-patterns --signal"),
    ("doppler", "run"): Wrapper("-p --project -c --config -t --token"),
    ("infisical", "run"): Wrapper("--env --projectId --path --token"),
    ("dotenv", "run"): Wrapper("-f --file"),
    ("pipx", "run"): Wrapper("--spec --python"),
}
"""Commands that start a program in an environment of theirs; `Command.launched` takes them off."""

_ASSIGNMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=")
_NICE = re.compile(r"-[0-9]+\Z")
_MODULE_VALUES = frozenset("WX")


def assigned(word: "ShellWord") -> str | None:
    """The name to which a word like `NAME=value` assigns, or None."""
    match = _ASSIGNMENT.match(word.prefix)
    return match[1] if match is not None else None


def unwrap(wrapper: Wrapper, words: "Sequence[ShellWord]") -> tuple[int, list["ShellWord"]] | None:
    """Where in `words` (the wrapper first) the program stands that is run, and the assignments before it.

    None where nothing is run, or where it is not certain what.
    """
    if wrapper.separator:
        for index, word in enumerate(words):
            if word.value == "--":
                return (index + 1, []) if index + 1 < len(words) else None
        return None
    index = 1
    skip = wrapper.skip
    assignments: list[ShellWord] = []
    options = True
    while index < len(words):
        word = words[index]
        value = word.value
        if options and value is None and word.prefix[:1] == "-" and "=" not in word.prefix:
            # `-u$USER` holds its own value.
            index += 1
            continue
        text = value if value is not None else word.prefix
        if options and text == "--":
            options = False
        elif options and text[:1] == "-" and len(text) > 1:
            name = text.partition("=")[0]
            if name in wrapper.refuse or (not name.startswith("--") and name[:2] in wrapper.refuse):
                return None
            if name in wrapper.values and "=" not in text:
                index += 1
            elif not name.startswith("--") and len(name) > 2 and not _NICE.match(name):
                # A cluster: only its last letter can take the next word.
                letters = ["-" + letter for letter in name[1:]]
                valued = [at for at, letter in enumerate(letters) if letter in wrapper.values]
                if valued and valued[0] == len(letters) - 1:
                    index += 1
        elif text in wrapper.refuse:
            return None
        elif wrapper.assignments and skip == wrapper.skip and assigned(word) is not None:
            assignments.append(word)
        elif skip:
            skip -= 1
        else:
            return index, assignments
        index += 1
    return None


def python_module(words: "Sequence[ShellWord]") -> tuple[int, "ShellWord"] | None:
    """For `python … -m module …`: the index of the word behind the module, and the module as a word."""
    index = 1
    while index < len(words):
        value = words[index].value
        if value is None or value[:1] != "-" or value in ("-", "--"):
            return None
        if value.startswith("--"):
            index += 1 if "=" in value or value != "--check-hash-based-pycs" else 2
            continue
        for at, letter in enumerate(value[1:], 1):
            if letter == "c":
                return None
            if letter == "m":
                if at + 1 < len(value):
                    # `-mpip`: only plain text can be cut.
                    return (index + 1, words[index].tail(at + 1)) if words[index].text == value else None
                return (index + 2, words[index + 1]) if index + 1 < len(words) else None
            if letter in _MODULE_VALUES:
                index += at + 1 == len(value)
                break
        index += 1
    return None


def shell_string(family: str, words: "Sequence[ShellWord]") -> "ShellWord | None":
    """The word that is read as a script: that of `sh -c`, `su -c`, `flock -c` or `eval`; or None."""
    values = [word.value for word in words[1:]]
    if SHELLS.get(family) in READABLE:
        # What is behind the script is of no interest, and the script itself may hold expansions.
        at = command_string(["" if value is None else value for value in values])
        return words[1 + at] if at is not None else None
    if family == "eval":
        return words[1] if len(words) == 2 else None
    if family in ("su", "runuser", "flock", "script"):
        for index, value in enumerate(values):
            if value is None or value[:1] != "-" or value.startswith("--command="):
                continue
            short = not value.startswith("--") and value.endswith("c")
            if (value == "--command" or short) and index + 1 < len(values):
                return words[index + 2]
    return None


def reads_script(family: str, words: "Sequence[ShellWord]") -> bool:
    """Whether a command reads its script from standard input: a shell (or `su user`) without script or `-c`."""
    values = [word.value for word in words[1:]]
    if SHELLS.get(family) in READABLE:
        if any(value is None for value in values) or command_string(values) is not None:
            return False
        index = 0
        while index < len(values):
            value = values[index] or ""
            if value in ("-s", "-"):
                return True
            if value[:1] not in ("-", "+"):
                return False
            if not value.startswith("--") and "s" in value:
                return True
            index += 2 if value[-1] in "oO" and not value.startswith("--") else 1
        return True
    return family == "su" and not any(value is None or value.endswith("c") for value in values)


def is_python(name: str) -> bool:
    """Whether a name is that of a Python interpreter."""
    return family_of(name) in ("python", "pypy")
