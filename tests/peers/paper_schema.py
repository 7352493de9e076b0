"""Judges JSON documents, one a line, by the JSON Schema in argv[1] (2020-12): prints a line for each, empty where it is valid.

Needs python3-jsonschema."""
import json
import sys

from jsonschema import Draft202012Validator

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
for line in sys.stdin:
    error = next(validator.iter_errors(json.loads(line)), None)
    print("" if error is None else "/".join(str(part) for part in error.absolute_path) + ": " + error.message.replace("\n", " "))
