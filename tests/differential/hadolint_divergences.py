"""Where dlint and hadolint say different things, and why: classes of differences, each with a predicate.

A difference is a finding that one of the two has on an instruction and the other has not. A class says for which codes
and which side it holds, what hadolint does, what dlint does, and why; its predicate tells from the file whether a
difference belongs to it. The tables in docs/hadolint.md are made from these classes.
"""

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from dlint.model.file import File
from dlint.model.shell.commands import Command
from dlint.model.stage.build import Stage
from dlint.syntax.nodes import (
    Instruction,
    Onbuild,
    Run,
    Transfer,
)
from dlint.syntax.shell import Parameter, Substitution

THEIRS = "hadolint"
OURS = "dlint"
BOTH = "both"


class Difference:
    """A finding of one side. `line` is that of the instruction, `start` the offset of our finding (None: theirs)."""

    def __init__(
        self, side: str, code: str, line: int, start: int | None, file: File, theirs: set[tuple[int, str]]
    ) -> None:
        self.side = side
        self.code = code
        self.line = line
        self.start = start
        self.file = file
        self.theirs = theirs

    def __repr__(self) -> str:
        return f"<{self.side} {self.code} line {self.line}>"

    @cached_property
    def outer(self) -> Instruction | None:
        """The instruction on the line; an ONBUILD as such."""
        for node in self.file.tree.instructions:
            if self.file.source.line(node.start) == self.line:
                return node
        return None

    @property
    def node(self) -> Instruction | None:
        """The instruction, or the trigger of the ONBUILD."""
        return self.outer.trigger or self.outer if isinstance(self.outer, Onbuild) else self.outer

    @property
    def stage(self) -> Stage | None:
        """The stage of the instruction."""
        return self.file.stage_of(self.node) if self.node is not None else None

    @property
    def text(self) -> str:
        """The instruction, continuation lines joined, with its heredocs."""
        node = self.node
        return "" if node is None else node.logical.text + "".join(heredoc.content for heredoc in node.heredocs)

    @property
    def commands(self) -> list[Command]:
        """The commands of the instruction."""
        return self.file.commands(self.node) if self.node is not None else []

    @cached_property
    def command(self) -> Command | None:
        """The command in which our finding lies: the smallest one."""
        if self.start is None:
            return None
        around = [command for command in self.commands if covers(command, self.start)]
        return min(around, key=lambda command: command.end - command.start, default=None)

    def named(self, *names: str) -> list[Command]:
        """The commands of these families in the instruction."""
        return [command for command in self.commands if command.family in names or command.name in names]


def covers(command: Command, place: int) -> bool:
    """Whether a place is in a command, its wrappers included."""
    start = min(command.start, command.original[0].start)
    return start <= place <= command.end


class Divergence:
    """A class of differences."""

    def __init__(
        self,
        name: str,
        codes: str,
        side: str,
        hadolint: str,
        dlint: str,
        why: str,
        matches: Callable[[Difference], bool],
    ) -> None:
        self.name = name
        self.codes = codes.split()
        self.side = side
        self.hadolint = hadolint
        self.dlint = dlint
        self.why = why
        self.matches = matches

    def holds(self, difference: Difference) -> bool:
        """Whether a difference is of this class."""
        return (
            self.side in (difference.side, BOTH)
            and ("all" in self.codes or difference.code in self.codes)
            and self.matches(difference)
        )


def classify(difference: Difference) -> Divergence | None:
    """The first class that a difference belongs to."""
    return next((divergence for divergence in DIVERGENCES if divergence.holds(difference)), None)


# Predicates


def is_hidden(difference: Difference) -> bool:
    """The command stands in a string or a heredoc for another shell."""
    return difference.command is not None and difference.command.outer is not None


def is_wrapped(difference: Difference) -> bool:
    """The command stands behind another program, or is named with its directory."""
    command = difference.command
    return command is not None and is_indirect(command)


def is_indirect(command: Command) -> bool:
    """Whether a command stands behind another program or in a string, or is named with its directory."""
    first = command.words[0].value or ""
    wrappers = [wrapper for wrapper in command.wrappers if wrapper not in ("command", "builtin", "exec", "busybox")]
    return bool(wrappers) or "/" in first or command.outer is not None


def is_trigger(difference: Difference) -> bool:
    """The instruction stands in an ONBUILD."""
    return isinstance(difference.outer, Onbuild)


def is_before_from(difference: Difference) -> bool:
    """The instruction stands before the first FROM."""
    return difference.node is not None and difference.stage is None


def is_foreign(difference: Difference) -> bool:
    """The RUN is for PowerShell, cmd or another program."""
    node = difference.node
    return isinstance(node, Run) and node.json is None and difference.file.script(node) is None


def is_swallowed(difference: Difference) -> bool:
    """No instruction starts on the line: it is in a heredoc that is not closed."""
    return difference.outer is None


def has_variable(difference: Difference) -> bool:
    """A variable is in what is judged."""
    node = difference.node
    return node is not None and any("$" in word.text for word in node.arguments)


def has_blanks(difference: Difference) -> bool:
    """Blanks end the line of a USER, or its value is quoted."""
    node = difference.node
    if node is None or node.argument is None:
        return False
    line = difference.file.source.line_text(difference.line)
    return line != line.rstrip() or node.argument.text[:1] in "\"'"


def is_no_image(difference: Difference) -> bool:
    """The base image is no name of an image, so that the build fails."""
    stage = difference.stage
    return stage is not None and stage.reference is not None and stage.reference.error is not None


def is_no_tar(difference: Difference) -> bool:
    """What is copied is no tar archive."""
    node = difference.node
    return isinstance(node, Transfer) and not any(re.search(r"\.(tar|t\w\w\d?)\b", word.text) for word in node.sources)


def is_unseen_archive(difference: Difference) -> bool:
    """The stage is not the last one, or tar has its letters without a dash."""
    stage = difference.stage
    if stage is None or stage is not stage.file.stages[-1]:
        return stage is not None
    runs = [node for node in stage.instructions if isinstance(node, Run)]
    tars = [command for node in runs for command in stage.file.commands(node) if command.name == "tar"]
    return any(
        is_indirect(command)
        or not any(re.match(r"-[A-Za-z]*x|--extract|--get", value or "") for value in command.values)
        for command in tars
    )


def may_be_archive(difference: Difference) -> bool:
    """A source is a pattern that may match an archive."""
    node = difference.node
    return isinstance(node, Transfer) and any(character in word.text for word in node.sources for character in "*?[")


def is_add(difference: Difference) -> bool:
    """It is an ADD."""
    return difference.node is not None and difference.node.name == "ADD"


def has_unnamed_command(difference: Difference) -> bool:
    """One of the RUNs that follow one another runs a program that a variable or a pattern names."""
    stage, node = difference.stage, difference.node
    if stage is None or node is None:
        return False
    nodes = stage.instructions
    index = nodes.index(node)
    while index >= 0 and isinstance(nodes[index], Run):
        script = difference.file.script(nodes[index])
        if script is None or any(
            command.words and (command.name is None or command.words[0].has_glob) for command in script.commands
        ):
            return True
        index -= 1
    return False


LISTED = re.compile(
    r"(?:^|[\s\"'])(?:AWS_|AZURE_|CF_|CI_|TRAVIS_|FACEBOOK_|GITHUB_|GITLAB_|HEROKU_|POSTGRES_|MYSQL_|DOCKER_|NPM_|SLACK_)"
)


def is_listed_name(difference: Difference) -> bool:
    """The name is in hadolint's list of names, and has no word for a secret in it."""
    node = difference.node
    return node is not None and bool(LISTED.search(" ".join(word.text for word in node.arguments)))


def has_several_names(difference: Difference) -> bool:
    """An ARG declares several names."""
    node = difference.node
    return node is not None and node.name == "ARG" and len(node.arguments) > 1


def has_default_for_platform(difference: Difference) -> bool:
    """The platform is `${TARGETPLATFORM:-…}`."""
    return "TARGETPLATFORM:-" in difference.text


def is_repeated(difference: Difference) -> bool:
    """The stage has another instruction of that name that the finding of the other side is on."""
    stage, node = difference.stage, difference.node
    return stage is not None and node is not None and len(stage.named(node.name)) > 1


def is_source_of_link(difference: Difference) -> bool:
    """`/bin/sh` is what the link leads to."""
    return all(
        (command.operands[-1].value if command.operands else None) != "/bin/sh" for command in difference.named("ln")
    )


def sets_pipefail(difference: Difference) -> bool:
    """The script, or the SHELL in effect, sets pipefail."""
    node = difference.node
    shell = difference.file.shell_words(node) if node is not None else None
    return "pipefail" in difference.text or any("pipefail" in word for word in shell or ())


def has_double_parentheses(difference: Difference) -> bool:
    """The script has `((` … `))` around commands."""
    return "((" in difference.text


def is_apt(difference: Difference) -> bool:
    """The program is apt or aptitude."""
    return difference.command is not None and difference.command.family in ("apt", "aptitude")


FAMILIES = {
    "DL3008": ("apt-get", "apt", "aptitude"),
    "DL3013": ("pip", "uv", "pipx"),
    "DL3014": ("apt-get", "apt", "aptitude"),
    "DL3015": ("apt-get", "apt", "aptitude"),
    "DL3016": ("npm", "yarn", "pnpm", "bun"),
    "DL3018": ("apk",),
    "DL3028": ("gem",),
    "DL3038": ("dnf", "microdnf"),
    "DL3046": ("useradd",),
    "DL3047": ("wget",),
    "DL3062": ("go",),
}
"""The programs that a rule is about."""


def has_variable_word(difference: Difference) -> bool:
    """A variable, or what a command writes, is among the words of the program that the rule is about."""
    return any(
        isinstance(part, (Parameter, Substitution))
        for command in difference.named(*FAMILIES[difference.code])
        for word in command.words
        for part in word.leaves()
    )


def installs_nothing(difference: Difference) -> bool:
    """No package is named."""
    return any("install" in command.values and not command.operands for command in difference.named("apt-get"))


def is_configured_elsewhere(difference: Difference) -> bool:
    """The file writes a configuration of apt or pip, or copies one."""
    signs = r"Assume-Yes|Install-Recommends|apt\.conf|pip\.conf|PIP_NO_CACHE_DIR"
    return re.search(signs, difference.file.source.text, re.IGNORECASE) is not None


def is_answered(difference: Difference) -> bool:
    """Its questions are answered by a pipe."""
    return any(command.in_pipeline for command in difference.named("apt-get"))


def is_upgrade(difference: Difference) -> bool:
    """The command upgrades."""
    return difference.command is not None and any("upgrade" in (value or "") for value in difference.command.values)


def is_other_verb(difference: Difference) -> bool:
    """The command installs by another verb than `install`: `npm i`, `yarn add`, `yum update`, `yum groupinstall`."""
    command = difference.command
    return command is not None and (not command.verbs or [verb.value for verb in command.verbs] != ["install"])


def is_relative_of_dnf(difference: Difference) -> bool:
    """The program is tdnf or dnf5."""
    return difference.command is not None and difference.command.name in ("tdnf", "dnf5")


def removes_something(difference: Difference) -> bool:
    """The RUN removes files recursively."""
    return any(re.search(r"\s-\w*[rR]\w*\b", command.text) for command in difference.named("rm"))


def empties_cache(difference: Difference) -> bool:
    """The RUN removes or moves what the program left behind, or tells it where to put it."""
    return bool(difference.named("rm", "find", "rmdir", "mv")) or "--cache" in difference.text


def cleans(difference: Difference) -> bool:
    """The RUN cleans up, somewhere."""
    return any("clean" in command.values or command.name == "rm" for command in difference.commands)


def ends_in_no_image(difference: Difference) -> bool:
    """The layers of the stage are in no image that is used."""
    stage = difference.stage
    return stage is not None and not any(stage in final.chain for final in stage.file.final_stages)


def switches_cache_off(difference: Difference) -> bool:
    """pip is told not to keep a cache in a way that hadolint does not know."""
    ways = r"--no-cache(?!-dir)\b|--no-index|--cache-dir|--dry-run|PIP_NO_CACHE_DIR"
    return re.search(ways, difference.text) is not None


def is_local_package(difference: Difference) -> bool:
    """What is installed lies in the build, `.[extra]`, `..`, a file, or at an address."""
    return any(
        re.match(r"[./~$]|https?:|.*(?:\.gem|/)$", word.value or word.text)
        for command in difference.named("pip", "python", "gem", "npm")
        for word in command.operands
    )


def has_requirements(difference: Difference) -> bool:
    """Beside the package a file of requirements, or `.`, is installed."""
    values = [value or "" for command in difference.named("pip") for value in command.values]
    return any(value in (".", "-r", "--requirement") or value.startswith(("-r", "--requirement=")) for value in values)


def has_other_options(difference: Difference) -> bool:
    """Options that say where packages come from: `--no-index`, `-Ur file`."""
    return re.search(r"--no-index|\s-[A-Za-z]+r\b", difference.text) is not None


def is_latest(difference: Difference) -> bool:
    """The version is `latest`, or another name that moves."""
    return re.search(r"\w@(?:latest|next|beta|canary|lts)\b", difference.text) is not None


def has_commit(difference: Difference) -> bool:
    """A repository is named with a commit or tag."""
    return re.search(r"\w/[\w.-]+#\S", difference.text) is not None


def has_option_before_gem(difference: Difference) -> bool:
    """An option stands before the gem, or the program's name has a version."""
    return re.search(r"gem[\d.]*\s+(?:install|i)\s+-|gem\d", difference.text) is not None


def is_silenced(difference: Difference) -> bool:
    """Nothing of what wget writes gets into the log, or it downloads nothing."""
    return re.search(r"2>|&>|>&|--version|--help|--spider", difference.text) is not None


def has_letter_in_value(difference: Difference) -> bool:
    """A short option has its value in the same word."""
    values = [value or "" for command in difference.named("wget") for value in command.values]
    return any(re.match(r"-[A-Za-z][/.\w]", value) for value in values)


def is_script_unread(difference: Difference) -> bool:
    """One of the RUNs that follow one another can't be read as a script."""
    stage, node = difference.stage, difference.node
    if stage is None or node is None:
        return False
    index = stage.instructions.index(node)
    while index >= 0 and isinstance(run := stage.instructions[index], Run):
        script = difference.file.script(run)
        if script is None or not script.readable or script.faults:
            return True
        index -= 1
    return False


def is_group(difference: Difference) -> bool:
    """A group of packages is installed."""
    return any("group" in command.values for command in difference.named("yum", "dnf"))


def is_local_program(difference: Difference) -> bool:
    """What go builds is in the module: `./...`, `main.go`, a path without a host, the standard library."""
    words = [word for command in difference.named("go") for word in (*command.operands, *command.verbs[1:])]
    values = [word.value or word.text for word in words]
    if not values:
        return bool(difference.named("go"))
    return any("." not in value.partition("/")[0] or value.startswith(".") or value.endswith(".go") for value in values)


def is_hidden_in_stage(difference: Difference) -> bool:
    """curl or wget stands elsewhere in the stage behind a wrapper or in a string."""
    stage = difference.stage
    if stage is None:
        return False
    return any(is_indirect(command) for command in stage.file.commands_in(stage, "curl", "wget"))


def has_base_in_variable(difference: Difference) -> bool:
    """A stage is based on one that a variable names."""
    return any(
        stage.base is not None and stage.node.image is not None and "$" in stage.node.image.text
        for stage in difference.file.stages
    )


def has_value_of_option(difference: Difference) -> bool:
    """An option has a value in a word of its own."""
    return any("--prefix" in command.values for command in difference.named("npm"))


def is_mark(difference: Difference) -> bool:
    """`install` is a word of another command: `dnf mark install`."""
    return any("mark" in command.values for command in difference.named("dnf"))


def has_broken_from(difference: Difference) -> bool:
    """A FROM above can't be read by BuildKit."""
    broken = [fault.instruction for fault in difference.file.tree.faults if fault.instruction is not None]
    return any(node.name == "FROM" for node in broken)


DIVERGENCES: list[Divergence] = []
"""All classes. The first one that holds counts."""


def divergence(
    name: str, codes: str, side: str, hadolint: str, dlint: str, why: str, matches: Callable[[Difference], bool]
) -> None:
    """Add a class."""
    DIVERGENCES.append(Divergence(name, codes, side, hadolint, dlint, why, matches))


def names(divergences: Iterable[Divergence]) -> list[str]:
    """The names of classes."""
    return [divergence.name for divergence in divergences]


RUN_CODES = (
    "DL3001 DL3003 DL3004 DL3008 DL3009 DL3013 DL3014 DL3015 DL3016 DL3018 DL3019 DL3027 DL3028 DL3030 DL3032 DL3033"
    " DL3034 DL3035 DL3036 DL3037 DL3038 DL3040 DL3041 DL3042 DL3046 DL3047 DL3059 DL3060 DL3062 DL4001 DL4005 DL4006"
)

# Of all rules

divergence(
    "unread file",
    "DL1000",
    THEIRS,
    "Reads less than BuildKit does; what it can't read ends with DL1000, and nothing else is said of the file.",
    "Reads what BuildKit reads.",
    "The image builds.",
    lambda difference: not [fault for fault in difference.file.tree.faults if fault.phase <= 2],
)
divergence(
    "error read past",
    "DL1000",
    OURS,
    "Reads over some errors, such as unknown options in heredocs or names that can't be one.",
    "Says DL1000 for whatever BuildKit's parser refuses.",
    "The build fails.",
    lambda difference: bool(difference.file.tree.faults),
)
divergence(
    "in an unclosed heredoc",
    "all",
    THEIRS,
    "Takes a word with `<<` for no heredoc where the delimiter is odd, and reads on.",
    "Reads the lines below as the heredoc's, as BuildKit does, and says that its end is missing.",
    "There is no instruction on that line.",
    is_swallowed,
)
divergence(
    "before the first FROM",
    RUN_CODES,
    THEIRS,
    "Judges the commands of a RUN before the first FROM.",
    "Says only that it can't stand there (DL3061).",
    "The build fails there; what the RUN does never matters.",
    is_before_from,
)
divergence(
    "other shell",
    RUN_CODES,
    THEIRS,
    "Reads every RUN as a script for bash, also behind a SHELL that names PowerShell or cmd.",
    "Says nothing about commands in a language that it does not read.",
    "`cd` in PowerShell is no `cd`.",
    is_foreign,
)
divergence(
    "in a string",
    RUN_CODES,
    OURS,
    "Does not look into what is handed to a shell: `sh -c '…'`, `su -c '…'`, `bash <<EOF`.",
    "Looks into it.",
    "It runs all the same.",
    is_hidden,
)
divergence(
    "behind a wrapper",
    RUN_CODES,
    OURS,
    "Knows a program only where its plain name comes first: not behind `sudo`, `env` or `xargs`, not as `/usr/bin/…`.",
    "Takes wrappers and folders away.",
    "It is the same program.",
    is_wrapped,
)
divergence(
    "in ONBUILD",
    "all",
    OURS,
    "Looks into ONBUILD by some rules only.",
    "Looks into it by all rules for which it makes no difference when the instruction runs.",
    "It runs in the image that is built on this one.",
    is_trigger,
)

# Of single rules

divergence(
    "variable",
    "DL3000 DL3006 DL3007 DL3020 DL3021 DL3022 DL3045 DL3066",
    BOTH,
    "Looks at the text as written: `$IMAGE` has a tag, `$DIR` is absolute, `$FILE` is no archive.",
    "Puts in the value where the file tells it (defaults of ARG, ENV), and is silent where it does not.",
    "What is judged is what the build uses.",
    has_variable,
)
divergence(
    "no image",
    "DL3006",
    THEIRS,
    "Asks for a tag where the base image is no name of an image: capital letters, placeholders like `%%NAME%%`.",
    "Says that this is no image (DK8014).",
    "A tag would not help.",
    is_no_image,
)
divergence(
    "blanks and quotes",
    "DL3002 DL3066",
    BOTH,
    "Takes blanks at the end of the line, and quotes, for a part of the user's name.",
    "Takes the name.",
    "BuildKit cuts blanks off and removes quotes.",
    has_blanks,
)
divergence(
    "not for ADD",
    "DL3010",
    THEIRS,
    "Asks for ADD where a compressed file that is no tar archive is copied.",
    "Asks for it only where ADD unpacks the file.",
    "ADD unpacks tar archives alone.",
    is_no_tar,
)
divergence(
    "archive unpacked unseen",
    "DL3010",
    OURS,
    "Reports in the last stage only, and knows `tar` only with a dash before its letters.",
    "Looks at all stages, at `tar xf`, and at wrapped commands.",
    "The archive lies in the image of the stage all the same.",
    is_unseen_archive,
)
divergence(
    "pattern",
    "DL3020",
    THEIRS,
    "Asks for COPY where the source is a pattern: `ADD dist/* /opt/`.",
    "Is silent where the pattern may match an archive.",
    "COPY would not unpack it.",
    may_be_archive,
)
divergence(
    "relative ADD",
    "DL3045",
    OURS,
    "Looks at COPY alone.",
    "Looks at ADD, too.",
    "ADD resolves its destination in the same way.",
    is_add,
)
divergence(
    "program in a variable",
    "DL3059",
    THEIRS,
    "Does not count commands whose program a variable names.",
    "Counts them.",
    "`RUN $TOOL build && make` is a list of commands already.",
    has_unnamed_command,
)
divergence(
    "names of services",
    "DL3064",
    THEIRS,
    "Knows a list of names of CI and cloud services, of which many are no secrets: `TRAVIS_OS_NAME`.",
    "Looks for the words for secrets in names.",
    "The name of a system is no secret.",
    is_listed_name,
)
divergence(
    "several names in ARG",
    "DL3064",
    OURS,
    "Takes what follows the first name of an ARG for its value.",
    "Reads all names.",
    "BuildKit allows several since 1.2.",
    has_several_names,
)
divergence(
    "default of the platform",
    "DL3065",
    OURS,
    "Knows `$TARGETPLATFORM` and `${TARGETPLATFORM}`.",
    "Knows `${TARGETPLATFORM:-linux/amd64}` too.",
    "BuildKit always sets the variable, so the default is never used.",
    has_default_for_platform,
)
divergence(
    "which of several",
    "DL3012 DL4003 DL4004",
    BOTH,
    "Reports the second one and those that follow.",
    "Reports those that have no effect: all but the last one.",
    "The last one counts; what should go are the others.",
    is_repeated,
)
divergence(
    "link to /bin/sh",
    "DL4005",
    THEIRS,
    "Fires wherever `/bin/sh` is an argument of `ln`.",
    "Fires where `/bin/sh` is what the link replaces.",
    "`ln -s /bin/sh /bin/shell` changes no shell.",
    is_source_of_link,
)
divergence(
    "pipefail",
    "DL4006",
    THEIRS,
    "Knows pipefail only from SHELL in the same stage, with `bash`, `zsh` or `ash` as its program.",
    "Knows `set -o pipefail` in the script, SHELL of a base stage, and any shell with `pipefail` among its words.",
    "It works.",
    sets_pipefail,
)
divergence(
    "double parentheses",
    "DL4006",
    THEIRS,
    "Guesses that `((` opens two subshells where the script is no arithmetic.",
    "Reads `((` as arithmetic, as bash does.",
    "A shell that meets it fails or does not, but not because of the pipe.",
    has_double_parentheses,
)
divergence(
    "FROM that can't be read",
    "DL3022",
    OURS,
    "Reads a FROM with too many words, and takes the name of the stage from it.",
    "Says that the FROM is wrong, and knows no stage of that name.",
    "The build fails.",
    has_broken_from,
)

# Of package managers

divergence(
    "values in variables",
    " ".join(FAMILIES),
    BOTH,
    "Takes a variable for a word without a version, and never looks at its value.",
    "Puts in the values that the file tells (ARG, ENV, the script), and is silent about others.",
    "What is judged is what the command gets.",
    has_variable_word,
)
divergence(
    "apt and aptitude",
    "DL3008 DL3014 DL3015",
    OURS,
    "Knows `apt-get` alone, though DL3009 knows `apt` and `aptitude`.",
    "Knows all three.",
    "They install the same packages, and ask the same question.",
    is_apt,
)
divergence(
    "no packages",
    "DL3015",
    THEIRS,
    "Fires for `apt-get install -f` as well, which names no package.",
    "Is silent where no package is named.",
    "There is nothing that could be recommended.",
    installs_nothing,
)
divergence(
    "cache switched off",
    "DL3042",
    THEIRS,
    "Knows `--no-cache-dir` and some values of PIP_NO_CACHE_DIR in ENV.",
    "Knows `--no-cache`, `--no-index`, and any value of the variable.",
    "pip keeps nothing then.",
    switches_cache_off,
)
divergence(
    "removed in another way",
    "DL3009 DL3019 DL3042 DL3060",
    THEIRS,
    "Knows one way to remove a cache, or none: not `rm -rf /var/cache/apk/*`, `rm -r /root/.cache`, `find … -delete`.",
    "Knows that what is removed in the same RUN is not in the layer.",
    "It is not there.",
    empties_cache,
)
divergence(
    "configured in a file",
    "DL3014 DL3015 DL3042",
    THEIRS,
    "Looks at the command line alone.",
    "Knows configuration files that the Dockerfile writes or copies.",
    "`APT::Get::Assume-Yes` in a file does what `-y` does.",
    is_configured_elsewhere,
)
divergence(
    "answered by a pipe",
    "DL3014",
    THEIRS,
    "Fires for `yes | apt-get install`.",
    "Is silent where something is piped in.",
    "The question is answered.",
    is_answered,
)
divergence(
    "upgrade asks too",
    "DL3014",
    OURS,
    "Knows `install` alone.",
    "Knows `upgrade` and `dist-upgrade`.",
    "They ask the same question.",
    is_upgrade,
)
divergence(
    "relatives of dnf",
    "DL3040 DL3041",
    OURS,
    "Knows `dnf` and `microdnf`.",
    "Knows `tdnf` and `dnf5`.",
    "They have the same options and caches.",
    is_relative_of_dnf,
)
divergence(
    "other verbs",
    "DL3016 DL3032 DL3033 DL3034 DL3036 DL3040 DL3060",
    OURS,
    "Knows one or two verbs of each program: not `npm i`, `yarn`, `yarn add`, `yum update`, `yum groupinstall`.",
    "Knows those that install.",
    "They leave the same behind, or take whatever version there is.",
    is_other_verb,
)
divergence(
    "any rm -rf",
    "DL3009 DL3032 DL3040",
    OURS,
    "Is content with any `rm -rf` in the RUN, whatever it removes, and wherever it stands.",
    "Asks whether the lists or the cache are removed, after the last command that fills them.",
    "`rm -rf /tmp/*` removes no lists.",
    removes_something,
)
divergence(
    "cleaned before or between",
    "DL3032 DL3036 DL3040",
    BOTH,
    "Compares the first installation with the first cleaning.",
    "Asks whether something is cleaned after the last installation.",
    "The layer holds what is there when the RUN ends.",
    cleans,
)
divergence(
    "stage that ends in no image",
    "DL3009 DL3060",
    THEIRS,
    "Takes a stage for one that is used where some FROM names it, or is equal to its own.",
    "Looks for the stages whose layers are in the image that is built.",
    "From the others only files are copied.",
    ends_in_no_image,
)
divergence(
    "local packages and addresses",
    "DL3013 DL3016 DL3028",
    THEIRS,
    "Asks for a version of `.[extra]`, `..`, `npm install .`, `./name.gem` and of addresses.",
    "Is silent about what lies in the build, and about addresses.",
    "There is no version that could be written.",
    is_local_package,
)
divergence(
    "requirements beside it",
    "DL3013",
    OURS,
    "Is silent where `-r` or `.` is among the arguments.",
    "Judges the packages that are named.",
    "The file does not pin what it does not name.",
    has_requirements,
)
divergence(
    "options of pip",
    "DL3013",
    THEIRS,
    "Reads `-Ur file` as a package, and asks for versions with `--no-index`.",
    "Reads options as pip does.",
    "The file is a file; what lies in a folder has one version.",
    has_other_options,
)
divergence(
    "latest is no version",
    "DL3016",
    OURS,
    "Is content with any `@`: `name@latest`.",
    "Asks for a version.",
    "`latest` moves.",
    is_latest,
)
divergence(
    "commit of a repository",
    "DL3016",
    THEIRS,
    "Asks for an `@` in `owner/repository#v4`.",
    "Knows that it names a commit.",
    "It is pinned.",
    has_commit,
)
divergence(
    "options before a gem",
    "DL3028",
    OURS,
    "Takes the word behind any option for its value, and does not know `gem1.9.1`.",
    "Knows which options have values.",
    "`gem install -N nokogiri` installs nokogiri.",
    has_option_before_gem,
)
divergence(
    "groups have no version",
    "DL3033",
    THEIRS,
    "Asks for a version of a group of packages.",
    "Is silent.",
    "A group has none.",
    is_group,
)
divergence(
    "nothing in the log",
    "DL3047",
    THEIRS,
    "Asks for `--progress` also where standard error goes elsewhere, or nothing is downloaded.",
    "Is silent.",
    "There is no progress in the log.",
    is_silenced,
)
divergence(
    "letters of a value",
    "DL3047",
    OURS,
    "Reads every letter of a short option as an option: `-O/etc/apt/…` has an `a`.",
    "Knows that it is the value of `-O`.",
    "`-O` does not silence wget.",
    has_letter_in_value,
)
divergence(
    "RUN that can't be counted",
    "DL3059",
    THEIRS,
    "Counts no commands where it can't read the script, and asks to join it with the next.",
    "Is silent about a RUN that it can't read.",
    "Nobody knows how to join them.",
    is_script_unread,
)
divergence(
    "packages of the module",
    "DL3062",
    THEIRS,
    "Asks for a version of `./...`, `main.go`, `std` and `cmd/tool`.",
    "Is silent about what is in the module, in the old GOPATH, or comes with Go.",
    "A version is an error there.",
    is_local_program,
)
divergence(
    "hidden curl or wget",
    "DL4001",
    OURS,
    "Does not see the one behind a wrapper or with its folder.",
    "Sees it.",
    "Both are used.",
    is_hidden_in_stage,
)
divergence(
    "base in a variable",
    "DL3009 DL3060",
    OURS,
    "Does not know that a stage is a base where another FROM names it by a variable.",
    "Puts in the value.",
    "Its layers are in the image.",
    has_base_in_variable,
)
divergence(
    "values of options",
    "DL3016",
    THEIRS,
    "Takes the value of an option for a package: `npm install --prefix client/`.",
    "Knows which options have values.",
    "No package is named.",
    has_value_of_option,
)
divergence(
    "install in another command",
    "DL3038",
    THEIRS,
    "Takes any command with the word `install` for an installation: `dnf mark install`.",
    "Reads the verb.",
    "It marks what is installed already, and asks nothing.",
    is_mark,
)
