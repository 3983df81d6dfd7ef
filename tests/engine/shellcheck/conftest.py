"""All installed rules, once a module: ShellCheck's codes stand among them."""

import pytest

from dlint.engine.library import installed_rules
from dlint.engine.packs.registry import Registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    return installed_rules()
