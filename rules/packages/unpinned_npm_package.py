r"""A package is installed by npm without a version

The next build installs the newest version there is by then. A new major version is one `npm publish` away, and so is a
stolen account. npm keeps every version, so a pin costs nothing.

```dockerfile bad
FROM node:22
RUN npm install -g pm2 typescript@5.8.3 @angular/cli
                   ^^^ `pm2` and `@angular/cli` are not pinned: write `pm2@<version>`
RUN yarn global add serve@latest && pnpm add -g serve@14
                    ^^^^^^^^^^^^ `serve@latest` is not pinned: write `serve@<version>`
```

What `package.json` asks for is pinned by the lock file. A file, a folder and an address have the version that they
have; a repository needs a commit or tag behind `#`.

```dockerfile good
FROM node:22
ARG PM2=6.0.5
RUN npm install && npm i --omit=dev && npm ci
RUN npm install -g "pm2@$PM2" @angular/cli@^20 ./tool /src/app tool.tgz https://example.org/tool.tgz $MORE
RUN npm install git+https://github.com/owner/tool.git#v1.2.0 owner/other#d34db33
```

```dockerfile bad
FROM node:22
RUN npm install --registry https://registry.example.org owner/tool express@4
                                                        ^^^^^^^^^^ `owner/tool` is not pinned: write `owner/tool#<commit>`
```

Updating npm itself is another matter, and Yarn 1 is at its end. `allow` are the names that need no version.

```dockerfile good
FROM node:22
RUN npm install -g npm yarn corepack
```

```dockerfile bad allow=[]
FROM node:22
RUN npm install -g npm@latest
                   ^^^^^^^^^^ `npm@latest` is not pinned: write `npm@<version>`
```
"""

from dlint.api import Command, File, Problem, Problems, named, rule, unpinned


@rule("DL3016", on=("RUN {npm} installs", "RUN {pnpm} installs", "RUN {bun} installs", "RUN {yarn} installs"))
def unpinned_npm_package(
    command: Command, file: File, *, allow: tuple[str, ...] = ("npm", "yarn", "corepack", "npm@latest")
) -> Problems:
    found = unpinned(command, file, allow)
    if found:
        name = found[0].name
        base = name if name.rfind("@") < 1 else name[: name.rfind("@")]
        form = f"{name}#<commit>" if found[0].kind == "vcs" else f"{base}@<version>"
        yield Problem(found[0].word, f"{named(found)} not pinned: write `{form}`")
