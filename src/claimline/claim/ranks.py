"""Ranks: where each node stands in the order of the guide."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from claimline.guide.nodes import LoopNode, SegmentNode
from claimline.guide.tables import load_guide
from claimline.x12.designator import Designator


def rank_of(node: SegmentNode | None) -> int:
    """The node's place in the order of the guide, from 1; 0 for a segment that is no node."""
    return _ranks()[node] if node else 0


@lru_cache(maxsize=1024)
def guide_rank(loop: str, designator: Designator) -> int:
    """The place of the segment that a designator names in a loop; 0 if the guide has none there."""
    nodes = load_guide("837").find_segments(
        str(Designator(designator.segment, designator.qualifier))
    )
    return next((_ranks()[node] for node in nodes if node.loop.id == loop), 0)


@cache
def _ranks() -> dict[SegmentNode, int]:
    """The rank of each node; the copies of a loop that stands under two others rank alike."""
    ranks: dict[SegmentNode, int] = {}
    of_place: dict[tuple[str, int], int] = {}
    for node in _in_order(load_guide("837").root):
        place = node.loop.id, node.loop.children.index(node)
        ranks[node] = of_place.setdefault(place, len(of_place) + 1)
    return ranks


def _in_order(loop: LoopNode) -> Iterator[SegmentNode]:
    for child in loop.children:
        if isinstance(child, LoopNode):
            yield from _in_order(child)
        else:
            yield child
