"""The `rule` decorator, and what a rule is once it is registered."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FunctionType
    from typing import Any, TypeVar

    from .problem import Problems

    Check = TypeVar("Check", bound=Callable[..., Problems])


class Rule:
    """A registered rule.

    `code` and `name` identify it (`DL3014`, `apt-get-without-yes`), `aliases` are the ids that other linters use for
    the same practice. `on` is the tuple of things it looks at. `severity` is its own (error, warning, info, style),
    `fix` the safety of its fixes (safe, unsafe, suggestion) or None, `enabled` whether it runs by default.
    `options` are the function's keyword-only parameters with their defaults.
    """

    __slots__ = (
        "aliases", "check", "code", "enabled", "fix", "group", "module", "name", "on", "options",
        "pack", "page", "path", "severity", "wants_file",
    )  # fmt: skip

    def __init__(
        self,
        check: "FunctionType",
        *,
        code: str,
        on: tuple[str, ...],
        aliases: tuple[str, ...],
        severity: str,
        fix: str | None,
        enabled: bool,
    ) -> None:
        self.check = check
        self.code = code
        self.on = on
        self.aliases = aliases
        self.severity = severity
        self.fix = fix
        self.enabled = enabled
        self.name = check.__name__.replace("_", "-")
        self.options: dict[str, Any] = dict(check.__kwdefaults__ or {})
        self.wants_file = check.__code__.co_argcount > 1
        # Set by the registry, which knows where the rule comes from.
        self.group = ""
        self.pack = ""
        self.path = ""
        self.page = ""
        self.module = check.__module__

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
) -> "Callable[[Check], Check]":
    """Make a function a rule.

    The function takes the thing named by `on`; a second positional parameter, where there is one, gets the `File`
    it is in. It yields problems. Keyword-only parameters are its options.

    `on` is written as it stands in a Dockerfile: `"FROM"` an instruction, `"RUN apt-get install"`, `"RUN curl"`,
    `"RUN *"` a command, `"#"` a comment, `"stage"`, `"file"`, `"fault"` (a syntax fault), `".dockerignore"`.
    """

    def register(check: "Check") -> "Check":
        check.__rule__ = Rule(  # type: ignore[attr-defined]
            check,  # type: ignore[arg-type]
            code=code,
            on=(on,) if isinstance(on, str) else on,
            aliases=aliases,
            severity=severity,
            fix=fix,
            enabled=enabled,
        )
        return check

    return register
