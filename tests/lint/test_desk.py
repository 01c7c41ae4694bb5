"""Judging with memory and without: what is remembered changes no finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings

from claimline.claim.document import read
from claimline.claim.profile import Profile, payer_of
from claimline.claim.profile import payer as payer_named
from claimline.claim.views import ClaimAsSent
from claimline.codes import CodeList, Tables, load_tables
from claimline.findings import Finding, Place, Problem
from claimline.lint import desk
from claimline.lint.configuration import Configuration, NamedProfile
from claimline.lint.desk import Desk, Statistics
from claimline.lint.matching import Matching, Periods
from claimline.lint.run import LintRun
from claimline.rules.devices import Devices
from claimline.rules.example import lay
from claimline.rules.registry import all_rules
from claimline.rules.rule import (
    Bad,
    Context,
    Reads,
    Rule,
    Service,
    ServiceContext,
    Setting,
    Subject,
)
from claimline.sample import write_batch
from tests.lint.damage import BOTH_SIDES, CLAIM, GOOD, damaged

EXAMPLES = [
    example.segments
    for rule in all_rules().values()
    for example in rule.examples
    if isinstance(example, Bad) and example.segments.startswith("SV1*")
]


def findings_of(data: bytes, *, memory: bool) -> tuple[LintRun, list[Finding]]:
    run = LintRun(memory=memory)
    return run, [located.finding for located in run.read(data)]


def batch() -> bytes:
    """Claims whose lines break the rules that have a line for an example, each twice."""
    claims = [CLAIM.format(name=f"C-{at}") + lines for at, lines in enumerate(EXAMPLES)]
    return lay("".join([*claims, *claims]))


def test_batch_gives_the_same_findings_with_memory_and_without() -> None:
    data = batch()

    remembering, found = findings_of(data, memory=True)
    forgetful, anew = findings_of(data, memory=False)

    assert found == anew
    assert remembering.summary == forgetful.summary
    assert "LAT002" in {finding.rule for finding in found}
    assert remembering.statistics.hits >= len(EXAMPLES)
    assert forgetful.statistics.hits == 0


def test_lines_whose_lx_comes_late_are_read_alike_however_often_they_come() -> None:
    stream = BytesIO()
    write_batch(stream, claims=40)
    data = re.sub(rb"(LX\*[0-9]+~\n)(SV1[^~]*~\n)", rb"\2\1", stream.getvalue())

    remembering, found = findings_of(data, memory=True)
    forgetful, anew = findings_of(data, memory=False)

    assert remembering.summary == forgetful.summary
    assert found == anew


def test_sample_gives_the_same_findings_with_memory_and_without() -> None:
    stream = BytesIO()
    write_batch(stream, claims=600)
    data = stream.getvalue().replace(b":RT:", b":RT:LT:")

    remembering, found = findings_of(data, memory=True)
    _, anew = findings_of(data, memory=False)

    assert found == anew
    assert len(found) > 10
    assert remembering.statistics.hits > 50


@given(damaged())
@settings(max_examples=40, deadline=None)
def test_damaged_claims_give_the_same_findings_with_memory_and_without(data: bytes) -> None:
    _, found = findings_of(data, memory=True)
    _, anew = findings_of(data, memory=False)

    assert found == anew


def test_verdict_serves_no_other_period() -> None:
    before, since = (f"{BOTH_SIDES}DTP*472*D8*{day}~" for day in ("20190228", "20190301"))
    data = lay(before + since + before + since)

    run = LintRun(select=["LAT002"])
    found = [located.finding.service_line for located in run.read(data)]

    assert found == ["2", "4"]
    assert run.statistics.hits == 2


def test_verdict_serves_no_other_payer() -> None:
    ours = lay(BOTH_SIDES)
    theirs = lay(BOTH_SIDES, Setting(profile=Profile.COMMERCIAL)).replace(b"0000001", b"0000002")

    run = LintRun(select=["LAT002"])
    found = [located.finding.interchange for located in run.read(ours + theirs + ours)]

    assert found == ["000000001", "000000001"]


def test_profile_asked_for_is_the_one_that_judges() -> None:
    theirs = lay(BOTH_SIDES, Setting(profile=Profile.COMMERCIAL))

    found = [
        located.finding.profile
        for located in LintRun(select=["LAT002"], profile="medicare-dme").read(theirs)
    ]

    assert found == ["medicare-dme"]


def test_memory_that_is_full_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "MOST", 2)
    lines = "".join(f"SV1*HC:L1960:RT:LT:KX*900*UN*{units}***1~" for units in range(1, 9))

    run = LintRun(select=["LAT002"])
    found = list(run.read(lay(lines + lines + BOTH_SIDES + GOOD)))

    assert len(found) == 17


def test_period_is_told_by_its_first_day() -> None:
    periods = Periods(load_tables(), [all_rules()["LAT002"]])

    assert periods[date(2019, 3, 1)] == date(2019, 3, 1)
    assert periods[date(2019, 2, 28)] != periods[date(2019, 3, 1)]
    assert periods[date(1, 1, 1)] == periods[date(1, 1, 2)]


@pytest.mark.parametrize(
    "units", [("1.5", "1.50"), ("1.50", "1.5"), ("0", "-0", "0.0"), ("1", "1.")]
)
def test_equal_units_that_are_written_otherwise_give_what_each_gives(units: tuple[str]) -> None:
    data = lay("".join(f"SV1*HC:L1960:RT:KX*900*UN*{written}***1~" for written in units))

    _, found = findings_of(data, memory=True)
    _, anew = findings_of(data, memory=False)

    assert found == anew


@pytest.mark.parametrize(("since", "asked"), [(date(2026, 1, 8), True), (date(2026, 1, 9), False)])
def test_dated_claim_rule_is_asked_by_the_first_date_of_service(since: date, asked: bool) -> None:
    claim = next(read(lay("")).claims())
    dated = replace(
        all_rules()["CHG001"], since=since, check=lambda *_: iter([Problem(Place("CLM02"), "said")])
    )
    tables = load_tables()
    payer = payer_of(claim, tables)
    judging = Desk(payer, [dated], tables, Matching([dated], tables), Statistics())

    judged = judging.judge_claim(claim, Context(tables, payer, None))

    assert bool(judged) is asked


def rule_reading(reads: Reads, subject: Subject = Subject.LINE, **changes: Any) -> Rule:
    """A rule that says something whenever it is asked."""

    def said(view: object, context: object) -> list[Problem]:
        return [Problem(Place("SV1"), "said")]

    return replace(all_rules()["CHG001"], subject=subject, reads=reads, check=said, **changes)


def times_asked(rule: Rule, segments: str, *, memory: bool = True) -> int:
    """How often a rule is asked about the claim of these segments."""
    claim = next(read(lay(segments)).claims())
    tables = load_tables()
    payer = payer_of(claim, tables)
    judging = Desk(
        payer, [rule], tables, Matching([rule], tables, memory=memory), Statistics(), memory=memory
    )
    context = Context(tables, payer, None)
    first = judging.judge_claim(claim, context)

    assert len(judging.judge_claim(claim, context)) == len(first)
    return len(first)


RIGHT, LEFT = (f"SV1*HC:L1960:{side}:KX*900*UN*1***1~" for side in ("RT", "LT"))
NOC = "SV1*HC:L2999:RT*50*UN*1***1~NTE*ADD*A STRAP~"
CPT = "SV1*HC:99213*50*UN*1***1~"
LINES = RIGHT + LEFT + NOC + CPT + "-DTP[472]~"


@pytest.mark.parametrize("memory", [True, False])
@pytest.mark.parametrize(
    ("reads", "lines"),
    [
        (Reads(), 4),
        (Reads(codes={"L1960", "L2999"}), 3),
        (Reads(letters="L"), 3),
        (Reads(noc=True), 1),
        (Reads(is_a=Tables.is_dmepos), 3),
        (Reads(listed=Tables.coverage_family), 2),
        (Reads(modifiers={"RT", "50"}), 2),
        (Reads(without={"RT", "50"}), 2),
        (Reads(without={"KX"}, modifiers={"RT"}), 1),
        (Reads(codes={"L1960"}, modifiers={"LT"}), 1),
        (Reads(present={"note"}), 1),
        (Reads(absent="note"), 3),
        (Reads(absent="service_dates"), 1),
        (Reads(absent="note", codes={"L2999"}), 0),
        (Reads(present={"note", "authorization"}), 1),
        (Reads(present={"code"}), 4),
        (Reads(present={"description"}), 0),
        (Reads(attributes=lambda attributes: attributes.noc), 1),
        (Reads(service=lambda service: service.on is None), 1),
        (Reads(service=lambda service: service.code == "L1960", modifiers={"LT"}), 1),
        (Reads(only_days=True), 4),
    ],
)
def test_rule_is_asked_about_lines_that_hold_what_it_reads(
    reads: Reads, lines: int, memory: bool
) -> None:
    assert times_asked(rule_reading(reads), LINES, memory=memory) == lines


@pytest.mark.parametrize("memory", [True, False])
@pytest.mark.parametrize(
    ("reads", "asked"),
    [
        (Reads(codes={"L2999"}), 1),
        (Reads(codes={"L2999"}, modifiers={"RT"}), 1),
        (Reads(codes={"L2999"}, modifiers={"LT"}), 0),
        (Reads(codes={"A4565"}), 0),
        (Reads(codes={"L1960"}, present={"note"}), 0),
        (Reads(services=lambda services: len(services) == 4), 1),
        (Reads(services=lambda services: len(services) == 3), 0),
    ],
)
def test_rule_is_asked_about_a_claim_once_where_one_line_holds_what_it_reads(
    reads: Reads, asked: int, memory: bool
) -> None:
    assert times_asked(rule_reading(reads, Subject.CLAIM), LINES, memory=memory) == asked


def test_line_without_a_procedure_is_a_service_that_is_none() -> None:
    reads = Reads(services=lambda services: None in services)
    rule = rule_reading(reads, Subject.CLAIM)

    assert times_asked(rule, f"{RIGHT}SV1**50*UN*1***1~") == 1
    assert times_asked(rule, RIGHT + LEFT) == 0


def services_asked(units_matter: bool, *lines: str) -> int:
    """How often a rule about services is asked, of whose units it asks or not."""
    asked = []

    def check(service: Service, context: ServiceContext) -> list[Problem]:
        limit = service.units if units_matter else None
        asked.append(limit)
        return []

    rule = replace(all_rules()["CHG001"], subject=Subject.SERVICE, reads=Reads(), check=check)
    tables = load_tables()
    matching = Matching([rule], tables)
    for payer in (payer_named(Profile.COMMERCIAL), payer_named(Profile.MEDICAID)):
        desk = Desk(payer, [rule], tables, matching, Statistics())
        for claim in read(lay("".join(lines))).claims():
            desk.judge_claim(claim, Context(tables, payer, None))
    return len(asked)


def test_rule_that_asks_for_no_more_than_the_procedure_is_asked_once() -> None:
    two = RIGHT.replace("UN*1", "UN*2")

    assert services_asked(False, RIGHT, RIGHT, two, LEFT) == 2
    assert services_asked(True, RIGHT, RIGHT, two, LEFT) == 6


@pytest.mark.parametrize("memory", [True, False])
def test_days_that_rules_of_days_are_silent_about_differ_by_the_present_day(memory: bool) -> None:
    line = "SV1*HC:L1960:RT:KX*900*UN*1***1~DTP*472*D8*20260120~"
    claims = "".join(CLAIM.format(name=name) + line for name in "AB")
    batches = [
        lay(claims).replace(b"*20260115*", b"*%s*" % day) for day in (b"20260201", b"20260115")
    ]
    run = LintRun(select=["DTE002"], memory=memory)

    found = [[located.finding.claim for located in run.read(data)] for data in batches * 2]

    assert found == [[], ["A", "B"]] * 2


def test_jurisdictions_share_a_desk_and_not_what_holds_in_one() -> None:
    line = "SV1*HC:L3923:RT*70*UN*1***1~"
    run = LintRun(select=["MOD023"])
    found = {}
    for jurisdiction in "ABCD":
        data = lay(line, Setting(jurisdiction=jurisdiction))
        found[jurisdiction] = [located.finding.rule for located in run.read(data)]

    assert found == {"A": ["MOD023"], "B": [], "C": [], "D": ["MOD023"]}
    assert run.statistics.misses == 1


def test_profile_that_lifts_jurisdictions_has_a_desk_of_its_own() -> None:
    line = "SV1*HC:L3923:RT*70*UN*1***1~"
    of_b = lay(line)
    own = of_b.replace(b"17013", b"99999")
    mine = NamedProfile(Profile.MEDICARE_DME, on=("MOD023",))
    configured = Configuration(payers={"99999": "mine"}, profiles={"mine": mine})
    found = []
    for order in ((of_b, own), (own, of_b)):
        run = LintRun(select=["MOD023"], configuration=configured)
        found.append([[one.finding.rule for one in run.read(data)] for data in order])

    assert found == [[[], ["MOD023"]], [["MOD023"], []]]


def test_place_of_the_claim_and_of_its_lines_are_judged_alike_in_either_order() -> None:
    other, device = "SV1*HC:99213*50*UN*1{}1~", "SV1*HC:L1960:RT:KX*900*UN*1{}1~"
    of_claim, of_lines = "***", "*21**"
    claims = [
        CLAIM.format(name="A").replace("12:B", "21:B") + (other + device).format(*[of_claim] * 2),
        CLAIM.format(name="B") + (other + device).format(*[of_lines] * 2),
    ]
    for order in (claims, claims[::-1]):
        run = LintRun(select=["POS004"])
        found = {
            (one.finding.claim, one.finding.designator) for one in run.read(lay("".join(order)))
        }
        assert found == {("A", "CLM05-1"), ("B", "SV105")}


def test_range_that_another_segment_announces_is_no_model_for_one_that_none_does() -> None:
    line = "SV1*HC:E0601:RR:KH*80*UN*1***1~{}"
    claims = [
        CLAIM.format(name="A") + line.format("DTP*472*D8~DTP*472*RD8*20260108-20260109~"),
        CLAIM.format(name="B") + line.format("DTP*472*D8*20260108-20260109~"),
    ]

    found = [one.finding.claim for one in LintRun(select=["DTE003"]).read(lay("".join(claims)))]

    assert found == ["B"]


@pytest.mark.parametrize(
    ("subject", "reads"),
    [
        (Subject.LINE, Reads(only_services=True)),
        (Subject.CLAIM, Reads(only_days=True)),
        (Subject.PARTY, Reads(only_diagnoses=True)),
        (Subject.CLAIM, Reads(service=lambda service: True)),
        (Subject.LINE, Reads(only_days=True, service=lambda service: True)),
        (Subject.LINE, Reads(services=lambda services: True)),
        (Subject.LINE, Reads(only_days=True, present={"note"})),
        (Subject.CLAIM, Reads(only_services=True, absent="note")),
    ],
)
def test_rule_cannot_say_what_its_subject_does_not_allow(subject: Subject, reads: Reads) -> None:
    with pytest.raises(ValueError, match=r"CHG001: .* cannot be said of this rule"):
        rule_reading(reads, subject)


def test_rule_names_collections_and_one_thing_it_looks_at() -> None:
    with pytest.raises(ValueError, match="present is one text"):
        Reads(present="note")
    with pytest.raises(ValueError, match="lists is one text"):
        Reads(lists=CodeList.WALKING_BOOT)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="only at days"):
        Reads(only_services=True, only_diagnoses=True)


def test_dated_table_is_asked_on_the_date_of_service() -> None:
    rule = rule_reading(Reads(listed=Tables.coverage_family))
    prosthesis = "SV1*HC:L5301:RT*900*UN*1***1~DTP*472*D8*{}~"

    assert times_asked(rule, prosthesis.format("20240831")) == 0
    assert times_asked(rule, prosthesis.format("20240901")) == 1


@pytest.mark.parametrize(
    ("reads", "parties"),
    [(Reads(), 3), (Reads(loops={"2310D"}), 1), (Reads(present={"street"}), 1)],
)
def test_rule_is_asked_about_parties_of_the_loops_it_reads(reads: Reads, parties: int) -> None:
    supervising = "NM1*DQ*1*EXAMPLE*TEST****XX*1234567893~"
    facility = "NM1*77*2*EXAMPLE*****XX*1234567893~N3*1 OAK~"
    rule = rule_reading(reads, Subject.PARTY)

    assert times_asked(rule, CLAIM.format(name="A") + facility + supervising + GOOD) == parties


@pytest.mark.parametrize(("since", "asked"), [(date(2026, 1, 8), 1), (date(2026, 1, 9), 0)])
@pytest.mark.parametrize("subject", [Subject.LINE, Subject.CLAIM, Subject.PARTY])
def test_dated_rule_is_asked_by_the_date_of_service(
    since: date, asked: int, subject: Subject
) -> None:
    reads = Reads(loops={"2420E"}) if subject is Subject.PARTY else Reads(codes={"L1960"})

    assert times_asked(rule_reading(reads, subject, since=since), GOOD) == asked


def judged_devices(*fragments: str, memory: bool = True) -> list[tuple[bool, int]]:
    """Of each claim, whether a rule was asked about its devices, and how many problems it had."""
    asked: list[Devices] = []

    def check(claim: ClaimAsSent, context: Context) -> Iterator[Problem]:
        devices = context.devices(claim)
        asked.append(devices)
        for device in devices.without_base:
            if not device.for_owned_device:
                yield Problem(device.parts[0].at("SV101-2"), "said")

    rule = replace(all_rules()["CHG001"], check=check, reads=Reads(letters="L", only_services=True))
    tables = load_tables()
    payer = payer_of(next(read(lay("")).claims()), tables)
    desk = Desk(
        payer, [rule], tables, Matching([rule], tables, memory=memory), Statistics(), memory=memory
    )
    found = []
    for claim in read(lay("".join(fragments))).claims():
        before = len(asked)
        judged = desk.judge_claim(claim, Context(tables, payer, None))
        found.append((len(asked) > before, len(judged)))
    return found


def devices_claim(first: str, second: str) -> str:
    """A claim with an orthosis and an addition, and what stands in the line of each."""
    base, addition = "SV1*HC:L1960:RT:KX*1*UN*1***1~", "SV1*HC:L2820:RT:KX*1*UN*1***1~"
    return f"CLM*A*1***12:B:1*Y*A*Y*Y~{base}{first}{addition}{second}"


BRACE = devices_claim("", "")
ADDITION = "CLM*A*1***12:B:1*Y*A*Y*Y~SV1*HC:L2820:RT:KX*1*UN*1***1~"
IN_2018 = "DTP*472*D8*20180109~"


def test_devices_that_are_sound_are_asked_about_once() -> None:
    assert judged_devices(BRACE, BRACE, BRACE) == [(True, 0), (False, 0), (False, 0)]
    assert judged_devices(BRACE, BRACE, memory=False) == [(True, 0), (True, 0)]


def test_devices_that_are_not_are_asked_about_each_time() -> None:
    assert judged_devices(ADDITION, ADDITION) == [(True, 1), (True, 1)]


@pytest.mark.parametrize(
    "other",
    [
        BRACE.replace("L2820:RT", "L2820:LT"),
        BRACE.replace("UN*1", "UN*2"),
        devices_claim("", "DTP*472*D8*20260109~"),
        devices_claim("", "NTE*ADD*PT OWNED BRACE~"),
        devices_claim(IN_2018, IN_2018),
    ],
)
def test_devices_that_differ_are_asked_about(other: str) -> None:
    assert [asked for asked, _ in judged_devices(BRACE, other)] == [True, True]


def test_note_about_an_owned_device_is_not_taken_for_silence() -> None:
    owned = f"{ADDITION}NTE*ADD*PT OWNED BRACE~"

    assert judged_devices(owned, ADDITION, owned) == [(True, 0), (True, 1), (False, 0)]
