//! Rebuttals and their answers, in order of time, with what each attacks.

use std::collections::HashMap;

use claimdesk_core::id::EvidenceId;
use claimdesk_core::model::{Rebuttal, RebuttalStatus, Target, Weight};
use claimdesk_core::query::{ClaimPageAnswer, Thread};

use super::Work;
use crate::error::Result;
use crate::report::{Attacked, RebuttalSheet, RebuttalSource, Withheld};

/// Whether a rebuttal still stands, as the core's lists count it.
pub(super) fn still_stands(status: RebuttalStatus) -> bool {
    !matches!(status, RebuttalStatus::Withdrawn | RebuttalStatus::Conceded | RebuttalStatus::Overtaken)
}

/// Whether nobody answered or weighed it, as the core's lists count it.
pub(super) fn is_unanswered(rebuttal: &Rebuttal) -> bool {
    rebuttal.status == RebuttalStatus::Unanswered && rebuttal.weighing.weight == Weight::Unweighed
}

impl Work<'_> {
    /// The rebuttals of a claim and of its evidence; `evidence` gives the number of each source.
    pub(super) fn rebuttals(
        &mut self,
        page: &ClaimPageAnswer,
        evidence: &HashMap<EvidenceId, u32>,
    ) -> Result<Vec<RebuttalSheet>> {
        let mut threads: Vec<&Thread> =
            page.rebuttals.iter().chain(page.evidence.iter().flat_map(|row| &row.rebuttals)).collect();
        threads.sort_by_key(|thread| (thread.rebuttal.uttered.is_empty(), &thread.rebuttal.uttered));
        let mut count = 0;
        let mut sheets = Vec::with_capacity(threads.len());
        for thread in threads {
            let attacks = match thread.rebuttal.target {
                Target::Evidence(id) => evidence.get(&id).copied().map_or(Attacked::Claim, Attacked::Evidence),
                Target::Claim(_) | Target::Rebuttal(_) => Attacked::Claim,
            };
            sheets.push(self.rebuttal(thread, attacks, &mut count)?);
        }
        Ok(sheets)
    }

    fn rebuttal(&mut self, thread: &Thread, attacks: Attacked, count: &mut u32) -> Result<RebuttalSheet> {
        *count += 1;
        let number = *count;
        let rebuttal = &thread.rebuttal;
        let mut sources = Vec::with_capacity(rebuttal.evidence.len());
        for held in &rebuttal.evidence {
            let kept = self.sources.withheld(self.reader, held.source)?;
            let words = kept != Withheld::NameAndWords;
            sources.push(RebuttalSource {
                source: self.sources.number(held.source),
                stance: held.stance,
                locator: if words { held.locator.clone() } else { String::new() },
                quote: if words { held.quote.clone() } else { String::new() },
            });
        }
        let answers = thread.answers.iter().map(|answer| self.rebuttal(answer, Attacked::Rebuttal(number), count));
        let answers = answers.collect::<Result<_>>()?;
        Ok(RebuttalSheet {
            id: rebuttal.id,
            number,
            attacks,
            by: self.confided.by(rebuttal),
            uttered: rebuttal.uttered.clone(),
            place: rebuttal.place.clone(),
            grounds: rebuttal.grounds.clone(),
            statement: rebuttal.statement.clone(),
            excerpts: self.confided.excerpts(rebuttal),
            sources,
            status: rebuttal.status,
            weighing: rebuttal.weighing.clone(),
            effect: rebuttal.effect,
            reflect: rebuttal.reflect.clone(),
            answers,
        })
    }
}
