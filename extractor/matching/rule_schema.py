"""What a rule module may say, as JSON Schema: for editors, which complete keys and underline faults while one types.

It is made of the classes that check a module, so the two cannot differ. An editor sees form only: that a pattern is
sound, or that a label stands there once, is seen by `jobdesc rules check`.
"""

from __future__ import annotations

from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema

from extractor.matching.rulefile import OWN_KEYS, RuleModule

SCHEMA_FILE: Final = "rule-module.schema.json"
"""Under this name it stands in the folder of the rule modules, and beside a module that was drafted."""


def rule_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a TOML rule module."""
    schema = RuleModule.model_json_schema()
    for key in OWN_KEYS:
        del schema["properties"][key]
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        **schema,
        "title": "Rule module of jobdesc",
    }
