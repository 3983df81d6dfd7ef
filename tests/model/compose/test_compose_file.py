"""Compose files: what is read of them, with places, how far suppressions go, and what a stranger's file can do."""

import os
from pathlib import Path

import pytest

from dlint.api import ComposeFile, ComposeService, File, Source, check, fix_text, lint
from dlint.model.compose import compose_file, service_dockerfiles
from dlint.model.context.workspace import Workspace
from dlint.syntax.compose import ComposeTree, parse_compose
from dlint.syntax.dockerfile import parse
from dlint.syntax.nodes import Dockerfile

TOLD = ("unused-suppression", "malformed-suppression")
WEB = "services:\n  web:\n    image: postgres:17\n"


def read(text: str, path: str = "compose.yaml", directory: Path | None = None) -> ComposeFile:
    return ComposeFile(Source(text, path), directory=str(directory) if directory else None)


def web(text: str) -> ComposeService:
    """The service `web` with these lines."""
    lines = "".join(f"    {line}\n" for line in text.split("\n"))
    service = read("services:\n  web:\n" + lines).service("web")
    assert service is not None
    return service


def flagged(text: str, *, select: str = "ALL", path: str = "compose.yaml") -> list[tuple[int, str]]:
    return [(finding.line, finding.rule) for finding in lint(text, path=path, select=[select])]


def test_places_are_those_of_what_is_written() -> None:
    text = "a: &a {x: 1}\nservices:\n  web:\n    ports:\n      - 80:80 # one\n\n      - '81:81'\n\n# below\n  db: *a\n"
    compose = read(text)
    (first, second) = compose.services
    assert ["web", "db"] == [text[service.start : service.end] for service in (first, second)]
    ports = first.get("ports")
    assert ports is not None
    assert "- 80:80 # one\n\n      - '81:81'" == text[ports.start : ports.end]
    assert ["80:80", "'81:81'"] == [text[port.node.start : port.node.end] for port in first.ports]
    assert "{x: 1}" == text[second.node.start : second.node.end].removeprefix("&a ")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("80", ("", "", "80")),
        ("8080:80", ("", "8080", "80")),
        ("127.0.0.1:8080:80/tcp", ("127.0.0.1", "8080", "80")),
        ("'[::1]:8080:80'", ("[::1]", "8080", "80")),
        ("8080-8081:80", ("", "8080-8081", "80")),
        ("${PORT:-8080}:80", ("", "8080", "80")),
        ("{target: 80, published: '8080', host_ip: 127.0.0.1}", ("127.0.0.1", "8080", "80")),
    ],
)
def test_ports(written: str, expected: tuple[str, str, str]) -> None:
    (port,) = web(f"ports:\n  - {written}").ports
    assert expected == (port.address, port.published, port.target)


def test_a_port_that_rests_on_a_variable_is_not_known() -> None:
    assert [] == web("ports:\n  - ${PORT}:80").ports


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/data", ("volume", "", "/data")),
        ("data:/data/", ("volume", "data", "/data")),
        (".:/app:ro", ("bind", ".", "/app")),
        ("~/x:/app", ("bind", "~/x", "/app")),
        ("${HOME}/x:/app", ("bind", "?", "/app")),
        ("${DIR:-./x}:/app", ("bind", "./x", "/app")),
        (r"C:\x:/app", ("bind", r"C:\x", "/app")),
        ("{type: bind, source: ., target: /app}", ("bind", ".", "/app")),
        ("{type: tmpfs, target: /tmp}", ("tmpfs", "", "/tmp")),
    ],
)
def test_mounts(written: str, expected: tuple[str, str, str]) -> None:
    (mount,) = web(f"volumes:\n  - {written}").volumes
    assert expected == (mount.kind, mount.source, mount.target)


def test_environment_in_both_forms() -> None:
    for text in ("environment:\n  A: 1\n  B:\n  C: ''", "environment:\n  - A=1\n  - B\n  - 'C='"):
        found = [(setting.name, setting.value) for setting in web(text).environment]
        assert [("A", "1"), ("B", None), ("C", "")] == found


def test_what_is_merged_and_extended() -> None:
    compose = read(
        "x: &x\n  restart: always\nservices:\n  base:\n    <<: *x\n    image: a\n  web:\n    extends: base\n"
        "  far:\n    extends: {file: other.yaml, service: web}\n  loop:\n    extends: loop\n"
    )
    services = {service.name: service for service in compose.services}
    assert "always" == services["web"].text("restart")
    assert [False, False, True, True] == [service.is_partial for service in compose.services]


@pytest.mark.parametrize(
    ("path", "override", "development"),
    [
        ("compose.yaml", False, False),
        ("docker-compose.prod.yml", True, False),
        ("compose.override.yaml", True, True),
        ("docker-compose-dev.yml", True, True),
        ("tests/compose.yaml", False, True),
    ],
)
def test_what_the_name_says(path: str, override: bool, development: bool) -> None:
    compose = read(WEB, path)
    assert (override, development) == (compose.is_override, compose.is_development)


def test_a_suppression_goes_for_a_line_and_what_is_below_it() -> None:
    rule = "compose-published-backend"
    text = (
        "services:\n  a:\n    ports:\n{}      - 5432:5432\n      - 6379:6379\n  b:\n    ports: ['5432:5432']\n"
        "  # dlint: ignore[compose-published-backend]\n\n  # a\n  c:\n    # all of it\n    ports:\n      - 5432:5432\n"
    )
    assert [(4, rule), (5, rule), (7, rule)] == flagged(text.format(""), select=rule)
    inner = "      # dlint: ignore[DK3096] the proxy of the host\n"
    assert [(6, rule), (8, rule)] == flagged(text.format(inner), select=rule)
    assert [] == flagged("# dlint: ignore-file[DK3096]\n" + text.format(""), select=rule)


def test_a_key_with_a_list_at_its_own_indent_is_one_block() -> None:
    text = "services:\n  a:\n    # dlint: ignore[DK3096]\n    ports:\n    - 5432:5432\n    - 6379:6379\n"
    assert [] == flagged(text, select="DK3096")


def test_suppressions_that_do_nothing_are_told() -> None:
    text = WEB + "    # dlint: ignore[DK3096]\n    init: true\n    command: |\n      # dlint: ignore[DK3096]\n      x\n"
    text += "# dlint: ignore[DK3094]\n"
    found = [(line, rule) for line, rule in flagged(text) if rule in TOLD]
    assert [(4, "unused-suppression"), (9, "malformed-suppression")] == found


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1\nb: 2\n", 2),
        ("services:\n  web: *none\n", 2),
        ("- a\n", 1),
        ("services: [a]\n", 1),
        ("services:\n  web: nginx\n", 2),
        ("services:\n  web:\n    image: a\n    image: b\n", 4),
    ],
)
def test_what_compose_cannot_read(text: str, line: int) -> None:
    assert [(line, "compose-syntax-error")] == flagged(text, select="compose-syntax-error")


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "\ufeff" + WEB, WEB.replace("\n", "\r\n"), "---\n" + WEB, "a: \udcff\n"]
)
def test_what_is_no_fault(text: str) -> None:
    assert [] == flagged(text, select="compose-syntax-error")


def test_fixes_keep_line_ends_and_comments() -> None:
    text = "# ours\r\nversion: '3' # old\r\n\r\nservices:\r\n  db:\r\n    image: a\r\n"
    fixed = fix_text(text, lambda text: lint(text, path="compose.yaml", select=["DK3097"]))
    assert "# ours\r\n\r\nservices:\r\n  db:\r\n    image: a\r\n" == fixed.text


def test_the_stage_that_a_compose_file_builds_is_final(tmp_path: Path) -> None:
    text = "FROM python:3.13-slim AS base\nFROM base AS app\nFROM base AS dev-envs\n"
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")

    def final() -> list[str | None]:
        return [stage.name for stage in File(Source(text, "Dockerfile"), directory=str(tmp_path)).final_stages]

    assert ["dev-envs"] == final()
    (tmp_path / "compose.override.yaml").write_text("services: {a: {build: {context: ., target: base}}}\n")
    assert ["dev-envs"] == final()
    (tmp_path / "compose.yaml").write_text("services: {a: {build: {context: ., target: APP}}}\n")
    assert ["app", "dev-envs"] == final()


@pytest.mark.parametrize(
    "text",
    [
        "services: &a\n  web: &b\n    <<: [*a, *b]\n    ports: &c [*c]\n    environment: *a\n    build: *b\n",
        "services: {a: " + "[" * 90 + "]" * 90 + "}\n",
        "services: {a: " + "[" * 5000 + "\n",
        "x: &x {" + ", ".join(f"k{i}: v" for i in range(40_000)) + "}\nservices:\n"
        + "".join(f"  s{i}: {{<<: *x, environment: *x, build: ., depends_on: *x}}\n" for i in range(600)),
    ],
    ids=["recursive", "deep", "deeper", "wide"],
)  # fmt: skip
def test_a_stranger_cannot_keep_it_busy(text: str) -> None:
    check(text, path="compose.yaml", select=["compose"])


def test_what_rests_on_the_directory_is_silent_without_one() -> None:
    text = "services:\n  a:\n    build: ./nowhere\n    env_file: x.env\n"
    assert [] == flagged(text, select="compose-build-path-missing", path="/nowhere/at/all/compose.yaml")


def test_what_git_ignores_is_not_missed(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("*.secret\nvendor/\n", encoding="utf-8")
    compose = tmp_path / "compose.yaml"
    compose.write_text(
        "services: {a: {build: vendor/a}, b: {build: b}}\nsecrets: {x: {file: x.secret}, y: {file: y}}\n"
    )
    found = [finding.message for finding in lint(compose, select=["compose-build-path-missing"])]
    assert ["there is no folder `b`", "there is no file `y`"] == found


# The Dockerfiles of services


def services(directory: Path, *builds: str) -> ComposeFile:
    """A compose file with a service for each build, given as the lines below `build:`."""
    lines = ["services:"]
    for number, build in enumerate(builds):
        lines += [f"  s{number}:", "    build:", *(f"      {line}" for line in build.split("\n"))]
    return ComposeFile(Source("\n".join(lines) + "\n", str(directory / "compose.yaml")), directory=str(directory))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the Dockerfiles that are parsed for services, in order."""
    found: list[str] = []

    def counted(source: Source) -> Dockerfile:
        found.append(os.path.basename(source.path))
        return parse(source)

    monkeypatch.setattr("dlint.model.compose.service_dockerfiles.parse", counted)
    return found


def files_of(compose: ComposeFile) -> list[File | None]:
    return [service.build.file if service.build is not None else None for service in compose.services]


def test_a_dockerfile_is_parsed_once_for_all_services(tmp_path: Path, parsed: list[str]) -> None:
    (tmp_path / "Dockerfile").write_text("FROM a AS one\nFROM b AS two\n", encoding="utf-8")
    builds = ["context: .", "context: .\nargs:\n  A: 1", "context: .\ntarget: one"] * 100
    compose = services(tmp_path, *builds)
    files = [*files_of(compose), *files_of(compose)]
    assert ["Dockerfile"] == parsed
    assert 2 == len(set(map(id, files)))
    first, second = files[0], files[2]
    assert first is not None and second is not None
    assert (["two"], ["one"]) == tuple([stage.name for stage in file.final_stages] for file in (first, second))


def test_few_dockerfiles_are_kept(tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"Dockerfile.{number}" for number in range(10)]
    for name in names:
        (tmp_path / name).write_text("FROM a\n" + "RUN b\n" * 100, encoding="utf-8")
    monkeypatch.setattr(service_dockerfiles, "MAX_KEPT", 3 * 607)
    compose = services(tmp_path, *[f"context: .\ndockerfile: {name}" for name in names])
    files = files_of(compose)
    assert names == parsed
    kept = [file for file in service_dockerfiles.built_files(compose.workspace)._files.values() if file is not None]
    assert files[-3:] == kept
    assert (
        3 * 607
        == sum(len(file.source.text) for file in kept)
        == service_dockerfiles.built_files(compose.workspace)._kept
    )
    # What is asked for again, in the same order, is parsed again, and what was asked for last is not.
    assert files[-1] is files_of(services_like(compose))[-1]


def services_like(compose: ComposeFile) -> ComposeFile:
    """The same compose file read once more in the same run, with its last service only."""
    other = ComposeFile(compose.source, directory=compose.directory, workspace=compose.workspace)
    del other.services[:-1]
    return other


def test_a_limit_for_all_dockerfiles_of_services(
    tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "FROM a\n" + "#" * 1000
    for number in range(10):
        (tmp_path / f"{number}").write_text(text, encoding="utf-8")
    monkeypatch.setattr(service_dockerfiles, "MAX_READ", 3 * len(text))
    compose = services(tmp_path, *[f"context: .\ndockerfile: '{number}'" for number in range(10)])
    assert [True] * 3 + [False] * 7 == [file is not None for file in files_of(compose)]
    assert ["0", "1", "2"] == parsed
    assert [str(tmp_path)] == compose.workspace.newly_limited()
    last = compose.services[-1].build
    assert last is not None and last.is_unknown


def test_a_dockerfile_in_the_compose_file_is_not_parsed(tmp_path: Path, parsed: list[str]) -> None:
    (tmp_path / "Dockerfile").write_text("FROM a\n", encoding="utf-8")
    compose = services(tmp_path, *["context: .\ndockerfile_inline: |\n  FROM b\n  RUN c"] * 10)
    assert ([None] * 10, []) == (files_of(compose), parsed)


def test_the_compose_files_of_a_directory_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"compose.{number}.yaml" for number in range(10)]
    for name in names:
        (tmp_path / name).write_text("services:\n  a:\n    image: b\n", encoding="utf-8")
    read: list[str] = []
    original = parse_compose

    def counted(source: Source) -> ComposeTree:
        read.append(os.path.basename(source.path))
        return original(source)

    workspace = Workspace()
    found = [
        ComposeFile(Source.decode((tmp_path / name).read_bytes(), str(tmp_path / name)), None, str(tmp_path), workspace)
        for name in names
    ]
    monkeypatch.setattr(compose_file, "parse_compose", counted)
    for file in found:
        assert [name for name in names if name != file.name] == [other.name for other in file.beside]
    assert names == read
