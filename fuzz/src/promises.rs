//! What holds for every text that was read, whatever it was read from.

use claimdesk_core::model::BLOCK_BREAK;
use claimdesk_intake::Intake;

/// Fails if the layout does not fit the text.
pub(crate) fn check(intake: &Intake) {
    let letters: Vec<char> = intake.text.chars().collect();
    let cut = |start: u32, end: u32| -> String { letters[start as usize..end as usize].iter().collect() };
    assert_eq!(letters.len(), intake.code_points as usize);
    assert!(letters.iter().all(|c| !c.is_control() || matches!(c, '\n' | '\t')));
    let mut last = None;
    for block in &intake.layout.blocks {
        assert!(block.start < block.end);
        match last {
            None => assert_eq!(block.start, 0),
            Some(end) => assert_eq!(cut(end, block.start), BLOCK_BREAK),
        }
        for mark in &block.marks {
            assert!(block.start <= mark.start && mark.start < mark.end && mark.end <= block.end);
            let href = mark.href.as_deref().unwrap_or("https://");
            assert!(["http://", "https://", "mailto:"].iter().any(|scheme| href.starts_with(scheme)), "{href}");
        }
        let mut at = block.start;
        for cell in &block.cells {
            assert!(at <= cell.start && cell.start <= cell.end && cell.end <= block.end);
            at = cell.end;
        }
        last = Some(block.end);
    }
    assert_eq!(last, Some(intake.code_points));
    for locator in &intake.layout.locators {
        assert!(locator.start <= locator.end && locator.end <= intake.code_points, "{locator:?}");
    }
    for note in &intake.layout.notes {
        assert!(note.span.is_none_or(|span| span.start <= span.end && span.end <= intake.code_points), "{note:?}");
    }
}
