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

from dlint.api import Command, Context, File, Problem, Problems, image_files, rule

LOCKS = {
    ("npm", "ci"): ("package-lock.json", "npm-shrinkwrap.json"),
    ("npm", "clean-install"): ("package-lock.json", "npm-shrinkwrap.json"),
    ("yarn", "install"): ("yarn.lock",),
    ("pnpm", "install"): ("pnpm-lock.yaml",),
    ("cargo", "build"): ("Cargo.lock",),
    ("cargo", "install"): ("Cargo.lock",),
}
FROZEN = {
    "yarn": ("--frozen-lockfile", "--immutable"),
    "pnpm": ("--frozen-lockfile",),
    "cargo": ("--locked", "--frozen"),
}
MAKING = {
    "npm": ": make it with `npm install`",
    "yarn": ": make it with `yarn install`",
    "pnpm": ": make it with `pnpm install`",
    "cargo": ": make it with `cargo generate-lockfile`",
}
ELSEWHERE = (
    "--prefix",
    "-C",
    "--dir",
    "--cwd",
    "--git",
    "--path",
    "--manifest-path",
    "--workspace",
    "-w",
    "-g",
    "--global",
)


@rule(
    "DK3105",
    on=(
        "RUN npm ci",
        "RUN npm clean-install",
        "RUN yarn install",
        "RUN pnpm install",
        "RUN cargo build",
        "RUN cargo install",
    ),
    severity="error",
)
def lock_file_missing(command: Command, file: File) -> Problems:
    context = file.context
    stage = file.stage_of(command.instruction)
    verb = command.subcommand
    if context is None or stage is None or verb is None or command.family is None or command.instruction.onbuild:
        return
    names = LOCKS.get((command.family, verb.value or ""))
    frozen = FROZEN.get(command.family)
    if names is None or (frozen and not command.has(*frozen)) or command.has(*ELSEWHERE) or command.conditional:
        return
    if command.name == "cargo" and command.subcommand is not None and verb.value == "install" and command.operands:
        return
    files = image_files(stage)
    folder = files.folder(command)
    if folder is None or not brought_along(file, folder, command):
        return
    found = [files.find(f"{folder.rstrip('/')}/{name}", command.instruction) for name in names]
    if all(at.absent for at in found):
        where = reason(context, folder, names, [at.excluded for at in found], command.family)
        message = f"`{command.family} {verb.value}` ends with an error without `{names[0]}`, which {where}"
        yield Problem((command.program, verb), message)


def brought_along(file: File, folder: str, command: Command) -> bool:
    """Whether the manifest is known to be in the folder: without it, nothing is known of the lock file, either."""
    stage = file.stage_of(command.instruction)
    manifest = "Cargo.toml" if command.family == "cargo" else "package.json"
    return (
        stage is not None and image_files(stage).find(f"{folder.rstrip('/')}/{manifest}", command.instruction).present
    )


def reason(context: Context, folder: str, names: tuple[str, ...], excluded: list[str | None], family: str) -> str:
    """Why the lock file is not there, and what to do."""
    if any(excluded):
        return "the ignore file leaves out"
    if not any(context.exists(name) for name in names) and not context.find(names):
        return "is not in the build context" + MAKING[family]
    return f"is not in `{folder}`: copy it before this line"
