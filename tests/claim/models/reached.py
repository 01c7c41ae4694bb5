"""Which loops and segments of the guide a test has reached, as a table to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from claimline.claim.document import read
from claimline.claim.events import Closed
from claimline.claim.models.claim import Claim
from claimline.claim.models.model import LoopModel
from claimline.claim.models.parties import (
    BillingProvider,
    Patient,
    Payer,
    Receiver,
    Submitter,
    Subscriber,
)
from claimline.claim.models.plan import plan_of, same_node
from claimline.claim.views import ClaimAsSent, Heading, Level
from claimline.guide.nodes import SegmentNode
from claimline.guide.tables import load_guide

_ENVELOPE = frozenset(("ST", "BHT", "SE"))
_NUMBERED = frozenset(("HL", "LX"))


class Reached:
    """Counts the segments of files by their node."""

    def __init__(self) -> None:
        self.counts: Counter[SegmentNode] = Counter()

    def add(self, data: bytes) -> None:
        """Count the segments of a file's transaction sets."""
        for event in read(data).events():
            view = event.view if isinstance(event, Closed) else None
            if isinstance(view, (Heading, Level, ClaimAsSent)):
                self.counts.update(
                    same_node(segment.node) for segment in view.segments() if segment.node
                )

    def missed(self, nodes: Iterable[SegmentNode]) -> list[str]:
        """Those of the nodes that were not reached."""
        return [name(node) for node in nodes if not self.counts[node]]

    def table(self) -> str:
        """A row for each segment of the guide: how often it was reached, and how it is held."""
        named = set(modelled())
        rows = [f"{'loop':<7}{'segment':<22}{'held as':<10}{'reached':>9}"]
        for node in load_guide("837").segments():
            if node.id not in _ENVELOPE:
                held = "field" if node in named or node.id in _NUMBERED else "generic"
                reached = self.counts[node] or "-"
                rows.append(f"{node.loop.id:<7}{shown(node):<22}{held:<10}{reached:>9}")
        return "\n".join(rows)


def name(node: SegmentNode) -> str:
    return f"{node.loop.id} {shown(node)}"


def shown(node: SegmentNode) -> str:
    codes = node.qualifiers[:4]
    more = "|..." if len(node.qualifiers) > 4 else ""
    return f"{node.id}[{'|'.join(codes)}{more}]" if codes else node.id


def modelled() -> Iterator[SegmentNode]:
    """The segments that a field of a model is of."""
    seen: set[tuple[type[LoopModel], str]] = set()
    for model in (Submitter, Receiver, BillingProvider, Subscriber, Payer, Patient, Claim):
        yield from _below(model, model.loops[0], seen)


def _below(
    model: type[LoopModel], loop: str, seen: set[tuple[type[LoopModel], str]]
) -> Iterator[SegmentNode]:
    if (model, loop) in seen:
        return
    seen.add((model, loop))
    plan = plan_of(model, loop)
    yield from plan.nodes
    yield from plan.many
    for inner, place in plan.inner.items():
        assert issubclass(place.model, LoopModel)
        yield from _below(place.model, inner, seen)
