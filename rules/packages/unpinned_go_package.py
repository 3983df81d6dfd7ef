r"""A Go program is installed without a version

`go install …@latest` and `go get` take the newest version there is at the time of the build.

```dockerfile bad
FROM golang:1.25
RUN go install golang.org/x/tools/gopls@latest
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `golang.org/x/tools/gopls@latest` is not pinned: write `golang.org/x/tools/gopls@<version>`
RUN go run -tags netgo golang.org/x/vuln/cmd/govulncheck@latest ./...
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `golang.org/x/vuln/cmd/govulncheck@latest` is not pinned: write `golang.org/x/vuln/cmd/govulncheck@<version>`
RUN go get -u github.com/golang/dep/cmd/dep
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `github.com/golang/dep/cmd/dep` is not pinned: write `github.com/golang/dep/cmd/dep@<version>`
```

A branch, a tag or a commit is a choice. `go install` without any takes the version that `go.mod` names, and the own
packages, those of the toolchain and files are not fetched at all.

```dockerfile good
FROM golang:1.25
ARG GOPLS=v0.20.0
RUN go install golang.org/x/tools/gopls@${GOPLS} && go install example.org/tool@master
COPY . /go/src/github.com/owner/app
```

```dockerfile good
FROM golang:1.25
ARG GOPLS=v0.20.0
WORKDIR /go/src/github.com/owner/app
RUN go get -d -v ./... && go get github.com/owner/app/... && go install -v github.com/owner/app/cmd/server
RUN go install std ./cmd/... && go run main.go && go run ./tools/generate example.org/x && go get $PACKAGES
RUN go get -d github.com/owner/tool && cd /go/src/github.com/owner/tool && git checkout v1.2.0 && go install
```

With `strict`, `go install` without a version is told, as hadolint does.

```dockerfile bad strict=true
FROM golang:1.25
RUN go install github.com/owner/app
               ^^^^^^^^^^^^^^^^^^^^ `github.com/owner/app` is not pinned: write `github.com/owner/app@<version>`
```
"""

from dlint.api import Command, File, Package, Problem, Problems, Transfer, named, re, rule, unpinned


@rule("DL3062", on="RUN {go} installs")
def unpinned_go_package(command: Command, file: File, *, strict: bool = False) -> Problems:
    found = unpinned(command, file)
    if not strict:
        fetched = "get" in command.path and not is_checked_out(command, file)
        found = [
            package for package in found if "@" in package.name or (fetched and not is_own(command, file, package))
        ]
    if found:
        path = found[0].name.partition("@")[0]
        yield Problem(found[0].word, f"{named(found)} not pinned: write `{path}@<version>`")


def is_own(command: Command, file: File, package: Package) -> bool:
    """Whether a package lies where something was copied to before, or where the build works: under `…/src/<path>`."""
    stage = file.stage_of(command.instruction)
    for node in stage.chain_instructions if stage is not None else ():
        word = node.destination if isinstance(node, Transfer) else node.argument if node.name == "WORKDIR" else None
        if word is None or node.start > command.instruction.start:
            continue
        path = file.expand(word, node)
        if path is None and "/src" in word.text:
            return True
        directory = re.sub(r"^.*?/src/", "", path or "").strip("/")
        if directory and path != directory and f"{package.name}/".startswith(f"{directory}/"):
            return True
    return False


def is_checked_out(command: Command, file: File) -> bool:
    """Whether the same RUN changes to a commit of what was fetched."""
    later = [
        other for other in file.commands(command.instruction) if other.start > command.start and other.family == "git"
    ]
    return any(other.path[1:2] in (("checkout",), ("reset",)) for other in later)
