"""Prints the records of a RIS file, read strictly by its grammar, as JSON."""
import json
import re
import sys

records, record = [], None
for number, line in enumerate(open(sys.argv[1], encoding="utf-8", newline=""), 1):
    assert line.endswith("\r\n"), number
    line = line[:-2]
    if not line:
        continue
    match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
    assert match, f"line {number}: {line!r}"
    tag, value = match.groups()
    if tag == "TY":
        assert record is None, f"line {number}: a record in a record"
        record = {}
    assert record is not None, f"line {number}: outside a record"
    if tag == "ER":
        records.append(record)
        record = None
    else:
        record.setdefault(tag, []).append(value)
assert record is None
print(json.dumps(records))
