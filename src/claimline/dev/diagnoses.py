"""The ICD-10-CM table, made from the release the package simple-icd-10-cm holds."""

from __future__ import annotations

import re
from importlib import import_module

from claimline.codes.icd10_table import categories

_CODE = re.compile("[A-Z][0-9A-Z]{2,6}")


def compile_diagnoses() -> str:
    """The text of `diagnoses.csv`; ImportError where the package is not installed."""
    book = import_module("simple_icd_10_cm")
    descriptions = {
        code: book.get_description(code).casefold()
        for code in book.get_all_codes(False)
        if _CODE.fullmatch(code)
    }
    billable = {code for code in descriptions if book.is_leaf(code)}
    rows = categories(descriptions, billable)
    return "category,codes\n" + "".join(f"{row.category},{row.codes}\n" for row in rows)
