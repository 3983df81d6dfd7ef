"""The table of package managers: adding one is adding a row.

manager_of("microdnf")               # the row of the program, or None
spelled("RUN {dnf} asks")            # "RUN dnf install", "RUN dnf5 install", …
"""

from . import languages, system
from .manager import Manager

MANAGERS: dict[str, Manager] = {
    program: manager for manager in (*system.MANAGERS, *languages.MANAGERS) for program in manager.programs.split()
}
"""The rows by the names that they are run by."""

WHAT = ("asks", "fills", "installs", "updates")
"""What subcommands do: `Manager.verbs`."""


def manager_of(program: str | None) -> Manager | None:
    """The package manager that a program is, without its version (`pip` for `pip3.11`); None where it is none."""
    return MANAGERS.get(program) if program is not None else None


def installs_on_system(program: str | None) -> bool:
    """Whether a program installs programs and libraries, and not just what a language needs."""
    manager = manager_of(program)
    return manager is not None and manager.system != ""


def group_of(name: str) -> list[tuple[str, Manager]]:
    """The programs of a package manager and of those that are like it, with their rows; those of all for `*`."""
    return [(program, manager) for program, manager in MANAGERS.items() if name in (manager.group, "*")]


def calls(name: str, what: str) -> list[str]:
    """The program and subcommand of each call of a package manager that asks, fills, installs or updates.

    Another word than these is a subcommand itself. For `*`, those on which there are no rules for a manager alone.
    """
    found = []
    for program, manager in group_of(name):
        if what not in WHAT:
            found.append(f"{program} {what}")
        elif name != "*" or what not in manager.own_rules.split():
            found += [f"{program} {verb}".rstrip() for verb in manager.verbs(what)]
    return found


def spelled(subject: str) -> list[str]:
    """What a rule looks at, with the package manager in braces replaced by its programs.

    `RUN {dnf} asks` is `RUN dnf install`, `RUN dnf5 install` and what else asks; `RUN {apt} install` is `install` of all
    programs that are like apt; `RUN {*} fills` are the managers on whose caches there is no rule of their own.
    """
    instruction, _, rest = subject.partition(" ")
    manager, _, what = rest.partition(" ")
    if not (manager.startswith("{") and manager.endswith("}")):
        return [subject]
    return [f"{instruction} {call}" for call in calls(manager[1:-1], what)]
