"""What conda's command line and files name."""

from dlint.model.packages.conda import packages, requirements
from tests.model.dockerfiles import read


def test_conda() -> None:
    file = read("FROM condaforge/miniforge3\nRUN conda install -y -c conda-forge numpy 'scipy>=1' pandas=2 -n app\n")
    (command,) = file.commands_in(file.stages[0])
    assert [("numpy", False), ("scipy", True), ("pandas", True)] == [entry[1:] for entry in packages(command)]
    text = "channels:\n  - y\ndependencies:\n  - python=3.13  # new\n  - numpy\n  - pip:\n    - flask\nprefix: /x\n"
    assert [(4, "python", True), (5, "numpy", False)] == requirements(text)
