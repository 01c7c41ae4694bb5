"""Asking the code tables about the procedure of a service."""

from __future__ import annotations

from claimline.codes import Tables
from claimline.codes.facts import Validity
from claimline.rules.rule import Service


def validity_of(service: Service, tables: Tables) -> Validity | None:
    """What is known of its HCPCS Level II code on the date of service; None if not to be judged.

    Not judged are other code sets, Level I and D codes, and a service without a readable date.
    """
    if service.on is None or service.procedure.qualifier != "HC" or not tables.holds(service.code):
        return None
    return tables.validity(service.code, service.on)
