r"""The lists of a package manager stay in the image

The lists of what the repositories hold are of use until the packages are installed, and what a RUN leaves behind stays in
its layer, whatever later ones delete.

The rule is off unless it is selected: of the package managers that it speaks of the lists are small, and whoever installs
something in a container that runs is glad of them.

```dockerfile bad
FROM archlinux:base
RUN pacman -Syu --noconfirm git
    ^^^^^^^^^^^ the package lists stay in the layer: end this `RUN` with `rm -rf /var/lib/pacman/sync/*`
```

```dockerfile fixed
FROM archlinux:base
RUN pacman -Syu --noconfirm git && rm -rf /var/lib/pacman/sync/*
```

Whatever takes the lists away is right, if it comes after the update and in the same RUN; so is a mount.

```dockerfile good
FROM archlinux:base
RUN pacman -Sy --noconfirm git && rm -rf /var/cache/pacman/pkg/* /var/lib/pacman/sync/*
RUN --mount=type=cache,target=/var/lib/pacman/sync pacman -Sy --noconfirm git
RUN pacman -S --noconfirm git
```

Where a later RUN needs the lists, both belong together.

```dockerfile bad
FROM archlinux:base
RUN pacman -Sy
    ^^^^^^^^^^ the package lists stay in the layer: install everything in one `RUN`, and end it with `rm -rf /var/lib/pacman/sync/*`
RUN pacman -S --noconfirm git
```

```dockerfile fixed
FROM archlinux:base
RUN pacman -Sy
RUN pacman -S --noconfirm git
```

The rule speaks of each package manager whose lists are known and that has no rule of its own: apt has.
"""

from dlint.api import Command, File, Problems, as_problems, lists_left, rule


@rule("DK4733", on="RUN {*} updates", severity="info", fix="unsafe", enabled=False)
def package_lists_in_layer(command: Command, file: File) -> Problems:
    return as_problems(lists_left(command, file))
