"""The people and suppliers of a batch: names, addresses and birth dates, all made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from claimline.sample.data_files import load_names
from claimline.sample.identifiers import npi, tax_identification_number

_SUPPLIER_NUMBERS = 10_000_000
_PRACTITIONER_NUMBERS = 50_000_000


@dataclass(frozen=True, slots=True)
class Address:
    """A street address in the United States with a nine-digit postal code."""

    street: str
    city: str
    state: str
    postal_code: str


@dataclass(frozen=True, slots=True)
class Person:
    """A patient or subscriber."""

    family_name: str
    given_name: str
    sex: str
    birth_date: date
    address: Address


@dataclass(frozen=True, slots=True)
class Practitioner:
    """An ordering provider."""

    family_name: str
    given_name: str
    npi: str


@dataclass(frozen=True, slots=True)
class Supplier:
    """A billing provider."""

    name: str
    npi: str
    tax_identification_number: str
    address: Address


class Cast:
    """Draws people and suppliers from one random source."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._names = load_names()
        self._prefixes: dict[str, str] = self._names["postal_prefixes"]

    def family_name(self) -> str:
        """A family name."""
        return self._assembled("family")

    def given_name(self) -> str:
        """A given name."""
        return self._assembled("given")

    def person(self, *, state: str, sex: str, ages: tuple[int, int], on: date) -> Person:
        """Somebody in `state` who on that day is between the two ages, in years."""
        youngest, oldest = ages
        days = self._random.randrange(366 * youngest, 365 * oldest)
        return Person(
            family_name=self.family_name(),
            given_name=self.given_name(),
            sex=sex,
            birth_date=on - timedelta(days=days),
            address=self.address(state),
        )

    def address(self, state: str) -> Address:
        """An address in `state`."""
        postal_code = (
            self._prefixes[state]
            + f"{self._random.randrange(100):02d}"
            + f"{self._random.randrange(1001, 9999)}"
        )
        street = f"{self._random.randrange(100, 10_000)} {self._assembled('street', ' ')}"
        return Address(street, self._assembled("city"), state, postal_code)

    def suppliers(self, count: int) -> tuple[Supplier, ...]:
        """That many billing providers."""
        states = sorted(self._prefixes)
        return tuple(
            Supplier(
                name=self._assembled("supplier"),
                npi=npi(_SUPPLIER_NUMBERS + number),
                tax_identification_number=tax_identification_number(number),
                address=self.address(self._random.choice(states)),
            )
            for number in range(1, count + 1)
        )

    def practitioners(self, count: int) -> tuple[Practitioner, ...]:
        """That many ordering providers."""
        return tuple(
            Practitioner(
                family_name=self.family_name(),
                given_name=self.given_name(),
                npi=npi(_PRACTITIONER_NUMBERS + number),
            )
            for number in range(1, count + 1)
        )

    def product(self) -> tuple[str, str]:
        """A maker, and the name and number of one of its models."""
        products = self._names["product"]
        model = f"{self._random.choice(products['models'])} {self._random.randrange(100, 1000)}"
        return self._random.choice(products["makers"]), model

    def _assembled(self, kind: str, separator: str = "") -> str:
        return separator.join(
            self._random.choice(syllables) for syllables in self._names[kind].values()
        )
