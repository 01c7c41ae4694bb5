"""Details as sent: what only strict models read, and no rule asks for.

Segments that repeat in a loop, groups of elements that repeat in a segment, and loops that reading
opens no view for: their names, designators and readings, as `claimline.claim.views` has those of
the rest. Of a group that repeats, the designators are those of the first.
"""

from __future__ import annotations

from claimline.claim import readings
from claimline.x12.element import Element
from claimline.x12.types import DT


class Attachment:
    """PWK: a paper that supports the claim or the line, and how it comes."""

    report_type = Element("PWK01", readings.code)
    transmission = Element("PWK02", readings.code)
    control_number = Element("PWK06", readings.text)


class Condition:
    """CRC: condition codes of one category, and whether they apply."""

    category = Element("CRC01", readings.code)
    applies = Element("CRC02", readings.code)
    codes = Element("CRC03..07", readings.codes)


class Measurement:
    """MEA: a test result or a height."""

    reference = Element("MEA01", readings.code)
    qualifier = Element("MEA02", readings.code)
    value = Element("MEA03", readings.decimal)


class Contract:
    """CN1: the terms of a contract between provider and payer."""

    contract_type = Element("CN101", readings.code)
    amount = Element("CN102", readings.cents)
    percentage = Element("CN103", readings.decimal)
    code = Element("CN104", readings.text)
    discount_percentage = Element("CN105", readings.decimal)
    version = Element("CN106", readings.text)


class Equipment:
    """SV5: prices of durable medical equipment that is rented or bought."""

    qualifier = Element("SV501-1", readings.code)
    code = Element("SV501-2", readings.code)
    days = Element("SV503", readings.decimal)
    rental_price = Element("SV504", readings.cents)
    purchase_price = Element("SV505", readings.cents)
    rental_period = Element("SV506", readings.code)


class Certification:
    """CR3: for how long a certificate says that the equipment is needed."""

    certification_type = Element("CR301", readings.code)
    months = Element("CR303", readings.decimal)


class Reference:
    """REF: a number by which someone knows the claim, the line or a provider."""

    qualifier = Element("REF01", readings.code)
    number = Element("REF02", readings.text)
    payer_identifier = Element("REF04-2", readings.text)


class Contact:
    """PER: whom to ask, and how."""

    name = Element("PER02", readings.text)


class ContactNumber:
    """Two elements of PER: a number and what it is of."""

    qualifier = Element("PER03", readings.code)
    number = Element("PER04", readings.text)


class AdjustmentGroup:
    """CAS: adjustments that one group code answers for."""

    group_code = Element("CAS01", readings.code)


class Adjustment:
    """Three elements of CAS: by how much the payment differs from the charge, and why."""

    reason_code = Element("CAS02", readings.code)
    amount = Element("CAS03", readings.cents)
    quantity = Element("CAS04", readings.decimal)


class FixedFormat:
    """K3: text whose form a regulation gives."""

    fixed_formats = Element("K301", readings.text)


class Accident:
    """CLM11: what caused the condition, and where."""

    causes = Element("CLM11-1..2", readings.codes)
    state = Element("CLM11-4", readings.code)
    country = Element("CLM11-5", readings.code)


class AdjudicatedProcedure:
    """SVD03: the procedure that the other payer decided on."""

    qualifier = Element("SVD03-1", readings.code)
    code = Element("SVD03-2", readings.code)
    modifiers = Element("SVD03-3..6", readings.codes)
    description = Element("SVD03-7", readings.text)


class OutpatientAdjudication:
    """MOA: what the other payer said of an outpatient claim."""

    reimbursement_rate = Element("MOA01", readings.decimal)
    payable = Element("MOA02", readings.cents)
    remark_codes = Element("MOA03..07", readings.codes)
    renal_disease_paid = Element("MOA08", readings.cents)
    professional_component = Element("MOA09", readings.cents)


class Diagnosis:
    """One composite of HI."""

    qualifier = Element("HI01-1", readings.code)
    code = Element("HI01-2", readings.code)


class Organization:
    """A name loop of an organization."""

    name = Element("NM103", readings.text)


class Provider:
    """A name loop of a provider, whose number can be no other than an NPI."""

    npi = Element("NM109", readings.text)


class Product:
    """Loop 2410: a drug, or a device by its product number."""

    qualifier = Element("LIN02", readings.code)
    identifier = Element("LIN03", readings.text)
    quantity = Element("CTP04", readings.decimal)
    unit = Element("CTP05-1", readings.code)
    link_sequence_number = Element("REF[VY]02", readings.text)
    prescription_number = Element("REF[XZ]02", readings.text)


class Form:
    """Loop 2440: a form that supports the line, such as a certificate of medical necessity."""

    qualifier = Element("LQ01", readings.code)
    identifier = Element("LQ02", readings.text)


class Answer:
    """FRM: the answer to one question of a form."""

    question = Element("FRM01", readings.text)
    yes_or_no = Element("FRM02", readings.code)
    text = Element("FRM03", readings.text)
    day = Element("FRM04", DT.read)
    percentage = Element("FRM05", readings.decimal)
