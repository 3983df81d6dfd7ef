"""How well-known programs read their arguments: which options take a value, which words are subcommands.

Package managers are in a table of their own, `dlint.model.managers`. From the programs' own manuals.
An option that is not named here takes no value, which for an unknown program means that what follows an option may be
taken for an operand.
"""

from dlint.startup import regex as re
from dlint.startup.remember import recent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.managers.manager import Manager


class Program:
    """How one program reads its arguments.

    `values` are the options that take a value, wherever they stand; `verbs` maps subcommands to further ones, and is
    None where there are no subcommands. `nested` are the subcommands that have subcommands of their own. `known` are
    long options of a program that takes unambiguous beginnings of them. `single_dash` programs write long options with
    one dash, so that `-xy` is not `-x -y`. For `bundled` programs (tar) the first argument may be options without a
    dash. `optional` are options whose value has to be attached (`-i.bak`). The subcommands of a program with
    `operations` are options (`pacman -Syu`).
    """

    __slots__ = ("_known", "_nested", "_optional", "_sets", "_values", "_verbs", "bundled", "operations", "single_dash")

    def __init__(
        self,
        values: str = "",
        verbs: dict[str, str] | None = None,
        *,
        nested: str = "",
        known: str = "",
        optional: str = "",
        single_dash: bool = False,
        bundled: bool = False,
        operations: bool = False,
    ) -> None:
        self._values = values
        self._verbs = verbs
        self._nested = nested
        self._known = known
        self._optional = optional
        self._sets: dict[str, frozenset[str]] = {}
        self.single_dash = single_dash
        self.bundled = bundled
        self.operations = operations

    def _set(self, key: str, text: str) -> frozenset[str]:
        found = self._sets.get(key)
        if found is None:
            found = self._sets[key] = frozenset(text.split())
        return found

    @property
    def has_verbs(self) -> bool:
        """Whether the first operand is a subcommand."""
        return self._verbs is not None

    def values(self, verbs: tuple[str, ...]) -> frozenset[str]:
        """The options that take a value behind these subcommands."""
        further = ""
        if self._verbs:
            key = " ".join(verbs)
            further = self._verbs.get(key, "") or (self._verbs.get(verbs[-1], "") if verbs else "")
            if further.startswith("="):
                further = self._verbs[further[1:]]
            if further:
                return self._set("v " + key, self._values + " " + further)
        return self._set("v", self._values)

    def is_nested(self, verbs: tuple[str, ...]) -> bool:
        """Whether another subcommand follows these."""
        return len(verbs) == 1 and verbs[0] in self._set("n", self._nested)

    def is_optional(self, option: str) -> bool:
        """Whether the value of a short option has to be attached to it."""
        return option in self._set("o", self._optional)

    def full_name(self, option: str) -> str:
        """The long option that is meant by its beginning; the same where the program knows no such thing."""
        known = self._set("k", self._known)
        if not known or option in known:
            return option
        matching = [name for name in known if name.startswith(option)]
        return matching[0] if len(matching) == 1 else option


_USER = (
    "-b --base-dir --badname -c --comment -d --home-dir --home -e --expiredate -f --inactive -F "
    "--add-subids-for-system -g --gid -G --groups -k --skel -K --key -p --password -R --root -P --prefix -s --shell "
    "-u --uid -Z --selinux-user --selinux-range"
)
_GIT_CLONE = (
    "-b --branch -o --origin -u --upload-pack --reference --reference-if-able --depth --shallow-since "
    "--shallow-exclude --template --separate-git-dir -c --config -j --jobs --filter --server-option --bundle-uri"
)
_UVICORN = (
    "--host --port --uds --fd --reload-dir --reload-include --reload-exclude --reload-delay --workers --loop --http "
    "--ws --ws-max-size --ws-max-queue --ws-ping-interval --ws-ping-timeout --lifespan --interface --env-file "
    "--log-config --log-level --forwarded-allow-ips --root-path --limit-concurrency --backlog --limit-max-requests "
    "--timeout-keep-alive --timeout-graceful-shutdown --timeout-worker-healthcheck --ssl-keyfile --ssl-certfile "
    "--ssl-keyfile-password --ssl-version --ssl-cert-reqs --ssl-ca-certs --ssl-ciphers --header --app-dir "
    "--h11-max-incomplete-event-size"
)
_GUNICORN = (
    "-c --config -b --bind --backlog -w --workers -k --worker-class --threads --worker-connections --max-requests "
    "--max-requests-jitter -t --timeout --graceful-timeout --keep-alive --limit-request-line --limit-request-fields "
    "--limit-request-field_size --reload-engine --reload-extra-file --chdir -e --env -p --pid --worker-tmp-dir -u "
    "--user -g --group -m --umask --forwarded-allow-ips --access-logfile --access-logformat --error-logfile "
    "--log-file --log-level --logger-class --log-config --log-config-json --log-syslog-to --log-syslog-prefix "
    "--log-syslog-facility --statsd-host --dogstatsd-tags --statsd-prefix -n --name --pythonpath --paste "
    "--proxy-allow-from --keyfile --certfile --ssl-version --cert-reqs --ca-certs --ciphers --paste-global "
    "--proxy-protocol-header"
)

PROGRAMS: dict[str, Program] = {
    # Packages
    "apt-mark": Program("-o --option -c --config-file -f --file", {}),
    "apt-key": Program("--keyring --keyserver --recv-keys --fetch-keys", {}),
    "add-apt-repository": Program("-k --keyserver -p --pocket -c --component -S --sourceslist -P --ppa -U --uri"),
    "debconf-set-selections": Program(),
    "hatch": Program("-e --env -p --project --data-dir --cache-dir --config", {}, nested="env dep python"),
    "easy_install": Program("-f --find-links -i --index-url -d --install-dir -b --build-directory -s --script-dir"),
    "npx": Program("-p --package -c --call --registry --cache"),
    "corepack": Program("--install-directory", {}),
    "rustup": Program(
        "-c --component -t --target --profile --default-toolchain --toolchain",
        {},
        nested="toolchain target component override self set",
    ),
    # Files and transfer
    "git": Program(
        "-C -c --exec-path --git-dir --work-tree --namespace --super-prefix --config-env --attr-source",
        {
            "clone": _GIT_CLONE,
            "fetch": "--depth --deepen --shallow-since --shallow-exclude -j --jobs --refmap --filter",
            "pull": "=fetch",
            "checkout": "-b -B --orphan --conflict",
            "commit": "-m --message -F --file --author --date -C -c",
            "config": "-f --file --blob --type --default --comment --value",
            "submodule": "-b --branch --depth --reference -j --jobs --name",
            "reset": "",
            "archive": "--format --prefix -o --output --remote --exec",
            "tag": "-m --message -F --file -u --local-user",
            "log": "-n --max-count",
        },
        nested="submodule remote lfs worktree stash",
    ),
    "curl": Program(
        "-o --output -d --data --data-raw --data-binary --data-urlencode --data-ascii --json -H --header -X "
        "--request -u --user -A --user-agent -e --referer -b --cookie -c --cookie-jar -F --form --form-string -T "
        "--upload-file -K --config -w --write-out -x --proxy -U --proxy-user --preproxy --noproxy --socks5 "
        "--socks5-hostname -E --cert --cert-type --key --key-type --pass --cacert --capath --ciphers --tls-max "
        "--tls13-ciphers --pinnedpubkey -m --max-time --connect-timeout --retry --retry-delay --retry-max-time -C "
        "--continue-at -r --range -y --speed-time -Y --speed-limit --limit-rate --max-redirs --max-filesize "
        "--output-dir -D --dump-header --resolve --connect-to --interface --dns-servers --proto --proto-default "
        "--proto-redir --unix-socket --abstract-unix-socket --url --url-query --variable --expand-url -t "
        "--telnet-option -Q --quote -P --ftp-port --local-port --keepalive-time -z --time-cond --trace "
        "--trace-ascii --stderr --oauth2-bearer --aws-sigv4 --netrc-file --rate --parallel-max --create-file-mode "
        "--alt-svc --hsts --etag-save --etag-compare --engine"
    ),
    "wget": Program(
        "-o --output-file -a --append-output -i --input-file -B --base --config -e --execute -t --tries -O "
        "--output-document --start-pos --progress -T --timeout --dns-timeout --connect-timeout --read-timeout -w "
        "--wait --waitretry -Q --quota --bind-address --limit-rate --prefer-family --user --password "
        "--local-encoding --remote-encoding -P --directory-prefix --cut-dirs --default-page --http-user "
        "--http-password --header --max-redirect --proxy-user --proxy-password --referer -U --user-agent "
        "--load-cookies --save-cookies --post-data --post-file --method --body-data --body-file --secure-protocol "
        "--certificate --certificate-type --private-key --private-key-type --ca-certificate --ca-directory "
        "--crl-file --ftp-user --ftp-password -l --level -A --accept -R --reject --accept-regex --reject-regex -D "
        "--domains --exclude-domains -I --include-directories -X --exclude-directories --retry-on-http-error "
        "--compression --ciphers --use-askpass"
    ),
    "tar": Program(
        (
            "-f --file -C --directory -b --blocking-factor -F --info-script -g --listed-incremental -H --format -I "
            "--use-compress-program -K --starting-file -L --tape-length -N --newer -T --files-from -V --label -X "
            "--exclude-from --exclude --strip-components --strip --transform --xform --owner --group --mode --mtime "
            "--sort --checkpoint-action --suffix --to-command --rsh-command --anchored-from --owner-map --group-map "
            "--warning"
        ),
        bundled=True,
    ),
    "unzip": Program("-d -x -P"),
    "gpg": Program(
        "--homedir --keyserver --recv-keys --keyserver-options --default-key -u --local-user -r --recipient -o "
        "--output --keyring --primary-keyring --secret-keyring --passphrase --passphrase-fd --passphrase-file "
        "--pinentry-mode --trust-model --options --status-fd --import-options --export-options"
    ),
    "rm": Program(),
    "cp": Program("-S --suffix -t --target-directory"),
    "mv": Program("-S --suffix -t --target-directory"),
    "ln": Program("-S --suffix -t --target-directory"),
    "mkdir": Program("-m --mode"),
    "rmdir": Program(),
    "touch": Program("-d --date -r --reference -t"),
    "install": Program("-g --group -m --mode -o --owner -S --suffix -t --target-directory --strip-program"),
    "chmod": Program("--reference"),
    "chown": Program("--from --reference"),
    "chgrp": Program("--reference"),
    "cat": Program(),
    "echo": Program(),
    "printf": Program(),
    "cd": Program(),
    "export": Program(),
    "set": Program("-o +o"),
    "source": Program(),
    ".": Program(),
    "test": Program(),
    "[": Program(),
    "tee": Program(),
    "sed": Program("-e --expression -f --file -l --line-length", optional="-i"),
    "grep": Program(
        "-e --regexp -f --file -m --max-count -A --after-context -B --before-context -C --context --include "
        "--exclude --exclude-dir --exclude-from --label -d --directories -D --devices"
    ),
    "awk": Program("-F --field-separator -v --assign -f --file"),
    "find": Program(
        (
            "-name -iname -path -ipath -wholename -regex -iregex -type -xtype -maxdepth -mindepth -mtime -mmin -ctime "
            "-cmin -atime -amin -newer -size -perm -user -group -uid -gid -printf -fprintf -fprint -samefile -inum "
            "-links -lname -regextype -fstype"
        ),
        single_dash=True,
    ),
    "openssl": Program(
        (
            "-out -in -keyout -newkey -subj -days -config -passout -passin -CA -CAkey -extfile -inkey -extensions "
            "-addext -keyform -outform -inform"
        ),
        {},
        single_dash=True,
    ),
    "rsync": Program(
        "-e --rsh --exclude --include --exclude-from --include-from --files-from -f --filter --chown --chmod "
        "--bwlimit -T --temp-dir --password-file --log-file -B --block-size --max-size --min-size"
    ),
    "sha256sum": Program(),
    "head": Program("-n --lines -c --bytes"),
    "tail": Program("-n --lines -c --bytes -s --sleep-interval --pid"),
    "sort": Program("-k --key -t --field-separator -o --output -S --buffer-size -T --temporary-directory --parallel"),
    "cut": Program("-b --bytes -c --characters -d --delimiter -f --fields --output-delimiter"),
    "ssh": Program("-B -b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w"),
    "ssh-keyscan": Program("-f -O -p -T -t"),
    "ssh-keygen": Program("-t -b -f -N -C -P -m -F -R -l -I -s -n -V -z -Y"),
    "mktemp": Program("-p --suffix"),
    "su": Program("-c --command -s --shell -g --group -G --supp-group -w --whitelist-environment"),
    "read": Program("-d -n -N -p -t -u -a -i"),
    # Users
    "useradd": Program(_USER),
    "usermod": Program(_USER + " -l --login"),
    "groupadd": Program("-g --gid -K --key -p --password -R --root -P --prefix -U --users"),
    "groupmod": Program("-g --gid -n --new-name -p --password -R --root -P --prefix"),
    # Debian's adduser and BusyBox's: -G, -g, -h, -k, -s, -u take values in one, -D, -S, -H take none.
    "adduser": Program(
        "--uid --gid --ingroup --home --shell --gecos --comment --firstuid --lastuid --firstgid --lastgid --conf "
        "--home-dir -h -g -s -G -u -k -d -c --groups --add-extra-groups --skel"
    ),
    "addgroup": Program("-g --gid --firstgid --lastgid --conf"),
    "chpasswd": Program("-c --crypt-method -R --root -s --sha-rounds"),
    "passwd": Program("-i --inactive -n --mindays -x --maxdays -w --warndays -R --root -r --repository"),
    # Interpreters, builds, servers
    "python": Program("-c -m -W -X --check-hash-based-pycs"),
    "pypy": Program("-c -m -W -X"),
    "node": Program(
        "-r --require -e --eval -p --print --import --loader --env-file --max-old-space-size -C --conditions"
    ),
    "ruby": Program("-e -I -r -C -E -F"),
    "perl": Program("-e -E -I", optional="-i -M -m"),
    "php": Program("-d -c -r -f -S -t -B -R -E -F -z"),
    "java": Program("-cp -classpath --class-path -p --module-path -m --module --add-modules -jar", single_dash=True),
    "make": Program(
        (
            "-C --directory -f --file --makefile -I --include-dir -o --old-file --assume-old -W --what-if --new-file "
            "--assume-new -E --eval"
        ),
        optional="-j -l",
    ),
    "cmake": Program(
        (
            "-S -B -D -U -G -T -A -C -P --build --install --target -t --config --prefix -j --parallel --preset "
            "--component -E"
        ),
        optional="-j",
    ),
    "ninja": Program("-C -f -j -k -l -d -t -w"),
    "docker": Program(
        "-H --host -l --log-level -c --context --config", {}, nested="compose buildx image container volume"
    ),
    "uvicorn": Program(_UVICORN),
    "gunicorn": Program(_GUNICORN),
    "hypercorn": Program(
        "-b --bind -w --workers -k --worker-class -c --config --access-log --access-logfile --error-log "
        "--log-config --log-level --backlog --keep-alive --root-path --certfile --keyfile -p --pid -u --user -g "
        "--group -m --umask --insecure-bind --quic-bind --graceful-timeout --read-timeout"
    ),
    "daphne": Program(
        "-p --port -b --bind --websocket_timeout -u --unix-socket --fd -e --endpoint -v --verbosity -t "
        "--http-timeout --access-log --log-fmt --ping-interval --root-path --server-name"
    ),
    "waitress-serve": Program(
        "--host --port --listen --threads --unix-socket --url-scheme --url-prefix --backlog --connection-limit "
        "--cleanup-interval --channel-timeout --trusted-proxy"
    ),
    "granian": Program(
        "--interface --host --port --workers --runtime-threads --loop --log-level --log-config --http --backlog "
        "--url-path-prefix --reload-paths --ssl-certificate --ssl-keyfile --working-dir"
    ),
    "uwsgi": Program(
        (
            "--http --socket --http-socket --ini --module -w --wsgi-file --master-as-root --processes -p --threads "
            "--uid --gid --chdir --pythonpath --virtualenv -H --mount --plugin --plugins -s -d --daemonize"
        ),
        optional="-M",
    ),
    "flask": Program(
        "-A --app -e --env-file",
        {
            "run": "-h --host -p --port --cert --key --extra-files --exclude-patterns",
        },
    ),
    "fastapi": Program(
        "",
        {
            "run": "--host --port --workers --root-path --app -e --entrypoint --forwarded-allow-ips",
            "dev": "=run",
        },
    ),
    "django-admin": Program("--settings --pythonpath -v --verbosity", {}),
    "celery": Program(
        "-A --app -b --broker --result-backend --loader --config --workdir",
        {
            "worker": (
                "-n --hostname -S --statedb -l --loglevel -O -c --concurrency -P --pool -Q --queues -X "
                "--exclude-queues -I --include --autoscale --max-tasks-per-child --max-memory-per-child --pidfile -f "
                "--logfile -s --schedule --time-limit --soft-time-limit --prefetch-multiplier"
            ),
            "beat": "-s --schedule -S --scheduler -l --loglevel --max-interval --pidfile -f --logfile",
        },
    ),
    "streamlit": Program(
        "",
        {
            "run": "",
        },
    ),
    "pytest": Program("-k -m -c --rootdir -p -n -o --maxfail --junitxml --cov-config --cov-report -W --tb --durations"),
    "supervisord": Program(
        "-c --configuration -u --user -m --umask -d --directory -l --logfile -y -z -e --loglevel -j --pidfile -i "
        "--identifier -q --childlogdir -a --minfds --minprocs"
    ),
    "nginx": Program("-c -g -p -e -s"),
}
"""Well-known programs by family."""

_UNKNOWN = Program("", {})
_PLAIN = Program()
_PLAIN_NAMES = frozenset((
    "exit", "return", "true", "false", ":", "unset", "alias", "trap", "ulimit", "umask", "wait", "shift", "eval",
    "local", "declare", "typeset", "readonly", "pushd", "popd", "ls", "wc", "tr", "uniq", "xz", "gzip", "gunzip",
    "bzip2", "bunzip2", "unxz", "zcat", "which", "type", "command", "sleep", "date", "dd", "file", "base64",
    "md5sum", "sha1sum", "sha512sum", "sync", "ldconfig", "locale-gen", "update-ca-certificates", "hash", "kill",
    "pwd", "env", "id", "whoami", "uname", "nproc", "dirname", "basename", "realpath", "readlink", "mount",
    "umount", "cmp", "diff", "patch", "xargs", "bash", "sh", "dash", "ash", "zsh", "ksh", "sudo", "strip", "ar",
    "ld", "gcc", "g++", "cc", "clang",
))  # fmt: skip
"""Programs whose arguments are operands or options without values, as far as they are told from them here."""

_LEAVE_SOURCES_ALONE = frozenset((
    "pip", "uv", "pipx", "pipenv", "pdm", "npm", "yarn", "pnpm", "corepack", "ensurepip", "venv", "compileall",
    "playwright", "apt-cache", "apt-mark", "apt-key", "add-apt-repository", "debconf-set-selections", "gpg",
    "update-ca-certificates", "update-alternatives", "locale-gen", "ldconfig", "useradd", "adduser", "groupadd",
    "addgroup", "usermod", "passwd", "chpasswd", "id", "chown", "chmod", "chgrp", "setcap", "mkdir", "find", "du", "ls",
    "cd", "export", "set", "unset", "alias", "shopt", "umask", "ulimit", "trap", "source", ".", "env", "printenv",
    "true", ":", "test", "[", "which", "type", "command", "sleep", "wait", "exit",
))  # fmt: skip
"""Programs that write no files into the source of a project, or only such as nobody asks for."""

_VERSIONED = re.compile(
    r"(pip|python|pypy|easy_install|pipx|virtualenv|pyvenv|idle|pydoc|gem|ruby|perl|php|node|npm|lua|gcc|g\+\+|clang|clang\+\+"
    r"|llvm-config|java|go)-?[0-9]+(?:\.[0-9]+)*t?\Z"
)


def family_of(name: str) -> str:
    """The program that a name with a version stands for: `pip3.11` is pip, `python3` is python."""
    match = _VERSIONED.match(name)
    return match[1] if match is not None else name


def program_of(family: str) -> Program:
    """How a program reads its arguments; for an unknown one, its first operand counts as a subcommand."""
    found = PROGRAMS.get(family)
    if found is not None:
        return found
    if family in _PLAIN_NAMES:
        return _PLAIN
    from dlint.model.managers.table import manager_of

    manager = manager_of(family)
    return _of_manager(manager) if manager is not None else _UNKNOWN


def leaves_sources_alone(family: str | None) -> bool:
    """Whether a program writes no files into the source of a project: so do those that install on the system."""
    from dlint.model.managers.table import installs_on_system

    return family in _LEAVE_SOURCES_ALONE or installs_on_system(family)


@recent(32)
def _of_manager(manager: "Manager") -> Program:
    """How a package manager reads its arguments."""
    return Program(
        manager.options,
        manager.subcommands,
        nested=manager.nested,
        known=manager.known,
        optional=manager.optional,
        single_dash=manager.single_dash,
        operations=manager.operations,
    )
