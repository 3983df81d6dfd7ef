"""`recent`: remembers what a function gave for its last few arguments.

    @recent(4)
    def _assigned(script: Script) -> dict[str, list[Assignment]]: ...

For what several rules ask, one after the other, of one stage or one RUN. `functools.lru_cache` does the same, and every run
would pay a millisecond for importing it.
"""

from dlint.model.limits import NotRead

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ParamSpec, TypeVar

    Arguments = ParamSpec("Arguments")
    Result = TypeVar("Result")

_ABSENT: object = object()


def recent(size: int) -> "Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]":
    """Remember `size` results, or that there is `NotRead`; the oldest goes first. Arguments are positional and hashable."""

    def remember(function: "Callable[Arguments, Result]") -> "Callable[Arguments, Result]":
        known: dict[object, Result | NotRead] = {}

        def remembered(*arguments: "Arguments.args", **named: "Arguments.kwargs") -> "Result":
            result = known.get(arguments, _ABSENT)
            if result is _ABSENT:
                try:
                    result = function(*arguments, **named)
                except NotRead as error:
                    result = error.with_traceback(None)
                if len(known) >= size:
                    del known[next(iter(known))]
                known[arguments] = result
            if isinstance(result, NotRead):
                raise NotRead
            return result  # type: ignore[return-value]

        return remembered

    return remember
