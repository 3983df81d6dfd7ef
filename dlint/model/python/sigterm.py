"""Whether a Python program runs until it is stopped, and does nothing about SIGTERM. It is read, never run."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast

    from dlint.model.stage.build import Stage

MAX_SOURCE = 500_000
MAX_FILES = 40

_HANDLERS = frozenset((
    "add_signal_handler", "SIGTERM", "run_app", "Server", "ProcessPool", "multiprocessing", "subprocess", "daemon",
))  # fmt: skip
_HARMLESS = frozenset((
    "time", "os", "sys", "json", "logging", "datetime", "re", "random", "math", "socket", "socketserver", "http",
    "urllib", "argparse", "pathlib", "collections", "functools", "itertools", "typing", "dataclasses", "threading",
    "queue", "sqlite3", "csv", "io", "string", "struct", "hashlib", "base64", "uuid", "traceback", "contextlib",
    "enum", "abc", "shutil", "tempfile", "glob", "configparser", "email", "smtplib", "ssl", "platform", "textwrap",
    "copy", "decimal", "statistics", "__future__", "warnings", "inspect", "types", "operator", "heapq", "zlib", "gzip",
    "secrets", "html", "xml", "locale", "calendar", "zoneinfo", "getpass", "ipaddress", "select", "selectors",
    "pprint", "weakref", "errno", "codecs", "bisect", "requests", "redis", "schedule", "dotenv", "yaml", "psycopg2",
    "psycopg", "pymongo", "boto3", "pandas", "numpy", "httpx", "paho", "prometheus_client", "pydantic", "sqlalchemy",
    "tomli", "click", "rich", "bs4", "lxml", "jinja2", "pytz", "dateutil", "pika", "mysql", "MySQLdb", "pymysql",
    "simplejson", "attr", "attrs", "structlog", "loguru", "feedparser", "google", "botocore", "kafka",
    "confluent_kafka", "influxdb", "influxdb_client", "slack_sdk", "telebot", "tweepy", "asyncio", "flask",
))  # fmt: skip
"""Modules that set no handlers: of the standard library, and of distributions."""
_FOREVER = frozenset(("serve_forever", "run_forever"))


def endless_without_handler(stage: "Stage", path: str, root: str | None = None) -> bool:
    """Whether a script of the context, with the modules of the project that it imports, loops and has no handler.

    `root` is the directory in which modules are looked for, None: that of the script. False also where something is
    imported that might set a handler.
    """
    context = stage.file.context
    if context is None:
        return False
    root = path.rpartition("/")[0] if root is None else root
    prefix = root + "/" if root else ""
    waiting = [path]
    seen: set[str] = set()
    endless = False
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        tree = _tree(stage, name)
        if tree is None or len(seen) > MAX_FILES:
            return False
        package = name.removeprefix(prefix).rpartition("/")[0].replace("/", ".")
        modules, loops = _read(tree, package)
        if modules is None:
            return False
        endless |= loops and name == path
        for module in modules:
            inner = module.replace(".", "/")
            files = [f"{prefix}{inner}.py", f"{prefix}{inner}/__init__.py"]
            own = [file for file in files if context.exists(file)]
            if own:
                waiting += own
            elif module.partition(".")[0] not in _HARMLESS and not context.exists(prefix + module.partition(".")[0]):
                return False
    return endless


def _tree(stage: "Stage", path: str) -> "ast.Module | None":
    context = stage.file.context
    source = context.read(path, MAX_SOURCE) if context is not None else None
    if source is None:
        return None
    import ast

    try:
        return ast.parse(source.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _read(tree: "ast.Module", package: str) -> "tuple[list[str] | None, bool]":
    """The modules that are imported, and whether there is a loop without an end. No modules: there may be a handler.

    `package` is the one that the module is in, for imports that are relative to it.
    """
    import ast

    modules: list[str] = []
    loops = False
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1] if package else []
                module = ".".join([*above, module] if module else above)
            if module:
                modules.append(module)
            if module.partition(".")[0] not in _HARMLESS:
                modules += [f"{module}.{alias.name}" if module else alias.name for alias in node.names]
        elif isinstance(node, ast.While):
            truth = node.test
            if isinstance(truth, ast.Constant) and truth.value and not _leaves(node):
                loops = True
        elif isinstance(node, ast.Attribute):
            # `app.run()` of Flask serves until it is stopped.
            flask = node.attr == "run" and "flask" in modules and isinstance(node.value, ast.Name)
            loops |= node.attr in _FOREVER or flask
            if node.attr in _HANDLERS:
                return None, False
        elif (isinstance(node, ast.Name) and node.id in _HANDLERS) or (
            isinstance(node, ast.Constant) and node.value == "SIGTERM"
        ):
            return None, False
    if "signal" in modules:
        return None, False
    return modules, loops


def _leaves(loop: "ast.While") -> bool:
    """Whether the loop has a way out other than an error."""
    import ast

    return any(isinstance(node, (ast.Break, ast.Return)) for node in ast.walk(loop))
