"""Rules of installed packages: the README's example, and what is refused."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from claimline.rules.example import lay

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
SHOWN = dict(re.findall(r"<!-- own rules: (\S+) -->\n```\w+\n(.*?)```", README, re.DOTALL))


def install(site: Path, module: str, project: str = SHOWN["pyproject.toml"]) -> None:
    """What an installer leaves of the package: its module, and its metadata."""
    about = tomllib.loads(project)["project"]
    (site / "acme_claimline.py").write_text(module, "utf-8")
    metadata = site / f"{about['name'].replace('-', '_')}-{about['version']}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: {about['version']}\n", "utf-8"
    )
    groups = [
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in points.items())
        for group, points in about["entry-points"].items()
    ]
    (metadata / "entry_points.txt").write_text("".join(groups), "utf-8")


def claimline(site: Path, *arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "claimline", *arguments],
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(site)},
        cwd=site,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_rules_of_an_installed_package_are_listed_explained_and_asked(tmp_path: Path) -> None:
    install(tmp_path, SHOWN["acme_claimline.py"])
    data = lay("SV1*HC:L1960:RT:KX*900*UN*1*11**1~")

    listed = claimline(tmp_path, "rules", "--format", "markdown")
    page = claimline(tmp_path, "explain", "ACM001")
    found = claimline(tmp_path, "lint", "--select", "ACM", "-", stdin=data)

    assert "## ACM: what our own denials taught us" in listed[1]
    assert "# ACM001 custom-orthosis-in-the-office" in page[1]
    assert found[0] == 1
    assert "warning[ACM001]: L1960 at place of service 11" in found[1]


OWN = SHOWN["acme_claimline.py"]


@pytest.mark.parametrize(
    ("module", "reason"),
    [
        ("import nothing_of_that_name\n", "cannot be imported: ModuleNotFoundError"),
        (OWN.replace("ACM001", "ACME1"), "ACME1 is no code like ACM001"),
        (OWN.replace("ACM001", "LAT900"), "LAT900: the family LAT is claimline's"),
        (
            OWN + "from dataclasses import replace\nother = replace("
            "custom_orthosis_in_the_office, name='other')\n",
            "ACM001 is the code of another rule",
        ),
    ],
)
def test_package_that_cannot_be_used_is_named(tmp_path: Path, module: str, reason: str) -> None:
    install(tmp_path, module)

    code, out, err = claimline(tmp_path, "rules")

    assert (code, out) == (2, "")
    assert err.startswith("claimline: entry point acme = acme_claimline of acme-claimline")
    assert reason in err
    assert err.count("\n") == 1
