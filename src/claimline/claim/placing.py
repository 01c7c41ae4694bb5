"""Placing segments in loops by their ids and qualifiers, in the order they come.

This is the one module that knows where a segment belongs (005010X222A1, section 2.3 transaction
set structure): the walk over the guide's tables takes its place.
"""

from __future__ import annotations

from functools import lru_cache

_AREAS = {
    "2000A": ("2010AA", "2010AB", "2010AC"),
    "2000B": ("2010BA", "2010BB"),
    "2000C": ("2010CA",),
    "2300": ("2310A", "2310B", "2310C", "2310D", "2310E", "2310F"),
    "2320": ("2330A", "2330B", "2330C", "2330D", "2330E", "2330F", "2330G"),
    "2400": (
        *("2410", "2420A", "2420B", "2420C", "2420D", "2420E"),
        *("2420F", "2420G", "2420H", "2430", "2440"),
    ),
    "ST": ("1000A", "1000B"),
}
# A loop that could not be told is named by the area it stands in, if any, and this mark.
UNKNOWN = "?"
_AREA = {loop: area for area, loops in _AREAS.items() for loop in (area, area + UNKNOWN, *loops)}

_LEVELS = {"20": "2000A", "22": "2000B", "23": "2000C"}

_NAMES = {
    "ST": {"41": "1000A", "40": "1000B"},
    "2000A": {"85": "2010AA", "87": "2010AB", "PE": "2010AC"},
    "2000B": {"IL": "2010BA", "PR": "2010BB"},
    "2000C": {"QC": "2010CA"},
    "2300": {
        **{"DN": "2310A", "P3": "2310A", "82": "2310B", "77": "2310C"},
        **{"DQ": "2310D", "PW": "2310E", "45": "2310F"},
    },
    "2320": {
        **{"IL": "2330A", "PR": "2330B", "DN": "2330C", "P3": "2330C"},
        **{"82": "2330D", "77": "2330E", "DQ": "2330F", "85": "2330G"},
    },
    "2400": {
        **{"82": "2420A", "QB": "2420B", "77": "2420C", "DQ": "2420D", "DK": "2420E"},
        **{"DN": "2420F", "P3": "2420F", "PW": "2420G", "45": "2420H"},
    },
}

# Segments that belong to their area's own loop alone: they go back to it from a loop inside.
_OWN = {
    "2300": {"HI", "NTE", "PWK", "K3", "CN1", "CRC", "CR1", "CR2"},
    "2400": {"SV1", "SV5", "NTE", "PWK", "K3", "CN1", "CRC", "CR1", "CR3", "MEA", "QTY", "PS1"},
}
_OWN_QUALIFIED = {("2400", "DTP", "472"), ("2400", "REF", "6R")}

# The guide's order of the segments of a loop.
SEGMENT_ORDER = {
    "2300": (
        *("CLM", "DTP", "PWK", "CN1", "AMT", "REF", "K3", "NTE", "CR1", "CR2", "CRC"),
        *("HI", "HCP"),
    ),
    "2400": (
        *("LX", "SV1", "SV5", "PWK", "CR1", "CR3", "CRC", "DTP", "QTY", "MEA", "CN1", "REF"),
        *("AMT", "K3", "NTE", "PS1", "HCP"),
    ),
}


def is_known(loop: str) -> bool:
    """Whether a loop is one of the guide's."""
    return not loop.endswith(UNKNOWN)


@lru_cache(maxsize=4096)
def next_loop(loop: str, segment_id: str, qualifier: str) -> str:
    """The loop a segment stands in, after one that stood in `loop`.

    `qualifier` is the segment's first element, for HL its third. A name whose entity code does not
    belong where it stands opens a loop that is not known: nothing but its area is.
    """
    area = _AREA.get(loop, "ST")
    if segment_id == "NM1":
        return _name_loop(area, qualifier)
    if segment_id == "HL":
        return _LEVELS.get(qualifier, UNKNOWN)
    if segment_id == "CLM":
        return "2300"
    if segment_id in ("LX", "SV1") and area in ("2300", "2320", "2400"):
        return "2400"
    if segment_id == "SBR" and area in ("2300", "2320"):
        return "2320"
    if area == "2400" and segment_id in ("SVD", "LQ", "LIN"):
        return {"SVD": "2430", "LQ": "2440", "LIN": "2410"}[segment_id]
    if segment_id in _OWN.get(area, ()) or (area, segment_id, qualifier) in _OWN_QUALIFIED:
        return area
    if segment_id in ("ST", "SE", "BHT"):
        return "ST"
    return loop


def _name_loop(area: str, entity: str) -> str:
    found = _NAMES[area].get(entity)
    if found is None and area == "2320":
        found = _NAMES["2300"].get(entity)
    return found or area + UNKNOWN


def comes_before(loop: str, segment_id: str, missing_loop: str, missing_id: str) -> bool:
    """Whether a segment stands, by the guide's order, before the gap a missing one leaves."""
    if loop != missing_loop:
        return loop < missing_loop
    return segment_rank(loop, segment_id) < segment_rank(loop, missing_id)


def segment_rank(loop: str, segment_id: str) -> int:
    """Where a segment stands among those of its loop; after them if the order does not name it."""
    order = SEGMENT_ORDER.get(loop, ())
    return order.index(segment_id) if segment_id in order else len(order)
