"""What to add to a command or a RUN (an option, another command), or to take out; the rest stays as it is."""

from dlint.model.shell.commands import ExecWord
from dlint.syntax.nodes import Run, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.shell.commands import Command
    from dlint.syntax.shell_nodes import ShellWord

    from .build import Build


def as_argument(command: "Command", text: str) -> str:
    """`text` as one more argument behind a word of a command: ` -y`, in the exec form `, "-y"`."""
    return f', "{text}"' if command.exec_form else f" {text}"


def removable(command: "Command", word: "ShellWord") -> Span | None:
    """A word of a command with the separator before it: what to delete so that the command goes without.

    None for the program, and for the first word of a CMD, which the words of an ENTRYPOINT precede.
    """
    words = command.words
    index = next((index for index, other in enumerate(words) if other is word), 0)
    before = words[index - 1]
    if isinstance(word, ExecWord):
        joined = before.parent is word.parent
    else:
        joined = before.logical is word.logical
    return Span(before.end, word.end) if index and joined else None


def at_the_end(command: "Command", file: "Build", text: str) -> "tuple[Span, str] | None":
    """Where in the RUN of a command another command can be added that runs last, and what to insert behind that place.

    A list of lines gets one more of its kind. None where it may not be run, or where it is not certain how to add it.
    """
    node = command.instruction
    script = file.script(node)
    if not isinstance(node, Run) or script is None or script.body is None or node.heredocs or not script.body.items:
        return None
    chain = script.body.items[-1]
    last = chain.pipelines[-1].commands[-1]
    if chain.separator == "&" or last.end > chain.end or script.commands[-1].name in ("exit", "exec", "return"):
        return None
    if any(simple.heredocs for simple in script.commands):
        return None
    text = f"sudo {text}" if "sudo" in command.wrappers else text
    source = file.source
    if source.line(node.start) == source.line(chain.end):
        return chain, f" && {text}"
    start = source.line_starts[source.line(chain.pipelines[-1].start) - 1]
    before = source.text[start : chain.pipelines[-1].start]
    line = source.text[start : chain.end]
    blanks = line[: len(line) - len(line.lstrip(" \t"))] or "    "
    if not before.strip():
        # The operators stand at the ends of the lines.
        return chain, f" && {file.tree.escape}\n{blanks}{text}"
    return chain, f" {file.tree.escape}\n{blanks}&& {text}"
