"""A sampled batch: valid, distinct, balanced, and the same for the same arguments."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

import pytest

from claimline.findings import Finding
from claimline.lint.run import LintRun
from claimline.sample import write_batch
from claimline.sample.data_files import load_scenarios

AS_OF = date(2026, 1, 15)
MBI = re.compile(
    "[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]"
    "[0-9][AC-HJKMNP-RT-Y]{2}[0-9]{2}"
)

Segment = list[str]


def batch(claims: int, *, seed: int = 0, as_of: date = AS_OF) -> bytes:
    stream = io.BytesIO()
    write_batch(stream, claims=claims, seed=seed, as_of=as_of)
    return stream.getvalue()


@cache
def segments() -> list[Segment]:
    """Two thousand claims, split."""
    text = batch(2_000).decode("ascii")
    return [segment.strip().split("*") for segment in text.split("~") if segment.strip()]


def of(segment_id: str, *qualifiers: str) -> Iterator[Segment]:
    start = [segment_id, *qualifiers]
    return (segment for segment in segments() if segment[: len(start)] == start)


def claims() -> Iterator[list[Segment]]:
    """Each claim from its CLM to the next HL or the end of its transaction set."""
    claim: list[Segment] = []
    for segment in segments():
        if segment[0] in {"HL", "SE"}:
            if claim:
                yield claim
            claim = []
        elif claim or segment[0] == "CLM":
            claim.append(segment)


def service_lines(claim: list[Segment]) -> list[list[Segment]]:
    starts = [position for position, segment in enumerate(claim) if segment[0] == "LX"]
    return [claim[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def the(segment_id: str, among: list[Segment]) -> Segment:
    (segment,) = (segment for segment in among if segment[0] == segment_id)
    return segment


def day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").date()


def luhn_sum(digits: str) -> int:
    doubled = [int(digit) * (1 + position % 2) for position, digit in enumerate(reversed(digits))]
    return sum(sum(map(int, str(value))) for value in doubled)


def test_same_arguments_give_the_same_bytes() -> None:
    first = batch(50, seed=3)
    second = batch(50, seed=3)

    assert first == second


def test_another_seed_gives_other_claims() -> None:
    assert batch(50, seed=3) != batch(50, seed=4)


@pytest.mark.parametrize("count", [1, 6, 7, 100])
def test_holds_as_many_claims_as_asked_for(count: int) -> None:
    assert batch(count).count(b"\nCLM*") == count


def test_opens_a_transaction_set_after_a_thousand_claims() -> None:
    text = batch(7_000)

    counts = [part.count(b"\nCLM*") for part in text.split(b"\nST*")[1:]]
    assert sum(counts) == 7_000
    assert max(counts) == 1_000
    assert len(counts) > 7


def test_writes_a_segment_at_a_time() -> None:
    class Longest(io.BytesIO):
        longest = 0

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.longest = max(self.longest, len(data))
            return len(data)

    stream = Longest()

    write_batch(stream, claims=200)

    assert stream.longest < 200


@pytest.mark.parametrize("count", [0, -1])
def test_batch_without_claims_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="at least one claim"):
        batch(count)


def test_day_before_the_first_service_date_is_refused() -> None:
    with pytest.raises(ValueError, match="2025-09-30"):
        batch(1, as_of=date(2025, 9, 30))


def test_claim_and_line_identifiers_are_distinct() -> None:
    claim_numbers = [segment[1] for segment in of("CLM")]
    control_numbers = [segment[2] for segment in of("REF", "6R")]
    tracking_numbers = [segment[2] for segment in of("REF", "G1")]
    members = [segment[9] for segment in of("NM1", "IL")]

    assert len(set(claim_numbers)) == len(claim_numbers) == 2_000
    assert len(set(control_numbers)) == len(control_numbers)
    assert len(set(tracking_numbers)) == len(tracking_numbers)
    assert len(set(members)) == len(members)


def test_patients_have_their_own_names_and_addresses() -> None:
    names = {(*segment[3:5],) for segment in of("NM1", "IL")}
    streets = {segment[1] for segment in of("N3")}

    assert len(names) > 1_900
    assert len(streets) > 1_900


def test_every_npi_passes_its_check_digit() -> None:
    npis = {segment[9] for segment in of("NM1") if segment[8:9] == ["XX"]}

    assert len(npis) > 300
    assert all(re.fullmatch("[12][0-9]{9}", npi) for npi in npis)
    assert all(luhn_sum("80840" + npi) % 10 == 0 for npi in npis)


def test_billing_provider_changes_about_every_forty_claims() -> None:
    assert 30 < sum(1 for _ in of("NM1", "85")) < 90


def test_members_of_medicare_have_an_identifier_of_its_form() -> None:
    """And nobody else has one."""
    filing_indicator = ""
    forms = []
    for segment in segments():
        if segment[0] == "SBR":
            filing_indicator = segment[9]
        elif segment[:2] == ["NM1", "IL"]:
            forms.append((filing_indicator == "MB", bool(MBI.fullmatch(segment[9]))))

    assert {True, False} == {medicare for medicare, _ in forms}
    assert all(medicare == matches for medicare, matches in forms)


def test_hierarchical_levels_are_numbered_and_nested() -> None:
    last, levels = 0, {"": ""}
    for segment in segments():
        if segment[0] == "ST":
            last, levels = 0, {"": ""}
        elif segment[0] == "HL":
            last += 1
            number, parent, level = segment[1:4]
            levels[number] = level

            assert number == str(last)
            assert levels[parent] == {"20": "", "22": "20", "23": "22"}[level]


def test_claim_charge_is_the_sum_of_its_lines() -> None:
    for claim in claims():
        lines = [Decimal(the("SV1", line)[2]) for line in service_lines(claim)]

        assert Decimal(claim[0][2]) == sum(lines)
        assert all(charge > 0 for charge in lines)


def test_charges_vary_to_the_cent() -> None:
    charges = {segment[2] for segment in of("SV1")}

    assert len(charges) > 2_000


def test_pointers_name_diagnoses_of_the_claim() -> None:
    for claim in claims():
        diagnoses = len(the("HI", claim)) - 1
        for line in service_lines(claim):
            pointers = [int(pointer) for pointer in the("SV1", line)[7].split(":")]

            assert 1 <= len(pointers) <= 4
            assert len(set(pointers)) == len(pointers)
            assert max(pointers) <= diagnoses


def test_every_line_names_its_ordering_provider() -> None:
    for claim in claims():
        for line in service_lines(claim):
            assert sum(segment[:3] == ["NM1", "DK", "1"] for segment in line) == 1


@pytest.mark.parametrize("as_of", [AS_OF, date(2025, 10, 1), date(2026, 6, 1)])
def test_service_dates_lie_in_the_days_before_the_batch(as_of: date) -> None:
    text = batch(300, as_of=as_of).decode("ascii")

    days = [day(found) for found in re.findall(r"DTP\*472\*D8\*(\d{8})~", text)]
    assert max(days) <= as_of
    assert min(days) >= max(date(2025, 10, 1), as_of - timedelta(days=120))


def test_unlisted_codes_carry_a_description_and_a_note_with_the_price() -> None:
    found = 0
    for claim in claims():
        for line in service_lines(claim):
            procedure = the("SV1", line)[1].split(":")
            if procedure[1] in {"L1499", "L2999", "L3999", "L5999"}:
                found += 1
                note = the("NTE", line)[2]
                price = re.search(r"PL \$([0-9.]+)$", note)

                assert 0 < len(procedure[6]) <= 80
                assert len(note) <= 80
                assert price
                assert Decimal(price[1]) == Decimal(the("SV1", line)[2])
    assert found > 20


def test_secondary_claims_balance_by_line_and_by_claim() -> None:
    found = 0
    for claim in claims():
        paid = [segment for segment in claim if segment[:2] == ["AMT", "D"]]
        if not paid:
            continue
        found += 1
        lines = service_lines(claim)
        adjudicated = [Decimal(the("SVD", line)[2]) for line in lines]
        for line, amount in zip(lines, adjudicated, strict=True):
            adjustments = sum(Decimal(segment[3]) for segment in line if segment[0] == "CAS")

            assert Decimal(the("SV1", line)[2]) == amount + adjustments
            assert the("SVD", line)[1] == other_payer(claim)
        assert Decimal(paid[0][2]) == sum(adjudicated)
    assert found > 20


def other_payer(claim: list[Segment]) -> str:
    (payer,) = (segment for segment in claim if segment[:2] == ["NM1", "PR"])
    return payer[9]


def test_both_sides_of_a_code_cost_the_same() -> None:
    for claim in claims():
        by_code: dict[str, set[str]] = {}
        for line in service_lines(claim):
            service = the("SV1", line)
            by_code.setdefault(service[1].split(":")[1], set()).add(service[2])

        assert all(len(charges) == 1 for charges in by_code.values())


def test_batch_has_every_kind_of_payer_and_patient() -> None:
    assert {segment[9] for segment in of("SBR")} == {"MB", "MC", "CI", "BL"}
    assert {segment[9] for segment in of("NM1", "PR")} > {"16013", "17013", "18003", "19003"}
    assert {segment[1] for segment in of("PAT")} == {"01", "19"}


def test_each_transaction_set_goes_to_one_payer() -> None:
    """The destination payer of every claim is the receiver."""
    receiver = level = ""
    for segment in segments():
        if segment[:2] == ["NM1", "40"]:
            receiver = segment[9]
        elif segment[0] in {"HL", "CLM"}:
            level = segment[0]
        elif segment[:2] == ["NM1", "PR"] and level == "HL":
            assert segment[9] == receiver


def test_medicare_claims_are_for_the_subscriber_at_home() -> None:
    filing_indicator = ""
    for segment in segments():
        if segment[0] == "HL" and segment[3] == "23":
            assert filing_indicator != "MB"
        elif segment[0] == "SBR":
            filing_indicator = segment[9]
        elif segment[0] == "CLM" and filing_indicator == "MB":
            assert segment[5] == "12:B:1"


def findings(data: bytes) -> list[Finding]:
    return [located.finding for located in LintRun().read(data)]


def test_every_family_and_most_codes_are_reached() -> None:
    billed = {segment[1].split(":")[1] for segment in of("SV1")}
    planned: dict[str, set[str]] = {}
    for scenario in load_scenarios():
        codes = {line.code for choice in scenario.lines for lines in choice for line in lines}
        planned.setdefault(scenario.family, set()).update(codes)

    assert len(billed) >= 400
    assert {family for family, codes in planned.items() if not codes & billed} == set()
    assert billed <= set().union(*planned.values())


def test_frequent_devices_stay_frequent() -> None:
    """A fifth of the kinds of claim make half of the batch."""
    weights = sorted((scenario.weight for scenario in load_scenarios()), reverse=True)

    assert sum(weights[: len(weights) // 5]) > sum(weights) / 2


def test_claims_are_of_the_size_that_suppliers_send() -> None:
    lines = sum(1 for _ in of("SV1"))

    assert 2.0 <= lines / 2_000 <= 2.4
    assert 20 <= len(segments()) / 2_000 <= 22


def test_nothing_is_found_of_a_batch() -> None:
    assert findings(batch(1_000, seed=5)) == []


@pytest.mark.slow
@pytest.mark.parametrize("as_of", [AS_OF, date(2026, 6, 1)])
def test_nothing_is_found_of_a_large_batch(as_of: date) -> None:
    assert findings(batch(20_000, seed=6, as_of=as_of)) == []


@pytest.mark.parametrize(("as_of", "asked"), [(date(2026, 4, 12), False), (date(2026, 9, 1), True)])
def test_authorization_is_named_from_the_day_it_is_asked_for(as_of: date, asked: bool) -> None:
    """L1846 came on the list on 2026-04-13."""
    text = batch(3_000, as_of=as_of).decode("ascii")

    lines = re.findall(r"SV1\*HC:L1846:.*?(?=\n(?:LX|HL|SE)\*)", text, re.DOTALL)
    assert lines
    assert {"REF*G1*" in line for line in lines} == {asked}


def test_children_are_no_patients_of_medicare_and_dependents_of_plans() -> None:
    filing_indicator, is_dependent, children = "", False, set()
    for segment in segments():
        if segment[0] == "SBR":
            filing_indicator, is_dependent = segment[9], False
        elif segment[0] == "PAT":
            is_dependent = True
        elif segment[0] == "DMG" and day(segment[2]) > date(2009, 1, 1):
            children.add((filing_indicator, is_dependent))

    assert children == {("MC", False), ("CI", True), ("BL", True)}


def test_pyx12_finds_a_batch_valid(found_valid_by_pyx12: Callable[[str], bool]) -> None:
    assert found_valid_by_pyx12(batch(200).decode("ascii"))


def test_pyx12_finds_a_changed_batch_not_valid(found_valid_by_pyx12: Callable[[str], bool]) -> None:
    """The opinion asked for above is one that can be no."""
    text = batch(7).decode("ascii")

    assert not found_valid_by_pyx12(text.replace("*UN*", "*XX*", 1))


@pytest.mark.slow
def test_pyx12_finds_a_large_batch_valid(found_valid_by_pyx12: Callable[[str], bool]) -> None:
    assert found_valid_by_pyx12(batch(5_000, seed=1).decode("ascii"))
