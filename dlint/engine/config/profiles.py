"""Profiles: sets of rules with their severities and options, chosen by one name.

    profile = "production"          # in dlint.toml; or --profile production

A profile is a layer of configuration below the layer that names it. So `select` beside it replaces its rules,
`extend-select`, `ignore`, `severity` and `rules` change single ones. Of several layers the strongest names the profile.

* `default`: the rules that are on by default.
* `production`: these, and those that ask more of an image that runs in production.
* `strict`: all rules, matters of taste too.
* `hadolint`: hadolint's rules, as strict and with the severities as hadolint has them by default.
* `buildkit`: the checks of `docker build --check`, and what ends a build.
"""

from .keys import PROFILES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from dlint.engine.packs.registry import Registry
    from dlint.engine.rule import Rule

DESCRIPTIONS = {
    "default": "the rules that are on by default",
    "production": "these, and those that ask more of an image that runs in production",
    "strict": "all rules, matters of taste too",
    "hadolint": "hadolint's rules, as strict and with the severities as hadolint has them by default",
    "buildkit": "the checks of `docker build --check`, and what ends a build",
}

PRODUCTION = ("digest-not-pinned", "missing-healthcheck", "missing-expose", "non-numeric-user")
"""Rules that are off by default and on in the profile `production`, where they are there."""

PRODUCTION_SEVERITIES = {
    "full-base-image": "warning",
    "runs-as-root": "error",
    "latest-base-image": "error",
    "untagged-base-image": "error",
    "python-pid1-sigterm": "warning",
}

SHELLCHECK = "SC"
"""All that ShellCheck says. By default, and in production, it is what ShellCheck calls an error or a warning."""

TASTE = ("inline-suppression",)
"""Rules that are on in no profile: they are for who asks for them by name."""

HADOLINT = {
    "error": (
        "DL1000", "DL3000", "DL3004", "DL3011", "DL3012", "DL3020", "DL3021", "DL3023", "DL3024", "DL3026", "DL3043",
        "DL3044", "DL3061", "DL4000", "DL4004",
    ),
    "warning": (
        "DL3002", "DL3003", "DL3006", "DL3007", "DL3008", "DL3013", "DL3014", "DL3016", "DL3018", "DL3022", "DL3025",
        "DL3027", "DL3028", "DL3029", "DL3030", "DL3032", "DL3033", "DL3034", "DL3035", "DL3036", "DL3037", "DL3038",
        "DL3040", "DL3041", "DL3042", "DL3045", "DL3046", "DL3051", "DL3052", "DL3053", "DL3054", "DL3055", "DL3056",
        "DL3058", "DL3062", "DL3063", "DL3064", "DL3065", "DL3067", "DL4001", "DL4003", "DL4005", "DL4006",
    ),
    "info": (
        "DL3001", "DL3009", "DL3010", "DL3015", "DL3019", "DL3047", "DL3049", "DL3050", "DL3059", "DL3060", "DL3066",
    ),
    "style": ("DL3048",),
}  # fmt: skip
"""hadolint's rules (2.15) by their severity there."""

HADOLINT_OFF = ("DL1001", "DL3057")
"""hadolint's rules that are off there, until they are given a severity."""

LABEL_RULES = ("DL3049", "DL3051", "DL3052", "DL3053", "DL3054", "DL3055", "DL3056", "DL3058")
"""Rules on labels: hadolint has no schema of its own."""


def profile(name: str, registry: "Registry") -> "dict[str, Any]":
    """What a profile says, as the values of a configuration file (see `keys`)."""
    return _MAKERS[name](registry)


def _default(registry: "Registry") -> "dict[str, Any]":
    return {"select": tuple(rule.code for rule in registry.rules if rule.enabled)}


def _production(registry: "Registry") -> "dict[str, Any]":
    added = [rule.code for name in PRODUCTION for rule in registry.named(name)]
    severities = {name: level for name, level in PRODUCTION_SEVERITIES.items() if registry.named(name)}
    return {"select": tuple(dict.fromkeys((*_default(registry)["select"], *added))), "severity": severities}


def _strict(registry: "Registry") -> "dict[str, Any]":
    return {"select": (*(rule.code for rule in registry.rules if rule.name not in TASTE), SHELLCHECK)}


def _hadolint(registry: "Registry") -> "dict[str, Any]":
    severities: dict[str, str] = {}
    options: dict[str, dict[str, Any]] = {}
    for level, codes in HADOLINT.items():
        for code in codes:
            for rule in registry.named(code):
                severities[rule.code] = level
                chosen = _as_hadolint(rule)
                if chosen:
                    options[rule.name] = chosen
    for code in HADOLINT_OFF:
        for rule in registry.named(code):
            options[rule.name] = _as_hadolint(rule)
    return {"select": (*sorted(severities), SHELLCHECK), "severity": severities, "rules": options, "fail-level": "info"}


def _as_hadolint(rule: "Rule") -> "dict[str, Any]":
    """The options with which a rule is as strict as hadolint's: nothing that is allowed by default is allowed."""
    if rule.code in LABEL_RULES:
        return {"schema": {}}
    chosen: dict[str, Any] = {}
    if "strict" in rule.options and rule.code != "DL3050":
        chosen["strict"] = True
    if rule.options.get("allow"):
        chosen["allow"] = ()
    return chosen


def _buildkit(registry: "Registry") -> "dict[str, Any]":
    from dlint.engine.suppressions.comments import BUILDKIT_CHECKS

    select: list[str] = []
    severities: dict[str, str] = {}
    options: dict[str, dict[str, Any]] = {}
    for rule in registry.rules:
        if "fault" in rule.on:
            select.append(rule.code)
        elif rule.enabled and any(alias in BUILDKIT_CHECKS for alias in rule.aliases):
            select.append(rule.code)
            severities[rule.code] = "warning"
        else:
            continue
        if "buildkit" in rule.options:
            options[rule.name] = {"buildkit": True}
    return {"select": tuple(select), "severity": severities, "rules": options}


_MAKERS: "dict[str, Callable[[Registry], dict[str, Any]]]" = {
    "default": _default,
    "production": _production,
    "strict": _strict,
    "hadolint": _hadolint,
    "buildkit": _buildkit,
}

assert tuple(_MAKERS) == PROFILES == tuple(DESCRIPTIONS)
