"""The part of the SARIF 2.1.0 schema that we use, as strict or stricter: no other property is let through."""

from typing import Any

LEVEL = {"enum": ["none", "note", "warning", "error"]}
LANGUAGE = {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"}
TEXT = {"type": "string"}


def thing(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def several(items: dict[str, Any], unique: bool = False) -> dict[str, Any]:
    return {"type": "array", "items": items, "uniqueItems": unique}


MESSAGE = thing(("text",), text=TEXT)
LOCATION = thing(
    ("physicalLocation",),
    physicalLocation=thing(
        ("artifactLocation",),
        artifactLocation=thing(
            ("uri",), uri={"type": "string", "pattern": "^[!-~]+$", "format": "uri-reference"}
        ),
        region=thing(
            ("startLine",),
            startLine={"type": "integer", "minimum": 1},
            startColumn={"type": "integer", "minimum": 1},
        ),
    ),
)
RULE = thing(
    ("id",),
    id=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    defaultConfiguration=thing(level=LEVEL),
)
RESULT = thing(
    ("message",),
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    kind={"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
    level=LEVEL,
    message=MESSAGE,
    locations=several(LOCATION),
    suppressions=several(
        thing(("kind",), kind={"enum": ["inSource", "external"]}, justification=TEXT), unique=True
    ),
    properties={"type": "object"},
)
RUN = thing(
    ("tool",),
    tool=thing(
        ("driver",),
        driver=thing(("name",), name=TEXT, version=TEXT, language=LANGUAGE, rules=several(RULE, unique=True)),
    ),
    language=LANGUAGE,
    invocations=several(
        thing(
            ("executionSuccessful",),
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications=several(
                thing(("message",), level=LEVEL, message=MESSAGE, locations=several(LOCATION, unique=True))
            ),
        )
    ),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=several(RESULT),
)
SARIF = thing(("version", "runs"), version={"enum": ["2.1.0"]}, runs=several(RUN))
