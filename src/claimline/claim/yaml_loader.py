"""YAML as specs have it: plain data, in which every scalar but null is text."""

from __future__ import annotations

from typing import Any

import yaml

_NULL = "tag:yaml.org,2002:null"


class Loader(yaml.SafeLoader):
    """Loads nothing but dicts, lists, texts and None; a key that is said twice is a ValueError.

    An NPI stays a text, as do a postal code with a zero in front and a time of day.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping of a node."""
        said = set()
        for key, _ in node.value:
            if key.value in said:
                raise ValueError(f"line {key.start_mark.line + 1}: {key.value} is said twice")
            said.add(key.value)
        return super().construct_mapping(node, deep)


Loader.yaml_implicit_resolvers = {
    first: [one for one in known if one[0] == _NULL]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
