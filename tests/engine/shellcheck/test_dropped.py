"""What ShellCheck says that makes no sense in a Dockerfile."""

import pytest

from dlint.engine.packs.registry import Registry
from tests.engine.shellcheck.linting import needs_shellcheck, run, told

pytestmark = needs_shellcheck


@pytest.mark.parametrize(
    "text",
    [
        "ARG name\nRUN echo $name\n",
        "ENV name=x\nRUN make $name\n",
        "RUN curl $http_proxy\n",
        "ENV dir=/x\nRUN rm -rf \"$dir/\"*\n",
        "ARG UID\nRUN make $UID\n",
        "RUN . /etc/os-release && . ./x\n",
        "RUN make -j$(nproc)\n",
        "RUN export GNUPGHOME=\"$(mktemp -d)\"\n",
        "RUN for key in ABC; do gpg --recv-keys \"$key\"; done\n",
        "RUN mix do deps.get, compile\n",
        "RUN make; cd /x\n",
        "RUN SECRET=unset ./manage.py compress > x\n",
        "RUN yes | rm -r x\n",
        "RUN echo -n x > y\n",
        "RUN rm -rf /usr/share/*\n",
        "RUN f() { local x; x=1; echo \"$x\"; }; f\n",
    ],
)  # fmt: skip
def test_not_reported(registry: Registry, text: str) -> None:
    assert [] == told(run(registry, f"FROM example.org/x\n{text}"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ARG name\nFROM x:1\nRUN echo \"$name\"\n", "SC2154"),
        ("FROM x:1\nARG name\nRUN name=$(ls); echo $name\n", "SC2086"),
        ("FROM x:1\nARG dir\nRUN rm -rf \"$dir/\"*\n", "SC2115"),
        ("FROM x:1\nRUN export X=\"$(curl x)\"\n", "SC2155"),
        ("FROM x:1\nRUN cd /x; make\n", "SC2164"),
        ("FROM x:1\nRUN cp $(ls) x\n", "SC2046"),
    ],
)  # fmt: skip
def test_reported(registry: Registry, text: str, expected: str) -> None:
    assert [expected] == [finding.code for finding in run(registry, text).findings]
