"""The package managers of languages, and conda. From their own manuals."""

from .manager import Cache, Manager

_PIP = (
    "--python --log --proxy --retries --timeout --default-timeout --exists-action --trusted-host --cert --client-cert "
    "--cache-dir --use-feature --use-deprecated --keyring-provider --resume-retries"
)
_PIP_INSTALL = (
    "-r --requirement -c --constraint -e --editable -t --target --platform --python-version --implementation --abi "
    "--root --prefix -b --build --build-dir --src --upgrade-strategy -C --config-settings --config-setting "
    "--global-option --install-option --build-option -i --index-url --pypi-url --extra-index-url -f --find-links "
    "--no-binary --only-binary --progress-bar --root-user-action --report --group --build-constraint -d --dest "
    "--download -w --wheel-dir --hash"
)
_PIP_KNOWN = (
    "--help --debug --isolated --require-virtualenv --require-venv --python --verbose --version --quiet --log "
    "--no-input --keyring-provider --proxy --retries --timeout --default-timeout --exists-action --trusted-host "
    "--cert --client-cert --cache-dir --no-cache-dir --disable-pip-version-check --no-color "
    "--no-python-version-warning --use-feature --use-deprecated --resume-retries --requirement --constraint "
    "--build-constraint --no-deps --no-dependencies --pre --editable --dry-run --target --platform --python-version "
    "--implementation --abi --user --no-user --root --prefix --src --source --source-dir --source-directory --upgrade "
    "--upgrade-strategy --force-reinstall --ignore-installed --ignore-requires-python --no-build-isolation "
    "--use-pep517 --no-use-pep517 --check-build-dependencies --break-system-packages --config-settings "
    "--global-option --install-option --build-option --compile --no-compile --no-warn-script-location "
    "--no-warn-conflicts --no-binary --only-binary --prefer-binary --require-hashes --progress-bar --root-user-action "
    "--report --group --no-clean --index-url --pypi-url --extra-index-url --no-index --find-links "
    "--process-dependency-links --build --build-dir --dest --wheel-dir --yes --no-verify"
)
_UV = (
    "--directory --project --config-file --cache-dir --color --allow-insecure-host --python-preference --python-fetch "
    "-p --python --index --default-index -i --index-url --extra-index-url -f --find-links --index-strategy "
    "--keyring-provider --resolution --prerelease --fork-strategy -C --config-setting --config-settings-package "
    "--exclude-newer --exclude-newer-package --link-mode -P --upgrade-package --upgrade-group --refresh-package "
    "--reinstall-package --no-build-package --no-binary-package --no-build-isolation-package --no-sources-package"
)
_UV_PROJECT = (
    "--extra --no-extra --group --no-group --only-group --package --no-install-package --only-install-package "
    "--python-platform --script"
)
_UV_PIP = (
    "-r --requirement --requirements -c --constraint --constraints --override --overrides --exclude --excludes -b "
    "--build-constraint --build-constraints -e --editable -t --target --prefix --no-binary --only-binary "
    "--python-version --python-platform --torch-backend --group --extra -o --output-file"
)
_NPM = (
    "--prefix -C --registry --loglevel --cache --userconfig --globalconfig -w --workspace --omit --include --only "
    "--script-shell --tag --before --fetch-retries --fetch-retry-mintimeout --fetch-retry-maxtimeout --fetch-timeout "
    "--network-timeout --maxsockets --save-prefix --otp --scope --https-proxy --proxy --cafile --install-strategy"
)
_YARN = (
    "--cwd --modules-folder --cache-folder --registry --network-timeout --network-concurrency --mutex --proxy "
    "--https-proxy --global-folder --preferred-cache-folder --use-yarnrc --link-folder --prefix --mode"
)
_CONDA = (
    "-n --name -p --prefix -c --channel --file -f --solver --repodata-fn --subdir --platform --clone --revision "
    "--env-spec -r --root-prefix --rc-file --cwd"
)
# `conda clean -afy`: there, the letters are other options, without values.
_CONDA_VERBS = {
    "install": _CONDA, "create": _CONDA, "update": _CONDA, "upgrade": _CONDA, "remove": _CONDA, "uninstall": _CONDA,
    "list": _CONDA, "search": _CONDA, "run": _CONDA, "env create": _CONDA, "env update": _CONDA, "env remove": _CONDA,
    "env export": _CONDA,
    "config": "--add --append --prepend --set --remove --remove-key --get --file -n --name -p --prefix",
}  # fmt: skip  # fmt: skip

MANAGERS = (
    Manager(
        "pip",
        options=_PIP,
        subcommands={
            "install": _PIP_INSTALL,
            "download": _PIP_INSTALL,
            "wheel": _PIP_INSTALL,
            "lock": _PIP_INSTALL,
            "uninstall": "-r --requirement --root-user-action",
            "freeze": "-r --requirement --path --exclude",
            "list": "--path --format --exclude -i --index-url --extra-index-url -f --find-links",
            "config": "--editor",
        },
        nested="cache config index",
        known=_PIP_KNOWN,
        fills="install",
        installs={"install": "pip"},
        configuration="pip.conf",
        cache=Cache("~/.cache/pip", "pip cache purge", "PIP_CACHE_DIR XDG_CACHE_HOME"),
        no_cache="--no-cache-dir --cache-dir --no-index --dry-run --help",
        no_cache_variables="PIP_NO_CACHE_DIR",
        no_cache_settings="global.no-cache-dir",
        own_rules="fills installs",
    ),
    Manager(
        "pipx",
        options="--python --spec -i --index-url --pip-args --suffix --preinstall",
        subcommands={},
        installs={"install": "pip"},
        own_rules="installs",
    ),
    Manager(
        "uv",
        options=_UV,
        subcommands={
            "sync": _UV_PROJECT,
            "lock": _UV_PROJECT,
            "export": _UV_PROJECT + " --format -o --output-file --prune",
            "run": _UV_PROJECT + " -w --with --with-editable --with-requirements --env-file -m --module",
            "add": _UV_PROJECT
            + " -r --requirements -c --constraints -m --marker --optional --rev --tag --branch --bounds",
            "remove": _UV_PROJECT + " --optional",
            "tree": _UV_PROJECT + " -d --depth --prune",
            "venv": "--prompt",
            "build": "-o --out-dir --package -b --build-constraints",
            "pip install": _UV_PIP,
            "pip sync": _UV_PIP,
            "pip compile": _UV_PIP,
            "pip uninstall": "-r --requirements",
            "tool install": "-w --with --with-editable --with-requirements -c --constraints --overrides",
            "tool run": "-w --with --with-editable --with-requirements --from -c --constraints --overrides",
            "python install": "-i --install-dir --mirror --pypy-mirror",
        },
        nested="pip tool python cache self auth",
        installs={"pip install, tool install": "pip"},
        own_rules="installs",
    ),
    Manager(
        "uvx",
        options=_UV + " -w --with --with-editable --with-requirements --from",
    ),
    Manager(
        "poetry",
        options="-C --directory -P --project",
        subcommands={
            "install": "--without --with --only -E --extras",
            "sync": "=install",
            "update": "=install",
            "add": "-G --group -E --extras --optional --python --platform --markers --source",
            "remove": "-G --group",
            "export": "-f --format -o --output --without --with --only -E --extras",
            "build": "-f --format -o --output --config-settings",
            "publish": "-r --repository -u --username -p --password",
        },
        nested="cache env self source debug",
    ),
    Manager(
        "pipenv",
        options="--python --pypi-mirror",
        subcommands={
            "install": "-r --requirements -i --index --categories -c --code -e --editable --extra-pip-args",
            "sync": "--categories --extra-pip-args",
            "requirements": "--categories",
        },
    ),
    Manager(
        "pdm",
        options="-p --project -c --config -G --group --with --without -L --lockfile -k --skip --venv",
        subcommands={},
    ),
    Manager(
        "conda",
        subcommands=_CONDA_VERBS,
        nested="env",
        system="any",
    ),
    Manager(
        "mamba",
        subcommands=_CONDA_VERBS,
        nested="env",
        system="any",
    ),
    Manager(
        "micromamba",
        options="-n --name -p --prefix -r --root-prefix --rc-file",
        subcommands=_CONDA_VERBS,
        nested="env config shell",
        system="any",
    ),
    Manager(
        "npm",
        options=_NPM,
        subcommands={},
        nested="cache config access dist-tag token",
        installs={"install, i, add": "npm"},
        own_rules="installs",
    ),
    Manager(
        "pnpm",
        options=_NPM + " --filter -F --dir --store-dir --reporter --modules-dir",
        subcommands={},
        nested="store config env",
        installs={"add, install, i": "npm"},
        own_rules="installs",
    ),
    Manager(
        "yarn",
        options=_YARN,
        subcommands={},
        nested="cache config global workspaces plugin",
        fills=", install, add, global add",
        installs={"add, global add": "npm"},
        configuration=".yarnrc.yml",
        cache=Cache(
            "~/.cache/yarn ~/.yarn /usr/local/share/.cache/yarn",
            "yarn cache clean",
            "YARN_CACHE_FOLDER XDG_CACHE_HOME",
            clean="yarn cache clean",
        ),
        no_cache="--cache-folder --version -v --help",
        # Of version 2 and later, the cache is part of the project.
        no_cache_settings="corepack, --immutable, yarn set version",
        own_rules="fills installs",
    ),
    Manager(
        "bun",
        options="-c --config --cwd --registry --backend --filter",
        subcommands={},
        installs={"add, install, i": "npm"},
        own_rules="installs",
    ),
    Manager(
        "gem",
        options="-v --version -i --install-dir -n --bindir --document --build-root -P --trust-policy -s --source -p "
        "--http-proxy -B --bulk-threshold --config-file --platform -g --file -a --add -r --remove",
        subcommands={},
        optional="-p -g",
        installs={"install, i": "gem"},
        version_option="-v --version",
        own_rules="installs",
    ),
    Manager(
        "bundle",
        options="--without --with --path --jobs -j --gemfile --retry --binstubs --system --standalone --redownload",
        subcommands={},
        nested="config",
    ),
    Manager(
        "go",
        options="-C -o -p -asmflags -buildmode -buildvcs -compiler -gccgoflags -gcflags -installsuffix -ldflags -mod "
        "-modfile -overlay -pgo -pkgdir -tags -toolexec -covermode -coverpkg -exec -run -bench -count -cpu "
        "-timeout -parallel -vet -f",
        subcommands={},
        nested="mod work tool",
        single_dash=True,
        installs={"install, get, run": "go"},
        own_rules="installs",
    ),
    Manager(
        "cargo",
        options="--color --config -Z -C --manifest-path --target --target-dir --profile -j --jobs -F --features -p "
        "--package --bin --example --test --bench --exclude --message-format --lockfile-path",
        subcommands={
            "install": "--version --git --branch --tag --rev --path --root --index --registry",
        },
        installs={"install": "{name}@{version}"},
        version_option="--version --vers --git --path --branch --tag --rev",
    ),
    Manager(
        "composer",
        options="-d --working-dir --prefer-install --ignore-platform-req --audit-format",
        subcommands={},
        nested="global",
    ),
)
"""Managers of languages."""
