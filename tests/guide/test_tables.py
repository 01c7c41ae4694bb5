"""The guide tables as they are read: what the guides say, and how it is asked."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from claimline.guide.nodes import LoopNode, SegmentNode, Syntax
from claimline.guide.tables import GuideName, external_codes, load_guide

GUIDES: list[GuideName] = ["837", "999", "277", "835", "control"]
CLAIM = load_guide("837")


def segment(loop: str, designator: str) -> SegmentNode:
    (found,) = (one for one in CLAIM.find_segments(designator) if one.loop.id == loop)
    return found


def every_loop(loop: LoopNode) -> Iterator[LoopNode]:
    yield loop
    for inner in loop.loops():
        yield from every_loop(inner)


def test_tables_are_read_without_pyx12_and_pydantic() -> None:
    program = (
        "import sys; from claimline.guide.tables import load_guide; load_guide('837');"
        "print({'pyx12', 'pydantic', 'xml.etree'} & set(sys.modules))"
    )

    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert result.stdout == "set()\n", result.stderr


@pytest.mark.parametrize(
    ("guide", "version", "identifier", "readable"),
    [
        ("837", "005010X222A1", "HC", ("005010X222", "005010X222A2")),
        ("999", "005010X231A1", "FA", ("005010X231",)),
        ("277", "005010X214", "HN", ()),
        ("835", "005010X221A1", "HP", ("005010X221",)),
    ],
)
def test_guide_knows_its_versions(
    guide: GuideName, version: str, identifier: str, readable: tuple[str, ...]
) -> None:
    loaded = load_guide(guide)

    assert (loaded.version, loaded.functional_identifier) == (version, identifier)
    assert loaded.transaction_set == loaded.name
    assert loaded.readable_versions == readable


def test_transaction_set_runs_from_st_to_se() -> None:
    children = [child.id for child in CLAIM.root.children]

    assert CLAIM.root.id == "ST"
    assert children == ["ST", "BHT", "1000A", "1000B", "2000A", "SE"]


def test_interchange_runs_from_isa_to_iea() -> None:
    root = load_guide("control").root

    assert [child.id for child in root.children] == ["ISA", "TA1", "GS", "IEA"]
    assert [child.id for child in load_guide("control").loop("GS").children] == ["GS", "GE"]


@pytest.mark.parametrize("guide", GUIDES)
def test_every_loop_opens_with_a_segment_of_its_own_that_stands_once(guide: GuideName) -> None:
    for loop in every_loop(load_guide(guide).root):
        assert loop.first.loop is loop
        assert loop.first.maximum == 1


@pytest.mark.parametrize("guide", GUIDES)
def test_children_stand_in_the_order_of_their_positions(guide: GuideName) -> None:
    for loop in every_loop(load_guide(guide).root):
        positions = [child.position for child in loop.children]

        assert positions == sorted(positions)
        assert all(child.parent is loop for child in loop.loops())


@pytest.mark.parametrize("guide", GUIDES)
def test_elements_are_numbered_without_a_gap(guide: GuideName) -> None:
    for one in load_guide(guide).segments():
        for element in one.elements:
            parts = [part.number for part in element.parts]

            assert parts == list(range(1, len(parts) + 1))
        assert [element.number for element in one.elements] == list(range(1, len(one.elements) + 1))


def test_service_line_says_what_sv1_holds() -> None:
    sv1 = segment("2400", "SV1")

    def usages(number: int) -> str:
        parts = [sv1.element(number, part.number) for part in sv1.elements[number - 1].parts]
        return "".join(part.usage for part in parts if part)

    assert (sv1.usage, sv1.maximum) == ("R", 1)
    assert "".join(element.usage for element in sv1.elements) == "RRRRSNRNSNSSNNSNNNNNN"
    assert (usages(1), usages(7)) == ("RRSSSSSN", "RSSS")
    assert sv1.elements[2].codes == frozenset({"MJ", "UN"})
    assert sv1.elements[4].external == "pos"
    charge, units = sv1.elements[1], sv1.elements[3]
    assert (charge.type, charge.minimum, charge.maximum, charge.data_element) == ("R", 1, 10, "782")
    assert (units.type, units.minimum, units.maximum, units.data_element) == ("R", 1, 8, "380")


def test_ordering_provider_is_a_person_with_an_npi() -> None:
    loop = CLAIM.loop("2420E")
    name = loop.first

    assert (loop.usage, loop.repeat, loop.parent) == ("S", 1, CLAIM.loop("2400"))
    assert (name.usage, name.qualifiers, name.key) == ("R", ("DK",), (1, None))
    assert "".join(element.usage for element in name.elements) == "RRRSSNSSSNNN"
    assert name.elements[1].codes == frozenset({"1"})
    assert name.elements[7].codes == frozenset({"XX"})
    assert name.syntax == (Syntax("P", (8, 9)),)


def test_diagnoses_are_twelve_composites_told_apart_by_their_list() -> None:
    diagnoses, surgery, conditions = CLAIM.find_segments("HI")

    assert len(diagnoses.elements) == 12
    assert [node.key for node in (diagnoses, surgery, conditions)] == [(1, 1)] * 3
    assert diagnoses.qualifiers == ("ABK", "BK")
    assert {part.codes for element in diagnoses.elements[1:] for part in element.parts[:1]} == {
        frozenset({"ABF", "BF"})
    }


def test_place_of_service_and_frequency_are_parts_of_clm05() -> None:
    (_, place), (_, qualifier), (_, frequency) = (
        CLAIM.find(f"CLM05-{part}")[0] for part in (1, 2, 3)
    )

    assert (place.data_element, place.external) == ("1331", "pos")
    assert qualifier.codes == frozenset({"B"})
    assert (frequency.type, frequency.minimum, frequency.maximum) == ("ID", 1, 1)


def test_adjustments_relate_reason_amount_and_quantity() -> None:
    written = [str(note) for note in segment("2430", "CAS").syntax]

    assert written[:3] == ["L050607", "C0605", "C0705"]
    assert len(written) == 15


def test_notes_that_usages_imply_are_left_out() -> None:
    # REF02 is required, so that R0203 cannot be broken; NM111 is not used, nor is C1110.
    assert segment("2400", "REF[6R]").syntax == ()
    assert [str(note) for note in segment("2010AA", "NM1").syntax] == ["P0809"]


@pytest.mark.parametrize(
    ("loop", "repeat"),
    [("2300", 100), ("2320", 10), ("2400", 50), ("2430", 15), ("2440", 0), ("2310A", 2)],
)
def test_loops_repeat_as_the_guide_says(loop: str, repeat: int) -> None:
    assert CLAIM.loop(loop).repeat == repeat


def test_claim_stands_in_both_branches() -> None:
    own, dependent = (loop for loop in every_loop(CLAIM.root) if loop.id == "2300")

    assert (own.parent, dependent.parent) == (CLAIM.loop("2000B"), CLAIM.loop("2000C"))
    assert (own.usage, dependent.usage) == ("S", "R")
    assert [child.id for child in own.children] == [child.id for child in dependent.children]
    assert all(child.loop is dependent for child in dependent.segments())


def test_guide_counts_the_claim_once() -> None:
    assert [loop.id for loop in CLAIM.loops()].count("2300") == 1
    assert len(CLAIM.find("CLM02")) == 1


def test_find_takes_a_qualifier_or_leaves_it_open() -> None:
    qualified = [(one.loop.id, element.number) for one, element in CLAIM.find("REF[G1]02")]

    assert qualified == [("2300", 2), ("2330B", 2), ("2400", 2)]
    assert len(CLAIM.find("REF02")) > 40
    assert CLAIM.find("SV101-9") == CLAIM.find("SV1") == CLAIM.find("ZZZ01") == []


def test_unknown_loop_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="2500"):
        CLAIM.loop("2500")


@pytest.mark.parametrize(
    ("loop", "name", "text", "fits"),
    [
        ("2400", "REF[6R]", "REF*6R*1", True),
        ("2400", "REF[6R]", "REF*G1*1", False),
        ("2400", "REF[6R]", "REF", False),
        ("2400", "REF[6R]", "DTP*6R", False),
        ("2400", "SV1", "SV1*HC:L1960:RT*1", True),
        ("2400", "SV1", "SV1*L1960", False),
        ("2300", "CLM", "CLM", True),
        ("2000B", "HL", "HL*2*1*22*0", True),
        ("2000B", "HL", "HL*2*1*23*0", False),
        ("2400", "PWK[CT]", "PWK*CT*AD", True),
        ("2400", "PWK[CT]", "PWK*CT*BM", False),
        ("2400", "PWK[03]", "PWK*CT*BM", True),
    ],
)
def test_segment_matches_by_id_and_qualifiers(loop: str, name: str, text: str, fits: bool) -> None:
    node = next(one for one in CLAIM.loop(loop).segments() if name in (one.designator(), one.id))

    assert node.matches(text.split("*"), ":") is fits


def test_cmn_indicator_comes_before_the_attachments_that_share_its_qualifier() -> None:
    attachments = [one.designator() for one in CLAIM.loop("2400").segments() if one.id == "PWK"]

    assert attachments == ["PWK[CT]", "PWK[03]"]


@pytest.mark.parametrize(
    ("loop", "found", "whole", "second"),
    [
        ("2400", "SV1", "SV1", "SV102"),
        ("2400", "REF[6R]", "REF[6R]", "REF[6R]02"),
        ("2430", "DTP", "DTP[573]", "DTP[573]02"),
        ("2420E", "NM1", "NM1[DK]", "NM102"),
        ("2000A", "HL", "HL[20]", "HL02"),
        ("2010AA", "PER", "PER", "PER02"),
        ("2400", "CRC[09]", "CRC[09]", "CRC[09]02"),
        ("2300", "HI[BP]", "HI", "HI02"),
    ],
)
def test_designator_carries_a_qualifier_where_it_tells_segments_apart(
    loop: str, found: str, whole: str, second: str
) -> None:
    node = segment(loop, found)

    assert (node.designator(), node.designator(2)) == (whole, second)


def test_designator_carries_the_qualifier_that_stands_there() -> None:
    node = segment("2420E", "REF")

    assert node.designator(2) == "REF[0B]02"
    assert node.designator(2, qualifier="G2") == "REF[G2]02"
    assert node.designator(4, 1, qualifier="ZZ") == "REF[0B]04-1"


def test_remittance_names_are_told_apart_by_their_qualifier() -> None:
    names = [one for one in load_guide("835").loop("2100").segments() if one.id == "NM1"]

    assert [one.designator(9) for one in names[:2]] == ["NM1[QC]09", "NM1[IL]09"]


def test_loops_of_one_position_may_come_in_any_order() -> None:
    others = {loop.position for loop in CLAIM.loop("2320").loops()}
    providers = {loop.position for loop in CLAIM.loop("2400").loops() if loop.id[:4] == "2420"}

    assert (len(others), len(providers)) == (1, 1)


@pytest.mark.parametrize(
    ("name", "known", "unknown"),
    [
        ("states", {"KY", "PR", "QC"}, {"XX", "US"}),
        ("country", {"CA", "RS"}, {"XX"}),
        ("currency", {"USD"}, {"US"}),
        ("pos", {"12", "99"}, {"00"}),
        ("claim_status", {"306"}, {"9999"}),
        ("claim_status_cat", {"A7"}, {"Q7"}),
    ],
)
def test_external_lists_hold_codes(name: str, known: set[str], unknown: set[str]) -> None:
    codes = external_codes(name)

    assert known <= codes
    assert not unknown & codes


@pytest.mark.parametrize("guide", GUIDES)
def test_every_external_list_exists(guide: GuideName) -> None:
    for one in load_guide(guide).segments():
        for element in one.elements:
            for named in (element, *element.parts):
                assert named.external is None or external_codes(named.external)


def test_remark_codes_are_not_held_to_a_list() -> None:
    assert {element.external for _, element in CLAIM.find("MOA03")} == {None}


@pytest.mark.parametrize(("loop", "usage"), [("2200C", "S"), ("2200D", "R"), ("2220D", "R")])
def test_status_may_be_left_out_for_the_billing_provider_alone(loop: str, usage: str) -> None:
    (status,) = (one for one in load_guide("277").loop(loop).segments() if one.id == "STC")

    assert (status.usage, status.maximum) == (usage, 0)
