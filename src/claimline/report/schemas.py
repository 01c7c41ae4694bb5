"""The JSON Schemas of inputs and outputs, made from the models."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter

from claimline.claim.facts_file import FactsRecord
from claimline.claim.models.batch import Batch
from claimline.claim.models.claim import Claim
from claimline.findings import Finding
from claimline.lint.configuration_model import ConfigurationFile
from claimline.responses.record import Record

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _batch() -> dict[str, Any]:
    """A batch as a spec may say it: some of its claims' fields once for all of them."""
    schema = Batch.model_json_schema()
    schema["properties"]["claim"] = {
        "type": "object",
        "description": "what claims hold that do not say otherwise",
    }
    # What the configuration, the clock or other fields supply, a spec need not say.
    schema["required"] = ["claims"]
    for model in ("Claim", "ServiceLine"):
        schema["$defs"][model].pop("required", None)
    return schema


def _record() -> dict[str, Any]:
    """A record as it is printed: the loops of its candidates are the table's alone."""
    schema = TypeAdapter(Record).json_schema(mode="serialization")
    del schema["properties"]["loops"]
    return schema


_SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "claim": lambda: Claim.model_json_schema(mode="serialization"),
    "batch": _batch,
    "finding": lambda: TypeAdapter(Finding).json_schema(mode="serialization"),
    "record": _record,
    "config": ConfigurationFile.model_json_schema,
    "facts": TypeAdapter(list[FactsRecord]).json_schema,
}


def schema_names() -> tuple[str, ...]:
    """The names of the schemas."""
    return tuple(_SCHEMAS)


def schema_text(name: str) -> str:
    """A schema as JSON text. Raises KeyError for a name there is none of."""
    return json.dumps({"$schema": _DIALECT, **_SCHEMAS[name]()}, indent=2) + "\n"
