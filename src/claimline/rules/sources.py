"""The publications rules are defended with, by the keys of the rule catalogue."""

from __future__ import annotations

from claimline.findings import Source

AOPA_25 = Source(
    "AOPA: new codes 2025-04-01 (L1933, L1952 ...).",
    "https://aopanet.org/coding-reimbursement/coding-issues",
)
APMA_RTLT = Source(
    "APMA: RT and LT lines each carry the units dispensed for that side.",
    "https://www.apma.org/about-apma/news/news-releases/2018/coding-alert-dispensing-bilateral-dme-items/",
)
BCBSNC = Source(
    "BCBSNC 2012: modifier 50 denied on O&P.",
    "http://www.bcbsnc.com/content/providers/news-and-information/news/Orthotic%20prosthetic%20appliances%20and%20appropriate%20use%20of%20RT%20and%20LT%20modifiers.htm",
)
CEDI_AUG19 = Source(
    "CEDI top 10, August 2019: A7:453 duplicate modifiers.",
    "https://www.ngscedi.com/ngs/portal/ngscedi/top%2010%20cedi%20edits%20for%20august%202019/",
)
CEDI_OCT22 = Source(
    "CEDI top 10, October 2022: A7:507 and edit reference.",
    "https://ngscedi.com/web/ngscedi/w/top-10-edits-in-october-2022",
)
CEDI_Q2_11 = Source(
    "CEDI Q2 2011: referring provider not needed on DME claims; A7:562.",
    "http://www.ngscedi.com/News/ngs_070511_Quarter.htm",
)
CEDI15 = Source(
    "CEDI top 15 5010A1 edits (A8:306, A7:453, A7:187, A7:254 ...).",
    "https://abcdocz.com/doc/425964/cedi-top-15-5010a1-edits-general-information",
)
CGS_BIL24 = Source(
    "CGS RT/LT fact sheet, 2024-12-16.",
    "https://cgsmedicare.com/jc/education/fact_sheets/bilateral_modifiers.html",
)
CGS_KX18 = Source(
    "CGS 2018-01-16: KX policies; reject without KX/GA/GY/GZ; no reopening.",
    "https://www.cgsmedicare.com/jc/pubs/news/2018/0118/cope5900.html",
)
CGS_NOC16 = Source(
    "Joint DME MAC, 2016-08-31: CEDI SV101-7 edit and NTE contents for miscellaneous codes.",
    "https://www.cgsmedicare.com/jb/pubs/news/2016/08/cope362.html",
)
CGS_ORD = Source(
    "CGS ordering provider job aid (N265, N276, MA13).",
    "https://cgsmedicare.com/jc/claims/denials/ordrefjobaid.html",
)
CGS_RTLT = Source(
    "CGS 2019-05-31 / 2023-02-16: RT and LT on separate lines, 1 unit each.",
    "https://cgsmedicare.com/jc/pubs/news/2019/05/cope12669.html",
)
CMS_AN19 = Source(
    "data-raw/2019-Alpha-Numeric-HCPCS-File.zip: CMS HCPCS alpha-numeric file 2019 (long descriptors, indicators, dates, modifiers).",
    "https://github.com/dewittpe/cms.hcpcs",
)
CMS_B26 = Source(
    "sample.csv, 2026-04: CMS Addendum B April 2026 (code list and short names).",
    "https://github.com/softek/CMS.HCPCS",
)
CMS_NOC19 = Source(
    "data-raw/2019-HCPCS-NOC-Codes.zip: CMS HCPCS NOC code file 2019.",
    "https://github.com/dewittpe/cms.hcpcs",
)
KAREO_NOC = Source(
    "Clearinghouse rejection wording for a missing SV101-7.",
    "https://helpme.kareo.com/01_Kareo_PM/Claim_Rejections/Claim_Rejection_Codes/2400_SUB-ELEMENT_SV101-07_IS_MISSING",
)
MAP837 = Source(
    "pyx12/map/837.5010.X222.A1.xml: Machine-readable 005010X222A1 map: usage, code lists, repeats.",
    "https://github.com/azoner/pyx12",
)
NOR_DENIAL = Source(
    "Noridian denial code list (4/N519, 5/M77, 16/M51/N350, 29/N211, 50/N115 ...).",
    "https://med.noridianmedicare.com/web/jadme/topics/ra/denial-resolution",
)
NOR_DENIALG = Source(
    "Noridian denial guidance (151 M3/M25, MA13 N264 N575, N265 N276).",
    "https://med.noridianmedicare.com/web/jadme/topics/ra/denial-guidance",
)
NOR_KX = Source(
    "Noridian modifier KX (MA130 lines must be resubmitted).",
    "https://med.noridianmedicare.com/web/jddme/topics/modifiers/kx",
)
NOR_KX12 = Source(
    "Noridian 2012: KX policy list; other use is inappropriate.",
    "https://med.noridianmedicare.com/web/jddme/article-detail/-/view/2230703/kx-modifier-billing-reminder",
)
NOR_MOD = Source(
    "Noridian modifiers page: order, 99, exclusivity.",
    "https://med.noridianmedicare.com/es/web/jddme/topics/modifiers",
)
NOR_NOC = Source(
    "Noridian: billing NOC codes (narrative list, 80 characters, custom fabricated, PL amount).",
    "https://med.noridianmedicare.com/web/jadme/claims-appeals/billing-situations/billing-not-otherwise-classified-noc-hcpcs-code",
)
NOR_NOC_JD = Source(
    "Noridian JD version of the same page (NTE at 2400 or 2300).",
    "https://med.noridianmedicare.com/es/web/jddme/claims-appeals/billing-situations/billing-not-otherwise-classified-noc-hcpcs-code",
)
NOR_POS = Source(
    "Noridian DMEPOS place of service list; POS 31/32 exceptions.",
    "https://med.noridianmedicare.com/es/web/jadme/claims-appeals/claim-submission/pos",
)
NOR_UTIL = Source(
    "Noridian: required modifiers; KX/GA/GZ/GY never together.",
    "https://med.noridianmedicare.com/web/jddme/article-detail/-/view/2230715/utilize-correct-modifier-s-per-hcpcs-code",
)
OPE_25 = Source(
    "O&P EDGE: codes new and deleted 2025-04-01 (L8010 deleted).",
    "https://opedge.com/new-revised-hcpcs-codes-effective-april-1/",
)
OSS_MOD = Source(
    "Manufacturer summary: rental/purchase modifiers typically do not apply to L codes.",
    "https://www.ossur.com/en-us/professionals/ossur-rr/dmepos-modifiers",
)
OSS_REP = Source(
    "Repairs: L4205 L4210 L7510 L7520 narratives; RB parts include labour.",
    "https://www.ossur.com/en-us/professionals/ossur-rr/billing-repairs",
)
OSS_REP18 = Source(
    "Repairs: 15-minute units example.",
    "https://www.ossur.com/resources/ossur-r-r/how-to-bill-repairs",
)
STEDI_FMT = Source(
    "Clearinghouse edit: procedure code is exactly 5 alphanumerics with a digit.",
    "https://www.stedi.com/site/changelog/claim-edit-invalid-procedure-code-format",
)
USREHAB_N350 = Source(
    "US Rehab: CO-16 with N350 when the narrative is missing (effective 2013-05-01).",
    "http://blog.usrehab.com/reminder-for-using-not-otherwise-classified-n/",
)
VH_RTLT = Source(
    "Code list requiring RT/LT, quoted from the joint DME MAC article.",
    "https://www.vanhalemgroup.com/blog/post/avoid-an-unprocessable-medicare-claim-denial",
)
