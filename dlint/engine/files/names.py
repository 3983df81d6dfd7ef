"""Which files are Dockerfiles, ignore files and compose files by their names."""

DOCKERFILE = "dockerfile"
DOCKERIGNORE = "dockerignore"
COMPOSE = "compose"


def _set(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_TEMPLATES = _set(
    "ctmpl eex ejs ep epp erb ftl gotmpl gotpl handlebars hbs in j2 jinja jinja2 liquid m4 mako mustache njk",
    "nunjucks templ template thtml tmpl tpl tt tt2 twig",
)
"""What has one of these endings is text with holes in it, not yet a Dockerfile."""

_SURE_TEMPLATES = _TEMPLATES - {"ep", "in", "tt"}
"""Those that tell it wherever in the name they stand, as in `Dockerfile.j2.alpine`."""

_OTHERS = _set(
    "7z adoc asc asciidoc backup bak bz2 cfg cksum css csv diff gif gz htm html ini jpeg jpg json jsonc lock log",
    "lua markdown md md5 mdx old orig patch pdf png pyc rej rst save sha1 sha256 sha512 sig snap sum svg swn swo",
    "swp tar tgz tmp toml xml xz yaml yml zip zst",
)
"""Prose, data, pictures, archives, and what editors and tools leave behind."""

_CODE = _set(
    "bash bat c cc cjs clj cmd cpp cs dart ex exs fish fs go groovy h hs java jl js jsx kt mjs php pl ps1 py pyi",
    "r rb rs scala sh sql swift test ts tsx txt vue zig zsh",
)
"""`Dockerfile.php` may be the Dockerfile for PHP, or a program: its first line tells."""


def kind_by_name(name: str) -> str:
    """The kind of a file that somebody named: an ignore file or a compose file by its name, all else a Dockerfile."""
    if name.endswith(".dockerignore"):
        return DOCKERIGNORE
    return COMPOSE if is_compose(name) else DOCKERFILE


def is_compose(path: str) -> bool:
    """Whether a file is called `compose.yaml`, `docker-compose.yml`, or, beside these, `compose.prod.yaml`."""
    name = path.replace("\\", "/").rpartition("/")[2]
    if not name.endswith((".yaml", ".yml")) or not name.startswith(("compose.", "docker-compose")):
        return False
    base, *parts = name.lower().split(".")
    return (base in ("compose", "docker-compose") or base.startswith("docker-compose-")) and (
        _SURE_TEMPLATES.isdisjoint(parts)
    )


def kind_in_search(name: str) -> str | None:
    """The kind of a file that is found in a directory, or None where it is none of these."""
    if name.endswith(".dockerignore"):
        return DOCKERIGNORE
    if name.endswith(("yaml", "yml")):
        return COMPOSE if is_compose(name) else None
    lower = name.lower()
    if name == "Dockerfile" or name == "dockerfile" or name == "Containerfile":
        return DOCKERFILE
    if lower.endswith(".dockerfile"):
        if not name.endswith((".dockerfile", ".Dockerfile")):
            return None
    elif not name.startswith(("Dockerfile.", "Containerfile")):
        return None
    parts = lower.split(".")
    if name.endswith(("~", "#")) or name.startswith((".#", "#")):
        return None
    last = parts[-1]
    if last in _TEMPLATES or last in _OTHERS or not _SURE_TEMPLATES.isdisjoint(parts[1:] if parts[0] else parts):
        return None
    return DOCKERFILE


def may_be_code(name: str) -> bool:
    """Whether a name that looks like a Dockerfile's may as well be a program's."""
    return name.rpartition(".")[2].lower() in _CODE


def starts_like_dockerfile(start: str) -> bool:
    """Whether the first line that is not a comment is a FROM or an ARG."""
    for line in start.removeprefix("\ufeff").split("\n"):
        words = line.split(None, 1)
        if words and not words[0].startswith("#"):
            return len(words) == 2 and words[0].upper() in ("FROM", "ARG")
    return False
