"""What a Python project in a build context says that it needs to be installed."""

from dlint.syntax.gopath import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .context import Context

_MAX_FILES = 50


def requirements_of(context: "Context") -> list[str]:
    """The requirements in the `requirements*.txt` of the context's root, with those that they name by `-r`, and in its
    `pyproject.toml` (`[project]`, Poetry): `numpy==1.26`, `Pillow>=10`. Options, comments and paths are left out.
    """
    found: list[str] = []
    waiting = [*context.present("requirements*.txt"), *context.present("requirements/*.txt")]
    read: set[str] = set()
    while waiting and len(read) < _MAX_FILES:
        path = waiting.pop()
        source = None if path in read else context.read(path)
        read.add(path)
        if source is None:
            continue
        folder = path.rpartition("/")[0] or "."
        for line in source.text.splitlines():
            line = line.partition(" #")[0].strip()
            option, _, value = line.partition(" ")
            if option in ("-r", "--requirement"):
                waiting.append(clean(f"{folder}/{value.strip()}"))
            elif line[:1].isalnum() and "://" not in line.partition("@")[0]:
                found.append(line)
    return found + _from_pyproject(context)


def _from_pyproject(context: "Context") -> list[str]:
    source = context.read("pyproject.toml")
    if source is None:
        return []
    import tomllib

    try:
        table = tomllib.loads(source.text)
    except (ValueError, RecursionError):
        return []
    found: list[str] = []
    project = table.get("project")
    if isinstance(project, dict) and isinstance(project.get("dependencies"), list):
        found += [line for line in project["dependencies"] if isinstance(line, str)]
    tool = table.get("tool")
    poetry = tool.get("poetry") if isinstance(tool, dict) else None
    if isinstance(poetry, dict) and isinstance(poetry.get("dependencies"), dict):
        found += [name for name in poetry["dependencies"] if name != "python"]
    return found
