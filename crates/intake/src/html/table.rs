//! Tables: of figures, or only of layout.
//!
//! Old pages put whole articles into tables. Those are walked like any other
//! container; a table block is made only of what is a table to a reader.

use super::dom::{Content, Dom, NodeId};
use super::walk::{Context, Walker};
use crate::draft::Draft;
use crate::limits::MAX_COLUMNS;
use crate::unreadable::Unreadable;
use claimdesk_core::model::BlockKind;

/// Bytes in one cell above which a table is taken to be layout.
const LONG: usize = 2_000;

/// Adds a table, or what is in its cells if it is only layout.
pub(super) fn add(walker: &mut Walker<'_, '_>, table: NodeId, context: Context<'_>) -> Result<(), Unreadable> {
    let dom = walker.dom;
    let rows = rows(dom, table);
    if is_layout(dom, table, &rows) {
        return walker.children(table, context);
    }
    for child in dom.children(table) {
        if dom.name(*child) == "caption" {
            let mut caption = walker.cell(*child, context)?;
            caption.kind = BlockKind::Caption;
            walker.add(caption)?;
        }
    }
    let mut draft = Draft::new(BlockKind::Table);
    let mut grid = Grid::default();
    let mut row = 0;
    for Row { id, head } in rows {
        grid.next_row();
        let mut cells = Vec::new();
        for cell in cells_of(dom, id) {
            let column = grid.place(span(dom, cell, "colspan"), span(dom, cell, "rowspan"));
            let header = head || dom.name(cell) == "th";
            cells.push((walker.cell(cell, context)?, column, header));
        }
        if cells.iter().all(|(cell, ..)| cell.is_blank()) {
            continue;
        }
        for (cell, column, header) in cells {
            draft.cell(cell, row, column, header);
        }
        row += 1;
    }
    walker.add(draft)
}

#[derive(Clone, Copy)]
struct Row {
    id: NodeId,
    head: bool,
}

/// Which columns are still covered by cells of rows above.
#[derive(Default)]
struct Grid {
    /// For every column, the first row in which it is free again.
    free_from: Vec<u32>,
    row: u32,
    column: u32,
}

impl Grid {
    fn next_row(&mut self) {
        self.row += 1;
        self.column = 0;
    }

    /// Gives a cell the next free column and covers what it spans.
    fn place(&mut self, columns: u32, rows: u32) -> u32 {
        let past = self.free_from.iter().skip(self.column as usize);
        let taken = past.take_while(|free| **free > self.row).count();
        let at = self.column as usize + taken;
        let end = at.saturating_add(columns as usize).min(MAX_COLUMNS as usize);
        if self.free_from.len() < end {
            self.free_from.resize(end, 0);
        }
        if let Some(covered) = self.free_from.get_mut(at..end) {
            covered.fill(self.row.saturating_add(rows));
        }
        let at = u32::try_from(at).unwrap_or(MAX_COLUMNS).min(MAX_COLUMNS);
        self.column = at.saturating_add(columns).min(MAX_COLUMNS);
        at
    }
}

fn rows(dom: &Dom, table: NodeId) -> Vec<Row> {
    let mut rows = Vec::new();
    for part in dom.children(table) {
        match dom.name(*part) {
            "tr" => rows.push(Row { id: *part, head: false }),
            name @ ("thead" | "tbody" | "tfoot") => {
                let inner = dom.children(*part).iter();
                let inner = inner.filter(|id| dom.name(**id) == "tr");
                rows.extend(inner.map(|id| Row { id: *id, head: name == "thead" }));
            }
            _ => {}
        }
    }
    rows
}

fn cells_of(dom: &Dom, row: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let children = dom.children(row).iter().copied();
    children.filter(|id| matches!(dom.name(*id), "td" | "th"))
}

fn span(dom: &Dom, cell: NodeId, name: &str) -> u32 {
    let stated = dom.attribute(cell, name);
    let number = stated.and_then(|stated| stated.trim().parse().ok());
    number.unwrap_or(1).clamp(1, 65_534)
}

fn is_layout(dom: &Dom, table: NodeId, rows: &[Row]) -> bool {
    let role = dom.attribute(table, "role").unwrap_or_default();
    if matches!(role, "presentation" | "none") {
        return true;
    }
    if rows.iter().all(|row| cells_of(dom, row.id).count() < 2) {
        return true;
    }
    let structured = dom
        .below(table)
        .any(|id| matches!(dom.name(id), "table" | "h1" | "h2" | "h3" | "h4" | "pre" | "blockquote" | "figure"));
    structured || rows.iter().any(|row| cells_of(dom, row.id).any(|cell| is_long(dom, cell)))
}

fn is_long(dom: &Dom, cell: NodeId) -> bool {
    let mut bytes = 0;
    dom.below(cell).any(|id| {
        if let Content::Text(text) = dom.content(id) {
            bytes += text.len();
        }
        bytes > LONG
    })
}
