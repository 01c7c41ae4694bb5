"""Code files in the layouts in which they are published, with words of our own for descriptors."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from textwrap import wrap

from claimline.codes import Tables
from claimline.codes.facts import FeeRow, UnitLimit

DAY = date(2026, 9, 30)
WORDS = "fictional words that stand where the official release says what this is"
HEADER = [
    *("HCPC", "SEQNUM", "RECID", "LONG_DESCRIPTION", "SHORT_DESCRIPTION"),
    *(f"PRICE{number}" for number in range(1, 5)),
    "MULT_PI",
    *(f"CIM{number}" for number in range(1, 4)),
    *(f"MCM{number}" for number in range(1, 4)),
    "STATUTE",
    *(f"LABCERT{number}" for number in range(1, 9)),
    *(f"XREF{number}" for number in range(1, 6)),
    *("COV", "ASC_GRP", "ASC_DT", "OPPS", "OPPS_PI", "OPPS_DT", "PROCNOTE", "BETOS"),
    *(f"TOS{number}" for number in range(1, 6)),
    *("ANEST_BU", "ADD_DT", "ACT_EFF_DT", "TERM_DT", "ACTION_CD"),
]
UNDERSCORED = {"MULT_PI", "ASC_GRP", "ASC_DT", "OPPS_PI", "OPPS_DT", "ANEST_BU"}


@dataclass(frozen=True)
class Code:
    """A code or modifier of a release; dates are yyyymmdd."""

    code: str
    added: str = "20200101"
    action_effective: str = "20200101"
    ended: str = ""
    pricing: tuple[str, ...] = ("38",)
    multiple_pricing: str = "A"
    coverage: str = "C"
    betos: str = "D1F"
    type_of_service: tuple[str, ...] = ("P",)
    cross_references: tuple[str, ...] = ()
    action: str = "N"
    words: str = WORDS

    @property
    def is_modifier(self) -> bool:
        return len(self.code) == 2


def codes_of(tables: Tables) -> list[Code]:
    """Every code and modifier of the tables, as a release would list it."""
    procedures = (tables.procedure(code, DAY) for code in tables.codes())
    modifiers = (tables.modifier(code, DAY) for code in bundled_modifiers())
    return [
        *(
            Code(
                code=fact.code,
                added=compact(fact.added),
                action_effective=compact(fact.action_effective),
                ended=compact(fact.ended),
                pricing=fact.pricing,
                multiple_pricing=fact.multiple_pricing,
                coverage=fact.coverage,
                betos=fact.betos,
                type_of_service=fact.type_of_service,
                cross_references=fact.successors,
                action=fact.action,
                words=f"{fact.code} is told in {WORDS} {WORDS}",
            )
            for fact in procedures
            if fact
        ),
        *(
            Code(code=fact.modifier, added=compact(fact.added), ended=compact(fact.ended))
            for fact in modifiers
            if fact
        ),
    ]


def bundled_modifiers() -> list[str]:
    """Every modifier of the bundled table."""
    import claimline.codes

    path = Path(claimline.codes.__file__).parent / "data" / "modifiers.csv"
    return [line.split(",")[0] for line in path.read_text("utf-8").splitlines()[1:]]


def ending(codes: Iterable[Code], code: str, last_day: str) -> list[Code]:
    """The codes, one of which ends."""
    return [replace(each, ended=last_day) if each.code == code else each for each in codes]


def hcpcs_text(codes: Iterable[Code], notice: str = "") -> bytes:
    """The quarterly release as fixed-width text."""
    lines = [notice] if notice else []
    for code in codes:
        first, *more = wrap(code.words, 80)
        record = "7" if code.is_modifier else "3"
        fields = [
            (1, f"{code.code:>5}00100{record}"),
            (12, first),
            (92, "fictional short"),
            (120, "".join(f"{each:2}" for each in code.pricing)),
            (128, code.multiple_pricing),
            (205, "".join(f"{each:5}" for each in code.cross_references)),
            (230, code.coverage),
            (257, code.betos),
            (261, "".join(code.type_of_service)),
            (266, "  0"),
            (269, code.added),
            (277, code.action_effective),
            (285, code.ended),
            (293, code.action),
        ]
        lines.append(placed(fields))
        further = "8" if code.is_modifier else "4"
        lines += [
            f"{code.code:>5}{number:03}00{further}{part}" for number, part in enumerate(more, 2)
        ]
    return "".join(f"{line}\r\n" for line in lines).encode("cp1252")


def placed(fields: Iterable[tuple[int, str]]) -> str:
    """A line with texts at their positions, from 1."""
    line = ""
    for position, text in fields:
        line = f"{line:<{position - 1}}{text}"
    return line


def hcpcs_rows(codes: Iterable[Code], title: Sequence[str] = ()) -> list[list[str]]:
    """The quarterly release as the rows of its workbook."""
    names = [each if each in UNDERSCORED else each.replace("_", " ") for each in HEADER]
    rows = [[each] for each in title] + [names]
    for code in codes:
        cells = {
            "HCPC": f"{code.code:>5}",
            "SEQNUM": "0010",
            "RECID": "7" if code.is_modifier else "3",
            "LONG_DESCRIPTION": code.words,
            "SHORT_DESCRIPTION": "fictional short",
            "MULT_PI": code.multiple_pricing,
            "COV": code.coverage,
            "BETOS": code.betos,
            "ADD_DT": code.added,
            "ACT_EFF_DT": code.action_effective,
            "TERM_DT": code.ended,
            "ACTION_CD": code.action,
        }
        cells |= {f"PRICE{at}": each for at, each in enumerate(code.pricing, 1)}
        cells |= {f"XREF{at}": each for at, each in enumerate(code.cross_references, 1)}
        cells |= {f"TOS{at}": each for at, each in enumerate(code.type_of_service, 1)}
        rows.append([cells.get(name, "") for name in HEADER])
    return rows


def unit_limit_rows(limits: Iterable[UnitLimit], table: str = "DME Supplier") -> list[list[str]]:
    """The NCCI table of unit edits, as its rows."""
    words = {
        "1": "1 Line Edit",
        "2": "2 Date of Service Edit: Policy",
        "3": "3 Date of Service Edit: Clinical",
    }
    return [
        ["A notice\nof several lines", "", "", ""],
        [
            "HCPCS/\nCPT Code",
            f"{table} Services MUE Values",
            "MUE Adjudication Indicator",
            "MUE Rationale",
        ],
        *([each.code, str(each.units), words[each.edit], each.rationale] for each in limits),
    ]


def fee_rows(fees: Iterable[FeeRow]) -> list[list[str]]:
    """The DMEPOS fee schedule, as its rows; three areas stand for the 53."""
    header = ["HCPCS", "Mod", "Mod2", "JURIS", "CATG", "Ceiling", "Floor"]
    areas = [f"{area} ({kind})" for area in ("AL", "WY", "PR") for kind in ("NR", "R")]
    rows = [["A title"], ["over three"], ["rows"], ["a quarter"], [""], [""]]
    rows.append([*header, *areas, "Description"])
    for fee in fees:
        amounts = [fee.ceiling, fee.floor, fee.lowest, None, fee.highest, None, fee.ceiling, None]
        rows.append(
            [
                fee.code,
                fee.modifier or "",
                fee.second_modifier or "",
                fee.jurisdiction,
                fee.category,
                *(str(amount or 0) for amount in amounts),
                "fictional",
            ]
        )
    return rows


def edit_pair_text(pairs: Iterable[Sequence[str]]) -> bytes:
    """An NCCI table of pairs as text."""
    heading = [
        "A notice",
        "Column1/Column2 Edits",
        "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale",
        "\t\tprior to 1996\tDate\tDate\t0=not allowed",
        "\t\t\t\t*=no data\t1=allowed",
        "\t\t\t\t\t9=not applicable",
    ]
    return "".join(f"{line}\r\n" for line in [*heading, *map("\t".join, pairs)]).encode("latin-1")


def order_text(codes: Iterable[tuple[str, bool, str]]) -> bytes:
    """An ICD-10-CM order file."""
    lines = (
        f"{number:05} {code:<7} {int(billable)} {words:<60.60} {words}"
        for number, (code, billable, words) in enumerate(codes, 1)
    )
    return "".join(f"{line}\r\n" for line in lines).encode()


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV in Latin-1."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("latin-1")


def as_workbook(rows: Iterable[Sequence[str]], *, numbers: bool = False) -> bytes:
    """Rows as a workbook; with `numbers` what looks like an amount is one."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("A")
    for row in rows:
        sheet.append([float(cell) if numbers and "." in cell else cell for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_zip(members: dict[str, bytes]) -> bytes:
    """A zip archive of the members."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def compact(day: date | None) -> str:
    """A day as yyyymmdd."""
    return f"{day:%Y%m%d}" if day else ""
