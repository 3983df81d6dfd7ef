"""A Dockerfile where it lies: with its build context, and all that ends its build."""

import os

from dlint.model.stage.build import Build
from dlint.startup.remember import once

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.syntax.nodes import SyntaxFault

    from .context.context import Context


class File(Build):
    """A Dockerfile and what is around it."""

    @once
    def context(self) -> "Context | None":  # type: ignore[override]
        """The build context that the Dockerfile is most likely built with.

        None where it is not known: for text from standard input, or where that is ambiguous.
        """
        given = self.settings.context
        path = os.path.join(self.directory, os.path.basename(self.path)) if self.directory is not None else None
        if given is not None:
            if not os.path.isdir(given):
                return None
            from .context.context import GIVEN, Context

            return Context(os.path.realpath(given), path, basis=GIVEN, workspace=self.workspace)
        if path is None:
            return None
        from .context.likely_root import likely_context
        from .copies.sources import named_sources

        return likely_context(path, named_sources(self), self.workspace)

    def described_targets(self) -> set[str]:
        """The targets of builds of this Dockerfile that compose files describe, in lower case."""
        if self.directory is None or self.settings.context is not None:
            return set()
        from .context.likely_root import described_builds

        path = os.path.join(self.directory, os.path.basename(self.path))
        return {(build.target or "").lower() for build in described_builds(path, self.workspace) if build.is_run}

    @once
    def faults(self) -> "list[SyntaxFault]":
        """All that ends the build: what the parser refuses, then what the later phases do, as far as it is known."""
        from .faults.build_errors import build_errors

        return self.tree.faults + build_errors(self)
