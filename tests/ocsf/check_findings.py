"""Checks every line of a file against the schema that OCSF publishes for its own class and profiles."""

import json
import sys

from jsonschema import Draft202012Validator
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema

SHOWN = 10


def validators():
    """A validator for each set of profiles, made once."""
    made = {}

    def of(finding):
        version = finding["metadata"]["version"]
        profiles = tuple(finding["metadata"]["profiles"])
        if (version, profiles) not in made:
            embedded = OcsfJsonSchemaEmbedded(get_ocsf_schema(version))
            schema = embedded.get_class_schema(embedded.lookup_class_name_from_uid(finding["class_uid"]), list(profiles))
            Draft202012Validator.check_schema(schema)
            made[version, profiles] = Draft202012Validator(schema)
        return made[version, profiles]

    return of


def main(path):
    validator_of = validators()
    findings = wrong = 0
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            findings += 1
            finding = json.loads(line)
            errors = list(validator_of(finding).iter_errors(finding))
            if errors:
                wrong += 1
                if wrong <= SHOWN:
                    where = "/".join(map(str, errors[0].absolute_path))
                    print(f"line {number}: {where}: {errors[0].message[:200]}", file=sys.stderr)
    print(f"{findings} findings, {wrong} of them not valid")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
