"""The code tables that are made from official ones, and the digests of all of them.

The official tables come as a folder of CSV files: `hcpcs_level2_facts.csv`, `hcpcs_modifiers.csv`,
`mue_l_codes.csv`, `dmepos_fee_categories.csv` and `dmepos_l_codes.csv`, with the columns that the
recipes below name. What is not in the folder stays as it is.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import StringIO
from pathlib import Path

_LEVEL_TWO_CODE = re.compile("[A-CE-V][0-9]{4}")
_DIGEST = re.compile('(?ms)^(\\[table\\.(\\w+)\\]\n.*?^sha256 = )"[0-9a-f]*"')

Rows = list[dict[str, str]]


def compile_tables(official: Path, data: Path) -> dict[str, str]:
    """The texts of the tables that the official ones in a folder make, by file name.

    `data` is where the tables now stand: labels of modifiers are kept from there.
    """
    texts = {}
    for name, (recipe, sources) in _RECIPES.items():
        paths = [official / source for source in sources]
        if all(path.exists() for path in paths):
            texts[name] = _text(recipe(*map(_rows, paths)))
    if "modifiers.csv" in texts:
        texts["modifiers.csv"] = _with_labels(texts["modifiers.csv"], data / "modifiers.csv")
    return texts


def with_digests(sources: str, data: Path) -> str:
    """The text of SOURCES.toml with the digest of each table as it stands."""

    def renewed(entry: re.Match[str]) -> str:
        digest = hashlib.sha256((data / f"{entry[2]}.csv").read_bytes()).hexdigest()
        return f'{entry[1]}"{digest}"'

    return _DIGEST.sub(renewed, sources)


def _procedures(facts: Rows) -> Iterator[dict[str, str]]:
    for row in facts:
        successors = filter(_LEVEL_TWO_CODE.fullmatch, row["xref"].split())
        yield {
            "code": row["code"],
            "added": _day(row["added"]),
            "ended": _day(row["terminated"]),
            "coverage": row["coverage_code"],
            "pricing": row["pricing_indicator"],
            "multiple_pricing": row["multiple_pricing"],
            "betos": row["betos"],
            "type_of_service": row["tos"],
            "action": row["action_code"],
            "action_effective": _day(row["action_effective"]),
            "successors": " ".join(successors),
        }


def _modifiers(facts: Rows) -> Iterator[dict[str, str]]:
    for row in facts:
        yield {
            "modifier": row["code"],
            "added": _day(row["added"]),
            "ended": _day(row["terminated"]),
            "label": "",
        }


def _unit_limits(edits: Rows) -> Iterator[dict[str, str]]:
    newest = max(row["source_quarter"] for row in edits)
    for row in edits:
        if row["source_quarter"] == newest:
            yield {
                "code": row["code"],
                "units": row["value"],
                "edit": row["mai"],
                "rationale": row["rationale"],
            }


def _fees(categories: Rows, amounts: Rows) -> Iterator[dict[str, str]]:
    priced = {_fee_key(row): row for row in amounts}
    for row in categories:
        fee = priced.get(_fee_key(row), {})
        yield {
            "code": row["code"],
            "modifier": row["mod"],
            "second_modifier": row["mod2"],
            "jurisdiction": row["jurisdiction"],
            "category": row["category"],
            "ceiling": _amount(fee.get("ceiling", "")),
            "floor": _amount(fee.get("floor", "")),
            "lowest": _amount(fee.get("min_conus_fee", "")),
            "highest": _amount(fee.get("max_conus_fee", "")),
        }


_RECIPES: dict[str, tuple[Callable[..., Iterable[dict[str, str]]], list[str]]] = {
    "hcpcs.csv": (_procedures, ["hcpcs_level2_facts.csv"]),
    "modifiers.csv": (_modifiers, ["hcpcs_modifiers.csv"]),
    "unit_limits.csv": (_unit_limits, ["mue_l_codes.csv"]),
    "fees.csv": (_fees, ["dmepos_fee_categories.csv", "dmepos_l_codes.csv"]),
}


def _fee_key(row: Mapping[str, str]) -> tuple[str, str, str]:
    return row["code"], row["mod"], row["mod2"]


def _amount(text: str) -> str:
    """Dollars and cents, empty for none, which the official table writes as 0."""
    return f"{float(text):.2f}" if text and float(text) else ""


def _day(digits: str) -> str:
    """An ISO date of yyyymmdd, empty for none."""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if digits else ""


def _with_labels(text: str, current: Path) -> str:
    labels = {row["modifier"]: row["label"] for row in _rows(current)}
    rows = list(csv.DictReader(text.splitlines()))
    return _text({**row, "label": labels.get(row["modifier"], "")} for row in rows)


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _text(rows: Iterable[dict[str, str]]) -> str:
    ordered = sorted(rows, key=lambda row: tuple(row.values()))
    out = StringIO()
    writer = csv.DictWriter(out, ordered[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(ordered)
    return out.getvalue()
