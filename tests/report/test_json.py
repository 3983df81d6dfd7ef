"""The JSON report: as its schema says, with edits that can be applied."""

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import jsonschema

from dlint.engine.findings import Edit, Fix
from dlint.report.json import json as as_json
from dlint.report.results import Results
from tests.report.reporting import add, report, results, sample

Golden = Callable[[str, str], None]


def validated(found: Results) -> Any:
    """The JSON report, once it is found to be as its schema says."""
    schema = json.loads(files("dlint").joinpath("schemas", "report.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    value = json.loads(as_json(found))
    jsonschema.Draft202012Validator(schema).validate(value)
    return value


def test_json(golden: Golden) -> None:
    validated(sample())
    golden("report.json", as_json(sample()))


def test_json_of_nothing() -> None:
    value = validated(results())
    assert ([], []) == (value["files"], value["findings"])
    assert {"files": 0, "error": 0, "warning": 0, "info": 0, "style": 0, "fixable": 0} == value["summary"]


def test_json_edits_can_be_applied() -> None:
    for finding in validated(sample())["findings"]:
        for edit in finding["fix"]["edits"] if finding["fix"] else []:
            found = next(found for found in sample().findings if found.code == finding["code"])
            source = next(found for found in sample().reports if found.findings).source
            assert source is not None and found.fix is not None
            start, end = (source.offset(edit[side]["line"], edit[side]["column"]) for side in ("start", "end"))
            assert Edit(start, end, edit["text"]) in found.fix.edits


def test_json_without_a_fix_that_json_cannot_say() -> None:
    found = report("RUN \udcff\n")
    add(found, "RUN", fix=Fix("safe", "", [Edit(0, 1, "\udcff")]))
    assert validated(results(found))["findings"][0]["fix"] is None
