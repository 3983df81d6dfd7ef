"""Which scripts ShellCheck need not see."""

import pytest

from dlint.engine.shellcheck.plain_scripts import is_plain


@pytest.mark.parametrize(
    ("script", "plain"),
    [
        ("apt-get update && apt-get install -y gcc && rm -rf /var/lib/apt/lists/*", True),
        ("pip install --no-cache-dir flask==3.1.0; npm ci", True),
        ("DEBIAN_FRONTEND=noninteractive apt-get install -y 'g++'", True),
        ("cd /src && make", True),
        ("cd /src; make", False),
        ("make && cd /src", False),
        ("echo $x", False),
        ("rm -rf /usr", False),
        ("mkdir -pm 700 /a", False),
        ("ln -s /a", False),
        ("SECRET=unset python manage.py", False),
        ("mix do deps.get", False),
        ("echo -e x", False),
        ("echo `ls`", False),
        ("ls | grep x", False),
        ("pip install x>=1", False),
        ("", False),
    ],
)
def test_what_is_plain(script: str, plain: bool) -> None:
    assert plain == is_plain(script)
