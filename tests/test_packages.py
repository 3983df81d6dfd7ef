"""What commands install, what words become, what empties a cache, and how commands are added."""

import pytest

from dlint.engine.findings import insert_after
from dlint.engine.fixer import replaced
from dlint.model.file import File
from dlint.model.managers.manager import Cache
from dlint.model.managers.table import MANAGERS
from dlint.model.packages.caches import (
    empties,
    is_configured,
    stays_in_layer,
)
from dlint.model.packages.installed import (
    named,
    options_known,
    packages_of,
    unpinned,
    will_ask,
)
from dlint.model.shell.commands import Command
from dlint.model.stage.command_edits import as_argument, at_the_end
from dlint.model.stage.shell_fields import UNKNOWN, expand_braces, fields_of
from dlint.syntax.source import Source


def commands(text: str, before: str = "FROM debian:12\nARG UNSET\n") -> tuple[File, list[Command]]:
    """The commands of a RUN."""
    file = File(Source(f"{before}RUN {text}\n"))
    return file, file.commands(file.tree.instructions[-1])


def cache_of(name: str) -> Cache:
    """What a package manager keeps: its cache, or its lists."""
    found = MANAGERS[name].cache or MANAGERS[name].lists
    assert found is not None
    return found


def installed(text: str, before: str = "FROM debian:12\nARG UNSET\n") -> list[tuple[str, str | None, str]]:
    """Name, version and kind of what a RUN installs."""
    file, found = commands(text, before)
    packages = [package for command in found for package in packages_of(command, file)]
    return [(package.name, package.version, package.kind) for package in packages]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("apt-get install -y curl", [("curl", None, "name")]),
        ("sudo /usr/bin/apt-get -t sid install curl=7.88-1", [("curl", "7.88-1", "name")]),
        ("apt install g++ vim+ nano-", [("g++", None, "name"), ("vim", None, "name")]),
        ("apt-get install -o A::B=c a/bookworm-backports", [("a", "bookworm-backports", "name")]),
        ("apt-get install ./a.deb /tmp/*.deb", [("./a.deb", None, "path"), ("/tmp/*.deb", None, "path")]),
        ("apt-get install standard^", [("standard^", None, "group")]),
        ("apt-get remove curl", []),
        ("apk add -t .build gcc", [("gcc", None, "name")]),
        ("apk --virtual .build --no-cache add gcc", [("gcc", None, "name")]),
        ("apk add 'a>=1' b~2 c=1.2-r0@edge d@edge !e f.apk", [
            ("a", "1", "name"), ("b", "2", "name"), ("c", "1.2-r0", "name"), ("d", None, "name"),
            ("f.apk", None, "path"),
        ]),
        ("yum -y install httpd-2.4.6 python3-devel", [("httpd", "2.4.6", "name"), ("python3-devel", None, "name")]),
        ("yum install @web http://example.org/a.rpm b.rpm", [
            ("@web", None, "group"), ("http://example.org/a.rpm", None, "url"), ("b.rpm", None, "path"),
        ]),
        ("yum group install 'Development Tools'", [("Development Tools", None, "group")]),
        ("dnf module install -y nodejs:18 php", [("nodejs", "18", "name"), ("php", None, "name")]),
        ("dnf mark install a", []),
        ("zypper -n in 'a>=1' pattern:b +c -d", [
            ("a", "1", "name"), ("pattern:b", None, "group"), ("c", None, "name"),
        ]),
        ("pip install -r r.txt flask==3 'a[b]>=1,<2' c", [
            ("flask", "==3", "name"), ("a", ">=1,<2", "name"), ("c", None, "name"),
        ]),
        ("python3 -m pip install 'a; python_version<\"3\"'", [("a", None, "name")]),
        ("pip install . .[dev] dist/a b.whl", [
            (".", None, "path"), (".[dev]", None, "path"), ("dist/a", None, "path"), ("b.whl", None, "path"),
        ]),
        ("pip install git+ssh://git@h/a.git git+https://h/a@v1#egg=a", [
            ("git+ssh://git@h/a.git", None, "vcs"), ("git+https://h/a@v1#egg=a", "v1", "vcs"),
        ]),
        ("pip install 'a @ git+ssh://git@h/a.git@v1' 'b @ https://h/b.zip'", [
            ("a @ git+ssh://git@h/a.git@v1", "v1", "vcs"), ("b @ https://h/b.zip", None, "url"),
        ]),
        ("uv pip install ruff", [("ruff", None, "name")]),
        ("uv tool install ruff==1", [("ruff", "==1", "name")]),
        ("uv sync", []),
        ("pipx install black", [("black", None, "name")]),
        ("npm i -g a @b/c @b/c@1 d@latest e@npm:f@1", [
            ("a", None, "name"), ("@b/c", None, "name"), ("@b/c", "1", "name"), ("d@latest", None, "name"),
            ("e", "npm:f@1", "name"),
        ]),
        ("npm install owner/a owner/b#v1 git+https://h/c#1 ./d e.tgz https://h/f", [
            ("owner/a", None, "vcs"), ("owner/b#v1", "v1", "vcs"), ("git+https://h/c#1", "1", "vcs"),
            ("./d", None, "path"), ("e.tgz", None, "path"), ("https://h/f", None, "url"),
        ]),
        ("npm --prefix x ci", []),
        ("yarn global add a@2", [("a", "2", "name")]),
        ("gem install a b:1 c.gem -- --with-d", [("a", None, "name"), ("b", "1", "name"), ("c.gem", None, "path")]),
        ("gem install a -v 1", [("a", "1", "name")]),
        ("go install golang.org/x/a@v1 ./b std", [
            ("golang.org/x/a", "v1", "name"), ("./b", None, "path"), ("std", None, "path"),
        ]),
        ("go run golang.org/x/a@latest b.org/c", [("golang.org/x/a@latest", None, "name")]),
    ],
)  # fmt: skip
def test_packages(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert expected == installed(text)


def test_variables() -> None:
    before = 'FROM debian:12\nARG A=1\nENV LIST="b  c=2"\nARG UNSET\n'
    assert [("a", "1", "name")] == installed("apt-get install a=$A", before)
    assert [("b", None, "name"), ("c", "2", "name")] == installed("apt-get install $LIST", before)
    assert [("a", "…", "name")] == installed("apt-get install a=${UNSET}", before)
    assert [("…", None, "unknown")] == installed("apt-get install $UNSET", before)
    assert [("a…", None, "unknown")] == installed("apt-get install a$(date)", before)
    assert [("d", None, "name"), ("e", None, "name")] == installed("x='d e' && y=$x; apt-get install $y", before)
    assert [("d", None, "name"), ("e", None, "name")] == installed("for x in d e; do apt-get install $x; done", before)
    assert [("…", None, "unknown")] == installed("if true; then x=d; fi; apt-get install $x", before)
    assert [("b", None, "name"), ("c", "2", "name")] == installed("apt-get install -y $LIST $NOTHING", before)
    assert [("a", None, "name")] == installed("o='-y --force-yes' && apt-get install $o a", before)


def test_variables_that_grow() -> None:
    text = " && ".join(f'a{index}="$a{index - 1}$a{index - 1}"' for index in range(200))
    file, found = commands(f"{text} && apt-get install $a199")
    assert [] != fields_of(found[-1].operands[0], found[-1], file)


def test_a_variable_that_names_itself() -> None:
    file, found = commands('a="$a b" && apt-get install $a')
    assert ["b"] == fields_of(found[-1].operands[0], found[-1], file)


def test_the_exec_form_expands_nothing() -> None:
    file, found = commands('["apt-get", "install", "$A", "{b,c}"]')
    assert ["$A", "{b,c}"] == [package.name for package in packages_of(found[0], file)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", ["a"]),
        ("a{b,c}d", ["abd", "acd"]),
        ("{a,b}{c,d}", ["ac", "ad", "bc", "bd"]),
        ("{a,{b,c}}", ["a", "b", "c"]),
        ("{a}{b,c}", ["{a}b", "{a}c"]),
        ("{a,b", ["{a,b"]),
        ("x{,y}", ["x", "xy"]),
    ],
)
def test_braces(text: str, expected: list[str]) -> None:
    assert expected == expand_braces(text)


def test_too_many_braces() -> None:
    assert ["{a,b}" * 40] == expand_braces("{a,b}" * 40)


def test_unpinned_names() -> None:
    file, found = commands("apt-get install b a=1 b c D e")
    packages = unpinned(found[0], file, ("d",))
    assert ["b", "c", "e"] == [package.name for package in packages]
    assert "`b` and 2 others are" == named(packages)
    assert "`b` and `c` are" == named(packages[:2])
    assert "`b` is" == named(packages[:1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("apt-get install curl", True),
        ("apt-get install curl | tee log", True),
        ("sh -c 'apt-get install curl'", True),
        ("apt-get install -y curl", False),
        ("yes | apt-get install curl", False),
        ("yes | (cd / && apt-get install curl)", False),
        ("apt-get install curl < answers", False),
        ("apt-get install $UNSET curl", True),
        ("apt-get $UNSET install curl", False),
        ("apt-get -t $UNSET install curl", True),
        ("ARGS='-y' && apt-get install $ARGS curl", False),
        ("apt-get install ${APT_OPTIONS} curl", True),
    ],
)
def test_asks(text: str, expected: bool) -> None:
    file, found = commands(text)
    assert expected == will_ask(next(command for command in found if command.family == "apt-get"), file, "-y")


def test_unknown_options() -> None:
    file, found = commands("apt-get install $APT_OPTIONS $PACKAGES", "FROM debian:12\nARG APT_OPTIONS\nARG PACKAGES\n")
    assert not options_known(found[0], file)
    file, found = commands("apt-get install $PACKAGES", "FROM debian:12\nARG PACKAGES\n")
    assert options_known(found[0], file)


@pytest.mark.parametrize(
    ("manager", "text", "expected"),
    [
        ("apt", "rm -rf /var/lib/apt/lists/*", True),
        ("apt", "rm -rf /var/lib/apt/lists", True),
        ("apt", "rm -r /var/lib/apt", True),
        ("apt", "rm -rf /tmp/* /var/lib/{apt,dpkg}/*", True),
        ("apt", "rm -rf /var/lib/apt/lists/*_*", True),
        ("apt", "find /var/lib/apt/lists -type f -delete", True),
        ("apt", "find /var/lib/apt/lists -type f", False),
        ("apt", "rm -rf /var/cache/apt/*", False),
        ("apt", "rm -rf /", False),
        ("apt", "rm -rf $DIRECTORY", False),
        ("apt", "apt-get clean", False),
        ("apt", "/opt/cleanup.sh", True),
        ("apk", "rm -f /var/cache/apk/*.tar.gz", True),
        ("apk", "rm -rf /var/cache/*", True),
        ("yum", "yum -y clean all", True),
        ("yum", "dnf clean all", True),
        ("yum", "rm -rf /var/cache/yum*", True),
        ("yum", "yum -y install clean", False),
        ("dnf", "rm -rf /var/cache/dnf", True),
        ("zypper", "zypper cc -a", True),
        ("pip", "rm -rf ~/.cache", True),
        ("pip", "rm -rf $HOME/.cache/pip", True),
        ("pip", "rm -rf /root", True),
        ("pip", "rm -rf /root/project", False),
        ("pip", "rm -rf /home/app/.cache/pip/*", True),
        ("pip", "rm -rf /root/.cache/yarn", False),
        ("pip", "pip3 cache purge", True),
        ("pip", "pip cache list", False),
        ("yarn", "yarn cache clean --force", True),
        ("yarn", "rm -rf /usr/local/share/.cache", True),
    ],
)
def test_what_empties_a_cache(manager: str, text: str, expected: bool) -> None:
    file, found = commands(text, "FROM debian:12\nARG DIRECTORY\nARG HOME\n")
    assert expected == empties(found[0], file, cache_of(manager))


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("", True),
        ("--mount=type=cache,target=/root/.cache/pip ", False),
        ("--mount=type=cache,target=/root/.cache ", False),
        ("--mount=type=tmpfs,target=/home/app/.cache/pip ", False),
        ("--mount=type=cache,target=$WHERE ", False),
        ("--mount=type=cache,target=/opt/pip ", False),
        ("--mount=type=cache,target=/root/.npm ", True),
        ("--mount=type=bind,target=/root/.cache ", True),
    ],
)
def test_mounts(flags: str, expected: bool) -> None:
    file, found = commands(f"{flags}pip install a", "FROM python\nARG WHERE\nENV PIP_CACHE_DIR=/opt/pip\n")
    assert expected == stays_in_layer(found[0], file, cache_of("pip"))


def test_only_the_last_filler_is_told() -> None:
    file, found = commands("yum install a && yum install b && echo")
    told = [stays_in_layer(command, file, cache_of("yum"), fillers=("yum install",)) for command in found[:2]]
    assert [False, True] == told


def test_layers_of_builders_do_not_matter() -> None:
    file = File(Source("FROM a AS b\nRUN apk add c\nFROM d\nCOPY --from=b / /\n"))
    (command,) = file.commands(file.tree.instructions[1])
    assert not stays_in_layer(command, file, cache_of("apk"))
    assert stays_in_layer(command, file, cache_of("apk"), everywhere=True)


def test_onbuild() -> None:
    file = File(Source("FROM a\nONBUILD RUN apk add c\n"))
    trigger = file.tree.instructions[1].trigger  # type: ignore[attr-defined]
    (command,) = file.commands(trigger)
    assert stays_in_layer(command, file, cache_of("apk"))


def test_options_in_configuration_files() -> None:
    before = "FROM a\n# yes-please\nRUN echo Yes-Please > /etc/conf\nCOPY apt.conf /etc/\n"
    file, found = commands("apt-get install a", before)
    assert is_configured(file, found[0].instruction, "yes-please", "nowhere")
    assert is_configured(file, found[0].instruction, "nothing", "apt.conf")
    file, found = commands("apt-get install a", "FROM a\n# yes-please, apt.conf\nRUN cat apt.conf\n")
    assert not is_configured(file, found[0].instruction, "yes-please", "apt.conf")


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("RUN a && b", "RUN a && b && c"),
        ("RUN a; b ; # why", "RUN a; b && c ; # why"),
        ("RUN a \\\n && b \\\n", "RUN a \\\n && b \\\n && c \\\n"),
        ("RUN a && \\\n\tb\\\n  x", "RUN a && \\\n\tb\\\n  x && \\\n\tc"),
        ("RUN a \\\n    # why\n    && b", "RUN a \\\n    # why\n    && b \\\n    && c"),
        ("RUN if a; then b; fi", "RUN if a; then b; fi && c"),
        ("RUN sudo a && sudo b", "RUN sudo a && sudo b && sudo c"),
        ("RUN a &", None),
        ("RUN a; exit 0", None),
        ("RUN a <<E\nb\nE", None),
        ("RUN <<E\na\nE", None),
        ('RUN ["a"]', None),
    ],
)
def test_a_command_at_the_end(run: str, expected: str | None) -> None:
    file = File(Source(f"FROM x\n{run}\n"))
    place = at_the_end(file.commands(file.tree.instructions[1])[0], file, "c")
    if expected is None:
        assert place is None
    else:
        assert place is not None
        assert f"FROM x\n{expected}\n" == replaced(file.source.text, [insert_after(*place)])


def test_the_escape_character_of_the_file() -> None:
    file = File(Source("# escape=`\nFROM x\nRUN a `\n  && b\n"))
    place = at_the_end(file.commands(file.tree.instructions[1])[0], file, "c")
    assert place is not None
    assert " `\n  && c" == place[1]


def test_an_argument() -> None:
    assert " -y" == as_argument(commands("a b")[1][0], "-y")
    assert ', "-y"' == as_argument(commands('["a", "b"]')[1][0], "-y")


def test_unknown_is_one_character() -> None:
    assert 1 == len(UNKNOWN)
