"""The publications rules are defended with, by the keys of the rule catalogue."""

from __future__ import annotations

from claimline.findings import Source

AOPA_25 = Source(
    "AOPA, codes new on 2025-04-01: L1933, L1952 and others",
    "https://aopanet.org/coding-reimbursement/coding-issues",
)
APMA_RTLT = Source(
    "APMA, coding alert on bilateral DME items, 2018: each line carries the units of its side",
    "https://www.apma.org/about-apma/news/news-releases/2018/coding-alert-dispensing-bilateral-dme-items/",
)
BCBSNC = Source(
    "BCBS North Carolina, RT and LT on orthotic and prosthetic appliances, 2012: no modifier 50",
    "http://www.bcbsnc.com/content/providers/news-and-information/news/Orthotic%20prosthetic%20appliances%20and%20appropriate%20use%20of%20RT%20and%20LT%20modifiers.htm",
)
CEDI_AUG19 = Source(
    "CEDI, ten most frequent edits of August 2019: A7:453, modifiers repeated",
    "https://www.ngscedi.com/ngs/portal/ngscedi/top%2010%20cedi%20edits%20for%20august%202019/",
)
CEDI_OCT22 = Source(
    "CEDI, ten most frequent edits of October 2022: A7:507, procedure codes",
    "https://ngscedi.com/web/ngscedi/w/top-10-edits-in-october-2022",
)
CEDI_Q2_11 = Source(
    "CEDI, ten most frequent edits, second quarter of 2011: A7:562, provider identifiers",
    "http://www.ngscedi.com/News/ngs_070511_Quarter.htm",
)
CEDI15 = Source(
    "CEDI, fifteen most frequent edits of 5010A1 claims",
    "https://abcdocz.com/doc/425964/cedi-top-15-5010a1-edits-general-information",
)
CGS_BIL24 = Source(
    "CGS, fact sheet on RT and LT, 2024-12-16",
    "https://cgsmedicare.com/jc/education/fact_sheets/bilateral_modifiers.html",
)
CGS_KX18 = Source(
    "CGS, policies that ask KX, GA, GZ or GY, 2018-01-16",
    "https://www.cgsmedicare.com/jc/pubs/news/2018/0118/cope5900.html",
)
CGS_NOC16 = Source(
    "CGS, description and line note of miscellaneous codes, 2016-08-31",
    "https://www.cgsmedicare.com/jb/pubs/news/2016/08/cope362.html",
)
CGS_ORD = Source(
    "CGS, job aid on denials for the ordering provider: N264, N265, N276, MA13",
    "https://cgsmedicare.com/jc/claims/denials/ordrefjobaid.html",
)
CGS_RTLT = Source(
    "CGS, RT and LT on separate lines, 2019-05-31, revised 2023-02-16",
    "https://cgsmedicare.com/jc/pubs/news/2019/05/cope12669.html",
)
CMS_NOC19 = Source(
    "CMS, NOC codes of HCPCS, 2019",
    "https://github.com/dewittpe/cms.hcpcs",
)
KAREO_NOC = Source(
    "Kareo, claim rejections: SV101-7 missing in loop 2400",
    "https://helpme.kareo.com/01_Kareo_PM/Claim_Rejections/Claim_Rejection_Codes/2400_SUB-ELEMENT_SV101-07_IS_MISSING",
)
MAP837 = Source(
    "pyx12, map of 005010X222A1: usages, code lists and repeats",
    "https://github.com/azoner/pyx12",
)
NOR_DENIAL = Source(
    "Noridian, denial codes and how to resolve them",
    "https://med.noridianmedicare.com/web/jadme/topics/ra/denial-resolution",
)
NOR_DENIALG = Source(
    "Noridian, denial guidance: N264, N265, N276, N575 with MA13",
    "https://med.noridianmedicare.com/web/jadme/topics/ra/denial-guidance",
)
NOR_KX = Source(
    "Noridian, modifier KX: a line left without it (MA130) must be sent again",
    "https://med.noridianmedicare.com/web/jddme/topics/modifiers/kx",
)
NOR_MOD = Source(
    "Noridian, modifiers for DMEPOS: order, 99, and which exclude each other",
    "https://med.noridianmedicare.com/es/web/jddme/topics/modifiers",
)
NOR_NOC = Source(
    "Noridian (jurisdiction A), billing NOC codes: what the line note holds",
    "https://med.noridianmedicare.com/web/jadme/claims-appeals/billing-situations/billing-not-otherwise-classified-noc-hcpcs-code",
)
NOR_NOC_JD = Source(
    "Noridian (jurisdiction D), billing NOC codes: the note at 2400 or 2300",
    "https://med.noridianmedicare.com/es/web/jddme/claims-appeals/billing-situations/billing-not-otherwise-classified-noc-hcpcs-code",
)
NOR_POS = Source(
    "Noridian, places of service for DMEPOS, and what is paid at 31 and 32",
    "https://med.noridianmedicare.com/es/web/jadme/claims-appeals/claim-submission/pos",
)
NOR_UTIL = Source(
    "Noridian, required modifiers: KX, GA, GZ and GY never together",
    "https://med.noridianmedicare.com/web/jddme/article-detail/-/view/2230715/utilize-correct-modifier-s-per-hcpcs-code",
)
OPE_25 = Source(
    "O&P EDGE, codes new, revised and ended by 2025-04-01: L8010 and others",
    "https://opedge.com/new-revised-hcpcs-codes-effective-april-1/",
)
OSS_REP = Source(
    "Össur, billing repairs: what the line note holds",
    "https://www.ossur.com/en-us/professionals/ossur-rr/billing-repairs",
)
OSS_REP18 = Source(
    "Össur, how to bill repairs: labour in units of 15 minutes, 2018",
    "https://www.ossur.com/resources/ossur-r-r/how-to-bill-repairs",
)
STEDI_FMT = Source(
    "Stedi, claim edit: the format of a procedure code",
    "https://www.stedi.com/site/changelog/claim-edit-invalid-procedure-code-format",
)
USREHAB_N350 = Source(
    "US Rehab, on the DME MACs' CO-16 with N350 for NOC codes without narrative, from 2013-05-01",
    "http://blog.usrehab.com/reminder-for-using-not-otherwise-classified-n/",
)
VH_RTLT = Source(
    "Joint DME MAC article of 2019 on RT and LT, its code list as quoted by van Halem Group",
    "https://www.vanhalemgroup.com/blog/post/avoid-an-unprocessable-medicare-claim-denial",
)
ART_LLP = Source(
    "CMS article A52496, lower limb prostheses, as of 2026-09-12",
    "https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=52496",
)
ART_SHOE = Source(
    "CMS article A52501, therapeutic shoes for persons with diabetes, as of 2026-09-12",
    "https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=52501",
)
GUIDE_2400 = Source("005010X222A1, loop 2400 (service line), SV1")
HCPCS_MODIFIERS = Source("CMS, HCPCS Level II modifiers, quarterly release of July 2026")
CMS_837P = Source(
    "CMS, companion guide for the 837P (005010X222A1), version 6.0, June 2020: CLM05-3"
)
CMS_MBI = Source(
    "CMS, the format of the Medicare Beneficiary Identifier",
    "https://www.cms.gov/medicare/new-medicare-card/understanding-the-mbi-with-format.pdf",
)
CMS_NPI = Source(
    "CMS, requirements for the NPI and its check digit (69 FR 3434, 2004-01-23)",
    "https://www.cms.gov/Regulations-and-Guidance/Administrative-Simplification/NationalProvIdentStand/Downloads/NPIcheckdigit.pdf",
)
GUIDE_CLM01 = Source("005010X222A1, loop 2300 (claim), CLM01")
GUIDE_CLM02 = Source("005010X222A1, loop 2300 (claim), CLM02: the sum of the line charges")
GUIDE_DECIMAL = Source("005010X222A1, B.1.1.3.1.2: decimal numbers and amounts of money")
GUIDE_DTP472 = Source("005010X222A1, loop 2400 (service line), DTP with 472")
GUIDE_HI = Source("005010X222A1, loop 2300 (claim), HI with ABK or BK")
GUIDE_ORDERING = Source("005010X222A1, loop 2420E (ordering provider), NM1")
GUIDE_REF6R = Source("005010X222A1, loop 2400 (service line), REF with 6R")
GUIDE_SV102 = Source("005010X222A1, loop 2400 (service line), SV102")
GUIDE_SV107 = Source("005010X222A1, loop 2400 (service line), SV107")
STEDI_6R = Source(
    "Stedi, claim edit of 2026-01-07: line item control numbers unique within the claim",
    "https://www.stedi.com/changelog/new-claim-edit-line-item-control-numbers-must-be-unique",
)
X12_RFI_1526 = Source(
    "X12, request for interpretation 1526: zeros at the end of an amount of money",
    "https://x12.org/resources/requests-for-interpretation/rfi-1526-section-b11312-decimal",
)
GUIDE_NTE = Source("005010X222A1, loop 2400 (service line), NTE with ADD")
GUIDE_SV101_7 = Source("005010X222A1, loop 2400 (service line), SV101-7")
GUIDE_SV103 = Source("005010X222A1, loop 2400 (service line), SV103")
GUIDE_SV104 = Source("005010X222A1, loop 2400 (service line), SV104")
HCPCS_CODES = Source("CMS, HCPCS Level II, quarterly release of July 2026")
NOR_L6028 = Source("Noridian, partial hand codes not valid for Medicare until 2026-04-01")
GUIDE_2010BA = Source("005010X222A1, loop 2010BA (subscriber), N3, N4 and DMG")
GUIDE_2320_BALANCE = Source(
    "005010X222A1, loops 2320 and 2430 (other payers): a claim's payments and adjustments balance"
)
GUIDE_2420 = Source("005010X222A1, loops 2420A, 2420C and 2420D (providers of a line), NM1")
GUIDE_2430_BALANCE = Source(
    "005010X222A1, loop 2430 (line adjudication): a line's payment and adjustments balance"
)
GUIDE_CLM = Source("005010X222A1, loop 2300 (claim), repeats and notes of CLM")
GUIDE_CLM11 = Source("005010X222A1, loop 2300 (claim), CLM11 and DTP with 439")
GUIDE_DTP314 = Source("005010X222A1, loop 2300 (claim), DTP with 314, 360 or 361")
GUIDE_LX = Source("005010X222A1, loop 2400 (service line), repeats of LX")
GUIDE_REF_F8 = Source("005010X222A1, loop 2300 (claim), CLM05-3 and REF with F8")
GUIDE_SBR01 = Source("005010X222A1, loops 2000B and 2320, SBR01")
GUIDE_SBR02 = Source("005010X222A1, loop 2000B (subscriber), SBR02; loop 2000C (patient)")
GUIDE_SV5 = Source("005010X222A1, loop 2400 (service line), SV5")
GUIDE_SVD01 = Source("005010X222A1, loop 2430 (line adjudication), SVD01; loop 2330B, NM109")
HHS_ICD10 = Source(
    "HHS, 79 FR 45128, 2014-08-04: ICD-10-CM for services from 2015-10-01, ICD-9-CM before",
    "https://www.federalregister.gov/citation/79-FR-45128",
)
X12_RFI_1115 = Source(
    "X12, request for interpretation 1115: CLM02 is AMT with D plus all adjustments",
    "http://rfi.x12.org/Request/Details/1115",
)
X12_RFI_1551 = Source(
    "X12, request for interpretation 1551: lines that a payer unbundled balance together",
    "http://rfi.x12.org/Request/Details/1551",
)
