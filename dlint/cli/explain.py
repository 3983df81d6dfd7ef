"""`dlint explain`: the page of a rule."""

from .errors import UsageError
from .options import Option, read
from .output import (
    complain,
    console,
    for_a_person,
    tell,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

OPTIONS = (
    Option("--rules", metavar="DIR", many="repeat", help="Load more rules from a folder; their code is run"),
    Option("--no-color", help="Write without colours; so does the environment variable NO_COLOR"),
    Option("-h", "--help", help="Print this"),
)

USAGE = "dlint explain [OPTION ...] RULE ..."

DESCRIPTION = """
Say what a rule is about: what is wrong, why, and what to do. A rule is named by its code (DL3014), by
its name (apt-get-without-yes), or by the id that another linter gives to the same practice. In a pipe
the page is Markdown.
"""


def explain(arguments: "Sequence[str]") -> int:
    """Run the command; the exit status comes back. Raises `UsageError`."""
    options = read(arguments, OPTIONS)
    if options["help"]:
        from .help import help_text

        tell(help_text(USAGE, DESCRIPTION, OPTIONS))
        return 0
    if not options.operands:
        raise UsageError("which rule? Write `dlint explain RULE`", "`dlint rules` lists them.")
    from dlint.engine.packs.loading import load
    from dlint.report.page import document

    registry = load(options["rules"])
    for error in registry.errors:
        complain(f"error: {error!s}")
    pages = []
    for id in options.operands:
        found = registry.named(id)
        if not found:
            close = registry.suggestion(id, groups=False)
            hint = f"; did you mean `{close}`?" if close else ""
            raise UsageError(f"there is no rule `{id}`{hint}", "`dlint rules` lists all rules.")
        pages += [document(rule) for rule in found]
    if for_a_person():
        from dlint.report.page_screen import draw

        screen = console(options["no_color"])
        with screen.capture() as capture:
            for page in pages:
                draw(page, screen)
        tell(capture.get())
    else:
        tell("\n".join(pages))
    return max((error.status for error in registry.errors), default=0)
