"""Python as a distribution's packages bring it."""

from dlint.model.python.distro_python import is_interpreter, library


def test_distro_python() -> None:
    for name in ("python3", "python3-pip", "python3.11-dev", "py3-setuptools", "python-is-python3", "python3-full"):
        assert is_interpreter(name), name
    for name in ("python3-numpy", "pythonic", "libpython3-dev", "python3-tk"):
        assert not is_interpreter(name), name
    assert ["numpy", "psycopg2-binary", "", None, None] == [
        library(name) for name in ("py3-numpy", "python3-psycopg2", "python3-obscure", "python3-tk", "python3-pip")
    ]
