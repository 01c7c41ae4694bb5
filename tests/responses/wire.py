"""Responses as bytes: transaction sets in envelopes that count them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from claimline.claim.document import read
from claimline.responses.record import Record
from claimline.responses.run import Only, RejectsRun

_GROUPS = {"999": "FA", "277": "HN", "835": "HP"}
_GUIDES = {"999": "005010X231A1", "277": "005010X214", "835": "005010X221A1"}
BATCH = "TESTBATCH"


def isa(number: int = 1) -> str:
    """The ISA of an answer to the template claim's sender."""
    return (
        "ISA*00*          *00*          *ZZ*TESTRCV01      *ZZ*TESTSUB01      "
        f"*260116*0700*^*00501*{number:09}*0*T*:~"
    )


def response(code: str, *bodies: str, number: int = 1, guide: str | None = None) -> bytes:
    """An interchange with one functional group of a transaction set for each body."""
    version = guide or _GUIDES[code]
    text = isa(number)
    text += f"GS*{_GROUPS[code]}*TESTRCV01*TESTSUB01*20260116*0700*{number}*X*{version}~"
    for index, body in enumerate(bodies, 1):
        segments = [one for one in body.replace("\n", "").split("~") if one.strip()]
        guide_too = "" if code == "835" else f"*{version}"
        text += f"ST*{code}*{index:04}{guide_too}~" + "".join(f"{one.strip()}~" for one in segments)
        text += f"SE*{len(segments) + 2}*{index:04}~"
    text += f"GE*{len(bodies)}*{number}~IEA*1*{number:09}~"
    return text.encode("latin-1")


def ta1(*elements: str) -> bytes:
    """A TA1-only interchange."""
    return f"{isa()}TA1*{'*'.join(elements)}~IEA*0*000000001~".encode("latin-1")


def claim_status(*claims: str, batch: str = BATCH) -> bytes:
    """A 277CA; each claim is what follows its HL."""
    body = "BHT*0085*08*TEST277*20260116*0700*TH~HL*1**20*1~NM1*PR*2*TEST PAYER*****PI*17013~"
    body += "TRN*1*TRACE~DTP*050*D8*20260116~DTP*009*D8*20260116~HL*2*1*21*1~"
    body += f"NM1*41*2*TEST SUPPLY*****46*TESTSUB01~TRN*2*{batch}~STC*A1:19:PR*20260116*WQ*1~"
    body += "HL*3*2*19*1~NM1*85*2*TEST SUPPLY*****XX*1999999000~TRN*1*0~STC*A1:19:PR**WQ*1~"
    for index, claim in enumerate(claims, 4):
        body += f"HL*{index}*3*PT~NM1*QC*1*TESTPATIENT*ADA****MI*1TE5TE5TT00~{claim}"
    return response("277", body)


def remittance(*claims: str, payment: str = "0", provider: str = "") -> bytes:
    """An 835 of claims that begin with CLP; `provider` is its PLB."""
    body = f"BPR*I*{payment}*C*ACH*CCP*01*999999992*DA*1*1999999999**01*999999992*DA*9*20260201~"
    body += "TRN*1*EFT1*1999999999~DTM*405*20260201~N1*PR*TEST PAYER~N3*1 TEST PLAZA~"
    body += (
        "N4*ALBANY*NY*12207~PER*BL*TEST DESK*TE*5555550111~N1*PE*TEST SUPPLY*XX*1999999000~LX*1~"
    )
    return response("835", body + "".join(claims) + provider)


def rejects(
    folder: Path,
    sent: bytes | Iterable[bytes],
    *responses: bytes,
    only: Only = Only.ALL,
) -> tuple[list[Record], RejectsRun]:
    """The records of responses joined to what was sent, and the run that is closed."""
    paths = []
    for index, data in enumerate([sent] if isinstance(sent, bytes) else sent):
        path = folder / f"sent{index}.837"
        path.write_bytes(data)
        paths.append(path)
    run = RejectsRun(paths, only=only)
    records = [
        record
        for index, data in enumerate(responses)
        for record in run.read(data, f"response{index}")
    ]
    return records, run


def offset_of(data: bytes, line: int) -> int:
    """The byte offset of the LX of a line of the first claim."""
    claim = next(read(data).claims())
    segments = [one for one in claim.lines[line - 1].segments() if one.id == "LX"]
    return segments[0].offset
