"""What a row of the table of package managers holds."""


class Cache:
    """Directories that are only useful to a package manager itself, and what empties them.

    `directories` are paths separated by blanks; those that start with `~` lie in a home directory. `cleaners` are
    programs with the subcommands that empty them, separated by commas; `variables` name directories that are used
    instead. `clean` is the command to propose, where there is one; `{program}` stands for the package manager.
    """

    __slots__ = ("_cleaners", "_directories", "_variables", "clean")

    def __init__(self, directories: str, cleaners: str = "", variables: str = "", *, clean: str = "") -> None:
        self._directories = directories
        self._cleaners = cleaners
        self._variables = variables
        self.clean = clean

    @property
    def directories(self) -> list[list[str]]:
        """The directories, in parts: `["var", "cache", "yum"]`, or `[".cache", "pip"]` in a home."""
        return [directory.split("/")[1:] for directory in self._directories.split()]

    @property
    def cleaners(self) -> list[tuple[str, ...]]:
        """The program and the subcommands of each command that empties them."""
        return [tuple(cleaner.split()) for cleaner in self._cleaners.split(",") if cleaner.strip()]

    @property
    def variables(self) -> list[str]:
        """The environment variables that name another directory."""
        return self._variables.split()


class Manager:
    """One package manager. What is not given is as with the manager it is `like`, or there is none.

    `name` is what rules call it, together with those that are like it; `programs` are the names it is run by.

    How it reads its arguments, see `dlint.model.shell.programs.Program`: `options` that take a value, `subcommands` with
    further ones (None: it has no subcommands), `nested`, `known`, `optional`, `single_dash`, and `operations`: its
    subcommands are options (`pacman -Syu`).

    What it does, as subcommands separated by commas: `updates` refresh its lists, `fills` leave something in its cache,
    `asks` wait for an answer; those of `only_with_packages` do so only where packages are named. `installs` maps
    subcommands to the notation of packages, which is one of `dlint.model.packages.notations`, or a form:
    `{name}={version}`; just `{name}` where no version can be given. `version_option` are options that name the version
    instead.

    What keeps it from asking: one of the options `yes` (the first is to be added, before the subcommand with
    `yes_first`), one of `yes_twice` given twice, one of the environment `yes_variables`, or `yes_setting` in the file
    `configuration`.

    What it keeps: `cache` and `lists`. `no_cache` are options with which it does not, the first is to be added; so do
    `no_cache_variables` and `no_cache_settings` (separated by commas) in the file `configuration`.

    `recommends` are the options that decide on recommended packages, the first leaves them out, as does
    `recommends_setting` in the file `configuration`.

    `system` is the family of distributions whose packages it installs (`debian`, `alpine`, `redhat`, `suse`, `arch`, `freebsd`),
    `any` for programs and libraries on any system; empty for packages of a language. `own_rules` says on what there are
    rules for this manager alone: `asks`, `fills`, `updates`, `installs`; the general rules leave these to them.
    """

    __slots__ = (
        "asks", "cache", "configuration", "fills", "group", "installs", "known", "lists", "name", "nested", "no_cache",
        "no_cache_settings", "no_cache_variables", "only_with_packages", "operations", "optional", "options", "own_rules",
        "programs", "recommends", "recommends_setting", "single_dash", "subcommands", "system", "updates",
        "version_option", "yes", "yes_first", "yes_setting", "yes_twice", "yes_variables",
    )  # fmt: skip

    asks: str
    configuration: str
    fills: str
    known: str
    nested: str
    no_cache: str
    no_cache_settings: str
    no_cache_variables: str
    only_with_packages: str
    optional: str
    options: str
    own_rules: str
    recommends: str
    recommends_setting: str
    system: str
    updates: str
    version_option: str
    yes: str
    yes_setting: str
    yes_twice: str
    yes_variables: str
    cache: Cache | None
    lists: Cache | None
    installs: dict[str, str]
    subcommands: dict[str, str] | None
    operations: bool
    single_dash: bool
    yes_first: bool

    def __init__(
        self,
        name: str,
        *,
        like: "Manager | None" = None,
        programs: str = "",
        subcommands: dict[str, str] | None = None,
        single_dash: bool = False,
        operations: bool = False,
        installs: dict[str, str] | None = None,
        yes_first: bool = False,
        cache: Cache | None = None,
        lists: Cache | None = None,
        **texts: str,
    ) -> None:
        self.name = name
        self.group: str = like.group if like is not None else name
        self.programs = programs or name
        self.single_dash = single_dash or (like is not None and like.single_dash)
        self.operations = operations or (like is not None and like.operations)
        self.yes_first = yes_first or (like is not None and like.yes_first)
        self.subcommands = subcommands if subcommands is not None or like is None else like.subcommands
        self.installs = installs if installs is not None else like.installs if like is not None else {}
        self.cache = cache if cache is not None or like is None else like.cache
        self.lists = lists if lists is not None or like is None else like.lists
        for key in _TEXTS:
            setattr(self, key, texts.pop(key) if key in texts else getattr(like, key, ""))
        if texts:
            raise TypeError(f"a package manager has no {', '.join(texts)}")

    def __repr__(self) -> str:
        return f"Manager({self.name!r})"

    def verbs(self, what: str) -> list[str]:
        """The subcommands that `updates`, `fills`, `asks`, `installs` … name, an empty one for none at all."""
        if what == "installs":
            return [verb.strip() for verbs in self.installs for verb in verbs.split(",")]
        text: str = getattr(self, what)
        return [verb.strip() for verb in text.split(",")] if text else []

    def notation(self, verb: str) -> str | None:
        """How the packages behind a subcommand are written; None for one that installs nothing."""
        for verbs, notation in self.installs.items():
            if verb in [one.strip() for one in verbs.split(",")]:
                return notation
        return None


_TEXTS = tuple(name for name, kind in Manager.__annotations__.items() if kind is str)
"""What is a string, and empty where it is given neither by a row nor by the one that it is like."""
