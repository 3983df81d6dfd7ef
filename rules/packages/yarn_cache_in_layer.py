r"""Yarn leaves its cache in the image

Yarn 1 keeps what it downloaded for the next time. In an image there is no next time: the cache lies in the layer for
nothing, about as large as `node_modules`.

```dockerfile bad
FROM node:22
COPY package.json yarn.lock ./
RUN yarn install --frozen-lockfile
    ^^^^^^^^^^^^ yarn leaves its cache in the layer: end this `RUN` with `yarn cache clean`
```

```dockerfile fixed
FROM node:22
COPY package.json yarn.lock ./
RUN yarn install --frozen-lockfile && yarn cache clean
```

`yarn` alone installs too.

```dockerfile bad
FROM node:22
RUN yarn cache clean && yarn --production && yarn build
                        ^^^^ yarn leaves its cache in the layer: end this `RUN` with `yarn cache clean`
RUN yarn global add serve@14.2.4
    ^^^^^^^^^^^^^^^ yarn leaves its cache in the layer: end this `RUN` with `yarn cache clean`
```

```dockerfile fixed
FROM node:22
RUN yarn cache clean && yarn --production && yarn build && yarn cache clean
RUN yarn global add serve@14.2.4 && yarn cache clean
```

A cache mount keeps the downloads between builds and out of the image.

```dockerfile good
FROM node:22
RUN --mount=type=cache,target=/usr/local/share/.cache/yarn yarn install
RUN --mount=type=cache,target=/root/.cache yarn install
RUN yarn install && rm -rf /usr/local/share/.cache
RUN yarn install --cache-folder /tmp/yarn && rm -rf /tmp/yarn
RUN yarn add express@5.1.0 && yarn cache clean --force && yarn build && yarn --version
```

Later versions of Yarn keep the cache in the project, where it may be what the program runs from.

```dockerfile good
FROM node:22
RUN corepack enable
COPY .yarnrc.yml package.json yarn.lock ./
RUN yarn install --immutable
```

The layers of a stage from which only files are copied are not in the image.

```dockerfile good
FROM node:22 AS build
RUN yarn install && yarn build
FROM nginx:1.29
COPY --from=build /app/dist /usr/share/nginx/html
```
"""

from dlint.api import Command, File, Problems, as_problems, cache_left, rule


@rule("DL3060", on="RUN {yarn} fills", severity="info", fix="unsafe")
def yarn_cache_in_layer(command: Command, file: File) -> Problems:
    return as_problems(cache_left(command, file))
