"""Configuration: which rules judge whom, how severely, and payers that a user adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.claim.profile import USUAL, Conventions, Profile, SideReporting, payer
from claimline.findings import Finding, Severity
from claimline.lint.configuration import Configuration, NamedProfile, bundled_profiles
from claimline.lint.configuration_file import (
    ConfigurationError,
    find_configuration,
    read_configuration,
)
from claimline.lint.run import LintRun
from claimline.rules.example import lay
from claimline.rules.rule import Setting

BOTH_SIDES = "SV1*HC:L1960:RT:LT:KX*1800*UN*2***1~"
TWICE = "SV1*HC:L1960:RT:KX:RT*900*UN*1***1~"
COMMERCIAL = Setting(Profile.COMMERCIAL)


def found(
    configuration: Configuration,
    lines: str,
    setting: Setting = COMMERCIAL,
    *,
    profile: str = "auto",
    select: list[str] | None = None,
    ignore: list[str] | None = None,
) -> list[Finding]:
    run = LintRun(profile=profile, configuration=configuration, select=select, ignore=ignore)
    return [located.finding for located in run.read(lay(lines, setting))]


def codes(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def written(folder: Path, text: str, name: str = "claimline.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


# What it settles


def test_configuration_selects_and_ignores() -> None:
    selecting = Configuration(select=("MOD",), ignore=("MOD001",))

    assert codes(found(Configuration(select=("MOD",)), TWICE)) == ["MOD001"]
    assert codes(found(selecting, TWICE)) == []


def test_flags_win() -> None:
    settled = Configuration(select=("LAT",), ignore=("MOD001",))

    assert codes(found(settled, TWICE, select=["MOD"], ignore=[])) == ["MOD001"]
    assert codes(found(Configuration(select=("MOD",)), TWICE, ignore=["MOD001"])) == []


def test_severity_is_lowered_and_raised() -> None:
    for severity in Severity:
        settled = Configuration(select=("MOD001",), severities={"MOD001": severity})

        assert [one.severity for one in found(settled, TWICE)] == [severity]


def test_severity_of_a_rule_wins_over_that_of_its_family() -> None:
    settled = Configuration(
        select=("MOD001",), severities={"MOD001": Severity.INFO, "MOD": Severity.ERROR}
    )

    assert [one.severity for one in found(settled, TWICE)] == [Severity.INFO]


def test_problem_that_is_milder_stays_so() -> None:
    line = "SV1*HC:L1960:RT:KX*900.00*UN*1***1~"
    raised = Configuration(select=("CHG003",), severities={"CHG003": Severity.ERROR})
    lowered = Configuration(select=("CHG003",), severities={"CHG003": Severity.INFO})

    assert [one.severity for one in found(raised, line)] == [Severity.WARNING]
    assert [one.severity for one in found(lowered, line)] == [Severity.INFO]


def test_severity_of_a_number_of_structure() -> None:
    settled = Configuration(select=("IGC001",), severities={"IGC": Severity.INFO})

    assert [one.severity for one in found(settled, "-HI~")] == [Severity.INFO]


# Payers


def acme(
    on: tuple[str, ...] = (), off: tuple[str, ...] = (), conventions: Conventions = USUAL
) -> Configuration:
    own = NamedProfile(Profile.COMMERCIAL, on, off, conventions=conventions)
    return Configuration(payers={"TESTPAYER": "acme"}, profiles={"acme": own})


def test_payer_added_is_known_by_its_id() -> None:
    findings = found(acme(), TWICE)

    assert codes(findings) == ["MOD001"]
    assert {finding.profile for finding in findings} == {"acme"}


def test_payer_is_judged_by_another_built_in_profile() -> None:
    settled = Configuration(payers={"TESTPAYER": "medicare-dme"})

    findings = found(settled, BOTH_SIDES)

    assert "LAT002" in codes(findings)
    assert {finding.profile for finding in findings} == {"medicare-dme"}


def test_rule_that_is_on_judges_whatever_the_profile_below() -> None:
    assert "LAT002" not in codes(found(Configuration(), BOTH_SIDES))
    assert "LAT002" in codes(found(acme(on=("LAT002",)), BOTH_SIDES))
    assert "LAT002" not in codes(found(acme(on=("LAT002",)), BOTH_SIDES, select=["MOD"]))
    assert "LAT002" not in codes(found(acme(on=("LAT",), off=("LAT002",)), BOTH_SIDES))


def test_rule_that_is_off_is_silent_for_that_payer_alone() -> None:
    settled = acme(off=("MOD001", "IGC001", "DXP002"))

    assert codes(found(settled, f"-HI~{TWICE}")) == []
    assert "MOD001" in codes(found(settled, f"-HI~{TWICE}", Setting()))


def test_severities_of_the_payer_win() -> None:
    settled = Configuration(
        severities={"MOD001": Severity.ERROR},
        payers={"TESTPAYER": "acme"},
        profiles={"acme": NamedProfile(Profile.COMMERCIAL, severities={"MOD": Severity.INFO})},
    )

    assert [one.severity for one in found(settled, TWICE)] == [Severity.INFO]
    assert [one.severity for one in found(settled, TWICE, Setting())] == [Severity.ERROR]


def test_profile_asked_for_wins_over_the_payers_id() -> None:
    assert {one.profile for one in found(acme(), TWICE, profile="other")} == {"other"}
    assert {one.profile for one in found(acme(), TWICE, Setting(), profile="acme")} == {"acme"}


def test_jurisdiction_is_that_of_the_claim() -> None:
    settled = Configuration(
        payers={"17013": "ours"}, profiles={"ours": NamedProfile(Profile.MEDICARE_DME)}
    )

    assert settled.payer_named("ours", "B").jurisdiction == "B"
    assert settled.payer_named("medicaid", "B").jurisdiction is None
    assert settled.payer_named("medicaid") is payer(Profile.MEDICAID)


def test_payers_of_ours_can_be_named_and_mapped() -> None:
    settled = Configuration(payers={"TESTPAYER": "bcbs-nc"})

    assert {one.profile for one in found(settled, TWICE)} == {"bcbs-nc"}
    assert {one.profile for one in found(Configuration(), TWICE, profile="nc-medicaid")} == {
        "nc-medicaid"
    }


def test_payers_of_ours_name_rules_that_exist() -> None:
    Configuration(profiles=bundled_profiles())

    assert not bundled_profiles().keys() & set(Profile)


def test_profile_of_the_configuration_stands_before_one_of_ours() -> None:
    settled = Configuration(profiles={"anthem": NamedProfile(Profile.MEDICAID)})

    assert settled.payer_named("anthem").profile is Profile.MEDICAID


@pytest.mark.parametrize(
    ("rule", "lines", "conventions"),
    [
        ("LAT002", BOTH_SIDES, Conventions(SideReporting.TWO_UNITS)),
        ("LAT004", "SV1*HC:L1960:50:KX*1800*UN*2***1~", Conventions(SideReporting.MODIFIER_50)),
        ("MOD002", "SV1*HC:L1960:RT:ZZ*900*UN*1***1~", Conventions(modifiers=frozenset({"ZZ"}))),
        (
            "MOD015",
            "SV1*HC:L1960:RT:KX:NU*900*UN*1***1~",
            Conventions(modifiers=frozenset({"NU"})),
        ),
        ("UNT007", "SV1*HC:L5676:RT:KX*400*UN*2***1~", Conventions(units_of_a_pair=2)),
    ],
)
def test_convention_of_a_payer_is_no_fault(rule: str, lines: str, conventions: Conventions) -> None:
    assert rule in codes(found(acme(on=(rule,)), lines))
    assert rule not in codes(found(acme(on=(rule,), conventions=conventions), lines))


# The file


FULL = """
ignore = ["CHG005"]
severities = { NOC = "info" }
payers = { "60054" = "acme", "00123" = "medicaid" }

[profiles.acme]
base = "commercial"
on = ["LAT002"]
off = ["MOD006"]
severities = { LAT002 = "warning" }
side_reporting = "modifier-50"
units_of_a_pair = 2
modifiers = ["NU"]
"""


def test_file_is_read_whole(tmp_path: Path) -> None:
    settled = read_configuration(written(tmp_path, FULL))

    assert settled == Configuration(
        ignore=("CHG005",),
        severities={"NOC": Severity.INFO},
        payers={"60054": "acme", "00123": "medicaid"},
        profiles={
            "acme": NamedProfile(
                Profile.COMMERCIAL,
                on=("LAT002",),
                off=("MOD006",),
                severities={"LAT002": Severity.WARNING},
                conventions=Conventions(SideReporting.MODIFIER_50, 2, frozenset({"NU"})),
            )
        },
    )
    assert settled.payer_named("acme").conventions.units_of_a_pair == 2


def test_nearest_file_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    written(inner, "[tool.other]\n", "pyproject.toml")
    project = written(tmp_path / "a", '[tool.claimline]\nignore = ["MOD"]\n', "pyproject.toml")
    written(tmp_path, "")

    assert find_configuration(inner) == project
    assert read_configuration(project).ignore == ("MOD",)

    own = written(tmp_path / "a", 'ignore = ["LAT"]\n')

    assert find_configuration(inner) == own


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ignroe = []", "ignroe: is not known, did you mean ignore?"),
        ('ignore = "MOD"', "ignore: 'MOD': is no list"),
        ('ignore = ["NOPE99"]', "no rule or family NOPE99"),
        ('severities = { LAT0O2 = "info" }', "no rule or family LAT0O2, did you mean LAT002?"),
        (
            'severities = { LAT002 = "fatal" }',
            "severities.LAT002: 'fatal': input should be 'error', 'warning' or 'info'",
        ),
        ('payers = { "1" = "acne" }', "no payer profile acne"),
        (
            'payers = { "1" = "acne" }\n[profiles.acme]\nbase = "other"',
            "no payer profile acne, did you mean acme?",
        ),
        ("[profiles.acme]", "profiles.acme.base: is missing"),
        (
            '[profiles.acme]\nbase = "comercial"',
            "profiles.acme.base: 'comercial': input should be 'medicare-dme'",
        ),
        (
            '[profiles.acme]\nbase = "other"\nside_report = "two-lines"',
            "profiles.acme.side_report: is not known, did you mean side_reporting?",
        ),
        (
            '[profiles.acme]\nbase = "other"\non = ["PAY999X"]',
            "no rule or family PAY999X",
        ),
        ("ignore = [", "is no TOML"),
        (b"ignore = '\\ud800'".decode("unicode_escape"), "is no TOML"),
    ],
)
def test_wrong_file_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "claimline.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))

    with pytest.raises(ConfigurationError) as refused:
        read_configuration(path)

    assert f"{path}: {reason}" in str(refused.value)


def test_project_file_without_our_table_is_refused_when_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"has no table tool\.claimline"):
        read_configuration(written(tmp_path, "[tool.other]\n", "pyproject.toml"))
