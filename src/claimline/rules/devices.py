"""Devices: a claim's lines as what is worn, each base with what is billed for it on its side.

A device is a base with the additions, replacement parts, repairs and supplies that go with it, or
such lines without a base. A line goes with the base that may carry it best: one that the code
tables name for it before one of the same kind, then one of its own date, then the nearest before
it. Sides must agree where both are said. Lines whose code the tables do not describe are in no
device.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

from claimline.claim.narrative.codes import codes_in
from claimline.claim.views import ClaimAsSent, LineAsSent, Side
from claimline.codes import Attributes, Role, Sidedness, Tables
from claimline.findings import Place
from claimline.rules.modifiers import BOTH_SIDES, DENIAL_EXPECTED, REPLACED
from claimline.x12.element import Element

_SIDES = tuple(Side)
_SPANNING = (Sidedness.MIDLINE, Sidedness.BILATERAL)
_OWNED = re.compile(r"\bOWN(?:ED|S)\b", re.ASCII | re.IGNORECASE)
_ANYTHING = "any"


class Kind(StrEnum):
    """What a device is, as far as decides which lines may go with it."""

    LEG_ORTHOSIS = "leg-orthosis"
    ARM_ORTHOSIS = "arm-orthosis"
    SPINAL_ORTHOSIS = "spinal-orthosis"
    LEG_PROSTHESIS = "leg-prosthesis"
    ARM_PROSTHESIS = "arm-prosthesis"
    OTHER = "other"


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A service line as one device has it: its base, or what goes with it.

    `side` is None for a line that names none, and for a code that lies on no side; a line for both
    sides (RT and LT, or 50) is a part of a device on each, and `shared`. `service_date` is its
    first day. `for_owned_device` says that the line is for a device the patient has already: it
    carries RA or RB, or its note or the claim's says `OWNED` or names a base that this claim does
    not bill.
    """

    line: LineAsSent
    code: str
    attributes: Attributes
    side: Side | None
    service_date: date | None
    shared: bool
    for_owned_device: bool
    kinds: frozenset[Kind]

    @property
    def role(self) -> Role:
        """What its code stands for."""
        return self.attributes.role

    @property
    def units(self) -> Decimal | None:
        """Its units of service on this side: half of a shared line's; None if not readable."""
        units = self.line.units
        return units / 2 if units is not None and self.shared else units

    @property
    def modifiers(self) -> tuple[str, ...]:
        """Its modifiers in order, upper case."""
        return self.line.modifiers or ()

    @property
    def expects_denial(self) -> bool:
        """Whether its line says that a denial is expected."""
        return not DENIAL_EXPECTED.isdisjoint(self.modifiers)

    def __str__(self) -> str:
        """Its code with its side, for a message."""
        return f"{self.code} {self.side}" if self.side else self.code

    def at(self, element: Element[Any] | str) -> Place:
        """The place of an element of its line, for a problem."""
        return self.line.at(element)


@dataclass(slots=True, eq=False)
class Device:
    """A base and what is billed with it, or lines that go together without a base.

    `side` is None where no line says one, and for what lies on no side. `parts` are all but the
    base, in the order of the claim; parts may be of another date than the base.
    """

    base: Part | None
    side: Side | None
    on: date | None
    kinds: frozenset[Kind]
    parts: list[Part] = field(default_factory=list)

    @property
    def lines(self) -> list[LineAsSent]:
        """Its service lines, the base first."""
        return [part.line for part in ([self.base] if self.base else []) + self.parts]

    @property
    def for_owned_device(self) -> bool:
        """Whether it is work on a device that the patient has: no new base, and a part says so."""
        if self.base:
            return "RB" in self.base.modifiers
        return any(part.for_owned_device for part in self.parts)

    def additions(self, *codes: str) -> list[Part]:
        """Its additions, or those with one of the codes."""
        return [part for part in self._of_role(Role.ADDITION) if not codes or part.code in codes]

    @property
    def replacements(self) -> list[Part]:
        """Its lines whose code is worded as a replacement."""
        return self._of_role(Role.REPLACEMENT)

    @property
    def repairs(self) -> list[Part]:
        """Its lines of labour and minor parts."""
        return self._of_role(Role.REPAIR)

    def with_component(self, *components: str) -> list[Part]:
        """Its parts that are one of the components, such as `knee-joint`."""
        return [part for part in self.parts if part.attributes.component in components]

    def _of_role(self, role: Role) -> list[Part]:
        return [part for part in self.parts if part.role is role]


class Devices:
    """The devices of one claim: those with a base in the order of the claim, then the others.

    `is_whole` says that all lines have a code and a day: one without could be any base or part.
    """

    def __init__(self, devices: list[Device], *, is_whole: bool) -> None:
        self._devices = devices
        self.is_whole = is_whole

    def __iter__(self) -> Iterator[Device]:
        return iter(self._devices)

    def __len__(self) -> int:
        return len(self._devices)

    @property
    def without_base(self) -> list[Device]:
        """The devices whose base is not on the claim; none where that cannot be told."""
        return [device for device in self._devices if device.base is None and self.is_whole]

    @cached_property
    def additions_on_bases(self) -> list[tuple[Part, Part]]:
        """Each base with each addition to it that is not for a device the patient has."""
        return [
            (device.base, part)
            for device in self._devices
            if device.base
            for part in device.additions()
            if not part.for_owned_device
        ]

    def of(self, line: LineAsSent) -> list[Device]:
        """The devices a line is in: none, one, or one on each side."""
        return self._by_line.get(line, [])

    @cached_property
    def _by_line(self) -> dict[LineAsSent, list[Device]]:
        found: dict[LineAsSent, list[Device]] = {}
        for device in self._devices:
            for line in device.lines:
                found.setdefault(line, []).append(device)
        return found

    def beside(self, device: Device) -> list[Device]:
        """The other devices with a base of the same kind, side and date."""
        return [
            other
            for other in self._devices
            if other is not device
            and other.base
            and other.on == device.on
            and other.kinds & device.kinds
            and _on_one_side(other.side, device.side)
        ]

    def across(self, device: Device) -> list[Device]:
        """The devices of the same kind with a base on the other side, of any date."""
        return [
            other
            for other in self._devices
            if other.base
            and other.kinds & device.kinds
            and None not in (other.side, device.side)
            and other.side != device.side
        ]


def total_units(parts: list[Part]) -> Decimal | None:
    """The units of the parts together, each on its side; None when one cannot be read."""
    units = [part.units for part in parts]
    return None if None in units else sum(filter(None, units), Decimal(0))


def devices_of(claim: ClaimAsSent, tables: Tables) -> Devices:
    """Group a claim's lines; rules ask `Context.devices`, which does it once a claim."""
    parts = list(_parts(claim, tables))
    bases = [part for part in parts if part.role is Role.BASE]
    carriers = _Carriers(
        [Device(base, base.side, base.service_date, base.kinds) for base in bases], tables
    )
    companions = _Companions()
    for part in parts:
        if part.role is not Role.BASE:
            device = carriers.of(part) or companions.of(part)
            device.parts.append(part)
    is_whole = all(line.code and line.service_dates for line in claim.lines)
    return Devices([*carriers.devices, *companions.devices], is_whole=is_whole)


def for_owned_devices(claim: ClaimAsSent, tables: Tables) -> tuple[bool, ...]:
    """Of each line whether it is for a device the patient has; empty where no note may say so."""
    if claim.note is None and not [line for line in claim.lines if line.note]:
        return ()
    billed = _billed(claim)
    return tuple(_is_for_owned_device(line, billed, tables) for line in claim.lines)


def _billed(claim: ClaimAsSent) -> frozenset[str | None]:
    return frozenset(line.code for line in claim.lines)


def _parts(claim: ClaimAsSent, tables: Tables) -> Iterator[Part]:
    billed = _billed(claim)
    for line in claim.lines:
        code = line.code
        attributes = tables.attributes(code) if code else None
        if code is None or attributes is None:
            continue
        on = line.service_date
        sides = _sides(line, attributes)
        owned = _is_for_owned_device(line, billed, tables)
        kinds = kinds_of(code, tables)
        for side in sides or (None,):
            yield Part(line, code, attributes, side, on, len(sides) > 1, owned, kinds)


def _sides(line: LineAsSent, attributes: Attributes) -> tuple[Side, ...]:
    procedure = line.procedure
    if procedure is None or attributes.side in _SPANNING:
        return ()
    if procedure.side:
        return (procedure.side,)
    return _SIDES if procedure.sides or BOTH_SIDES in procedure.modifiers else ()


def _is_for_owned_device(line: LineAsSent, billed: frozenset[str | None], tables: Tables) -> bool:
    if not REPLACED.isdisjoint(line.modifiers or ()):
        return True
    return _speaks_of_owned(line.note, billed, tables) or _speaks_of_owned(
        line.claim.note, billed, tables
    )


def _speaks_of_owned(note: str | None, billed: frozenset[str | None], tables: Tables) -> bool:
    if not note:
        return False
    return _OWNED.search(note) is not None or any(
        (attributes := tables.attributes(code)) is not None and attributes.role is Role.BASE
        for code in codes_in(note)
        if code not in billed
    )


class _Carriers:
    """The devices with a base, by the code, side and day of it.

    Of those that are alike in all three a part goes with the nearest, so that each part looks at
    one of a kind however many lines the claim has.
    """

    def __init__(self, devices: list[Device], tables: Tables) -> None:
        self.devices = devices
        self._tables = tables
        self._alike: dict[object, list[tuple[int, int]]] = {}
        for index, device in enumerate(devices):
            assert device.base is not None
            kind = device.base.code, device.side, device.on
            self._alike.setdefault(kind, []).append((device.base.line.first, index))

    def of(self, part: Part) -> Device | None:
        """The device whose base carries the part best."""
        bases: dict[int, Part] = {}
        for alike in self._alike.values():
            before = bisect_left(alike, (part.line.first, 0))
            _, index = alike[max(0, before - 1)]
            device = self.devices[index]
            if (
                device.base
                and device.kinds & part.kinds
                and (part.shared or _on_one_side(device.side, part.side))
            ):
                bases[index] = device.base
        if len(bases) > 1:
            best = max(bases, key=lambda index: (_rank(bases[index], part, self._tables), -index))
            return self.devices[best]
        return self.devices[next(iter(bases))] if bases else None


class _Companions:
    """The devices without a base, by their day; one of an unreadable day may be of any."""

    def __init__(self) -> None:
        self.devices: list[Device] = []
        self._by_day: dict[date | None, list[int]] = {}

    def of(self, part: Part) -> Device:
        """The first device that the part goes with, or a new one; of it the part may say more."""
        index = next((one for one in self._of_day(part) if self._takes(one, part)), None)
        if index is None:
            index = len(self.devices)
            self.devices.append(Device(None, part.side, part.service_date, part.kinds))
        device = self.devices[index]
        device.side = device.side or part.side
        device.on = device.on or part.service_date
        device.kinds &= part.kinds
        known = self._by_day.setdefault(device.on, [])
        if index not in known:
            known.append(index)
        return device

    def _of_day(self, part: Part) -> Iterable[int]:
        if part.service_date is None:
            return range(len(self.devices))
        of_day, of_any = (self._by_day.get(day, []) for day in (part.service_date, None))
        return sorted({*of_day, *of_any})

    def _takes(self, index: int, part: Part) -> bool:
        device = self.devices[index]
        return (
            _on_one_day(device.on, part.service_date)
            and bool(device.kinds & part.kinds)
            and _on_one_side(device.side, part.side)
        )


def _rank(base: Part, part: Part, tables: Tables) -> tuple[int, bool, bool, bool, int]:
    """What a part prefers a base for: how well it fits, then side, day and nearness."""
    ahead = part.line.first - base.line.first
    return (
        _fit(base, part, tables),
        base.side is part.side,
        base.service_date == part.service_date,
        ahead > 0,
        -abs(ahead),
    )


def _on_one_day(one: date | None, other: date | None) -> bool:
    """Whether two days may be the same; one that cannot be read may be any."""
    return one is None or other is None or one == other


def _on_one_side(one: Side | None, other: Side | None) -> bool:
    """Whether two sides may be the same; one that is not said may be either."""
    return one is None or other is None or one is other


def _fit(base: Part, part: Part, tables: Tables) -> int:
    """How well a base of its kind carries a part: 0 ill, 1 the tables do not say, 2 well."""
    on = part.service_date or base.service_date
    if part.code in base.attributes.excludes or base.code in part.attributes.excludes:
        return 0
    fits = tables.may_carry(base.code, part.code, on) if on else None
    return 1 if fits is None else 2 * fits


@lru_cache(maxsize=4096)
def kinds_of(code: str, tables: Tables) -> frozenset[Kind]:
    """The kinds of device that a code is, or that may carry it."""
    regions, codes = _kind_tables()
    if code in codes:
        return codes[code]
    attributes = tables.attributes(code)
    assert attributes is not None
    found = {_kind(attributes.body_region, regions)}
    for carrier in attributes.attaches_to:
        if carrier == _ANYTHING:
            return frozenset(Kind)
        of_code = tables.attributes(carrier)
        found.add(_kind(of_code.body_region if of_code else carrier, regions))
    return frozenset(found if found == {Kind.OTHER} else found - {Kind.OTHER})


def _kind(region: str, regions: dict[str, Kind]) -> Kind:
    return regions.get(region.partition(":")[0], Kind.OTHER)


@cache
def _kind_tables() -> tuple[dict[str, Kind], dict[str, frozenset[Kind]]]:
    text = files("claimline.rules").joinpath("device_kinds.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    return (
        {region: Kind(kind) for region, kind in tables["regions"].items()},
        {code: frozenset(map(Kind, kinds)) for code, kinds in tables["codes"].items()},
    )
