"""Package caches: what empties one, what keeps it out of the layer, and what stays."""

import pytest

from dlint.model.file import File
from dlint.model.managers.manager import Cache
from dlint.model.managers.table import MANAGERS
from dlint.model.packages.caches import (
    empties,
    is_configured,
    stays_in_layer,
)
from dlint.syntax.source import Source
from tests.model.dockerfiles import commands


def cache_of(name: str) -> Cache:
    """What a package manager keeps: its cache, or its lists."""
    found = MANAGERS[name].cache or MANAGERS[name].lists
    assert found is not None
    return found


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
