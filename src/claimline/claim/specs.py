"""Specs: batches of claims that people write, as JSON or YAML.

A spec says what `Batch` holds; under `claim` it may say what each of its claims holds that does not
say otherwise. In YAML every value but null is text, so that an NPI, a postal code or a time needs
no quotes; numbers of JSON are exact.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from claimline.claim.models.batch import Batch

_CLAIM = "claim"
_CLAIMS = "claims"
_NO_STRING = "string_type"
_MOST_SHOWN = 20


class SpecError(ValueError):
    """A spec that no batch can be made of: its path, and field and reason of each fault."""

    def __init__(self, path: str, faults: list[str]) -> None:
        more = len(faults) - _MOST_SHOWN
        shown = faults[:_MOST_SHOWN] + ([f"{more:,} more faults"] if more > 0 else [])
        super().__init__("\n".join(f"{path}: {fault}" for fault in shown))
        self.path = path
        self.faults = tuple(faults)


def read_spec(
    text: str, path: str, defaults: Mapping[str, Any], now: datetime, **given: Any
) -> Batch:
    """The batch that a spec says; `path` names it in complaints, by its end it is JSON or YAML.

    What the spec leaves out comes from `defaults`, a spec as well; what is `given` wins over both.
    A batch of which none says the day is of `now`; its number is that of its envelopes unless it
    has one. Raises SpecError.
    """
    spec = _merged(defaults, _values(text, path))
    spec.update(given)
    if "created" not in spec:
        spec = {"created_at": now.time().replace(microsecond=0), **spec, "created": now.date()}
    spec.setdefault("batch_number", str(spec.get("control_number", 1)))
    of_claims = spec.pop(_CLAIM, {})
    claims = spec.get(_CLAIMS)
    if isinstance(claims, list) and isinstance(of_claims, dict):
        spec[_CLAIMS] = [
            _merged(of_claims, claim) if isinstance(claim, dict) else claim for claim in claims
        ]
    try:
        return Batch.model_validate(spec)
    except ValidationError as error:
        raise SpecError(path, _faults(error)) from None
    except RecursionError:
        raise SpecError(path, ["is nested too deeply"]) from None


def _values(text: str, path: str) -> dict[str, Any]:
    try:
        found = _json(text) if path.endswith(".json") else _yaml(text)
    except RecursionError:
        raise SpecError(path, ["is nested too deeply"]) from None
    except ValueError as error:
        raise SpecError(path, [str(error)]) from None
    if not isinstance(found, dict):
        raise SpecError(path, ["holds no fields; `claimline schema batch` says which there are"])
    return found


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno}: is no JSON: {error.msg}") from None


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{name} is said twice")
        found[name] = value
    return found


def _yaml(text: str) -> Any:
    import yaml

    from claimline.claim.yaml_loader import Loader

    try:
        return yaml.load(text, Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ValueError(f"line {line}: is no YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise ValueError(f"is no YAML: {error}") from None


def _merged(defaults: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, and what they leave out from the defaults, in tables within as well."""
    found = dict(defaults)
    for name, value in values.items():
        before = found.get(name)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            found[name] = _merged(before, value)
        else:
            found[name] = value
    return found


def _faults(error: ValidationError) -> list[str]:
    found = []
    for one in error.errors(include_url=False, include_input=False):
        location, message = one["loc"], one["msg"]
        if one["type"] == _NO_STRING:
            message = f"{message}; write it in quotes"
        place = _shown(location)
        found.append(f"{place}: {message}" if place else message)
    return found


def _shown(location: tuple[int | str, ...]) -> str:
    """`claims[2].lines[0].units`; items count from 0, as in the file."""
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")
