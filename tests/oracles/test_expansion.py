"""The expander against BuildKit's own answers."""

import json
from pathlib import Path

import pytest

from dlint.syntax.words import (
    expand,
)

ORACLE = Path(__file__).with_name("expansion.jsonl")


CASES = [json.loads(line) for line in ORACLE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_oracle(case: dict[str, object]) -> None:
    text = str(case["input"])
    pairs = case["env"]
    assert isinstance(pairs, list)
    environment = dict(pair.split("=", 1) for pair in pairs)
    found = expand(text, environment, str(case["escape"]), heredoc_body=bool(case["heredoc_body"]))
    quoted = json.dumps(text, ensure_ascii=False)
    assert case == {
        **case,
        "result": None if found.error else found.text,
        "words": found.words or (None if found.error and case["words"] is None else []),
        "matched": sorted(found.matched),
        "unmatched": sorted(found.unmatched),
        "error": f"failed to process {quoted}: {found.error}" if found.error else None,
        "ok": found.error is None,
    }


def test_oracle_is_whole() -> None:
    assert len(CASES) == 132


def test_the_oracle_is_the_one_beside_the_repository(shared: Path) -> None:
    assert (shared / "oracles" / "expansion.jsonl").read_bytes() == ORACLE.read_bytes()
