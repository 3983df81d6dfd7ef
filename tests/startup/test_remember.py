"""Answers that are remembered."""

import pytest

from dlint.startup.remember import NotRead, once, once_for, recent


class Subject:
    def __init__(self) -> None:
        self.asked: list[str] = []

    @once
    def answer(self) -> list[str]:
        """An answer."""
        self.asked.append("answer")
        return self.asked


@once_for
def question(subject: Subject) -> None:
    """A question."""
    subject.asked.append("question")


def test_a_property_is_worked_out_once_for_each_object() -> None:
    one, two = Subject(), Subject()
    assert one.answer is one.answer is not two.answer
    assert (["answer"], ["answer"]) == (one.asked, two.asked)
    assert "An answer." == Subject.answer.__doc__


def test_a_function_is_asked_once_for_each_object_even_where_the_answer_is_none() -> None:
    one, two = Subject(), Subject()
    for subject in (one, one, two):
        question(subject)
    assert (["question"], ["question"]) == (one.asked, two.asked)
    assert ("question", "A question.") == (question.__name__, question.__doc__)


def test_the_oldest_of_the_recent_answers_goes_first() -> None:
    asked = []

    @recent(2)
    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [2, 4, 2, 6, 2, 4] == [double(number) for number in (1, 2, 1, 3, 1, 2)]
    assert [1, 2, 3, 1, 2] == asked


def test_that_something_is_not_read_is_remembered_too() -> None:
    asked = []

    @recent(1)
    def read(text: str) -> str:
        asked.append(text)
        raise NotRead

    for _ in range(2):
        with pytest.raises(NotRead):
            read("a")
    assert ["a"] == asked
