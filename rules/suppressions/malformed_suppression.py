r"""A comment looks as if it suppressed something, and does not

dlint, hadolint and BuildKit each read one form, and pass over what deviates from it without a word.

```dockerfile bad
# dlint: disable=DL3006
^^^^^^^^^^^^^^^^^^^^^^^ dlint does not read this: write `# dlint: ignore[CODE]` or `# dlint: ignore-file[CODE]`
FROM debian
# hadolint ignore=DL4000 because of the registry
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hadolint's pragma ends with its codes: put a `#` before the reason
MAINTAINER me
  # check=skip=MaintainerDeprecated
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ BuildKit does not read this: blanks stand in front of the `#`
MAINTAINER you
# dlint: ignore[DL4000]
^^^^^^^^^^^^^^^^^^^^^^^ there is no instruction below this comment
```

```dockerfile good
# dlint: ignore[DL3006] any Debian will do
FROM debian
# hadolint ignore=DL4000 # the registry wants it
MAINTAINER me
# the linter dlint ignores nothing here, and hadolint does not either
RUN true
```
"""

from dlint.api import Problem, Problems, Suppression, rule


@rule("DK9003", on="suppression")
def malformed_suppression(suppression: Suppression) -> Problems:
    if suppression.fault:
        yield Problem(suppression, suppression.fault)
