"""What a run is told from outside."""

import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from dlint.model.image.configs import ImageConfig


class Settings:
    """What a run is told from outside.

    `as_of` is the day (`2026-05-01`) at which dated facts are judged, `build_args` the values of `--build-arg`,
    `target` the stage that is built (None: the last). `platform` is that of the machine and of the build, where they
    are known and the same. `images` are configurations of base images beyond those in our table, by
    `registry/path:tag`. `context` is the directory that is the build context of all files; None: found out for each.
    """

    __slots__ = ("as_of", "build_args", "context", "images", "platform", "target")

    def __init__(
        self,
        as_of: str | None = None,
        build_args: "Mapping[str, str] | None" = None,
        target: str | None = None,
        platform: str | None = None,
        images: "Mapping[str, ImageConfig] | None" = None,
        context: str | None = None,
    ) -> None:
        self.as_of = as_of or time.strftime("%Y-%m-%d")
        self.build_args = dict(build_args or {})
        self.target = target
        self.platform = platform
        self.images = images
        self.context = context

    @property
    def key(self) -> tuple[object, ...]:
        """What tells settings apart from others of the same run."""
        return (
            self.as_of, self.target, self.platform, self.context, id(self.images), *sorted(self.build_args.items()),
        )  # fmt: skip
