"""What compose and bake files say about builds, read from files that may be made to do harm."""

import os
from pathlib import Path

import pytest

from dlint.model.context.described_builds import builds_in, interpolate
from dlint.syntax.yaml_nodes import (
    Mapping,
    Scalar,
    Sequence,
    YamlError,
    read_yaml,
    text_of,
)


def builds(directory: Path, name: str, text: str) -> list[tuple[str, str, str, str | None]]:
    """Name, context and Dockerfile (from the directory), and target of each build."""
    (directory / name).write_text(text, encoding="utf-8")

    def inside(path: str) -> str:
        return Path(os.path.relpath(path, directory)).as_posix()

    return [
        (build.name, inside(build.context or ""), inside(build.dockerfile), build.target)
        for build in builds_in(str(directory))
    ]


def test_compose(tmp_path: Path) -> None:
    text = """
x-build: &build {context: .., dockerfile: d/Dockerfile}
services:
  short: {build: ./short}
  long: {build: {context: ., dockerfile: docker/Dockerfile, target: web}}
  anchor: {build: *build}
  merged: {build: {<<: *build, context: "${CONTEXT:-./ctx}"}}
  list: {build: {<<: [*build, {target: x}]}}
  default: {build: {target: prod}}
  unknown: {build: "${CONTEXT}"}
  remote: {build: "https://github.com/example/app.git"}
  scp: {build: "git@github.com:example/app.git"}
  inline: {build: {context: ., dockerfile_inline: "FROM scratch"}}
  image: {image: postgres}
  broken: {build: [1]}
"""
    assert [
        ("short", "short", "short/Dockerfile", None),
        ("long", ".", "docker/Dockerfile", "web"),
        ("anchor", "..", "../d/Dockerfile", None),
        ("merged", "ctx", "ctx/d/Dockerfile", None),
        ("list", "..", "../d/Dockerfile", "x"),
        ("default", ".", "Dockerfile", "prod"),
    ] == builds(tmp_path, "compose.yaml", text)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("compose.yaml", True),
        ("compose.yml", True),
        ("docker-compose.yml", True),
        ("docker-compose.prod.yaml", True),
        ("docker-compose-dev.yml", True),
        ("compose.json", False),
        ("mycompose.yml", False),
        ("compose.yaml.bak", False),
    ],
)
def test_names(tmp_path: Path, name: str, read: bool) -> None:
    assert ([("a", ".", "Dockerfile", None)] if read else []) == builds(tmp_path, name, "services: {a: {build: .}}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("./a", "./a"),
        ("${A:-b}/c", "b/c"),
        ("${A-b}", "b"),
        ("$$A", "$A"),
        ("${A:-}", ""),
        ("$A", None),
        ("${A}", None),
        ("${A:?no}", None),
        ("${A:+b}", None),
        ("${A:-${B}}", None),
    ],
)
def test_variables(text: str, expected: str | None) -> None:
    assert expected == interpolate(text)


HCL = """
# comment { with = "brace" }
variable "TAG" { default = "latest" }
variable "FOLDER" {
  default = "services"
}
/* group "x" { targets = ["y"] } */
group "default" { targets = ["app", "db"] }
function "add" { params = [a] result = "${a}" }
target "base" {
  context = "."  // the root
  args = { A = "b", "context" = "no" }
  labels = { for k in ["a"] : k => "v" }
}
target "app" {
  inherits = ["base"]
  dockerfile = "docker/${FOLDER}/Dockerfile"
  tags = ["x:${TAG}"]
  contexts = { src = "../src" }
}
target "named" { context = FOLDER }
target "called" { context = join("/", ["a"]) }
target "condition" { context = TAG == "x" ? "a" : "b" }
target "matrix" { matrix = { a = ["1"] } name = "m-${a}" context = "c" }
target "inline" {
  context = "i"
  dockerfile-inline = <<EOF
FROM scratch
}
EOF
}
target "git" { context = "https://example.org/a.git" }
target "last" { context = "last" }
"""


def test_bake_hcl(tmp_path: Path) -> None:
    assert [
        ("base", ".", "Dockerfile", None),
        ("app", ".", "docker/services/Dockerfile", None),
        ("named", "services", "services/Dockerfile", None),
        ("last", "last", "last/Dockerfile", None),
    ] == builds(tmp_path, "docker-bake.hcl", HCL)


def test_bake_json(tmp_path: Path) -> None:
    text = """{"variable": {"A": {"default": "a"}}, "target": {
        "one": {"context": "${A}", "inherits": ["two"]}, "two": {"dockerfile": "x/D", "target": "t"},
        "loop": {"inherits": ["loop"], "context": "l"}, "bad": 1, "list": {"context": ["a"]}}}"""
    assert [
        ("one", "a", "a/x/D", "t"),
        ("two", ".", "x/D", "t"),
        ("loop", "l", "l/Dockerfile", None),
    ] == builds(tmp_path, "docker-bake.json", text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("compose.yaml", "services: [build]"),
        ("compose.yaml", "build: [" * 5000),
        ("compose.yaml", "services: {a: {build: \x00}}"),
        ("compose.yaml", "services: {a: {build: \t}}"),
        ("compose.yaml", "services: &a {b: {build: {context: *a}}, c: {build: {dockerfile_inline: *a}}}"),
        ("compose.yaml", "build"),
        ("compose.yaml", "# build" + "x" * 1_100_000),
        ("docker-bake.json", "{" * 100_000),
        ("docker-bake.json", '{"target": []}'),
        ("docker-bake.json", "[" * 100_000 + "]" * 100_000),
        ("docker-bake.hcl", "/*" * 100_000),
        ("docker-bake.hcl", 'target "a" {' * 50_000),
        ("docker-bake.hcl", "<<EOF\n" * 1000),
        ("docker-bake.hcl", 'target "a" { context = "'),
        ("docker-bake.hcl", "{" * 100_000),
    ],
)
def test_what_can_not_be_read_says_nothing(tmp_path: Path, name: str, text: str) -> None:
    assert [] == builds(tmp_path, name, text)


def test_yaml() -> None:
    root = read_yaml("a: &x {b: 1, c: ~}\n'd': [1, 'null']\ne: {<<: [*x, {f: 2}], b: 3}\n")
    assert isinstance(root, Mapping)
    assert [("a", 1), ("d", 2), ("e", 3)] == [(key.text, key.line) for key, _ in root.items()]
    merged, items = root.get("e"), root.get("d")
    assert isinstance(merged, Mapping)
    assert isinstance(items, Sequence)
    assert ["3", "2", None, None] == [merged.text(name) for name in ("b", "f", "c", "none")]
    assert ["1", "null"] == [text_of(item) for item in items.items]
    assert "b" == root_text(merged, "b: 3")
    assert read_yaml("") is None


def root_text(mapping: Mapping, written: str) -> str:
    key, value = mapping.pairs[-1]
    assert isinstance(key, Scalar)
    assert isinstance(value, Scalar)
    assert len(written) == value.end - key.start
    return key.text


def test_what_is_merged_is_not_copied() -> None:
    """`<<: [*a, *a]` sixty times would be 2 to the power of 60 pairs."""
    lines = ["a0: &a0 {k: v}", *(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 60))]
    root = read_yaml("\n".join(lines))
    assert isinstance(root, Mapping)
    last = root.get("a59")
    assert isinstance(last, Mapping)
    assert "v" == last.text("k")


@pytest.mark.parametrize("text", ["[" * 5000, "a: *x", "\x00", "a: b: c", "\ud800", "{" + "a: 1, " * 200_000 + "}"])
def test_no_yaml(text: str) -> None:
    with pytest.raises(YamlError):
        read_yaml(text)
