"""Small 837P interchanges for tests, made of segments written as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimline.claim.document import read
from claimline.claim.views import ClaimAsSent, LineAsSent, Party

ISA = (
    "ISA*00*          *00*          *ZZ*TESTSUB01      *ZZ*TESTRCV01      "
    "*260115*0930*^*00501*000000001*0*T*:"
)
HEADER = (
    ISA,
    "GS*HC*TESTSUB01*TESTRCV01*20260115*0930*1*X*005010X222A1",
    "ST*837*0001*005010X222A1",
    "BHT*0019*00*1*20260115*0930*CH",
    "NM1*41*2*TEST SUPPLY*****46*TESTSUB01",
    "PER*IC*TEST CONTACT*TE*5555550100",
    "NM1*40*2*TEST RECEIVER*****46*TESTRCV01",
)
BILLING = (
    "HL*1**20*1",
    "PRV*BI*PXC*335E00000X",
    "NM1*85*2*TEST SUPPLY*****XX*1999999000",
    "N3*100 TEST STREET",
    "N4*ALBANY*NY*122079998",
    "REF*EI*990000001",
)
SUBSCRIBER = (
    "HL*2*1*22*0",
    "SBR*P*18*******MB",
    "NM1*IL*1*TESTPATIENT*ADA****MI*1TE5TE5TT00",
    "N3*200 SAMPLE AVE",
    "N4*ALBANY*NY*122080001",
    "DMG*D8*19500412*F",
    "NM1*PR*2*TEST PAYER*****PI*17013",
)
CLAIM = ("CLM*A1*900***12:B:1*Y*A*Y*Y", "HI*ABK:M21371*ABF:M21372")
LINE = (
    "LX*1",
    "SV1*HC:L1960:RT:KX*900*UN*1***1",
    "DTP*472*D8*20260108",
    "REF*6R*17",
)
ORDERING = "NM1*DK*1*TESTORDER*PAT****XX*1234567893"
TRAILERS = ("SE*20*0001", "GE*1*1", "IEA*1*000000001")


def written(*segments: str, end: str = "~\n") -> bytes:
    """The segments as bytes."""
    return "".join(f"{segment}{end}" for segment in segments).encode("latin-1")


def interchange(*segments: str) -> bytes:
    """An interchange of one transaction set, from its first HL to before SE."""
    return written(*HEADER, *segments, *TRAILERS)


def claims_of(*segments: str) -> list[ClaimAsSent]:
    """The claims of such an interchange."""
    return list(read(interchange(*segments)).claims())


def claim_of(*segments: str) -> ClaimAsSent:
    """The claim of these segments of loop 2300, its lines among them."""
    (claim,) = claims_of(*BILLING, *SUBSCRIBER, *segments)
    return claim


def line_of(*segments: str) -> LineAsSent:
    """The service line of these segments of loop 2400."""
    (line,) = claim_of(*CLAIM, *segments).lines
    return line


def loops(parties: Sequence[Party]) -> list[str]:
    """The loops of name loops."""
    return [party.loop for party in parties]


def places(claim: ClaimAsSent) -> Iterator[tuple[str, str, int | None, int, tuple[int, int]]]:
    """Text, loop, position, offset, line and column of each segment of a claim."""
    for segment in claim.segments():
        at = segment.chunk.line_and_column(segment.offset)
        yield segment.text, segment.loop, segment.position, segment.offset, at
