"""ADD017: a code for replacement beside a new device."""

from __future__ import annotations

from datetime import date

from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import Attributes, Certainty, CodeList, Role
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.devices import Device, Part
from claimline.rules.modifiers import REPLACED
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    Setting,
    claim_rule,
)

# Voice prostheses are worn out in months: a new one and its supplies go together.
_VOICE = "larynx"
_BASE = "SV1*HC:L5301:RT:KX*2500*UN*1***1~"


def _is_replacement(attributes: Attributes) -> bool:
    return (
        attributes.role is Role.REPLACEMENT
        and attributes.checked is not Certainty.UNSURE
        and attributes.body_region != _VOICE
    )


@claim_rule(
    "ADD017",
    Severity.WARNING,
    sources=[sources.HCPCS_CODES, sources.ART_LLP],
    confidence=Confidence.LIKELY,
    remittance=["97"],
    reads=Reads(letters="L", attributes=_is_replacement, only_services=True),
    examples=[
        Bad(f"{_BASE}SV1*HC:L5971:RT:KX:K1*150*UN*1***1~", at="2 SV101-2"),
        Bad(f"{_BASE}SV1*HC:L5700:RT:KX*2500*UN*1***1~", at="2 SV101-2"),
        Good(_BASE),
        Good("SV1*HC:L8507*60*UN*1***1~SV1*HC:L8513*10*UN*2***1~"),
        Good("SV1*HC:L5700:RT:KX*2500*UN*1***1~SV1*HC:L5673:RT:KX*500*UN*1***1~"),
        Good(
            "SV1*HC:L5700:RT:KX*2500*UN*1***1~SV1*HC:L5981:RT:KX:K3*2900*UN*1***1~"
            "SV1*HC:L5679:RT:KX*700*UN*2***1~"
        ),
        Bad(
            "SV1*HC:L5700:RT:KX*2500*UN*1***1~DTP*472*D8*20260408~"
            "SV1*HC:L5981:RT:KX:K3*2900*UN*1***1~DTP*472*D8*20260408~"
            "SV1*HC:L5992:RT:KX*150*UN*1***1~DTP*472*D8*20260408~",
            at="3 SV101-2",
            setting=Setting(as_of=date(2026, 4, 15)),
        ),
        Good(f"{_BASE}SV1*HC:L5971:LT:KX:K1*150*UN*1***1~NTE*ADD*RPL FOOT PT OWNED L5100~"),
    ],
)
def replacement_on_new_device(claim: ClaimAsSent, context: Context) -> Problems:
    """A code that is worded as a replacement stands with a new device of the same side and date.

    ## Why
    What is new holds its parts. A replacement foot, socket, strap or cover is for a device the
    patient has, and is bundled with a new one. A foot is no such thing to a socket: both may be
    replaced in one visit.

    ## Fix
    Leave the replacement out, or send RA or RB where the device itself is a replaced one.
    """
    for device in context.devices(claim):
        new = _new(device, context)
        for part in device.replacements:
            if part.for_owned_device or not _is_judged(part, context):
                continue
            socket = context.is_on(CodeList.REPLACEMENT_SOCKET, part)
            beside = [
                other
                for other in new
                if other.service_date == part.service_date and (other is device.base or not socket)
            ]
            if beside:
                yield Problem(
                    part.at(LineAsSent.code),
                    f"{part} is a replacement, {beside[0].code} of the same date is new",
                    related=(beside[0].at(LineAsSent.code),),
                )


def _is_judged(part: Part, context: Context) -> bool:
    """Whether it is one; batteries, which come with powered parts, are ADD024's."""
    battery = context.is_on(CodeList.BATTERY, part)
    return _is_replacement(part.attributes) and not battery


def _new(device: Device, context: Context) -> list[Part]:
    """The base of a device, and its foot, as far as they are new ones."""
    feet = [part for part in device.additions() if context.is_on(CodeList.FOOT, part)]
    return [
        part
        for part in ([device.base] if device.base else []) + feet
        if REPLACED.isdisjoint(part.modifiers)
    ]
