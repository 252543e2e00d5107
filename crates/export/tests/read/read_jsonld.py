"""Expands JSON-LD with a processor and prints what it read; the contexts stand in for the published ones."""
import json
import sys

from pyld import jsonld

ANNO = {
    "oa": "http://www.w3.org/ns/oa#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "as": "http://www.w3.org/ns/activitystreams#", "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/", "schema": "http://schema.org/",
    "id": "@id", "type": "@type", "Annotation": "oa:Annotation", "AnnotationPage": "as:OrderedCollectionPage",
    "SpecificResource": "oa:SpecificResource", "TextualBody": "oa:TextualBody", "TimeState": "oa:TimeState",
    "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
    "Person": "foaf:Person", "Software": "as:Application",
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "state": {"@id": "oa:hasState", "@type": "@id"}, "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"}, "items": {"@id": "as:items", "@container": "@list"},
    "assessing": "oa:assessing", "classifying": "oa:classifying", "commenting": "oa:commenting",
    "describing": "oa:describing", "editing": "oa:editing", "highlighting": "oa:highlighting",
    "linking": "oa:linking", "replying": "oa:replying",
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end",
    "value": "rdf:value", "format": "dc:format", "language": "dc:language", "creator": "dcterms:creator",
    "created": "dcterms:created", "generator": "as:generator", "name": "foaf:name",
    "sourceDate": "oa:sourceDate", "cached": {"@id": "oa:cachedSource", "@type": "@id"},
}
CONTEXTS = {
    "https://schema.org": {"@vocab": "http://schema.org/", "url": {"@type": "@id"}},
    "http://www.w3.org/ns/anno.jsonld": ANNO,
}


def load(url, options=None):
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
            "document": {"@context": CONTEXTS[url]}}


def keys(value, found):
    if isinstance(value, dict):
        for key, inner in value.items():
            if not key.startswith("@"):
                found.add(key)
            keys(inner, found)
    if isinstance(value, list):
        for inner in value:
            keys(inner, found)
    return found


raw = json.load(open(sys.argv[1], encoding="utf-8"))
kept = keys(raw, set()) - {"type", "id"}
expanded = jsonld.expand(raw, {"documentLoader": load})
print(json.dumps({
    "raw": raw,
    "expanded": expanded,
    # A term that the context does not know is dropped without a word.
    "triples": len(jsonld.to_rdf(raw, {"documentLoader": load})["@default"]),
    "terms": sorted(kept),
}))
