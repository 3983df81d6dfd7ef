"""Inputs of about 1 MB that are made to keep a linter busy: one list for the tests and for `bench/hostile.py`.

Each is a function of a size: 1 is the size that the tests use, 2 makes twice as much, so that growth can be seen.
"""

from collections.abc import Callable

SIZE = 1_000_000
"""Characters of an input, about."""

Texts = dict[str, Callable[[int], str]]
"""The text of one file, by name; the size is given."""

Trees = dict[str, Callable[[int], dict[str, str]]]
"""The texts of several files, by path."""


def filled(unit: str, size: int) -> str:
    """The text `unit`, repeated."""
    return unit * (size // len(unit))


def numbered(text: str, count: int) -> str:
    """`text` with 0, 1, 2 … in place of `@`; and with the number before in place of `<`."""
    return "".join(text.replace("@", str(number)).replace("<", str(number - 1)) for number in range(count))


LINES: Texts = {
    "one word": lambda k: "RUN " + "a" * SIZE * k,
    "words": lambda k: "RUN " + filled("word ", SIZE * k),
    "commands": lambda k: "RUN true" + filled(" && apt-get install -y foo", SIZE * k),
    "pipes": lambda k: "RUN a" + filled(" | b", SIZE * k),
    "packages": lambda k: "RUN pip install " + numbered("p@ ", 100_000 * k),
    "variables": lambda k: "RUN echo" + filled(" $FOO", SIZE * k),
    "assignments": lambda k: "RUN A=b" + filled(" && A=$A$A && x $A", SIZE * k),
    "loops": lambda k: "RUN " + filled("for i in a b; do x $i; done; ", SIZE * k),
    "braces": lambda k: "RUN mkdir -p " + filled("{a,b}", SIZE * k),
    "continuations": lambda k: "RUN echo" + " \\\n a" * 100_000 * k,
    "empty continuations": lambda k: "RUN echo" + " \\\n" * 300_000 * k,
    "comments in a RUN": lambda k: "RUN a \\\n" + "# c\n" * 200_000 * k + " b",
    "pairs": lambda k: "ENV " + numbered("A@=b ", 90_000 * k),
    "pairs in lines": lambda k: "ENV" + numbered(" \\\n a@=b", 80_000 * k),
    "pairs that are not set": lambda k: "ENV " + numbered("A@=$B@ ", 9_000 * k),
    "labels": lambda k: "LABEL " + numbered("a@=b ", 9_000 * k),
    "sources": lambda k: "COPY " + numbered("a@ ", 100_000 * k) + "/x/",
    "sources that are read": lambda k: "COPY " + numbered("a@ ", 9_000 * k) + "/x/",
    "ports": lambda k: "EXPOSE " + numbered("@ ", 9_000 * k),
    "flags": lambda k: "RUN " + numbered("--mount=type=cache,target=/a@ ", 9_000 * k) + "pip install foo",
    "unknown flags": lambda k: "COPY " + numbered("--chwon@=a ", 50_000 * k) + "a b",
    "fields of a mount": lambda k: "RUN --mount=" + filled("type=cache,", SIZE * k) + " x",
    "50,000 quotes": lambda k: "RUN echo " + '"' * 50_000 * k,
    "quotes": lambda k: "ENV A=" + '"' * SIZE * k,
    "an open quote": lambda k: "RUN echo " + "'" * 500_001 * k,
    "backquotes": lambda k: "RUN " + "`" * 100_001 * k,
    "backslashes": lambda k: "ENV A=" + "\\" * SIZE * k,
    "parentheses": lambda k: "RUN " + "(" * 200_000 * k + "a" + ")" * 200_000 * k,
    "substitutions": lambda k: "RUN " + "$(" * 200_000 * k + "a" + ")" * 200_000 * k,
    "nested defaults": lambda k: "ENV A=" + "${A:-" * 150_000 * k + "a" + "}" * 150_000 * k,
    "nested ifs": lambda k: "RUN " + "if a; then " * 60_000 * k + "b" + "; fi" * 60_000 * k,
    "nested shells": lambda k: "RUN " + "sh -c " * 150_000 * k + "x",
    "wrappers": lambda k: "RUN " + "sudo " * 150_000 * k + "x",
    "nested ONBUILD": lambda k: "ONBUILD " * 100_000 * k + "RUN x",
    "a pattern": lambda k: "ARG A=" + "a" * 20_000 * k + "\nENV B=${A#" + "*a" * 20_000 * k + "b}",
    "stars": lambda k: "COPY " + "*" * 400_000 * k + " " + "?[a" * 100_000 * k + " /x/",
    "folders": lambda k: "WORKDIR " + "/a/.." * 150_000 * k + "\nCOPY " + "../" * 100_000 * k + " /x",
    "JSON": lambda k: "CMD [" + ",".join(['"a"'] * 200_000 * k) + "]",
    "brackets": lambda k: "CMD " + "[" * SIZE * k,
    "an address": lambda k: "ADD https://" + "a." * 400_000 * k + " /x\nRUN curl https://" + "a:b@" * 50_000 * k,
    "a heredoc": lambda k: "RUN <<EOF\n" + filled("A=$A; pip install $A\n", 900_000 * k) + "EOF",
    "heredocs": lambda k: "RUN " + numbered("<<E@ ", 9_000 * k) + "\n" + numbered("x\nE@\n", 9_000 * k),
}
"""What stands in a file behind `FROM python:3.12`."""

FILES: Texts = {
    "an image": lambda k: "FROM " + "a/" * 400_000 * k + "b:c\nFROM " + "a:" * 50_000 * k,
    "a tag": lambda k: "FROM python:" + "3." * 400_000 * k + "\nFROM python:" + "-slim" * 20_000 * k,
    "CMD": lambda k: "FROM a\n" + "CMD echo hi\n" * 20_000 * k,
    "ENTRYPOINT": lambda k: "FROM python:3.12\n" + 'ENTRYPOINT ["gunicorn", "-b", "127.0.0.1", "a:b"]\n' * 15_000 * k,
    "HEALTHCHECK": lambda k: "FROM a\n" + "HEALTHCHECK CMD curl -f localhost\n" * 20_000 * k,
    "stages": lambda k: numbered("FROM debian:12 AS s@\n", 10_000 * k),
    "stages in a chain": lambda k: "FROM python:3.12 AS s0\n" + numbered("FROM s< AS s@\nRUN pip install foo\n", 10_000 * k),
    "a chain that is read": lambda k: "FROM python:3.12 AS s0\n" + numbered("FROM s@ AS s@x\nRUN pip install foo\n", 400 * k),
    "stages that copy": lambda k: "FROM a AS s0\n" + numbered("FROM debian:12 AS s@x\nCOPY --from=s<x /a /b\n", 10_000 * k),
    "a stage again and again": lambda k: "FROM debian:12 AS s\n" * 30_000 * k,
    "ENV": lambda k: "FROM a\n" + numbered("ENV A@=$A<x\n", 50_000 * k),
    "ENV that grows": lambda k: "FROM a\nENV A=b\n" + "ENV A=$A$A\n" * 50_000 * k,
    "long ENV": lambda k: "FROM a\n" + numbered("ENV A@=$A<" + "y" * 900 + "\n", 900 * k),
    "ARG": lambda k: numbered("ARG A@=b\n", 50_000 * k) + "FROM debian:$A5\n",
    "comments": lambda k: "FROM a\n" + "# hello\n" * 100_000 * k,
    "pragmas": lambda k: "FROM a\n" + "# hadolint ignore=DL3008\n" * 40_000 * k + "RUN x\n",
    "pragmas for each": lambda k: "FROM a\n" + "# dlint: ignore[DL3008] why\nRUN apt-get install -y foo\n" * 15_000 * k,
    "unknown pragmas": lambda k: "FROM a\n" + numbered("# dlint: ignore[nonsense@]\nRUN x\n", 20_000 * k),
    "a long pragma": lambda k: "FROM a\n# hadolint ignore=" + numbered("DL@,", 90_000 * k) + "DL3000\nRUN x\n",
    "a long directive": lambda k: "# check=skip=" + numbered("X@,", 90_000 * k) + "X\nFROM a\n",
    "2,000 RUN": lambda k: "FROM a\n" + "RUN apt-get install -y foo\n" * 2000 * k,
    "900 RUN": lambda k: "FROM python:3.12\n" + "RUN apt-get update && apt-get install -y foo && pip install bar\n" * 900 * k,
    "RUN of 1 KB": lambda k: "FROM python:3.12\n" + ("RUN true" + " && pip install $X && A=b" * 40 + "\n") * 900 * k,
    "all sorts": lambda k: "FROM python:3.12\n" + (
        "RUN pip install foo\nRUN cd /x && make\nCOPY . /app\nWORKDIR a\nUSER b\nENV A=$B\nARG C=d\nEXPOSE 80\n" * 120 * k
    ),
    "300 ENV, 100 RUN": lambda k: "FROM a\n" + numbered(f"ENV A@={'x' * 1500}\n", 300 * k) + (
        "RUN echo " + numbered("$A@ ", 300) + "\n"
    ) * 100 * k,
    "COPY": lambda k: "FROM a\n" + "COPY a b\n" * 40_000 * k,
    "COPY of many": lambda k: "FROM python:3.12\n" + numbered("COPY a@ /app/b@\n", 900 * k) + "CMD python /app/b5\n",
    "WORKDIR": lambda k: "FROM a\n" + "WORKDIR a\n" * 40_000 * k,
    "mkdir and WORKDIR": lambda k: "FROM a\n" + "RUN mkdir /a\nWORKDIR /a\n" * 20_000 * k,
    "USER": lambda k: "FROM a\n" + "USER a\nRUN pip install x\n" * 20_000 * k,
    "SHELL": lambda k: "FROM a\n" + 'SHELL ["bash", "-c"]\nRUN a | b\n' * 20_000 * k,
    "ONBUILD": lambda k: "FROM a\n" + "ONBUILD RUN apt-get install foo\n" * 20_000 * k,
    "unknown instructions": lambda k: "FROM a\n" + numbered("RUM@ bar\n", 50_000 * k),
    "small heredocs": lambda k: "FROM a\n" + "COPY <<A /x\nfoo\nA\n" * 30_000 * k,
    "open heredocs": lambda k: "FROM a\n" + "RUN <<A\nRUN <<B\n" * 30_000 * k,
    "empty lines": lambda k: "FROM a\n" + "\n" * (SIZE - 10) * k,
    "zeros": lambda k: "FROM a\n" + "\0" * SIZE * k,
    "secrets": lambda k: "FROM a\n" + numbered("ENV SECRET_KEY@=abcdef0123456789abcdef012345\n", 900 * k),
}  # fmt: skip

HALF = 1_450
"""Half as many instructions as are looked at: with size 2 there are nearly as many as there may be."""


def repeated(line: str, first: str = "FROM python:3.12\n", each: int = 1) -> Callable[[int], str]:
    """A file in which a line, or `each` lines, stand up to the bound; `@` and `<` are as for `numbered`."""
    return lambda k: first + numbered(line + "\n", HALF // each * k)


KINDS: Texts = {
    "RUN apt-get": repeated("RUN apt-get update && apt-get install -y --no-install-recommends foo@"),
    "RUN apk": repeated("RUN apk add foo@", "FROM alpine:3.20\n"),
    "RUN dnf": repeated("RUN dnf install -y foo@ && dnf clean all", "FROM fedora:41\n"),
    "RUN pip": repeated("RUN pip install foo@"),
    "RUN pip -r": repeated("RUN pip install -r requirements.txt"),
    "RUN pip -r, copied": repeated("COPY requirements.txt .\nRUN pip install -r requirements.txt", each=2),
    "RUN pip -e": repeated("RUN pip install -e ."),
    "RUN pip of a directory": repeated("RUN pip install ./p@"),
    "RUN python": repeated("RUN python manage.py a@"),
    "RUN uv": repeated("RUN uv sync --frozen"),
    "RUN uv pip": repeated("RUN uv pip install --system foo@"),
    "RUN uv run": repeated("RUN uv run a@"),
    "RUN poetry": repeated("RUN poetry install"),
    "RUN poetry config": repeated("RUN poetry config virtualenvs.create false && poetry install"),
    "RUN pipenv": repeated("RUN pipenv install --system"),
    "RUN pdm": repeated("RUN pdm install"),
    "RUN npm": repeated("RUN npm install foo@"),
    "RUN yarn": repeated("RUN yarn install"),
    "RUN conda": repeated("RUN conda install -y foo@", "FROM continuumio/miniconda3\n"),
    "RUN conda activate": repeated("RUN conda activate a@", "FROM continuumio/miniconda3\n"),
    "RUN curl": repeated("RUN curl https://example.com/@ -o /a@ && tar xf /a@"),
    "RUN curl and wget": repeated("RUN wget https://example.com/@\nRUN curl https://example.com/@", each=2),
    "RUN git": repeated("RUN git clone https://example.com/@"),
    "RUN cp": repeated("RUN cp a@ b@"),
    "RUN mv": repeated("RUN mv /a< /a@"),
    "RUN ln": repeated("RUN ln -s /a@ /b@"),
    "RUN rm": repeated("RUN rm -rf /a@"),
    "RUN mkdir": repeated("RUN mkdir -p /a@"),
    "RUN cd": repeated("RUN cd /a@"),
    "RUN cd in commands": repeated("RUN cd a@ && pip install -r r.txt"),
    "RUN useradd": repeated("RUN useradd -m -u 1@ u@"),
    "RUN useradd, USER": repeated("RUN useradd -m u@\nUSER u@\nRUN pip install --user x", each=3),
    "RUN chmod": repeated("RUN chmod +x /a@"),
    "RUN chown": repeated("RUN chown u@ /a@"),
    "RUN export": repeated("RUN export A@=b"),
    "RUN sudo": repeated("RUN sudo make a@"),
    "RUN with a directory as program": repeated("RUN d@/"),
    "RUN of a pipe": repeated("RUN a@ | b@"),
    "RUN of a path": repeated("RUN /app/bin/a@"),
    "RUN in exec form": repeated('RUN ["pip", "install", "foo@"]'),
    "RUN with mounts": repeated("RUN --mount=type=cache,target=/root/.cache/pip pip install foo@"),
    "RUN with bind mounts": repeated(
        "RUN --mount=type=bind,source=requirements.txt,target=r@.txt pip install -r r@.txt"
    ),
    "RUN with mounts from stages": repeated(
        "FROM debian:12 AS s@\nRUN --mount=type=bind,from=s<,target=/x pip install foo", each=2
    ),
    "RUN venv": repeated("RUN python -m venv /venv && . /venv/bin/activate && pip install x"),
    "RUN of a venv each": repeated("RUN python -m venv /venv@ && /venv@/bin/pip install x"),
    "RUN uv venv": repeated("RUN uv venv /v@ && VIRTUAL_ENV=/v@ uv pip install x"),
    "RUN with a heredoc": repeated("RUN <<EOF\npip install foo@\nEOF"),
    "RUN with a redirection": repeated("RUN echo 'a' >> /etc/a@"),
    "RUN with variables": repeated("ENV A@=$A<\nRUN pip install $A@", each=2),
    "RUN with continuations": repeated("RUN a@ \\\n  && b \\\n  # c\n  && pip install x"),
    "RUN ldconfig": repeated("RUN apt-get update && apt-get install -y libpq-dev && pip install psycopg2==@"),
    "COPY of a file": repeated("COPY requirements.txt /a@/"),
    "COPY of all": repeated("COPY . /a@"),
    "COPY of all and RUN": repeated("COPY . .\nRUN pip install .", each=2),
    "COPY of what is missing": repeated("COPY missing@ /a/"),
    "COPY of stars": repeated("COPY *.txt /a@/"),
    "COPY into one place": repeated("COPY requirements.txt pyproject.toml /app"),
    "COPY with flags": repeated("COPY --chown=u@ --chmod=755 a@ /b@"),
    "COPY of heredocs": repeated("COPY <<EOF /a@\nx\nEOF"),
    "COPY --from of each earlier": repeated("FROM debian:12 AS s@\nCOPY --from=s< /a /a", each=2),
    "COPY --from of the first": repeated("FROM debian:12 AS s@\nCOPY --from=s0 /a /a", each=2),
    "COPY --from of an image": repeated("COPY --from=python:3.@ /a /a@"),
    "COPY --from in one stage": repeated("COPY --from=a /a@ /b@", "FROM debian:12 AS a\nRUN mkdir /a\nFROM debian:12\n"),
    "COPY --from of all before": lambda k: (
        numbered("FROM debian:12 AS s@\n", HALF // 2 * k) + numbered("COPY --from=s@ /a /a@\n", HALF // 2 * k)
    ),
    "COPY --from of venvs": repeated(
        "FROM python:3.12 AS s@\nRUN python -m venv /v\nFROM python:3.12\nCOPY --from=s@ /v /v", each=4
    ),
    "ADD of a file": repeated("ADD requirements.txt /a@/"),
    "ADD of an address": repeated("ADD https://example.com/a@ /a@"),
    "ADD of archives": repeated("ADD a@.tar.gz /a@"),
    "COPY of archives and tar": repeated("COPY a@.tar.gz /a\nRUN tar xf /a/a@.tar.gz", each=2),
    "ENV of earlier ones": repeated("ENV A@=$A<x"),
    "ENV PATH": repeated("ENV PATH=/a@:$PATH"),
    "ENV PYTHONPATH": repeated("ENV PYTHONPATH=/a@:$PYTHONPATH"),
    "ENV in the old form": repeated("ENV A@ b c"),
    "ENV again and again": repeated("ENV A=$A"),
    "ENV between RUNs": repeated("ENV A@=b\nRUN pip install foo", each=2),
    "ARG each": repeated("ARG A@=$A<"),
    "ARG before FROM": repeated("ARG A@=$A<", ""),
    "ARG and FROM": repeated("ARG V@=3.@\nFROM python:$V@", "", each=2),
    "LABEL": repeated("LABEL a@=b"),
    "LABEL of one name": repeated("LABEL org.opencontainers.image.url=a@"),
    "EXPOSE": repeated("EXPOSE @"),
    "EXPOSE of variables": repeated("ARG P@=8@\nEXPOSE $P@", each=2),
    "USER each": repeated("USER u@"),
    "USER and RUN": repeated("USER u@\nRUN pip install x", each=2),
    "WORKDIR, relative": repeated("WORKDIR a@"),
    "WORKDIR, absolute": repeated("WORKDIR /a@"),
    "WORKDIR and COPY": repeated("WORKDIR a@\nCOPY requirements.txt .", each=2),
    "WORKDIR and pip": repeated("WORKDIR a@\nRUN pip install -r requirements.txt", each=2),
    "VOLUME": repeated("VOLUME /a@"),
    "VOLUME in JSON": repeated('VOLUME ["/a@"]'),
    "SHELL each": repeated('SHELL ["bash", "-c"]'),
    "SHELL and pipes": repeated('SHELL ["bash", "-o", "pipefail", "-c"]\nRUN a | b', each=2),
    "broken SHELLs": repeated('SHELL bash\nRUN a | b', each=2),
    "HEALTHCHECK each": repeated("HEALTHCHECK CMD curl -f localhost:@"),
    "STOPSIGNAL": repeated("STOPSIGNAL SIGTERM"),
    "MAINTAINER": repeated("MAINTAINER a@"),
    "CMD each": repeated("CMD python a@.py"),
    "CMD in exec form": repeated('CMD ["gunicorn", "-b", "0.0.0.0:@", "a:b"]'),
    "ENTRYPOINT each": repeated('ENTRYPOINT ["/entry@.sh"]'),
    "ONBUILD RUN": repeated("ONBUILD RUN pip install -r requirements.txt"),
    "ONBUILD COPY": repeated("ONBUILD COPY . /a@"),
    "ONBUILD ADD": repeated("ONBUILD ADD a /a@"),
    "ONBUILD ENV": repeated("ONBUILD ENV A@=$A<"),
    "ONBUILD ARG": repeated("ONBUILD ARG A@=$A<"),
    "ONBUILD WORKDIR": repeated("ONBUILD WORKDIR a@"),
    "ONBUILD USER": repeated("ONBUILD USER a@"),
    "ONBUILD CMD": repeated("ONBUILD CMD a@"),
    "ONBUILD of a venv": repeated("ONBUILD RUN python -m venv /v@ && /v@/bin/pip install x"),
    "ONBUILD in stages": repeated("FROM s< AS s@\nONBUILD RUN pip install x", "FROM debian:12 AS s-1\n", each=2),
    "ONBUILD and its stages": lambda k: (
        "FROM debian:12 AS a\n" + "ONBUILD ENV A=b\n" * (HALF // 2 * k) + "FROM a\n" * (HALF // 2 * k)
    ),
    "FROM": repeated("FROM python:3.12-slim AS s@"),
    "FROM of the stage before": repeated("FROM s< AS s@", "FROM debian:12 AS s-1\n"),
    "FROM of the first": repeated("FROM s AS s@", "FROM debian:12 AS s\n"),
    "FROM, RUN in a chain": repeated("FROM s< AS s@\nRUN pip install x", "FROM python:3.12 AS s-1\n", each=2),
    "FROM, venv in a chain": repeated(
        "FROM s< AS s@\nRUN python -m venv /v@ && /v@/bin/pip install x", "FROM python:3.12 AS s-1\n", each=2
    ),
    "FROM, RUN, CMD": repeated("FROM python:3.12\nRUN pip install x\nCMD python a.py", each=3),
    "stages of one long one": lambda k: (
        "FROM python:3.12 AS s\n" + "RUN pip install x\n" * (HALF // 2 * k) + numbered("FROM s AS s@\n", HALF // 2 * k)
    ),
    "pragmas, one each": repeated("# dlint: ignore[DL3008] why\nRUN apt-get install -y foo@"),
    "pragmas of hadolint": repeated("# hadolint ignore=DL3008,DL3015\nRUN apt-get install foo@"),
    "pragmas for the file": repeated("# hadolint global ignore=DL3@"),
    "pragmas in continuations": repeated("RUN a && \\\n# dlint: ignore[DL3008]\n  apt-get install foo@"),
    "words that are wrong": repeated("RUM a@"),
    "flags that are wrong": repeated("COPY --chwon=a@ a b"),
    "secrets each": repeated("ENV SECRET_KEY@=abcdef0123456789abcdef012345"),
    "secrets in ARG": repeated("ARG PASSWORD@\nRUN curl -u a:$PASSWORD@ https://example.com", each=2),
    "a server": repeated("RUN pip install gunicorn\nCMD gunicorn -b 127.0.0.1:8@ a:b", each=2),
    "a script": repeated("COPY entrypoint.sh /e@.sh\nENTRYPOINT [\"/e@.sh\"]", each=2),
}  # fmt: skip
"""One kind of instruction, as often as is looked at."""

IGNORE_FILES: Texts = {
    "patterns": lambda k: numbered("foo@/bar\n", 60_000 * k),
    "exceptions": lambda k: "*\n" + numbered("!src@\n", 90_000 * k),
    "the same": lambda k: "**/.env*\n!.env.example\n" * 40_000 * k,
    "stars": lambda k: "a*" * 30_000 * k + "\n" + ("*a" * 300 + "\n") * 100 * k,
    "classes": lambda k: "[a-z]*[0-9]\n" * 80_000 * k,
    "slashes": lambda k: "/" * SIZE * k,
    "folders": lambda k: "../" * 300_000 * k + "\n",
}

COMPOSE_FILES: Texts = {
    "services": lambda k: "services:\n" + numbered('  s@:\n    image: python:3.12\n    ports: ["@:80"]\n', 15_000 * k),
    "nested": lambda k: "services: " + "{a: " * 100_000 * k,
    "aliases": lambda k: (
        "x: &a [1,2]\ny: &b [*a,*a,*a,*a]\nz: &c [*b,*b,*b,*b]\n"
        + numbered("q@: &d@ [*c,*c,*c]\n", 20_000 * k)
        + "services:\n  a:\n    image: x\n"
    ),
}

FILES_AROUND = {
    "requirements.txt": "flask==3.0\ngunicorn\npsycopg2==2.9.9\n-r other.txt\n",
    "other.txt": "requests\n",
    "pyproject.toml": (
        '[project]\nname = "x"\nversion = "1"\ndependencies = ["flask"]\n'
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
    ),
    "uv.lock": 'version = 1\n\n[[package]]\nname = "flask"\nversion = "3.0"\n',
    ".dockerignore": "**/*.pyc\n.venv\n",
    "compose.yaml": "services:\n  web:\n    build: .\n",
    "entrypoint.sh": '#!/bin/sh\nexec "$@"\n',
    "app.py": "import flask\n",
}
"""What lies beside a Dockerfile in a project."""

SERVED = """\
FROM python:3.12
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
RUN uv sync --frozen && poetry install && pipenv install --system && pdm install
RUN conda env update -f environment.yml && npm install
ENTRYPOINT ["/app/entrypoint.sh"]
CMD ["python", "app.py"]
"""
"""A Dockerfile that makes dlint read what lies beside it."""


def beside(path: str, text: Callable[[int], str]) -> Callable[[int], dict[str, str]]:
    """A project in which one file is hostile."""
    return lambda k: {"Dockerfile": SERVED, path: text(k)}


def deep(k: int, patterns: str) -> dict[str, str]:
    """A deep tree with a .gitignore at its top."""
    top = {"Dockerfile": "FROM a\nCOPY . /a\n", ".git/HEAD": "ref: refs/heads/main\n", ".gitignore": patterns}
    directory = ""
    for _ in range(40):
        directory += "a" * 20 + "/"
        top.update({f"{directory}{'a' * 30}{number}": "" for number in range(10 * k)})
    return top


TREES: Trees = {
    "many -r": lambda k: {
        "Dockerfile": SERVED,
        "requirements.txt": numbered("-r r@.txt\n", 100 * k),
        **{f"r{number}.txt": numbered("package-@==1.0\n", 50_000) for number in range(100 * k)},
    },
    "-r of each other": lambda k: {
        "Dockerfile": SERVED,
        "requirements.txt": numbered("-r r@.txt\n", 90 * k),
        **{f"r{number}.txt": numbered("-r r@.txt\n", 90 * k) for number in range(90 * k)},
    },
    "requirements": beside("requirements.txt", lambda k: numbered("package-@==1.0\n", 50_000 * k)),
    "requirements with hashes": beside(
        "requirements.txt", lambda k: numbered("p@==1 \\\n --hash=sha256:" + "a" * 64 + "\n", 10_000 * k)
    ),
    "a requirement": beside("requirements.txt", lambda k: "a" * SIZE * k),
    "continued requirements": beside("requirements.txt", lambda k: "a \\\n" * 250_000 * k),
    "extras of a requirement": beside("requirements.txt", lambda k: "a[" + "b," * 400_000 * k + "]"),
    "markers of a requirement": beside("requirements.txt", lambda k: "a; " + "(" * 300_000 * k),
    "git requirements": beside("requirements.txt", lambda k: numbered("git+https://github.com/a/b@\n", 30_000 * k)),
    "indexes": beside("requirements.txt", lambda k: numbered("--extra-index-url http://a:b-x@/\n", 30_000 * k)),
    "dotted keys in pyproject.toml": beside("pyproject.toml", lambda k: "a." * 30_000 * k + "a = 1\n"),
    "parts of keys in pyproject.toml": beside(
        "pyproject.toml", lambda k: numbered("a@." + "a." * 999 + "a = 1\n", 490 * k)
    ),
    "tables in pyproject.toml": beside("pyproject.toml", lambda k: numbered("[a@.b.c]\nd = 1\n", 50_000 * k)),
    "an integer in pyproject.toml": beside("pyproject.toml", lambda k: "a = " + "1" * 5_000 * k + "\n"),
    "brackets in pyproject.toml": beside("pyproject.toml", lambda k: "a = " + "[" * 500_000 * k + "\n"),
    "dependencies in pyproject.toml": beside(
        "pyproject.toml",
        lambda k: '[project]\nname = "x"\ndependencies = [\n' + numbered('"p@>=1",\n', 70_000 * k) + "]\n",
    ),
    "dotted keys in dlint.toml": beside("dlint.toml", lambda k: "a." * 30_000 * k + "a = 1\n"),
    "parts of keys in dlint.toml": beside("dlint.toml", lambda k: numbered("a@." + "a." * 999 + "a = 1\n", 490 * k)),
    "dotted keys of dlint in pyproject.toml": beside(
        "pyproject.toml", lambda k: "[tool.dlint]\n" + "a." * 30_000 * k + "a = 1\n"
    ),
    "an integer in dlint.toml": beside("dlint.toml", lambda k: "a = " + "1" * 5_000 * k + "\n"),
    "brackets in dlint.toml": beside("dlint.toml", lambda k: "select = " + "[" * 500_000 * k + "\n"),
    "a configuration of 50 MB": beside("dlint.toml", lambda k: "# hello\n" * 6_250_000 * k),
    "a pyproject.toml of 50 MB": beside("pyproject.toml", lambda k: "[tool.dlint]\n" + "# hello\n" * 6_250_000 * k),
    "codes in dlint.toml": beside("dlint.toml", lambda k: "ignore = [\n" + numbered('"DL@",\n', 90_000 * k) + "]\n"),
    "files in dlint.toml": beside(
        "dlint.toml", lambda k: "[per-file-ignores]\n" + numbered('"a@*" = ["DL3008"]\n', 40_000 * k)
    ),
    "uv.lock": beside("uv.lock", lambda k: "version = 1\n" + numbered('[[package]]\nname = "p@"\nversion = "1"\n', 25_000 * k)),
    "dependencies in uv.lock": beside("uv.lock", lambda k: "version = 1\n" + numbered(
        '[[package]]\nname = "p@"\nversion = "1"\ndependencies = [{ name = "p<" }]\n', 14_000 * k
    )),
    "brackets in uv.lock": beside("uv.lock", lambda k: "version = 1\n[[package]]\nx = [\n" * 50_000 * k),
    "poetry.lock": beside("poetry.lock", lambda k: numbered(
        '[[package]]\nname = "p@"\nversion = "1"\n[package.dependencies]\np< = "*"\n', 13_000 * k
    )),
    "pdm.lock": beside("pdm.lock", lambda k: numbered('[[package]]\nname = "p@"\nversion = "1"\n', 25_000 * k)),
    "Pipfile.lock": beside("Pipfile.lock", lambda k: (
        '{"_meta": {}, "default": {' + numbered('"p@": {"version": "==1"},', 35_000 * k) + '"q": {}}}'
    )),
    "nested Pipfile.lock": beside("Pipfile.lock", lambda k: '{"a":' * 200_000 * k),
    "Pipfile": beside("Pipfile", lambda k: "[packages]\n" + numbered('p@ = "*"\n', 80_000 * k)),
    "package.json": beside("package.json", lambda k: (
        '{"dependencies": {' + numbered('"p@": "1",', 70_000 * k) + '"q": "1"}}'
    )),
    "nested package.json": beside("package.json", lambda k: "[" * SIZE * k),
    "setup.cfg": beside("setup.cfg", lambda k: "[options]\ninstall_requires =\n" + numbered("  p@\n", 100_000 * k)),
    "setup.py": beside("setup.py", lambda k: "from setuptools import setup\nsetup(install_requires=[" + numbered(
        "'p@',", 100_000 * k
    ) + "])\n"),
    "environment.yml": beside("environment.yml", lambda k: "dependencies:\n" + numbered("  - p@=1\n", 80_000 * k)),
    "nested environment.yml": beside("environment.yml", lambda k: "dependencies: " + "[" * 300_000 * k),
    "an entrypoint": beside("entrypoint.sh", lambda k: "#!/bin/sh\n" + numbered("python a@.py && pip install b\n", 30_000 * k)),
    "an entrypoint that nests": beside("entrypoint.sh", lambda k: "#!/bin/sh\n" + "$(" * 400_000 * k),
    "an entrypoint that can be read": beside("entrypoint.sh", lambda k: "#!/bin/sh\n" + "python a.py\n" * 8_000 * k),
    "a line of an entrypoint": beside("entrypoint.sh", lambda k: "#!" + "a " * 400_000 * k),
    "Python source": beside("app.py", lambda k: numbered("import a@\nx@ = 1\n", 40_000 * k)),
    "Python source that is read": beside("app.py", lambda k: numbered("import a@\nx@ = 1\n", 9_000 * k)),
    "nested Python source": beside("app.py", lambda k: "(" * 300_000 * k),
    "an expression of Python": beside("app.py", lambda k: "x = " + "1+" * 200_000 * k + "1\n"),
    "much Python source": lambda k: {
        "Dockerfile": SERVED, **{f"a{number}.py": numbered("import a@\n", 1_000) for number in range(300 * k)},
    },
    ".env": lambda k: {"Dockerfile": SERVED, ".env": numbered("A@=$A<\n", 70_000 * k)},
    "values that grow in .env": lambda k: {
        "Dockerfile": SERVED, ".env": "A=bb\n" + "A=$A$A\n" * 140_000 * k,
        "compose.yaml": "services:\n  a:\n    image: x:$A\n    build: $A\n    env_file: .env\n",
    },
    "docker-bake.json": beside("docker-bake.json", lambda k: (
        '{"target": {' + numbered('"t@": {"context": ".", "dockerfile": "Dockerfile"},', 17_000 * k) + '"q": {}}}'
    )),
    "nested docker-bake.json": beside("docker-bake.json", lambda k: '{"target":' * 90_000 * k),
    "docker-bake.hcl": beside("docker-bake.hcl", lambda k: numbered('target "t@" {\n  context = "."\n}\n', 26_000 * k)),
    "nested docker-bake.hcl": beside("docker-bake.hcl", lambda k: 'target "a" {' * 80_000 * k),
    "brackets in docker-bake.hcl": beside("docker-bake.hcl", lambda k: 'target "a" { context = ' + "[" * 900_000 * k),
    "strings in docker-bake.hcl": beside("docker-bake.hcl", lambda k: 'target "a" { context = "' + "${" * 450_000 * k),
    "heredocs in docker-bake.hcl": beside("docker-bake.hcl", lambda k: "a = <<EOF\n" * 90_000 * k),
    ".gitignore of stars in a deep tree": lambda k: deep(k, "**/*a*a*/**/*a*a*/**/*a*a*b\n"),
    ".gitignore of `**`": lambda k: deep(1, "**\n" * 10_000 * k),
    ".gitignore of patterns": lambda k: deep(1, numbered("a@/b*\n", 10_000 * k)),
    ".dockerignore of patterns": lambda k: {**deep(1, ""), ".dockerignore": numbered("a@/b\n", 90_000 * k)},
    ".dockerignore of stars in a deep tree": lambda k: {
        **deep(k, ""), ".dockerignore": "**/*a*a*/**/*a*a*/**/*a*a*b\n" * 40,
    },
    ".dockerignore of exceptions": lambda k: {**deep(1, ""), ".dockerignore": "*\n" + numbered("!**/a@\n", 2_000 * k)},
    "a large context": lambda k: {
        "Dockerfile": SERVED, **{f"d{number % 100}/f{number}.py": "" for number in range(10_000 * k)},
    },
    "100 services of one Dockerfile": lambda k: {
        "compose.yaml": "services:\n" + numbered("  s@:\n    build: .\n    command: python a.py\n", 100 * k),
        "Dockerfile": FILES["900 RUN"](1),
    },
    "1,000 services of one Dockerfile": lambda k: {
        "compose.yaml": "services:\n" + numbered("  s@:\n    build: .\n    command: python a.py\n", 1_000 * k),
        "Dockerfile": FILES["900 RUN"](1),
    },
    "services of Dockerfiles of their own": lambda k: {
        "compose.yaml": "services:\n" + numbered("  s@:\n    build: {context: ., dockerfile: D@.Dockerfile}\n", 100 * k),
        **{f"D{number}.Dockerfile": "FROM python:3.12\n" + "RUN pip install foo\n" * 100 for number in range(100 * k)},
    },
    "services that extend": lambda k: {
        "Dockerfile": SERVED,
        "compose.yaml": "services:\n" + numbered("  s@:\n    image: a\n    extends: {service: s<}\n", 400 * k),
    },
    "services that depend": lambda k: {
        "Dockerfile": SERVED,
        "compose.yaml": "services:\n" + numbered(
            "  s@:\n    image: postgres\n    depends_on: {s<: {condition: service_healthy}}\n", 400 * k
        ),
    },
    "Compose files that include": lambda k: {
        "Dockerfile": SERVED, "compose.yaml": "include:\n" + numbered("  - c@.yaml\n", 500 * k),
        **{f"c{number}.yaml": "services:\n  a:\n    build: .\n" for number in range(500 * k)},
    },
    "Compose files": lambda k: {
        "Dockerfile": SERVED,
        **{f"compose.c{number}.yaml": numbered("services:\n  s@:\n    build: .\n", 1) for number in range(100 * k)},
    },
    "a value in a Compose file": lambda k: {
        "Dockerfile": SERVED, "compose.yaml": "services:\n  a:\n    image: " + "a" * SIZE * k,
    },
    "variables in a Compose file": lambda k: {
        "Dockerfile": SERVED, "compose.yaml": "services:\n  a:\n    image: " + "${A:-" * 180_000 * k,
    },
    "lists in a Compose file": lambda k: {
        "Dockerfile": SERVED, "compose.yaml": "services:\n  a:\n    ports: [" + numbered('"@:@",', 45_000 * k) + "]\n",
    },
    "Dockerfiles": lambda k: {f"D{number}.Dockerfile": "FROM a\nRUN pip install x\n" * 5 for number in range(400 * k)},
}  # fmt: skip
"""Projects in which something else than the Dockerfile is hostile."""

SCRIPTS: Trees = {
    "268 scripts of 30,000 characters": lambda k: {
        "Dockerfile": "FROM a\n" + ("RUN true" + filled(" && echo $A", 30_000) + "\n") * 268 * k,
    },
    "scripts for ShellCheck": lambda k: {"Dockerfile": "FROM a\n" + numbered("RUN echo $A@\n", HALF * k)},
    "a script for ShellCheck": lambda k: {"Dockerfile": "FROM a\nRUN true" + filled(" && echo $A", 100_000 * k) + "\n"},
}
"""Those for which ShellCheck is on."""


class Input:
    """One hostile project: its files at a size, what is linted of it, and whether ShellCheck is asked."""

    __slots__ = ("files", "name", "shellcheck", "target")

    def __init__(
        self, name: str, files: Callable[[int], dict[str, str]], target: str = ".", shellcheck: bool = False
    ) -> None:
        self.name = name
        self.files = files
        self.target = target
        self.shellcheck = shellcheck


def dockerfile_of_line(name: str, size: int = 1) -> str:
    """A Dockerfile with one of `LINES`."""
    return f"FROM python:3.12\n{LINES[name](size)}\n"


def every() -> list[Input]:
    """All inputs, each in a project."""

    def around(path: str, text: Callable[[int], str]) -> Callable[[int], dict[str, str]]:
        return lambda size: {**FILES_AROUND, path: text(size)}

    def line(name: str) -> Callable[[int], str]:
        return lambda size: dockerfile_of_line(name, size)

    found = [Input(f"one instruction: {name}", around("Dockerfile", line(name)), "Dockerfile") for name in LINES]
    for kind, path, texts in (
        ("a file", "Dockerfile", FILES),
        ("many", "Dockerfile", KINDS),
        ("ignore file", ".dockerignore", IGNORE_FILES),
        ("Compose file", "compose.yaml", COMPOSE_FILES),
    ):
        found += [Input(f"{kind}: {name}", around(path, text), path) for name, text in texts.items()]
    found += [Input(f"project: {name}", files) for name, files in TREES.items()]
    return found + [Input(f"ShellCheck: {name}", files, ".", True) for name, files in SCRIPTS.items()]
