"""Devices: many small claims, and what their lines are grouped into."""

from __future__ import annotations

import pytest

from claimline.claim.document import read
from claimline.claim.profile import Profile, payer
from claimline.claim.views import ClaimAsSent, Side
from claimline.codes import load_tables
from claimline.rules.devices import Device, Devices, Kind, devices_of, total_units
from claimline.rules.example import lay
from claimline.rules.rule import Context


def claim_of(fragment: str) -> ClaimAsSent:
    """The only claim of the fragment laid into the template; each line `CODE:MODIFIERS*UNITS`."""
    (claim,) = read(lay(fragment)).claims()
    return claim


def lines(*wanted: str) -> str:
    """SV1 segments of `L1960:RT*2`, each followed by what stands behind a `~`."""
    segments = []
    for one in wanted:
        line, _, rest = one.partition("~")
        procedure, _, units = line.partition("*")
        segments.append(f"SV1*HC:{procedure}*100*UN*{units or 1}***1~{rest}")
    return "".join(f"{text.rstrip('~')}~" for text in segments)


def devices(*wanted: str) -> Devices:
    return devices_of(claim_of(lines(*wanted)), load_tables())


def shown(found: Devices) -> list[str]:
    """Each device as `RT L1960 + L2820`."""
    return [_shown(device) for device in found]


def _shown(device: Device) -> str:
    base = device.base.code if device.base else "-"
    side = f"{device.side} " if device.side else ""
    return " + ".join([f"{side}{base}", *(part.code for part in device.parts)])


@pytest.mark.parametrize(
    ("claim", "grouped"),
    [
        # A base and its additions, in either order.
        (["L2036:RT", "L2387:RT*2", "L2405:RT*2"], ["RT L2036 + L2387 + L2405"]),
        (["L2387:RT*2", "L2036:RT"], ["RT L2036 + L2387"]),
        # A side each.
        (
            ["L2036:RT", "L2036:LT", "L2387:RT", "L2387:LT"],
            ["RT L2036 + L2387", "LT L2036 + L2387"],
        ),
        # Both sides on one line; modifier 50 says the same.
        (["L1960:RT:LT*2", "L2820:LT"], ["RT L1960", "LT L1960 + L2820"]),
        (["L1960:50*2", "L2820:LT"], ["RT L1960", "LT L1960 + L2820"]),
        (
            ["L1960:RT", "L1960:LT", "L2820:RT:LT*2"],
            ["RT L1960 + L2820", "LT L1960 + L2820"],
        ),
        # A line for both sides with a base on one: not an addition without a base.
        (["L1960:RT", "L2820:RT:LT*2"], ["RT L1960 + L2820 + L2820"]),
        # No side said.
        (["L1960", "L2820:RT"], ["L1960 + L2820"]),
        (["L1960:RT", "L2820"], ["RT L1960 + L2820"]),
        (["L1960:RT", "L1960:LT", "L2820"], ["RT L1960", "LT L1960 + L2820"]),
        # The other side.
        (["L2036:RT", "L2387:LT"], ["RT L2036", "LT - + L2387"]),
        # Two bases on one side: the one that may carry the addition gets it.
        (["L1843:RT", "L4387:RT", "L2397:RT"], ["RT L1843 + L2397", "RT L4387"]),
        (["L2036:RT", "L1930:RT", "L2387:RT"], ["RT L2036 + L2387", "RT L1930"]),
        (["L1930:RT", "L1960:RT", "L2755:RT"], ["RT L1930", "RT L1960 + L2755"]),
        # Alike: the nearest before it.
        (
            ["L1960:RT", "L2820:RT", "L1960:RT", "L2820:RT"],
            ["RT L1960 + L2820", "RT L1960 + L2820"],
        ),
        # A base that may not carry it still is the one it stands on.
        (["L4387:RT", "L2820:RT"], ["RT L4387 + L2820"]),
        (["L2035:RT", "L2387:RT*2"], ["RT L2035 + L2387"]),
        # An arm is no leg, a prosthesis no orthosis.
        (["L3906:RT", "L2387:RT"], ["RT L3906", "RT - + L2387"]),
        (["L5301:RT", "L2397:RT"], ["RT L5301", "RT - + L2397"]),
        (["L5301:RT", "L5673:RT", "L5620:RT*2"], ["RT L5301 + L5673 + L5620"]),
        # A socket replaced is no base; an unlisted device may carry anything of its kind.
        (["L5701:RT", "L5650:RT"], ["RT - + L5701 + L5650"]),
        (["L2999:RT", "L2820:RT"], ["RT L2999 + L2820"]),
        # A spinal base lies on no side, whatever is said.
        (["L1200", "L1210"], ["L1200 + L1210"]),
        (["L1200:RT", "L1210:LT"], ["L1200 + L1210"]),
        # Repairs, with a new device and without.
        (["L1960:RT", "L4205:RT*2"], ["RT L1960 + L4205"]),
        (["L2210:RT:RB*2", "L4205:RT*2"], ["RT - + L2210 + L4205"]),
        (["L4205*2", "L2210:RT:RB", "L2210:LT:RB"], ["RT - + L4205 + L2210", "LT - + L2210"]),
        (["L5301:RT", "L4205:RT*2"], ["RT L5301", "RT - + L4205"]),
        # Codes that the tables do not describe.
        (["L1959:RT", "A5500:RT", "99213"], []),
    ],
)
def test_lines_are_grouped(claim: list[str], grouped: list[str]) -> None:
    assert shown(devices(*claim)) == grouped


def test_the_base_of_the_same_day_comes_before_another() -> None:
    found = devices(
        "L1960:RT~DTP*472*D8*20251101~",
        "L1960:RT~DTP*472*D8*20260108~",
        "L2820:RT~DTP*472*D8*20251101~",
        "L2830:RT~DTP*472*D8*20260108~",
    )

    assert shown(found) == ["RT L1960 + L2820", "RT L1960 + L2830"]


def test_a_part_of_another_day_stays_with_the_only_base() -> None:
    found = devices("L1843:RT~DTP*472*D8*20260108~", "L2397:RT~DTP*472*D8*20260109~")

    (device,) = found
    assert shown(found) == ["RT L1843 + L2397"]
    assert device.on != device.parts[0].service_date


def test_parts_without_a_base_are_apart_by_day() -> None:
    found = devices(
        "L2387:RT~DTP*472*D8*20260108~",
        "L2405:RT~DTP*472*D8*20260108~",
        "L2387:RT~DTP*472*D8*20260109~",
    )

    assert shown(found) == ["RT - + L2387 + L2405", "RT - + L2387"]
    assert len(found.without_base) == 2


@pytest.mark.parametrize(
    "line",
    [
        "L2387:RT:RB",
        "L2387:RT:RA",
        "L2387:RT~NTE*ADD*PT OWNED KAFO, JOINT WORN",
        "L2387:RT~NTE*ADD*patient owns the brace",
        "L2387:RT~NTE*ADD*RPL JOINT ON L2036",
    ],
)
def test_part_for_a_device_the_patient_has(line: str) -> None:
    (device,) = devices(line)

    assert device.for_owned_device
    assert device.parts[0].for_owned_device


@pytest.mark.parametrize(
    "line",
    [
        "L2387:RT:KX",
        "L2387:RT~NTE*ADD*POLYCENTRIC JOINT MODEL L1200X",
        "L2387:RT~NTE*ADD*GOES WITH L2405",
        "L2387:RT~NTE*ADD*DOWNED RIDER",
    ],
)
def test_part_that_does_not_say_so(line: str) -> None:
    (device,) = devices(line)

    assert not device.for_owned_device


def test_note_that_names_the_base_billed_speaks_of_no_owned_device() -> None:
    (device,) = devices("L2036:RT", "L2387:RT~NTE*ADD*JOINT FOR L2036")

    assert not device.parts[0].for_owned_device


def test_claim_note_speaks_for_its_lines() -> None:
    claim = claim_of("CLM*TEST-1*100***12:B:1*Y*A*Y*Y~NTE*ADD*PT OWNED BRACE~" + lines("L2387:RT"))

    (device,) = devices_of(claim, load_tables())

    assert device.for_owned_device


def test_shared_line_has_half_its_units_on_each_side() -> None:
    right, left = devices("L1960:RT:LT*2", "L2387:RT:LT*4", "L2387:LT*1")

    assert total_units(right.with_component("knee-joint")) == 2
    assert total_units(left.with_component("knee-joint")) == 3


def test_units_that_cannot_be_read_have_no_total() -> None:
    (device,) = devices("L2036:RT", "L2387:RT*TWO", "L2387:RT*1")

    assert total_units(device.additions("L2387")) is None
    assert total_units(device.additions("L2405")) == 0


def test_device_knows_its_lines_by_role() -> None:
    (device,) = devices("L1960:RT", "L2820:RT", "L2210:RT", "L4205:RT", "L4130:RT")

    assert [part.code for part in device.additions()] == ["L2820", "L2210"]
    assert [part.code for part in device.additions("L2210", "L2220")] == ["L2210"]
    assert [part.code for part in device.repairs] == ["L4205"]
    assert [part.code for part in device.replacements] == ["L4130"]
    assert [line.code for line in device.lines] == ["L1960", "L2820", "L2210", "L4205", "L4130"]


def test_devices_beside_and_across() -> None:
    found = devices("L4386:RT", "L4387:RT", "L4387:LT", "L3906:RT", "L2820:LT")
    first, twin, left, wrist = found

    assert found.beside(first) == [twin]
    assert found.beside(wrist) == []
    assert found.across(first) == [left]
    assert found.of(left.parts[0].line) == [left]
    assert first.kinds == {Kind.LEG_ORTHOSIS}
    assert first.side is Side.RIGHT


def test_context_groups_a_claim_once() -> None:
    claim = claim_of(lines("L1960:RT"))
    context = Context(load_tables(), payer(Profile.MEDICARE_DME), None)

    assert context.devices(claim) is context.devices(claim)
