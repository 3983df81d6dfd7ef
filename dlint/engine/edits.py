"""Edits of commands: an argument more, an argument less, a command that runs last."""

from dlint.model.stage.command_edits import as_argument, at_the_end, removable

from .findings import Edit, delete, insert_after, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.copies.sources import ContextSource
    from dlint.model.dockerignore.dockerignore_file import Dockerignore
    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Build
    from dlint.syntax.dockerignore import IgnorePattern
    from dlint.syntax.nodes import Instruction, Item
    from dlint.syntax.shell_nodes import ShellWord


def add_line(node: "Instruction", text: str) -> Edit:
    """Add a line above an instruction: `ENV UV_LINK_MODE=copy`."""
    return Edit(node.line_start, node.line_start, text + "\n")


def add_option(command: "Command", option: str) -> Edit:
    """Add arguments behind the program and its subcommands: `--locked`, or `--only main`; in the exec form further strings."""
    return insert_after(command.head[-1], "".join(as_argument(command, part) for part in option.split()))


def remove_argument(command: "Command", word: "ShellWord") -> tuple[Edit, ...]:
    """Take a word out of a command; no edits where it can't be taken out."""
    place = removable(command, word)
    return (delete(place),) if place is not None else ()


def run_last(command: "Command", file: "Build", text: str) -> tuple[Edit, ...]:
    """Add a command that runs last in the RUN of another one; no edits where it is not certain how to add it."""
    place = at_the_end(command, file, text)
    return (insert_after(*place),) if place is not None else ()


def rewrite_source(source: "ContextSource", text: str) -> tuple[Edit, ...]:
    """Write a source of COPY or ADD in another way; no edits where it is not written just as it is meant."""
    written = source.stage.file.source.text[source.place.start : source.place.end]
    return (replace(source.place, text),) if not source.is_mount and written == source.text else ()


def match_anywhere(pattern: "IgnorePattern") -> Edit:
    """Let a pattern of an ignore file match in all directories: `**/` in front of it."""
    return Edit(pattern.pattern_start, pattern.pattern_start, "**/")


def delete_line(item: "Item") -> Edit:
    """Take a line of an ignore file away, its end too."""
    return Edit(item.line_start, item.line_end, "")


def move_to_end(ignore: "Dockerignore", pattern: "IgnorePattern", is_first: bool) -> tuple[Edit, Edit]:
    """Move a pattern to the end of its file. `is_first`: no other one is moved there before, which ends the last line."""
    text = ignore.source.text
    separator = "\n" if is_first and not text.endswith("\n") else ""
    return delete_line(pattern), Edit(len(text), len(text), f"{separator}{pattern.text}\n")
