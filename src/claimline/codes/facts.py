"""What the code tables answer with: typed rows, and the small vocabularies in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Validity(StrEnum):
    """What the tables know of a code or modifier on a day.

    PAST_TABLE: the table does not cover the day, so that neither its absence from the table nor
    an end not told there says anything.
    """

    VALID = "valid"
    NOT_YET = "not yet valid"
    ENDED = "ended"
    UNKNOWN = "unknown"
    PAST_TABLE = "past the table"


class Strength(StrEnum):
    """How far a listed demand carries: REQUIRED is published, LIKELY follows by analogy."""

    REQUIRED = "required"
    LIKELY = "likely"


class NocStrength(StrEnum):
    """Why a code counts as NOC: PUBLISHED by CMS as such, or LIKELY by its wording alone."""

    PUBLISHED = "published"
    LIKELY = "likely"


class Sidedness(StrEnum):
    """How a device lies to the sides of the body.

    REQUIRED: a payer or the wording wants RT or LT. SIDED: made for one side, without a published
    demand. MIDLINE: no side. BILATERAL: one unit serves both sides.
    """

    REQUIRED = "required"
    SIDED = "sided"
    MIDLINE = "midline"
    BILATERAL = "bilateral"


class UnitBasis(StrEnum):
    """What one unit of a code counts; DEVICE is one for a side, or for the body."""

    DEVICE = "device"
    JOINT = "joint"
    EACH = "each"
    PAIR = "pair"
    BAR = "bar"
    SEGMENT = "segment"
    SET = "set"
    QUARTER_HOUR = "15-minutes"
    MONTH = "month"
    OTHER = "other"


class Role(StrEnum):
    """What a code stands for on a claim; an ADDITION is payable only beside a base."""

    BASE = "base"
    ADDITION = "addition"
    REPLACEMENT = "replacement"
    REPAIR = "repair"
    SUPPLY = "supply"
    PROCEDURE = "procedure"


class Fabrication(StrEnum):
    """How a device comes to fit; PREFABRICATED leaves the fitting class open."""

    CUSTOM_FABRICATED = "custom-fabricated"
    CUSTOM_FITTED = "custom-fitted"
    OFF_THE_SHELF = "off-the-shelf"
    PREFABRICATED = "prefabricated"
    NOT_APPLICABLE = "not-applicable"


class Certainty(StrEnum):
    """How sure our reading of a code is; nothing UNSURE may carry an error."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


class PlacePolicy(StrEnum):
    """Whether the DME MACs pay for DMEPOS used at a place of service.

    OWN_RULE: payable within limits that a rule of its own judges.
    """

    ACCEPTED = "accepted"
    OWN_RULE = "own-rule"
    REFUSED = "refused"


class AdditionVerdict(StrEnum):
    """What a policy says of an addition to a base.

    DENIED: not reasonable and necessary. NOT_LISTED: the policy's tables name it for other bases
    at most, so that nothing is paid for it, for whichever reason.
    """

    ELIGIBLE = "eligible"
    DENIED = "denied"
    NOT_LISTED = "not listed"


class UnitEdit(StrEnum):
    """What a medically unlikely edit counts: one line, or all lines of a date of service.

    BY_POLICY can never be exceeded, BY_CLINICAL on appeal.
    """

    LINE = "1"
    BY_POLICY = "2"
    BY_CLINICAL = "3"


class LimitPeriod(StrEnum):
    """What a policy's limit counts over: one prosthesis, a number of months, or a calendar year."""

    PROSTHESIS = "prosthesis"
    MONTHS = "months"
    CALENDAR_YEAR = "calendar-year"


class DiagnosisSide(StrEnum):
    """The side of the body an ICD-10-CM code names.

    UNSPECIFIED: codes beside it name the sides, and it names none.
    """

    RIGHT = "right"
    LEFT = "left"
    BILATERAL = "bilateral"
    UNSPECIFIED = "unspecified"


class CodeList(StrEnum):
    """The lists of codes that policies and their rules speak of, as they stand in `lists.csv`."""

    BATTERY = "battery"
    BRA = "bra"
    BREAST_FORM = "breast-form"
    COMPETITIVE_BID = "competitive-bid"
    COMPLETE_DEVICE = "complete-device"
    COMPLETE_KIT = "complete-kit"
    CONTRACTURE_DEVICE = "contracture-device"
    DIABETIC_INSERT = "diabetic-insert"
    DIABETIC_PART = "diabetic-part"
    DIABETIC_SHOE = "diabetic-shoe"
    DIAGNOSIS_ON_LINE = "diagnosis-on-line"
    DOUBLE_UPRIGHT = "double-upright"
    ENDOSKELETAL_KNEE = "endoskeletal-knee"
    ENVIRONMENT_COVER = "environment-cover"
    EXOSKELETAL_KNEE = "exoskeletal-knee"
    EYE_PROSTHESIS = "eye-prosthesis"
    FACIAL_PROSTHESIS = "facial-prosthesis"
    FACIAL_SUPPLY = "facial-supply"
    FIRST_INSERT = "first-insert"
    FOOT = "foot"
    FOOTWEAR_BRACE = "footwear-brace"
    FOOTWEAR_EXCLUDED = "footwear-excluded"
    FOOTWEAR_MODIFICATION = "footwear-modification"
    FOOTWEAR_SHOE = "footwear-shoe"
    FOOTWEAR_TRANSFER = "footwear-transfer"
    FOOT_FEATURE = "foot-feature"
    FUNCTIONAL_LEVEL = "functional-level"
    HAND_GARMENT = "hand-garment"
    HEAVY_PATIENT = "heavy-patient"
    IMMEDIATE_PROSTHESIS = "immediate-prosthesis"
    KNEE_ADDITION = "knee-addition"
    KNEE_FEATURE = "knee-feature"
    KNEE_JOINT = "knee-joint"
    KNEE_LOCK = "knee-lock"
    MASTER_LIST = "master-list"
    NARRATIVE_ON_LINE = "narrative-on-line"
    NEVER_NECESSARY = "never-necessary"
    NONCOVERED = "noncovered"
    NON_BRACE = "non-brace"
    NO_REPLACEMENT_MODIFIER = "no-replacement-modifier"
    OCULAR_PART = "ocular-part"
    ORBITAL_PROSTHESIS = "orbital-prosthesis"
    ORTHOTIST_EVALUATION = "orthotist-evaluation"
    POSITIONING_AFO = "positioning-afo"
    POWERED_COMPONENT = "powered-component"
    PREFABRICATED_AFO = "prefabricated-afo"
    REPLACEMENT_ONLY = "replacement-only"
    REPLACEMENT_SOCKET = "replacement-socket"
    SINGLE_UPRIGHT = "single-upright"
    SNF_PART_A = "snf-part-a"
    SPINAL_GARMENT = "spinal-garment"
    TEST_SOCKET = "test-socket"
    ULTRA_LIGHT = "ultra-light"
    ULTRA_LIGHT_BASE = "ultra-light-base"
    VERIFIED_CENTRAL = "verified-central"
    VERIFIED_PRODUCT = "verified-product"
    WALKING_BOOT = "walking-boot"


class ProcedureFact(NamedTuple):
    """A HCPCS Level II code as CMS publishes it; indicators are its codes, not its words.

    `ended` is the last day of use. `successors` are the Level II codes of its cross reference.
    """

    code: str
    added: date
    ended: date | None
    coverage: str
    pricing: tuple[str, ...]
    multiple_pricing: str
    betos: str
    type_of_service: tuple[str, ...]
    action: str
    action_effective: date | None
    successors: tuple[str, ...]


class ModifierFact(NamedTuple):
    """A Level II modifier; `ended` is the last day of use, `label` our own words or None."""

    modifier: str
    added: date
    ended: date | None
    label: str | None


class IndicatorMeaning(NamedTuple):
    """Our words for a value of an indicator of the HCPCS record, such as pricing 38."""

    indicator: str
    value: str
    meaning: str


class NocFact(NamedTuple):
    """A code that counts as NOC although `Attributes` do not hold it, or by its wording alone."""

    code: str
    strength: NocStrength
    source: str


class Attributes(NamedTuple):
    """How we read an orthotic, prosthetic or miscellaneous code: our judgement, not CMS data.

    `attaches_to` names the regions or codes that may carry an addition (`any` where not limited),
    `excludes` the codes that cannot stand beside it on the same side, `twin` the other code of a
    custom-fitted and off-the-shelf pair.
    """

    code: str
    label: str
    body_region: str
    role: Role
    fabrication: Fabrication
    unit_basis: UnitBasis
    side: Sidedness
    noc: bool
    attaches_to: tuple[str, ...]
    attaches_fabrication: Fabrication | None
    component: str | None
    excludes: tuple[str, ...]
    twin: str | None
    checked: Certainty
    note: str | None


class SideRequirement(NamedTuple):
    """A code's place on a list of codes that must carry RT or LT at the DME MACs.

    `effective` is its first day there, `removed` the first day it is off again. `source` is a key
    for `Tables.citation`.
    """

    code: str
    list_name: str
    strength: Strength
    effective: date
    removed: date | None
    source: str


class CoverageFamily(NamedTuple):
    """A code's place in a policy family whose lines carry one of KX, GA, GZ and GY.

    `effective` is its first day there, `removed` the first day it is off again. `source` is a key
    for `Tables.citation`.
    """

    code: str
    name: str
    strength: Strength
    effective: date
    removed: date | None
    source: str


class MedicareGap(NamedTuple):
    """A time in which Medicare did not take a code that was in the code set.

    `effective` is its first day, `removed` the first day Medicare took the code again. `source` is
    a key for `Tables.citation`.
    """

    code: str
    effective: date
    removed: date | None
    source: str


class RenamedCode(NamedTuple):
    """A temporary code that another one took the place of, item for item.

    `effective` is the first day of the successor, `removed` the first day that this no longer
    holds. `source` is a key for `Tables.citation`.
    """

    code: str
    successor: str
    effective: date
    removed: date | None
    source: str


class Place(NamedTuple):
    """A place of service code under our own short name.

    `since` is the first day the DME MACs take it, None where that is before the tables begin.
    """

    code: str
    name: str
    dmepos: PlacePolicy
    since: date | None


class Listing(NamedTuple):
    """A code's place on a list of codes, as long as it stands there.

    `effective` is its first day there, `removed` the first day it is off again. `source` is a key
    for `Tables.citation`.
    """

    name: CodeList
    code: str
    strength: Strength
    effective: date
    removed: date | None
    source: str


class PriorAuthorization(NamedTuple):
    """A time in which the DME MACs pay a code only with a prior authorization.

    `states` are those in which they ask it, none where they ask it in all. `effective` is the
    first day, `removed` the first day that this no longer holds so. `source` is a key for
    `Tables.citation`.
    """

    code: str
    states: tuple[str, ...]
    effective: date
    removed: date | None
    source: str


class FaceToFace(NamedTuple):
    """A time in which a code wants a face-to-face encounter and a written order before delivery.

    `effective` is the first day, `removed` the first day it is no longer wanted. `source` is a key
    for `Tables.citation`.
    """

    code: str
    strength: Strength
    effective: date
    removed: date | None
    source: str


class FunctionalLevel(NamedTuple):
    """The lowest functional level, K0 to K4, at which a prosthetic component is covered.

    `on_criteria` is a lower level at which it is so too when further criteria of the policy are
    met. `effective` is the first day, `removed` the first day that this no longer holds. `source`
    is a key for `Tables.citation`.
    """

    code: str
    level: str
    on_criteria: str | None
    effective: date
    removed: date | None
    source: str


class AdditionRow(NamedTuple):
    """What a policy says of one addition to one base, as long as it says so.

    `source` is a key for `Tables.citation`.
    """

    base: str
    addition: str
    verdict: AdditionVerdict
    effective: date
    removed: date | None
    source: str


class UnitLimit(NamedTuple):
    """A medically unlikely edit: the most units of a code that Medicare takes without question.

    `rationale` is the publisher's word for the reason.
    """

    code: str
    units: int
    edit: UnitEdit
    rationale: str


class PolicyLimit(NamedTuple):
    """The most units a policy pays for one side over a period, before it wants reasons.

    `months` is the length of the period where it is counted in months. Codes of one `shared` name
    are counted together.
    """

    code: str
    units: int
    period: LimitPeriod
    months: int | None
    shared: str | None
    effective: date
    removed: date | None
    source: str


class UsefulLifetime(NamedTuple):
    """How many months a device of a body region is taken to last before Medicare pays another.

    `effective` is the first day, `removed` the first day that this no longer holds. `source` is a
    key for `Tables.citation`.
    """

    region: str
    months: int
    effective: date
    removed: date | None
    source: str


class FeeRow(NamedTuple):
    """A row of the DMEPOS fee schedule: a code with the modifiers it is priced with.

    Amounts are US dollars. `ceiling` and `floor` bind the fees of the contiguous states, `lowest`
    and `highest` are the least and the greatest non-rural fee there; None where there is none.
    """

    code: str
    modifier: str | None
    second_modifier: str | None
    jurisdiction: str
    category: str
    ceiling: Decimal | None
    floor: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None


class DiagnosisFact(NamedTuple):
    """An ICD-10-CM code, without its dot.

    `billable` is False for the header of a category. `ended` is the last day of use, where known.
    """

    code: str
    billable: bool
    side: DiagnosisSide | None
    ended: date | None


class CoveredDiagnoses(NamedTuple):
    """The groups of diagnoses, one of which a policy wants on a line of a code.

    `effective` is the first day, `removed` the first day that this no longer holds. `source` is a
    key for `Tables.citation`.
    """

    code: str
    groups: tuple[str, ...]
    effective: date
    removed: date | None
    source: str


class GroupedDiagnosis(NamedTuple):
    """A diagnosis of a group; `*` in `diagnosis` stands for any characters.

    `effective` is its first day there, `removed` the first day it is off again. `source` is a key
    for `Tables.citation`.
    """

    group: str
    diagnosis: str
    effective: date
    removed: date | None
    source: str


class EndedDiagnosis(NamedTuple):
    """An ICD-10-CM code that could be billed up to `ended`; `source` is a citation's key."""

    code: str
    ended: date
    source: str


class Descriptor(NamedTuple):
    """The official descriptors of a code or modifier, which only an imported release has."""

    code: str
    short: str
    long: str


class EditPair(NamedTuple):
    """Two codes that Medicare does not pay together: it pays `code` and denies `denied`.

    `modifier_allowed` says whether a modifier may tell that both were services apart. `effective`
    is the first day, `removed` the first day that this no longer holds.
    """

    code: str
    denied: str
    modifier_allowed: bool
    effective: date
    removed: date | None
