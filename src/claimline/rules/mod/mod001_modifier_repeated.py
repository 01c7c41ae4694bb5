"""MOD001: one modifier twice."""

from __future__ import annotations

from claimline.claim.views import LineAsSent
from claimline.findings import Fix, Problem, Severity
from claimline.rules import sources
from claimline.rules.repair import rewritten
from claimline.rules.rule import Bad, Good, Problems, Service, ServiceContext, service_rule


@service_rule(
    "MOD001",
    Severity.ERROR,
    sources=[sources.CEDI_AUG19],
    statuses=["A7:453"],
    examples=[
        Bad("SV1*HC:L1960:RT:KX:RT*900*UN*1***1~", at="SV101-5"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
    ],
)
def modifier_repeated(service: Service, context: ServiceContext) -> Problems:
    """A modifier stands on the line more than once.

    ## Why
    A modifier counts once however often it stands, and a repeat usually means that another one was
    meant. The front end of the DME MACs rejects the claim (edit X222.351.2400.SV101-3.040).

    ## Fix
    Remove the repeat, or put the modifier that was meant in its place.
    """
    modifiers = service.modifiers
    if len(set(modifiers)) == len(modifiers):
        return ()
    return _repetitions(service, modifiers)


def _repetitions(service: Service, modifiers: tuple[str, ...]) -> Problems:
    for modifier in dict.fromkeys(modifiers):
        if modifiers.count(modifier) > 1:
            first = modifiers.index(modifier)
            yield Problem(
                service.modifier_at(modifiers.index(modifier, first + 1)),
                f"modifier {modifier} stands on the line {modifiers.count(modifier)} times",
                related=(service.modifier_at(first),),
                fix=_each_once,
            )


def _each_once(line: LineAsSent) -> Fix:
    modifiers = tuple(dict.fromkeys(line.modifiers or ()))
    return Fix("suggested", "keep each modifier once", (rewritten(line, modifiers),))
