"""Prints which way the paragraphs of notes and comments run in a flat ODF file, as JSON."""
import json
import sys

from lxml import etree

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
root = etree.parse(sys.argv[1], etree.XMLParser(huge_tree=True)).getroot()
STYLE = "{%s}" % NAMES["style"]
styles = {style.get(STYLE + "name"): style for style in root.iterfind(".//style:style[@style:family='paragraph']", NAMES)}


def mode(name):
    """The writing mode of a style, or of the one from which it takes what it does not say."""
    while name in styles:
        properties = styles[name].find("style:paragraph-properties", NAMES)
        found = None if properties is None else properties.get(STYLE + "writing-mode")
        if found is not None:
            return found
        name = styles[name].get(STYLE + "parent-style-name")
    return "none"


def modes(element):
    return [mode(p.get("{%s}style-name" % NAMES["text"])) for p in root.iterfind(f".//{element}/text:p", NAMES) if "".join(p.itertext()).strip()]


print(json.dumps({element: modes(element) for element in ("text:note-body", "office:annotation")}))
