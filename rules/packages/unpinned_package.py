r"""Packages are installed without a version

The next build installs whatever the repositories hold by then.

The rule is off unless it is selected: a tool that is only used in the build may be a newer one tomorrow.

```dockerfile bad
FROM rust:1.88
RUN cargo install --locked cargo-chef sccache@0.10.0
                           ^^^^^^^^^^ `cargo-chef` is not pinned: write `cargo-chef@<version>`
```

A version may be given as an option, and what comes from a repository of source or from a folder has none.

```dockerfile good
FROM rust:1.88
ARG VERSION
RUN cargo install cargo-chef@0.1.71 && cargo install --version 0.10.0 sccache && cargo install wasm-pack@$VERSION
RUN cargo install --git https://github.com/mozilla/sccache --tag v0.10.0 sccache && cargo install --path .
```

Names in `allow` need no version.

```dockerfile good allow=["cargo-chef"]
FROM rust:1.88
RUN cargo install --locked cargo-chef
```

The rule speaks of each package manager in whose command a version can be given and that has no rule of its own: apt, apk,
yum, dnf, zypper, pip, npm and its relatives, gem and go have theirs.
"""

from dlint.api import Command, File, Problems, as_problems, rule, without_version


@rule("DK4734", on="RUN {*} installs", severity="info", enabled=False)
def unpinned_package(command: Command, file: File, *, allow: tuple[str, ...] = ()) -> Problems:
    return as_problems(without_version(command, file, allow))
