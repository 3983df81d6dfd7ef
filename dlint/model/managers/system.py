"""The package managers of distributions, and those that bring programs to any system. From their own manuals."""

from .manager import Cache, Manager

_APT_OPTIONS = (
    "-o --option -c --config-file -t --target-release --default-release -a --host-architecture -P --build-profiles"
)
_APT = Manager(
    "apt",
    programs="apt-get apt",
    options=_APT_OPTIONS,
    subcommands={},
    system="debian",
    updates="update",
    asks="install, upgrade, dist-upgrade, full-upgrade",
    installs={"install": "apt"},
    yes="-y --yes --assume-yes -s --simulate --dry-run --just-print --print-uris",
    yes_twice="-q --quiet",
    yes_setting="assume-yes",
    configuration="apt.conf",
    # Images of Debian delete the packages themselves.
    lists=Cache(
        "/var/lib/apt/lists",
        "apt-get distclean, apt-get dist-clean, apt distclean, apt dist-clean",
        clean="rm -rf /var/lib/apt/lists/*",
    ),
    recommends="--no-install-recommends --install-recommends -R -r --without-recommends --with-recommends",
    recommends_setting="::install-recommends",
    own_rules="asks updates installs",
)
_DNF = Manager(
    "dnf",
    options=(
        "-c --config -d --debuglevel -e --errorlevel -x --exclude --excludepkgs --enablerepo --disablerepo --repo "
        "--repoid --installroot --releasever --setopt --disableplugin --enableplugin --forcearch --color -R "
        "--randomwait --advisory --downloaddir --destdir --rpmverbosity --disableexcludes --repofrompath --comment "
        "--arch --cve --bz"
    ),
    subcommands={},
    nested="module group groups copr history",
    system="redhat",
    fills=(
        "install, in, groupinstall, localinstall, reinstall, update, upgrade, up, distro-sync, group install, "
        "module install"
    ),
    asks=(
        "install, in, groupinstall, localinstall, reinstall, update, upgrade, distro-sync, group install, "
        "module install"
    ),
    installs={
        "install, in, localinstall": "rpm",
        "groupinstall, group install, groups install": "group",
        "module install": "module",
    },
    yes="-y --assumeyes",
    yes_setting="assumeyes",
    configuration="dnf.conf",
    cache=Cache(
        "/var/cache/dnf /var/cache/libdnf5 /var/cache/yum /var/cache/tdnf",
        "yum clean, dnf clean, dnf5 clean, microdnf clean, tdnf clean",
        clean="{program} clean all",
    ),
    own_rules="asks fills installs",
)
_YUM = Manager(
    "yum",
    options=_DNF.options,
    subcommands={},
    nested="group groups module",
    system="redhat",
    fills="install, groupinstall, localinstall, reinstall, update, upgrade, group install",
    asks="install, groupinstall, localinstall, reinstall, update, upgrade, group install, module install",
    installs=_DNF.installs,
    yes=_DNF.yes,
    yes_setting="assumeyes",
    configuration="yum.conf",
    cache=Cache(
        "/var/cache/yum /var/cache/dnf",
        "yum clean, dnf clean, dnf5 clean, microdnf clean, tdnf clean",
        clean="{program} clean all",
    ),
    own_rules=_DNF.own_rules,
)

MANAGERS = (
    _APT,
    Manager(
        "aptitude",
        like=_APT,
        options=(
            "-o -t --target-release --default-release -F --display-format -O --sort -w --width --add-user-tag "
            "--remove-user-tag --with -S -d --display-format --group-by --log-file --log-level --user-tag"
        ),
        recommends="--without-recommends --with-recommends -R -r --no-install-recommends --install-recommends",
    ),
    Manager("apt-cache", options=_APT_OPTIONS, subcommands={}),
    Manager(
        "dpkg",
        options="--root --admindir --instdir --log -D --debug --force --no-force -S -L -s --path-exclude",
        system="debian",
    ),
    Manager(
        "apk",
        options=(
            "-p --root -X --repository --repositories-file --keys-dir --cache-dir --cache-max-age --wait --arch "
            "--progress-fd --timeout -t --virtual"
        ),
        subcommands={"fetch": "-o --output"},
        system="alpine",
        fills="add",
        installs={"add": "apk"},
        cache=Cache("/var/cache/apk /etc/apk/cache", "apk cache"),
        no_cache="--no-cache --no-network",
        own_rules="fills installs",
    ),
    _YUM,
    _DNF,
    Manager("dnf5", like=_DNF, nested="module group copr history"),
    Manager("microdnf", like=_DNF, nested="module", asks=""),
    Manager("tdnf", like=_DNF, nested=""),
    Manager(
        "rpm",
        options=(
            "--root --dbpath --define -D --eval -E --rcfile --import --prefix --relocate --excludepath --qf "
            "--queryformat -r"
        ),
        system="redhat",
    ),
    Manager(
        "zypper",
        options=(
            "-c --config --userdata -R --root --installroot -D --reposd-dir -C --cache-dir --raw-cache-dir "
            "--solv-cache-dir --pkg-cache-dir -p --plus-repo --plus-content --disable-repositories"
        ),
        subcommands={
            "install": "-r --repo -t --type --from --download --solver-focus",
            "in": "=install",
            "addrepo": "-r --repo -n --name -p --priority -t --type",
            "ar": "=addrepo",
        },
        system="suse",
        fills="install, in, update, up, patch, dist-upgrade, dup",
        asks="install, in, remove, rm, source-install, si, patch, update, up, dist-upgrade, dup",
        installs={"install, in": "zypper"},
        yes="--non-interactive -n -y --no-confirm",
        yes_first=True,
        cache=Cache("/var/cache/zypp", "zypper clean, zypper cc", clean="zypper clean --all"),
        own_rules="asks fills installs",
    ),
    Manager(
        "pacman",
        options=(
            "-b --dbpath -r --root --arch --cachedir --color --config --gpgdir --hookdir --logfile --sysroot "
            "--assume-installed --ignore --ignoregroup --overwrite --print-format"
        ),
        operations=True,
        system="arch",
        updates="-Sy, -Syy, -Syu, -Suy, -Syyu, -Syyuu",
        asks=(
            "-S, --sync, -Sy, -Syy, -Su, -Syu, -Suy, -Syyu, -Syyuu, -U, --upgrade, -R, --remove, -Rs, -Rns, -Rsn, -Rn, "
            "-Rc, -Rcs, -Rcns, -Rdd"
        ),
        only_with_packages="-Sy, -Syy",
        # A repository of Arch Linux holds one version of each package.
        installs={"-S, --sync, -Sy, -Syy, -Su, -Syu, -Suy, -Syyu, -Syyuu": "{name}"},
        yes="--noconfirm -p --print --print-format -h --help",
        # A hook in the images of Arch Linux deletes the packages themselves.
        lists=Cache("/var/lib/pacman/sync", clean="rm -rf /var/lib/pacman/sync/*"),
    ),
    Manager(
        "pkg",
        options="-o --option -j --jail -c --chroot -r --rootdir -C --config -R --repo-conf-dir",
        subcommands={"install": "--repository", "upgrade": "=install"},
        system="freebsd",
        updates="update",
        fills="install, upgrade",
        asks="install, upgrade, delete, remove, autoremove, clean",
        installs={"install": "{name}"},
        yes="-y --yes -n --dry-run",
        yes_variables="ASSUME_ALWAYS_YES",
        yes_setting="assume_always_yes",
        configuration="pkg.conf",
        cache=Cache("/var/cache/pkg", "pkg clean", "PKG_CACHEDIR", clean="pkg clean -ay"),
        lists=Cache("/var/db/pkg/repos", clean="rm -rf /var/db/pkg/repos/*"),
        no_cache="-n --dry-run",
    ),
    Manager("brew", subcommands={}, system="any"),
    Manager("nix-env", subcommands={}, system="any"),
)
"""Managers of distributions."""
