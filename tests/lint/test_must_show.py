"""Faults that lint must show: each at its claim, loop and designator, and nothing beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from claimline.claim.profile import Profile
from claimline.lint.run import LintRun
from claimline.rules.example import lay
from claimline.rules.rule import Setting

CLAIMS_FOLDER = Path(__file__).parents[2] / "fixtures" / "claims"
SECONDARY = CLAIMS_FOLDER / "secondary_2430.837"
DEPENDENT = (CLAIMS_FOLDER / "dependent.837").read_bytes()
TWO_SUBSCRIBERS = (CLAIMS_FOLDER / "commercial.837").read_bytes()
COMMERCIAL = Setting(Profile.COMMERCIAL, jurisdiction=None)
CLEAN = lay("")
RIGHT = "SV1*HC:L1960:RT:KX*900*UN*1***1~"
LEFT = "SV1*HC:L1960:LT:KX*900*UN*1***2~"
FIVE_DIAGNOSES = "HI*ABK:M21371*ABF:M21372*ABF:M21161*ABF:M21162*ABF:M2141~"
NOC = "SV1*HC:L2999:RT::::{description}*900*UN*1***1~NTE*ADD*ACME STRAP 200 PL 900~"

# Rule, CLM01, LX01, loop and designator of a finding.
Found = tuple[str, str | None, str | None, str | None, str | None]


@dataclass(frozen=True)
class Case:
    """A file with one fault, what lint finds in it, and how many claims it holds.

    `why` says why more than one finding, or one below an error, is right.
    """

    name: str
    data: bytes
    found: tuple[Found, ...]
    claims: int = 1
    severity: str = "error"
    why: str = ""


def replaced(old: str, new: str, data: bytes = CLEAN) -> bytes:
    """The file with the one place of a text written anew; SE01 is left as it is."""
    written = old.encode("latin-1")
    assert data.count(written) == 1, f"{old} stands {data.count(written)} times"
    return data.replace(written, new.encode("latin-1"))


def recounted(data: bytes) -> bytes:
    """The file with SE01 as it should be, so that a segment more or less is the only fault."""
    segments = data.split(b"~\n")
    ids = [segment.partition(b"*")[0] for segment in segments]
    start, end = ids.index(b"ST"), ids.index(b"SE")
    segments[end] = b"SE*%d*0001" % (end - start + 1)
    return b"~\n".join(segments)


def without(text: str, data: bytes = CLEAN) -> bytes:
    """The file without the one segment that begins with a text."""
    segments = data.split(b"~\n")
    kept = [segment for segment in segments if not segment.startswith(text.encode())]
    assert len(kept) == len(segments) - 1
    return recounted(b"~\n".join(kept))


def with_segments(before: str, *texts: str) -> bytes:
    """The clean file with segments put before the one that begins with a text."""
    return recounted(replaced(before, "".join(f"{text}~\n" for text in texts) + before))


def with_second_interchange(*, unit_basis: str) -> bytes:
    """The clean file, and after it a claim A2 under delimiters of its own."""
    second = lay(f"CLM*A2*900***12:B:1*Y*A*Y*Y~SV1*HC:L1960:RT:KX*900*{unit_basis}*1***1~")
    second = second.replace(b"000000001", b"000000002")
    return CLEAN + second.translate(bytes.maketrans(b"*:^~", b"|>!\x1d"))


def with_second_family(first: str) -> bytes:
    """The dependent's file with its segments from a level to the last line once more, as CHILD-2.

    The levels are numbered on from 4.
    """
    segments = DEPENDENT.decode("latin-1").split("~\n")
    start, end = segments.index(first), segments.index("SE*37*0001")
    added = 3 - int(first.split("*")[1]) + 1
    family = []
    for segment in segments[start:end]:
        elements = segment.replace("CHILD-1", "CHILD-2").split("*")
        if elements[0] == "HL":
            own, parent = int(elements[1]), int(elements[2] or 0)
            again = parent >= int(first.split("*")[1])
            elements[1] = str(own + added)
            elements[2] = str(parent + added) if again else elements[2]
        family.append("*".join(elements))
    return recounted("~\n".join([*segments[:end], *family, *segments[end:]]).encode("latin-1"))


def with_other_payer_last() -> bytes:
    """The secondary claim with its other payer behind the service lines."""
    segments = SECONDARY.read_bytes().split(b"~\n")
    first, lines = segments.index(b"SBR*P*18*GROUP9******CI"), segments.index(b"LX*1")
    end = segments.index(b"SE*47*0001")
    moved = [*segments[:first], *segments[lines:end], *segments[first:lines], *segments[end:]]
    return b"~\n".join(moved)


def with_second_set() -> bytes:
    """The clean file with its transaction set once more, as 0002, its claim TEST-2."""
    start, end = CLEAN.index(b"ST*"), CLEAN.index(b"GE*")
    second = CLEAN[start:end].replace(b"*0001", b"*0002").replace(b"TEST-1", b"TEST-2")
    return replaced("GE*1*1", "GE*2*1", CLEAN[:end] + second + CLEAN[end:])


def charged(charge: str, total: str) -> bytes:
    """A claim of one line with this charge as it is written."""
    return lay(f"CLM*A1*{total}***12:B:1*Y*A*Y*Y~SV1*HC:L1960:RT:KX*{charge}*UN*1***1~")


def many_lines(count: int) -> bytes:
    """A claim of this many lines, no two of one service and day."""
    return lay(
        "".join(
            f"SV1*HC:L{1960 + 10 * (number % 2)}:RT:KX*900*UN*1***1~"
            f"DTP*472*D8*2025{10 + number // 28:02}{1 + number % 28:02}~"
            for number in range(count)
        )
    )


def at(
    rule: str,
    designator: str | None,
    *,
    loop: str | None = "2400",
    line: str | None = "1",
    claim: str | None = "TEST-1",
) -> Found:
    """A finding, by default one of the first line of the template claim."""
    return rule, claim, line, loop, designator


def of_claim(rule: str, designator: str | None, claim: str = "TEST-1", loop: str = "2300") -> Found:
    """A finding of a claim, outside of its lines."""
    return at(rule, designator, loop=loop, line=None, claim=claim)


def above(rule: str, designator: str | None, loop: str) -> Found:
    """A finding above the claims."""
    return at(rule, designator, loop=loop, line=None, claim=None)


ENVELOPES = [
    Case("SE01 wrong", lay("SE*99*0001~"), (above("X12024", "SE01", "ST"),)),
    Case("GE01 wrong", lay("GE*2*1~"), (above("X12028", "GE01", "GS"),)),
    Case("IEA01 wrong", lay("IEA*2*000000001~"), (above("X12032", "IEA01", "ISA"),)),
    Case(
        "SE02 not ST02",
        replaced("*0001~\nGE", "*0002~\nGE"),
        (above("X12023", "SE02", "ST"),),
    ),
    Case("GE02 not GS06", lay("GE*1*2~"), (above("X12027", "GE02", "GS"),)),
    Case("IEA02 not ISA13", lay("IEA*1*000000002~"), (above("X12031", "IEA02", "ISA"),)),
    Case("SE02 absent", replaced("*0001~\nGE", "~\nGE"), (above("IGC002", "SE02", "ST"),)),
    Case("SE01 no number", lay("SE*A*0001~"), (above("IGC017", "SE01", "ST"),)),
    Case("IEA01 of six digits", lay("IEA*100000*000000001~"), (above("X12032", "IEA01", "ISA"),)),
    Case("ST absent", replaced("ST*837*0001*005010X222A1~\n", ""), (above("X12041", "ST", "ST"),)),
    Case("ST misspelt", replaced("ST*837", "SX*837"), (above("X12034", "SX", "GS"),)),
    Case("GS absent", without("GS*"), (above("X12040", "ST", "ST"),)),
    Case("GS and GE absent", without("GS*", without("GE*")), (above("X12040", "ST", "ST"),)),
    Case("GS01 of remittances", replaced("GS*HC", "GS*HP"), (above("IGC018", "GS01", "GS"),)),
    Case("GS05 no time", replaced("*0930*1*X", "*2530*1*X"), (above("IGC022", "GS05", "GS"),)),
    Case(
        "ISA05 unknown",
        replaced("*ZZ*TESTSUB01 ", "*99*TESTSUB01 "),
        (above("IGC018", "ISA05", "ISA"),),
    ),
    Case(
        "GS02 padded",
        replaced("*TESTSUB01*TESTRCV01*", "*TESTSUB01      *TESTRCV01*"),
        (above("IGC021", "GS02", "GS"),),
        severity="warning",
        why="most receivers strip blanks; its fix is safe",
    ),
    Case(
        "segment between SE and GE",
        replaced("GE*1*1", "ZZZ*1~\nGE*1*1"),
        (above("X12034", "ZZZ", "GS"),),
    ),
    Case(
        "ST in a line",
        replaced("SV1*", "ST*837*0002*005010X222A1~\nSV1*"),
        (at("IGC004", "ST"),),
    ),
    Case(
        "ST in a line, counted",
        with_segments("SV1*", "ST*837*0001*005010X222A1"),
        (at("IGC004", "ST"),),
    ),
    Case(
        "ST in a level",
        replaced("N3*200", "ST*837*0002*005010X222A1~\nN3*200"),
        (above("IGC004", "ST", "2010BA"),),
    ),
    Case(
        "GS in a claim",
        replaced("HI*", "GS*HC*TESTSUB01*TESTRCV01*20260115*0930*2*X*005010X222A1~\nHI*"),
        (of_claim("IGC004", "GS"),),
    ),
    Case(
        "GS in the heading",
        replaced("NM1*40", "GS*HC*TESTSUB01*TESTRCV01*20260115*0930*2*X*005010X222A1~\nNM1*40"),
        (above("IGC004", "GS", "1000A"),),
    ),
    Case("SE in a line", replaced("SV1*", "SE*9*0001~\nSV1*"), (at("IGC004", "SE"),)),
    Case(
        "SE in a level",
        replaced("N3*200", "SE*9*0001~\nN3*200"),
        (above("IGC004", "SE", "2010BA"),),
    ),
    Case("GE in a claim", replaced("HI*", "GE*1*1~\nHI*"), (of_claim("IGC004", "GE"),)),
    Case("GE before SE", replaced("SE*", "GE*1*1~\nSE*"), (at("IGC004", "GE", loop="2420E"),)),
    Case("empty segment in a line", replaced("LX*1~", "LX*1~~"), (at("IGC003", None),)),
    Case(
        "empty segment on a line of its own, counted",
        with_segments("HI*", ""),
        (of_claim("IGC003", None),),
    ),
    Case(
        "empty segments in a level",
        replaced("N3*200", "~~~N3*200"),
        (above("IGC003", None, "2010BA"),),
    ),
    Case("empty segment for an LX", replaced("LX*1~", "~"), (of_claim("IGC003", None),)),
    Case(
        "empty segment before GE",
        replaced("GE*1*1", "~GE*1*1"),
        (above("X12034", "ST", "GS"),),
    ),
    Case(
        "SE absent before another transaction set",
        replaced("SE*26*0001~\n", "", with_second_set()),
        (above("X12022", "SE", "ST"),),
        claims=2,
    ),
    Case(
        "second interchange with other delimiters",
        with_second_interchange(unit_basis="ZZ"),
        (at("UNT001", "SV103", claim="A2"),),
        claims=2,
    ),
]

LEVELS = [
    Case(
        "HL01 jumps",
        replaced("HL*2*1*22", "HL*3*1*22"),
        (above("X12035", "HL01", "2000B"),),
    ),
    Case(
        "HL01 longer than any",
        replaced("HL*2*1*22", f"HL*{'9' * 13}*1*22"),
        (above("IGC015", "HL01", "2000B"),),
    ),
    Case(
        "HL01 no number, which a level below names",
        replaced("HL*1**20", "HL*A**20"),
        (above("X12035", "HL01", "2000A"),),
    ),
    Case(
        "HL02 names nobody",
        replaced("HL*2*1*22", "HL*2*9*22"),
        (above("X12036", "HL02", "2000B"),),
    ),
    Case(
        "HL04 promises a patient",
        replaced("HL*2*1*22*0", "HL*2*1*22*1"),
        (above("X12039", "HL04", "2000B"),),
    ),
    Case(
        "HL04 denies the patient",
        replaced("HL*2*1*22*1", "HL*2*1*22*0", DEPENDENT),
        (above("X12039", "HL", "2000C"),),
    ),
    Case(
        "HL02 of a patient names nobody",
        replaced("HL*3*2*23", "HL*3*9*23", DEPENDENT),
        (above("X12036", "HL02", "2000C"),),
    ),
    Case(
        "HL04 denies the subscriber",
        replaced("HL*1**20*1", "HL*1**20*0"),
        (above("IGC018", "HL04", "2000A"),),
    ),
    Case(
        "subscriber's name with an unknown qualifier",
        replaced("NM1*IL*", "NM1*IX*"),
        (above("IGC004", "NM1", "2000B"),),
    ),
    Case(
        "NM1*85 absent",
        recounted(replaced("NM1*85*2*TEST SUPPLY*****XX*1999999000~\n", "")),
        (above("IGC001", "NM1[85]", "2010AA"),),
    ),
]

LOST = [
    Case("HL 20 absent", without("HL*1*"), (above("IGC001", "HL[20]", "2000A"),)),
    Case("HL 20 misspelt", replaced("HL*1*", "HI*1*"), (above("IGC004", "HI", "1000B"),)),
    Case("HL 20 no segment", replaced("HL*1*", "HX*1*"), (above("IGC003", "HX", "1000B"),)),
    Case("HL 22 absent", without("HL*2*"), (above("IGC001", "HL[22]", "2000B"),)),
    Case("HL 22 no segment", replaced("HL*2*", "HX*2*"), (above("IGC003", "HX", "2010AA"),)),
    Case(
        "HL 22 of a dependent absent",
        without("HL*2*", DEPENDENT),
        (above("IGC001", "HL[22]", "2000B"),),
    ),
    Case(
        "HL 22 behind a claim absent",
        without("HL*3*", TWO_SUBSCRIBERS),
        (above("IGC001", "HL[22]", "2000B"),),
        claims=2,
    ),
    Case(
        "HL 22 of a dependent behind a claim absent",
        without("HL*4*", with_second_family("HL*2*1*22*1")),
        (above("IGC001", "HL[22]", "2000B"),),
        claims=2,
    ),
    Case(
        "HL 20 behind a claim absent",
        without("HL*4*", with_second_family("HL*1**20*1")),
        (above("IGC001", "HL[20]", "2000A"),),
        claims=2,
    ),
    Case(
        "HL 23 absent",
        without("HL*3*", DEPENDENT),
        (above("IGC001", "HL[23]", "2000C"),),
    ),
    Case(
        "HL 23 of a second patient absent",
        without("HL*4*", with_second_family("HL*3*2*23*0")),
        (above("IGC001", "HL[23]", "2000C"),),
        claims=2,
    ),
    Case(
        "HL 23 no segment",
        replaced("HL*3*", "HX*3*", DEPENDENT),
        (above("IGC003", "HX", "2010BB"),),
    ),
    Case("HL01 absent", replaced("HL*2*1*22", "HL**1*22"), (above("IGC002", "HL01", "2000B"),)),
    Case("HL02 absent", replaced("HL*2*1*22", "HL*2**22"), (above("IGC002", "HL02", "2000B"),)),
    Case("CLM absent", without("CLM*"), (above("IGC001", "CLM", "2300"),), claims=0),
    Case("CLM no segment", replaced("CLM*", "CLX*"), (above("IGC003", "CLX", "2010BB"),), claims=0),
    Case(
        "LX of the second line absent",
        without("LX*2", DEPENDENT),
        (at("IGC001", "LX", claim="CHILD-1"),),
    ),
    Case(
        "LX of the second line no segment",
        replaced("LX*2", "LY*2", DEPENDENT),
        (at("IGC003", "LY", loop="2420E", claim="CHILD-1"),),
    ),
    Case("HI absent", without("HI*"), (of_claim("IGC001", "HI"),)),
    Case("HI no segment", replaced("HI*", "HJ*"), (of_claim("IGC003", "HJ"),)),
    Case("SV1 absent", without("SV1*"), (at("IGC001", "SV1"),)),
    Case("SV1 no segment", replaced("SV1*", "SV9*"), (at("IGC003", "SV9"),)),
    Case("date of service no segment", replaced("DTP*472", "DTQ*472"), (at("IGC003", "DTQ"),)),
    Case(
        "second date of service of a dependent no segment",
        replaced(
            "DTP*472*D8*20260108~\nREF*6R*CHILD-1-02",
            "DTQ*472*D8*20260108~\nREF*6R*CHILD-1-02",
            DEPENDENT,
        ),
        (at("IGC003", "DTQ", claim="CHILD-1", line="2"),),
    ),
    Case("ordering provider no segment", replaced("NM1*DK", "NM9*DK"), (at("IGC003", "NM9"),)),
    Case("ordering provider unknown", replaced("NM1*DK", "NM1*DX"), (at("IGC004", "NM1"),)),
    Case(
        "address of the subscriber no segment",
        replaced("N3*200", "N9*200"),
        (above("IGC003", "N9", "2010BA"),),
    ),
    Case(
        "service after its date",
        recounted(
            replaced(
                "SV1*HC:L1960:RT:KX*900*UN*1***1~\nDTP*472*D8*20260108~\n",
                "DTP*472*D8*20260108~\nSV1*HC:L1960:RT:KX*900*UN*1***1~\n",
            )
        ),
        (at("IGC005", "SV1"),),
    ),
    Case(
        "service before its LX",
        recounted(
            replaced(
                "LX*1~\nSV1*HC:L1960:RT:KX*900*UN*1***1~\n",
                "SV1*HC:L1960:RT:KX*900*UN*1***1~\nLX*1~\n",
            )
        ),
        (at("IGC001", "LX", line=None),),
    ),
    Case(
        "date of the claim after an unknown segment of the line",
        with_segments("DTP*472", "ZZZ*1", "DTP*435*D8*20260101"),
        (at("IGC003", "ZZZ"), at("IGC005", "DTP[435]", loop="2300")),
        why="neither is a consequence of the other",
    ),
    Case(
        "HL of no known level",
        replaced("HL*2*1*22", "HL*2*1*99"),
        (above("IGC004", "HL", "2010AA"),),
    ),
]

CLAIMS = [
    Case(
        "POS 00 of the claim",
        lay("CLM*A1*900***00:B:1*Y*A*Y*Y~"),
        (of_claim("IGC018", "CLM05-1", "A1"),),
    ),
    Case(
        "dot in a diagnosis",
        replaced("M21372", "M21.372"),
        (of_claim("IGC046", "HI02-2"),),
    ),
    Case(
        "diagnosis in lower case",
        replaced("ABK:M21371", "ABK:m21371"),
        (of_claim("IGC047", "HI01-2"),),
        severity="warning",
        why="many payers fold it; its fix is safe",
    ),
    Case(
        "amount of eleven digits",
        with_segments("HI*", "AMT*F5*123456789"),
        (of_claim("IGC015", "AMT[F5]02"),),
    ),
    Case(
        "address without a state",
        replaced("N4*ALBANY*NY*122080001", "N4*ALBANY**122080001"),
        (above("IGC023", "N402", "2010BA"),),
    ),
    Case(
        "address without a postal code",
        replaced("N4*ALBANY*NY*122080001", "N4*ALBANY*NY"),
        (above("IGC023", "N403", "2010BA"),),
    ),
    Case(
        "person without a member id",
        replaced("*ADA****MI*1TE5TE5TT00", "*ADA"),
        (above("IGC049", "NM109", "2010BA"),),
    ),
    Case(
        "ABK beside BF",
        replaced("ABF:M21372", "BF:73679"),
        (of_claim("IGC032", "HI02-1"),),
    ),
    Case(
        "principal diagnosis twice",
        replaced("ABF", "ABK"),
        (of_claim("IGC018", "HI02-1"),),
    ),
    Case(
        "diagnosis qualifier in lower case",
        replaced("ABF", "abf"),
        (of_claim("IGC018", "HI02-1"),),
    ),
    Case(
        "frequency 7 without F8",
        lay("CLM*A1*900***12:B:7*Y*A*Y*Y~", COMMERCIAL),
        (of_claim("IGC034", "REF[F8]", "A1"),),
    ),
    Case(
        "frequency 7 without F8 to Medicare",
        lay("CLM*A1*900***12:B:7*Y*A*Y*Y~"),
        (of_claim("IGC034", "REF[F8]", "A1"), of_claim("SUB002", "CLM05-3", "A1")),
        why="the guide wants F8 of every payer; Medicare takes no 7, with F8 or without",
    ),
    Case(
        "diagnoses in two segments",
        with_segments("LX*1", "HI*ABK:M21371"),
        (of_claim("IGC006", "HI"),),
    ),
    Case(
        "name with a non-ASCII byte",
        replaced("TESTPATIENT", "TESTM\xdcLLER"),
        (above("IGC016", "NM103", "2010BA"),),
    ),
    Case(
        "blank at the end of a name",
        replaced("TESTPATIENT*", "TESTPATIENT *"),
        (above("IGC021", "NM103", "2010BA"),),
        severity="warning",
        why="most receivers strip blanks; its fix is safe",
    ),
    Case(
        "blank at the end of a diagnosis",
        replaced("M21372", "M21372  "),
        (of_claim("IGC021", "HI02-2"),),
        severity="warning",
        why="most receivers strip blanks; its fix is safe",
    ),
    Case("fifty-first line", many_lines(51), (at("IGC043", "LX", line="51"),)),
    Case(
        "unknown segment of the claim",
        with_segments("LX*1", "ZZZ*1"),
        (of_claim("IGC003", "ZZZ"),),
    ),
]

LINES = [
    Case(
        "SV104 absent",
        lay("SV1*HC:L1960:RT:KX*900*UN****1~"),
        (at("UNT003", "SV104"),),
    ),
    Case(
        "SV104 of a blank",
        lay("SV1*HC:L1960:RT:KX*900*UN* ***1~"),
        (at("IGC017", "SV104"),),
    ),
    Case(
        "SV104 of nine digits",
        replaced("*UN*1*", "*UN*123456789*"),
        (at("IGC015", "SV104"),),
    ),
    Case(
        "SV104 of four decimals",
        lay("SV1*HC:L4205*900*UN*1.3333***1~NTE*ADD*REPAIR OF L1960 BROKEN ANKLE STRAP~"),
        (at("IGC048", "SV104"),),
    ),
    Case("SV103*ZZ", replaced("*UN*", "*ZZ*"), (at("UNT001", "SV103"),)),
    Case("day that no month has", lay("DTP*472*D8*20260231~"), (at("DTE003", "DTP[472]03"),)),
    Case(
        "qualifier of the date of service unknown",
        replaced("DTP*472*", "DTP*47X*"),
        (at("IGC018", "DTP[472]01"),),
    ),
    Case(
        "qualifier of the date of service with a blank",
        replaced("DTP*472*", "DTP*472 *"),
        (at("IGC018", "DTP[472]01"),),
    ),
    Case("DTP*472 absent", lay("-DTP[472]~"), (at("DTE001", "DTP[472]"),)),
    Case(
        "LX 1, 2, 4",
        lay(f"LX*1~{RIGHT}LX*2~{LEFT}LX*4~SV1*HC:L1970:RT:KX*900*UN*1***1~"),
        (at("X12037", "LX01", line="4"),),
    ),
    Case(
        "LX01 longer than any",
        replaced("LX*1", "LX*1234567"),
        (at("IGC015", "LX01", line="1234567"),),
    ),
    Case(
        "SV101-7 of 85 characters",
        lay(NOC.format(description="D" * 85)),
        (at("NOC002", "SV101-7"),),
    ),
    Case(
        "NTE02 of 95 characters",
        lay(f"{RIGHT}NTE*ADD*{'N' * 95}~"),
        (at("NOC005", "NTE[ADD]02"),),
    ),
    Case(
        "element separator in NTE02",
        lay(f"{RIGHT}NTE*ADD*KNEE*BRACE~"),
        (at("IGC011", "NTE[ADD]03"),),
    ),
    Case(
        "segment terminator in NTE02",
        replaced("KNEE BRACE", "KNEE~\nBRACE", lay(f"{RIGHT}NTE*ADD*KNEE BRACE~")),
        (at("IGC003", None), above("X12024", "SE01", "ST")),
        why="the rest of the note is no segment, and SE01 counts one less than stand there",
    ),
    Case(
        "segment terminator in NTE02, counted",
        recounted(replaced("KNEE BRACE", "KNEE~\nBRACE", lay(f"{RIGHT}NTE*ADD*KNEE BRACE~"))),
        (at("IGC003", None),),
    ),
    Case(
        "component separator in NTE02",
        lay(f"{RIGHT}NTE*ADD*KNEE:BRACE~"),
        (at("IGC012", "NTE[ADD]02"),),
    ),
    Case(
        "five pointers",
        lay(f"{FIVE_DIAGNOSES}SV1*HC:L1960:RT:KX*900*UN*1***1:2:3:4:5~"),
        (at("DXP010", "SV107-5"),),
    ),
    Case("charge 700.001", charged("700.001", "700"), (at("CHG003", "SV102", claim="A1"),)),
    Case(
        "charge 0700",
        charged("0700", "700"),
        (at("CHG003", "SV102", claim="A1"),),
        severity="warning",
        why="a leading zero is not canonical, but its amount can be read",
    ),
    Case("charge +5", charged("+5", "5"), (at("CHG003", "SV102", claim="A1"),)),
    Case("charge 1e3", charged("1e3", "1000"), (at("CHG003", "SV102", claim="A1"),)),
    Case(
        "blank at the end of a procedure code",
        replaced("L1960", "L1960 "),
        (at("COD004", "SV101-2"),),
    ),
    Case(
        "blank at the end of a modifier",
        replaced(":KX", ":KX "),
        (at("IGC021", "SV101-4"),),
        severity="warning",
        why="most receivers strip blanks; its fix is safe",
    ),
    Case(
        "procedure code in lower case",
        replaced("L1960", "l1960"),
        (at("COD004", "SV101-2"),),
        severity="warning",
        why="every payer known can read it; its fix is safe",
    ),
    Case(
        "modifier in lower case",
        replaced(":RT:", ":rt:"),
        (at("COD004", "SV101-3"),),
        severity="warning",
        why="every payer known can read it; its fix is safe",
    ),
    Case("unit basis in lower case", replaced("*UN*", "*un*"), (at("IGC018", "SV103"),)),
    Case("code list in lower case", replaced("HC:", "hc:"), (at("IGC018", "SV101-1"),)),
    Case(
        "POS 00 of the line",
        lay("SV1*HC:L1960:RT:KX*900*UN*1*00**1~"),
        (at("IGC018", "SV105"),),
    ),
    Case(
        "date of service twice",
        with_segments("REF*6R", "DTP*472*D8*20260109"),
        (at("IGC006", "DTP[472]"),),
    ),
    Case(
        "control number of the line twice",
        with_segments("NM1*DK", "REF*6R*2"),
        (at("IGC006", "REF[6R]"),),
    ),
    Case(
        "ordering provider twice",
        with_segments("NM1*DK", "NM1*DK*1*TESTOTHER*PIA****XX*1234567893"),
        (at("PRV007", "NM1[DK]", loop="2420E"),),
    ),
    Case(
        "note with a non-ASCII byte",
        lay(f"{RIGHT}NTE*ADD*M\xdcLLER~"),
        (at("IGC016", "NTE[ADD]02"),),
    ),
    Case(
        "unknown segment of the line",
        with_segments("DTP*472", "ZZZ*1"),
        (at("IGC003", "ZZZ"),),
    ),
]

INNER_LOOPS = [
    Case(
        "SVD of a payer that is none of the claim",
        replaced("SVD*XMPLPLAN*560", "SVD*XMPLPLUS*560", SECONDARY.read_bytes()),
        (at("IGC038", "SVD01", loop="2430", claim="SECOND-1"),),
    ),
    Case(
        "other payer without OI",
        without("OI*", SECONDARY.read_bytes()),
        (of_claim("IGC001", "OI", "SECOND-1", "2320"),),
    ),
    Case(
        "other payer behind the service lines",
        with_other_payer_last(),
        (at("IGC005", "SBR", loop="2320", line="2", claim="SECOND-1"),),
    ),
    Case(
        "two payers of one rank",
        replaced("SBR*S*18", "SBR*P*18", SECONDARY.read_bytes()),
        (of_claim("IGC039", "SBR01", "SECOND-1", "2320"),),
    ),
    Case(
        "adjudication that does not balance",
        replaced("CAS*PR*2*140", "CAS*PR*2*141", SECONDARY.read_bytes()),
        (at("IGC040", "SVD02", loop="2430", claim="SECOND-1"),),
    ),
    Case(
        "segment of 2310C in 2420C",
        with_segments(
            "NM1*DK",
            "NM1*77*2*TEST CENTER",
            "N3*1 TEST WAY",
            "N4*ALBANY*NY*122080001",
            "PER*IC*TEST CONTACT*TE*5555550100",
        ),
        (at("IGC004", "PER", loop="2420C"),),
    ),
    Case(
        "segment of 2310C in 2400",
        with_segments("NM1*DK", "PER*IC*TEST CONTACT*TE*5555550100"),
        (at("IGC004", "PER"),),
    ),
    Case(
        "segment of 2300 in 2400",
        with_segments("NM1*DK", "HI*ABK:M21371"),
        (at("IGC005", "HI", loop="2300"),),
    ),
    Case(
        "date of service after a name of the line",
        recounted(
            replaced(
                "DTP*472*D8*20260108~\nREF*6R*1~\n",
                "REF*6R*1~\nNM1*DQ*1*TESTSUPER*PAT****XX*1234567893~\nDTP*472*D8*20260108~\n",
            )
        ),
        (at("IGC005", "DTP[472]"),),
    ),
]

CASES = [*ENVELOPES, *LEVELS, *LOST, *CLAIMS, *LINES, *INNER_LOOPS]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fault_is_found_once_and_where_it_stands(case: Case) -> None:
    run = LintRun()

    findings = [located.finding for located in run.read(case.data)]

    assert [
        (one.rule, one.claim, one.service_line, one.loop, one.designator) for one in findings
    ] == list(case.found)
    assert {one.severity.value for one in findings} == {case.severity}
    assert run.summary.claims == case.claims
    assert (len(findings) == 1 and case.severity == "error") or case.why


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fault_stands_on_the_bytes_that_its_value_shows(case: Case) -> None:
    findings = [located.finding for located in LintRun(show_phi=True).read(case.data)]

    shown = [one for one in findings if one.value is not None]
    assert all(
        case.data[one.offset :].startswith(one.value.encode("latin-1"))
        for one in shown
        if one.value is not None
    )


@pytest.mark.parametrize(
    ("data", "claims"),
    [
        (CLEAN, 1),
        (lay("", COMMERCIAL), 1),
        (lay(FIVE_DIAGNOSES), 1),
        (many_lines(50), 1),
        (charged("700", "700"), 1),
        (lay(NOC.format(description="D" * 80)), 1),
        (with_second_interchange(unit_basis="UN"), 2),
        (SECONDARY.read_bytes(), 1),
        (lay("CLM*A1*900***12:B:7*Y*A*Y*Y~REF*F8*12345~", COMMERCIAL), 1),
        (TWO_SUBSCRIBERS, 2),
        (replaced("N4*ALBANY*NY*122080001", "N4*TORONTO***CA"), 1),
        (CLEAN.replace(b"~\n", b"~\r\n\r\n"), 1),
        (CLEAN.replace(b"~\n", b"\n") + b"\n\n", 1),
        (with_second_set(), 2),
        (with_second_family("HL*1**20*1"), 2),
        (with_second_family("HL*2*1*22*1"), 2),
        (with_second_family("HL*3*2*23*0"), 2),
    ],
    ids=[
        *("template", "commercial", "five diagnoses", "fifty lines", "charge", "long description"),
        *("two interchanges", "other payer", "frequency 7 with F8"),
        *(
            "address abroad",
            "two subscribers",
            "blank lines",
            "lines that terminate",
            "two transaction sets",
        ),
        *("two suppliers", "two families", "two patients"),
    ],
)
def test_file_without_the_fault_has_nothing(data: bytes, claims: int) -> None:
    run = LintRun()

    findings = list(run.read(data))

    assert findings == []
    assert run.summary.claims == claims


@pytest.mark.parametrize("segment", ["ST*837*0002*005010X222A1", "SE*9*0001", "GE*1*1"])
def test_envelope_segment_in_the_middle_is_to_be_removed(segment: str) -> None:
    (located,) = LintRun().read(replaced("SV1*", f"{segment}~\nSV1*"))

    assert located.finding.help.startswith("Remove the segment")
