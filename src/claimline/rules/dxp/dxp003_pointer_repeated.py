"""DXP003: the same diagnosis code pointer twice on a line."""

from __future__ import annotations

from claimline.claim.views import LineAsSent
from claimline.findings import Fix, Problem, Severity
from claimline.rules import sources
from claimline.rules.repair import with_element
from claimline.rules.rule import Bad, Confidence, Context, Good, Problems, Reads, line_rule
from claimline.x12.designator import Designator


@line_rule(
    "DXP003",
    Severity.WARNING,
    sources=[sources.GUIDE_SV107],
    confidence=Confidence.LIKELY,
    reads=Reads(only_diagnoses=True),
    examples=[
        Bad("SV1*HC:L1960:RT:KX*900*UN*1***1:1~", at="SV107-2"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1:2~"),
    ],
)
def pointer_repeated(line: LineAsSent, context: Context) -> Problems:
    """A service line points to the same diagnosis twice.

    ## Why
    The second pointer says nothing new, and often stands where another diagnosis was meant. Some
    payers and clearinghouses reject the repetition.

    ## Fix
    Remove the second pointer, or point to the other diagnosis meant.
    """
    pointers = line.diagnosis_pointers or ()
    if len(set(pointers)) == len(pointers):
        return ()
    return _repetitions(line, pointers)


def _repetitions(line: LineAsSent, pointers: tuple[int | None, ...]) -> Problems:
    for component, pointer in enumerate(pointers, 1):
        if pointer is not None and pointer in pointers[: component - 1]:
            yield Problem(
                line.at(f"SV107-{component}"),
                f"pointer {pointer} stands twice",
                fix=_without_repetition,
            )


def _without_repetition(line: LineAsSent) -> Fix | None:
    segment = line.find(Designator("SV1"))
    pointers = [str(pointer) for pointer in line.diagnosis_pointers or () if pointer is not None]
    if segment is None or segment.chunk.header is None:
        return None
    text = segment.chunk.header.delimiters.component.join(dict.fromkeys(pointers))
    return Fix("suggested", "each diagnosis pointed to once", (with_element(segment, 7, text),))
