"""What stands at the edge of what a rule expects: words that are empty, nothing behind the last, the last before the first."""

import subprocess
import sys
from pathlib import Path

import pytest

from dlint.api import Edit, Finding, check, removable
from dlint.engine.fixer import replaced
from dlint.engine.library import installed_rules
from dlint.model.file import File
from dlint.model.packages.installed import packages_of
from dlint.model.python.locks import LockedPackage
from dlint.syntax.source import Source
from tests.conftest import ROOT

BOUNDED = """\
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
except (ImportError, ValueError):
    pass
from dlint.model.file import File
from dlint.syntax.source import Source
file = File(Source(sys.argv[1]))
for names in ((), ("a",), ("a", "b"), ("",), ("", "a")):
    print([command.name for command in file.commands_in(file.stages[0], *names)])
"""


@pytest.mark.parametrize("run", ["d/ x", "/var/lib/apt/lists/", "sudo d/", "sh -c 'd/'", '["d/"]', '""'])
def test_commands_are_asked_for_by_name_though_one_has_none(run: str) -> None:
    text = f"FROM x\nRUN a && b\nRUN {run}\nRUN $C\n"
    command = [sys.executable, "-c", BOUNDED, text]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert "" == result.stderr
    expected = [["a", "b", "", None], ["a"], ["a", "b"], [""], ["a", ""]]
    assert [str(names) for names in expected] == result.stdout.splitlines()


@pytest.mark.parametrize("program", ["apt-get install", "apk add", "yum install", "dnf install", "zypper in", "pip install",
    "pipx install", "uv pip install", "npm install", "yarn add", "gem install", "go install", "go get"])  # fmt: skip
def test_packages_of_signs(program: str) -> None:
    signs = " ".join(f"'{sign}' '{sign}x' '{sign}=1' 'x{sign}'" for sign in "@=:/.-!~;^+#*<>[]{},")
    file = File(Source(f"FROM x\nRUN {program} '' {signs}\n"))
    packages = packages_of(file.commands(file.tree.instructions[1])[0], file)
    assert {"x"} <= {package.name.strip("@=:/.-!~;^+#*<>[]{},") for package in packages}


def test_numbers_of_more_digits_than_python_reads() -> None:
    digits = "9" * 5000
    file = File(Source(f"FROM x\nRUN apt-get -q={digits} install x\n"))
    assert file.commands(file.tree.instructions[1])[0].has("-qq")
    block = f'name = "a"\nfiles = [{{file = "a-1-cp3{digits}-abi3-any.whl", hash = "sha256:0"}}]\n'
    package = LockedPackage("a", "1", block)
    assert [f"a-1-cp3{digits}-abi3-any.whl"] == package.wheels
    assert package.has_wheel("musl", "3.12") is False


def found(text: str, rule: str, directory: Path | None = None) -> list[Finding]:
    """What a rule says, without a notice that it failed."""
    path = str(directory / "Dockerfile") if directory is not None else None
    report = check(text, path=path, select=[rule], config={"shellcheck": False})
    assert [] == report.notices
    return report.findings


PYTHON = "RUN apt-get install -y python3\n"
VENV = "RUN python3 -m venv /v && /v/bin/pip install gunicorn\n"


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("dev-server-in-production", 'CMD ["runserver"]\nENTRYPOINT ["python3", "manage.py"]', '"runserver"'),
        ("dev-server-in-production", 'ENTRYPOINT ["python3", "manage.py"]\nCMD ["runserver"]', '"runserver"'),
        ("dev-server-in-production", 'CMD ["run"]\nENTRYPOINT ["flask"]', '"run"'),
        ("dev-server-in-production", 'CMD ["python3", "manage.py", "runserver"]', '"manage.py", "runserver"'),
        (
            "django-migrate-in-cmd",
            'CMD ["upgrade", "head", "--", "gunicorn"]\nENTRYPOINT ["gunicorn", "alembic"]',
            '"upgrade", "head", "--", "gunicorn"]\nENTRYPOINT ["gunicorn", "alembic"',
        ),
        ("venv-module-missing", f"{PYTHON}RUN python3 -mvenv /x", "python3 -mvenv"),
        ("venv-module-missing", f"{PYTHON}RUN python3 -mvenv", "python3 -mvenv"),
        ("venv-module-missing", f"{PYTHON}RUN python3 -I -m venv /x", "python3 -I -m venv"),
        ("venv-not-on-path", f'{VENV}CMD ["python", "-mgunicorn", "a:b"]', '"python"'),
        ("venv-not-on-path", f'{VENV}CMD ["python", "-u", "-m", "gunicorn", "a:b"]', '"python"'),
        ("undefined-variable", "LABEL price=${%5}", "${%5}"),
        ("undefined-variable", "LABEL price=${/5/6}", "${/5/6}"),
    ],
)
def test_where_a_finding_is(rule: str, text: str, expected: str) -> None:
    (finding,) = found(f"FROM debian:12\n{text}\n", rule)
    assert expected == f"FROM debian:12\n{text}\n"[finding.start : finding.end]


def test_a_command_whose_arguments_precede_its_program() -> None:
    text = 'FROM python:3.12\nCMD ["tail", "-f", "/dev/null"]\nENTRYPOINT ["exec"]\nEXPOSE 80\n'
    (finding,) = found(text, "background-process")
    assert '"tail", "-f", "/dev/null"' == text[finding.start : finding.end]
    text = 'FROM python:3.12\nCMD ["-f", "/dev/null"]\nENTRYPOINT ["tail"]\nEXPOSE 80\n'
    (finding,) = found(text, "background-process")
    assert '"-f", "/dev/null"]\nENTRYPOINT ["tail"' == text[finding.start : finding.end]


@pytest.mark.parametrize("behind", ["", "ENV A=b\n", "COPY . .\n"])
def test_nothing_behind_uv_sync(tmp_path: Path, behind: str) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "shop"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\n'
        'build-backend = "hatchling.build"\n'
    )
    (tmp_path / "uv.lock").write_text("version = 1\n")
    (tmp_path / "src" / "shop").mkdir(parents=True)
    (tmp_path / "src" / "shop" / "__init__.py").write_text("")
    text = "FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\n"
    (finding,) = found(f"{text}RUN uv sync --locked\n{behind}", "uv-project-before-source", tmp_path)
    assert finding.fix is not None
    assert (2 if "COPY" in behind else 1) == len(finding.fix.edits)


# A word taken out of a command


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RUN x -a \\\n  -z", "RUN x -a"),
        ('RUN ["x", "-z", "-a"]', 'RUN ["x", "-a"]'),
        ("RUN sh -c 'y; x -z'", "RUN sh -c 'y; x'"),
        ('CMD ["python", "-mx", "-z"]', 'CMD ["python", "-mx"]'),
        ("RUN -z", None),
    ],
)
def test_a_word_is_taken_out(text: str, expected: str | None) -> None:
    file = File(Source(f"FROM x\n{text}\n"))
    command = file.commands(file.tree.instructions[1])[-1]
    span = removable(command, next(word for word in command.words if word.value == "-z"))
    if expected is None:
        assert span is None
    else:
        assert span is not None
        assert f"FROM x\n{expected}\n" == replaced(file.source.text, [Edit(span.start, span.end, "")])


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ('ENTRYPOINT ["uvicorn", "a:b"]\nCMD ["--reload", "--port", "80"]', None),
        ('CMD ["--reload", "--port", "80"]\nENTRYPOINT ["uvicorn", "a:b"]', None),
        ('ENTRYPOINT ["uvicorn"]\nCMD ["--port", "80", "--reload"]', 'ENTRYPOINT ["uvicorn"]\nCMD ["--port", "80"]'),
        ('ENTRYPOINT ["uvicorn"]\nCMD ["a:b", "--reload"]', 'ENTRYPOINT ["uvicorn"]\nCMD ["a:b"]'),
        ('CMD ["python", "-muvicorn", "--reload", "a:b"]', 'CMD ["python", "-muvicorn", "a:b"]'),
    ],
)  # fmt: skip
def test_a_fix_stays_within_its_instruction(start: str, expected: str | None) -> None:
    text = f"FROM python:3.12\n{start}\n"
    (finding,) = found(text, "reload-in-production")
    if expected is None:
        assert finding.fix is None
    else:
        assert finding.fix is not None
        assert f"FROM python:3.12\n{expected}\n" == replaced(text, finding.fix.edits)


def test_what_is_added_behind_a_module_stands_behind_its_quotes() -> None:
    text = 'FROM python:3.12\nCMD ["python", "-mgunicorn", "a:b"]\n'
    (finding,) = found(text, "gunicorn-heartbeat-tmp")
    assert finding.fix is not None
    expected = 'FROM python:3.12\nCMD ["python", "-mgunicorn", "--worker-tmp-dir", "/dev/shm", "a:b"]\n'
    assert expected == replaced(text, finding.fix.edits)


def test_a_place_of_two_nodes_is_given_as_both() -> None:
    """`Problem((first, last), …)` goes from the one to the other whatever their order; a span would run backwards."""
    import ast

    for rule in installed_rules().rules:
        for node in ast.walk(ast.parse(Path(rule.path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Span":
                ends = [ast.unparse(end.value) for end in node.args if isinstance(end, ast.Attribute)]
                assert len(ends) < 2 or ends[0] == ends[1], f"{rule.path}:{node.lineno}"
