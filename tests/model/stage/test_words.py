"""What rules ask of a stage and of its commands in one word."""

from dlint.engine.edits import add_line, add_option
from dlint.model.entrypoint.commands import own_entrypoint_commands
from dlint.model.image import facts
from dlint.model.python import poetry, uv
from dlint.model.python.installs import file_named
from dlint.model.python.pyproject import groups_named
from dlint.model.python.venvs import venvs_copied
from dlint.model.stage.history import launched_in, run_commands
from dlint.syntax.nodes import Env
from tests.model.dockerfiles import read

FILE = """\
FROM python:3.13-slim AS base
ENV A=x
RUN --mount=type=cache,target=$A/c --mount=type=tmpfs,target=/t uv sync && python -m venv /v
CMD ["uv", "run", "app"]

FROM base
RUN ["poetry", "install"]

FROM base
COPY --from=0 /v /w
RUN uv run pytest
"""


def test_stages() -> None:
    base, second, third = read(FILE).stages
    assert "ENV A=x" == base.text_of("ENV")
    assert second.text_of() == f"{base.text_of()} {second.instructions[0].logical.text}"
    assert [True, False] == [bool(own_entrypoint_commands(stage)) for stage in (base, second)]
    assert {"uv", "venv", "pytest"} == launched_in(third)
    assert [("/v", ["/w"])] == [(venv.path, [place for _, place in copies]) for venv, copies in venvs_copied(third)]
    assert [] == list(venvs_copied(second))


def test_commands() -> None:
    file = read(FILE)
    sync, venv, install = (run_commands(file.stages[1])[index] for index in (0, 1, 2))
    assert [True, False, False] == [uv.is_install(command) for command in (sync, venv, install)]
    assert [False, True] == [poetry.is_install(command) for command in (sync, install)]
    assert ["x/c"] == file.mount_targets(sync.instruction, "cache")
    assert ["x/c", "/t"] == file.mount_targets(sync.instruction, "tmpfs", "cache")
    assert (" --only main", ', "--only", "main"') == (
        add_option(sync, "--only main").text,
        add_option(install, "--only main").text,
    )
    assert "ENV B=1\n" == add_line(sync.instruction, "ENV B=1").text
    assert not file_named(sync, file, "/requirements.txt").present


def test_texts() -> None:
    node = read(FILE).stages[0].instructions[0]
    assert isinstance(node, Env)
    value = node.pairs[0].value
    assert value is not None
    assert (value.start, value.end) == (value.part(0, 1).start, value.part(0, 1).end)
    assert "the group `dev` is" == groups_named(["dev"])
    assert "the groups `a` and `b` and `c` are" == groups_named(["a", "b", "c", "d"])
    known = facts.environment_variables()
    assert "UV_LINK_MODE" in known
    assert sorted(known) == list(known)
