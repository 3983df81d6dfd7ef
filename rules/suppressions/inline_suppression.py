r"""A finding is suppressed in the file

Where suppressions are a matter of policy, they belong into the configuration, which somebody reviews, and not into a
comment beside the fault. It is a rule for teams that want it so; for all others a comment with a reason is just right,
so it is off.

```dockerfile bad
FROM debian:12
# hadolint ignore=DL3008
^^^^^^^^^^^^^^^^^^^^^^^^ a comment suppresses `DL3008`: mend it, or leave the rule out in the configuration
RUN apt-get update && apt-get install -y curl
# dlint: ignore[unpinned-apt-package, DL3015] the mirror keeps one version
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a comment suppresses `unpinned-apt-package` and `DL3015`: mend it, or leave the rule out in the configuration
RUN apt-get update && apt-get install -y git
```

Which shell a script is for is no suppression, and other comments are none either.

```dockerfile good
# hadolint shell=bash
FROM debian:12
# hadolint is happy with this
RUN echo hello
```

With `strict`, only the form that hadolint has for one instruction is told, as hadolint does.

```dockerfile good strict=true
# hadolint global ignore=DL3008
FROM debian:12
# dlint: ignore[DL3015]
RUN apt-get update && apt-get install -y curl
```
"""

from dlint.api import Problem, Problems, Suppression, rule


@rule("DL1001", on="suppression", enabled=False)
def inline_suppression(suppression: Suppression, *, strict: bool = False) -> Problems:
    pragma = suppression.pragma
    if not pragma.ids or (strict and (pragma.form, pragma.reach) != ("hadolint", "instruction")):
        return
    listed = " and ".join(f"`{id.text}`" for id in pragma.ids)
    yield Problem(suppression, f"a comment suppresses {listed}: mend it, or leave the rule out in the configuration")
