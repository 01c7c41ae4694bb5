"""SUB005: a patient who is not the subscriber, at Medicare."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, Patient
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, Setting, claim_rule

_DEPENDENT = (
    "HL*2*1*22*1~SBR*P********{}~HL*3*2*23*0~PAT*19~NM1*QC*1*TESTCHILD*BEN~"
    "N3*200 SAMPLE AVE~N4*ALBANY*NY*122080001~DMG*D8*20150412*M~"
)


@claim_rule(
    "SUB005",
    Severity.ERROR,
    sources=[sources.CMS_837P],
    profiles=[Profile.MEDICARE_DME, Profile.MEDICARE],
    reads=Reads(present={"patient"}),
    examples=[
        Bad(_DEPENDENT.format("MB"), at="HL03"),
        Good("CLM*A1*900***12:B:1*Y*A*Y*Y~"),
        Good(_DEPENDENT.format("CI"), setting=Setting(Profile.COMMERCIAL)),
    ],
)
def patient_loop_at_medicare(claim: ClaimAsSent, context: Context) -> Problems:
    """A claim to Medicare stands under a patient who is not the subscriber.

    ## Why
    Medicare insures no families: each patient is a subscriber with a number of their own, and the
    front end rejects loop 2000C.

    ## Fix
    Send the patient in loop 2000B with relationship 18, and leave loop 2000C out.
    """
    if claim.patient and claim.number_in_level == 1:
        message = "the patient of a Medicare claim is sent as somebody other than the subscriber"
        yield Problem(claim.patient.at(Patient.code), message)
