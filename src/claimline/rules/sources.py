"""The publications rules are defended with, by the keys of the rule catalogue."""

from __future__ import annotations

from claimline.findings import Source

ALBCBS_K = Source(
    "BCBS Alabama, MP-094: minimum K level per foot",
    "https://al-policies.exploremyplan.com/portal/web/medical-policies/-/mp-094",
)
ANTHEM_LAT = Source(
    "Anthem: line denied when the modifier side differs from the diagnosis side (2024-05-30)",
    "https://providernews.anthem.com/wisconsin/articles/inaccurate-laterality-and-diagnosis-combination-18870-18892",
)
ANTHEM_UNSP = Source(
    "Ciproms on the laterality edits of Anthem, 2021-10-01",
    "https://www.ciproms.com/2022/03/coding-tips-laterality-in-icd-10-codes/",
)
AOPA_25 = Source(
    "AOPA, codes new on 2025-04-01: L1933, L1952 and others",
    "https://aopanet.org/coding-reimbursement/coding-issues",
)
AOPA_51 = Source(
    "AOPA, 2021-03, joint bulletin: codes worded with fitting and adjustment are custom fitted",
    "https://aopanet.org/2021/03/joint-dme-pdac-coding-bulletin-provides-clarification-on-proper-billing-of-prefabricated-orthoses/",
)
APMA_RTLT = Source(
    "APMA, coding alert on bilateral DME items, 2018: each line carries the units of its side",
    "https://www.apma.org/about-apma/news/news-releases/2018/coding-alert-dispensing-bilateral-dme-items/",
)
ART_AFO = Source(
    "CMS article A52457, ankle-foot and knee-ankle-foot orthoses, as of 2026-09-12",
    "https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=52457",
)
ART_BREAST = Source(
    "CMS article A52478, external breast prostheses, as of 2026-09-12",
    "https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=52478",
)
ART_FACE = Source(
    "CMS article A52463, facial prostheses, as of 2026-09-12",
    "https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=52463",
)
ART_FOOT = Source(
    "CMS article A52481, orthopedic footwear, as of 2026-09-12",
    "https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=52481",
)
ART_KO = Source(
    "CMS article A52465, knee orthoses, as of 2026-09-12",
    "https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=52465",
)
ART_LLP = Source(
    "CMS article A52496, lower limb prostheses, as of 2026-09-12",
    "https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=52496",
)
ART_SHOE = Source(
    "CMS article A52501, therapeutic shoes for persons with diabetes, as of 2026-09-12",
    "https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=52501",
)
ART_SPINE = Source(
    "CMS article A52500, spinal orthoses, as of 2026-09-12",
    "https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=52500",
)
ASA_NOC = Source(
    "ASA on MLN SE1138: any text satisfies the SV101-7 edit; CMS publishes the NOC list quarterly",
    "https://www.asahq.org/advocacy-and-asapac/fda-and-washington-alerts/washington-alerts/2012/01/cms-issues-update-on-not-otherwise-classified-codes",
)
BCBSNC = Source(
    "BCBS North Carolina, RT and LT on orthotic and prosthetic appliances, 2012: no modifier 50",
    "http://www.bcbsnc.com/content/providers/news-and-information/news/Orthotic%20prosthetic%20appliances%20and%20appropriate%20use%20of%20RT%20and%20LT%20modifiers.htm",
)
BPM_SHIP = Source(
    "Medicare Benefit Policy Manual: the date of a shipped item, and delivery at discharge",
    "https://old.bansdoc.gov.bd/eBook/42/files/basic-html/page131.html",
)
CEDI15 = Source(
    "CEDI, fifteen most frequent edits of 5010A1 claims",
    "https://abcdocz.com/doc/425964/cedi-top-15-5010a1-edits-general-information",
)
CEDI_AUG19 = Source(
    "CEDI, ten most frequent edits of August 2019: A7:453, modifiers repeated",
    "https://www.ngscedi.com/ngs/portal/ngscedi/top%2010%20cedi%20edits%20for%20august%202019/",
)
CEDI_DEC22 = Source(
    "CEDI, top 10, December 2022: A7:698 CMN/DIF forms",
    "https://ngscedi.com/web/ngscedi/w/top-10-edits-in-december-2022",
)
CEDI_OCT22 = Source(
    "CEDI, ten most frequent edits of October 2022: A7:507, procedure codes",
    "https://ngscedi.com/web/ngscedi/w/top-10-edits-in-october-2022",
)
CEDI_Q2_11 = Source(
    "CEDI, ten most frequent edits, second quarter of 2011: A7:562, provider identifiers",
    "http://www.ngscedi.com/News/ngs_070511_Quarter.htm",
)
CGS_BIL24 = Source(
    "CGS, fact sheet on RT and LT, 2024-12-16",
    "https://cgsmedicare.com/jc/education/fact_sheets/bilateral_modifiers.html",
)
CGS_CBP = Source(
    "CGS: J4, J5, KV, KT meanings (2021-2023)",
    "https://cgsmedicare.com/jb/education/qa/cbp.html",
)
CGS_CG16 = Source(
    "CGS, 2016: L3923/L3924 CG article retired",
    "https://cgsmedicare.com/jc/pubs/news/2016/0316/cope32242.html",
)
CGS_EDI = Source(
    "CGS: CEDI rejects CMN/DIF for dates of service from 2023-01-01",
    "https://cgsmedicare.com/jc/claims/edi.html",
)
CGS_F2F23 = Source(
    "CGS, 2023-01-24: F2F/WOPD additions effective 2023-04-17",
    "https://www.cgsmedicare.com/jc/pubs/news/2023/01/cope134093.html",
)
CGS_HAND24 = Source(
    "CGS, 2024-10-31: RT/LT on finger, hand and wrist orthoses",
    "https://cgsmedicare.com/jc/pubs/news/2024/10/cope166183.html",
)
CGS_KX18 = Source(
    "CGS, policies that ask KX, GA, GZ or GY, 2018-01-16",
    "https://www.cgsmedicare.com/jc/pubs/news/2018/0118/cope5900.html",
)
CGS_LLPPA = Source(
    "CGS: two UTNs on one claim go on their 2400 lines",
    "https://cgsmedicare.com/jb/mr/llp_prior_auth.html",
)
CGS_NOC16 = Source(
    "CGS, description and line note of miscellaneous codes, 2016-08-31",
    "https://www.cgsmedicare.com/jb/pubs/news/2016/08/cope362.html",
)
CGS_ORD = Source(
    "CGS, job aid on denials for the ordering provider: N264, N265, N276, MA13",
    "https://cgsmedicare.com/jc/claims/denials/ordrefjobaid.html",
)
CGS_PA = Source(
    "CGS, required prior authorization lists and validity",
    "https://cgsmedicare.com/jc/pa",
)
CGS_PWK = Source(
    "CGS, DME: PWK is voluntary; NTE remains valid",
    "https://www.cgsmedicare.com/jc/claims/PWK_Segment.html",
)
CGS_PWKB = Source(
    "CGS, Part B: PWK02 BM/FX, PWK05 AC, PWK06 up to 50",
    "https://cgsmedicare.com/partb/pubs/news/2012/1012/cope20093.html",
)
CGS_RTLT = Source(
    "CGS, RT and LT on separate lines, 2019-05-31, revised 2023-02-16",
    "https://cgsmedicare.com/jc/pubs/news/2019/05/cope12669.html",
)
CGS_ULQ = Source(
    "CGS, upper limb Q&A: the seven split pairs",
    "https://cgsmedicare.com/jc/education/qa/upper_limb_orth.html",
)
CMS_837P = Source(
    "CMS, companion guide for the 837P (005010X222A1), version 6.0, June 2020: CLM05-3"
)
CMS_837P_2000B = Source(
    "CMS, companion guide for the 837P (005010X222A1), version 6.0, June 2020: loop 2000B"
)
CMS_99 = Source(
    "CMS 2009 reminder: 99 in the fourth place, all modifiers first in NTE without spaces",
    "https://mobilitymgmt.com/articles/2009/09/30/cms-claims-modifiers.aspx",
)
CMS_LAYOUT = Source(
    "CMS, HCPCS contractor record layout of 2019: what the fields mean",
    "https://github.com/dewittpe/cms.hcpcs",
)
CMS_MBI = Source(
    "CMS, the format of the Medicare Beneficiary Identifier",
    "https://www.cms.gov/medicare/new-medicare-card/understanding-the-mbi-with-format.pdf",
)
CMS_NOC19 = Source(
    "CMS, NOC codes of HCPCS, 2019",
    "https://github.com/dewittpe/cms.hcpcs",
)
CMS_NPI = Source(
    "CMS, requirements for the NPI and its check digit (69 FR 3434, 2004-01-23)",
    "https://www.cms.gov/Regulations-and-Guidance/Administrative-Simplification/NationalProvIdentStand/Downloads/NPIcheckdigit.pdf",
)
DMERC_EY = Source(
    "CGS, 2015: EY with GA",
    "https://cgsmedicare.com/jc/pubs/news/2015/0215/cope28353.html",
)
EMBLEM_LAT = Source(
    "EmblemHealth: diagnosis-to-modifier edit (2019-01-01)",
    "https://www.emblemhealth.com/providers/claims-corner/coding/correct-laterality-icd-10-cm-diagnosis-coding-policy",
)
F2F_LIST = Source(
    "CMS, required face-to-face encounter and written order list, 2026-04-13",
    "https://www.cms.gov/files/document/required-face-face-encounter-written-order-prior-delivery-list.pdf",
)
FCSO_MUE = Source(
    "FCSO: MAI 2 cannot be overridden",
    "https://medicare.fcso.com/coding/medically-unlikely-edits-avoid-denials-and-appeals-properly-coding-first",
)
FEES_26 = Source(
    "CMS, DMEPOS fee schedule, January 2026",
    "https://www.cms.gov/medicare/payment/fee-schedules/dmepos",
)
FIND_KO = Source(
    "Find-A-Code, copy of 2019 of the knee addition tables of LCD L33318",
    "https://www.findacode.com/news/when-can-you-bill-orthosis-components-separately.html",
)
G35 = Source(
    "LegalClarity, G35 split into G35.A to G35.D on 2025-10-01",
    "https://legalclarity.org/multiple-sclerosis-icd-10-codes-new-g35-subcodes-and-billing/",
)
GUIDE_2010AA = Source("005010X222A1, loop 2010AA (billing provider), N403")
GUIDE_2010BA = Source("005010X222A1, loop 2010BA (subscriber), N3, N4 and DMG")
GUIDE_2010BA_NM1 = Source("005010X222A1, loop 2010BA (subscriber), NM108 and NM109")
GUIDE_2320_BALANCE = Source(
    "005010X222A1, loops 2320 and 2430 (other payers): a claim's payments and adjustments balance"
)
GUIDE_2400 = Source("005010X222A1, loop 2400 (service line), SV1")
GUIDE_2420 = Source("005010X222A1, loops 2420A, 2420C and 2420D (providers of a line), NM1")
GUIDE_2430_BALANCE = Source(
    "005010X222A1, loop 2430 (line adjudication): a line's payment and adjustments balance"
)
GUIDE_CLM = Source("005010X222A1, loop 2300 (claim), repeats and notes of CLM")
GUIDE_CLM01 = Source("005010X222A1, loop 2300 (claim), CLM01")
GUIDE_CLM02 = Source("005010X222A1, loop 2300 (claim), CLM02: the sum of the line charges")
GUIDE_CLM05 = Source("005010X222A1, loop 2300 (claim), CLM05-1")
GUIDE_CLM11 = Source("005010X222A1, loop 2300 (claim), CLM11 and DTP with 439")
GUIDE_DECIMAL = Source("005010X222A1, B.1.1.3.1.2: decimal numbers and amounts of money")
GUIDE_DTP314 = Source("005010X222A1, loop 2300 (claim), DTP with 314, 360 or 361")
GUIDE_DTP472 = Source("005010X222A1, loop 2400 (service line), DTP with 472")
GUIDE_HI = Source("005010X222A1, loop 2300 (claim), HI with ABK or BK")
GUIDE_LX = Source("005010X222A1, loop 2400 (service line), repeats of LX")
GUIDE_NTE = Source("005010X222A1, loop 2400 (service line), NTE with ADD")
GUIDE_ORDERING = Source("005010X222A1, loop 2420E (ordering provider), NM1")
GUIDE_REF6R = Source("005010X222A1, loop 2400 (service line), REF with 6R")
GUIDE_REF_F8 = Source("005010X222A1, loop 2300 (claim), CLM05-3 and REF with F8")
GUIDE_SBR01 = Source("005010X222A1, loops 2000B and 2320, SBR01")
GUIDE_SBR02 = Source("005010X222A1, loop 2000B (subscriber), SBR02; loop 2000C (patient)")
GUIDE_SV101_7 = Source("005010X222A1, loop 2400 (service line), SV101-7")
GUIDE_SV102 = Source("005010X222A1, loop 2400 (service line), SV102")
GUIDE_SV103 = Source("005010X222A1, loop 2400 (service line), SV103")
GUIDE_SV104 = Source("005010X222A1, loop 2400 (service line), SV104")
GUIDE_SV105 = Source("005010X222A1, loop 2400 (service line), SV105")
GUIDE_SV107 = Source("005010X222A1, loop 2400 (service line), SV107")
GUIDE_SV5 = Source("005010X222A1, loop 2400 (service line), SV5")
GUIDE_SVD01 = Source("005010X222A1, loop 2430 (line adjudication), SVD01; loop 2330B, NM109")
HCPCS_CODES = Source("CMS, HCPCS Level II, quarterly release of July 2026")
HCPCS_MODIFIERS = Source("CMS, HCPCS Level II modifiers, quarterly release of July 2026")
HHS_ICD10 = Source(
    "HHS, 79 FR 45128, 2014-08-04: ICD-10-CM for services from 2015-10-01, ICD-9-CM before",
    "https://www.federalregister.gov/citation/79-FR-45128",
)
ICD_10_CM = Source("CDC and CMS, ICD-10-CM, release of April 2026")
ISSUU_K = Source(
    "O&P Almanac 2015: the K modifier describes the patient; four KX policies",
    "https://issuu.com/americanoandp/docs/september_2015_almanac/21",
)
KAREO_NOC = Source(
    "Kareo, claim rejections: SV101-7 missing in loop 2400",
    "https://helpme.kareo.com/01_Kareo_PM/Claim_Rejections/Claim_Rejection_Codes/2400_SUB-ELEMENT_SV101-07_IS_MISSING",
)
KRM_AFO = Source(
    "Kevin Root Medical on A52457: additions only to custom-fabricated AFOs",
    "https://www.kevinrootmedical.com/community/xenforum/topic/215554/add-on-codes/post-415872",
)
LCD_AFO = Source(
    "LCD L33686, ankle-foot and knee-ankle-foot orthoses, revision of 2026-04-01",
    "https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=33686",
)
LCD_BREAST = Source(
    "LCD L33317, external breast prostheses, as of 2026-08-21",
    "https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=33317",
)
LCD_EYE = Source(
    "LCD L33737, eye prostheses, as of 2026-09-12",
    "https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=33737",
)
LCD_FOOT = Source(
    "LCD L33641, orthopedic footwear, as of 2026-09-12",
    "https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=33641",
)
LCD_KO = Source(
    "LCD L33318, knee orthoses, revision of 2026-01-25",
    "https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=33318",
)
LCD_LLP = Source(
    "LCD L33787, lower limb prostheses, revision of 2026-04-01",
    "https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=33787",
)
LEEDER_507 = Source(
    "Leeder Group on a jurisdiction C bulletin of 2013: CEDI A7:507 for codes with modifiers",
    "https://www.leedergroup.com/bulletins/2013-05-hcpcs-code-and-modifier-combinations",
)
MAP837 = Source(
    "pyx12, map of 005010X222A1: usages, code lists and repeats",
    "https://github.com/azoner/pyx12",
)
MB_L5999 = Source(
    "Joint DME MAC: L5999 as 1 unit for the whole product; several NOC lines = unbundling",
    "http://archive.constantcontact.com/fs173/1101306329206/archive/1124055488883.html",
)
MLN_EBP = Source(
    "MLN, breast prostheses tips",
    "https://www.cms.gov/training-education/medicare-learning-networkr-mln/compliance/medicare-provider-compliance-tips/breast-prostheses",
)
MUE26 = Source(
    "CMS, medically unlikely edits, DME supplier table, 2026Q4",
    "https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits/medicare-ncci-medically-unlikely-edits-mues",
)
NC_RTLT = Source(
    "NC Medicaid: RT/LT or denial 01619 since 2022-09-01",
    "https://medicaid.ncdhhs.gov/blog/2022/05/24/reminder-orthotics-and-prosthetics-providers-must-include-modifier-appropriate-hcpcs-codes",
)
NGS_SPAN = Source(
    "NGS: only certain items use span dates",
    "https://ngsmedicare.com/web/ngs/search-details?selectedArticleId=221823",
)
NOR_197 = Source(
    "Noridian: 197 with N210; 14-byte UTN in REF G1 at 2300 or 2400",
    "https://med.noridianmedicare.com/es/web/jddme/topics/ra/denial-resolution/n210-197",
)
NOR_99 = Source(
    "Noridian, modifier 99",
    "https://med.noridianmedicare.com/web/jadme/topics/modifiers/99",
)
NOR_CFOTS = Source(
    "Noridian: custom-fitted code delivered OTS (narrative CODE OTS $ SRP)",
    "https://med.noridianmedicare.com/web/jddme/dmepos/orthotics/correct-billing-for-custom-fitted-orthotics-when-no-custom-fitting-is-completed-with-no-off-the-shelf-equivalent",
)
NOR_CG = Source(
    "Noridian, modifier CG: spinal garments, L3923",
    "https://med.noridianmedicare.com/web/jadme/topics/modifiers/cg",
)
NOR_CVR = Source(
    "Noridian: codes limited to PDAC-verified products",
    "https://med.noridianmedicare.com/web/jddme/dmepos/orthotics/coding-verification-review",
)
NOR_DENIAL = Source(
    "Noridian, denial codes and how to resolve them",
    "https://med.noridianmedicare.com/web/jadme/topics/ra/denial-resolution",
)
NOR_DENIALG = Source(
    "Noridian, denial guidance: N264, N265, N276, N575 with MA13",
    "https://med.noridianmedicare.com/web/jadme/topics/ra/denial-guidance",
)
NOR_EY = Source(
    "Noridian, modifier EY: separate claim",
    "https://med.noridianmedicare.com/es/web/jddme/topics/modifiers/ey",
)
NOR_F2F = Source(
    "Noridian, orthotics page: F2F/WOPD 2022 and 2023 lists",
    "https://med.noridianmedicare.com/web/jadme/dmepos/orthotics",
)
NOR_GAP = Source(
    "Noridian, 2024-01: KV, J4, J5 not accepted from 2024-01-01",
    "https://med.noridianmedicare.com/web/jddme/article-detail/-/view/2230715/reminder-competitive-bid-temporary-gap-period-modifier-use",
)
NOR_INPT = Source(
    "Noridian: pre-discharge delivery, two days",
    "https://med.noridianmedicare.com/web/jddme/claims-appeals/billing-situations/inpatient-stays",
)
NOR_K3 = Source(
    "Noridian, modifier K3 (K0-K4 billed on the claim)",
    "https://med.noridianmedicare.com/web/jadme/topics/modifiers/k3",
)
NOR_KO = Source(
    "Noridian, 2011: knee orthosis base and addition tables",
    "https://med.noridianmedicare.com/web/jadme/article-detail/-/view/2230703/billing-reminder-for-knee-orthoses-addition-codes",
)
NOR_KX = Source(
    "Noridian, modifier KX: a line left without it (MA130) must be sent again",
    "https://med.noridianmedicare.com/web/jddme/topics/modifiers/kx",
)
NOR_KX12 = Source(
    "Noridian, 2012: KX policy list; other use is inappropriate",
    "https://med.noridianmedicare.com/web/jddme/article-detail/-/view/2230703/kx-modifier-billing-reminder",
)
NOR_L6028 = Source("Noridian, partial hand codes not valid for Medicare until 2026-04-01")
NOR_M124 = Source(
    "Noridian: 16/M124 base item not on file; narrative with base code",
    "https://med.noridianmedicare.com/es/web/jadme/topics/ra/denial-resolution/m124-16",
)
NOR_MOD = Source(
    "Noridian, modifiers for DMEPOS: order, 99, and which exclude each other",
    "https://med.noridianmedicare.com/es/web/jddme/topics/modifiers",
)
NOR_MUE = Source(
    "Noridian, MUE and MAI",
    "https://med.noridianmedicare.com/web/jddme/claims-appeals/claim-submission/mues",
)
NOR_NOC = Source(
    "Noridian (jurisdiction A), billing NOC codes: what the line note holds",
    "https://med.noridianmedicare.com/web/jadme/claims-appeals/billing-situations/billing-not-otherwise-classified-noc-hcpcs-code",
)
NOR_NOC2 = Source(
    "Noridian: NOC codes (product, make/model, MSRP; nuts and bolts are included)",
    "https://med.noridianmedicare.com/web/jadme/claims-appeals/claim-submission/NOC",
)
NOR_NOC_JD = Source(
    "Noridian (jurisdiction D), billing NOC codes: the note at 2400 or 2300",
    "https://med.noridianmedicare.com/es/web/jddme/claims-appeals/billing-situations/billing-not-otherwise-classified-noc-hcpcs-code",
)
NOR_NOS20 = Source(
    "Joint DME MAC, 2020-10-22: correct use of NOS L codes",
    "https://med.noridianmedicare.com/es/web/jddme/policies/dmd-articles/2020/correct-use-of-not-otherwise-specified-l-codes-for-orthoses-and-prostheses",
)
NOR_ORTH18 = Source(
    "Noridian: cancelled custom items narrative and date",
    "https://med.noridianmedicare.com/web/jddme/dmepos/orthotics",
)
NOR_PA = Source(
    "Noridian, prior authorization for orthoses",
    "https://med.noridianmedicare.com/web/jadme/cert-reviews/mr/pre-claim/required-programs/prior-authorization-for-orthoses",
)
NOR_PALLP = Source(
    "Noridian, prior authorization for lower limb prostheses",
    "https://med.noridianmedicare.com/web/jadme/cert-reviews/mr/pre-claim/required-programs/prior-authorization-for-llp",
)
NOR_POS = Source(
    "Noridian, places of service for DMEPOS, and what is paid at 31 and 32",
    "https://med.noridianmedicare.com/es/web/jadme/claims-appeals/claim-submission/pos",
)
NOR_PROF = Source(
    "Joint DME MAC: L4205/L7520 only for repair or adjustments after 90 days; L9900",
    "https://med.noridianmedicare.com/web/jddme/policies/dmd-articles/orthoses-prostheses-coding-for-professional-services-fabrication-supplies-republished",
)
NOR_RA = Source(
    "Noridian, modifier RA: narrative before the end of the useful lifetime",
    "https://med.noridianmedicare.com/web/jadme/topics/modifiers/ra",
)
NOR_REPL = Source(
    "Noridian: replacement and five-year useful lifetime",
    "https://med.noridianmedicare.com/web/jddme/topics/repairs/replacement",
)
NOR_ST = Source(
    "Noridian: ST bypass of prior authorization, 100% prepayment review",
    "https://med.noridianmedicare.com/web/jddme/article-detail/-/view/2230715/billing-for-orthotics-requiring-prior-authorization-in-acute-situations-and-under-competitive-bidding",
)
NOR_SWO = Source(
    "Noridian: standard written order elements",
    "https://med.noridianmedicare.com/web/jadme/topics/documentation/standard-written-order",
)
NOR_TF = Source(
    "Noridian: CO-29 with N211, one calendar year",
    "https://med.noridianmedicare.com/web/jfb/topics/claim-submission/reason-code-guidance/timely-filing",
)
NOR_UTIL = Source(
    "Noridian, required modifiers: KX, GA, GZ and GY never together",
    "https://med.noridianmedicare.com/web/jddme/article-detail/-/view/2230715/utilize-correct-modifier-s-per-hcpcs-code",
)
NOR_UTN = Source(
    "Noridian, Part A: UTN character pattern",
    "https://med.noridianmedicare.com/es/web/jfa/topics/dde/utn-field-requirements-for-prior-authorization",
)
NUCC_TAXONOMY = Source(
    "NUCC, health care provider taxonomy code set: suppliers", "https://taxonomy.nucc.org/"
)
OANDP_GY = Source(
    "Shoe policy: KX or GY on every line since 2009-10-01",
    "http://www.oandpbilling.com/2009_10_01_archive.html",
)
OPE_25 = Source(
    "O&P EDGE, codes new, revised and ended by 2025-04-01: L8010 and others",
    "https://opedge.com/new-revised-hcpcs-codes-effective-april-1/",
)
OPE_K2 = Source(
    "O&P EDGE: L33787 from 2024-09-01, K2 knees, GA/GY/GZ/KX added, L5841",
    "https://opedge.com/updated-lcd-allows-mpks-for-k2-users/",
)
OPE_KITS = Source(
    "O&P EDGE on joint DME MAC definitions (OTS, custom fitted, kits; L1652/L1653, L1820/L1821)",
    "https://opedge.com/dme-macs-define-ots-custom-fitted-and-orthosis-kits/",
)
OPE_OR = Source(
    "O&P EDGE on joint DME MAC article: OR01/OR02/OR03",
    "https://opedge.com/dme-macs-issue-custom-versus-ots-orthosis-clarification/",
)
OPE_SRP = Source(
    "O&P EDGE on Noridian: bill the retail price, not the cost",
    "https://opedge.com/noridian-clarifies-billing-for-custom-fitted-orthosis/",
)
OP_PH = Source(
    "OpenPayer, summary of Priority Health: code pairs never paid together",
    "https://www.openpayer.com/policy-updates/priority-health/reimbursement-payment/priority-health-prosthetics-orthotics-footwear-policy-update",
)
OR_EBP = Source(
    "Oregon Medicaid: breast prostheses RTLT on one line, 2 units",
    "https://oregon.public.law/rules/oar_410-122-0655",
)
OSS_MOD = Source(
    "Össur, modifiers for DMEPOS: rental and purchase modifiers rarely apply to L codes",
    "https://www.ossur.com/en-us/professionals/ossur-rr/dmepos-modifiers",
)
OSS_MOD17 = Source(
    "Össur, which modifiers are required, 2017: CG, GY on A4467, K0 to K4, RA, RB",
    "https://www.ossur.com/resources/ossur-r-r/which-modifiers-are-required",
)
OSS_REP = Source(
    "Össur, billing repairs: what the line note holds",
    "https://www.ossur.com/en-us/professionals/ossur-rr/billing-repairs",
)
OSS_REP18 = Source(
    "Össur, how to bill repairs: labour in units of 15 minutes, 2018",
    "https://www.ossur.com/resources/ossur-r-r/how-to-bill-repairs",
)
PA_LIST = Source(
    "CMS, required prior authorization list, 2026-07-29",
    "https://www.cms.gov/research-statistics-data-and-systems/monitoring-programs/medicare-ffs-compliance-programs/dmepos/downloads/dmepos_pa_required-prior-authorization-list.pdf",
)
PDAC_A9283 = Source(
    "PDAC: A9283 for ulcer/edema use of boots; no add-ons",
    "https://dmepdac.com/palmetto/PDACv2.nsf/DIDC/P10ZD6SSS0~Articles%20and%20Publications~Advisory%20Articles",
)
PDAC_CF = Source(
    "PDAC (retired, carried forward): custom-fitted items are not shipped without a fitting",
    "https://www.dmepdac.com/palmetto/PDACv2.nsf/DIDC/A173KI3OOT~Articles%20and%20Publications~Advisory%20Articles%20-%20Retired",
)
PIM5 = Source(
    "Medicare Program Integrity Manual, chapter 5: orders and face-to-face encounters",
    "https://www.readkong.com/page/medicare-program-integrity-manual-chapter-5-durable-6289634",
)
PRIO = Source(
    "Priority Health: L codes take NU only; notes and invoice with miscellaneous codes",
    "http://www.priorityhealth.com/provider/manual/billpymt/services/dme",
)
SLIDE09 = Source(
    "AOPA, slides of 2009: RA and RB, units of each joint, replacement codes",
    "https://slideplayer.com./amp/4432441",
)
SPS_F2F24 = Source(
    "SPS, face-to-face and written order list: additions of 2024-08-12",
    "https://www.spshangerstore.com/blog/effective-august-12-medicare-update-orthoses-prior-authorization-and-face-to-face-encounter.html",
)
STEDI_6R = Source(
    "Stedi, claim edit of 2026-01-07: line item control numbers unique within the claim",
    "https://www.stedi.com/changelog/new-claim-edit-line-item-control-numbers-must-be-unique",
)
STEDI_FMT = Source(
    "Stedi, claim edit: the format of a procedure code",
    "https://www.stedi.com/site/changelog/claim-edit-invalid-procedure-code-format",
)
TSD = Source(
    "Highmark, Medicare Advantage policy O-17: yearly limits of therapeutic shoes",
    "https://www.highmarkbcbswv.com/medadvpolicy/printerfriendly/O-17-010.html",
)
UNI_LLP = Source(
    "Unicare, CG-DME-13: K levels, two test sockets",
    "https://unicare.com/dam/medpolicies/unicare/active/guidelines/gl_pw_a053639.html",
)
USREHAB_N350 = Source(
    "US Rehab, on the DME MACs' CO-16 with N350 for NOC codes without narrative, from 2013-05-01",
    "http://blog.usrehab.com/reminder-for-using-not-otherwise-classified-n/",
)
USR_UTN = Source(
    "US Rehab, a UTN at 2300 denies the other lines: use 2400",
    "http://blog.usrehab.com/prior-authorization-k0856-and-k0861-utn-alert/",
)
VH_RTLT = Source(
    "Joint DME MAC article of 2019 on RT and LT, its code list as quoted by van Halem Group",
    "https://www.vanhalemgroup.com/blog/post/avoid-an-unprocessable-medicare-claim-denial",
)
WOUND_AFO = Source(
    "WoundReference, summary of LCD L33686 and article A52457",
    "https://woundreference.com/p/topic?find=Ankle-Foot%2FKnee-Ankle-Foot+Orthosis&id=ankle-footknee-ankle-foot-orthosis",
)
WPS_NOC = Source(
    "WPS, by a reseller: good and bad descriptions of NOC codes, one unit",
    "http://getvgraed.com/correct-service-descriptions-when-billing-not-otherwise-classified-codes.html",
)
X12_RFI_1115 = Source(
    "X12, request for interpretation 1115: CLM02 is AMT with D plus all adjustments",
    "http://rfi.x12.org/Request/Details/1115",
)
X12_RFI_1526 = Source(
    "X12, request for interpretation 1526: zeros at the end of an amount of money",
    "https://x12.org/resources/requests-for-interpretation/rfi-1526-section-b11312-decimal",
)
X12_RFI_1551 = Source(
    "X12, request for interpretation 1551: lines that a payer unbundled balance together",
    "http://rfi.x12.org/Request/Details/1551",
)
X12_RFI_46 = Source(
    "X12, request for interpretation 46: trailing spaces of a string are suppressed",
    "http://rfi.x12.org/Request/Details/46",
)
