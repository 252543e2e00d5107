"""Prints what openpyxl reads in an XLSX, as JSON: sheets, types, panes, filters, formulas, links."""
import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({
    "title": book.properties.title,
    "created": str(book.properties.created),
    "formulas": [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"],
    "sheets": {
        sheet.title: {
            "frozen": sheet.freeze_panes,
            "filter": sheet.auto_filter.ref,
            "head": [cell.value for cell in next(sheet.iter_rows())],
            "rows": [[str(cell.value) if cell.value is not None else "" for cell in row] for row in sheet.iter_rows(min_row=2)],
            "types": [[cell.data_type if cell.value is not None else "" for cell in row] for row in sheet.iter_rows(min_row=2)],
            "links": [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink],
        }
        for sheet in book
    },
}))
