"""Prints the entries that bibtexparser reads in a BibTeX file, as JSON."""
import json
import sys

import bibtexparser
from bibtexparser.bparser import BibTexParser

parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
with open(sys.argv[1], encoding="utf-8") as file:
    print(json.dumps(bibtexparser.load(file, parser=parser).entries))
