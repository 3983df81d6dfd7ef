"""Text to findings: one walk over the file, each rule called with what it asked for."""

from dlint.engine.files.names import COMPOSE, DOCKERFILE, DOCKERIGNORE
from dlint.model.limits import Passed
from dlint.startup.remember import NotRead
from dlint.syntax.nodes import Instruction, Onbuild

from .dispatch_table import (
    ConfiguredRule,
    DispatchTable,
    follows,
)
from .notices import (
    TOO_LONG,
    ContextLimit,
    FileLimit,
    Notice,
    RuleCrash,
    Unread,
)
from .verdict import finding_of, is_silenced, validate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from dlint.engine.config.config import Config
    from dlint.engine.shellcheck.findings import ShellCheck
    from dlint.engine.shellcheck.on_demand import LazySession
    from dlint.engine.suppressions.suppressions import Suppressions
    from dlint.model.compose.compose_file import ComposeFile
    from dlint.model.context.workspace import Workspace
    from dlint.model.dockerignore.dockerignore_file import Dockerignore
    from dlint.model.file import File
    from dlint.syntax.source import Source

    from .findings import Finding, Problem
    from .rule import Rule

ENOUGH = 1000
"""What one rule says at most about one file."""


class Report:
    """What was found in one file. Plain data: it can be pickled.

    `kind` is `dockerfile`, `dockerignore` or `compose`. `error` is why the file could not be linted, or None, and
    `status` the exit status that a run with this error ends with at least. `notices` are what went wrong with dlint
    itself. `source` is the text, where it is at hand.
    """

    __slots__ = ("error", "findings", "kind", "notices", "path", "source", "status")

    def __init__(
        self,
        path: str,
        kind: str = DOCKERFILE,
        *,
        source: "Source | None" = None,
        error: str | None = None,
        status: int = 2,
    ) -> None:
        self.path = path
        self.kind = kind
        self.source = source
        self.error = error
        self.status = status
        self.findings: list[Finding] = []
        self.notices: list[Notice] = []


def check_source(
    source: "Source", kind: str, config: "Config", *, directory: str | None = None, workspace: "Workspace | None" = None
) -> Report:
    """Lint a text. Never raises: what goes wrong inside a rule is a notice.

    `directory` is the real directory that the file lies in, or None where there is none; the rules that need the files
    around it are silent then. `workspace` is what the files of one run know together about the directories around them.
    """
    from dlint.engine.shellcheck.on_demand import LazySession

    with LazySession() as session:
        started = start(source, kind, config, session, directory=directory, workspace=workspace)
        session.start()
        started.walk()
        return started.finish()


class Started:
    """A file on its way, in the steps `walk` and `finish`, so that ShellCheck works on many files while we do."""

    __slots__ = ("_checker", "report")

    def __init__(self, report: Report, checker: "Checker | None" = None) -> None:
        self.report = report
        self._checker = checker

    def begin(self) -> None:
        """Read the file, and hand its scripts over."""
        self._step(Checker.begin)

    def walk(self) -> None:
        """Run the rules."""
        self._step(Checker.walk)

    def finish(self) -> Report:
        """Wait for ShellCheck; the whole report."""
        self._step(Checker.finish)
        return self.report

    def _step(self, step: "Callable[[Checker], None]") -> None:
        if self._checker is None:
            return
        try:
            step(self._checker)
        except (Exception, SystemExit) as error:  # our own fault; the other files go on
            self.report.notices.append(RuleCrash(None, "dlint", error, self.report.path))
            self._checker = None


def start(
    source: "Source",
    kind: str,
    config: "Config",
    session: "LazySession",
    *,
    directory: str | None = None,
    workspace: "Workspace | None" = None,
) -> Started:
    """Begin to lint a text; see `check_source`. Its scripts wait in `session`."""
    report = Report(source.path, kind, source=source)
    table = config.dispatch_table_for(source.path)
    started = Started(report, Checker(source, table, config, report, directory, workspace, session))
    started.begin()
    return started


def has_pragmas(text: str) -> bool:
    """Whether a text may have suppressions at all; most have none, and need not pay for reading them."""
    text = text.lower()
    return "dlint" in text or "hadolint" in text or "check" in text.replace("healthcheck", "")


class Checker:
    """One walk over one file."""

    __slots__ = (
        "beyond_limit",
        "config",
        "crashed",
        "directory",
        "file",
        "found",
        "mentioned",
        "report",
        "reported",
        "session",
        "shellcheck",
        "source",
        "suppressions",
        "table",
        "workspace",
    )  # fmt: skip

    def __init__(
        self,
        source: "Source",
        table: DispatchTable,
        config: "Config",
        report: Report,
        directory: str | None,
        workspace: "Workspace | None" = None,
        session: "LazySession | None" = None,
    ) -> None:
        self.source = source
        self.table = table
        self.config = config
        self.report = report
        self.directory = directory
        self.workspace = workspace
        self.session = session
        self.mentioned: dict[tuple[str, ...], bool] = {}
        self.shellcheck: ShellCheck | None = None
        self.suppressions: Suppressions | None = None
        self.file: File | Dockerignore | ComposeFile | None = None
        self.found: list[tuple[Rule, Problem]] = []
        self.crashed: set[str] = set()
        self.reported: dict[str, int] = {}
        self.beyond_limit: dict[str, int] = {}
        """The rules that have said enough, with where they would have gone on."""

    def check(self) -> None:
        """Fill the report."""
        self.begin()
        self.walk()
        self.finish()

    def begin(self) -> None:
        """Read the file, and hand its scripts to ShellCheck."""
        KINDS[self.report.kind].read(self)

    def walk(self) -> None:
        """Run the rules."""
        KINDS[self.report.kind].walk(self, self.file)

    def read_dockerfile(self) -> None:
        """Read a Dockerfile, and hand its scripts to ShellCheck."""
        from dlint.model.file import File

        self.file = file = File(self.source, self.config.settings, self.directory, workspace=self.workspace)
        if self.session is not None and self.config.value("shellcheck"):
            from dlint.engine.shellcheck.plain_scripts import has_scripts

            if has_scripts(file.tree):
                self.shellcheck = self.session.hand_over(
                    file, self.config.shellcheck_for(file.path), required=self.config.requires_shellcheck()
                )

    def read_ignore_file(self) -> None:
        """Read a .dockerignore."""
        from dlint.model.dockerignore.dockerignore_file import Dockerignore

        self.file = Dockerignore(self.source, self.config.settings, self.directory, self.workspace)

    def read_compose_file(self) -> None:
        """Read a compose file."""
        from dlint.model.compose.compose_file import ComposeFile

        self.file = ComposeFile(self.source, self.config.settings, self.directory, self.workspace)

    def walk_dockerfile(self, file: "File") -> None:
        """Walk over the instructions, then over stages, comments and faults."""
        others = self.table.others
        for configured in others.get("file", ()):
            self.run(configured, file)
        for node in file.tree.instructions:
            self.instruction(file, node)
            if isinstance(node, Onbuild) and node.trigger is not None:
                self.instruction(file, node.trigger)
        if "stage" in others:
            for stage in file.stages:
                for configured in others["stage"]:
                    self.run(configured, stage)
        if "#" in others:
            for comment in file.tree.comments:
                for configured in others["#"]:
                    self.run(configured, comment)
        if "fault" in others:
            self.faults(file.faults)
        if has_pragmas(self.source.text) or "BUILDKIT_DOCKERFILE_CHECK" in self.config.build_args:
            from dlint.engine.suppressions.scopes import of_dockerfile

            self.suppressions = of_dockerfile(file.tree, self.config.registry, self.config.build_args)
            self.experiment(file, self.suppressions)

    def experiment(self, file: "File", suppressions: "Suppressions") -> None:
        """Run the rules that BuildKit's `experimental=` switches on, where it does and no configuration has done so."""
        for rule, scopes in suppressions.experiments.items():
            if rule.name in self.table.names:
                continue
            configured = ConfiguredRule(rule, self.config.options.get(rule.name, {}))
            for node in file.tree.instructions:
                if node.name in rule.on and any(scope.start <= node.start < scope.end for scope in scopes):
                    self.run(configured, node)

    def walk_ignore_file(self, ignore: "Dockerignore") -> None:
        """Hand a .dockerignore to the rules for it."""
        for configured in self.table.others.get(".dockerignore", ()):
            self.run(configured, ignore)
        self.faults(ignore.tree.faults)
        if has_pragmas(self.source.text):
            from dlint.engine.suppressions.scopes import of_ignore_file

            self.suppressions = of_ignore_file(ignore.tree, self.config.registry)

    def walk_compose_file(self, compose: "ComposeFile") -> None:
        """Hand a compose file, then each of its services, to the rules for them."""
        others = self.table.others
        for configured in others.get("compose", ()):
            self.run(configured, compose)
        if "service" in others:
            for service in compose.services:
                for configured in others["service"]:
                    self.run(configured, service)
        if has_pragmas(self.source.text):
            from dlint.engine.suppressions.scopes import of_compose_file

            self.suppressions = of_compose_file(compose.tree, self.config.registry)

    def instruction(self, file: "File", node: Instruction) -> None:
        """Run the rules for an instruction, then those for the commands in it."""
        name = node.name
        for configured in self.table.instructions.get(name, ()):
            self.run(configured, node)
        programs = self.table.programs(name)
        if programs is None:
            return
        try:
            commands = file.commands(node)
        except NotRead:
            return
        for command in commands:
            # A rule may have asked for a command in several ways.
            called: list[ConfiguredRule] = []
            for program in (command.family, command.name, "*"):
                for words, configured in programs.get(program, ()) if program is not None else ():
                    if configured not in called and follows(command, words):
                        called.append(configured)
                        self.run(configured, command)

    def faults(self, faults: "Sequence[object]") -> None:
        """Hand what makes the build fail to the rules for it."""
        for configured in self.table.others.get("fault", ()):
            for fault in faults:
                self.run(configured, fault)

    def run(self, configured: ConfiguredRule, subject: object) -> None:
        """Call a rule. One that raises is reported, and is not called again for this file; nor one that has said enough."""
        rule = configured.rule
        if rule.name in self.crashed or (rule.mentions and not self.is_mentioned(rule.mentions)):
            return
        if self.reported.get(rule.name, 0) >= ENOUGH:
            self.beyond_limit.setdefault(rule.name, getattr(subject, "start", 0))
            return
        try:
            assert self.file is not None
            arguments = configured.arguments(subject, self.file)
            if arguments is None:
                return
            for problem in rule.check(*arguments, **configured.options) or ():
                validate(problem, len(self.source.text))
                count = self.reported.get(rule.name, 0)
                if count >= ENOUGH:
                    self.beyond_limit.setdefault(rule.name, problem.start)
                    break
                self.found.append((rule, problem))
                self.reported[rule.name] = count + 1
        except NotRead:
            pass  # the file's own notice tells
        except (Exception, SystemExit) as error:
            self.crashed.add(rule.name)
            self.report.notices.append(RuleCrash(rule.name, rule.pack, error, self.source.path))

    def is_mentioned(self, words: tuple[str, ...]) -> bool:
        """Whether one of some words in lower case is in the file."""
        found = self.mentioned.get(words)
        if found is None:
            text = self.source.text.lower()
            found = self.mentioned[words] = any(word in text for word in words)
        return found

    def finish(self) -> None:
        """Take out what is suppressed, let the rules for suppressions look at these, and make the findings."""
        self.tell_of_unread()
        if self.shellcheck is not None:
            self.take_from_shellcheck(self.shellcheck)
        errors = False
        suppressions = self.suppressions
        if suppressions is not None and suppressions.entries:
            errors = suppressions.errors
            heeded = self.config.value("suppressions")
            if heeded:
                self.found = [entry for entry in self.found if not is_silenced(suppressions, *entry)]
            rules = self.table.others.get("suppression")
            if rules:
                ran = self.judged() | self.judged_codes(suppressions) if heeded else frozenset()
                before = len(self.found)
                for entry in suppressions.entries:
                    entry.active = ran
                    if entry.end > entry.start:
                        for configured in rules:
                            self.run(configured, entry)
                if heeded:
                    added = self.found[before:]
                    self.found[before:] = [entry for entry in added if not is_silenced(suppressions, *entry)]
        seen = set()
        findings = self.report.findings
        for rule, problem in self.found:
            key = (problem.start, problem.end, rule.code, problem.message)
            if key not in seen:
                seen.add(key)
                findings.append(finding_of(rule, problem, self.source, self.config, errors=errors))
        findings.sort(key=lambda finding: (finding.start, finding.end, finding.code))
        if self.workspace is not None:
            self.report.notices += [ContextLimit(root) for root in self.workspace.newly_limited()]
            self.report.notices += [FileLimit(path, why) for path, why in self.workspace.newly_passed_over()]

    def tell_of_unread(self) -> None:
        """Say what was passed over, once for each kind of it."""
        if self.file is None:
            return
        passed = Passed()
        self.file.look_for_unread()
        unread_from = self.file.unread_from
        if unread_from is not None:
            passed.add(unread_from, TOO_LONG)
        if self.beyond_limit:
            names = ", ".join(f"`{name}`" for name in self.beyond_limit)
            passed.add(
                min(self.beyond_limit.values()),
                f"{names} found more than {ENOUGH:,} problems: further ones are not reported",
            )
        for one in [*passed.all, *self.file.passed.all]:
            self.report.notices.append(Unread(self.source.path, self.source.line(one.start), one.text))

    def judged(self) -> frozenset[str]:
        """The names of the rules of which it is known that they had nothing to say where they said nothing."""
        if any(isinstance(notice, Unread) for notice in self.report.notices):
            return frozenset()
        subjects = KINDS[self.report.kind].subjects
        return frozenset(
            configured.rule.name
            for configured in self.table.rules
            if configured.rule.name not in self.crashed
            and self.reported.get(configured.rule.name, 0) < ENOUGH
            and "suppression" not in configured.rule.on
            and (not subjects or not subjects.isdisjoint(configured.rule.on))
            and (self.directory is not None or not self.may_need_directory(configured))
        )

    def take_from_shellcheck(self, shellcheck: "ShellCheck") -> None:
        """Wait for what ShellCheck says."""
        for rule, problem in shellcheck.problems():
            validate(problem, len(self.source.text))
            self.found.append((rule, problem))
        failure = shellcheck.failure
        if failure is not None:
            self.report.notices.append(failure)

    def judged_codes(self, suppressions: "Suppressions") -> frozenset[str]:
        """The names of those of ShellCheck's codes in suppressions that were looked for."""
        names = {rule.name for entry in suppressions.entries for id in entry.ids for rule in id.rules if rule.wider}
        if not names or not self.config.value("shellcheck") or (self.shellcheck and self.shellcheck.failure):
            return frozenset()
        choice = self.config.shellcheck_for(self.source.path)
        return frozenset(name for name in names if choice.judges(name))

    def may_need_directory(self, configured: ConfiguredRule) -> bool:
        """Whether a rule may look at the files around, so that without a directory its silence means nothing."""
        return (
            bool(configured.rule.takes)
            or self.report.kind != DOCKERFILE
            or not {"file", "stage"}.isdisjoint(configured.rule.on)
        )


class Kind:
    """How a kind of file is linted: what reads it, what walks over it, and what rules on it look at (empty: all)."""

    __slots__ = ("read", "subjects", "walk")

    def __init__(
        self, read: "Callable[[Checker], None]", walk: "Callable[[Checker, Any], None]", subjects: "Iterable[str]" = ()
    ) -> None:
        self.read = read
        self.walk = walk
        self.subjects = frozenset(subjects)


KINDS = {
    DOCKERFILE: Kind(Checker.read_dockerfile, Checker.walk_dockerfile),
    DOCKERIGNORE: Kind(Checker.read_ignore_file, Checker.walk_ignore_file, (".dockerignore", "fault")),
    COMPOSE: Kind(Checker.read_compose_file, Checker.walk_compose_file, ("compose", "service")),
}
"""The kinds of files by their names; see `Report.kind`."""
