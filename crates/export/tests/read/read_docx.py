"""Prints what python-docx reads in a DOCX, as JSON: styles, headings, tables, notes, comments, changes."""
import json
import sys
import zipfile

import docx
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
path = sys.argv[1]
document = docx.Document(path)
package = zipfile.ZipFile(path)
assert package.testzip() is None
trees = {name: etree.fromstring(package.read(name)) for name in package.namelist() if not name.endswith(".png")}
body = trees["word/document.xml"]
styles = {style.get(W + "styleId") for style in trees["word/styles.xml"].iter(W + "style")}
used = {element.get(W + "val") for tree in trees.values() for tag in ("pStyle", "rStyle", "tblStyle") for element in tree.iter(W + tag)}
marks = {element.get(W + "name") for element in body.iter(W + "bookmarkStart")}
names = [element.get(W + "name") for element in body.iter(W + "bookmarkStart")]
anchors = {element.get(W + "anchor") for element in body.iter(W + "hyperlink")} - {None}


def words(element, tags):
    return "".join(part.text or "" for part in element.iter() if part.tag in tags)


print(json.dumps({
    "title": document.core_properties.title,
    "author": document.core_properties.author,
    "created": str(document.core_properties.created),
    "styles_missing": sorted(used - styles),
    "anchors_missing": sorted(anchors - marks),
    "bookmarks_twice": len(names) - len(set(names)),
    "headings": [[int(p.style.name[-1]), p.text] for p in document.paragraphs if p.style.name.lower().startswith("heading")],
    "pictures": [{"width": round(shape.width.pt), "height": round(shape.height.pt), "alt": shape._inline.docPr.get("descr")} for shape in document.inline_shapes],
    "text": "\n".join(p.text for p in document.paragraphs),
    "tables": [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables],
    "heads": sum(1 for _ in body.iter(W + "tblHeader")),
    "rtl": [words(p, {W + "t"}) for p in body.iter(W + "p") if p.find(f"{W}pPr/{W}bidi") is not None],
    "rtl_notes": [words(p, {W + "t"}) for p in trees["word/footnotes.xml"].iter(W + "p") if p.find(f"{W}pPr/{W}bidi") is not None],
    "rtl_comments": [words(p, {W + "t"}) for p in trees["word/comments.xml"].iter(W + "p") if p.find(f"{W}pPr/{W}bidi") is not None],
    "rtl_runs": [words(r, {W + "t"}) for part in ("footnotes", "comments") for r in trees[f"word/{part}.xml"].iter(W + "r") if r.find(f"{W}rPr/{W}rtl") is not None],
    "notes": [words(note, {W + "t"}) for note in trees["word/footnotes.xml"].iter(W + "footnote")][2:],
    "note_calls": sum(1 for _ in body.iter(W + "footnoteReference")),
    "comments": [words(comment, {W + "t"}) for comment in trees["word/comments.xml"].iter(W + "comment")],
    "comment_ranges": [sum(1 for _ in body.iter(W + tag)) for tag in ("commentRangeStart", "commentRangeEnd", "commentReference")],
    "deleted": [words(change, {W + "delText"}) for change in body.iter(W + "del")],
    "inserted": [words(change, {W + "t"}) for change in body.iter(W + "ins")],
}))
