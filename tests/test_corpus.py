"""The collected sample files, where they lie beside the checkout: nothing in them is too much."""

from __future__ import annotations

from pathlib import Path

import pytest

import claimline
from claimline.lint.run import LintRun
from tests.lint.damage import claims_in

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
FILES = sorted(path for path in CORPUS.rglob("*") if path.is_file() and path.suffix != ".md")
CLEAN = [path for path in FILES if path.suffix == ".837" and path.parent.name == "own"]

pytestmark = pytest.mark.skipif(not FILES, reason="the sample files are not beside the checkout")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_document_gives_the_bytes_back(path: Path) -> None:
    assert bytes(claimline.read(path)) == path.read_bytes()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_lint_counts_every_claim_and_raises_nothing(path: Path) -> None:
    data = path.read_bytes()
    run = LintRun()

    found = [located.finding for located in run.read(path)]

    assert run.summary.claims == claims_in(data)
    assert run.files[0].claims or run.files[0].failure
    assert {finding.file for finding in found} <= {str(path)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_line_ends_change_no_finding(path: Path) -> None:
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    if data[105:107] not in (b"~\n", b"~\r"):
        pytest.skip("the terminator has no line end after it")

    joined = data.replace(b"\r", b"").replace(b"\n", b"")

    assert facts(joined) == facts(data)


def facts(data: bytes) -> list[tuple[str, str | None, str | None, str | None, int | None]]:
    return [
        (one.rule, one.claim, one.designator, one.value, one.segment_position)
        for one in claimline.lint(data)
    ]


@pytest.mark.parametrize(
    "path", [path for path in CLEAN if not path.name.startswith("g_")], ids=lambda path: path.name
)
def test_own_clean_files_have_no_error(path: Path) -> None:
    errors = [finding for finding in claimline.lint(path) if finding.severity == "error"]

    assert errors == []
