#!/usr/bin/env python3
"""Checks the licences of everything that is linked in, where cargo-deny is not installed.

The list of what is allowed is the one in deny.toml.
"""
import json
import re
import subprocess
import sys
import tomllib

with open("deny.toml", "rb") as file:
    RULES = tomllib.load(file)["licenses"]
ALLOWED = set(RULES["allow"])
EXCEPTIONS = {rule["crate"]: set(rule["allow"]) for rule in RULES.get("exceptions", [])}


def satisfied(expression: str, allowed: set[str]) -> bool:
    """Whether an SPDX expression can be met with the allowed licences."""
    words = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))
    python = []
    skip = False
    for word in words:
        if skip:  # the name of an exception, which only grants more
            skip = False
        elif word == "WITH":
            skip = True
        elif word in ("(", ")"):
            python.append(word)
        elif word in ("AND", "OR"):
            python.append(word.lower())
        else:
            python.append(str(word in allowed))
    return bool(eval(" ".join(python), {"__builtins__": {}}))


metadata = json.loads(subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--locked"]))
bad = []
for package in metadata["packages"]:
    if package["source"] is None:
        continue
    allowed = ALLOWED | EXCEPTIONS.get(package["name"], set())
    if not package["license"] or not satisfied(package["license"], allowed):
        bad.append(f'{package["name"]} {package["version"]}: {package["license"]}')
if bad:
    sys.exit("licences that deny.toml does not allow:\n  " + "\n  ".join(bad))
print(f'licences: {len(metadata["packages"])} packages, all allowed')
