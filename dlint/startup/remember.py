"""Answers that are worked out when they are first asked for, and remembered.

    class Stage:
        @once
        def chain(self) -> list[Stage]: ...             # a property, kept with the object

    @once_for
    def project_of(build: Build) -> Project | None: ...  # a function of one object, kept with that object

    @recent(4)
    def _assigned(script: Script) -> dict[str, list[Assignment]]: ...  # the last few answers, kept with the function

`functools` has `cached_property` and `lru_cache`, and every run would pay a millisecond for importing it.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from functools import cached_property
    from typing import ParamSpec, TypeVar

    Arguments = ParamSpec("Arguments")
    Subject = TypeVar("Subject")
    Result = TypeVar("Result")

    once = cached_property
else:

    class once:
        """A property that is worked out once. Its class has a `__dict__`: the answer takes the place of the property."""

        def __init__(self, function: "Callable[[object], object]") -> None:
            self.function = function
            self.__doc__ = function.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self.name = name

        def __get__(self, instance: object, owner: "type | None" = None) -> object:
            if instance is None:
                return self
            value = instance.__dict__[self.name] = self.function(instance)
            return value


_ABSENT: object = object()


class NotRead(Exception):
    """What is asked for rests on something that was passed over because there is too much of it.

    A rule that lets it through has nothing more to say of its subject; that is not a fault of the rule.
    """


def once_for(function: "Callable[[Subject], Result]") -> "Callable[[Subject], Result]":
    """Make a function work out its answer once for each object, which has a `__dict__` that keeps it."""
    key = f"{function.__module__}.{function.__qualname__}"

    def ask(subject: "Subject") -> "Result":
        known = subject.__dict__
        result: Result = known.get(key, _ABSENT)
        if result is _ABSENT:
            result = known[key] = function(subject)
        return result

    ask.__doc__ = function.__doc__
    ask.__name__ = function.__name__
    ask.__module__ = function.__module__
    return ask


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

        remembered.__doc__ = function.__doc__
        remembered.__name__ = function.__name__
        remembered.__module__ = function.__module__
        return remembered

    return remember
