"""`RUN --mount=…`: a record of fields as Go's `encoding/csv` reads it, and what the fields say."""

import csv

import pytest
from hypothesis import given, strategies as st

from dlint.syntax.dockerfile import parse
from dlint.syntax.mounts import MAX_FIELDS, Mount, csv_record, read_mount
from dlint.syntax.nodes import Run
from dlint.syntax.source import Source


def mount(text: str) -> Mount:
    (node,) = parse(Source(f"RUN --mount={text} true\n")).instructions
    assert isinstance(node, Run)
    (flag,) = node.flags
    return read_mount(flag)


def test_fields() -> None:
    found = mount("type=Cache,Target=/a,ro,source=b=c,target=/d")
    assert found.fault is None
    assert ("cache", "/d", "b=c") == (found.kind, found.target, found.source)
    assert ("ro", None) == (found.fields[2].key, found.fields[2].value)
    assert None is found.get("id")


def test_other_names_and_the_kind_by_default() -> None:
    assert ("bind", "/a", "b") == (mount("dst=/a,src=b").kind, mount("dst=/a").target, mount("src=b").source)
    assert "/a" == mount("destination=/a").target


def test_a_stage_in_a_variable_is_a_fault() -> None:
    fault = mount("from=$BASE,target=/a").fault
    assert fault is not None
    assert "'from' doesn't support variable expansion, define alias stage instead" == fault[1]
    assert mount("from=base$,target=/a").fault is None


def test_fields_are_read_up_to_a_limit() -> None:
    assert MAX_FIELDS == len(mount("a=b," * 2 * MAX_FIELDS + "a=b").fields)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "EOF"),
        ('a"b', 'parse error on line 1, column 2: bare " in non-quoted-field'),
        ('é"b', 'parse error on line 1, column 3: bare " in non-quoted-field'),
        ('"a', 'parse error on line 1, column 3: extraneous or missing " in quoted-field'),
        ('"a"b,c', 'parse error on line 1, column 3: extraneous or missing " in quoted-field'),
        ('x,"a""', 'parse error on line 1, column 7: extraneous or missing " in quoted-field'),
    ],
)
def test_records_that_are_none(text: str, expected: str) -> None:
    fault = csv_record(text)[1]
    assert fault is not None
    assert f"failed to parse csv mounts: {expected}" == fault[1]


@given(st.lists(st.text(alphabet='ab=,"/ é'), min_size=1).filter(lambda fields: fields != [""]))
def test_what_is_written_as_csv_is_read_back(fields: list[str]) -> None:
    written = ",".join('"' + field.replace('"', '""') + '"' for field in fields)
    assert (fields, None) == csv_record(written)
    assert fields == next(csv.reader([written]))
