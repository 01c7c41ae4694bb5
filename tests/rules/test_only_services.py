"""Rules that look at services, or at diagnoses too: what else a claim says changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from claimline.claim.document import read
from claimline.claim.views import ClaimAsSent
from claimline.codes import load_tables
from claimline.lint.desk import Desk, Statistics
from claimline.lint.matching import Matching
from claimline.lint.run import LintRun
from claimline.rules.example import lay
from claimline.rules.registry import all_rules
from claimline.rules.rule import Bad, Rule, Subject

RULES = [rule for rule in all_rules().values() if not rule.reads.looks_at_all]


def cases() -> Iterator[object]:
    for rule in RULES:
        for number, example in enumerate(rule.examples, 1):
            if not example.facts:
                data = lay(example.segments, example.setting)
                wrong, as_of = isinstance(example, Bad), example.setting.as_of
                yield pytest.param(rule, data, as_of, wrong, id=f"{rule.code}-{number}")


def otherwise(data: bytes, *, diagnoses: bool) -> bytes:
    """The same services under other charges, names and numbers, and maybe other diagnoses."""
    data = re.sub(rb"(?<=~)(SV1\*[^*]*)\*[^*]*", rb"\1*12.34", data)
    data = re.sub(rb"(CLM\*)[^*]*\*[^*]*", rb"\1OTHER*56.78", data)
    data = re.sub(rb"(REF\*6R\*)", rb"\1OTHER", data)
    if diagnoses:
        data = re.sub(rb"(SV1(?:\*[^*~]*){6}\*)[^*~]*", rb"\g<1>2", data)
        data = re.sub(rb"(HI\*ABK:)[^*~:]*", rb"\1Z9999", data)
    return data


def said(rule: Rule, claim: ClaimAsSent, as_of: date | None) -> list[tuple[str, str | None, bool]]:
    """What a rule says of a claim: where, and about which line."""
    tables = load_tables()
    run = LintRun(select=[rule.code], as_of=as_of)
    payer = run.payer_for(claim)
    held = [rule] if rule.holds_for(payer.profile) and rule.holds_in(payer.jurisdiction) else []
    desk = Desk(payer, held, tables, Matching(held, tables), Statistics(), memory=False)
    judged = desk.judge_claim(claim, run.context_for(claim, payer, repeated=False))
    return [
        (
            problem.place.designator,
            getattr(problem.place.view, "number", None),
            problem.help is None,
        )
        for _, problem, _ in judged
    ]


@pytest.mark.parametrize(("rule", "data", "as_of", "wrong"), list(cases()))
def test_rule_looks_at_nothing_else(
    rule: Rule, data: bytes, as_of: date | None, wrong: bool
) -> None:
    (claim,) = read(data).claims()
    reads = rule.reads
    data_of_other = otherwise(data, diagnoses=not reads.only_diagnoses)
    if reads.only_days or (reads.only_diagnoses and rule.subject is Subject.CLAIM):
        data_of_other = re.sub(rb"SV1\*HC:L[0-9]{4}[^*]*", b"SV1*HC:L3908:LT", data_of_other)
        data_of_other = re.sub(rb"\*UN\*[0-9]*", b"*UN*7", data_of_other)
    (other,) = read(data_of_other).claims()

    assert other.charge == 5678
    assert said(rule, other, as_of) == said(rule, claim, as_of)
    assert bool(said(rule, claim, as_of)) is wrong


def test_rules_that_look_at_services_alone_are_remembered_where_they_are_silent() -> None:
    rule = all_rules()["UNT006"]
    good = next(one for one in rule.examples if not isinstance(one, Bad))
    bad = next(one for one in rule.examples if isinstance(one, Bad))
    (sound,), (odd,) = (read(lay(one.segments, one.setting)).claims() for one in (good, bad))
    run = LintRun(select=[rule.code])
    payer = run.payer_for(sound)
    desk, context = run.desk_of(payer), run.context_for(sound, payer, repeated=False)

    assert [desk.judge_claim(sound, context) for _ in range(3)] == [[], [], []]
    assert len(desk.judge_claim(odd, context)) == len(desk.judge_claim(odd, context)) == 1
    assert run.statistics.claim_hits == 2
    assert run.statistics.claim_misses == 3


def test_claims_whose_diagnoses_are_sound_are_remembered() -> None:
    rules = [all_rules()[code] for code in ("DXP002", "DXP003", "IGC046")]
    line = "SV1*HC:L1960:RT:KX*900*UN*1***{}~"
    datas = [
        "HI*ABK:M21371*ABF:M21372~" + line.format("1:2"),
        "HI*ABK:M21371*ABF:M21372~" + line.format("1:3"),
        "HI*ABK:M21371*ABF:M21372~" + line.format("1:1"),
        "HI*ABK:M21.371*ABF:M21372~" + line.format("1:2"),
        "HI*ABK:M21371~" + line.format("1:2"),
    ]
    claims = [next(read(lay(data)).claims()) for data in datas]
    run = LintRun(select=[rule.code for rule in rules])
    payer = run.payer_for(claims[0])
    desk, context = run.desk_of(payer), run.context_for(claims[0], payer, repeated=False)

    twice = [[rule.code for rule, _, _ in desk.judge_claim(claim, context)] for claim in claims * 2]

    assert twice[:5] == [[], ["DXP002"], ["DXP003"], ["IGC046"], ["DXP002"]]
    assert twice[5:] == twice[:5]
