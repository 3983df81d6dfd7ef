"""The stage graph and the file model: bases, sources, roles, scopes in place."""

from dlint.model.file import File
from dlint.model.settings import Settings
from dlint.syntax.source import Source

TEXT = """\
ARG VERSION=3.12
FROM python:${VERSION}-slim AS Base
ENV A=1
SHELL ["/bin/bash", "-c"]
FROM base AS build
ARG A=2
RUN echo $A
FROM node:20 AS assets
RUN make
FROM base AS test
RUN pytest
FROM python:3.12-slim
COPY --from=build /a /a
COPY --from=2 /b /b
RUN --mount=from=assets,target=/x true
CMD ["x"]
"""


def read(text: str = TEXT, **settings: object) -> File:
    return File(Source(text, "Dockerfile"), Settings("2026-01-01", **settings))  # type: ignore[arg-type]


def test_bases_and_sources() -> None:
    stages = read().stages
    assert ["base", "build", "assets", "test", None] == [stage.name for stage in stages]
    assert [None, 0, None, 0, None] == [stage.base.index if stage.base else None for stage in stages]
    assert [1, 2] == [stage.index for stage in stages[4].sources]
    assert ["python:3.12-slim", "base", "node:20", "base", "python:3.12-slim"] == [stage.text for stage in stages]
    assert ["final", "builder", "builder", "development"] == [stages[i].role for i in (4, 1, 2, 3)]


def test_the_target_is_final() -> None:
    stages = read(target="build").stages
    assert [True, False] == [stages[1].is_final, stages[4].is_final]
    assert "final" == stages[0].role
    assert "unused" == stages[4].role


def test_build_arguments_change_the_base() -> None:
    assert "python:3.13-slim" == read(build_args={"VERSION": "3.13"}).stages[0].text


def test_an_unknown_variable_leaves_the_base_unknown() -> None:
    stage = read("ARG V\nFROM python:$V\n").stages[0]
    assert (None, None) == (stage.text, stage.reference)


def test_the_tag_has_its_place() -> None:
    file = read("FROM --platform=linux/amd64 reg.example:5000/python:3.8-slim AS x\n")
    span = file.stages[0].part("tag")
    assert "3.8-slim" == file.source.text[span.start : span.end]


def test_shell_and_scope_are_inherited() -> None:
    file = read()
    run = file.stages[1].instructions[1]
    assert ["/bin/bash", "-c"] == file.shell_words(run)
    assert "2" == file.scope_at(run).get("A")
    assert "1" == file.scope_at(file.stages[3].instructions[0]).get("A")


def test_a_number_names_a_stage_for_copy_only() -> None:
    file = read("FROM a\nFROM b\nRUN --mount=from=0,target=/x true\n")
    assert [] == file.stages[1].sources


def test_a_name_that_comes_later_is_an_image() -> None:
    stages = read("FROM b\nFROM a AS b\nFROM b\n").stages
    assert [None, None, 1] == [stage.base.index if stage.base else None for stage in stages]
