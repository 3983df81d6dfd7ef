r"""The name of a variable is misspelt

Python and the tools around it read many variables, and say nothing about those that they do not know: a misspelt one
simply does nothing.

```dockerfile bad
FROM python:3.13-slim
ENV POETRY_VIRTUALENV_CREATE=false PYTHONUNBUFFERD=1
    ^^^^^^^^^^^^^^^^^^^^^^^^ nothing reads `POETRY_VIRTUALENV_CREATE`: write `POETRY_VIRTUALENVS_CREATE`
                                   ^^^^^^^^^^^^^^^ nothing reads `PYTHONUNBUFFERD`: write `PYTHONUNBUFFERED`
```

```dockerfile fixed
FROM python:3.13-slim
ENV POETRY_VIRTUALENVS_CREATE=false PYTHONUNBUFFERED=1
```

What the file itself uses has a meaning there, and others may be of the application.

```dockerfile good
FROM python:3.13-slim
ENV PIP_VERSION=25.3 UV_PYTHON_DIR=/opt/python PYTHON_PATH=/usr/bin/python3
RUN pip install pip==$PIP_VERSION && ln -s ${PYTHON_PATH} /python
```

```dockerfile good
FROM python:3.13-slim
ENV POETRY_VERSION=2.1.3 PIP_NO_CACHE_DIR=1 UV_COMPILE_BYTECODE=1 PYTHONPATH=/app PYTHONHASHSEED=random
```
"""

from dlint.api import Env, File, Problem, Problems, re, replace, rule

KNOWN = [
    "POETRY_HOME",
    "POETRY_VERSION",
    "POETRY_CACHE_DIR",
    "POETRY_CONFIG_DIR",
    "POETRY_DATA_DIR",
    "POETRY_NO_INTERACTION",
    "POETRY_NO_ANSI",
    "POETRY_VIRTUALENVS_CREATE",
    "POETRY_VIRTUALENVS_IN_PROJECT",
    "POETRY_VIRTUALENVS_PATH",
    "POETRY_VIRTUALENVS_PROMPT",
    "POETRY_VIRTUALENVS_OPTIONS_ALWAYS_COPY",
    "POETRY_VIRTUALENVS_OPTIONS_NO_PIP",
    "POETRY_VIRTUALENVS_OPTIONS_NO_SETUPTOOLS",
    "POETRY_VIRTUALENVS_OPTIONS_SYSTEM_SITE_PACKAGES",
    "POETRY_VIRTUALENVS_PREFER_ACTIVE_PYTHON",
    "POETRY_VIRTUALENVS_USE_POETRY_PYTHON",
    "POETRY_INSTALLER_MAX_WORKERS",
    "POETRY_INSTALLER_PARALLEL",
    "POETRY_INSTALLER_NO_BINARY",
    "POETRY_INSTALLER_ONLY_BINARY",
    "POETRY_INSTALLER_RE_RESOLVE",
    "POETRY_INSTALLER_MODERN_INSTALLATION",
    "POETRY_INSTALLER_BUILD_CONFIG_SETTINGS",
    "POETRY_REQUESTS_TIMEOUT",
    "POETRY_REQUESTS_MAX_RETRIES",
    "POETRY_SOLVER_LAZY_WHEEL",
    "POETRY_SYSTEM_GIT_CLIENT",
    "POETRY_KEYRING_ENABLED",
    "POETRY_ACTIVE",
    "POETRY_DYNAMIC_VERSIONING_BYPASS",
    "POETRY_EXPERIMENTAL_SYSTEM_GIT_CLIENT",
    "POETRY_PREVIEW",
    "POETRY_PYTHON_INSTALLATION_DIR",
    "UV_BREAK_SYSTEM_PACKAGES",
    "UV_BUILD_CONSTRAINT",
    "UV_CACHE_DIR",
    "UV_COMPILE_BYTECODE",
    "UV_COMPILE_BYTECODE_TIMEOUT",
    "UV_CONCURRENT_BUILDS",
    "UV_CONCURRENT_DOWNLOADS",
    "UV_CONCURRENT_INSTALLS",
    "UV_CONFIG_FILE",
    "UV_CONSTRAINT",
    "UV_CREDENTIALS_DIR",
    "UV_CUSTOM_COMPILE_COMMAND",
    "UV_DEFAULT_INDEX",
    "UV_DEV",
    "UV_DOWNLOAD_URL",
    "UV_ENV_FILE",
    "UV_EXCLUDE",
    "UV_EXCLUDE_NEWER",
    "UV_EXTRA_INDEX_URL",
    "UV_FIND_LINKS",
    "UV_FORK_STRATEGY",
    "UV_FROZEN",
    "UV_GITHUB_TOKEN",
    "UV_GIT_LFS",
    "UV_HTTP_RETRIES",
    "UV_HTTP_TIMEOUT",
    "UV_INDEX",
    "UV_INDEX_STRATEGY",
    "UV_INDEX_URL",
    "UV_INSECURE_HOST",
    "UV_INSECURE_NO_ZIP_VALIDATION",
    "UV_INSTALLER_GHE_BASE_URL",
    "UV_INSTALLER_GITHUB_BASE_URL",
    "UV_INSTALL_DIR",
    "UV_ISOLATED",
    "UV_KEYRING_PROVIDER",
    "UV_LIBC",
    "UV_LINK_MODE",
    "UV_LOCKED",
    "UV_LOG_CONTEXT",
    "UV_MANAGED_PYTHON",
    "UV_NATIVE_TLS",
    "UV_NO_BINARY",
    "UV_NO_BINARY_PACKAGE",
    "UV_NO_BUILD",
    "UV_NO_BUILD_ISOLATION",
    "UV_NO_BUILD_PACKAGE",
    "UV_NO_CACHE",
    "UV_NO_CONFIG",
    "UV_NO_DEFAULT_GROUPS",
    "UV_NO_DEV",
    "UV_NO_EDITABLE",
    "UV_NO_ENV_FILE",
    "UV_NO_GITHUB_FAST_PATH",
    "UV_NO_GROUP",
    "UV_NO_HF_TOKEN",
    "UV_NO_INSTALLER_METADATA",
    "UV_NO_INSTALL_LOCAL",
    "UV_NO_INSTALL_PROJECT",
    "UV_NO_INSTALL_WORKSPACE",
    "UV_NO_MANAGED_PYTHON",
    "UV_NO_MODIFY_PATH",
    "UV_NO_PROGRESS",
    "UV_NO_PROJECT",
    "UV_NO_SOURCES",
    "UV_NO_SYNC",
    "UV_NO_VERIFY_HASHES",
    "UV_NO_WRAP",
    "UV_OFFLINE",
    "UV_OVERRIDE",
    "UV_PRERELEASE",
    "UV_PREVIEW",
    "UV_PREVIEW_FEATURES",
    "UV_PROJECT",
    "UV_PROJECT_ENVIRONMENT",
    "UV_PUBLISH_PASSWORD",
    "UV_PUBLISH_TOKEN",
    "UV_PUBLISH_URL",
    "UV_PUBLISH_USERNAME",
    "UV_PYPY_INSTALL_MIRROR",
    "UV_PYTHON",
    "UV_PYTHON_BIN_DIR",
    "UV_PYTHON_CACHE_DIR",
    "UV_PYTHON_CPYTHON_BUILD",
    "UV_PYTHON_DOWNLOADS",
    "UV_PYTHON_DOWNLOADS_JSON_URL",
    "UV_PYTHON_GRAALPY_BUILD",
    "UV_PYTHON_INSTALL_BIN",
    "UV_PYTHON_INSTALL_DIR",
    "UV_PYTHON_INSTALL_MIRROR",
    "UV_PYTHON_INSTALL_REGISTRY",
    "UV_PYTHON_PREFERENCE",
    "UV_PYTHON_PYODIDE_BUILD",
    "UV_PYTHON_PYPY_BUILD",
    "UV_REQUEST_TIMEOUT",
    "UV_REQUIRE_HASHES",
    "UV_RESOLUTION",
    "UV_RUN_MAX_RECURSION_DEPTH",
    "UV_RUN_RECURSION_DEPTH",
    "UV_SKIP_WHEEL_FILENAME_CHECK",
    "UV_STACK_SIZE",
    "UV_SYSTEM_PYTHON",
    "UV_SYSTEM_CERTS",
    "UV_TEST_NO_HTTP_RETRY_DELAY",
    "UV_TOOL_BIN_DIR",
    "UV_TOOL_DIR",
    "UV_TORCH_BACKEND",
    "UV_UNMANAGED_INSTALL",
    "UV_UPLOAD_HTTP_TIMEOUT",
    "UV_VENV_CLEAR",
    "UV_VENV_RELOCATABLE",
    "UV_VENV_SEED",
    "UV_VERIFY_HASHES",
    "UV_VERSION",
    "UV_WORKING_DIR",
    "UV_WORKING_DIRECTORY",
    "UV_DYNAMIC_VERSIONING_BYPASS",
    "PIP_INDEX_URL",
    "PIP_EXTRA_INDEX_URL",
    "PIP_NO_INDEX",
    "PIP_FIND_LINKS",
    "PIP_TRUSTED_HOST",
    "PIP_CERT",
    "PIP_CLIENT_CERT",
    "PIP_PROXY",
    "PIP_TIMEOUT",
    "PIP_DEFAULT_TIMEOUT",
    "PIP_RETRIES",
    "PIP_NO_CACHE_DIR",
    "PIP_CACHE_DIR",
    "PIP_DISABLE_PIP_VERSION_CHECK",
    "PIP_ROOT_USER_ACTION",
    "PIP_BREAK_SYSTEM_PACKAGES",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_REQUIRE_HASHES",
    "PIP_CONSTRAINT",
    "PIP_BUILD_CONSTRAINT",
    "PIP_REQUIREMENT",
    "PIP_CONFIG_FILE",
    "PIP_NO_BINARY",
    "PIP_ONLY_BINARY",
    "PIP_PREFER_BINARY",
    "PIP_PRE",
    "PIP_NO_DEPS",
    "PIP_NO_COLOR",
    "PIP_NO_INPUT",
    "PIP_QUIET",
    "PIP_VERBOSE",
    "PIP_PROGRESS_BAR",
    "PIP_USER",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_NO_WARN_SCRIPT_LOCATION",
    "PIP_NO_BUILD_ISOLATION",
    "PIP_USE_PEP517",
    "PIP_NO_COMPILE",
    "PIP_COMPILE",
    "PIP_UPGRADE",
    "PIP_UPGRADE_STRATEGY",
    "PIP_IGNORE_INSTALLED",
    "PIP_FORCE_REINSTALL",
    "PIP_SRC",
    "PIP_LOG",
    "PIP_EXISTS_ACTION",
    "PIP_USE_FEATURE",
    "PIP_USE_DEPRECATED",
    "PIP_KEYRING_PROVIDER",
    "PIP_DEBUG",
    "PIP_ISOLATED",
    "PIP_PYTHON",
    "PIP_PLATFORM",
    "PIP_IMPLEMENTATION",
    "PIP_ABI",
    "PIP_PYTHON_VERSION",
    "PIP_RESUME_RETRIES",
    "PIP_NO_CLEAN",
    "PIP_EDITABLE",
    "PIP_GLOBAL_OPTION",
    "PIP_CONFIG_SETTINGS",
    "PIP_NO_PYTHON_VERSION_WARNING",
    "PIP_REPORT",
    "PIP_DRY_RUN",
    "PIP_FORMAT",
    "PIP_HOME",
    "PIP_VERSION",
    "PIP_TOOLS_VERSION",
    "PYTHONPATH",
    "PYTHONHOME",
    "PYTHONUNBUFFERED",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHASHSEED",
    "PYTHONIOENCODING",
    "PYTHONUTF8",
    "PYTHONFAULTHANDLER",
    "PYTHONOPTIMIZE",
    "PYTHONWARNINGS",
    "PYTHONSTARTUP",
    "PYTHONINSPECT",
    "PYTHONVERBOSE",
    "PYTHONDEBUG",
    "PYTHONNOUSERSITE",
    "PYTHONUSERBASE",
    "PYTHONEXECUTABLE",
    "PYTHONASYNCIODEBUG",
    "PYTHONMALLOC",
    "PYTHONMALLOCSTATS",
    "PYTHONPYCACHEPREFIX",
    "PYTHONDEVMODE",
    "PYTHONPROFILEIMPORTTIME",
    "PYTHONTRACEMALLOC",
    "PYTHONBREAKPOINT",
    "PYTHONSAFEPATH",
    "PYTHONPLATLIBDIR",
    "PYTHONINTMAXSTRDIGITS",
    "PYTHONNODEBUGRANGES",
    "PYTHONPERFSUPPORT",
    "PYTHON_CPU_COUNT",
    "PYTHON_GIL",
    "PYTHON_FROZEN_MODULES",
    "PYTHON_COLORS",
    "PYTHON_HISTORY",
    "PYTHON_BASIC_REPL",
    "PYTHON_JIT",
    "PYTHON_PERF_JIT_SUPPORT",
    "PYTHONCOERCECLOCALE",
    "PYTHONLEGACYWINDOWSSTDIO",
    "PYTHONHTTPSVERIFY",
    "PYTHONCASEOK",
    "PYTHONWARNDEFAULTENCODING",
    "PYTHONTHREADDEBUG",
    "PYTHONSTDIOENCODING",
    "PYTHONDUMPREFS",
    "PYTHONENCODING",
    "PYTHON_VERSION",
    "PYTHON_PIP_VERSION",
    "PYTHON_SETUPTOOLS_VERSION",
    "PYTHON_SHA256",
    "PYTHON_GET_PIP_URL",
    "PYTHON_GET_PIP_SHA256",
    "PYTHON_DISABLE_REMOTE_DEBUG",
    "PYTHON_CONTEXT_AWARE_WARNINGS",
    "PYTHON_THREAD_INHERIT_CONTEXT",
    "PYTHON_TLBC",
    "PYTHONNOUSERSITE",
]
PREFIX = re.compile(r"(?:POETRY|UV|PIP)_|PYTHON")


@rule("DK4207", on="ENV", fix="unsafe")
def poetry_env_typo(node: Env, file: File) -> Problems:
    for pair in node.pairs:
        name = pair.key.text
        if not PREFIX.match(name) or name in KNOWN or len(name) < 10 or is_used(name, file):
            continue
        found = nearest(name)
        if found is not None:
            yield Problem(pair.key, f"nothing reads `{name}`: write `{found}`", replace(pair.key, found))


def is_used(name: str, file: File) -> bool:
    """Whether the file itself makes something of a variable."""
    return re.search(rf"\$\{{?{re.escape(name)}\b", file.source.text) is not None


def nearest(name: str) -> str | None:
    """The one known name that differs by a slip of the pen; None where there is none, or the name is a word of its own."""
    wanted = name.replace("_", "")
    found = [
        known
        for known in KNOWN
        if abs(len(known) - len(name)) <= 2 and known[:2] == name[:2] and close(wanted, known.replace("_", ""))
    ]
    return found[0] if len(found) == 1 else None


def close(one: str, other: str) -> bool:
    """Whether one text becomes the other by one change, or two in a long one."""
    allowed = 2 if min(len(one), len(other)) > 14 else 1
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, 1):
        previous, row[0] = row[0], index
        for place, wanted in enumerate(other, 1):
            previous, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, previous + (letter != wanted))
        if min(row) > allowed:
            return False
    return row[-1] <= allowed
