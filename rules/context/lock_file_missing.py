r"""A command insists on a lock file that is not there

`npm ci`, `yarn install --frozen-lockfile`, `pnpm install --frozen-lockfile` and `cargo build --locked` install what the
lock file says, and end with an error where there is none: it was never made, is not copied, or is left out.

```dockerfile bad
FROM node:22
WORKDIR /srv
COPY package.json .
RUN npm ci --omit=dev
    ^^^^^^ `npm ci` ends with an error without `package-lock.json`, which is not in `/srv`: copy it before this line
```

```text package.json
{}
```

```text package-lock.json
{}
```

```dockerfile bad
FROM node:22
WORKDIR /srv
COPY package*.json .
RUN npm ci
    ^^^^^^ `npm ci` ends with an error without `package-lock.json`, which is not in the build context: make it with `npm install`
```

```text package.json
{}
```

```dockerfile bad
FROM node:22
WORKDIR /srv
COPY . .
RUN corepack enable && pnpm install --frozen-lockfile
                       ^^^^^^^^^^^^ `pnpm install` ends with an error without `pnpm-lock.yaml`, which the ignore file leaves out
```

```text .dockerignore
*.yaml
```

```text package.json
{}
```

```text pnpm-lock.yaml
```

```dockerfile good
FROM node:22 AS build
WORKDIR /srv
COPY package*.json ./
RUN npm ci
FROM node:22
WORKDIR /srv
COPY --from=build /srv .
RUN npm ci --omit=dev && npm install && yarn install
```

```text package.json
{}
```

```text package-lock.json
{}
```

Whether a lock file comes with a repository is not known.

```dockerfile good
FROM node:22
RUN git clone https://example.org/app.git /srv && cd /srv && npm ci
WORKDIR /app
RUN --mount=type=bind,source=npm-shrinkwrap.json,target=npm-shrinkwrap.json \
    --mount=type=bind,source=package.json,target=package.json \
    npm ci
```

```text package.json
{}
```

```text npm-shrinkwrap.json
{}
```
"""

from dlint.api import Command, Context, File, Problem, Problems, Stage, directory_of, image_files, rule

INSTALLS = (
    "RUN npm ci", "RUN npm clean-install", "RUN yarn install", "RUN pnpm install", "RUN cargo build", "RUN cargo install",
)  # fmt: skip
LOCKS = {
    "npm": ("package-lock.json", "npm-shrinkwrap.json"), "yarn": ("yarn.lock",), "pnpm": ("pnpm-lock.yaml",), "cargo": ("Cargo.lock",),
}  # fmt: skip
FROZEN = {
    "yarn": ("--frozen-lockfile", "--immutable"), "pnpm": ("--frozen-lockfile",), "cargo": ("--locked", "--frozen"),
}  # fmt: skip
ELSEWHERE = (
    "--prefix", "-C", "--dir", "--cwd", "--git", "--path", "--manifest-path", "--workspace", "-w", "-g", "--global",
)  # fmt: skip


@rule("DK3105", on=INSTALLS, severity="error")
def lock_file_missing(command: Command, file: File, stage: Stage, context: Context) -> Problems:
    family = command.family or ""
    names = LOCKS.get(family, ())
    frozen = FROZEN.get(family)
    if command.instruction.onbuild or command.conditional or command.has(*ELSEWHERE):
        return
    if not names or (frozen and not command.has(*frozen)) or (command.name == "cargo" and installs_other(command)):
        return
    directory = directory_of(command, file)
    if directory is None:
        return
    manifest = "Cargo.toml" if family == "cargo" else "package.json"
    paths = {name: f"{directory.rstrip('/')}/{name}" for name in (manifest, *names)}
    at = {name: image_files(stage).find(path, command.instruction) for name, path in paths.items()}
    if at[manifest].present and all(at[name].absent for name in names):
        excluded = any(at[name].excluded for name in names)
        where = "the ignore file leaves out" if excluded else reason(context, directory, names, family)
        message = f"`{family} {command.verb}` ends with an error without `{names[0]}`, which {where}"
        yield Problem(command.head[:2], message)


def installs_other(command: Command) -> bool:
    """Whether it is `cargo install` of another package than that in the directory."""
    return command.verb == "install" and bool(command.operands)


def reason(context: Context, directory: str, names: tuple[str, ...], family: str) -> str:
    """Why a lock file that is not left out is not there, and what to do."""
    if any(context.exists(name) for name in names) or context.find(names):
        return f"is not in `{directory}`: copy it before this line"
    verb = "generate-lockfile" if family == "cargo" else "install"
    return f"is not in the build context: make it with `{family} {verb}`"
