"""The `rule` decorator, and what a rule is once it is registered."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FunctionType
    from typing import Any, TypeVar

    from .findings import Problems

    Check = TypeVar("Check", bound=Callable[..., Problems])


_CARD = {
    "name": str, "code": str, "on": tuple, "aliases": tuple, "severity": str, "fix": str, "enabled": bool,
    "options": dict, "takes": tuple, "stage": str, "mentions": tuple,
}  # fmt: skip
_CARD_KEYS = tuple(_CARD)
_CARD_TYPES = (tuple(_CARD.values()), tuple(type(None) if key == "fix" else kind for key, kind in _CARD.items()))
OPTION_TYPES = (bool, int, float, str, tuple, dict)
"""What the default of an option can be."""

INSTRUCTIONS = frozenset((
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD",
    "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
))  # fmt: skip
INVOCATIONS = frozenset(("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"))
"""The instructions whose commands a rule can look at."""

GUARDS = ("used", "shipped", "final", "production")
"""What `stage=` can ask of the stage that the subject is in, from the widest to the narrowest; see `Stage.is_used` and so on."""

TAKEN = ("file", "stage", "context", "project")
"""What a rule's function can take behind its subject."""

SUBJECTS = frozenset(("#", "stage", "file", "fault", ".dockerignore", "compose", "service", "suppression"))
"""What a rule can look at beside instructions and commands."""


def is_card(value: object) -> bool:
    """Whether it is what `Rule.card` gives: with these keys, and values of these types."""
    if type(value) is not dict or tuple(value) != _CARD_KEYS or tuple(map(type, value.values())) not in _CARD_TYPES:
        return False
    try:
        "".join((*value["on"], *value["aliases"], *value["options"], *value["takes"], *value["mentions"]))
    except TypeError:
        return False
    return all(isinstance(default, OPTION_TYPES) for default in value["options"].values())


class Rule:
    """A registered rule. Its module runs when `check` or `page` is first asked for.

    `code` and `name` identify it (`DL3014`, `apt-get-without-yes`), `aliases` are the ids that other linters use for
    the same practice. `on` is the tuple of things it looks at. `severity` is its own (error, warning, info, style),
    `fix` the safety of its fixes (safe, unsafe, suggestion) or None, `enabled` whether it runs by default.
    `options` are the function's keyword-only parameters with their defaults. `takes` are the names of what it takes
    behind its subject, `stage` is what is asked of the stage (empty: nothing), `mentions` are the words, in lower case,
    of which one has to be in the file.
    """

    __slots__ = (
        "_check",
        "_load",
        "_page",
        "aliases",
        "code",
        "enabled",
        "fix",
        "group",
        "mentions",
        "module",
        "name",
        "on",
        "options",
        "pack",
        "path",
        "severity",
        "stage",
        "takes",
    )  # fmt: skip

    wider: tuple[str, ...] = ()
    """Names of what a code of ShellCheck is part of; a suppression of one of them holds for it."""

    def __init__(
        self,
        name: str,
        *,
        code: str,
        on: tuple[str, ...],
        aliases: tuple[str, ...],
        severity: str,
        fix: str | None,
        enabled: bool,
        options: "dict[str, Any]",
        takes: tuple[str, ...] = (),
        stage: str = "",
        mentions: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.code = code
        self.on = on
        self.aliases = aliases
        self.severity = severity
        self.fix = fix
        self.enabled = enabled
        self.options = options
        self.takes = takes
        self.stage = stage
        self.mentions = mentions
        self._check: FunctionType | None = None
        self._page: str | None = None
        self._load: Callable[[], tuple[FunctionType, str]] | None = None
        # Set by the registry, which knows where the rule comes from.
        self.group = ""
        self.pack = ""
        self.path = ""
        self.module = ""

    @classmethod
    def from_card(cls, card: "dict[str, Any]", load: "Callable[[], tuple[FunctionType, str]]") -> "Rule":
        """A rule whose module has not run: `card` is what `card` gave, `load` runs it: the function and the page."""
        rule = cls(**card)
        rule._load = load
        return rule

    def card(self) -> "dict[str, Any]":
        """All that is told about the rule without running its module; plain data."""
        return {key: getattr(self, key) for key in _CARD_KEYS}

    def loaded(self, check: "FunctionType", page: str) -> None:
        """Set what the module of the rule defines."""
        self._check = check
        self._page = page

    @property
    def check(self) -> "FunctionType":
        """The function. What its module raises when it runs is raised here."""
        if self._check is None:
            assert self._load is not None
            self.loaded(*self._load())
        assert self._check is not None
        return self._check

    @property
    def page(self) -> str:
        """The page: Markdown."""
        if self._page is None:
            assert self._load is not None
            self.loaded(*self._load())
        return self._page or ""

    @property
    def title(self) -> str:
        """The first line of the page."""
        return self.page.lstrip().split("\n", 1)[0].strip()

    @property
    def ids(self) -> tuple[str, ...]:
        """Everything the rule answers to: code, name, aliases."""
        return (self.code, self.name, *self.aliases)


def rule(
    code: str,
    *,
    on: "str | tuple[str, ...]",
    severity: str = "warning",
    fix: str | None = None,
    aliases: tuple[str, ...] = (),
    enabled: bool = True,
    stage: str = "",
    mentions: "str | tuple[str, ...]" = (),
) -> "Callable[[Check], Check]":
    """Make a function a rule.

    The function takes the thing named by `on`, and behind it what it names of these: `file` (the `File` that it is in),
    `stage` (the `Stage`; the rule is not called where there is none), `context` (the `Context`) and `project` (the
    `Project`; for both, the rule is not called where it is not known). It yields problems. Keyword-only parameters are
    its options.

    `stage` says in which stages the rule has something to say: `"used"` (all that are built), `"shipped"` (what is
    installed there may get into an image), `"final"` (the image of the stage is used), `"production"` (so it is, and
    not for development). `mentions` are words of which one is in every file in which the rule has something to say, in
    any case; it is not called for other files, and its module does not run.

    `on` is written as it stands in a Dockerfile: `"FROM"` an instruction, `"RUN apt-get install"`, `"RUN curl"`,
    `"RUN *"` a command, `"#"` a comment, `"stage"`, `"file"`, `"fault"` (a syntax fault), `".dockerignore"`;
    `"compose"` a compose file, `"service"` each of its services. `"RUN {dnf} asks"` are the subcommands with which dnf,
    and the programs that are like it, ask a question: see `dlint.model.managers.table.spelled`.
    """

    def register(check: "Check") -> "Check":
        function: FunctionType = check  # type: ignore[assignment]
        made = Rule(
            function.__name__.replace("_", "-"),
            code=code,
            on=(on,) if isinstance(on, str) else on,
            aliases=aliases,
            severity=severity,
            fix=fix,
            enabled=enabled,
            options=dict(function.__kwdefaults__ or {}),
            takes=function.__code__.co_varnames[1 : function.__code__.co_argcount],
            stage=stage,
            mentions=tuple(word.lower() for word in ((mentions,) if isinstance(mentions, str) else mentions)),
        )
        made.module = function.__module__
        made.loaded(function, "")
        function.__rule__ = made  # type: ignore[attr-defined]
        return check

    return register
