"""Commands: wrappers taken off, options and operands by program, exec form, strings and heredocs read as scripts."""

import pytest
from hypothesis import given, settings, strategies as st

from dlint.model.shell.commands import (
    RUNNING,
    Command,
    ExecWord,
    commands_of,
    script_of,
)
from dlint.model.shell.programs import PROGRAMS, family_of, program_of
from dlint.startup.remember import NotRead
from dlint.syntax.dockerfile import parse
from dlint.syntax.source import Source


def commands(text: str, shell: list[str] | None = None) -> list[Command]:
    """The commands of all instructions of a Dockerfile."""
    return [
        command
        for instruction in parse(Source(text)).instructions
        for command in commands_of(instruction, script_of(instruction, shell))
    ]


def run(text: str) -> list[Command]:
    return commands("RUN " + text)


def command(text: str) -> Command:
    (only,) = run(text)
    return only


def shown(found: Command) -> str:
    return " ".join(word.pattern() for word in found.words)


@pytest.mark.parametrize(
    ("text", "expected", "wrappers"),
    [
        ("/usr/bin/apt-get update", "/usr/bin/apt-get update", ()),
        ("sudo apt-get update", "apt-get update", ("sudo",)),
        ("sudo -u root -EH A=b apt-get update", "apt-get update", ("sudo",)),
        ("sudo -i", "sudo -i", ()),
        ("sudo -v", "sudo -v", ()),
        ("sudo -uroot -- apt update", "apt update", ("sudo",)),
        ("sudo -u$USER apt update", "apt update", ("sudo",)),
        ("env", "env", ()),
        ("env A=b -u C D=$E x y", "x y", ("env",)),
        ("env -i A=b", "env -i A=b", ()),
        ("/usr/bin/env -S x y", "/usr/bin/env -S x y", ()),
        ("exec x y", "x y", ("exec",)),
        ("exec > /log", "exec", ()),
        ("time -p nice -n 5 nohup x", "x", ("time", "nice", "nohup")),
        ("nice -10 x", "x", ("nice",)),
        ("command x", "x", ("command",)),
        ("command -v x", "command -v x", ()),
        ("builtin cd /", "cd /", ("builtin",)),
        ("busybox wget x", "wget x", ("busybox",)),
        ("busybox --install -s", "busybox --install -s", ()),
        ("timeout -k 5 30 x -y", "x -y", ("timeout",)),
        ("timeout 30s x", "x", ("timeout",)),
        ("stdbuf -oL x", "x", ("stdbuf",)),
        ("xargs -0 -n1 -I{} rm -f {}", "rm -f {}", ("xargs",)),
        ("xargs", "xargs", ()),
        ("xargs -r -P 4 apt-get install", "apt-get install", ("xargs",)),
        ("gosu app:app x", "x", ("gosu",)),
        ("su-exec app x", "x", ("su-exec",)),
        ("tini -g -e 143 -- x", "x", ("tini",)),
        ("dumb-init -c x", "x", ("dumb-init",)),
        ("runuser -u app -- x", "x", ("runuser",)),
        ("wait-for-it.sh db:5432 -t 30 -- x", "x", ("wait-for-it.sh",)),
        ("wait-for-it.sh db:5432", "wait-for-it.sh db:5432", ()),
        ("python3 -m pip install x", "pip install x", ("python3",)),
        ("python3 -um pip install x", "pip install x", ("python3",)),
        ("python -W ignore -X dev -mpip install x", "pip install x", ("python",)),
        ("python -Wignore -m venv /v", "venv /v", ("python",)),
        ("python -c 'x' -m pip", "python -c x -m pip", ()),
        ("python x.py -m pip", "python x.py -m pip", ()),
        ("python -m $X y", "${X} y", ("python",)),
        ("sudo python -m pip list", "pip list", ("sudo", "python")),
        ("eval 'x y'", "x y", ("eval",)),
        ("eval x y", "eval x y", ()),
        ("sh -c 'x y'", "x y", ("sh",)),
        ('bash -lc "x $Y"', "x ${Y}", ("bash",)),
        ("bash -o pipefail -c 'x'", "x", ("bash",)),
        ("sudo -H bash -c 'exec x'", "x", ("sudo", "bash", "exec")),
        ("sh -c \"sh -c 'x y'\"", "x y", ("sh", "sh")),
        ("su - app -c 'x y'", "x y", ("su",)),
        ("su app -s /bin/sh --command 'x'", "x", ("su",)),
        ("sh -c '('", "sh -c (", ()),
        ('sh -c "$X"', "sh -c ${X}", ()),
        ("bash x.sh", "bash x.sh", ()),
        ("sh -e", "sh -e", ()),
        ("pwsh -c 'x y'", "pwsh -c x y", ()),
    ],
)
def test_wrappers(text: str, expected: str, wrappers: tuple[str, ...]) -> None:
    found = command(text)
    assert (expected, wrappers) == (shown(found), found.wrappers)
    assert text.startswith(found.original[0].text) or wrappers


def test_names_and_families() -> None:
    found = run("pip3.11 x; /opt/v/bin/python3.12 y; $PIP z; 'apt'-get u; python3-config; C:/x/pip.exe v; bzip2 w")
    assert [
        ("pip3.11", "pip"), ("python3.12", "python"), (None, None), ("apt-get", "apt-get"),
        ("python3-config", "python3-config"), ("pip", "pip"), ("bzip2", "bzip2"),
    ] == [(one.name, one.family) for one in found]  # fmt: skip
    assert ["pip", "python", "python", "gem", "g++", "python"] == [
        family_of(name) for name in ("pip3", "python2", "python3.13t", "gem2.7", "g++-12", "python")
    ]


@pytest.mark.parametrize(
    ("text", "path", "options", "operands"),
    [
        ("apt-get -o A::B=c -yqq install x=1 -t sid y", "apt-get install", "-o=A::B=c -y -q -q -t=sid", "x=1 y"),
        ("apt-get -tsid install --no-install-recommends x", "apt-get install", "-t=sid --no-install-recommends", "x"),
        ("apt-get -q=2 -oA=b install -- -x", "apt-get install", "-q=2 -o=A=b", "-x"),
        ("apt install $X ${Y} z", "apt install", "", "${X} ${Y} z"),
        ("apk --root /r add --virtual .b -X u x y@edge", "apk add", "--root=/r --virtual=.b -X=u", "x y@edge"),
        ("apk add -t .b --no-cache x", "apk add", "-t=.b --no-cache", "x"),
        ("pip --proxy p install -r a.txt -qU -i=u x", "pip install", "--proxy=p -r=a.txt -q -U -i=u", "x"),
        ("pip install --no-cache -e . x", "pip install", "--no-cache-dir -e=.", "x"),
        ("pip install --no-c x", "pip install", "--no-c", "x"),
        ("pip install --requirem=a --user x", "pip install", "--requirement=a --user", "x"),
        ("pip3 cache purge", "pip cache purge", "", ""),
        ("pip config set a b", "pip config set", "", "a b"),
        ("uv pip install --system -r a x", "uv pip install", "--system -r=a", "x"),
        ("uv sync --frozen --extra a --no-dev", "uv sync", "--frozen --extra=a --no-dev", ""),
        ("poetry -C d install --only main -E a", "poetry install", "-C=d --only=main -E=a", ""),
        ("poetry config virtualenvs.create false", "poetry config", "", "virtualenvs.create false"),
        ("npm --prefix d ci --omit=dev", "npm ci", "--prefix=d --omit=dev", ""),
        ("npm cache clean --force", "npm cache clean", "--force", ""),
        ("yarn --cwd d install --frozen-lockfile", "yarn install", "--cwd=d --frozen-lockfile", ""),
        ("yarn", "yarn", "", ""),
        ("yum -y --enablerepo x install y", "yum install", "-y --enablerepo=x", "y"),
        ("dnf install -y --setopt=a=b y", "dnf install", "-y --setopt=a=b", "y"),
        ("zypper -n in -t pattern x", "zypper in", "-n -t=pattern", "x"),
        ("gem install -N x -v 1.2", "gem install", "-N -v=1.2", "x"),
        ("go get -u -tags x y", "go get", "-u -tags=x", "y"),
        ("go mod download -x", "go mod download", "-x", ""),
        ("git -C d clone --depth 1 -b v u d", "git clone", "-C=d --depth=1 -b=v", "u d"),
        ("curl -fsSLo f -H 'a: b' u", "curl", "-f -s -S -L -o=f -H=a: b", "u"),
        ("curl -LOC - u", "curl", "-L -O -C=-", "u"),
        ("wget -qO- --header 'a: b' u", "wget", "-q -O=- --header=a: b", "u"),
        ("tar -xzf a.tgz -C /d --strip-components=1", "tar", "-x -z -f=a.tgz -C=/d --strip-components=1", ""),
        ("tar xzfC a.tgz /d b", "tar", "-x -z -f=a.tgz -C=/d", "b"),
        ("tar -x --file a", "tar", "-x --file=a", ""),
        ("rm -rf /a /b/*", "rm", "-r -f", "/a /b/*"),
        ("useradd -lmu 1000 -s/bin/sh app", "useradd", "-l -m -u=1000 -s=/bin/sh", "app"),
        ("adduser -D -u 1000 -G g app", "adduser", "-D -u=1000 -G=g", "app"),
        ("adduser --disabled-password --gecos '' app", "adduser", "--disabled-password --gecos=", "app"),
        ("conda clean -tipsy", "conda clean", "-t -i -p -s -y", ""),
        ("conda install -y -c conda-forge x", "conda install", "-y -c=conda-forge", "x"),
        ("conda env update -n base -f e.yml", "conda env update", "-n=base -f=e.yml", ""),
        ("set -euxo pipefail", "set", "-e -u -x -o=pipefail", ""),
        ("sed -i.bak -e s/a/b/ f", "sed", "-i=.bak -e=s/a/b/", "f"),
        ("find /x -name '*.pyc' -delete", "find", "-name=*.pyc -delete", "/x"),
        ("gunicorn -w 4 -b :80 app:app", "gunicorn", "-w=4 -b=:80", "app:app"),
        ("uvicorn a:b --host 0.0.0.0 --reload", "uvicorn", "--host=0.0.0.0 --reload", "a:b"),
        ("flask --app x run -h 0.0.0.0 --debug", "flask run", "--app=x -h=0.0.0.0 --debug", ""),
        ("unknown -a b c", "unknown b", "-a", "c"),
        ("mkdir -pm 700 /a", "mkdir", "-p -m=700", "/a"),
        ("pip install --target=$D x", "pip install", "--target=?", "x"),
        ("pip install -t$D x", "pip install", "-t=?", "x"),
    ],
)  # fmt: skip
def test_arguments(text: str, path: str, options: str, operands: str) -> None:
    found = command(text)
    assert path == " ".join(part or "?" for part in found.path)
    assert options == " ".join(
        option.name + (f"={'?' if option.value is None else option.value}" if option.value_span is not None else "")
        for option in found.options
    )
    assert operands == " ".join(word.pattern() for word in found.operands)


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("apt-get -yq install x", "-y", True),
        ("apt-get -yq install x", "-qq", False),
        ("apt-get -y -q -q install x", "-qq", True),
        ("apt-get -qqy install x", "-qq", True),
        ("apt-get -q=2 install x", "-qq", True),
        ("apt-get install --assume-yes x", "--assume-yes", True),
        ("apt-get install -t y x", "-y", False),
        ("apt-get install -- -y", "-y", False),
        ("rm -rf x", "-rf", True),
        ("rm -f -r x", "-rf", True),
        ("rm -r x", "-rf", False),
        ("pip install --no-cache x", "--no-cache-dir", True),
        ("pip install --no-cache-dir x", "--no-cache-dir", True),
        ("pip install --user x", "--user-agent", False),
        ("npm ci --omit=dev", "--omit", True),
        ("npm ci --omit dev", "--omit=dev", True),
        ("npm ci --omit=dev", "--omit=optional", False),
        ("go build -v x", "-v", True),
        ("go build -ldflags x", "-l", False),
        ("curl -o -f u", "-f", False),
        ("tar xzf a", "-z", True),
        ("tar xzf a", "-xz", True),
    ],
)
def test_has(text: str, asked: str, expected: bool) -> None:
    assert expected == command(text).has(asked)


def test_options_have_places() -> None:
    text = "RUN pip install --target=/t -qr 'a b' \\\n --proxy p x"
    (found,) = commands(text)
    places = [
        (text[option.start : option.end], option.value_span and text[option.value_span.start : option.value_span.end])
        for option in found.options
    ]
    assert [("--target=/t", "/t"), ("-qr", None), ("-qr 'a b'", "'a b'"), ("--proxy p", "p")] == places
    assert [True, False, False, False] == [option.attached for option in found.options]
    option = found.option("-r", "--requirement")
    assert option is not None
    assert "a b" == option.value == found.value_of("-r")
    assert found.option("--none") is None
    assert found.value_of("--none") is None


def test_environment() -> None:
    found = command("A=1 B=\"$C\" sudo D=2 env E='3 4' F=$G x H=5")
    assert {"A": "1", "B": None, "D": "2", "E": "3 4", "F": None} == found.environment
    assert "x H=5" == shown(found)


def test_open_ended() -> None:
    assert [True, True, True, False, False, True, True] == [
        one.open_ended
        for text in ("x $A", 'x "$@"', "x `a`", 'x "$A"', "x a$B", "xargs x", 'x "${A[@]}"')
        for one in run(text)
        if one.name == "x"
    ]


@pytest.mark.parametrize(
    ("text", "expected", "wrappers"),
    [
        ("uv run --no-sync uvicorn a:b", "uvicorn a:b", ("uv run",)),
        ("uv run --with x python -m y z", "y z", ("uv run", "python")),
        ("poetry run gunicorn a", "gunicorn a", ("poetry run",)),
        ("conda run --no-capture-output -n e python x.py", "python x.py", ("conda run",)),
        ("micromamba run -n e x", "x", ("micromamba run",)),
        ("opentelemetry-instrument --traces_exporter console uvicorn a", "uvicorn a", ("opentelemetry-instrument",)),
        ("ddtrace-run uv run x", "x", ("ddtrace-run", "uv run")),
        ("newrelic-admin run-program x", "x", ("newrelic-admin run-program",)),
        ("uv sync", "uv sync", ()),
        ("uv run", "uv run", ()),
        ("x", "x", ()),
    ],
)
def test_launched(text: str, expected: str, wrappers: tuple[str, ...]) -> None:
    launched = command(text).launched
    assert (expected, wrappers) == (shown(launched), launched.wrappers)


def test_strings_are_in_their_place() -> None:
    text = 'RUN a && bash -c "b \'c d\' \\"e\\" | \\\n f" && g'
    found = commands(text)
    assert ["a", "b 'c d' \\\"e\\\"", "f", "g"] == [text[one.start : one.end] for one in found]
    assert ["b c d e", "f"] == [shown(one) for one in found[1:3]]
    assert [(None, "&&"), (None, "|"), ("|", None), ("&&", None)] == [
        (one.operator_before, one.operator_after) for one in found
    ]
    assert [False, True, True, False] == [one.in_subshell for one in found]
    outer = found[1].outer
    assert outer is not None
    assert ("&&", "&&") == (outer.operator_before, outer.operator_after)


def test_substitutions_in_strings_are_found_once() -> None:
    assert ["x ${y}", "y"] == [shown(one).replace("$(y)", "${y}") for one in run('sh -c "x $(y)"')]
    assert ["eval $(x)", "x"] == [shown(one) for one in run('eval "$(x)"')]
    assert ["x $(y)", "y"] == [shown(one) for one in run('sh -c "x \\$(y)"')]


def test_exec_form() -> None:
    text = (
        'CMD ["/usr/bin/tini", "--", "sh", "-c", "exec a \\"b c\\" && d $E"]\n'
        'ENTRYPOINT ["p\\u0079thon3", "-m", "x", "y"]'
    )
    found = commands(text)
    assert ["a b c", "d ${E}", "x y"] == [shown(one) for one in found]
    assert [("tini", "sh", "exec"), ("tini", "sh"), ("python3",)] == [one.wrappers for one in found]
    assert [False, False, True] == [one.exec_form for one in found]
    assert '"x"' == text[found[2].words[0].start : found[2].words[0].end]
    assert "d $E" == text[found[1].start : found[1].end]
    word = found[2].words[1]
    assert isinstance(word, ExecWord)
    assert ("y", '"y"', False) == (word.value, word.json.text, word.has_glob)


def test_exec_form_is_not_for_the_shell() -> None:
    (found,) = commands('RUN ["a", "$B", "*", "c;d", "{e,f}"]')
    assert ["a", "$B", "*", "c;d", "{e,f}"] == found.values
    assert [False] * 5 == [word.has_glob or word.has_braces for word in found.words]
    assert "a $B * c;d {e,f}" == found.text
    assert [] == commands("RUN []")


def test_instructions() -> None:
    text = (
        "FROM x\nRUN --mount=type=cache,target=/x a\nCMD b\nENTRYPOINT c\nHEALTHCHECK --retries=3 CMD d || exit 1\n"
        'HEALTHCHECK NONE\nSHELL ["e"]\nONBUILD RUN f\nHEALTHCHECK CMD ["g"]\nRUN\nUSER h\n'
    )
    assert ["a", "b", "c", "d", "exit 1", "g"] == [shown(one) for one in commands(text)]


def test_onbuild() -> None:
    (onbuild,) = parse(Source("ONBUILD RUN a && b")).instructions
    trigger = getattr(onbuild, "trigger", None)
    assert trigger is not None
    assert ["a", "b"] == [shown(one) for one in commands_of(trigger, script_of(trigger))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RUN <<EOF\na\nb && c\nEOF\n", ["a", "b", "c"]),
        ("RUN <<-EOF\n\ta\n\tEOF\n", ["a"]),
        ("RUN <<EOF\n#!/bin/bash\na\nEOF\n", ["a"]),
        ("RUN <<EOF\n#!/usr/bin/env python3\nimport a\nEOF\n", []),
        ("RUN python3 <<EOF\nimport a\nEOF\n", ["python3"]),
        ("RUN bash <<EOF\na\nb\nEOF\n", ["a", "b"]),
        ("RUN sh -ex <<'EOF' && c\na\nb\nEOF\n", ["a", "b", "c"]),
        ("RUN bash x.sh <<EOF\na\nEOF\n", ["bash x.sh"]),
        ("RUN bash -s y <<EOF\na\nEOF\n", ["a"]),
        ("RUN sudo bash <<EOF\na \\$(b) $(c)\nEOF\n", ["a $(b) $(c)", "b", "c"]),
        ("RUN cat <<EOF > /x && b\nc $(d)\nEOF\n", ["cat", "b", "d"]),
        ("RUN cat <<'EOF' > /x && b\nc $(d)\nEOF\nRUN e", ["cat", "b", "e"]),
        ("RUN <<A cat <<B\n1\nA\n2\nB\n", ["cat"]),
        ("RUN cat <<EOF | sh\na\nEOF\n", ["cat", "sh"]),
        ("RUN <<EOF\r\na\r\nif b; then\r\nc\r\nfi\r\nEOF\r\n", ["a", "b", "c"]),
        ("RUN <<EOF\na", ["a"]),
    ],
)
def test_heredocs(text: str, expected: list[str]) -> None:
    found = sorted(commands(text), key=lambda one: one.start)
    assert sorted(expected) == sorted(shown(one) for one in found)
    for one in found:
        assert one.words[0].text == text[one.words[0].start : one.words[0].end]


@pytest.mark.parametrize(
    ("shell", "expected"),
    [
        (None, ["a"]),
        (["/bin/bash", "-c"], ["a"]),
        (["powershell", "-Command"], []),
        (["cmd", "/S", "/C"], []),
        (["python", "-c"], []),
        (["conda", "run", "-n", "x", "/bin/bash", "-c"], ["a"]),
    ],
)
def test_shells(shell: list[str] | None, expected: list[str]) -> None:
    assert expected == [shown(one) for one in commands("RUN a", shell)]
    assert ["b"] == [shown(one) for one in commands('RUN ["b"]', shell)]
    heredoc = "RUN <<EOF\n#!/bin/sh\nc\nEOF\n"
    assert ["c"] == [shown(one) for one in commands(heredoc, shell)]


def test_unreadable_is_silent() -> None:
    assert [] == run("apt-get install (")
    (instruction,) = parse(Source("RUN it's")).instructions
    script = script_of(instruction)
    assert script is not None
    assert (False, 1) == (script.readable, len(script.faults))


def test_scripts_in_scripts_end() -> None:
    text = "x"
    for _ in range(12):
        text = "sh -c " + "'" + text.replace("'", "'\\''") + "'"
        if len(text) > 10_000:
            break
    with pytest.raises(NotRead):
        run(text)


def test_text_and_words() -> None:
    (found,) = commands("RUN a \\\n  # note\n  'b c'   $d > e")
    assert ("a   'b c'   $d", ["a", "b c", None]) == (found.text, found.values)
    assert ["'b c'", "$d"] == [word.text for word in found.arguments]
    assert [">"] == [redirection.operator for redirection in found.redirections]


def test_the_table_is_well_formed() -> None:
    for name, program in PROGRAMS.items():
        assert program is program_of(name)
        for option in program.values(()):
            assert option[0] in "-+", (name, option)
        for verb in program._verbs or ():
            verbs = tuple(verb.split())
            assert all(option[0] in "-+" for option in program.values(verbs)), (name, verb)


WORDS = st.lists(
    st.sampled_from(
        (
            *(
                "sudo",
                "env",
                "A=b",
                "xargs",
                "python3",
                "-m",
                "pip",
                "install",
                "-r",
                "--x=y",
                "--",
                "-",
                "$x",
                '"$y"',
                "-c",
            ),
            *(
                "sh",
                "bash",
                "'a b'",
                "su",
                "eval",
                "&&",
                "|",
                ";",
                "tar",
                "xzf",
                "uv",
                "run",
                "timeout",
                "5",
                "-u",
                "-abc",
            ),
        )
    ),
    max_size=12,
).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=40), WORDS), st.sampled_from(RUNNING))
def test_any_text(text: str, keyword: str) -> None:
    dockerfile = f"{keyword} {'CMD ' if keyword == 'HEALTHCHECK' else ''}{text}"
    for found in commands(dockerfile):
        assert 0 <= found.start <= found.end <= len(dockerfile)
        assert found.words
        assert len(found.verbs) + len(found.operands) <= len(found.arguments)
        for option in found.options:
            assert found.start <= option.start <= option.end <= len(dockerfile)
            assert found.has(option.name)
        assert found.launched.words[0].start >= found.start
        assert isinstance(found.text, str)
        assert found.conditional in (True, False)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=8), WORDS), max_size=6))
def test_any_exec_form(strings: list[str]) -> None:
    import json

    dockerfile = "CMD " + json.dumps(strings)
    for found in commands(dockerfile):
        assert 0 <= found.start <= found.end <= len(dockerfile)
        assert found.options is not None
