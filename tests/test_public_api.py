"""The library's face: its names, and what importing it costs."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

import claimline
from claimline.rules.example import lay

BOTH_SIDES = lay("SV1*HC:L1960:RT:LT:KX*1800*UN*2***1~")
NAMES = (
    *("ClaimAsSent", "Document", "Finding", "LineAsSent", "Severity", "X12Error", "__version__"),
    *("Batch", "Claim", "ClaimError", "ServiceLine", "generate", "lint", "read"),
)


def printed_by(code: str) -> str:
    """What a fresh interpreter prints."""
    process = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(process, capture_output=True, check=True, text=True).stdout.strip()


def modules_after(code: str) -> set[str]:
    printed = printed_by(f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))")
    names: list[str] = json.loads(printed)
    return set(names)


def test_public_names_can_be_had() -> None:
    assert set(NAMES) <= set(claimline.__all__)
    for name in claimline.__all__:
        assert getattr(claimline, name) is not None
        assert name in dir(claimline)


def test_nothing_else_is_promised() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        claimline.nonsense  # noqa: B018


@pytest.mark.parametrize("library", ["pydantic", "click", "json", "csv", "decimal", "pyx12"])
def test_import_costs_no_other_library(library: str) -> None:
    code = f"import sys; import claimline; print({library!r} in sys.modules)"

    assert printed_by(code) == "False"


def test_import_loads_none_of_its_own_layers() -> None:
    loaded = {name for name in modules_after("import claimline") if name.startswith("claimline")}

    assert loaded == {"claimline", "claimline._version"}


@pytest.mark.parametrize("library", ["pydantic", "click", "pyx12"])
def test_linting_costs_no_library_it_does_not_need(library: str) -> None:
    code = f"import claimline; list(claimline.lint({BOTH_SIDES!r}))"

    assert library not in modules_after(code)


def test_version_command_costs_no_rule() -> None:
    loaded = modules_after(
        "import sys\nfrom claimline.cli import main\n"
        "sys.argv = ['claimline', '--version']\nsys.stdout = sys.stderr\n"
        "try:\n    main()\nexcept SystemExit:\n    sys.stdout = sys.__stdout__"
    )

    assert "claimline.rules.registry" not in loaded
    assert "pydantic" not in loaded


@pytest.mark.parametrize(
    "before",
    [
        "import claimline",
        "import claimline; import claimline.lint.run",
        "import claimline.lint.run",
        "import claimline.lint; import claimline",
        "import claimline; claimline.lint; import claimline.lint.run",
        "from claimline.lint import run; import claimline",
    ],
)
def test_lint_can_be_called_whatever_was_imported_before(before: str) -> None:
    code = f"{before}\nprint(len(list(claimline.lint({BOTH_SIDES!r}, select=['LAT002']))))"

    assert printed_by(code) == "1"


def test_lint_takes_path_name_bytes_and_stream(tmp_path: Path) -> None:
    path = tmp_path / "bad.837"
    path.write_bytes(BOTH_SIDES)
    sources = (path, str(path), BOTH_SIDES, BytesIO(BOTH_SIDES))

    found = [list(claimline.lint(source, select=["LAT002"])) for source in sources]

    assert [[finding.rule for finding in one] for one in found] == [["LAT002"]] * 4
    assert [one[0].file for one in found] == [str(path), str(path), "<bytes>", "<stream>"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"select": ["NOPE"]}, "no rule or family NOPE"),
        ({"ignore": ["NOPE"]}, "no rule or family NOPE"),
        ({"profile": "nobody"}, "nobody"),
    ],
)
def test_wrong_option_is_refused_before_anything_is_read(
    options: dict[str, list[str]], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        claimline.lint("nowhere.837", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0", BOTH_SIDES[:300], BOTH_SIDES[:80]])
def test_lint_yields_where_read_raises(data: bytes) -> None:
    with pytest.raises(claimline.X12Error) as raised:
        list(claimline.read(data).claims())

    last = list(claimline.lint(data))[-1]

    assert last.rule == raised.value.code
    assert last.offset == raised.value.offset
    assert last.message == raised.value.message
